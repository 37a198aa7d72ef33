//! What is this?

mod figure;
mod name;
mod organization;
mod place;
mod quotation;
mod remark;
mod reported;
mod reworded;
mod scale;
mod time;

pub use quotation::SURE;

use super::line::{Line, label};
use super::{Piece, Target, target};
use crate::corpus::{Article, Corpus};
use crate::settings::Settings;
use crate::text::Span;

/// A hover: the span it is about and its lines, the first one short; at most twelve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub lines: Vec<Vec<Piece>>,
}

/// The lines about the finding at an offset; None where nothing was found.
pub fn hover(corpus: &Corpus, article: &Article, offset: u32, settings: &Settings) -> Option<Hover> {
    let mut hover = match target(article, offset)? {
        Target::Mention(i) => name::hover(corpus, article, i),
        Target::Quotation(i) => quotation::hover(corpus, article, i),
        Target::Figure(i) => figure::hover(corpus, article, i, settings.units),
        Target::Time(i) => time::hover(corpus, article, i),
        Target::Reported(i) => reported::hover(corpus, article, i),
    }?;
    hover.lines.retain(|line| !line.is_empty());
    hover.lines.truncate(LINES);
    Some(hover)
}

const LINES: usize = 12;
