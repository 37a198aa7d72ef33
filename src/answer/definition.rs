//! Where is it introduced, first mentioned, stated?

use super::subject::{Subject, best_introduction};
use super::{Place, Target, target};
use crate::corpus::{Article, Corpus, Likeness};
use crate::read::TimeBasis;
use crate::text::Span;

/// The best introduction of a name (this article's; from there the corpus's), the first printing of a quotation, the
/// earliest statement of a figure, the text that dates a time.
pub fn definition(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    let here = |span: Span| Place { article: article.id.clone(), span };
    match target(article, offset) {
        Some(Target::Mention(i)) => introductions(corpus, article, i, offset),
        Some(Target::Quotation(i)) => first(quotations(corpus, article, i)),
        Some(Target::Figure(i)) => first(figures(corpus, article, i)),
        Some(Target::Time(i)) => {
            let Some(time) = article.findings.times.get(i as usize) else { return Vec::new() };
            let dated = match time.basis {
                TimeBasis::Explicit => Some(time.span),
                TimeBasis::Anchor(span) => Some(span),
                TimeBasis::ArticleDate => article.findings.dateline.as_ref().and_then(|d| d.span),
                TimeBasis::Unknown | TimeBasis::Impossible => None,
            };
            dated.map(here).into_iter().collect()
        }
        Some(Target::Reported(_)) | None => Vec::new(),
    }
}

/// The first mention in the article; for a quotation the mention of its speaker.
pub fn declaration(_: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    let findings = &article.findings;
    let span = match target(article, offset) {
        Some(Target::Mention(i)) => findings.mentions.get(i as usize).and_then(|m| {
            let entity = findings.entities.get(m.entity.0 as usize)?;
            let first = entity.mentions.iter().filter_map(|&m| findings.mentions.get(m as usize)).map(|m| m.span).min();
            first.or(Some(m.span))
        }),
        Some(Target::Quotation(i)) => findings.quotations.get(i as usize).and_then(|q| Some(q.speaker?.span)),
        Some(Target::Reported(i)) => findings.reported.get(i as usize).and_then(|r| Some(r.speaker?.span)),
        _ => None,
    };
    span.map(|span| Place { article: article.id.clone(), span }).into_iter().collect()
}

/// What a person says: all their quotations; all printings of a quotation; all figures of a group.
pub fn implementation(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    match target(article, offset) {
        Some(Target::Mention(i)) => {
            let Some(subject) = Subject::of_mention(corpus, article, i) else { return Vec::new() };
            let statements = subject
                .appearances()
                .flat_map(|a| a.statements().map(move |q| Place { article: a.article.id.clone(), span: q.span }));
            statements.collect()
        }
        Some(Target::Quotation(i)) => quotations(corpus, article, i),
        Some(Target::Figure(i)) => figures(corpus, article, i),
        _ => Vec::new(),
    }
}

/// This article's best introduction and, where that is another, the corpus's; standing on this article's, the corpus's
/// alone.
fn introductions(corpus: &Corpus, article: &Article, mention: u32, offset: u32) -> Vec<Place> {
    let Some(subject) = Subject::of_mention(corpus, article, mention) else { return Vec::new() };
    let here = best_introduction(subject.here());
    let anywhere = best_introduction(subject.appearances()).filter(|best| {
        // Another article's must be better, or as good and earlier: appearances come in time order.
        here.as_ref().is_none_or(|here| best.place != here.place)
    });
    let standing_on_it = here.as_ref().is_some_and(|i| i.place.span.touches(offset));
    let here = here.filter(|_| !(standing_on_it && anywhere.is_some()));
    here.into_iter().chain(anywhere).map(|i| i.place).collect()
}

/// A quotation and all its printings, in time order. Reworded ones are other words.
pub(super) fn quotations(corpus: &Corpus, article: &Article, index: u32) -> Vec<Place> {
    let printings = corpus.printings(article, index).into_iter().filter(|p| p.likeness != Likeness::Reworded);
    with_itself(corpus, article, index, printings.map(|p| (p.article, p.quotation)).collect(), |a, i| {
        a.findings.quotations.get(i as usize).map(|q| q.span)
    })
}

/// A figure and all others of its group, in time order.
pub(super) fn figures(corpus: &Corpus, article: &Article, index: u32) -> Vec<Place> {
    with_itself(corpus, article, index, corpus.same_figures(article, index), |a, i| {
        a.findings.figures.get(i as usize).map(|f| f.span)
    })
}

fn with_itself(
    corpus: &Corpus,
    article: &Article,
    index: u32,
    others: Vec<(crate::corpus::ArticleId, u32)>,
    span: impl Fn(&Article, u32) -> Option<Span>,
) -> Vec<Place> {
    let mut out: Vec<(&Article, Span)> = span(article, index).map(|s| (article, s)).into_iter().collect();
    for (id, i) in others {
        let other = if id == article.id { Some(article) } else { corpus.article(&id).map(|a| &**a) };
        out.extend(other.and_then(|a| Some((a, span(a, i)?))));
    }
    out.sort_by(|(a, s), (b, t)| a.order().cmp(&b.order()).then(s.cmp(t)));
    out.into_iter().map(|(a, span)| Place { article: a.id.clone(), span }).collect()
}

fn first(places: Vec<Place>) -> Vec<Place> {
    places.into_iter().take(1).collect()
}
