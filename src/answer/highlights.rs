//! Where else in this article?

use super::{Target, references, target};
use crate::corpus::{Article, Corpus};
use crate::text::Span;

/// The spans of this article that are the same entity, words or value as what stands at the offset; for a time, those
/// that mean the same date.
pub fn highlights(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Span> {
    let findings = &article.findings;
    if let Some(Target::Time(i)) = target(article, offset) {
        let Some(time) = findings.times.get(i as usize) else { return Vec::new() };
        let same = |t: &&crate::read::Time| t.span == time.span || (t.value.is_some() && t.value == time.value);
        return findings.times.iter().filter(same).map(|t| t.span).collect();
    }
    let places = references(corpus, article, offset, true);
    let mut out: Vec<Span> = places.into_iter().filter(|p| p.article == article.id).map(|p| p.span).collect();
    out.sort();
    out.dedup();
    out
}
