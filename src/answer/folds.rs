//! What to fold: boilerplate, embedded posts, quotations over several paragraphs.

use crate::corpus::Article;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Boilerplate,
    Embed,
    Quotation,
}

pub fn folds(article: &Article) -> Vec<Fold> {
    let _ = article;
    Vec::new()
}
