//! Names of people, organisations, places…: who is mentioned where.

mod decided;
pub(crate) mod lexicon;
// The trainer looks into the model.
#[cfg_attr(feature = "train", allow(unreachable_pub))]
pub(crate) mod model;
mod parse;
mod rules;
mod titles;
mod words;

use std::sync::LazyLock;

use super::{EntityType, Layout};
use crate::text::{Span, Token};
pub use decided::decided;
pub use model::trained::Evidence;
use model::trained::Trained;
use model::weights::Weights;

/// A name found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name alone: no title, no possessive, no leading "the".
    pub span: Span,
    pub kind: EntityType,
    /// The title or role directly before it ("Ukrainian President" gives "President"), without the space between.
    pub title: Option<Span>,
    pub confidence: f32,
}

/// Whatever finds names. The rules implement it; a statistical model will.
pub trait Recognizer: Send + Sync {
    /// The names of an article, in order, not overlapping.
    fn names(&self, layout: &Layout<'_>) -> Vec<Name>;
}

/// The recogniser built into the program.
pub fn recognizer() -> &'static dyn Recognizer {
    match *TRAINED {
        Some(ref trained) => trained,
        None => &rules::Rules,
    }
}

/// The model whose weights are embedded.
static TRAINED: LazyLock<Option<Trained>> = LazyLock::new(|| {
    let weights = Weights::new(&WEIGHTS.0)?;
    Some(Trained { weights, words: model::word_table() })
});

/// Rows of weights are read a cache line at a time.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

static WEIGHTS: &Aligned<[u8]> = &Aligned(*include_bytes!("../../data/names.bin"));

/// What a paragraph says of its names by itself, in its own offsets: kept while the paragraph stays as it is.
pub fn look(paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
    TRAINED.as_ref().map_or_else(Evidence::default, |trained| trained.look(paragraph, tokens, sentences))
}

/// The names of an article from what its paragraphs say, one [`look`] each, in order.
pub fn find<'e>(layout: &Layout<'_>, evidence: impl Iterator<Item = &'e Evidence> + Clone) -> Vec<Name> {
    match *TRAINED {
        Some(ref trained) => trained.find(layout, evidence),
        None => rules::Rules.names(layout),
    }
}

#[cfg(test)]
mod tests;
