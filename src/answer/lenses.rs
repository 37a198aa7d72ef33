//! The line of counts above a paragraph that introduces somebody: "47 mentions · 5 articles · 26 quotations".

use std::collections::HashSet;

use super::Place;
use super::subject::Subject;
use crate::corpus::{Article, Corpus, EntityId};
use crate::read::{EntityType, Form, LocalId};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The mention it is about.
    pub span: Span,
    pub title: String,
    /// What choosing it shows.
    pub places: Vec<Place>,
}

/// At most two a paragraph, on first mentions of people and organisations that return.
pub fn lenses(corpus: &Corpus, article: &Article) -> Vec<Lens> {
    let mut out: Vec<Lens> = Vec::new();
    let mut met: HashSet<EntityId> = HashSet::new();
    let mut paragraph = (Span::default(), 0);
    for (span, id) in introduced(article) {
        let Some(here) = article.paragraph(span.start).filter(|p| p.zone.is_text()) else { continue };
        if paragraph.0 != here.span {
            paragraph = (here.span, 0);
        }
        if paragraph.1 == A_PARAGRAPH {
            continue;
        }
        let Some(subject) = Subject::new(corpus, article, id) else { continue };
        let (mentions, articles) = (subject.mention_count(), subject.article_count());
        if articles < 2 && mentions < FREQUENT {
            continue;
        }
        // Two of the article's entities may be one of the corpus's: the first of them speaks for both.
        if subject.entity.as_ref().is_some_and(|entity| !met.insert(entity.id.clone())) {
            continue;
        }
        paragraph.1 += 1;
        let title =
            [(mentions as usize, "mention"), (articles, "article"), (subject.quotation_count() as usize, "quotation")];
        let title: Vec<String> =
            title.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| super::counted(*n, noun)).collect();
        let title = format!("{}: {}", subject.name(), title.join(" · "));
        out.push(Lens { span, title, places: subject.appearances().flat_map(|a| a.mentions()).take(SHOWN).collect() });
    }
    out
}

const A_PARAGRAPH: usize = 2;
/// Mentions that make an entity of a single article worth a line.
const FREQUENT: u32 = 5;
/// A lens is computed for every introduction of an article, so what it shows must stay small.
const SHOWN: usize = 200;

/// The first named mention of each person and organisation, in the order of the text.
fn introduced(article: &Article) -> Vec<(Span, LocalId)> {
    let findings = &article.findings;
    let wanted = |kind| matches!(kind, EntityType::Person | EntityType::Organization);
    let mut out: Vec<(Span, LocalId)> = Vec::new();
    for (entity, i) in findings.entities.iter().zip(0..).filter(|(e, _)| wanted(e.kind)) {
        let mentions = entity.mentions.iter().filter_map(|&m| findings.mentions.get(m as usize));
        out.extend(mentions.filter(|m| m.form == Form::Name).map(|m| (m.span, LocalId(i))).min());
    }
    out.sort();
    out
}
