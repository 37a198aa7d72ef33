//! Quarters of years, and which of them a company's report is about.

use jiff::civil::Date;

use crate::text::Span;

/// The quarter a company reports on: the one an article names first, or just now.
#[derive(Clone, Copy)]
pub struct Reported {
    /// Counted from year 0, and where it was spoken of.
    first: (i32, Span),
    latest: (i32, Span),
}

impl Reported {
    pub fn then(before: Option<Reported>, quarter: i32, span: Span) -> Reported {
        let latest = (quarter, span);
        Reported { first: before.map_or(latest, |b| b.first), latest }
    }

    /// The one that is meant at a place.
    pub fn at(&self, place: Span) -> Option<(i32, Span)> {
        let distance = place.start.saturating_sub(self.latest.1.end);
        (distance < REPORT).then_some(if distance < BESIDE { self.latest } else { self.first })
    }
}

/// How far, in bytes, a report speaks of the quarter it named.
const REPORT: u32 = 1500;

/// How far it speaks of another quarter than its first.
const BESIDE: u32 = 450;

/// "1989-Q3" as a number of quarters, counted from year 0.
pub fn quarter_number(value: &str) -> Option<i32> {
    let (year, quarter) = value.split_once("-Q")?;
    Some(year.parse::<i32>().ok()? * 4 + quarter.parse::<i32>().ok()? - 1)
}

/// The quarter of a day, likewise.
pub fn quarter_of_date(date: Date) -> i32 {
    i32::from(date.year()) * 4 + (i32::from(date.month()) - 1) / 3
}

/// A number of quarters as "1989-Q3".
pub fn quarter_value(number: i32) -> String {
    format!("{:04}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1)
}
