//! Lines of text for a reader, in pieces that a client shows in its own way.

use super::{Place, dates};
use crate::corpus::Article;
use crate::text::{PositionEncoding, Span};

/// A piece of a line of text for a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Strong(String),
    Emphasis(String),
    /// Words out of an article, without marks around them.
    Quote(String),
    Link {
        label: String,
        place: Place,
    },
}

/// A line's pieces, put together from left to right.
#[derive(Default)]
pub(super) struct Line(pub(super) Vec<Piece>);

impl Line {
    pub(super) fn text(mut self, text: impl Into<String>) -> Line {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&text),
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    pub(super) fn strong(mut self, text: impl Into<String>) -> Line {
        self.0.push(Piece::Strong(text.into()));
        self
    }

    pub(super) fn emphasis(mut self, text: impl Into<String>) -> Line {
        self.0.push(Piece::Emphasis(text.into()));
        self
    }

    pub(super) fn quote(mut self, words: impl Into<String>) -> Line {
        self.0.push(Piece::Quote(words.into()));
        self
    }

    /// A link to a place, labelled with its article and its date.
    pub(super) fn article(mut self, article: &Article, span: Span) -> Line {
        self.0.push(Piece::Link { label: label(article), place: Place { article: article.id.clone(), span } });
        self
    }

    /// A link to a place in the article being read: "line 5".
    pub(super) fn this(self, article: &Article, span: Span) -> Line {
        let line = article.text.position(span.start, PositionEncoding::Utf8).line + 1;
        self.link(format!("line {line}"), article, span)
    }

    pub(super) fn link(mut self, label: impl Into<String>, article: &Article, span: Span) -> Line {
        self.0.push(Piece::Link { label: label.into(), place: Place { article: article.id.clone(), span } });
        self
    }
}

/// What an article goes by in a line: its date and its file's name.
pub(super) fn label(article: &Article) -> String {
    let name = article.id.file_name();
    let name = name.strip_suffix(".txt").unwrap_or(name);
    let name = match name.char_indices().nth(NAME) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.to_owned(),
    };
    match article.date() {
        Some(date) => format!("{name}, {}", dates::short(date)),
        None => name,
    }
}

/// The longest file name shown in full.
const NAME: usize = 36;

/// "001.txt · 2024-06-06"
pub(super) fn where_it_stands(article: &Article) -> String {
    let name = article.id.file_name();
    match article.date() {
        Some(date) => format!("{name} · {date}"),
        None => name.to_owned(),
    }
}
