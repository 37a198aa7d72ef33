//! The protocol's types → ours.

use std::path::PathBuf;

use tower_lsp::lsp_types::{self as lsp, Url};

use crate::corpus::ArticleId;
use crate::text::{self, Span, Text};

/// An article's id: the path of a file, or the whole address of anything else (`untitled:Untitled-1`).
pub fn article_id(uri: &Url) -> ArticleId {
    match file_path(uri).as_deref().and_then(|path| path.to_str()) {
        Some(path) => ArticleId::new(path),
        None => ArticleId::new(uri.as_str()),
    }
}

/// The path of a file URI.
pub fn file_path(uri: &Url) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// The path of a folder's URI: `file:///a/b/` and `file:///a/b` are one folder.
pub fn folder_path(uri: &Url) -> Option<PathBuf> {
    file_path(uri).map(|path| path.components().collect())
}

pub fn position(position: lsp::Position) -> text::Position {
    text::Position { line: position.line, column: position.character }
}

/// A range of a text; a reversed one is turned round.
pub fn span(text: &Text, range: lsp::Range, encoding: text::PositionEncoding) -> Span {
    let start = text.offset(position(range.start), encoding);
    let end = text.offset(position(range.end), encoding);
    Span { start: start.min(end), end: start.max(end) }
}

pub fn edits(changes: Vec<lsp::TextDocumentContentChangeEvent>) -> Vec<text::Edit> {
    let edit = |change: lsp::TextDocumentContentChangeEvent| text::Edit {
        range: change.range.map(|r| (position(r.start), position(r.end))),
        text: change.text,
    };
    changes.into_iter().map(edit).collect()
}
