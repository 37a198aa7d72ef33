//! How numbers, dates and times are written, against how a style wants them: "8:00 a.m.", "12 noon", "$10 to $15
//! billion". What a style wants stands in `src/data/figure_styles.tsv`; here is only how to tell it from the words.

mod calendar;
mod numbers;
mod signs;
#[cfg(test)]
mod tests;

use std::str::FromStr;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::numerals::Lexed;
use super::{Figure, Time};
use crate::data::words_of;
use crate::text::{Span, tokens};

/// Something that styles write in one way or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Numbers of one digit are spelled out.
    Small,
    /// Larger ones are figures.
    Large,
    /// "2 million"
    Million,
    /// "$10 million to $15 million"
    Scale,
    /// Ages are figures.
    Age,
    /// A sentence begins with a word.
    Start,
    /// The sign or the word, as the style wants it.
    Percent,
    /// "noon", not "12 noon"
    Noon,
    /// "8 a.m." or "8am", as the style wants it.
    Hour,
    /// "Feb. 14" or "14 February", as the style wants it.
    Month,
    /// "June 12", not "June 12th"
    Day,
    /// "$5", not "5 dollars"
    Dollar,
    /// "5 pounds", not "£5"
    Pound,
    /// "£5m"
    Money,
}

impl Rule {
    const NAMES: [(&'static str, Rule); 14] = [
        ("small", Rule::Small),
        ("large", Rule::Large),
        ("million", Rule::Million),
        ("scale", Rule::Scale),
        ("age", Rule::Age),
        ("start", Rule::Start),
        ("percent", Rule::Percent),
        ("noon", Rule::Noon),
        ("hour", Rule::Hour),
        ("month", Rule::Month),
        ("day", Rule::Day),
        ("dollar", Rule::Dollar),
        ("pound", Rule::Pound),
        ("money", Rule::Money),
    ];
}

impl FromStr for Rule {
    type Err = ();

    fn from_str(name: &str) -> Result<Rule, ()> {
        Rule::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule).ok_or(())
    }
}

/// Words that a style would write otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub span: Span,
    pub rule: Rule,
    /// How the style writes it, where that is certain.
    pub wanted: Option<String>,
}

/// A paragraph with what was found in it, all in the paragraph's own offsets, sorted.
pub struct Passage<'a> {
    pub text: &'a str,
    pub sentences: &'a [Span],
    pub figures: &'a [Figure],
    pub times: &'a [Time],
}

/// What in a paragraph departs from a style, of which `wants` gives the value of a rule, if it has that. The spans do
/// not overlap: of two rules the one that says more counts.
pub fn departures<'w>(passage: &Passage<'_>, wants: impl Fn(Rule) -> Option<&'w str>) -> Vec<Departure> {
    let view = View { lx: Lexed::new(passage.text, &tokens(passage.text)), passage };
    let mut found = Vec::new();
    for i in 0..view.lx.len() {
        let checks = [signs::departure, calendar::departure, numbers::departure];
        let departure = checks.iter().find_map(|check| check(&view, i, &|rule| wants(rule)));
        found.extend(departure);
    }
    found.sort_by_key(|d| (d.span.start, std::cmp::Reverse(d.span.end)));
    let mut end = 0;
    found.retain(|d| {
        let apart = d.span.start >= end;
        end = end.max(d.span.end);
        apart
    });
    found
}

/// What a rule's value is for the style.
type Wants<'w> = dyn Fn(Rule) -> Option<&'w str> + 'w;

struct View<'a> {
    lx: Lexed<'a>,
    passage: &'a Passage<'a>,
}

impl View<'_> {
    /// The figure that covers a lexeme.
    fn figure(&self, i: usize) -> Option<&Figure> {
        let span = self.lx.get(i)?.span();
        let after = self.passage.figures.partition_point(|f| f.span.start <= span.start);
        self.passage.figures.get(after.checked_sub(1)?).filter(|f| f.span.end >= span.end)
    }

    /// The time that covers a lexeme.
    fn time(&self, i: usize) -> Option<&Time> {
        let span = self.lx.get(i)?.span();
        let after = self.passage.times.partition_point(|t| t.span.start <= span.start);
        self.passage.times.get(after.checked_sub(1)?).filter(|t| t.span.end >= span.end)
    }

    /// Whether a lexeme begins a sentence.
    fn opens(&self, i: usize) -> bool {
        let Some(start) = self.lx.get(i).map(|l| l.span().start) else { return false };
        self.passage.sentences.binary_search_by_key(&start, |s| s.start).is_ok()
    }

    /// The sentence that a lexeme stands in.
    fn sentence(&self, i: usize) -> Option<Span> {
        let start = self.lx.get(i)?.span().start;
        let after = self.passage.sentences.partition_point(|s| s.start <= start);
        self.passage.sentences.get(after.checked_sub(1)?).copied()
    }

    /// Whether a lexeme is in a list of the table.
    fn is_in(&self, i: usize, words: &FxHashSet<&'static str>) -> bool {
        words.contains(self.lx.text(i).to_lowercase().as_str())
    }

    fn departure(&self, first: usize, end: usize, rule: Rule, wanted: Option<String>) -> Option<Departure> {
        let span = self.lx.span(first, end);
        (wanted.as_deref() != Some(span.of(self.lx.text))).then_some(Departure { span, rule, wanted })
    }
}

const WORDS: &str = include_str!("../../data/style_words.tsv");

fn listed(class: &'static str) -> FxHashSet<&'static str> {
    words_of(WORDS, class).collect()
}

/// Nouns whose numbers are figures everywhere.
static FIGURED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| listed("figured"));
/// Nouns behind which a number is a label.
static LABELS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| listed("label"));
