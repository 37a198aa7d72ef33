//! What the text hides: resolved dates.

use super::cover::Cover;
use super::dates;
use crate::corpus::Article;
use crate::read::{Time, TimeBasis, TimeKind};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    pub offset: u32,
    pub label: String,
    pub tooltip: String,
}

/// The hints inside a range: the dates of relative times, each once a paragraph, none in quotations, and none at all
/// unless the article's date is known.
pub fn inlays(article: &Article, range: Span) -> Vec<Inlay> {
    let Some(dateline) = &article.findings.dateline else { return Vec::new() };
    let tooltip = format!("Counted from the article’s date, {}.", dates::with_weekday(dateline.date));
    let quoted = Cover::quoted(article);
    let mut out = Vec::new();
    let mut shown: Vec<&str> = Vec::new();
    let mut paragraph = None;
    for time in article.findings.times.iter().filter(|t| range.touches(t.span.end) && hides_its_date(t)) {
        let here = article.paragraph(time.span.start).map(|p| p.span);
        if paragraph != here {
            paragraph = here;
            shown.clear();
        }
        let Some(value) = time.value.as_deref() else { continue };
        if shown.contains(&value) || quoted.covers(time.span) {
            continue;
        }
        if let Some(words) = dates::describe(value) {
            shown.push(value);
            out.push(Inlay { offset: time.span.end, label: format!(" = {words}"), tooltip: tooltip.clone() });
        }
    }
    out
}

/// Whether a time means a date that its words do not say.
fn hides_its_date(time: &Time) -> bool {
    matches!(time.basis, TimeBasis::ArticleDate | TimeBasis::Anchor(_))
        && matches!(time.kind, TimeKind::Date | TimeKind::Time)
}
