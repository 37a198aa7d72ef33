//! The addresses in an article.

use crate::corpus::Article;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    pub address: String,
}

pub fn links(article: &Article) -> Vec<Link> {
    let _ = article;
    Vec::new()
}
