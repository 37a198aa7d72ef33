//! `text/duplicate`: a paragraph or headline that stands twice.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

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
    repeated(article).into_iter().map(report).collect()
}

/// The paragraphs that stood before: index, span, and where they stood first.
pub(super) fn repeated(article: &Article) -> Vec<(usize, Span, Span)> {
    let text = article.text.as_str();
    let mut first: FxHashMap<u64, Vec<Span>> = FxHashMap::default();
    let mut out = Vec::new();
    for (i, paragraph) in article.findings.paragraphs.iter().enumerate() {
        // Furniture is reported as what it is.
        if matches!(paragraph.zone, Zone::Boilerplate | Zone::Embed) {
            continue;
        }
        let body = paragraph.span.of(text);
        let (count, hash) = fingerprint(body);
        let telling = count >= WORDS || (paragraph.zone == Zone::RepeatedHeadline && count > 0);
        let alike = first.entry(hash).or_default();
        match alike.iter().find(|before| key(before.of(text)) == key(body)) {
            Some(&before) if telling => out.push((i, paragraph.span, before)),
            Some(_) => {}
            None => alike.push(paragraph.span),
        }
    }
    out
}

/// How many words, and a hash of them.
fn fingerprint(text: &str) -> (usize, u64) {
    let (mut count, mut hasher) = (0, FxHasher::default());
    spell(text, |c| {
        count += usize::from(c == ' ');
        hasher.write_u32(c as u32);
    });
    (count, hasher.finish())
}

fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    spell(text, |c| out.push(c));
    out
}

/// The words alone, a space behind each: marks, capitals and white space are no difference.
fn spell(text: &str, mut push: impl FnMut(char)) {
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            inside = true;
            push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            inside = true;
            c.to_lowercase().for_each(&mut push);
        } else if inside && c.is_whitespace() {
            inside = false;
            push(' ');
        }
    }
    if inside {
        push(' ');
    }
}
