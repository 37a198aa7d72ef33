//! What stands under the cursor.

use crate::corpus::Article;
use crate::text::Span;

/// The finding a question is about, as an index into the article's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Mention(u32),
    Time(u32),
    Figure(u32),
    Quotation(u32),
    Reported(u32),
}

/// The smallest finding at an offset: a name, time or figure inside a quotation goes before the quotation. A cursor
/// just behind the last character still means what it has passed, unless something else begins there.
pub fn target(article: &Article, offset: u32) -> Option<Target> {
    let findings = &article.findings;
    let mentions = findings.mentions.iter().map(|m| m.span);
    // A title is part of what the reader points at, though not of the name.
    let titles = findings.mentions.iter().map(|m| m.title.map_or(Span::default(), |t| t.join(m.span)));
    let candidates = spans(mentions, Target::Mention)
        .chain(spans(findings.times.iter().map(|t| t.span), Target::Time))
        .chain(spans(findings.figures.iter().map(|f| f.span), Target::Figure))
        .chain(spans(titles, Target::Mention))
        .chain(spans(findings.quotations.iter().map(|q| q.span), Target::Quotation));
    let found = candidates
        .filter(|(span, _)| span.touches(offset) && !span.is_empty())
        .min_by_key(|(span, _)| (!span.contains(offset), span.len()));
    // Reported speech is spread wide: whatever else there is goes before it.
    let reported =
        || findings.reported.iter().position(|r| r.span.contains(offset)).map(|i| Target::Reported(i as u32));
    found.map(|(_, target)| target).or_else(reported)
}

fn spans(spans: impl Iterator<Item = Span>, target: fn(u32) -> Target) -> impl Iterator<Item = (Span, Target)> {
    spans.zip(0..).map(move |(span, i)| (span, target(i)))
}
