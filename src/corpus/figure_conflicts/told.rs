//! A figure and what its sentence says of it: whether another one is told of the same thing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::MOST;
use super::extent::{Extent, agree, extent, slip, value};
use crate::corpus::store::View;
use crate::corpus::wording::Topic;
use crate::corpus::{Article, Corpus, Sources};
use crate::data;
use crate::read::{EntityType, Figure, LocalId, Speaker, TimeKind};
use crate::text::Span;

/// From this likeness of clauses and sentences on, two figures of one event are told of one thing.
const ALIKE: f32 = 0.35;
/// The same where no frame says that one thing is told.
const UNFRAMED: f32 = 0.5;
/// The part of the likeness that the clauses make up, and what it costs to name nobody in common.
const CLAUSE: f32 = 0.6;
const STRANGERS: f32 = 0.12;

/// The words of a figure's sentence.
pub struct Scene<'a> {
    article: &'a Article,
    figure: &'a Figure,
    sentence: Span,
    speaker: Option<Speaker>,
    clause: Vec<String>,
    whole: Vec<String>,
}

impl<'a> Scene<'a> {
    pub fn of(article: &'a Article, sources: &Sources, index: u32) -> Option<Scene<'a>> {
        let figure = article.findings.figures.get(index as usize)?;
        let sentence = article.sentence(figure.span.start)?;
        let text = article.text.as_str();
        let (clause, whole) = (words(clause(text, sentence, figure.span)), words(sentence.of(text)));
        Some(Scene { article, figure, sentence, speaker: sources.of(figure.span), clause, whole })
    }
}

/// A figure and what its sentence says of it.
pub struct Told<'a> {
    figure: &'a Figure,
    pub extent: Extent,
    pub sentence: Span,
    article: &'a Article,
    /// What its clause and all of its sentence speak of.
    clause: Topic<'a>,
    whole: Topic<'a>,
    names: BTreeSet<String>,
    places: BTreeSet<String>,
    times: BTreeSet<&'a str>,
    speaker: Option<String>,
    /// The figures of its sentence, with what they may mean.
    beside: Vec<(&'a Figure, Extent)>,
    /// What its clause says by which it is of something else than a figure of which nobody says so.
    qualified: BTreeSet<&'static str>,
    /// A word says that it is of something else if one writer tells both.
    differs_here: bool,
}

impl<'a> Told<'a> {
    pub fn of<V: View>(corpus: &Corpus<V>, scene: &'a Scene<'a>) -> Told<'a> {
        let Scene { article, figure, sentence, speaker, .. } = *scene;
        let findings = &article.findings;
        let mentions = inside(&findings.mentions, |m| m.span, sentence);
        let times =
            inside(&findings.times, |t| t.span, sentence).filter(|t| t.kind != TimeKind::Duration && !t.is_vague());
        let beside = inside(&findings.figures, |f| f.span, sentence);
        Told {
            figure,
            extent: extent(figure),
            sentence,
            article,
            clause: Topic::of(&scene.clause),
            whole: Topic::of(&scene.whole),
            places: (mentions.clone().filter(|m| m.kind == EntityType::Place))
                .map(|m| corpus.name_of(article, m.entity))
                .collect(),
            names: mentions.map(|m| corpus.name_of(article, m.entity)).collect(),
            times: times.filter_map(|t| t.value.as_deref()).collect(),
            speaker: speaker.and_then(|s| s.entity).map(|e| corpus.name_of(article, e)),
            beside: beside.filter(|f| !f.vague).map(|f| (f, extent(f))).collect(),
            qualified: scene.clause.iter().filter_map(|w| *DIFFERENCES.get(w.as_str())?).collect(),
            differs_here: scene.whole.iter().any(|w| DIFFERENCES.contains_key(w.as_str())),
        }
    }

    /// How much both are told in the same words, 0 to 1.
    pub fn likeness(&self, other: &Told) -> f32 {
        let strangers = !self.names.is_empty() && !other.names.is_empty() && self.names.is_disjoint(&other.names);
        CLAUSE * self.clause.resemblance(&other.clause) + (1.0 - CLAUSE) * self.whole.resemblance(&other.whole)
            - if strangers { STRANGERS } else { 0.0 }
    }

    /// Both tell of one thing, and nothing says why the values differ.
    pub fn contradicts(&self, other: &Told, one_writer: bool) -> bool {
        let (Some(a), Some(b)) = (value(self.figure), value(other.figure)) else { return false };
        let Some(difference) = slip(a, b) else { return false };
        let days_differ = !self.times.is_empty() && !other.times.is_empty() && self.times.is_disjoint(&other.times);
        let framed = self.figure.frame.is_some() && self.figure.frame == other.figure.frame;
        let speakers_differ = self.speaker.is_some() && other.speaker.is_some() && self.speaker != other.speaker;
        !agree(self.extent, other.extent)
            && (framed || !one_writer)
            && !days_differ
            && !speakers_differ
            && !self.is_elsewhere(other, one_writer)
            && !self.differs(other, one_writer)
            && self.likeness(other) >= if framed { ALIKE } else { UNFRAMED }
            && !self.explains(other)
            && !other.explains(self)
            && !self.says(difference)
            && !other.says(difference)
    }

    /// Each names a place, or one writer anything, that the other does not: "in Donetsk", "in Luhansk".
    fn is_elsewhere(&self, other: &Told, one_writer: bool) -> bool {
        let (these, those) = (self.named(one_writer), other.named(one_writer));
        !these.is_subset(those) && !those.is_subset(these)
    }

    fn named(&self, one_writer: bool) -> &BTreeSet<String> {
        if one_writer { &self.names } else { &self.places }
    }

    /// A word says that one is of something else, and none that the other is as well: "a further 30", "30". One writer
    /// says so anywhere in the sentence.
    fn differs(&self, other: &Told, one_writer: bool) -> bool {
        let here = one_writer && (self.differs_here || other.differs_here);
        here || self.qualified != other.qualified
    }

    /// The other's value stands beside this figure, or is the sum of two that do: "11 of 36", "25 police and five
    /// civilians". Among so many figures as a table has, anything is.
    fn explains(&self, other: &Told) -> bool {
        let value = value(other.figure);
        let sum = |(n, f): (usize, &Figure)| {
            let rest = self.beside.iter().skip(n + 1).filter(|(g, _)| g.kind == f.kind);
            let mut sums = rest.filter_map(|(g, _)| self::value(g)?.checked_add(self::value(f)?));
            sums.any(|sum| Some(sum) == value)
        };
        self.beside.len() > MOST
            || self.beside.iter().any(|(f, meant)| f.kind == other.figure.kind && agree(*meant, other.extent))
            || self.beside.iter().enumerate().any(|(n, (f, _))| sum((n, f)))
    }

    /// Its article has this value of its kind and unit.
    fn says(&self, number: Decimal) -> bool {
        let mut figures = self.article.findings.figures.iter();
        figures.any(|f| value(f) == Some(number) && f.kind == self.figure.kind && f.unit == self.figure.unit)
    }
}

impl<V: View> Corpus<V> {
    fn name_of(&self, article: &Article, local: LocalId) -> String {
        match self.entity_of(&article.id, local) {
            Some(entity) => entity.id.to_string(),
            None => format!("{}#{}", article.id, local.0),
        }
    }
}

/// Words by which two numbers are not of one thing, and what they say of a number, if they say it between two writers
/// as well.
static DIFFERENCES: LazyLock<FxHashMap<&str, Option<&str>>> = LazyLock::new(|| {
    let rows = data::rows(include_str!("../../data/figure_differences.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1).copied().filter(|says| *says != "one")))).collect()
});

/// What of an article, in order, stands in a sentence.
fn inside<T>(all: &[T], span: fn(&T) -> Span, sentence: Span) -> impl Iterator<Item = &T> + Clone {
    let first = all.partition_point(|one| span(one).start < sentence.start);
    let behind = all.partition_point(|one| span(one).start < sentence.end);
    all.get(first..behind).unwrap_or_default().iter().filter(move |one| sentence.covers(span(one)))
}

/// The part of a sentence between commas, semicolons and dashes that holds a figure.
fn clause(text: &str, sentence: Span, figure: Span) -> &str {
    let ends = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '(' | ')');
    let before = text.get(sentence.start as usize..figure.start as usize).unwrap_or("");
    let behind = text.get(figure.end as usize..sentence.end as usize).unwrap_or("");
    let start = before.rfind(ends).map_or(sentence.start as usize, |at| sentence.start as usize + at);
    let end = behind.find(ends).map_or(sentence.end as usize, |at| figure.end as usize + at);
    text.get(start..end).unwrap_or("")
}

/// Its words, without numbers.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2);
    words.map(str::to_lowercase).collect()
}
