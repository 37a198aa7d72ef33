//! Spelling-folded keys: Zelenskyy = Zelensky = Zelenskyi = Zelenskiy.

pub use crate::read::fold::{key as fold, tidy};

/// Lower-case letters and digits of a name, words joined by hyphens: readable, for ids.
pub fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}
