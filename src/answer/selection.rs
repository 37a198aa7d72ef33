//! Growing selections: word → name → name with title → quotation → sentence → paragraph → article.

use crate::corpus::Article;
use crate::text::Span;

/// The selections around an offset, the smallest first, each inside the next.
pub fn selection(article: &Article, offset: u32) -> Vec<Span> {
    let _ = (article, offset);
    Vec::new()
}
