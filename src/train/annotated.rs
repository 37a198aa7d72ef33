//! Articles with annotated quotations, in the scorers' form: one JSON object a line, offsets in characters.

use std::path::Path;
use std::{fs, io};

use serde::Deserialize;

use crate::text::Span;

#[derive(Deserialize)]
pub struct Annotated {
    pub text: String,
    /// Marked quotations.
    pub quotations: Vec<Attribution>,
    /// Everything that is attributed to somebody, marked or not.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
pub struct Attribution {
    #[serde(flatten)]
    pub at: Range,
    pub kind: String,
    pub speaker: Option<Range>,
    pub cue: Option<Range>,
}

#[derive(Clone, Copy, Deserialize)]
pub struct Range {
    start: usize,
    end: usize,
}

/// The articles of a file.
pub fn articles(path: &Path) -> io::Result<Vec<Annotated>> {
    let named = |e: serde_json::Error| io::Error::other(format!("{}: {e}", path.display()));
    fs::read_to_string(path)?.lines().map(|line| serde_json::from_str(line).map_err(named)).collect()
}

impl Annotated {
    /// Turns its ranges into spans.
    pub fn spans(&self) -> impl Fn(Range) -> Option<Span> + use<> {
        spans(&self.text)
    }
}

/// Turns ranges of a text's characters into spans.
pub fn spans(text: &str) -> impl Fn(Range) -> Option<Span> + use<> {
    let offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    move |range| Some(Span::new(*offsets.get(range.start)?, *offsets.get(range.end)?))
}
