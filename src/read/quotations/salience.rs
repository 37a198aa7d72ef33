//! How present people are in an article: who speaks much and who is named much is likelier to speak again.

use rustc_hash::FxHashMap;

use crate::read::Layout;
use crate::text::{Span, TokenKind};

/// Counts of capitalised words: as parts of speakers, and at all.
#[derive(Debug, Default)]
pub(super) struct Salience<'a> {
    counts: FxHashMap<&'a str, (u32, u32)>,
}

impl<'a> Salience<'a> {
    /// The capitalised words of an article.
    pub fn of_article(layout: &Layout<'a>) -> Salience<'a> {
        let mut salience = Salience::default();
        for token in layout.tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            let word = token.span.of(layout.text);
            if word.starts_with(char::is_uppercase) {
                salience.counts.entry(word).or_default().1 += 1;
            }
        }
        salience
    }

    /// Count a speaker.
    pub fn speaks(&mut self, speaker: Span, text: &'a str) {
        for word in names(speaker.of(text)) {
            self.counts.entry(word).or_default().0 += 1;
        }
    }

    /// How often the most frequent name in a phrase speaks, and how often its last name occurs.
    pub fn of(&self, phrase: &str) -> (u32, u32) {
        let count = |w: &str| self.counts.get(w).copied().unwrap_or_default();
        names(phrase).map(count).fold((0, 0), |(most, _), (said, named)| (most.max(said), named))
    }
}

fn names(phrase: &str) -> impl Iterator<Item = &str> {
    let words = phrase.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.filter(|w| w.len() > 1 && w.starts_with(char::is_uppercase))
}
