//! Figures: numerals, units, money, ranges, bounds, and what is measured. One pass over a paragraph's lexemes; every
//! figure is an interval of exact values.

mod amount;
mod bounds;
mod clause;
mod display;
mod durations;
mod labels;
mod nouns;
mod ranges;
mod rounding;
#[cfg(test)]
mod tests;
mod units;
mod vague;

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::numerals::{
    Beginnings, Kind, Lexed, Lexeme, NUMBER_WORD, Place, Role, begins_behind_article, mask, ordinal,
};
use super::{Bound, Figure, FigureKind};
use crate::text::{Span, Token};
use amount::{Amount, Of, amount};

pub(super) use bounds::start_before as bound_start;
pub use display::{Units, change_words, display, in_unit, sign, unit_name};
pub use durations::units_of_time;
pub use rounding::half_of_last_digit;
pub use units::{Currency, Unit};

/// The figures of one paragraph; their spans count from the paragraph's start. `times` are the spans of its time
/// expressions: what they cover is no figure, but for ordinals that count days ("the 483rd day").
pub fn figures(paragraph: &str, tokens: &[Token], times: &[Span]) -> Vec<Figure> {
    figures_in(&Lexed::new(paragraph, tokens), times)
}

/// The same, where the lexemes are known.
pub(super) fn figures_in(lx: &Lexed, times: &[Span]) -> Vec<Figure> {
    let mut scan = Scan { lx, times, out: Vec::new() };
    scan.run();
    scan.out
}

/// Where reading goes on, and what was found on the way.
enum Step {
    Found(Figure, usize),
    /// Two figures that were read together: the sides of a score.
    Both([Figure; 2], usize),
    Past(usize),
}

struct Scan<'a> {
    lx: &'a Lexed<'a>,
    times: &'a [Span],
    out: Vec<Figure>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let (mut i, mut time) = (0, 0);
        let beginnings = &*BEGINNINGS;
        while let Some(lexeme) = self.lx.get(i) {
            if !may_begin(lexeme, beginnings) {
                i += 1;
                continue;
            }
            let span = lexeme.span();
            while self.times.get(time).is_some_and(|t| t.end <= span.start) {
                time += 1;
            }
            if self.times.get(time).is_some_and(|t| t.overlaps(span)) {
                if let Some((figure, _)) = self.counted_day(i) {
                    self.out.push(figure);
                } else if let Some((mut figure, end)) = durations::measured(self.lx, i) {
                    clause::complete(self.lx, &mut figure, i, end);
                    self.out.push(figure);
                    i = end;
                    continue;
                }
                i += 1;
                continue;
            }
            i = match self.read(i) {
                Some(Step::Found(mut figure, end)) => {
                    clause::complete(self.lx, &mut figure, i, end);
                    self.out.push(figure);
                    end
                }
                Some(Step::Both(figures, end)) => {
                    for mut figure in figures {
                        clause::complete(self.lx, &mut figure, i, end);
                        self.out.push(figure);
                    }
                    end
                }
                Some(Step::Past(end)) => end,
                None => i + 1,
            }
            .max(i + 1);
        }
    }

    /// Whether a time expression covers a lexeme.
    fn is_time(&self, i: usize) -> bool {
        self.lx.get(i).is_some_and(|l| {
            let at = self.times.partition_point(|t| t.end <= l.span().start);
            self.times.get(at).is_some_and(|t| t.overlaps(l.span()))
        })
    }

    fn read(&self, i: usize) -> Option<Step> {
        let lx = self.lx;
        if !is_begun(lx, i) {
            return None;
        }
        if let Some((figure, end)) = vague::vague(lx, i) {
            return Some(Step::Found(figure, end));
        }
        if let Some((figure, end)) = self.counted_thing(i).or_else(|| self.multiple(i)) {
            return Some(Step::Found(figure, end));
        }
        if let Some((_, end)) = ordinal(lx, i) {
            return Some(Step::Past(end));
        }
        let between = i > 0 && (lx.is(i - 1, Role::Between) || i > 1 && lx.is(i - 2, Role::Between));
        let first = amount(lx, i, Place { between, ..Place::default() })?;
        if let Some((figure, end)) = self.ratio(&first) {
            return Some(Step::Found(figure, end));
        }
        let bounding = bounds::before(lx, first.first).filter(|b| !b.weak || is_weighty(&first));
        if let Some(end) = labels::skip(lx, &first, bounding.is_some()) {
            return Some(Step::Past(end));
        }
        let is_time = |j| self.is_time(j);
        if let Some(step) = ranges::tolerance(lx, &first) {
            return Some(step);
        }
        if let Some(step) = ranges::range(lx, &first, is_time).or_else(|| ranges::bounded(lx, &first, is_time)) {
            return Some(step);
        }
        let mut figure = Figure::exact(&first, lx);
        let mut end = first.end;
        // Of "about 500 or more" the second says more.
        let behind = bounds::behind(lx, end);
        let before = bounding.filter(|b| behind.is_none() || b.bound != Bound::About);
        if let Some((unit, past)) = age(lx, &first) {
            (figure.kind, figure.unit, end) = (FigureKind::Age, Some(unit), past);
            figure.span = lx.span(first.first, first.end);
        } else {
            figure.count(lx, &first, behind.as_ref().map_or(end, |b| b.reach));
        }
        if is_ambiguous(lx, &first, &figure) {
            figure.high = figure.low.and_then(|low| low.checked_mul(1000.into()));
            (figure.bound, figure.vague) = (Bound::Range, true);
        } else if let Some(b) = before {
            figure.bound_by(b.bound);
            figure.span = lx.span(b.reach, first.end);
        } else if let Some(b) = behind {
            figure.bound_by(b.bound);
            figure.span = lx.span(first.first, b.reach);
            end = end.max(b.reach);
        }
        Some(Step::Found(figure, end))
    }

    /// "the 483rd day" inside a time expression: the ordinal still counts the days.
    fn counted_day(&self, i: usize) -> Option<(Figure, usize)> {
        let (value, end) = ordinal(self.lx, i)?;
        let counts = self.lx.is(end, Role::TimeUnit) && !self.lx.is(end, Role::Ranked) && !self.lx.is_joint(end)
            || self.lx.is(end, Role::Weekend);
        counts.then(|| (Figure::ordinal(self.lx, i, end, value), end))
    }

    /// "his second term", "the ninth missile test": an ordinal that counts things.
    fn counted_thing(&self, i: usize) -> Option<(Figure, usize)> {
        let lx = self.lx;
        let (value, end) = ordinal(lx, i)?;
        let before = i.checked_sub(1)?;
        let introduced = lx.any(before, &[Role::Determiner, Role::Possessive, Role::Article, Role::Intensifier])
            || lx.is_digits(i)
            || lx.is_glued(before) && matches!(lx.mark(before.wrapping_sub(1)), '’' | '\'');
        let superlative = lx.ends(end, Role::SuperlativeEnding);
        let such = lx.is(end, Role::Modifier) && !lx.is(end, Role::Adverb);
        let noun = lx.is_lower(end) && !lx.is_glued(end) && (such || !nouns::is_stop(lx, end)) && !superlative;
        // "the first company to …" is a rank.
        let rank = value == Decimal::ONE && lx.is(end + 1, Role::To);
        let participle = lx.ends(end, Role::PastEnding) && !lx.is_lower(end + 1);
        let named = lx.is(end, Role::Ranked) || lx.role(i, Role::Idiom).is_some() || lx.is_glued(i) && i > 0;
        let fraction = lx.any(end, &[Role::Small, Role::Tens, Role::Part, Role::Parts, Role::Ordinal]);
        (introduced && noun && !rank && !participle && !named && !fraction)
            .then(|| (Figure::ordinal(lx, i, end, value), end))
    }

    /// "twice as many", "roughly double the threshold".
    fn multiple(&self, i: usize) -> Option<(Figure, usize)> {
        let lx = self.lx;
        let factor = lx.value(i, Role::Multiple)?;
        // "scored twice as United won"
        let clause = lx.is(i + 1, Role::Preposition) && (lx.is_capital(i + 2) || nouns::opens_clause(lx, i + 2));
        let compared = lx.any(i + 1, &[Role::MultipleOf, Role::Possessive]) && !clause;
        let bounding = bounds::before(lx, i);
        let before = i.wrapping_sub(1);
        let verb = lx.any(before, &[Role::To, Role::Auxiliary, Role::Pronoun]) && bounding.is_none();
        if !compared || verb || lx.role(i, Role::Idiom).is_some() {
            return None;
        }
        let value = Some(Decimal::from(factor));
        let mut figure = Figure { low: value, high: value, kind: FigureKind::Ratio, ..Figure::at(lx.span(i, i + 1)) };
        if let Some(b) = bounding {
            figure.bound_by(b.bound);
            figure.span = lx.span(b.reach, i + 1);
        }
        Some((figure, i + 1))
    }

    /// "one in five", "nine out of ten".
    fn ratio(&self, first: &Amount) -> Option<(Figure, usize)> {
        let lx = self.lx;
        let part = first.numeral;
        let (out_of, at) = match lx.role(first.end, Role::RatioOutOf) {
            Some((_, end)) => (true, end),
            None if lx.is(first.end, Role::RatioIn) => (false, first.end + 1),
            None => return None,
        };
        let at = if lx.is(at, Role::Determiner) && out_of { at + 1 } else { at };
        let whole = super::numerals::numeral(lx, at, Place::default())?;
        let proper = first.of.is_none() && part.value < whole.value && part.value.is_integer() && !part.value.is_zero();
        let round = part.value == Decimal::ONE || whole.value == Decimal::TEN || whole.value == Decimal::ONE_HUNDRED;
        if !proper || self.is_time(at) || whole.value > 100_000.into() || !(out_of || round) {
            return None;
        }
        let value = part.value.checked_div(whole.value);
        let mut figure = Figure {
            low: value,
            high: value,
            kind: FigureKind::Ratio,
            measures: nouns::counted(lx, whole.end).map(|n| n.phrase),
            ..Figure::at(lx.span(first.first, whole.end))
        };
        let (before, behind) = (bounds::before(lx, first.first), bounds::behind(lx, whole.end));
        let mut end = whole.end;
        if let Some(b) = before.filter(|b| !b.weak || b.bound == Bound::About && behind.is_none()) {
            figure.bound_by(b.bound);
            figure.span = lx.span(b.reach, end);
        } else if let Some(b) = behind {
            figure.bound_by(b.bound);
            end = b.reach;
            figure.span = lx.span(first.first, end);
        }
        Some((figure, end))
    }
}

/// What figures in words, or with a sign before them, begin with.
const IN_WORDS: u128 = NUMBER_WORD
    | mask(&[Role::Ordinal, Role::VaguePlural, Role::VagueFew, Role::Multiple, Role::MoneyBefore, Role::Minus]);

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(IN_WORDS | mask(&[Role::Article])));

/// A first look that spares almost every word the rest.
fn may_begin(lexeme: &Lexeme, beginnings: &Beginnings) -> bool {
    match lexeme.kind {
        Kind::Digits => true,
        // "½", "−5"
        Kind::Mark => !lexeme.mark.is_ascii() || matches!(lexeme.mark, '-' | '+') || beginnings.has(lexeme.id),
        Kind::Word => beginnings.has(lexeme.id),
        Kind::Opaque => false,
    }
}

/// A second look at a word: the phrase that it begins stands there, or what an article stands before is a number.
fn is_begun(lx: &Lexed, i: usize) -> bool {
    !lx.is_word(i) || lx.begins(i, IN_WORDS) || lx.is(i, Role::Article) && begins_behind_article(lx, i + 1)
}

/// "1.000 km", "12.500 people": in half of the world a point stands between thousands. Three zeros are no measure, and
/// people are not counted in thousandths.
fn is_ambiguous(lx: &Lexed, a: &Amount, figure: &Figure) -> bool {
    let Some((whole, rest)) = lx.text(a.number).split_once('.') else { return false };
    let grouped = a.number + 1 == a.numeral.end && (1..=3).contains(&whole.len()) && whole != "0" && rest.len() == 3;
    grouped && !a.numeral.scaled && (rest == "000" || figure.kind == FigureKind::Count && figure.measures.is_some())
}

/// "over 20", "about 3 percent": the word before is a bound; "talks over two cities" is not.
fn is_weighty(a: &Amount) -> bool {
    !a.numeral.words || a.numeral.scaled || a.of.is_some() || a.numeral.fraction || a.value() >= Decimal::TEN
}

/// "46-year-old", "46 years old", "aged 46", "Marta Lind, 46,": the unit, and the index behind it all.
fn age(lx: &Lexed, a: &Amount) -> Option<(String, usize)> {
    if a.of.is_some() || a.numeral.scaled || a.numeral.fraction {
        return None;
    }
    let unit = lx.past_joint(a.end);
    let is_unit = lx.any(unit, &[Role::TimeUnit, Role::TimeUnits]);
    let behind = lx.past_joint(unit + 1);
    let of_age = lx.is(unit + 1, Role::Of) && lx.is(unit + 2, Role::Aged);
    if is_unit && (lx.is(behind, Role::Old) || of_age) {
        let end = if of_age { unit + 3 } else { behind + 1 };
        return Some((nouns::singular(lx.text(unit)), end));
    }
    let year = || Some(("year".to_owned(), a.end));
    let before = a.first.checked_sub(1)?;
    if lx.role_before(a.first, Role::Aged).is_some() {
        return if is_unit { Some((nouns::singular(lx.text(unit)), unit + 1)) } else { year() };
    }
    // A number alone between commas behind a name.
    let apposed = lx.mark(before) == ',' && before > 0 && lx.is_capital(before - 1) && a.is_bare(lx);
    let closed = matches!(lx.mark(a.end), ',' | '.' | ';' | ')') && !lx.is_digits(a.end + 1);
    let plausible = a.value() >= Decimal::ONE && a.value() <= 115.into();
    if apposed && closed && plausible { year() } else { None }
}

impl Figure {
    fn at(span: Span) -> Figure {
        Figure {
            span,
            kind: FigureKind::Count,
            low: None,
            high: None,
            unit: None,
            assumed_unit: false,
            bound: Bound::Exact,
            approximate: false,
            measures: None,
            frame: None,
            change: None,
            status: None,
            per: None,
            vague: false,
        }
    }

    fn exact(a: &Amount, lx: &Lexed) -> Figure {
        let value = Some(a.value().normalize());
        let mut out = Figure { low: value, high: value, ..Figure::at(lx.span(a.first, a.end)) };
        out.set_unit(a.of);
        if a.numeral.fraction && a.of.is_none() {
            out.kind = FigureKind::Ratio;
        }
        out
    }

    fn ordinal(lx: &Lexed, first: usize, end: usize, value: Decimal) -> Figure {
        let noun = nouns::single(lx, end);
        let (unit, measures) = noun.map_or((None, None), |n| (Some(n.head), Some(n.phrase)));
        let value = Some(value);
        Figure { low: value, high: value, kind: FigureKind::Ordinal, unit, measures, ..Figure::at(lx.span(first, end)) }
    }

    fn set_unit(&mut self, of: Option<Of>) {
        match of {
            Some(Of::Money(currency, assumed)) => {
                self.kind = FigureKind::Money;
                self.unit = Some(currency.code.to_owned());
                self.assumed_unit = assumed;
            }
            Some(Of::Unit(unit)) => {
                self.kind = unit.kind();
                self.unit = Some(unit.symbol.to_owned());
            }
            None => {}
        }
    }

    /// Set what is counted, or what is measured, by an amount; its noun is looked for from `from`.
    fn count(&mut self, lx: &Lexed, a: &Amount, from: usize) {
        if self.unit.is_some() || self.kind == FigureKind::Ratio {
            self.measures = nouns::measured(lx, a, self.kind, from);
            return;
        }
        let single = || if a.value() <= Decimal::ONE { nouns::single(lx, from) } else { None };
        if let Some(noun) = nouns::counted(lx, from).or_else(single) {
            (self.unit, self.measures) = (Some(noun.head), Some(noun.phrase));
        }
    }

    fn bound_by(&mut self, bound: Bound) {
        self.bound = bound;
        match bound {
            Bound::MoreThan | Bound::AtLeast => self.high = None,
            Bound::LessThan | Bound::AtMost => self.low = None,
            Bound::About => self.approximate = true,
            Bound::Exact | Bound::Range => {}
        }
    }
}
