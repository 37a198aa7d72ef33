//! Two numbers of one thing that cannot both be right. Agreement is looked for first, and a difference counts only if
//! nothing explains it: numbers of one frame differ for many good reasons.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use imbl::{OrdMap, OrdSet};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::store::View;
use super::wording::Topic;
use super::{Article, ArticleId, Corpus};
use crate::data;
use crate::read::figures::half_of_last_digit;
use crate::read::{Bound, ChangeRole, EntityType, Figure, FigureKind, LocalId, TimeKind, Zone};
use crate::text::Span;

/// From this likeness of clauses and sentences on, two figures of one event are told of one thing.
const ALIKE: f32 = 0.35;
/// The same where no frame says that one thing is told.
const UNFRAMED: f32 = 0.5;
/// The part of the likeness that the clauses make up, and what it costs to name nobody in common.
const CLAUSE: f32 = 0.6;
const STRANGERS: f32 = 0.12;
/// Greater ratios are two things, or a slip of the scale.
const RATIO: i64 = 6;
/// An article or a day with more figures of one frame is a table, or many events.
const MOST: usize = 40;

/// What articles of one day are looked up by: the day, and the unit of a figure.
pub(super) type DayKey = (Date, String);

/// Which articles tell something by a figure of a unit on a day.
#[derive(Clone, Debug, Default)]
pub(super) struct Days(OrdMap<DayKey, OrdSet<ArticleId>>);

impl Days {
    pub(super) fn insert(&mut self, key: DayKey, id: &ArticleId) {
        self.0.entry(key).or_default().insert(id.clone());
    }

    pub(super) fn remove(&mut self, key: &DayKey, id: &ArticleId) {
        if let Some(articles) = self.0.get_mut(key) {
            articles.remove(id);
            if articles.is_empty() {
                self.0.remove(key);
            }
        }
    }

    fn articles(&self, key: &DayKey) -> impl Iterator<Item = &ArticleId> {
        self.0.get(key).into_iter().flatten()
    }
}

/// The days and units of an article's figures.
pub(super) fn day_keys(article: &Article) -> BTreeSet<DayKey> {
    let Some(date) = article.date() else { return BTreeSet::new() };
    let comparable = article.findings.figures.iter().filter(|f| is_comparable(f));
    comparable.filter_map(|f| Some((date, f.unit.clone()?))).collect()
}

impl<V: View> Corpus<V> {
    /// The figures of an article that contradict another one: in the article itself an earlier one, else one of an
    /// article of the same day about the same event.
    pub fn figure_conflicts(&self, article: &Article) -> Vec<(u32, ArticleId, u32)> {
        let told = self.tellings(article, |_| true);
        let mut out = Vec::new();
        for (n, this) in told.iter().enumerate() {
            let within = self.within(this, &told[..n]).map(|j| (this.index, article.id.clone(), j));
            out.extend(within.or_else(|| self.across(article, this)));
        }
        out
    }

    /// The earlier figure of the same article that one contradicts.
    fn within(&self, this: &Told, earlier: &[Told]) -> Option<u32> {
        let fitting: Vec<&Told> =
            earlier.iter().rev().filter(|other| fits(this.figure, other.figure)).take(MOST).collect();
        // What says the same elsewhere is no slip.
        if fitting.iter().any(|other| agree(this.figure, other.figure) && this.likeness(other) > 0.0) {
            return None;
        }
        let apart = |other: &&&Told| other.sentence != this.sentence && !other.explains(this) && !this.explains(other);
        let contrary = fitting.iter().filter(apart).filter(|other| this.contradicts(other, true));
        contrary.max_by(|a, b| this.likeness(a).total_cmp(&this.likeness(b))).map(|told| told.index)
    }

    /// The figure of another article of the same day that one contradicts.
    fn across(&self, article: &Article, this: &Told) -> Option<(u32, ArticleId, u32)> {
        let key = (article.date()?, this.figure.unit.clone()?);
        let mut best: Option<(f32, ArticleId, u32)> = None;
        for id in self.days().articles(&key).filter(|id| **id != article.id).take(MOST) {
            let Some(other) = self.article(id) else { continue };
            // What both say is no slip of one.
            if other.findings.figures.iter().any(|f| says(f, this.figure)) {
                continue;
            }
            let theirs = self.tellings(other, |f| fits(f, this.figure));
            for told in theirs.iter().filter(|t| this.contradicts(t, false) && !t.explains(this) && !this.explains(t)) {
                let explained = article.findings.figures.iter().any(|f| says(f, told.figure));
                let likeness = this.likeness(told);
                if !explained && best.as_ref().is_none_or(|b| likeness > b.0) {
                    best = Some((likeness, id.clone(), told.index));
                }
            }
        }
        best.map(|(_, id, j)| (this.index, id, j))
    }

    /// The comparable figures of an article that are wanted.
    fn tellings<'a>(&self, article: &'a Article, wanted: impl Fn(&Figure) -> bool) -> Vec<Told<'a>> {
        let figures = article.findings.figures.iter().enumerate().filter(|(_, f)| wanted(f));
        figures.filter_map(|(i, _)| self.told(article, i as u32)).collect()
    }

    fn told<'a>(&self, article: &'a Article, index: u32) -> Option<Told<'a>> {
        let findings = &article.findings;
        let figure = findings.figures.get(index as usize).filter(|f| is_comparable(f))?;
        let sentence = article.sentence(figure.span.start)?;
        article.paragraph(figure.span.start).filter(|p| p.zone == Zone::Body || p.zone == Zone::Headline)?;
        let mentions = findings.mentions.iter().filter(|m| sentence.covers(m.span));
        let text = article.text.as_str();
        let values = findings.figures.iter().filter(|f| f.kind == figure.kind && f.unit == figure.unit);
        Some(Told {
            index,
            figure,
            sentence,
            clause: words(clause(text, sentence, figure.span)),
            whole: words(sentence.of(text)),
            places: (mentions.clone().filter(|m| m.kind == EntityType::Place))
                .map(|m| self.name_of(article, m.entity))
                .collect(),
            names: mentions.map(|m| self.name_of(article, m.entity)).collect(),
            times: (findings.times.iter().filter(|t| sentence.covers(t.span) && t.kind != TimeKind::Duration))
                .filter_map(|t| t.value.as_deref())
                .collect(),
            speaker: article.source(figure.span).and_then(|s| s.entity).map(|entity| self.name_of(article, entity)),
            beside: findings.figures.iter().filter(|f| sentence.covers(f.span)).collect(),
            values: values.filter_map(value).collect(),
        })
    }

    fn name_of(&self, article: &Article, local: LocalId) -> String {
        match self.entity_of(&article.id, local) {
            Some(entity) => entity.id.to_string(),
            None => format!("{}#{}", article.id, local.0),
        }
    }
}

/// A figure and what its sentence says of it.
struct Told<'a> {
    index: u32,
    figure: &'a Figure,
    sentence: Span,
    /// Words of its clause, and of all of its sentence.
    clause: Vec<String>,
    whole: Vec<String>,
    names: BTreeSet<String>,
    places: BTreeSet<String>,
    times: BTreeSet<&'a str>,
    speaker: Option<String>,
    /// The figures of its sentence.
    beside: Vec<&'a Figure>,
    /// All values of its kind and unit in its article.
    values: Vec<Decimal>,
}

impl Told<'_> {
    fn likeness(&self, other: &Told) -> f32 {
        let strangers = !self.names.is_empty() && !other.names.is_empty() && self.names.is_disjoint(&other.names);
        CLAUSE * alike(&self.clause, &other.clause) + (1.0 - CLAUSE) * alike(&self.whole, &other.whole)
            - if strangers { STRANGERS } else { 0.0 }
    }

    /// Both tell of one thing, and nothing says why the values differ.
    fn contradicts(&self, other: &Told, one_writer: bool) -> bool {
        let (Some(a), Some(b)) = (value(self.figure), value(other.figure)) else { return false };
        let difference = (a - b).abs();
        let sums = self.values.iter().chain(&other.values).any(|v| *v == difference);
        let days_differ = !self.times.is_empty() && !other.times.is_empty() && self.times.is_disjoint(&other.times);
        let framed = self.figure.frame.is_some() && self.figure.frame == other.figure.frame;
        let speakers_differ = self.speaker.is_some() && other.speaker.is_some() && self.speaker != other.speaker;
        !agree(self.figure, other.figure)
            && plausible(a, b)
            && difference > Decimal::ONE
            && !sums
            && !days_differ
            && !speakers_differ
            && !self.is_elsewhere(other, one_writer)
            && !self.differs(one_writer)
            && !other.differs(one_writer)
            && self.likeness(other) >= if framed { ALIKE } else { UNFRAMED }
            && (framed || !one_writer)
    }

    /// Each names a place, or one writer anything, that the other does not: "in Donetsk", "in Luhansk".
    fn is_elsewhere(&self, other: &Told, one_writer: bool) -> bool {
        let (these, those) = (self.named(one_writer), other.named(one_writer));
        !these.is_subset(those) && !those.is_subset(these)
    }

    fn named(&self, one_writer: bool) -> &BTreeSet<String> {
        if one_writer { &self.names } else { &self.places }
    }

    /// A word says that it is of something else. One writer says so anywhere in the sentence.
    fn differs(&self, one_writer: bool) -> bool {
        let always = self.clause.iter().any(|w| DIFFERENCES.get(w.as_str()) == Some(&true));
        always || one_writer && self.whole.iter().any(|w| DIFFERENCES.contains_key(w.as_str()))
    }

    /// The other's value stands beside this figure, or is the sum of two that do: "11 of 36", "25 police and five civilians".
    fn explains(&self, other: &Told) -> bool {
        let value = value(other.figure);
        let sum = |f: &Figure| {
            let rest =
                self.beside.iter().filter(|g| g.kind == f.kind && g.span != f.span).filter_map(|g| self::value(g));
            rest.filter_map(|g| g.checked_add(self::value(f)?)).any(|sum| Some(sum) == value)
        };
        self.beside.iter().any(|f| says(f, other.figure) || sum(f))
    }
}

/// Words by which two numbers are not of one thing, and whether they say so between two writers as well.
static DIFFERENCES: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
    let rows = data::rows(include_str!("../data/figure_differences.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1) == Some(&"always")))).collect()
});

/// A figure that another one can contradict at all.
fn is_comparable(f: &Figure) -> bool {
    let kind = matches!(f.kind, FigureKind::Money | FigureKind::Count | FigureKind::Measure | FigureKind::Percentage);
    let level = f.change.is_none_or(|c| c.role != ChangeRole::By);
    kind && level && !f.vague && f.unit.is_some() && f.bound != Bound::Range
}

/// One unit, one frame, one status, one rate.
fn fits(a: &Figure, b: &Figure) -> bool {
    let role = |f: &Figure| f.change.map(|c| c.role);
    a.kind == b.kind
        && a.unit == b.unit
        && (a.status == b.status || a.status.is_none() || b.status.is_none())
        && a.per.is_some() == b.per.is_some()
        && role(a) == role(b)
}

fn value(f: &Figure) -> Option<Decimal> {
    f.low.or(f.high)
}

/// They have one value to the eye: "12" and "12".
fn says(a: &Figure, b: &Figure) -> bool {
    a.kind == b.kind && agree(a, b)
}

/// What they may mean overlaps: a round number means what rounds to it, "about" a tenth more or less, "more than" half
/// as much again.
fn agree(a: &Figure, b: &Figure) -> bool {
    match (interval(a), interval(b)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

fn interval(f: &Figure) -> Option<(Decimal, Decimal)> {
    let wider = |v: Decimal, by: Decimal| v.checked_mul(by);
    let (tenth, half) = (Decimal::new(1, 1), Decimal::new(15, 1));
    match (f.low, f.high) {
        (Some(low), None) => Some((low, wider(low, half)?)),
        (None, Some(high)) => Some((high.checked_div(half)?, high)),
        (Some(low), Some(high)) if f.approximate || f.bound == Bound::About => {
            Some((low.checked_sub(wider(low.abs(), tenth)?)?, high.checked_add(wider(high.abs(), tenth)?)?))
        }
        (Some(low), Some(high)) => {
            let step = rounding(low)?.min(wider(low.abs(), tenth)?);
            Some((low.checked_sub(step)?, high.checked_add(step)?))
        }
        (None, None) => None,
    }
}

/// Nothing for numbers small enough to be counted.
fn rounding(value: Decimal) -> Option<Decimal> {
    let half = half_of_last_digit(value)?;
    Some(if value.is_integer() && half < Decimal::from(50) { Decimal::ZERO } else { half })
}

/// At most six times as much, or the same digits in another scale.
fn plausible(a: Decimal, b: Decimal) -> bool {
    let (small, large) = if a.abs() <= b.abs() { (a.abs(), b.abs()) } else { (b.abs(), a.abs()) };
    let Some(ratio) = large.checked_div(small) else { return false };
    let slip = [10, 100, 1_000, 1_000_000].into_iter().any(|scale| ratio == Decimal::from(scale));
    ratio <= RATIO.into() || slip
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

fn alike(a: &[String], b: &[String]) -> f32 {
    Topic::of(a).resemblance(&Topic::of(b))
}
