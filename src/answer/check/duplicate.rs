//! `text/duplicate`: a paragraph or headline that stands twice.

use std::collections::HashMap;

use super::{Found, delete};
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::Zone;
use crate::text::Span;

/// A shorter paragraph may well stand twice: "More to follow."
const WORDS: usize = 8;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let mut first: HashMap<Vec<String>, Span> = HashMap::new();
    let mut out = Vec::new();
    for (i, paragraph) in article.findings.paragraphs.iter().enumerate() {
        // Furniture is reported as what it is.
        if matches!(paragraph.zone, Zone::Boilerplate | Zone::Embed) {
            continue;
        }
        let text = paragraph.span.of(&article.text);
        let key = words(text);
        let telling = key.len() >= WORDS || (paragraph.zone == Zone::RepeatedHeadline && !key.is_empty());
        let Some(&before) = first.get(&key) else {
            first.insert(key, paragraph.span);
            continue;
        };
        if !telling {
            continue;
        }
        let headline = matches!(paragraph.zone, Zone::Headline | Zone::RepeatedHeadline);
        let what = if headline { "headline" } else { "paragraph" };
        let found = Found::new(paragraph.span, format!("The {what} “{}” stands twice", excerpt(text, 60)));
        let found = found.related(article, before, "It stands here first");
        out.push(match delete(article, i) {
            Some(edit) => found.fix(format!("Delete the repeated {what}"), vec![edit]),
            None => found,
        });
    }
    out
}

/// The words alone: marks, capitals and white space are no difference.
fn words(text: &str) -> Vec<String> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}
