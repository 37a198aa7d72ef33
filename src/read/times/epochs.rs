//! Wars that news counts in days, from `src/data/epochs.tsv`.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::Form;
use super::scan::Read;
use crate::data::rows;
use crate::read::numerals::{Lexed, Role, digits_value, ordinal};

struct Epoch {
    first_day: Date,
    words: Vec<&'static str>,
}

static EPOCHS: LazyLock<Vec<Epoch>> =
    LazyLock::new(|| rows(include_str!("../../data/epochs.tsv")).filter_map(epoch).collect());

/// The date of a numbered day of an epoch; the first day is number 1.
pub fn date(epoch: u8, day: i32) -> Option<Date> {
    let first = EPOCHS.get(usize::from(epoch))?.first_day;
    first.checked_add(jiff::Span::new().try_days(day.checked_sub(1)?).ok()?).ok()
}

/// "the 483rd day of the war in Ukraine", "day 483 of Russia's invasion".
pub fn day_count(lx: &Lexed, i: usize) -> Option<Read> {
    let (day, at) = if let Some((day, end)) = ordinal(lx, i).filter(|o| is_day(lx, o.1)) {
        (i32::try_from(day).ok()?, end + 1)
    } else if is_day(lx, i) && lx.is_digits(i + 1) {
        (i32::try_from(digits_value(lx.text(i + 1))?).ok()?, i + 2)
    } else {
        return None;
    };
    if !lx.is(at, Role::Of) || !(1..=20_000).contains(&day) {
        return None;
    }
    let clause: Vec<usize> =
        (at..at + 10).take_while(|&j| lx.is_word(j) || lx.is_joint(j) || matches!(lx.mark(j), '’' | '\'')).collect();
    let war = clause.iter().copied().find(|&j| lx.is(j, Role::War))?;
    let lower = |j: usize| lx.text(j).to_lowercase();
    let (epoch, place) = clause.iter().find_map(|&j| {
        let word = lower(j);
        let epoch = EPOCHS.iter().position(|e| e.words.contains(&word.as_str()))?;
        Some((epoch, j))
    })?;
    Some(Read::new(Form::DayCount { day, epoch: epoch as u8 }, i, war.max(place) + 1))
}

fn is_day(lx: &Lexed, i: usize) -> bool {
    lx.value(i, Role::TimeUnit).and_then(super::Unit::of) == Some(super::Unit::Day)
}

fn epoch(row: Vec<&'static str>) -> Option<Epoch> {
    let first_day = row.first()?.parse().ok()?;
    Some(Epoch { first_day, words: row.get(2)?.split(',').collect() })
}
