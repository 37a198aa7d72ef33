//! Times: dates, clock times, durations, and what they resolve to; the article's own dateline.

mod clock;
mod dateline;
mod dates;
mod describe;
mod durations;
mod epochs;
mod quarters;
mod relative;
mod resolve;
mod scan;
mod tense;
#[cfg(test)]
mod tests;
mod written;

use crate::text::Span;

pub use dateline::{date_in_name, dateline};
pub use describe::describe;
pub use resolve::resolve;
pub use scan::expressions;
pub(super) use scan::expressions_in;
pub use written::written;

/// A time expression as written, before it is known when the article was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Counts from the start of the paragraph it was found in, until the reader shifts it.
    pub span: Span,
    pub form: Form,
    /// The part of the day: "Tuesday night".
    pub part: Option<DayPart>,
    /// "[10:40 a.m.] May 28": hour and minute.
    pub clock: Option<(u8, u8)>,
    /// The weekday that is written beside a date, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// Somebody's birth was then.
    pub born: bool,
    /// Whether what happened then is told as past or as still to come.
    pub tense: Tense,
}

/// What the words of a time say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    Day {
        year: Year,
        month: i8,
        day: i8,
    },
    /// "June 15th-16th": month and day of both ends.
    Days {
        year: Year,
        from: (i8, i8),
        to: (i8, i8),
    },
    Month {
        year: Year,
        month: i8,
    },
    Year(i16),
    /// "the 1988 period": in that year the quarter spoken of, or all of it.
    PeriodOf(i16),
    /// 198 are the 1980s.
    Decade(i16),
    /// 20 is the 21st century, as in TIMEX3.
    Century(i16),
    /// 0 spring to 3 winter.
    Season {
        year: Year,
        season: u8,
    },
    /// 1 to 4
    Quarter {
        year: Year,
        quarter: u8,
    },
    /// 1 or 2
    Half {
        year: Year,
        half: u8,
    },
    /// 1 Monday to 7 Sunday
    Weekday {
        weekday: i8,
        pick: Pick,
    },
    Weekend(Pick),
    /// So many units from the article's date, and no finer: "last week", "two years ago", "today".
    Shift {
        unit: Unit,
        by: i32,
    },
    /// "a year earlier", "year-ago": of a quarter just spoken of, the same one; else the year before the article's.
    YearBefore,
    /// "last year’s quarter", "the year-ago quarter": likewise, whatever years were spoken of since.
    QuarterBefore,
    /// "the quarter", "the latest period": the quarter spoken of; nothing where none was.
    Quarterly,
    /// "by mid afternoon", "in the evening": of the day spoken of, if it was just before.
    PartOfDay,
    /// So many units from the time spoken of just before: "the same day", "two days later".
    Beside {
        unit: Unit,
        by: i32,
    },
    /// "the 483rd day of the war in Ukraine": the day, and the row of the table of epochs.
    DayCount {
        day: i32,
        epoch: u8,
    },
    /// The TIMEX3 value: `P2W`
    Duration(String),
    /// Likewise: `P1D` of "every day"
    Set(String),
    /// "the old days", "now", "soon": before, at or after the time of writing, and no finer.
    Reference(Reference),
    /// A clock time without a day.
    Clock,
    /// A date that can be read in two ways: 05/06/2023.
    Ambiguous,
}

/// Where a vague time lies, seen from the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    fn of(sign: i32) -> Reference {
        match sign {
            ..=-1 => Reference::Past,
            0 => Reference::Present,
            1.. => Reference::Future,
        }
    }

    /// As in TIMEX3.
    fn code(self) -> &'static str {
        match self {
            Reference::Past => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        }
    }
}

/// The year of a month, a day or a season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Given(i16),
    /// Not said: the one that fits the tense.
    Nearest,
    /// "last June", "June last year": years from the article's date.
    Shift(i8),
    /// "last June": the latest before, or the first after, the article's date.
    Pick(Pick),
    /// "the year-ago quarter ended Oct. 31": a year before the latest.
    Before,
}

/// Which of the recurring days, months or seasons is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Nearest,
    Last,
    This,
    Next,
}

impl Pick {
    fn of(shift: i32) -> Pick {
        match shift {
            ..=-1 => Pick::Last,
            0 => Pick::This,
            1.. => Pick::Next,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Beside a past verb, or a verb of reporting: "said Thursday".
    ClearlyPast,
    Past,
    Future,
    /// "could", "by": ahead, if nothing speaks against it.
    PerhapsFuture,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    fn of(index: i32) -> DayPart {
        [DayPart::Morning, DayPart::Midday, DayPart::Afternoon, DayPart::Evening]
            .get(index as usize)
            .copied()
            .unwrap_or(DayPart::Night)
    }

    /// As in TIMEX3.
    fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
        }
    }
}

/// A unit of time, in the order of the calendar table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    fn of(index: i32) -> Option<Unit> {
        use Unit::{Century, Day, Decade, Hour, Minute, Month, Quarter, Second, Week, Year};
        let units = [Second, Minute, Hour, Day, Week, Month, Quarter, Year, Decade, Century];
        units.get(usize::try_from(index).ok()?).copied()
    }

    fn is_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }

    /// The letter of its durations, and how many of that letter's units it is.
    fn letter(self) -> (&'static str, i64) {
        match self {
            Unit::Second => ("S", 1),
            Unit::Minute => ("M", 1),
            Unit::Hour => ("H", 1),
            Unit::Day => ("D", 1),
            Unit::Week => ("W", 1),
            Unit::Month => ("M", 1),
            Unit::Quarter => ("Q", 1),
            Unit::Year => ("Y", 1),
            Unit::Decade => ("Y", 10),
            Unit::Century => ("Y", 100),
        }
    }
}
