//! `text/duplicate`: a paragraph or headline that stands twice.

use rustc_hash::FxHashMap;

use super::{Found, delete};
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{Fingerprint, Zone, same_words};
use crate::text::Span;

/// A shorter paragraph may well stand twice: "More to follow."
const WORDS: u32 = 8;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let report = |(i, span, before): (usize, Span, Span)| {
        let zone = article.findings.paragraphs.get(i).map(|p| p.zone);
        let headline = matches!(zone, Some(Zone::Headline | Zone::RepeatedHeadline));
        let what = if headline { "headline" } else { "paragraph" };
        let found = Found::new(span, format!("The {what} “{}” stands twice", excerpt(span.of(&article.text), 60)));
        let found = found.related(article, before, "It stands here first");
        match delete(article, i) {
            Some(edit) => found.fix(format!("Delete the repeated {what}"), vec![edit]),
            None => found,
        }
    };
    repeated(article).into_iter().map(report).collect()
}

/// The paragraphs that stood before: index, span, and where they stood first.
pub(super) fn repeated(article: &Article) -> Vec<(usize, Span, Span)> {
    let text = article.text.as_str();
    let mut first: FxHashMap<Fingerprint, Vec<Span>> = FxHashMap::default();
    let mut out = Vec::new();
    for (i, paragraph) in article.findings.paragraphs.iter().enumerate() {
        // Furniture is reported as what it is.
        if matches!(paragraph.zone, Zone::Boilerplate | Zone::Embed) {
            continue;
        }
        let body = paragraph.span.of(text);
        let words = paragraph.fingerprint.words;
        let telling = words >= WORDS || (paragraph.zone == Zone::RepeatedHeadline && words > 0);
        let alike = first.entry(paragraph.fingerprint).or_default();
        match alike.iter().find(|before| same_words(before.of(text), body)) {
            Some(&before) if telling => out.push((i, paragraph.span, before)),
            Some(_) => {}
            None => alike.push(paragraph.span),
        }
    }
    out
}
