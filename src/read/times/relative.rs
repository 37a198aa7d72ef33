//! Times counted from the article's date or from the time before: "yesterday", "last week", "two years ago",
//! "the same day".

use super::durations::{self, Count};
use super::scan::Read;
use super::{DayPart, Form, Pick, Reference, Unit, Year, dates};
use crate::read::numerals::{Kind, Lexed, Role};

/// The relative time that begins at `i`.
pub fn relative(lx: &Lexed, i: usize) -> Option<Read> {
    counted_or_relative(lx, i, durations::count(lx, i).as_ref())
}

/// The same, where the count of units at `i` is known.
pub fn counted_or_relative(lx: &Lexed, i: usize, count: Option<&Count>) -> Option<Read> {
    day(lx, i)
        .or_else(|| weekday(lx, i))
        .or_else(|| deictic(lx, i))
        .or_else(|| counted(lx, i, count?))
        .or_else(|| within(lx, i))
        .or_else(|| beside(lx, i))
        .or_else(|| this_period(lx, i))
        .or_else(|| year_ago(lx, i))
        .or_else(|| every(lx, i))
        .or_else(|| reference(lx, i))
}

fn shift(unit: Unit, by: i32, first: usize, end: usize) -> Read {
    Read::new(Form::Shift { unit, by }, first, end)
}

/// "today", "the day before yesterday", "tonight".
fn day(lx: &Lexed, i: usize) -> Option<Read> {
    // "USA Today"
    if i > 0 && lx.is_capital(i) && lx.is_capital(i - 1) {
        return None;
    }
    if lx.is(i, Role::Tonight) {
        return Some(Read { part: Some(DayPart::Night), ..shift(Unit::Day, 0, i, i + 1) });
    }
    let (by, end) = lx.role(i, Role::RelativeDay)?;
    Some(shift(Unit::Day, by, i, end))
}

/// "Thursday"
fn weekday(lx: &Lexed, i: usize) -> Option<Read> {
    named_weekday(lx, i, Pick::Nearest).filter(|_| !lx.is(i.wrapping_sub(1), Role::NamedDay))
}

fn named_weekday(lx: &Lexed, i: usize, pick: Pick) -> Option<Read> {
    let weekday = lx.value(i, Role::Weekday).filter(|_| lx.is_capital(i))?;
    // "Friday Night Lights"
    let name = lx.is(i + 1, Role::DayPart) && lx.is_capital(i + 1) && !lx.is_upper(i);
    (!name).then(|| Read::new(Form::Weekday { weekday: weekday as i8, pick }, i, i + 1))
}

/// "last week", "this morning", "next spring", "last June", "this past weekend".
fn deictic(lx: &Lexed, i: usize) -> Option<Read> {
    let mut by = lx.value(i, Role::Deictic)?;
    let mut at = i + 1;
    if by == 0
        && let Some(past) = lx.value(at, Role::Stretch)
    {
        (by, at) = (past, at + 1); // this past week, this coming week
    }
    let after_the = i > 0 && lx.is(i - 1, Role::Determiner);
    let pick = Pick::of(by);
    if let Some(read) = named_weekday(lx, at, pick) {
        return Some(Read { first: i, ..read });
    }
    if lx.is(at, Role::Weekend) {
        return Some(Read::new(Form::Weekend(pick), i, at + 1));
    }
    if let Some(part) = lx.value(at, Role::DayPart).map(DayPart::of).filter(|_| !lx.is_capital(at)) {
        return match by {
            0 => Some(Read { part: Some(part), ..shift(Unit::Day, 0, i, at + 1) }),
            -1 if part == DayPart::Night || part == DayPart::Evening => {
                Some(Read { part: Some(part), ..shift(Unit::Day, -1, i, at + 1) })
            }
            1 => Some(Read { part: Some(part), ..Read::new(Form::Beside { unit: Unit::Day, by: 1 }, i, at + 1) }),
            _ => None,
        };
    }
    if let Some(unit) = lx.value(at, Role::TimeUnit).and_then(Unit::of) {
        // "This Week" is a broadcast; "the last week" a stretch of time; "the next day" one beside another.
        let fits =
            !unit.is_clock() && unit != Unit::Day && !lx.is_joint(at + 1) && (!lx.is_capital(at) || lx.is_upper(at));
        let read = (fits && !(after_the && by != 0)).then(|| shift(unit, by, i, at + 1))?;
        return Some(if unit == Unit::Year { of_year(lx, read, by) } else { read });
    }
    let read = dates::date(lx, at)
        .filter(|r| matches!(r.form, Form::Month { .. } | Form::Season { .. } | Form::Quarter { .. }))?;
    Some(Read { first: i, form: dates::picked(read.form, pick), ..read })
}

/// "this year[’s third quarter]": the part of the year that a company reports on.
fn of_year(lx: &Lexed, year: Read, by: i32) -> Read {
    let possessive = matches!(lx.mark(year.end), '’' | '\'') && lx.is_glued(year.end) && lx.text(year.end + 1) == "s";
    if !possessive {
        return year;
    }
    let part = year.end + 2;
    // "last year’s quarter"
    if by == -1 && is_quarter(lx, part) && lx.is_lower(part) {
        return Read { form: Form::QuarterBefore, end: part + 1, ..year };
    }
    let Some(part) = dates::date(lx, part) else { return year };
    let shifted = Year::Shift(by.clamp(-100, 100) as i8);
    let form = match part.form {
        Form::Quarter { year: Year::Nearest, quarter } => Form::Quarter { year: shifted, quarter },
        _ => return year,
    };
    Read { form, end: part.end, ..year }
}

fn is_quarter(lx: &Lexed, i: usize) -> bool {
    lx.value(i, Role::TimeUnit).and_then(Unit::of) == Some(Unit::Quarter)
}

/// "two weeks ago", "a year earlier", "three days later", "a month after".
fn counted(lx: &Lexed, i: usize, count: &Count) -> Option<Read> {
    let (unit, at) = durations::unit(lx, count)?;
    let at = lx.past_joint(at);
    let whole = count.whole();
    let by = |sign: i32| whole.and_then(|n| n.checked_mul(sign));
    if let Some((_, end)) = lx.role(at, Role::Ago) {
        return Some(match by(-1) {
            Some(-1) if unit == Unit::Year => Read::new(Form::YearBefore, i, end),
            Some(by) if !unit.is_clock() => shift(unit, by, i, end),
            Some(_) => Read::new(Form::Duration(count.iso(unit)), i, end),
            None => Read::new(Form::Reference(Reference::Past), i, end),
        });
    }
    let sign = lx.value(at, Role::Shifted)?;
    let end = at + 1;
    // "Two weeks before the primary" says how long before.
    let clause = lx.is(at, Role::Preposition) || unit.is_clock();
    let form = match by(sign) {
        Some(-1) if !clause && unit == Unit::Year => Form::YearBefore,
        Some(by) if !clause && unit == Unit::Year => Form::Shift { unit, by },
        Some(by) if !clause => Form::Beside { unit, by },
        _ => Form::Duration(count.iso(unit)),
    };
    Some(Read::new(form, i, end))
}

/// "later in the day", "earlier in the week".
fn within(lx: &Lexed, i: usize) -> Option<Read> {
    let (_, at) = lx.role(i, Role::Edge)?;
    let placed = lx.is(at, Role::Preposition) && lx.any(at + 1, &[Role::Determiner]);
    let unit = lx.value(at + 2, Role::TimeUnit).and_then(Unit::of).filter(|u| placed && !u.is_clock())?;
    Some(Read::new(Form::Beside { unit, by: 0 }, i, at + 3))
}

/// "the same day", "that morning", "the next day", "the previous week".
fn beside(lx: &Lexed, i: usize) -> Option<Read> {
    let (by, at) = lx.role(i, Role::Beside)?;
    let of = |form| Some(Read::new(form, i, at + 1));
    if let Some(part) = lx.value(at, Role::DayPart).map(DayPart::of) {
        return of(Form::Beside { unit: Unit::Day, by }).map(|r| Read { part: Some(part), ..r });
    }
    let unit = lx.value(at, Role::TimeUnit).and_then(Unit::of).filter(|u| !u.is_clock() && *u != Unit::Quarter)?;
    // "that year-long fight"
    if lx.is_joint(at + 1) || lx.is_capital(at) {
        return None;
    }
    of(Form::Beside { unit, by })
}

/// "the weekend", "weekend wins", "of the year".
fn this_period(lx: &Lexed, i: usize) -> Option<Read> {
    if lx.is(i, Role::Weekend) {
        let counted = i > 0 && lx.is(i - 1, Role::Ordinal);
        return ((!lx.is_capital(i) || i == 0) && !counted).then(|| Read::new(Form::Weekend(Pick::Nearest), i, i + 1));
    }
    if let Some(read) = reported(lx, i).or_else(|| part_of_day(lx, i)) {
        return Some(read);
    }
    let unit = lx.value(i, Role::TimeUnit).and_then(Unit::of).filter(|u| *u == Unit::Year)?;
    let ended = lx.is(i + 1, Role::Ended) && i > 0 && lx.is(i - 1, Role::Determiner);
    let plain = !lx.is_joint(i + 1);
    let determined = i > 0 && (lx.is(i - 1, Role::Determiner) || lx.is(i - 1, Role::Fiscal));
    if determined && is_ended(lx, i + 1) {
        return Some(Read::new(Form::Duration("P1Y".to_owned()), i, i + 1));
    }
    if ended || plain && i > 1 && lx.any(i - 1, &[Role::Fiscal, Role::Reported]) && lx.is(i - 2, Role::Determiner) {
        return Some(shift(unit, 0, if lx.is(i - 1, Role::Determiner) { i } else { i - 1 }, i + 1));
    }
    let the = i > 1 && lx.is(i - 1, Role::The) && lx.is(i - 2, Role::TimePreposition);
    let rest = lx.any(i + 1, &[Role::TimePreposition]) && !lx.any(i + 1, &[Role::And]);
    (the && !rest && !lx.is_joint(i + 1) && lx.is_lower(i)).then(|| shift(unit, 0, i, i + 1))
}

/// "ended Aug. 31", "ending in June": how long it lasted, not which year it was.
fn is_ended(lx: &Lexed, i: usize) -> bool {
    let ended = lx.is(i, Role::Ended);
    let at = if lx.is(i + 1, Role::TimePreposition) { i + 2 } else { i + 1 };
    ended && lx.any(at, &[Role::Month, Role::ShortMonth])
}

/// "in the quarter", "that quarter", "the latest period": what a company reports on.
fn reported(lx: &Lexed, i: usize) -> Option<Read> {
    let quarter = |at: usize| is_quarter(lx, at) && lx.is_lower(at);
    let led = |at: usize| at > 1 && lx.is(at - 1, Role::Determiner) && lx.is(at - 2, Role::TimePreposition);
    if lx.is(i, Role::Reported)
        && (quarter(i + 1) || lx.is(i + 1, Role::Period))
        && i > 0
        && lx.is(i - 1, Role::Determiner)
    {
        // "the corresponding period last year", "the comparable quarter a year ago"
        let back = deictic(lx, i + 2).filter(|r| r.form == Form::Shift { unit: Unit::Year, by: -1 });
        let back =
            back.or_else(|| counted(lx, i + 2, &durations::count(lx, i + 2)?).filter(|r| r.form == Form::YearBefore));
        return Some(match back {
            Some(back) => Read::new(Form::YearBefore, i, back.end),
            None => Read::new(Form::Quarterly, i, i + 2),
        });
    }
    if quarter(i) && i > 0 && lx.is(i - 1, Role::Determiner) && is_ended(lx, i + 1) {
        return Some(Read::new(Form::Duration("P1Q".to_owned()), i, i + 1));
    }
    let alone = !lx.is_joint(i + 1) && !lx.is(i + 1, Role::Of);
    (quarter(i) && led(i) && alone).then(|| Read::new(Form::Quarterly, i, i + 1))
}

/// "by mid afternoon", "in the evening"; not "the evening news".
fn part_of_day(lx: &Lexed, i: usize) -> Option<Read> {
    let part = lx.value(i, Role::DayPart).map(DayPart::of).filter(|_| lx.is_lower(i) && !lx.text(i).ends_with('s'))?;
    let before = i.checked_sub(1)?;
    let led = lx.is(before, Role::Edge) && lx.is(before.wrapping_sub(1), Role::TimePreposition)
        || lx.is(before, Role::The) && lx.is(before.wrapping_sub(1), Role::TimePreposition);
    let alone = lx.get(i + 1).is_none_or(|next| next.kind == Kind::Mark)
        || lx.any(i + 1, &[Role::Preposition, Role::Conjunction, Role::Auxiliary, Role::Pronoun]);
    let alone = alone && !lx.is_joint(i + 1) && !lx.is(i + 1, Role::Of);
    // "By mid afternoon" is of the day that is told of, "in the evening" perhaps of every day.
    if led && alone && lx.is(before, Role::Edge) {
        return Some(Read { part: Some(part), ..Read::new(Form::Beside { unit: Unit::Day, by: 0 }, i, i + 1) });
    }
    (led && alone).then(|| Read { part: Some(part), ..Read::new(Form::PartOfDay, i, i + 1) })
}

/// "year-ago", "year-earlier", "a year ago" without the article.
fn year_ago(lx: &Lexed, i: usize) -> Option<Read> {
    lx.value(i, Role::TimeUnit).and_then(Unit::of).filter(|u| *u == Unit::Year)?;
    let word = lx.past_joint(i + 1);
    let back = lx.is(word, Role::Ago) || lx.value(word, Role::Shifted) == Some(-1) && !lx.is(word, Role::Preposition);
    back.then(|| {
        if is_quarter(lx, word + 1) {
            return Read::new(Form::QuarterBefore, i, word + 2);
        }
        Read::new(Form::YearBefore, i, if lx.is(word + 1, Role::Period) { word + 2 } else { word + 1 })
    })
}

/// "now", "recently", "soon", "in the future"; not "as soon as", "now that", "a now-closed mill".
fn reference(lx: &Lexed, i: usize) -> Option<Read> {
    let before = i.wrapping_sub(1);
    // "Save Now", "NOW, the National Organization for Women"
    let named = lx.is_capital(i) && (lx.is_upper(i) || lx.is_capital(before) || lx.is_capital(i + 1));
    if named || lx.is_joint(before) {
        return None;
    }
    let (sign, end) = lx.role(i, Role::Reference).or_else(|| {
        // "in the past", and not "in the past year", "in the past tense"
        let (sign, end) = lx.role(i, Role::Era)?;
        let led = lx.is(before, Role::The) && lx.is(i.wrapping_sub(2), Role::TimePreposition);
        let alone = lx.get(end).is_none_or(|next| next.kind == Kind::Mark && !lx.is_joint(end))
            || lx.any(end, &[Role::Conjunction, Role::Auxiliary, Role::Pronoun]);
        (led && alone).then_some((sign, end))
    })?;
    let other = lx.is(before, Role::NoReferenceBefore) || lx.is(end, Role::NoReferenceBehind) || lx.is_joint(end);
    (!other).then(|| Read::new(Form::Reference(Reference::of(sign)), i, end))
}

/// "every day", "each July", "every two weeks".
fn every(lx: &Lexed, i: usize) -> Option<Read> {
    if !lx.is(i, Role::Every) {
        return None;
    }
    let at = i + 1;
    if let Some(unit) = lx.value(at, Role::TimeUnit).and_then(Unit::of).filter(|u| *u != Unit::Second) {
        let iso = durations::Count::one(at).iso(unit);
        return Some(Read::new(Form::Set(iso), i, at + 1));
    }
    if let Some(weekday) = lx.value(at, Role::Weekday).filter(|_| lx.is_capital(at)) {
        return Some(Read::new(Form::Set(format!("XXXX-WXX-{weekday}")), i, at + 1));
    }
    if let Some(month) = lx.value(at, Role::Month).filter(|_| lx.is_capital(at)) {
        return Some(Read::new(Form::Set(format!("XXXX-{month:02}")), i, at + 1));
    }
    let count = durations::count(lx, at)?;
    let (unit, end) = durations::unit(lx, &count)?;
    Some(Read::new(Form::Set(count.iso(unit)), i, end))
}
