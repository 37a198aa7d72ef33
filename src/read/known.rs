//! What the tables of quotations and of coreference know of each token: looked up once for a paragraph.

use super::coreference::classes;
use super::quotations::{Entry, entry};
use crate::text::{Token, TokenKind};

/// Of numbers and marks nothing is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// What the word does around quotations.
    pub entry: Entry,
    /// What it is in titles and descriptions, as bits of the names' lexicon.
    pub classes: u32,
}

/// Of each token of a text.
pub fn known(text: &str, tokens: &[Token]) -> Vec<Known> {
    tokens.iter().map(|token| Known::of(token.kind, token.span.of(text))).collect()
}

impl Known {
    fn of(kind: TokenKind, word: &str) -> Known {
        match kind {
            TokenKind::Number | TokenKind::Punctuation => Known::default(),
            TokenKind::Word | TokenKind::Clitic | TokenKind::Handle | TokenKind::Url => {
                Known { entry: entry(word), classes: classes(word) }
            }
        }
    }
}
