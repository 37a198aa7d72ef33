//! An article's outline: headline → subheads → quotations and figures.

use crate::corpus::{Article, Corpus};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    pub name: String,
    pub detail: Option<String>,
    pub kind: OutlineKind,
    /// The whole of it; covers its children.
    pub span: Span,
    /// What to select; inside `span`.
    pub selection: Span,
    pub children: Vec<OutlineItem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    Headline,
    Subhead,
    Quotation,
    Figure,
}

pub fn outline(corpus: &Corpus, article: &Article) -> Vec<OutlineItem> {
    let _ = (corpus, article);
    Vec::new()
}
