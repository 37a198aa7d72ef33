//! Where something stands, as `hover` takes it: `articles/001.txt:3:14`, line and column in characters from one.

use crate::corpus::Article;
use crate::text::{PositionEncoding, Span};

pub fn address(article: &Article, span: Span) -> String {
    let position = article.text.position(span.start, PositionEncoding::Utf32);
    format!("{}:{}:{}", article.id, position.line + 1, position.column + 1)
}
