//! The line of counts above a paragraph that introduces somebody: "47 mentions · 5 articles · 26 quotations".

use super::Place;
use crate::corpus::{Article, Corpus};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The mention it is about.
    pub span: Span,
    pub title: String,
    /// What choosing it shows.
    pub places: Vec<Place>,
}

/// At most two a paragraph, on first mentions only.
pub fn lenses(corpus: &Corpus, article: &Article) -> Vec<Lens> {
    let _ = (corpus, article);
    Vec::new()
}
