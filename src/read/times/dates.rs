//! Dates of the calendar: days, months, years, decades, centuries, quarters.

use super::scan::Read;
use super::{Form, Pick, Year, epochs};
use crate::read::numerals::{Kind, Lexed, Role, digits_value, is_plural, numeral, ordinal};

/// The calendar date that begins at `i`.
pub fn date(lx: &Lexed, i: usize) -> Option<Read> {
    weekday_before_date(lx, i)
        .or_else(|| month_first(lx, i))
        .or_else(|| day_first(lx, i))
        .or_else(|| numeric(lx, i))
        .or_else(|| epochs::day_count(lx, i))
        .or_else(|| period_of_year(lx, i))
        .or_else(|| decade(lx, i))
        .or_else(|| century(lx, i))
        .or_else(|| year_alone(lx, i))
}

/// "Wednesday, September 25, 2019": the weekday only confirms. In "The Sun, June 5" it is a newspaper.
fn weekday_before_date(lx: &Lexed, i: usize) -> Option<Read> {
    let named = lx.is(i, Role::ShortWeekday) && i > 0 && lx.is(i - 1, Role::Determiner);
    if !lx.is_capital(i) || !lx.any(i, &[Role::Weekday, Role::ShortWeekday]) || named {
        return None;
    }
    let mut at = i + 1;
    while matches!(lx.mark(at), '.' | ',' | '(') && at < i + 3 {
        at += 1;
    }
    if lx.is(at, Role::Determiner) {
        at += 1;
    }
    let date = month_first(lx, at)
        .or_else(|| day_first(lx, at))
        .filter(|r| matches!(r.form, Form::Day { .. } | Form::Days { .. }))?;
    let weekday = lx.value(i, Role::Weekday).or_else(|| lx.value(i, Role::ShortWeekday)).map(|w| w as i8);
    Some(Read { first: i, weekday, ..date })
}

/// A month's name at `i`, and the index behind it and its dot.
fn month(lx: &Lexed, i: usize) -> Option<(i8, usize)> {
    if !lx.is_capital(i) && !is_small_month(lx, i) {
        return None;
    }
    if let Some(month) = lx.value(i, Role::Month) {
        return Some((month as i8, i + 1));
    }
    let month = lx.value(i, Role::ShortMonth)?;
    let dot = lx.mark(i + 1) == '.' && (lx.is_glued(i + 1) || lx.is_digits(i + 2));
    Some((month as i8, if dot { i + 2 } else { i + 1 }))
}

/// "december 1", "sept. 30", "on may 19", "1 june" in texts without capitals: only beside the number of a day or year.
fn is_small_month(lx: &Lexed, i: usize) -> bool {
    if !lx.any(i, &[Role::Month, Role::ShortMonth]) {
        return false;
    }
    let day = |at: usize| lx.is_digits(at) && lx.text(at).len() <= 2 && !is_count(lx, at + 1);
    let at = if lx.mark(i + 1) == '.' { i + 2 } else { i + 1 };
    let before = i.wrapping_sub(1);
    let first = if day(before) { before.wrapping_sub(1) } else { before };
    let led = lx.any(first, &[Role::TimePreposition, Role::Weekday]) && !lx.is(first, Role::Or);
    (day(at) || day(before) || four_digits(lx, at).is_some()) && (led || !lx.is(i, Role::WeakMonth) && day(at))
}

/// "September 25, 2019", "Sept. 20-24", "June 15th-16th", "October 2022", "July", "June last year".
fn month_first(lx: &Lexed, i: usize) -> Option<Read> {
    let (month, at) = month(lx, i)?;
    if let Some((day, end)) = day_number(lx, at).filter(|d| !is_count(lx, d.1)) {
        if let Some((to, end)) = end_of_range(lx, end, month) {
            let (year, end) = year_behind(lx, end);
            return Some(Read::new(Form::Days { year, from: (month, day), to }, i, end));
        }
        let (year, end) = year_behind(lx, end);
        return Some(Read::new(Form::Day { year, month, day }, i, end));
    }
    let (year, end) = year_behind(lx, if lx.is(at, Role::Of) { at + 1 } else { at });
    if year != Year::Nearest {
        return Some(Read::new(Form::Month { year, month }, i, end));
    }
    month_alone(lx, i, at).then(|| Read::new(Form::Month { year, month }, i, at))
}

/// A bare month: not the first part of a name ("April Ryan"), not "May" and "March" as words of their own.
fn month_alone(lx: &Lexed, i: usize, end: usize) -> bool {
    let before = i.wrapping_sub(1);
    let named = lx.is_capital(end)
        && !lx.is_glued(end)
        && !lx.any(end, &[Role::Preposition, Role::Determiner, Role::Weekday, Role::Pronoun]);
    let in_name = lx.is_capital(before)
        && i > 1
        && !lx.any(before, &[Role::TimePreposition, Role::Edge, Role::Deictic, Role::Determiner]);
    let joined = lx.is_joint(end) && lx.is_capital(end + 1) && !lx.any(end + 1, &[Role::Month, Role::ShortMonth]);
    let introduced = lx.any(before, &[Role::TimePreposition, Role::Edge, Role::Deictic])
        || lx.is_joint(before) && lx.is(before.wrapping_sub(1), Role::Edge)
        || lx.is_hyphen(before) && lx.is(before.wrapping_sub(1), Role::Month);
    if lx.is(i, Role::ShortMonth) && end == i + 1 {
        return false;
    }
    // "March on Washington", "the March for Life"
    let weak = lx.is(i, Role::WeakMonth) && !introduced;
    !named && !in_name && !joined && !weak
}

/// "28 September 2023", "28th of September", "20-24 September".
fn day_first(lx: &Lexed, i: usize) -> Option<Read> {
    let (day, at) = day_number(lx, i)?;
    if i > 0 && lx.is_glued(i) && !matches!(lx.mark(i - 1), '(' | '“' | '"' | '-' | '–' | '[' | '|') {
        return None;
    }
    let of = |at: usize| if lx.is(at, Role::Of) { at + 1 } else { at };
    if let Some((month, end)) = month(lx, of(at)) {
        let (year, end) = year_behind(lx, end);
        return Some(Read::new(Form::Day { year, month, day }, i, end));
    }
    // "20-24 September", "20 and 24 September"
    let joined = lx.is_hyphen(at) || lx.any(at, &[Role::To, Role::And]);
    let (last, at) = day_number(lx, at + 1).filter(|d| joined && d.0 > day)?;
    let (month, end) = month(lx, of(at))?;
    let (year, end) = year_behind(lx, end);
    Some(Read::new(Form::Days { year, from: (month, day), to: (month, last) }, i, end))
}

/// 1 to 31, with or without "th".
fn day_number(lx: &Lexed, i: usize) -> Option<(i8, usize)> {
    if lx.is_digits(i) && lx.text(i).len() <= 2 {
        let day = i8::try_from(digits_value(lx.text(i))?).ok().filter(|d| (1..=31).contains(d))?;
        let ending = lx.is(i + 1, Role::OrdinalEnding) && lx.is_glued(i + 1);
        return Some((day, if ending { i + 2 } else { i + 1 }));
    }
    let (day, end) = ordinal(lx, i).filter(|_| lx.is_word(i))?;
    Some((i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?, end))
}

/// "-16th", " to 24", " to July 2": the other end.
fn end_of_range(lx: &Lexed, i: usize, month_before: i8) -> Option<((i8, i8), usize)> {
    if !(lx.is_hyphen(i) || lx.is(i, Role::To)) {
        return None;
    }
    let (month, at) = month(lx, i + 1).unwrap_or((month_before, i + 1));
    let (day, end) = day_number(lx, at).filter(|d| !is_count(lx, d.1))?;
    Some(((month, day), end))
}

/// What follows makes the number a count, not a day: "May 5 percent", "in June 12 soldiers".
fn is_count(lx: &Lexed, end: usize) -> bool {
    let joint = lx.past_joint(end);
    lx.any(joint, &[Role::Unit, Role::Scale, Role::Hundred, Role::IrregularPlural]) || lx.mark(end) == '%'
}

/// ", 2019", " 2019", " last year" behind a month or a day.
fn year_behind(lx: &Lexed, end: usize) -> (Year, usize) {
    let mut at = end;
    if lx.mark(at) == ',' {
        at += 1;
    }
    if let Some(year) =
        four_digits(lx, at).filter(|_| !lx.any(at + 1, &[Role::Unit, Role::Scale, Role::IrregularPlural]))
    {
        return (Year::Given(year), at + 1);
    }
    let of = if lx.is(end, Role::Of) { end + 1 } else { end };
    let is_year = lx.value(of + 1, Role::TimeUnit).and_then(super::Unit::of) == Some(super::Unit::Year);
    match lx.value(of, Role::Deictic).filter(|_| is_year) {
        Some(shift) => (Year::Shift(shift as i8), of + 2),
        None => (Year::Nearest, end),
    }
}

/// A plain number between 1500 and 2199.
fn four_digits(lx: &Lexed, i: usize) -> Option<i16> {
    let text = lx.text(i);
    let plain = lx.is_digits(i) && text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|y| plain && (1500..2200).contains(y))
}

/// "2023-09-28", "28/09/2023", "28.09.2023"; which is the month must be certain.
fn numeric(lx: &Lexed, i: usize) -> Option<Read> {
    if i > 0 && lx.is_glued(i) && !matches!(lx.mark(i - 1), '(' | '“' | '"' | '[' | '|') {
        return None;
    }
    let (parts, end) = if lx.kind(i)? == Kind::Opaque {
        let parts: Vec<&str> = lx.text(i).split('.').collect();
        (<[&str; 3]>::try_from(parts).ok()?, i + 1)
    } else {
        let mark = lx.mark(i + 1);
        let sequence = matches!(mark, '-' | '/' | '.')
            && lx.mark(i + 3) == mark
            && (1..5).all(|k| lx.is_glued(i + k))
            && lx.is_digits(i + 2)
            && lx.is_digits(i + 4);
        if !sequence || lx.is_glued(i + 5) && (lx.mark(i + 5) == mark || lx.is_digits(i + 5)) {
            return None;
        }
        ([lx.text(i), lx.text(i + 2), lx.text(i + 4)], i + 5)
    };
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let [a, b, c] = [number(parts[0])?, number(parts[1])?, number(parts[2])?];
    let (year, month, day) = if parts[0].len() == 4 {
        (a, b, c)
    } else if parts[2].len() == 4 && (1..=31).contains(&a) && (1..=31).contains(&b) {
        match (a > 12, b > 12) {
            (true, false) => (c, b, a),
            (false, true) => (c, a, b),
            (false, false) if a == b || lx.kind(i)? == Kind::Opaque => (c, b, a),
            (false, false) => return Some(Read::new(Form::Ambiguous, i, end)),
            (true, true) => return None,
        }
    } else {
        return None;
    };
    let valid = (1500..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let form = Form::Day { year: Year::Given(year), month: month as i8, day: day as i8 };
    valid.then(|| Read::new(form, i, end))
}

/// "third quarter of 2019", "Q3 2019", "the first half of the year", "summer 2018", "the upcoming winter".
fn period_of_year(lx: &Lexed, i: usize) -> Option<Read> {
    if let Some((number, at)) = ordinal(lx, i) {
        let number = u8::try_from(number).ok()?;
        if let Some((year, end)) = quarters(lx, i, at).filter(|_| (1..=4).contains(&number)) {
            return Some(Read::new(Form::Quarter { year, quarter: number }, i, end));
        }
        // "the first two quarters of 1990"
        let both = number == 1 && lx.value(at, Role::Small) == Some(2) && is_quarters(lx, at + 1);
        if let (year, end) = year_of_period(lx, at + 2)
            && (both && year != Year::Nearest)
        {
            return Some(Read::new(Form::Half { year, half: 1 }, i, end));
        }
        let word = lx.past_joint(at);
        let quarter = lx.is(word, Role::Quarter) && (1..=4).contains(&number);
        let half = lx.is(word, Role::Half) && (1..=2).contains(&number);
        let (year, end) = year_of_period(lx, word + 1);
        // Halves are of games as well: only with their year.
        if quarter && !lx.any(lx.past_joint(word + 1), &[Role::Prefix]) {
            return Some(Read::new(Form::Quarter { year, quarter: number }, i, end));
        }
        if half && year != Year::Nearest {
            return Some(Read::new(Form::Half { year, half: number }, i, end));
        }
        return None;
    }
    if let Some((_, end)) = lx.role(i, Role::YearEnd) {
        return Some(Read::new(Form::Day { year: Year::Nearest, month: 12, day: 31 }, i, end));
    }
    let season = lx.value(i, Role::Season)?;
    let (year, end) = year_of_period(lx, i + 1);
    let before = i.wrapping_sub(1);
    let name = lx.is_capital(i) && lx.is_capital(i + 1) && !lx.is_glued(i + 1)
        || lx.is_capital(i)
            && lx.is_capital(before)
            && i > 1
            && !lx.any(before, &[Role::Determiner, Role::TimePreposition, Role::Deictic]);
    let introduced = lx.any(
        before,
        &[Role::Determiner, Role::TimePreposition, Role::Edge, Role::Deictic, Role::Recent, Role::Stretch],
    ) || lx.is(before, Role::FutureCue)
        || matches!(lx.mark(before), '“' | '"' | '‘')
        || lx.text(before) == "s" && lx.is_glued(before);
    let verb = lx.is(i, Role::WeakSeason)
        && (year == Year::Nearest)
        && (!introduced || lx.any(before, &[Role::To, Role::Article, Role::Auxiliary]));
    (!name && !verb).then(|| Read::new(Form::Season { year, season: season as u8 }, i, end))
}

/// Of the *second* and *fourth quarters of 2019*, the year and where each ends; `at` is behind the ordinal at `i`.
fn quarters(lx: &Lexed, i: usize, at: usize) -> Option<(Year, usize)> {
    let quarter = |word: usize| {
        // Of a game, of a town: no time.
        let year = (is_quarters(lx, word) || lx.is(word, Role::Quarter)).then(|| year_of_period(lx, word + 1));
        year.filter(|(year, end)| *year != Year::Nearest || !lx.is(*end, Role::Of))
    };
    let ends_before_and = |from: usize| {
        let first = i.checked_sub(from)?;
        ordinal(lx, first).filter(|(_, end)| end + 1 == i && lx.is(*end, Role::And))
    };
    if let Some(quarter) = quarter(at)
        && (2..=4).any(|from| ends_before_and(from).is_some())
    {
        return Some(quarter);
    }
    let (_, behind) = ordinal(lx, at + 1).filter(|_| lx.is(at, Role::And))?;
    Some((quarter(behind)?.0, at))
}

fn is_quarters(lx: &Lexed, i: usize) -> bool {
    lx.value(i, Role::TimeUnits).and_then(super::Unit::of) == Some(super::Unit::Quarter)
}

/// "of 2019", " 2019", "of last year", "of the year" behind a quarter or a season.
fn year_of_period(lx: &Lexed, end: usize) -> (Year, usize) {
    let (of, given) = if lx.is(end, Role::Of) { (end + 1, true) } else { (end, false) };
    let fiscal = if lx.is(of, Role::Fiscal) { of + 1 } else { of };
    match year_behind(lx, fiscal) {
        (Year::Nearest, _) => {
            let the_year = given && lx.is(of, Role::Determiner) && is_year_word(lx, of + 1);
            if the_year { (Year::Shift(0), of + 2) } else { (Year::Nearest, end) }
        }
        found => found,
    }
}

fn is_year_word(lx: &Lexed, i: usize) -> bool {
    lx.value(i, Role::TimeUnit).and_then(super::Unit::of) == Some(super::Unit::Year)
}

/// "1980s", "1980’s", "’80s", "the eighties".
fn decade(lx: &Lexed, i: usize) -> Option<Read> {
    if let Some(decade) = lx.value(i, Role::Decade) {
        let mut century = 19;
        let introduced = lx.is(i.wrapping_sub(1), Role::Determiner) || lx.any(i.wrapping_sub(1), &[Role::Edge]);
        if decade < 30 {
            century = 20;
        }
        return introduced.then(|| Read::new(Form::Decade((century * 10 + decade / 10) as i16), i, i + 1));
    }
    let (first, digits) =
        if matches!(lx.mark(i), '\'' | '’' | '‘') && lx.is_glued(i + 1) { (i, i + 1) } else { (i, i) };
    let text = lx.text(digits);
    if !lx.is_digits(digits) || !text.ends_with('0') {
        return None;
    }
    let mut at = digits + 1;
    if matches!(lx.mark(at), '\'' | '’') && lx.is_glued(at) {
        at += 1;
    }
    if !lx.text(at).eq_ignore_ascii_case("s") || !lx.is_glued(at) {
        return None;
    }
    let year = match text.len() {
        4 => four_digits(lx, digits)?,
        // "the 80s" but not "in his 80s" nor "temperatures in the 80s".
        2 if first < digits || lx.is(first.wrapping_sub(1), Role::Edge) || lx.is(i.wrapping_sub(1), Role::The) => {
            let year: i16 = text.parse().ok()?;
            if year < 30 { 2000 + year } else { 1900 + year }
        }
        _ => return None,
    };
    Some(Read::new(Form::Decade(year / 10), first, at + 1))
}

/// "21st century", "nineteenth-century".
fn century(lx: &Lexed, i: usize) -> Option<Read> {
    let (number, at) = ordinal(lx, i)?;
    let word = lx.past_joint(at);
    let number = i16::try_from(number).ok().filter(|n| (1..=30).contains(n))?;
    lx.is(word, Role::Century).then(|| Read::new(Form::Century(number - 1), i, word + 1))
}

/// "2023", where it is a year and no count.
fn year_alone(lx: &Lexed, i: usize) -> Option<Read> {
    let (first, at) = if lx.is(i, Role::Fiscal) { (i, i + 1) } else { (i, i) };
    if let Some(year) = spelled_year(lx, i) {
        return Some(year);
    }
    let year = four_digits(lx, at)?;
    let before = first.wrapping_sub(1);
    let end = at + 1;
    let introduced = lx.any(before, &[Role::TimePreposition, Role::Edge, Role::Season]);
    if lx.is_glued(at) && at > 0 {
        let joined = lx.is_joint(at - 1)
            && (at < 2
                || lx.is_digits(at - 2)
                || lx.any(at - 2, &[Role::Edge, Role::Prefix, Role::TimePreposition, Role::Month]));
        let opened = matches!(lx.mark(at - 1), '(' | '“' | '"' | '‘' | '[' | '–' | '—' | '©');
        if !(joined || opened) {
            return None;
        }
    }
    if lx.is_word(end) && lx.is_glued(end)
        || lx.mark(end) == '%'
        || lx.is_glued(end) && matches!(lx.mark(end), ':' | '/' | '°')
    {
        return None;
    }
    let unit = lx.past_joint(end);
    let measured = lx.any(unit, &[Role::Unit, Role::UnitSign, Role::Scale, Role::Hundred, Role::IrregularPlural])
        || lx.role(unit, Role::MoneyBehind).is_some_and(|_| lx.is_lower(unit))
        || lx.role(unit, Role::Unit).is_some();
    if measured && !(introduced && !lx.is_joint(end) && lx.any(unit, &[Role::IrregularPlural])) {
        return None;
    }
    let counted =
        lx.is_lower(end) && !lx.is_glued(end) && is_plural(lx, end) && !lx.any(end, &[Role::Verb, Role::Auxiliary]);
    let determined = lx.any(before, &[Role::Determiner, Role::Possessive, Role::Article]);
    let bounded = crate::read::figures::bound_start(lx, first).is_some() && !introduced;
    // "2000 people", but "2018 sales": a count without comma is a round one.
    if bounded || counted && year % 50 == 0 && !introduced && !determined {
        return None;
    }
    let labelled = lx.role_before(first, Role::Label).is_some() && !introduced;
    if labelled || lx.role_before(first, Role::MoneyBefore).is_some() {
        return None;
    }
    if lx.is(end, Role::Period) && determined && first == at {
        return Some(Read::new(Form::PeriodOf(year), first, end + 1));
    }
    Some(Read::new(Form::Year(year), first, end))
}

/// "nineteen seventy-nine", "the year two thousand".
fn spelled_year(lx: &Lexed, i: usize) -> Option<Read> {
    if is_year_word(lx, i) {
        let n = numeral(lx, i + 1, Default::default())?;
        let year = i16::try_from(n.value).ok().filter(|y| (1500..2200).contains(y) && n.end > i + 1)?;
        return Some(Read::new(Form::Year(year), i, n.end));
    }
    let century = lx.value(i, Role::Small).filter(|c| (15..=20).contains(c))?;
    let tens = lx.value(i + 1, Role::Tens)?;
    let unit_at = lx.past_joint(i + 2);
    let (unit, end) = lx.value(unit_at, Role::Small).filter(|u| *u < 10).map_or((0, i + 2), |u| (u, unit_at + 1));
    Some(Read::new(Form::Year((century * 100 + tens + unit) as i16), i, end))
}

/// Which one "last June", "next spring" is.
pub fn picked(form: Form, pick: Pick) -> Form {
    match form {
        Form::Month { year: Year::Nearest, month } => Form::Month { year: Year::Pick(pick), month },
        Form::Season { year: Year::Nearest, season } => Form::Season { year: Year::Pick(pick), season },
        Form::Quarter { year: Year::Nearest, quarter } => Form::Quarter { year: Year::Pick(pick), quarter },
        other => other,
    }
}
