//! Words and numbers as coarsely as the models see them.

use std::fmt;

use super::feature::{Hashed, Key, Part};

/// The last three letters of a word.
pub(super) fn ending(word: &str) -> &str {
    let from = word.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    word.get(from..).unwrap_or(word)
}

/// A count, the more roughly the greater it is.
pub(super) fn bucket(n: usize) -> usize {
    [0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 60].into_iter().find(|&b| n <= b).unwrap_or(99)
}

/// A word as a part of features' names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Class<'a> {
    Fixed(&'static str),
    Mark(char),
    /// A small word, in lower case.
    Small(&'a str),
    /// A part of a word, as it is written.
    Written(&'a str),
    /// The verb of a cue.
    Cue(&'static str),
}

impl fmt::Display for Class<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Class::Fixed(name) => f.write_str(name),
            Class::Mark(c) => write!(f, "{c}"),
            Class::Small(word) => f.write_str(&word.to_ascii_lowercase()),
            Class::Written(word) => f.write_str(word),
            Class::Cue(lemma) => write!(f, "CUE:{lemma}"),
        }
    }
}

impl Part for Class<'_> {
    fn key(&self) -> Key {
        match self {
            Class::Fixed(name) => Key::of(name),
            Class::Mark(c) => c.key(),
            Class::Small(word) => word.bytes().fold(Key::EMPTY, |key, byte| key.and(byte.to_ascii_lowercase())),
            Class::Written(word) => Key::of(word),
            Class::Cue(lemma) => const { Key::of("CUE:") }.then(Key::of(lemma)),
        }
    }
}

impl Hashed<Class<'static>> {
    pub const fn fixed(name: &'static str) -> Self {
        Hashed { of: Class::Fixed(name), key: Key::of(name) }
    }
}
