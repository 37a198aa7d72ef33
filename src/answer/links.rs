//! The addresses in an article.

use crate::corpus::Article;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    pub address: String,
}

/// The `http(s)://…` addresses, in order.
pub fn links(article: &Article) -> Vec<Link> {
    let link = |span: &Span| Link { span: *span, address: span.of(&article.text).to_owned() };
    article.findings.links.iter().map(link).filter(|l| l.address.contains("://")).collect()
}
