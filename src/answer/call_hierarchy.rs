//! Whom does somebody speak about, and who speaks about him? Speaking is the call of a call hierarchy.

use std::collections::BTreeMap;

use super::line::where_it_stands;
use super::statements::Statement;
use super::subject::{Appearance, Subject};
use super::{Place, Target, target};
use crate::corpus::{Article, Corpus};
use crate::read::{EntityType, LocalId};
use crate::text::Span;

/// Somebody who speaks or is spoken about, at one of his mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub name: String,
    pub kind: EntityType,
    /// His role, or the article the mention stands in.
    pub detail: String,
    /// The mention.
    pub place: Place,
    /// The sentence around it.
    pub sentence: Span,
}

/// Somebody at the other end, in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub voice: Voice,
    /// The sentences that tell, in the article of the voice.
    pub sentences: Vec<Span>,
}

/// More edges than this nobody reads.
const MOST: usize = 500;

/// Who stands at an offset; for a quotation its speaker.
pub fn voice(corpus: &Corpus, article: &Article, offset: u32) -> Option<Voice> {
    let (id, span) = asked(article, offset)?;
    let subject = Subject::new(corpus, article, id)?;
    let detail = subject.role().map(|r| r.text.clone());
    Some(Voice {
        name: subject.name().to_owned(),
        kind: subject.kind(),
        detail: detail.unwrap_or_else(|| article.id.file_name().to_owned()),
        place: Place { article: article.id.clone(), span },
        sentence: article.sentence(span.start).unwrap_or(span),
    })
}

/// Whom the one at an offset speaks about, the latest articles first: once an article, at the first mention.
pub fn speaks_about(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Edge> {
    edges(corpus, article, offset, |appearance| {
        let spoken = Statement::all(appearance.article).filter(|s| s.speaker() == Some(appearance.id));
        spoken.flat_map(|s| s.about()).collect()
    })
}

/// Who speaks about the one at an offset, the latest articles first: once an article, at the first statement.
pub fn spoken_about(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Edge> {
    edges(corpus, article, offset, |appearance| {
        let speaker = |statement: Statement<'_>| {
            let speaker = statement.by?;
            let id = speaker.entity?;
            statement.about().any(|(about, _)| about == appearance.id).then_some((id, speaker.span))
        };
        Statement::all(appearance.article).filter_map(speaker).collect()
    })
}

/// In how many articles the other ends are looked for.
const SEARCHED: usize = 1000;

/// Those at the other end, `ends` of each article where the one at an offset appears: an entity at a mention.
fn edges(
    corpus: &Corpus,
    article: &Article,
    offset: u32,
    ends: impl Fn(Appearance<'_>) -> Vec<(LocalId, Span)>,
) -> Vec<Edge> {
    let Some(subject) = asked(article, offset).and_then(|(id, _)| Subject::new(corpus, article, id)) else {
        return Vec::new();
    };
    let mut edges = Vec::new();
    for appearance in subject.recent().take(SEARCHED) {
        let mut mentions: BTreeMap<LocalId, Vec<Span>> = BTreeMap::new();
        for (id, mention) in ends(appearance) {
            mentions.entry(id).or_default().push(mention);
        }
        edges.extend(in_article(corpus, appearance.article, mentions));
        if edges.len() >= MOST {
            break;
        }
    }
    edges
}

/// Edges to entities of an article by their mentions, in the order of the text.
fn in_article(corpus: &Corpus, article: &Article, mentions: BTreeMap<LocalId, Vec<Span>>) -> Vec<Edge> {
    let edge = |(id, mut mentions): (LocalId, Vec<Span>)| {
        mentions.sort_unstable();
        let first = *mentions.first()?;
        let subject = Subject::new(corpus, article, id)?;
        let mut sentences: Vec<Span> = mentions.iter().filter_map(|m| article.sentence(m.start)).collect();
        sentences.dedup();
        let voice = Voice {
            name: subject.name().to_owned(),
            kind: subject.kind(),
            detail: where_it_stands(article),
            place: Place { article: article.id.clone(), span: first },
            sentence: sentences.first().copied().unwrap_or(first),
        };
        Some(Edge { voice, sentences })
    };
    let mut edges: Vec<Edge> = mentions.into_iter().filter_map(edge).collect();
    edges.sort_by_key(|e| e.voice.place.span);
    edges
}

/// The entity at an offset, and the mention.
fn asked(article: &Article, offset: u32) -> Option<(LocalId, Span)> {
    let findings = &article.findings;
    match target(article, offset)? {
        Target::Mention(i) => findings.mentions.get(i as usize).map(|m| (m.entity, m.span)),
        Target::Quotation(i) => {
            let speaker = findings.quotations.get(i as usize)?.speaker?;
            Some((speaker.entity?, speaker.span))
        }
        _ => None,
    }
}
