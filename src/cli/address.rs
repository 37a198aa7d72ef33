//! Lines of text with places in them. A place is written as `hover` takes it: `articles/001.txt:3:14`, line and column in characters from one.

use super::terminal::Terminal;
use crate::answer::Piece;
use crate::corpus::{Article, Corpus};
use crate::text::{PositionEncoding, Span};

pub fn address(article: &Article, span: Span) -> String {
    let position = article.text.position(span.start, PositionEncoding::Utf32);
    format!("{}:{}:{}", article.id, position.line + 1, position.column + 1)
}

/// The words of a span on one line, with single spaces.
pub fn words(article: &Article, span: Span) -> String {
    let words: Vec<&str> = span.of(&article.text).split_whitespace().collect();
    words.join(" ")
}

/// A line without markup; links are followed by the place they lead to.
pub fn plain(terminal: Terminal, corpus: &Corpus, line: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Emphasis(text) => text.clone(),
        Piece::Strong(text) => terminal.bold(text),
        Piece::Quote(words) => format!("“{words}”"),
        Piece::Link { label, place } => match corpus.article(&place.article) {
            Some(article) => format!("{label} ({})", address(article, place.span)),
            None => label.clone(),
        },
    };
    line.iter().map(piece).collect()
}
