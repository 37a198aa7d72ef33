//! What a corpus says by numbers, and when what it tells of was: the ledger of figures and the timeline.

use super::statements::{Wanted, speaker_name};
use super::subject::MOST_UNDATED;
use crate::corpus::{Article, Corpus, Sources};
use crate::read::figures::{Unit, unit_name};
use crate::read::{Figure, Speaker, Time, TimeKind};
use crate::text::Span;

/// A figure in its article.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub article: &'a Article,
    pub figure: &'a Figure,
    /// Who says the number.
    by: Option<Speaker>,
}

/// The figures of a corpus, articles in time order: all, those of a unit ("USD", "km2", "soldier", "square mile"), those
/// in a sentence that mentions somebody or something of a name, in any spelling.
pub fn ledger<'a>(corpus: &'a Corpus, about: Option<&str>, unit: Option<&str>) -> Vec<Entry<'a>> {
    let about = about.map(Wanted::new);
    let mut out = Vec::new();
    for article in in_time(corpus) {
        let figures = article.findings.figures.iter().filter(|f| unit.is_none_or(|unit| is_of(f, unit)));
        let figures = figures.filter(|f| about.as_ref().is_none_or(|who| mentions(corpus, article, f.span, who)));
        let sources = Sources::new(article);
        out.extend(figures.map(|figure| Entry { article, figure, by: said_by(&sources, article, figure.span) }));
    }
    out
}

impl<'a> Entry<'a> {
    /// Who says the number, where the article tells.
    pub fn said_by(&self, corpus: &Corpus) -> Option<String> {
        Some(speaker_name(corpus, self.article, self.by?))
    }

    /// When what is counted was so: the one date of the sentence, else the article's date; TIMEX3.
    pub fn when(&self) -> Option<String> {
        let sentence = self.article.sentence(self.figure.span.start)?;
        let dateline = self.article.findings.dateline.as_ref().and_then(|d| d.span);
        let dates = dated(between(&self.article.findings.times, |t| t.span, sentence));
        let mut dates = dates.filter(|(_, t)| sentence.covers(t.span) && Some(t.span) != dateline);
        match (dates.next(), dates.next()) {
            (Some((value, _)), None) => Some(value.to_owned()),
            _ => self.article.date().map(|date| date.to_string()),
        }
    }
}

/// A dated sentence of an article.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// TIMEX3: a day, or what it is a part of.
    pub value: &'a str,
    pub article: &'a Article,
    pub time: Span,
    pub sentence: Span,
}

/// The sentences of a corpus that tell when, by when that was; of all, or of those that mention somebody or something.
pub fn timeline<'a>(corpus: &'a Corpus, about: Option<&str>) -> Vec<Moment<'a>> {
    let about = about.map(Wanted::new);
    let mut out: Vec<Moment> = Vec::new();
    for article in in_time(corpus) {
        for (value, time) in dated(&article.findings.times) {
            let Some(sentence) = article.sentence(time.span.start) else { continue };
            let told =
                out.last().is_some_and(|m| (&m.article.id, m.sentence, m.value) == (&article.id, sentence, value));
            if !told && about.as_ref().is_none_or(|who| mentions(corpus, article, time.span, who)) {
                out.push(Moment { value, article, time: time.span, sentence });
            }
        }
    }
    // Stable: what is told of one day stays in the order in which it was written.
    out.sort_by_key(|moment| moment.value);
    out
}

fn in_time(corpus: &Corpus) -> Vec<&Article> {
    let mut articles: Vec<&Article> = corpus.articles().map(|a| &**a).collect();
    // What others imply is looked for once for each undated article; not in a folder of hardly any dates.
    if articles.iter().filter(|a| a.date().is_none()).count() > MOST_UNDATED {
        articles.sort_by(|a, b| a.order().cmp(&b.order()));
    } else {
        articles.sort_by_cached_key(|article| corpus.time_order(article));
    }
    articles
}

/// Who says a number: in words in marks, or in words reported without them.
fn said_by(sources: &Sources, article: &Article, figure: Span) -> Option<Speaker> {
    let reported = || {
        let paragraph = article.paragraph(figure.start)?.span;
        let mut reports = between(&article.findings.reported, |r| r.span, paragraph).iter();
        reports.find(|r| r.span.covers(figure))?.speaker
    };
    sources.of(figure).or_else(reported)
}

/// What of an article, in order, begins in a part of it.
fn between<T>(all: &[T], span: fn(&T) -> Span, part: Span) -> &[T] {
    let first = all.partition_point(|one| span(one).start < part.start);
    let behind = all.partition_point(|one| span(one).start < part.end);
    all.get(first..behind).unwrap_or_default()
}

/// The times that name a place in the calendar, with their values.
fn dated(times: &[Time]) -> impl Iterator<Item = (&str, &Time)> {
    let calendar = times.iter().filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time));
    calendar.filter_map(|time| {
        let value = time.value.as_deref()?;
        value.get(..4)?.bytes().all(|b| b.is_ascii_digit()).then_some((value, time))
    })
}

/// Whether the sentence around a place mentions somebody.
fn mentions(corpus: &Corpus, article: &Article, at: Span, wanted: &Wanted) -> bool {
    let Some(sentence) = article.sentence(at.start) else { return false };
    let inside = between(&article.findings.mentions, |m| m.span, sentence);
    inside.iter().any(|m| wanted.is(corpus, article, m.entity))
}

/// Whether a figure is of a unit, by its symbol, its code or one of its names.
fn is_of(figure: &Figure, wanted: &str) -> bool {
    let Some(unit) = figure.unit.as_deref() else { return false };
    let same = |name: &str| name.eq_ignore_ascii_case(wanted);
    same(unit)
        || same(unit_name(unit))
        || Unit::of(unit).is_some_and(|u| [u.sign, u.singular, u.plural].into_iter().any(same))
}
