//! What is this?

use super::Place;
use crate::corpus::{Article, Corpus};
use crate::settings::Settings;
use crate::text::Span;

/// A hover: the span it is about and its lines, the first one short; at most twelve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub lines: Vec<Vec<Piece>>,
}

/// A piece of a hover's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Strong(String),
    Emphasis(String),
    /// Words out of an article.
    Quote(String),
    Link {
        label: String,
        place: Place,
    },
}

pub fn hover(corpus: &Corpus, article: &Article, offset: u32, settings: &Settings) -> Option<Hover> {
    let _ = (corpus, article, offset, settings);
    None
}
