//! The recogniser that was trained: a linear model over hashed features, in two passes.

pub(crate) mod context;
pub(crate) mod decoder;
pub(crate) mod feature;
pub(crate) mod hash;
pub(crate) mod labels;
mod listed;
pub(crate) mod piece;
pub(crate) mod table;
pub(crate) mod thresholds;
pub(crate) mod trained;
pub(crate) mod weights;
pub(crate) mod word;

use std::sync::LazyLock;

/// What is known of single words.
pub(crate) fn word_table() -> &'static table::WordTable {
    static WORDS: LazyLock<table::WordTable> = LazyLock::new(|| {
        table::WordTable::new(include_bytes!("../../../data/words.bin")).expect("the embedded table of words is whole")
    });
    &WORDS
}
