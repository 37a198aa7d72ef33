//! `text/duplicate`: a paragraph or headline that stands twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Found, delete};
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::Zone;
use crate::text::Span;

/// A shorter paragraph may well stand twice: "More to follow."
const WORDS: usize = 8;

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
    repeated(article).map(report).collect()
}

/// The paragraphs that stood before: index, span, and where they stood first.
pub(super) fn repeated(article: &Article) -> impl Iterator<Item = (usize, Span, Span)> {
    let mut first: HashMap<Vec<String>, Span> = HashMap::new();
    article.findings.paragraphs.iter().enumerate().filter_map(move |(i, paragraph)| {
        // Furniture is reported as what it is.
        if matches!(paragraph.zone, Zone::Boilerplate | Zone::Embed) {
            return None;
        }
        let key = words(paragraph.span.of(&article.text));
        let telling = key.len() >= WORDS || (paragraph.zone == Zone::RepeatedHeadline && !key.is_empty());
        match first.entry(key) {
            Entry::Occupied(before) => telling.then(|| (i, paragraph.span, *before.get())),
            Entry::Vacant(new) => {
                new.insert(paragraph.span);
                None
            }
        }
    })
}

/// The words alone: marks, capitals and white space are no difference.
fn words(text: &str) -> Vec<String> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}
