//! Dates in words.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// "28 Sep 2023"
pub(super) fn short(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "Thu 28 Sep 2023"
pub(super) fn with_weekday(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// A TIMEX value that names a stretch of the calendar, in few words: `2023-09-28` is "Thu 28 Sep 2023", `2023-09`
/// "Sep 2023", `2023-W39` "week of 25 Sep 2023". None for durations and values that are no date.
pub(super) fn describe(value: &str) -> Option<String> {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    if let Ok(date) = day.parse::<Date>() {
        return Some(match time.and_then(part_of_day) {
            Some(part) => format!("{}, {part}", with_weekday(date)),
            None => with_weekday(date),
        });
    }
    let (year, rest) = day.split_once('-').unwrap_or((day, ""));
    let year = (year.len() == 4).then(|| year.parse::<i16>().ok())??;
    if rest.is_empty() {
        return Some(year.to_string());
    }
    if let Some(week) = rest.strip_prefix('W') {
        let (week, weekend) = week.split_once("-WE").map_or((week, false), |(week, _)| (week, true));
        let day = if weekend { Weekday::Saturday } else { Weekday::Monday };
        let first = ISOWeekDate::new(year, week.parse().ok()?, day).ok()?.date();
        return Some(format!("{} of {}", if weekend { "weekend" } else { "week" }, short(first)));
    }
    if let Some(season) = SEASONS.iter().find(|(code, _)| *code == rest) {
        return Some(format!("{} {year}", season.1));
    }
    let month = Date::new(year, rest.parse().ok()?, 1).ok()?;
    Some(month.strftime("%b %Y").to_string())
}

/// The codes that TIMEX3 gives to the parts of a year.
const SEASONS: [(&str, &str); 10] = [
    ("SP", "spring"),
    ("SU", "summer"),
    ("FA", "autumn"),
    ("WI", "winter"),
    ("Q1", "first quarter"),
    ("Q2", "second quarter"),
    ("Q3", "third quarter"),
    ("Q4", "fourth quarter"),
    ("H1", "first half"),
    ("H2", "second half"),
];

/// The codes that TIMEX3 gives to the parts of a day, and clock times.
fn part_of_day(code: &str) -> Option<String> {
    let named = [("MO", "morning"), ("MI", "midday"), ("AF", "afternoon"), ("EV", "evening"), ("NI", "night")];
    match named.iter().find(|(c, _)| *c == code) {
        Some((_, name)) => Some((*name).to_owned()),
        None => code.starts_with(|c: char| c.is_ascii_digit()).then(|| code.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn calendar_values_in_words() {
        let rows = [
            ("2023-09-28", Some("Thu 28 Sep 2023")),
            ("2023-09-28TMO", Some("Thu 28 Sep 2023, morning")),
            ("2023-09-28T15:30", Some("Thu 28 Sep 2023, 15:30")),
            ("2023-09", Some("Sep 2023")),
            ("2023", Some("2023")),
            ("2023-W39", Some("week of 25 Sep 2023")),
            ("2023-W39-WE", Some("weekend of 30 Sep 2023")),
            ("2023-Q3", Some("third quarter 2023")),
            ("2023-SU", Some("summer 2023")),
            ("P2W", None),
            ("PRESENT_REF", None),
            ("T15:00", None),
            ("2023-99", None),
            ("", None),
        ];
        for (value, words) in rows {
            assert_eq!(describe(value).as_deref(), words, "{value}");
        }
    }
}
