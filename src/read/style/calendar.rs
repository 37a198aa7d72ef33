//! Dates and clock times.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Departure, Rule, View, WORDS, Wants, listed};
use crate::data::words_of;
use crate::read::numerals::{Lexed, Role};

pub(super) fn departure(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    if lx.is_digits(i) {
        return noon(view, i, wants).or_else(|| hour(view, i, wants)).or_else(|| day_first(view, i, wants));
    }
    month(view, i, wants)
}

/// "12 noon"
fn noon(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    wants(Rule::Noon)?;
    let lx = &view.lx;
    let named = lx.any(i + 1, &[Role::Noon, Role::Midnight]) && lx.is_lower(i + 1) && !lx.is_glued(i + 1);
    let lone = !lx.is_glued(i) && !i.checked_sub(1).is_some_and(|before| lx.is_capital(before));
    if lx.text(i) != "12" || !named || !lone || view.opens(i) {
        return None;
    }
    view.departure(i, i + 2, Rule::Noon, Some(lx.text(i + 1).to_owned()))
}

/// "8:00 a.m.", "8 AM", "8am"
fn hour(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let model = wants(Rule::Hour)?;
    let lx = &view.lx;
    if i.checked_sub(1).is_some_and(|before| lx.is_glued(i) && !matches!(lx.mark(before), '('))
        || view.time(i).is_none()
    {
        return None;
    }
    let (hour, minute, half) = twelve(lx, i)?;
    let (value, mut end) = lx.role(half, Role::Meridiem)?;
    let behind = lx.mark(end) == '.' && lx.is_glued(end) && end > half + 1;
    end += usize::from(behind);
    let dotted = lx.mark(end - 1) == '.';
    // The dot behind "p.m." may end the sentence too.
    let closes = view.sentence(i).is_some_and(|s| lx.span(i, end).end >= s.end);
    if value == 12 && hour == 12 && minute == 0 {
        return None; // noon, which another rule tells of
    }
    let letter = if value == 0 { 'a' } else { 'p' };
    let spaced = model.contains(' ');
    let minutes = match (minute, spaced) {
        (0, _) => String::new(),
        (_, true) => format!(":{minute:02}"),
        (_, false) => format!(".{minute:02}"),
    };
    let wanted = match (spaced, closes && dotted) {
        (true, _) => format!("{hour}{minutes} {letter}.m."),
        (false, false) => format!("{hour}{minutes}{letter}m"),
        (false, true) => format!("{hour}{minutes}{letter}m."),
    };
    // A full stop behind "8am" is no other one behind "8 a.m.".
    let stop = spaced && !dotted && lx.mark(end) == '.' && lx.is_glued(end);
    view.departure(i, end + usize::from(stop), Rule::Hour, Some(wanted))
}

/// Hour and minute of a clock time of twelve hours, and the index behind them.
fn twelve(lx: &Lexed, i: usize) -> Option<(u8, u8, usize)> {
    let of = |hour: &str, minute: &str| Some((hour.parse().ok()?, minute.parse().ok()?));
    let ((hour, minute), end) = match lx.text(i).split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => (of(hour, minute)?, i + 1),
        Some(_) => return None,
        None if lx.mark(i + 1) == ':' && lx.is_glued(i + 1) && lx.is_digits(i + 2) => {
            (of(lx.text(i), lx.text(i + 2))?, i + 3)
        }
        None => (of(lx.text(i), "0")?, i + 1),
    };
    ((1..=12).contains(&hour) && minute < 60).then_some((hour, minute, end))
}

/// "February 14", "Feb 14th"
fn month(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    let number = lx.value(i, Role::Month).or_else(|| lx.value(i, Role::ShortMonth)).filter(|_| lx.is_capital(i))?;
    let dotted = lx.mark(i + 1) == '.' && lx.is_glued(i + 1);
    let at = i + 1 + usize::from(dotted);
    let day: u8 =
        lx.text(at).parse().ok().filter(|day| (1..=31).contains(day) && lx.is_digits(at) && !lx.is_glued(at))?;
    view.time(i)?;
    let ordinal = lx.is(at + 1, Role::OrdinalEnding) && lx.is_glued(at + 1);
    let end = at + 1 + usize::from(ordinal);
    // "May 5:30 p.m.", "March 3.5": no day; "June 5-7" goes on.
    let broken = lx.is_glued(end) && (matches!(lx.mark(end), ':' | '/' | '%') || lx.is_word(end)) || lx.is_digits(end);
    if broken || is_list(lx, end) {
        return None;
    }
    let written = lx.span(i, i + 1 + usize::from(dotted)).of(lx.text);
    let (rule, wanted) = match wants(Rule::Month) {
        Some(model) if model.starts_with(|c: char| c.is_ascii_digit()) => {
            // Dates that are a name stay as they are, and so do those whose commas would have to go too.
            let alone = i.checked_sub(1).is_some_and(|before| lx.is(before, Role::Preposition)) && !lx.is_joint(end);
            let event = EVENTS.contains(format!("{number}/{day}").as_str());
            let full = months().nth(usize::try_from(number).ok()?.checked_sub(1)?)?;
            let year = lx.mark(end) == ',' && lx.is_digits(end + 1) && lx.text(end + 1).len() == 4;
            if !alone || event || lx.is_capital(end) {
                return None;
            }
            (Rule::Month, (!year).then(|| format!("{day} {full}")))
        }
        Some(_) => {
            let short = SHORT.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
            let rule = if written == *short { Rule::Day } else { Rule::Month };
            let keep = ordinal && wants(Rule::Day).is_none();
            let ending = if keep { lx.text(at + 1) } else { "" };
            (rule, Some(format!("{short} {day}{ending}")))
        }
        None => (Rule::Day, Some(format!("{written} {day}")).filter(|_| ordinal && wants(Rule::Day).is_some())),
    };
    if rule == Rule::Day && !ordinal {
        return None;
    }
    view.departure(i, end, rule, wanted)
}

/// "14 February" where "Feb. 14" is wanted.
fn day_first(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let model = wants(Rule::Month)?;
    let lx = &view.lx;
    let day: u8 = lx.text(i).parse().ok().filter(|day| (1..=31).contains(day))?;
    let ordinal = lx.is(i + 1, Role::OrdinalEnding) && lx.is_glued(i + 1);
    let month = i + 1 + usize::from(ordinal);
    let number = lx.value(month, Role::Month).filter(|_| lx.is_capital(month) && !lx.is_glued(month))?;
    let end = month + 1;
    let lone =
        !lx.is_glued(i) && !i.checked_sub(1).is_some_and(|b| lx.is_hyphen(b) || lx.any(b, &[Role::To, Role::And]));
    // "14 February 2023" needs commas, "14 February Street" is no date.
    let goes_on = lx.is_digits(end) || lx.is_capital(end) || lx.is_joint(end) || is_list(lx, end);
    if model.starts_with(|c: char| c.is_ascii_digit()) || view.time(i).is_none() || !lone || goes_on {
        return None;
    }
    let short = SHORT.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    view.departure(i, end, Rule::Month, Some(format!("{short} {day}")))
}

/// "Oct. 5 and 6", "Oct. 5, 6 and 7": the days behind would have to move too.
fn is_list(lx: &Lexed, end: usize) -> bool {
    let joined = lx.mark(end) == ',' || lx.any(end, &[Role::And, Role::Or, Role::To]);
    joined && lx.is_digits(end + 1) && lx.text(end + 1).len() <= 2
}

static SHORT: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(WORDS, "month").collect());
static EVENTS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| listed("event"));

/// The full names of the months.
fn months() -> impl Iterator<Item = &'static str> {
    crate::data::rows_of(include_str!("../../data/calendar.tsv"), "month").filter_map(|row| row.get(2).copied())
}
