//! Words and numbers as coarsely as the models see them.

use std::borrow::Cow;

/// The last three letters of a word.
pub(super) fn ending(word: &str) -> &str {
    let from = word.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    word.get(from..).unwrap_or(word)
}

/// A count, the more roughly the greater it is.
pub(super) fn bucket(n: usize) -> usize {
    [0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 60].into_iter().find(|&b| n <= b).unwrap_or(99)
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}
