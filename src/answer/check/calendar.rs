//! `date/weekday` and `date/impossible`: days that are not in the calendar.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Found;
use crate::answer::dates;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{Time, TimeBasis};

/// How many days from the article's date a date without its year may be, to know which year is meant.
const NEAR: i32 = 60;

pub(super) fn impossible(_: &Corpus, article: &Article) -> Vec<Found> {
    let days = article.findings.times.iter().filter(|t| t.basis == TimeBasis::Impossible);
    days.map(|t| Found::new(t.span, format!("There is no day “{}”", excerpt(t.span.of(&article.text), 60)))).collect()
}

pub(super) fn weekday(_: &Corpus, article: &Article) -> Vec<Found> {
    article.findings.times.iter().filter_map(|time| other_weekday(article, time)).collect()
}

fn other_weekday(article: &Article, time: &Time) -> Option<Found> {
    let said = time.weekday?;
    let day: Date = time.value.as_deref()?.get(..10)?.parse().ok()?;
    let fits = |day: Date| day.weekday().to_monday_one_offset() == said;
    let sure = time.basis == TimeBasis::Explicit || {
        let written = article.date()?;
        let other_year = |by: i32| day.checked_add(by.years()).is_ok_and(fits);
        written.until(day).ok()?.get_days().abs() <= NEAR && !other_year(1) && !other_year(-1)
    };
    if fits(day) || !sure {
        return None;
    }
    let words = excerpt(time.span.of(&article.text), 60);
    Some(Found::new(time.span, format!("“{words}” does not go together: {}", dates::with_weekday(day))))
}
