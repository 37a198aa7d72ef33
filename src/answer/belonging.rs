//! What belongs to what, by what articles say: a body to another, or to its country.

use super::Place;
use super::subject::{Appearance, Subject};
use crate::corpus::{Article, Corpus};
use crate::read::{Belonging, EntityType, LocalId};
use crate::text::Span;

/// What an article says of two bodies, by the one at the other end.
pub(super) struct Tie<'a> {
    pub subject: Subject<'a>,
    /// "unit of"
    pub relation: &'static str,
    pub article: &'a Article,
    /// The words that say so.
    pub words: Span,
    /// The first mention there of the one at the other end.
    pub mention: Span,
}

impl Tie<'_> {
    pub fn place(&self) -> Place {
        Place { article: self.article.id.clone(), span: self.words }
    }

    /// "unit of Veltrax"
    pub fn text(&self) -> String {
        format!("{} {}", self.relation, self.subject.name())
    }
}

/// In how many articles it is looked for.
pub(super) const SEARCHED: usize = 1000;

/// What a body belongs to: by this article if it says so, and else by the others, each whole once, the latest first.
/// Bodies of two lands that go by one name ("the Foreign Ministry") tell nothing about this one.
pub(super) fn wholes<'a>(corpus: &'a Corpus, subject: &Subject<'a>) -> Vec<Tie<'a>> {
    let whole = |b: &Belonging| (b.part, b.whole);
    let here = distinct(subject.here().flat_map(|a| ties(corpus, a, whole)));
    if !here.is_empty() {
        return here;
    }
    let others = distinct(subject.recent().take(SEARCHED).flat_map(|a| ties(corpus, a, whole)));
    let lands = others.iter().filter(|tie| tie.subject.kind() == EntityType::Place).count();
    if lands > 1 { Vec::new() } else { others }
}

/// What belongs to a body or land, each part once, as the latest article says it.
pub(super) fn parts<'a>(corpus: &'a Corpus, subject: &Subject<'a>) -> Vec<Tie<'a>> {
    distinct(subject.recent().take(SEARCHED).flat_map(|a| ties(corpus, a, |b| (b.whole, b.part))))
}

/// The ties of an entity in one article; `ends`: its own end, and the other.
fn ties<'a>(
    corpus: &'a Corpus,
    appearance: Appearance<'a>,
    ends: impl Fn(&Belonging) -> (LocalId, LocalId),
) -> Vec<Tie<'a>> {
    let findings = &appearance.article.findings;
    let tie = |b: &Belonging| {
        let (own, other) = ends(b);
        let subject = (own == appearance.id).then(|| Subject::new(corpus, appearance.article, other))??;
        let mut mentions = subject.local.mentions.iter().filter_map(|&m| findings.mentions.get(m as usize));
        let mention = mentions.find(|m| b.span.covers(m.span))?.span;
        Some(Tie { subject, relation: b.relation, article: appearance.article, words: b.span, mention })
    };
    findings.belongings.iter().filter_map(tie).collect()
}

/// The first tie with each at the other end.
fn distinct<'a>(ties: impl Iterator<Item = Tie<'a>>) -> Vec<Tie<'a>> {
    let mut out: Vec<Tie<'a>> = Vec::new();
    for tie in ties {
        if out.len() < MOST && !out.iter().any(|other| other.subject.is_same(&tie.subject)) {
            out.push(tie);
        }
    }
    out
}

/// More than this nobody reads.
const MOST: usize = 100;
