//! `quote/repeated`: the same words quoted twice in one article.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Found, duplicate};
use crate::corpus::{Article, Corpus};
use crate::read::{Paragraph, Quotation, Zone};
use crate::text::Span;

/// Fewer words are a phrase, and phrases come back.
const WORDS: usize = 6;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let mut first: FxHashMap<String, Span> = FxHashMap::default();
    let mut out = Vec::new();
    let opening = article.findings.paragraphs.iter().find(|p| p.zone == Zone::Body).map(|p| p.span);
    // A paragraph that stands twice is reported as that. Few articles have one, or words that are quoted twice.
    let repeated = LazyCell::new(|| -> FxHashSet<Span> {
        duplicate::repeated(article).into_iter().map(|(_, span, _)| span).collect()
    });
    for quotation in article.findings.quotations.iter().filter(|q| q.kind.is_statement() && q.inside.is_none()) {
        let Some(around) = article.paragraph(quotation.span.start) else { continue };
        let shown_apart = Some(around.span) == opening || is_pull_quote(article, quotation, around);
        if around.zone != Zone::Body || shown_apart {
            continue;
        }
        let (key, words) = words(quotation.span.of(&article.text));
        if words < WORDS {
            continue;
        }
        match first.get(&key) {
            Some(_) if repeated.contains(&around.span) => {}
            Some(&before) => {
                let found = Found::new(quotation.span, "These words are quoted twice in this article".to_owned());
                out.push(found.related(article, before, "They are quoted here first"));
            }
            None => {
                first.insert(key, quotation.span);
            }
        }
    }
    out
}

/// A quotation that is a paragraph by itself, and no part of a longer statement, is set off for the eye.
fn is_pull_quote(article: &Article, quotation: &Quotation, around: &Paragraph) -> bool {
    let alone = |span: Span| span.of(&article.text).chars().filter(|c| c.is_alphanumeric()).count();
    quotation.continues.is_none() && alone(quotation.span) == alone(around.span)
}

/// The words alone, and how many they are: marks, capitals and white space are no difference.
fn words(text: &str) -> (String, usize) {
    let mut key = String::new();
    let mut count = 0;
    for word in text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)) {
        key.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        key.push(' ');
        count += 1;
    }
    (key, count)
}
