//! A resolved time in words: "Thursday, 28 September 2023", "week of 25 September 2023".

use std::sync::LazyLock;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::data::rows_of;
use crate::read::Time;

/// What a time means, in words: "Thursday, 28 September 2023", "October 2022", "week of 25 September 2023", "2 weeks".
/// Empty if it is not known.
pub fn describe(time: &Time) -> String {
    time.value.as_deref().map(value).unwrap_or_default()
}

fn value(value: &str) -> String {
    let known = match value.split_once('/') {
        Some((from, to)) => span(from, to),
        None => one(value),
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// "15 to 16 June 2024"
fn span(from: &str, to: &str) -> Option<String> {
    if let (Ok(a), Ok(b)) = (from.parse::<Date>(), to.parse::<Date>()) {
        let (b_text, same) = (day(b)?, a.first_of_month() == b.first_of_month());
        return Some(if same { format!("{} to {b_text}", a.day()) } else { format!("{} to {b_text}", day(a)?) });
    }
    Some(format!("{} to {}", one(from)?, one(to)?))
}

fn one(text: &str) -> Option<String> {
    match text {
        "PAST_REF" => return Some("some time ago".to_owned()),
        "PRESENT_REF" => return Some("when this was written".to_owned()),
        "FUTURE_REF" => return Some("some time to come".to_owned()),
        _ => {}
    }
    if let Some(duration) = text.strip_prefix('P') {
        return length(duration);
    }
    if let Some((date, time)) = text.split_once('T') {
        let time = part_of_day(time);
        return if date.is_empty() { Some(time) } else { Some(format!("{time}, {}", one(date)?)) };
    }
    let (year, rest) = text.split_once('-').map_or((text, ""), |(y, r)| (y, r));
    if rest.is_empty() {
        return whole_years(year);
    }
    if let Ok(date) = text.parse::<Date>() {
        return Some(format!("{}, {}", weekday(date.weekday())?, day(date)?));
    }
    if let Some(week) = rest.strip_prefix('W') {
        return of_week(year.parse().ok()?, week);
    }
    if let Ok(number) = rest.parse::<usize>() {
        return Some(format!("{} {year}", month(number)?));
    }
    match rest {
        "SP" => Some(format!("spring {year}")),
        "SU" => Some(format!("summer {year}")),
        "FA" => Some(format!("autumn {year}")),
        "WI" => Some(format!("winter {year}–{}", year.parse::<i32>().ok()? + 1)),
        "H1" => Some(format!("first half of {year}")),
        "H2" => Some(format!("second half of {year}")),
        "Q1" => Some(format!("first quarter of {year}")),
        "Q2" => Some(format!("second quarter of {year}")),
        "Q3" => Some(format!("third quarter of {year}")),
        "Q4" => Some(format!("fourth quarter of {year}")),
        _ => None,
    }
}

/// "2023", "198" (the 1980s), "20" (the 21st century).
fn whole_years(text: &str) -> Option<String> {
    let number: i32 = text.parse().ok()?;
    Some(match text.len() {
        2 => format!("the {} century", ordinal(number + 1)),
        3 => format!("the {number}0s"),
        _ => text.to_owned(),
    })
}

fn ordinal(n: i32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// "39" and "39-WE" of a year.
fn of_week(year: i16, week: &str) -> Option<String> {
    let (number, weekend) = week.strip_suffix("-WE").map_or((week, false), |w| (w, true));
    let starts = if weekend { Weekday::Saturday } else { Weekday::Monday };
    let first = ISOWeekDate::new(year, number.parse().ok()?, starts).ok()?.date();
    Some(format!("{} of {}", if weekend { "weekend" } else { "week" }, day(first)?))
}

/// "2W", "T24H", "XM" behind the P of a duration.
fn length(text: &str) -> Option<String> {
    let (clock, text) = text.strip_prefix('T').map_or((false, text), |rest| (true, rest));
    let at = text.find(|c: char| c.is_ascii_alphabetic() && c != 'X')?;
    let (number, letter) = (text.get(..at)?, text.get(at..)?);
    let unit = match (clock, letter) {
        (true, "S") => "second",
        (true, "M") => "minute",
        (true, "H") => "hour",
        (false, "D") => "day",
        (false, "W") => "week",
        (false, "M") => "month",
        (false, "Q") => "quarter",
        (false, "Y") => "year",
        (false, "DE") => "decade",
        (false, "CE") => return Some("some centuries".to_owned()),
        _ => return None,
    };
    Some(match number {
        "X" => format!("some {unit}s"),
        "1" => format!("1 {unit}"),
        n => format!("{n} {unit}s"),
    })
}

fn part_of_day(code: &str) -> String {
    match code {
        "MO" => "morning".to_owned(),
        "MI" => "midday".to_owned(),
        "AF" => "afternoon".to_owned(),
        "EV" => "evening".to_owned(),
        "NI" => "night".to_owned(),
        clock => clock.to_owned(),
    }
}

/// "28 September 2023"
fn day(date: Date) -> Option<String> {
    Some(format!("{} {} {}", date.day(), month(usize::try_from(date.month()).ok()?)?, date.year()))
}

/// The first names of months and weekdays in the calendar table.
static NAMES: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
    let names = |role| {
        rows_of(include_str!("../../data/calendar.tsv"), role).filter_map(|row| row.get(2)?.split(',').next()).collect()
    };
    (names("month"), names("weekday"))
});

fn month(number: usize) -> Option<&'static str> {
    NAMES.0.get(number.checked_sub(1)?).copied()
}

fn weekday(day: Weekday) -> Option<&'static str> {
    NAMES.1.get(usize::try_from(day.to_monday_zero_offset()).ok()?).copied()
}
