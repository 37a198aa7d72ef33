//! `quote/no-speaker`, `quote/speaker-conflict`, `quote/reworded` and `quote/unquoted-speech`: who is said to have said
//! what, here and in other articles.

use super::Found;
use crate::answer::SURE;
use crate::answer::subject::Subject;
use crate::corpus::{Among, Article, Corpus, Likeness, NEAR_DAYS};
use crate::read::{EntityType, Quotation};
use crate::text::Span;

/// So many words were said by somebody.
const STATEMENT: usize = 8;
/// Fewer words are a phrase that two people may well share.
const SAME: usize = 6;

pub(super) fn missing(_: &Corpus, article: &Article) -> Vec<Found> {
    let unsaid = article.findings.quotations.iter().filter(|q| q.unattributed);
    // Where a mark is missing, nobody can tell which words are quoted.
    let broken = Broken::new(article.findings.mark_faults.iter().map(|fault| fault.quotation));
    let whole = |q: &&Quotation| !broken.overlap(q.span);
    unsaid.filter(whole).map(|q| Found::new(q.span, "It is not said who speaks these words".to_owned())).collect()
}

/// The parts of an article with a faulty mark, by their starts, each with how far those up to it reach.
struct Broken(Vec<(u32, u32)>);

impl Broken {
    fn new(parts: impl Iterator<Item = Span>) -> Broken {
        let mut parts: Vec<Span> = parts.collect();
        parts.sort_unstable();
        let reach = |reach: &mut u32, part: Span| {
            *reach = part.end.max(*reach);
            Some((part.start, *reach))
        };
        Broken(parts.into_iter().scan(0, reach).collect())
    }

    fn overlap(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, reach)| span.start < *reach)
    }
}

pub(super) fn conflict(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let mut out = Vec::new();
    for (index, quotation) in sure(article) {
        if words(article, quotation) < SAME {
            continue;
        }
        let Some(here) = person(corpus, article, quotation) else { continue };
        for (other, printed) in printings(corpus, article, index, Among::SameWords, Likeness::Identical) {
            let Some(there) = person(corpus, other, printed).filter(|_| printed.confidence >= SURE) else { continue };
            let same = match (&here.entity, &there.entity) {
                (Some(here), Some(there)) => here.id == there.id,
                _ => true,
            };
            if !same {
                let message = format!("These words are given to {} here, to {} elsewhere", here.name(), there.name());
                let found = Found::new(quotation.span, message);
                out.push(found.related(other, printed.span, format!("Here {} says them", there.name())));
                break;
            }
        }
    }
    out
}

pub(super) fn reworded(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let mut out = Vec::new();
    for (index, quotation) in sure(article) {
        if words(article, quotation) < STATEMENT {
            continue;
        }
        let Some(here) = person(corpus, article, quotation) else { continue };
        for (other, printed) in printings(corpus, article, index, Among::SameSpeaker, Likeness::Reworded) {
            let same_days = match (article.date(), other.date()) {
                (Some(here), Some(there)) => (here - there).get_days().abs() <= NEAR_DAYS,
                _ => true,
            };
            if other.id != article.id && same_days {
                let message = format!("{}’s words are quoted differently in another article", here.name());
                out.push(Found::new(quotation.span, message).related(other, printed.span, "The other version"));
                break;
            }
        }
    }
    out
}

pub(super) fn unquoted(_: &Corpus, article: &Article) -> Vec<Found> {
    let outside = article.findings.quotations.iter().filter_map(|q| Some((q, q.outside?)));
    let found = outside.map(|(quotation, outside)| {
        let found =
            Found::new(outside, "These words belong to the quotation before, but stand outside its marks".to_owned());
        found.related(article, quotation.span, "The quotation is closed here")
    });
    found.collect()
}

/// The statements whose speaker is sure, with their indices.
fn sure(article: &Article) -> impl Iterator<Item = (u32, &Quotation)> {
    let all = (0..).zip(&article.findings.quotations);
    all.filter(|(_, q)| q.kind.is_statement() && q.inside.is_none() && q.confidence >= SURE)
}

/// The person who speaks, where that is known.
fn person<'a>(corpus: &'a Corpus, article: &'a Article, quotation: &Quotation) -> Option<Subject<'a>> {
    let subject = Subject::new(corpus, article, quotation.speaker?.entity?)?;
    (subject.kind() == EntityType::Person).then_some(subject)
}

/// The other printings of a quotation of one kind.
fn printings<'a>(
    corpus: &'a Corpus,
    article: &'a Article,
    index: u32,
    among: Among,
    likeness: Likeness,
) -> impl Iterator<Item = (&'a Article, &'a Quotation)> {
    let printings = corpus.printings_among(article, index, among).into_iter().filter(move |p| p.likeness == likeness);
    printings.filter_map(move |p| {
        let other = if p.article == article.id { article } else { corpus.article(&p.article)? };
        Some((other, other.findings.quotations.get(p.quotation as usize)?))
    })
}

fn words(article: &Article, quotation: &Quotation) -> usize {
    quotation.span.of(&article.text).split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::Broken;
    use crate::text::Span;

    #[test]
    fn a_part_is_broken_if_any_fault_lies_in_it_however_they_are_nested() {
        let broken = Broken::new([Span::new(40, 50), Span::new(10, 30), Span::new(12, 15)].into_iter());
        let found =
            [(0, 10), (0, 11), (20, 25), (30, 40), (35, 60), (50, 60)].map(|(a, b)| broken.overlap(Span::new(a, b)));
        assert_eq!(found, [false, true, true, false, true, false]);
        assert!(!Broken::new(std::iter::empty()).overlap(Span::new(0, 9)));
    }
}
