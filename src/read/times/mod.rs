//! Times: dates, clock times, durations, and what they resolve to; the article's own dateline.

use super::{Dateline, Layout, Time};
use crate::text::{Span, Token};

/// A time expression as written, before it is known when the article was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Counts from the start of the paragraph it was found in, until the reader shifts it.
    pub span: Span,
    // What the words say (weekday, month and day, "last month"…) belongs here.
}

/// The time expressions of one paragraph; spans count from the paragraph's start.
pub fn expressions(paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Vec<TimeExpression> {
    let _ = (paragraph, tokens, sentences);
    Vec::new()
}

/// The article's date, where its own text says it: a dateline, a header line, the day count of a known war.
pub fn dateline(layout: &Layout<'_>, expressions: &[TimeExpression]) -> Option<Dateline> {
    let _ = (layout, expressions);
    None
}

/// What the expressions mean. `expressions` have the article's spans. Without a date, relative ones stay unknown.
pub fn resolve(layout: &Layout<'_>, expressions: &[TimeExpression], date: Option<&Dateline>) -> Vec<Time> {
    let _ = (layout, expressions, date);
    Vec::new()
}
