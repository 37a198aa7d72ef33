//! Durations that are the amount of something: "five years in prison", "an average of 70 days", "in just 3.5 seconds".
//! They say how much rather than when, so they are figures beside being times.

use rust_decimal::Decimal;

use super::amount::{Amount, amount};
use super::bounds;
use crate::read::numerals::{Lexed, NUMBER_WORD, Place, Role};
use crate::read::{Bound, Figure, FigureKind};

/// What the calendar table's units are called, in its order, one and many of them.
const NAMES: [(&str, &str); 10] = [
    ("second", "seconds"),
    ("minute", "minutes"),
    ("hour", "hours"),
    ("day", "days"),
    ("week", "weeks"),
    ("month", "months"),
    ("quarter", "quarters"),
    ("year", "years"),
    ("decade", "decades"),
    ("century", "centuries"),
];

/// The unit of time that a figure says how many of there are, as they are called together.
pub fn units_of_time(figure: &Figure) -> Option<&'static str> {
    let unit = figure.unit.as_deref().filter(|_| figure.kind == FigureKind::Count)?;
    NAMES.iter().find(|name| name.0 == unit).map(|name| name.1)
}

/// The figure of the duration that begins at `i`, and the index behind it.
pub fn measured(lx: &Lexed, i: usize) -> Option<(Figure, usize)> {
    if !lx.is_digits(i) && !lx.begins(i, NUMBER_WORD) {
        return None;
    }
    let low = amount(lx, i, Place::default()).filter(|a| a.of.is_none() && a.first == i)?;
    let joined = lx.any(low.end, &[Role::To, Role::Or]) || lx.is_hyphen(low.end) && !lx.is_word(low.end + 1);
    let high =
        amount(lx, low.end + 1, Place::default()).filter(|a| joined && a.of.is_none() && a.value() > low.value());
    let most = high.unwrap_or(low);
    let unit = lx.past_joint(most.end);
    let (name, _) = *NAMES.get(usize::try_from(index(lx, unit)?).ok()?)?;
    let bound = bounds::before(lx, i);
    let first = bound.as_ref().map_or(i, |b| b.reach);
    let end = unit + 1;
    if !(is_amount(lx, first, end)
        || lx.value(unit, Role::MeasuredTime) == Some(ABBREVIATED)
        || is_performance(lx, &low, unit, bound.is_some()))
    {
        return None;
    }
    let mut figure = Figure::exact(&low, lx);
    (figure.unit, figure.measures) = (Some(name.to_owned()), Some(lx.span(unit, end)));
    if let Some(high) = high {
        (figure.high, figure.bound) = (Some(high.value().normalize()), Bound::Range);
        figure.approximate = bound.is_some_and(|b| b.bound == Bound::About);
    } else if let Some(b) = bound {
        figure.bound_by(b.bound);
    }
    figure.span = lx.span(first, most.end);
    Some((figure, end))
}

/// The index of a unit of time.
fn index(lx: &Lexed, unit: usize) -> Option<i32> {
    lx.value(unit, Role::TimeUnit).or_else(|| lx.value(unit, Role::TimeUnits))
}

/// The values of the role: what stands before a duration, what stands behind it, and "min", "hrs": news spells units of
/// time out but where something is measured.
const BEFORE: i32 = 0;
const BEHIND: i32 = 1;
const ABBREVIATED: i32 = 2;

/// "an average of [70 days]", "sentenced to [five years]", "[five years] in prison".
fn is_amount(lx: &Lexed, first: usize, end: usize) -> bool {
    lx.role_before(first, Role::MeasuredTime).is_some_and(|found| found.0 == BEFORE)
        || lx.role(end, Role::MeasuredTime).is_some_and(|found| found.0 == BEHIND)
}

/// "in just three hours", "in 9.58 seconds": how fast something is.
fn is_performance(lx: &Lexed, a: &Amount, unit: usize, bounded: bool) -> bool {
    const HOURS: i32 = 2;
    let clock = index(lx, unit).is_some_and(|index| index <= HOURS);
    let start = bounds::start_before(lx, a.first).unwrap_or(a.first);
    let stressed = lx.is(start.wrapping_sub(1), Role::Intensifier);
    let led = lx.is(start.wrapping_sub(if stressed { 2 } else { 1 }), Role::RatioIn);
    // "in half an hour" is when.
    let exact = !a.value().is_integer() && a.value() != Decimal::new(5, 1);
    clock && led && (bounded || stressed || exact)
}
