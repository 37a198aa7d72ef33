//! What time expressions mean, once it is known when the article was written. News tells of the past: a bare
//! weekday is the latest one, unless its clause looks ahead.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::quarters::{Reported, quarter_number, quarter_of_date, quarter_value};
use super::{Form, Pick, Tense, TimeExpression, Unit, Year, epochs};
use crate::read::{Dateline, Time, TimeBasis, TimeKind};
use crate::text::Span;

/// What the expressions mean. `expressions` have the article's spans. Without a date, relative ones stay unknown.
pub fn resolve(expressions: &[TimeExpression], date: Option<&Dateline>) -> Vec<Time> {
    let mut resolver = Resolver { date: date.map(|d| d.date), spoken: None, quarter: None, of_years: false };
    let times = expressions.iter().map(|e| (e, resolver.time(e)));
    // "the quarter" of a game or a town is no time.
    times.filter(|(e, time)| e.form != Form::Quarterly || time.value.is_some()).map(|(_, time)| time).collect()
}

struct Resolver {
    date: Option<Date>,
    /// The day spoken of last, and where: what "the same day" goes by.
    spoken: Option<(Date, Span)>,
    quarter: Option<Reported>,
    /// Since then the talk is of years.
    of_years: bool,
}

/// A value and what it rests on; a day if it is one.
struct Meaning {
    value: Option<String>,
    basis: TimeBasis,
    day: Option<Date>,
}

impl Meaning {
    fn explicit(value: String) -> Meaning {
        Meaning { value: Some(value), basis: TimeBasis::Explicit, day: None }
    }

    fn unknown() -> Meaning {
        Meaning { value: None, basis: TimeBasis::Unknown, day: None }
    }

    fn day(day: Option<Date>, basis: TimeBasis) -> Meaning {
        match day {
            Some(day) => Meaning { value: Some(day.to_string()), basis, day: Some(day) },
            None => Meaning::unknown(),
        }
    }

    /// From the article's date; None if there is no such date.
    fn dated(value: Option<String>) -> Meaning {
        match value {
            Some(value) => Meaning { value: Some(value), basis: TimeBasis::ArticleDate, day: None },
            None => Meaning::unknown(),
        }
    }
}

impl Resolver {
    fn time(&mut self, e: &TimeExpression) -> Time {
        let meaning = self.meaning(e);
        if let Some(day) = meaning.day {
            self.spoken = Some((day, e.span));
        }
        match e.form {
            Form::Quarter { .. } => {
                let number = meaning.value.as_deref().and_then(quarter_number);
                // What is reported on has begun: analysts speak of the quarters to come as well.
                let begun = number.filter(|q| self.date.is_none_or(|date| *q <= quarter_of_date(date)));
                if let Some(begun) = begun {
                    self.quarter = Some(Reported::then(self.quarter.filter(|_| !self.of_years), begun, e.span));
                    self.of_years = false;
                }
            }
            // A forecast.
            Form::Year(year) if self.is_ahead(year) => {}
            Form::Half { year: Year::Given(year), .. } if self.is_ahead(year) => {}
            // What is compared from here on are years, or most of them.
            Form::Year(_) | Form::Half { .. } => self.of_years = true,
            Form::Duration(ref iso) if matches!(iso.as_str(), "P6M" | "P9M" | "P12M" | "P2Q" | "P3Q") => {
                self.of_years = true
            }
            Form::Shift { unit: Unit::Year, by: 0 } => self.of_years = true,
            _ => {}
        }
        let value = meaning.value.map(|value| match (e.clock, e.part) {
            (Some((hour, minute)), _) if meaning.day.is_some() => format!("{value}T{hour:02}:{minute:02}"),
            (_, Some(part)) if meaning.day.is_some() => format!("{value}T{}", part.code()),
            _ => value,
        });
        let kind = match e.form {
            Form::Duration(_) => TimeKind::Duration,
            Form::Set(_) => TimeKind::Set,
            _ if e.clock.is_some() || e.part.is_some() => TimeKind::Time,
            _ => TimeKind::Date,
        };
        // "June 31" is no day of any year.
        let none = |month: i8, day: i8| Date::new(2024, month, day).is_err();
        let basis = match e.form {
            Form::Day { year: Year::Given(_), .. } if value.is_none() => TimeBasis::Impossible,
            Form::Day { month, day, .. } if none(month, day) => TimeBasis::Impossible,
            _ => meaning.basis,
        };
        Time { span: e.span, kind, value, basis, weekday: e.weekday, born: e.born }
    }

    /// The quarter that an expression goes by.
    fn reported(&self, e: &TimeExpression) -> Option<(i32, Span)> {
        let quarter = self.quarter.filter(|_| !self.of_years || e.form == Form::QuarterBefore);
        quarter.and_then(|q| q.at(e.span))
    }

    fn is_ahead(&self, year: i16) -> bool {
        self.date.is_some_and(|date| year > date.year())
    }

    fn meaning(&self, e: &TimeExpression) -> Meaning {
        match e.form {
            Form::Day { year, month, day } => self.in_year(year, month, e.tense, |y| {
                let day = Date::new(y, month, day).ok();
                (day.map(|d| d.to_string()), day)
            }),
            Form::Days { year, from, to } => self.in_year(year, from.0, e.tense, |y| {
                let ends = Date::new(y, from.0, from.1).ok().zip(Date::new(y, to.0, to.1).ok());
                (ends.map(|(a, b)| format!("{a}/{b}")), None)
            }),
            Form::Month { year, month } => {
                self.in_year(year, month, e.tense, |y| (Some(format!("{y:04}-{month:02}")), None))
            }
            Form::Season { year, season } => self.season(year, season, e.tense),
            Form::Quarter { year, quarter } => self.quarter(year, quarter, e.tense),
            Form::Half { year, half } => {
                let first = if half == 1 { 1 } else { 7 };
                self.in_year(year, first, e.tense, |y| (Some(format!("{y:04}-H{half}")), None))
            }
            Form::Year(year) => Meaning::explicit(format!("{year:04}")),
            Form::PeriodOf(year) => match self.reported(e) {
                Some((quarter, span)) => quarterly(i32::from(year) * 4 + quarter.rem_euclid(4), span),
                None => Meaning::explicit(format!("{year:04}")),
            },
            Form::Decade(decade) => Meaning::explicit(format!("{decade:03}")),
            Form::Century(century) => Meaning::explicit(format!("{century:02}")),
            Form::Weekday { weekday, pick } => {
                let day = self.date.and_then(|date| nearest_weekday(date, weekday, pick, e.tense));
                Meaning::day(day, TimeBasis::ArticleDate)
            }
            Form::Weekend(pick) => Meaning::dated(self.date.and_then(|date| weekend(date, pick, e.tense))),
            Form::Shift { unit: Unit::Day, by } => {
                Meaning::day(self.date.and_then(|d| d.checked_add(by.days()).ok()), TimeBasis::ArticleDate)
            }
            Form::Shift { unit, by } => Meaning::dated(self.date.and_then(|date| shifted(date, unit, by))),
            Form::Beside { unit, by } => self.beside(unit, by),
            Form::YearBefore | Form::QuarterBefore => match self.reported(e) {
                Some((quarter, span)) => quarterly(quarter - 4, span),
                None => Meaning::dated(self.date.and_then(|date| shifted(date, Unit::Year, -1))),
            },
            Form::Quarterly => match self.reported(e) {
                Some((quarter, span)) => quarterly(quarter, span),
                None => Meaning::unknown(),
            },
            Form::PartOfDay => match self.spoken.filter(|s| near(s.1, e.span)) {
                Some((day, span)) => Meaning::day(Some(day), TimeBasis::Anchor(span)),
                None => Meaning::explicit(e.part.map(|part| format!("T{}", part.code())).unwrap_or_default()),
            },
            Form::DayCount { day, epoch } => Meaning::day(epochs::date(epoch, day), TimeBasis::Explicit),
            Form::Duration(ref iso) | Form::Set(ref iso) => Meaning::explicit(iso.clone()),
            Form::Reference(reference) => {
                let basis = if self.date.is_some() { TimeBasis::ArticleDate } else { TimeBasis::Explicit };
                Meaning { basis, ..Meaning::explicit(reference.code().to_owned()) }
            }
            Form::Clock => match (e.clock, self.spoken) {
                (Some(_), Some((day, span))) if near(span, e.span) => Meaning::day(Some(day), TimeBasis::Anchor(span)),
                (Some((hour, minute)), _) => Meaning::explicit(format!("T{hour:02}:{minute:02}")),
                _ => Meaning::unknown(),
            },
            Form::Ambiguous => Meaning::unknown(),
        }
    }

    /// A day or a month of the year that is said or meant.
    fn in_year(
        &self,
        year: Year,
        month: i8,
        tense: Tense,
        value: impl Fn(i16) -> (Option<String>, Option<Date>),
    ) -> Meaning {
        let (year, basis) = match (year, self.date) {
            (Year::Given(year), _) => (year, TimeBasis::Explicit),
            (_, None) => return Meaning::unknown(),
            (Year::Shift(by), Some(date)) => (date.year().saturating_add(by.into()), TimeBasis::ArticleDate),
            (Year::Nearest, Some(date)) => (year_of_month(date, month, tense), TimeBasis::ArticleDate),
            (Year::Pick(pick), Some(date)) => (picked_year(date, month, pick, tense), TimeBasis::ArticleDate),
            (Year::Before, Some(date)) => {
                (year_of_month(date, month, Tense::ClearlyPast).saturating_sub(1), TimeBasis::ArticleDate)
            }
        };
        match value(year) {
            (Some(value), day) => Meaning { value: Some(value), basis, day },
            (None, _) => Meaning::unknown(),
        }
    }

    fn season(&self, year: Year, season: u8, tense: Tense) -> Meaning {
        const CODES: [&str; 4] = ["SP", "SU", "FA", "WI"];
        let code = CODES.get(usize::from(season)).copied().unwrap_or("WI");
        let start = season as i8 * 3 + 3;
        let (year, basis) = match (year, self.date) {
            (Year::Given(year), _) => (year, TimeBasis::Explicit),
            (_, None) => return Meaning::unknown(),
            (Year::Shift(by), Some(date)) => (date.year().saturating_add(by.into()), TimeBasis::ArticleDate),
            (Year::Nearest, Some(date)) => (year_of_season(date, start, tense), TimeBasis::ArticleDate),
            (Year::Pick(pick), Some(date)) => (picked_season(date, start, pick), TimeBasis::ArticleDate),
            (Year::Before, Some(date)) => {
                (year_of_season(date, start, Tense::ClearlyPast).saturating_sub(1), TimeBasis::ArticleDate)
            }
        };
        Meaning { value: Some(format!("{year:04}-{code}")), basis, day: None }
    }

    fn quarter(&self, year: Year, quarter: u8, tense: Tense) -> Meaning {
        let now = |date: Date| (date.month() as u8 - 1) / 3 + 1;
        let (year, basis) = match (year, self.date) {
            (Year::Given(year), _) => (year, TimeBasis::Explicit),
            (_, None) => return Meaning::unknown(),
            (Year::Shift(by), Some(date)) => (date.year().saturating_add(by.into()), TimeBasis::ArticleDate),
            (_, Some(date)) => {
                let begun = quarter <= now(date) || matches!(tense, Tense::Future | Tense::PerhapsFuture);
                let latest = if begun { date.year() } else { date.year() - 1 };
                (latest - i16::from(year == Year::Before), TimeBasis::ArticleDate)
            }
        };
        Meaning { value: Some(format!("{year:04}-Q{quarter}")), basis, day: None }
    }

    /// Counted from the day spoken of just before, else from the article's date.
    fn beside(&self, unit: Unit, by: i32) -> Meaning {
        let (from, basis) = match (self.spoken, self.date) {
            (Some((day, span)), _) => (day, TimeBasis::Anchor(span)),
            (None, Some(date)) if by == 0 => (date, TimeBasis::ArticleDate),
            _ => return Meaning::unknown(),
        };
        if unit == Unit::Day {
            return Meaning::day(from.checked_add(by.days()).ok(), basis);
        }
        Meaning { basis, ..Meaning::dated(shifted(from, unit, by)) }
    }
}

fn quarterly(number: i32, spoken: Span) -> Meaning {
    Meaning { value: Some(quarter_value(number)), basis: TimeBasis::Anchor(spoken), day: None }
}

/// A clock time goes by a day of the same sentence or the one before.
fn near(a: Span, b: Span) -> bool {
    b.start.saturating_sub(a.end) < 200
}

/// The weekday that is meant in an article of `date`.
fn nearest_weekday(date: Date, weekday: i8, pick: Pick, tense: Tense) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let back = date.weekday().since(weekday);
    let past = date.checked_sub(i64::from(back).days()).ok()?;
    let ahead = || if back == 0 { Ok(past) } else { past.checked_add(7.days()) };
    match (pick, tense) {
        (Pick::Last, _) if back == 0 => past.checked_sub(7.days()),
        (Pick::Last, _) => Ok(past),
        // What is a day or two ahead is not called "next".
        (Pick::Next, _) => past.checked_add(if back >= 5 { 14.days() } else { 7.days() }),
        (_, Tense::ClearlyPast) => Ok(past),
        (Pick::This, Tense::Past) => Ok(past),
        (Pick::This, _) | (_, Tense::Future) => ahead(),
        (_, Tense::PerhapsFuture) if back > 2 => ahead(),
        // Six days ago would be called "last"; tomorrow is called by its name.
        _ if back == 6 => ahead(),
        _ => Ok(past),
    }
    .ok()
}

/// Of a month without year, the one that fits.
fn year_of_month(date: Date, month: i8, tense: Tense) -> i16 {
    let year = date.year();
    let ahead = (month - date.month()).rem_euclid(12);
    let (next, latest) =
        (if month >= date.month() { year } else { year + 1 }, if ahead == 0 { year } else { year - 1 });
    let latest = if month < date.month() { year } else { latest };
    // A cue may belong to something else: what is nearly a year away is written with its year.
    match tense {
        Tense::ClearlyPast => latest,
        Tense::Past if ahead > 0 && ahead <= 2 => next,
        Tense::Past => latest,
        Tense::Future if ahead >= 11 => latest,
        Tense::PerhapsFuture if ahead >= 9 => latest,
        Tense::Future | Tense::PerhapsFuture => next,
        // The nearest, but what is to come must be four months nearer.
        Tense::Unknown if ahead + 4 < 12 - ahead => next,
        Tense::Unknown => latest,
    }
}

fn picked_year(date: Date, month: i8, pick: Pick, tense: Tense) -> i16 {
    let year = date.year();
    match pick {
        // In March nobody calls the month before "last February": that is last year's.
        Pick::Last if month < date.month() - 1 => year,
        Pick::Last => year - 1,
        Pick::Next if month > date.month() => year,
        Pick::Next => year + 1,
        Pick::This => year,
        Pick::Nearest => year_of_month(date, month, tense),
    }
}

/// Of a season without year, the one that fits; `start` is its first month.
fn year_of_season(date: Date, start: i8, tense: Tense) -> i16 {
    let year = date.year();
    // Months from now to its start, and from its end to now; negative: not so.
    let begins = |y: i16| i32::from(y - year) * 12 + i32::from(start - date.month());
    let cost = |y: &i16| {
        let (ahead, behind) = (begins(*y), -(begins(*y) + 2));
        match tense {
            Tense::Past | Tense::ClearlyPast if ahead > 0 => 100 + ahead,
            Tense::Future | Tense::PerhapsFuture if behind > 0 => 100 + behind,
            _ if ahead > 0 => ahead + 1,
            _ if behind > 0 => behind,
            _ => 0,
        }
    };
    [year, year - 1, year + 1].into_iter().min_by_key(cost).unwrap_or(year)
}

fn picked_season(date: Date, start: i8, pick: Pick) -> i16 {
    let year = date.year();
    match pick {
        Pick::Last if start + 2 < date.month() => year,
        Pick::Last => year - 1,
        Pick::Next if start > date.month() => year,
        Pick::Next => year + 1,
        Pick::This if start == 12 && date.month() < 3 => year - 1,
        Pick::This | Pick::Nearest => year,
    }
}

/// The weekend that is meant: at the start of a week the one just past, from Thursday on the coming one.
fn weekend(date: Date, pick: Pick, tense: Tense) -> Option<String> {
    let day = date.weekday().to_monday_one_offset();
    let past = matches!(tense, Tense::Past | Tense::ClearlyPast);
    let by = match pick {
        Pick::Last => -1,
        Pick::Next => 1,
        _ if day >= 6 => 0,
        _ if day >= 4 && !past || pick == Pick::This && tense == Tense::Future => 0,
        _ => -1,
    };
    Some(format!("{}-WE", shifted(date, Unit::Week, by)?))
}

/// So many units from a date, as coarse as the unit.
fn shifted(date: Date, unit: Unit, by: i32) -> Option<String> {
    let years = |n: i32| i32::from(date.year()).checked_add(n).filter(|y| (0..10_000).contains(y));
    match unit {
        Unit::Week => {
            let week = date.checked_add(jiff::Span::new().try_weeks(by).ok()?).ok()?.iso_week_date();
            Some(format!("{:04}-W{:02}", week.year(), week.week()))
        }
        Unit::Month => {
            let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + by;
            (months >= 0).then(|| format!("{:04}-{:02}", months / 12, months % 12 + 1))
        }
        Unit::Quarter => {
            let quarters = quarter_of_date(date) + by;
            (quarters >= 0).then(|| quarter_value(quarters))
        }
        Unit::Year => Some(format!("{:04}", years(by)?)),
        Unit::Decade => Some(format!("{:03}", years(by.checked_mul(10)?)? / 10)),
        Unit::Century => Some(format!("{:02}", years(by.checked_mul(100)?)? / 100)),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            date.checked_add(jiff::Span::new().try_days(by).ok()?).ok().map(|d| d.to_string())
        }
    }
}
