//! Durations: "24 hours", "nine-day", "nearly a decade", "the past two weeks", "for months".

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::scan::Read;
use super::{Form, Reference, Unit};
use crate::read::numerals::{Lexed, Place, Role, numeral};

/// How many units.
pub struct Count {
    /// None: some.
    n: Option<Decimal>,
    /// "60 or [70] hours"
    to: Option<Decimal>,
    /// "a", "an", "one": the unit is singular.
    single: bool,
    /// "a", "an" alone: perhaps a rate, "twice a day".
    article: bool,
    end: usize,
}

impl Count {
    pub fn one(end: usize) -> Count {
        Count { n: Some(Decimal::ONE), to: None, single: true, article: false, end }
    }

    fn some(end: usize) -> Count {
        Count { n: None, to: None, single: false, article: false, end }
    }

    pub fn whole(&self) -> Option<i32> {
        self.n.filter(|n| n.is_integer() && self.to.is_none())?.to_i32()
    }

    /// The TIMEX3 value: `P2W`, `PT24H`, `PXY`.
    pub fn iso(&self, unit: Unit) -> String {
        let (letter, many) = unit.letter();
        let t = if unit.is_clock() { "T" } else { "" };
        let one = |n: Decimal| match n.checked_mul(many.into()) {
            Some(n) => format!("P{t}{}{letter}", n.normalize()),
            None => format!("P{t}X{letter}"),
        };
        match (self.n, self.to) {
            (Some(n), Some(to)) => format!("{}/{}", one(n), one(to)),
            (Some(n), None) => one(n),
            (None, _) => match unit {
                Unit::Decade => "PXDE".to_owned(),
                Unit::Century => "PXCE".to_owned(),
                _ => format!("P{t}X{letter}"),
            },
        }
    }
}

/// The count of units that begins at `i`.
pub fn count(lx: &Lexed, i: usize) -> Option<Count> {
    if let Some((least, end)) = lx.role(i, Role::VagueFew) {
        let n = (least == 2).then_some(Decimal::TWO);
        return Some(Count { n, ..Count::some(end) });
    }
    if lx.is(i, Role::VaguePlural) && lx.is(i + 1, Role::Of) {
        return Some(Count::some(i + 2));
    }
    if lx.is(i, Role::Half) && lx.is(lx.past_joint(i + 1), Role::Article) {
        let end = lx.past_joint(i + 1) + 1;
        return Some(Count { n: Some(Decimal::new(5, 1)), ..Count::one(end) });
    }
    if let Some(n) = numeral(lx, i, Place::default()).filter(|n| !n.fraction || n.value == Decimal::new(5, 1)) {
        let mut out = Count { n: Some(n.value), to: None, single: n.value <= Decimal::ONE, article: false, end: n.end };
        let joined = lx.is(n.end, Role::Or) || lx.is(n.end, Role::To) || lx.is_hyphen(n.end);
        if joined && let Some(to) = numeral(lx, n.end + 1, Place::default()).filter(|t| t.value > n.value) {
            (out.to, out.end) = (Some(to.value), to.end);
        }
        return Some(out);
    }
    // "an additional year"
    if lx.is(i, Role::Article) && lx.is(i + 1, Role::Whole) {
        return Some(Count::one(i + 2));
    }
    lx.is(i, Role::Article).then(|| Count { article: true, ..Count::one(i + 1) })
}

/// The unit behind a count, and the index behind it.
pub fn unit(lx: &Lexed, count: &Count) -> Option<(Unit, usize)> {
    let at = lx.past_joint(count.end);
    let joint = at > count.end;
    let plural = lx.value(at, Role::TimeUnits).filter(|_| !count.article);
    // "a five year low", "3min"
    let attribute = lx.is_glued(at) || lx.is_lower(at + 1) && !lx.any(at + 1, &[Role::Preposition, Role::Auxiliary]);
    let singular = lx.value(at, Role::TimeUnit).filter(|_| joint || count.single || attribute);
    let unit = Unit::of(plural.or(singular)?)?;
    // "60 Minutes", "a second bill", "two Quarter": names and ordinals.
    let name = lx.is_capital(at) && !lx.is_upper(at);
    let ordinal = matches!(unit, Unit::Second | Unit::Quarter) && plural.is_none() && !joint;
    (!name && !ordinal).then_some((unit, at + 1))
}

/// The duration that begins at `i`, perhaps with a count.
pub fn duration(lx: &Lexed, i: usize, count: Option<Count>) -> Option<Read> {
    stretch(lx, i).or_else(|| counted(lx, i, count?)).or_else(|| unit_long(lx, i)).or_else(|| bare(lx, i))
}

/// "the past two weeks", "the last day", "recent months", "the coming weeks", "the old days".
fn stretch(lx: &Lexed, i: usize) -> Option<Read> {
    let first = i;
    if !lx.any(i, &[Role::Stretch, Role::Recent]) && !is_ordinal_of_series(lx, i) {
        return old_days(lx, i);
    }
    let at = i + 1;
    let the = i > 0 && lx.any(i - 1, &[Role::Determiner, Role::Possessive]);
    let ended = |unit_end: usize| {
        !(lx.is_joint(unit_end) || lx.is(unit_end, Role::Of) && unit_end == at + 1 && lx.is(i, Role::Deictic))
    };
    if let Some(unit) = lx.value(at, Role::TimeUnits).and_then(Unit::of) {
        // "the coming weeks" say when rather than how long.
        let ahead = lx.any(i, &[Role::Stretch, Role::Recent]) && sign(lx, i) > 0;
        let form = if ahead { Form::Reference(Reference::Future) } else { Form::Duration(Count::some(at).iso(unit)) };
        return ended(at + 1).then(|| Read::new(form, first, at + 1));
    }
    if let Some(unit) = lx.value(at, Role::TimeUnit).and_then(Unit::of).filter(|u| the && *u != Unit::Quarter) {
        let lasting = ended(at + 1) && lx.is(i, Role::Stretch) && !(lx.is(i, Role::Beside) && unit == Unit::Day);
        return lasting.then(|| Read::new(Form::Duration(Count::one(at).iso(unit)), first, at + 1));
    }
    // "the past two quarters" are no halves.
    let quarters = lx.value(at + 1, Role::TimeUnits).and_then(Unit::of) == Some(Unit::Quarter);
    if let Some(n) = lx.value(at, Role::Small).filter(|_| quarters) {
        let count = Count { n: Some(n.into()), ..Count::some(at + 1) };
        return Some(Read::new(Form::Duration(count.iso(Unit::Quarter)), first, at + 2));
    }
    // "the last few months"
    if lx.is(i, Role::Stretch) && lx.is(at, Role::Few) && lx.is(at + 1, Role::TimeUnits) {
        return Some(Read::new(Form::Reference(Reference::of(sign(lx, i))), first, at + 2));
    }
    let count = count(lx, at).filter(|c| !c.article)?;
    let (unit, end) = unit(lx, &count)?;
    Some(Read::new(Form::Duration(count.iso(unit)), first, end))
}

/// Whether a stretch of time lies behind or ahead.
fn sign(lx: &Lexed, i: usize) -> i32 {
    lx.value(i, Role::Stretch).or_else(|| lx.value(i, Role::Recent)).unwrap_or(0)
}

/// "the first nine months"
fn is_ordinal_of_series(lx: &Lexed, i: usize) -> bool {
    lx.is(i, Role::Ordinal) && lx.any(i + 1, &[Role::Small, Role::VagueFew])
}

fn old_days(lx: &Lexed, i: usize) -> Option<Read> {
    let past = lx.is(i, Role::Modifier) && lx.is(i, Role::Old);
    let days = lx.value(i + 1, Role::TimeUnits).and_then(Unit::of) == Some(Unit::Day);
    (past && days && i > 0 && lx.is(i - 1, Role::Determiner))
        .then(|| Read::new(Form::Reference(Reference::Past), i, i + 2))
}

/// "24 hours", "nine-day", "nearly a decade"; an age is none, and "twice a day" is a rate.
fn counted(lx: &Lexed, i: usize, count: Count) -> Option<Read> {
    // "1.5 years", but not the "5 years" of it; "F-5 days" is no duration.
    if i > 0 && lx.is_glued(i) && !matches!(lx.mark(i - 1), '(' | '“' | '"' | '‘' | '—' | '–' | '\'' | '-' | '[' | '~')
    {
        return None;
    }
    let (unit, mut end) = unit(lx, &count)?;
    let behind = lx.past_joint(end);
    if lx.is(behind, Role::Old) || lx.is(end, Role::Of) && lx.is(end + 1, Role::Aged) {
        return None;
    }
    if lx.role_before(i, Role::Aged).is_some() {
        return None;
    }
    if count.article && !is_lasting(lx, i, end) {
        return None;
    }
    // "one day" is some day.
    if count.single && unit == Unit::Day && lx.is_word(i) && !count.article && !lx.is_joint(count.end) {
        return None;
    }
    if lx.is_joint(end) && lx.is(end + 1, Role::Long) {
        end += 2;
    }
    Some(Read::new(Form::Duration(count.iso(unit)), i, end))
}

/// "for a week", "nearly a decade", "a year-long": not "40 hours a week".
fn is_lasting(lx: &Lexed, i: usize, end: usize) -> bool {
    let before = i.wrapping_sub(1);
    let rate = lx.is(before, Role::TimeUnits) || lx.is_digits(before);
    let led = lx.is(before, Role::Preposition) && !lx.any(before, &[Role::Of])
        || crate::read::figures::bound_start(lx, i).is_some();
    !rate && (led || lx.is_joint(end) && lx.is(end + 1, Role::Long)) && i > 0
}

/// "year-long", "weeklong", "decades-long", "decades-old".
fn unit_long(lx: &Lexed, i: usize) -> Option<Read> {
    if let Some(unit) = lx.value(i, Role::UnitLong).and_then(Unit::of) {
        return Some(Read::new(Form::Duration(Count::one(i).iso(unit)), i, i + 1));
    }
    let unit = lx.value(i, Role::TimeUnit).and_then(Unit::of)?;
    let long = lx.is_joint(i + 1) && lx.is(i + 2, Role::Long);
    long.then(|| Read::new(Form::Duration(Count::one(i).iso(unit)), i, i + 3))
}

/// "for months", "decades of war", "years later": some, nobody says how many.
fn bare(lx: &Lexed, i: usize) -> Option<Read> {
    let unit = lx.value(i, Role::TimeUnits).and_then(Unit::of).filter(|_| lx.is_lower(i) || i == 0)?;
    let before = i.wrapping_sub(1);
    let led = lx.role(i + 1, Role::Shifted).is_some()
        || lx.is(before, Role::Preposition) && !(lx.is_lower(i + 1) && lx.ends(i + 1, Role::PastEnding));
    // "37 years old", "the chilly months": a number was no count, an adjective says which.
    let numbered = lx.is_digits(before) || numeral(lx, before, Place::default()).is_some();
    let described = i > 1
        && lx.is_word(before)
        && lx.any(i - 2, &[Role::Determiner, Role::Possessive])
        && !lx.any(before, &[Role::Determiner, Role::Possessive, Role::Modifier, Role::Adverb, Role::Preposition]);
    if i > 0 && (numbered || described) {
        return None;
    }
    if unit == Unit::Quarter || unit.is_clock() && !led || unit == Unit::Second {
        return None;
    }
    let mut end = i + 1;
    if lx.is_joint(end) && lx.any(end + 1, &[Role::Long, Role::Old]) {
        end += 2;
    } else if lx.is_joint(end) || i > 0 && lx.is_joint(before) {
        return None;
    }
    if lx.is(end, Role::Or) && lx.any(end + 1, &[Role::TimeUnits]) && !lx.is_joint(end + 2) {
        end += 2; // "weeks or months"
    }
    if lx.is(end, Role::Ago) {
        return Some(Read::new(Form::Reference(Reference::Past), i, end + 1));
    }
    Some(Read::new(Form::Duration(Count::some(i).iso(unit)), i, end))
}
