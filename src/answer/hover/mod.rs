//! What is this?

mod figure;
mod name;
mod quotation;
mod reworded;
mod time;

pub use quotation::SURE;

use super::{Place, Target, dates, target};
use crate::corpus::{Article, Corpus};
use crate::settings::Settings;
use crate::text::{PositionEncoding, Span};

/// A hover: the span it is about and its lines, the first one short; at most twelve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub lines: Vec<Vec<Piece>>,
}

/// A piece of a hover's line.
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

/// The lines about the finding at an offset; None where nothing was found.
pub fn hover(corpus: &Corpus, article: &Article, offset: u32, _: &Settings) -> Option<Hover> {
    let mut hover = match target(article, offset)? {
        Target::Mention(i) => name::hover(corpus, article, i),
        Target::Quotation(i) => quotation::hover(corpus, article, i),
        Target::Figure(i) => figure::hover(corpus, article, i),
        Target::Time(i) => time::hover(article, i),
    }?;
    hover.lines.retain(|line| !line.is_empty());
    hover.lines.truncate(LINES);
    Some(hover)
}

const LINES: usize = 12;

/// A line's pieces, put together from left to right.
#[derive(Default)]
struct Line(Vec<Piece>);

impl Line {
    fn text(mut self, text: impl Into<String>) -> Line {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&text),
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    fn strong(mut self, text: impl Into<String>) -> Line {
        self.0.push(Piece::Strong(text.into()));
        self
    }

    fn emphasis(mut self, text: impl Into<String>) -> Line {
        self.0.push(Piece::Emphasis(text.into()));
        self
    }

    fn quote(mut self, words: impl Into<String>) -> Line {
        self.0.push(Piece::Quote(words.into()));
        self
    }

    /// A link to a place, labelled with its article and its date.
    fn article(mut self, article: &Article, span: Span) -> Line {
        self.0.push(Piece::Link { label: label(article), place: Place { article: article.id.clone(), span } });
        self
    }

    /// A link to a place in the article being read: "line 5".
    fn this(self, article: &Article, span: Span) -> Line {
        let line = article.text.position(span.start, PositionEncoding::Utf8).line + 1;
        self.link(format!("line {line}"), article, span)
    }

    fn link(mut self, label: impl Into<String>, article: &Article, span: Span) -> Line {
        self.0.push(Piece::Link { label: label.into(), place: Place { article: article.id.clone(), span } });
        self
    }
}

/// What an article goes by in a line: its date and its file's name.
fn label(article: &Article) -> String {
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
