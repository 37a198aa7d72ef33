//! From a paragraph to its time expressions: one pass over the lexemes, the grammars tried in turn at each.

use std::ops::Range;
use std::sync::LazyLock;

use super::{DayPart, Form, Tense, TimeExpression, Unit, clock, dates, durations, relative, tense};
use crate::read::numerals::{Beginnings, Kind, Lexed, Lexeme, NUMBER_WORD, Role, begins_behind_article, mask};
use crate::text::Token;

/// A time read at some lexeme, and the lexemes it takes.
pub(super) struct Read {
    pub form: Form,
    pub part: Option<DayPart>,
    pub clock: Option<(u8, u8)>,
    pub weekday: Option<i8>,
    pub first: usize,
    pub end: usize,
}

impl Read {
    pub fn new(form: Form, first: usize, end: usize) -> Read {
        Read { form, part: None, clock: None, weekday: None, first, end }
    }

    fn is_day(&self) -> bool {
        matches!(
            self.form,
            Form::Day { .. }
                | Form::Weekday { .. }
                | Form::Shift { unit: Unit::Day, .. }
                | Form::Beside { unit: Unit::Day, .. }
        )
    }
}

/// The time expressions of one paragraph; spans count from the paragraph's start. Prepositions are outside, modifiers
/// ("late", "less than") inside.
pub fn expressions(paragraph: &str, tokens: &[Token]) -> Vec<TimeExpression> {
    expressions_in(&Lexed::new(paragraph, tokens))
}

/// The same, where the lexemes are known.
pub fn expressions_in(lx: &Lexed) -> Vec<TimeExpression> {
    let mut out: Vec<TimeExpression> = Vec::new();
    let (mut i, mut taken) = (0, 0);
    let beginnings = &*BEGINNINGS;
    while let Some(lexeme) = lx.get(i) {
        // A first look at the word spares it the grammars.
        if !(is_written(lexeme) || beginnings.has(lexeme.id)) {
            i += 1;
            continue;
        }
        let Some(mut read) = read(lx, i) else {
            i += 1;
            continue;
        };
        extend(lx, &mut read, taken);
        let tense = tense::tense(lx, read.first, read.end);
        let (behind, first) = (taken, read.first);
        (i, taken) = (read.end.max(i + 1), read.end);
        let expression = TimeExpression {
            span: lx.span(read.first, read.end),
            form: read.form,
            part: read.part,
            clock: read.clock,
            weekday: read.weekday,
            born: is_birth(lx, read.first),
            tense,
        };
        let expression = inherit(lx.text, out.last(), expression);
        out.push(match out.last() {
            Some(before) => year_ago(lx, before, expression, behind..first),
            None => expression,
        });
    }
    out
}

/// "born in 1978", "born in Leeds on 4 May 1978".
fn is_birth(lx: &Lexed, first: usize) -> bool {
    let before = (first.saturating_sub(6)..first).rev().take_while(|&i| lx.is_word(i) || lx.mark(i) == ',');
    before.into_iter().any(|i| lx.is(i, Role::Born))
}

/// The time that begins at `i`, with a part of the day and a clock time around it.
fn read(lx: &Lexed, i: usize) -> Option<Read> {
    // A second look spares it those that cannot begin with it.
    let written = is_written(lx.get(i)?);
    let may = |roles: u128| written || lx.begins(i, roles);
    if !may(CLOCKS | DATES | RELATIVE | NUMBERS | DURATIONS) && !article_counts(lx, i) {
        return None;
    }
    let count = if may(COUNTS) { durations::count(lx, i) } else { None };
    let mut read = (if may(CLOCKS) { clock::clock(lx, i) } else { None })
        .or_else(|| if may(DATES) { dates::date(lx, i) } else { None })
        .or_else(|| relative::counted_or_relative(lx, i, count.as_ref()))
        .or_else(|| durations::duration(lx, i, count))?;
    if read.form == Form::Clock {
        join_day(lx, &mut read);
    } else if read.is_day() {
        join_part(lx, &mut read);
        join_clock(lx, &mut read);
    }
    Some(read)
}

/// What times in words begin with.
static BEGINNINGS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(CLOCKS | DATES | RELATIVE | COUNTS | DURATIONS));

/// Digits, or the apostrophe of a year: times may begin with them, whatever the tables say.
fn is_written(lexeme: &Lexeme) -> bool {
    match lexeme.kind {
        Kind::Digits | Kind::Opaque => true,
        Kind::Mark => matches!(lexeme.mark, '\'' | '’' | '‘'),
        Kind::Word => false,
    }
}

/// What clock times in words begin with.
const CLOCKS: u128 = mask(&[Role::Noon, Role::Midnight]);

/// Likewise calendar dates.
const DATES: u128 = mask(&[
    Role::Small,
    Role::Tens,
    Role::Ordinal,
    Role::Month,
    Role::ShortMonth,
    Role::Weekday,
    Role::ShortWeekday,
    Role::Season,
    Role::TimeUnit,
    Role::Decade,
    Role::Quarter,
    Role::Fiscal,
    Role::YearEnd,
]);

/// Likewise times counted from another one.
const RELATIVE: u128 = mask(&[
    Role::Edge,
    Role::Weekday,
    Role::DayPart,
    Role::TimeUnit,
    Role::Weekend,
    Role::RelativeDay,
    Role::Tonight,
    Role::Deictic,
    Role::Beside,
    Role::Every,
    Role::Reported,
    Role::Reference,
    Role::Era,
]);

/// Likewise counts of units.
const COUNTS: u128 = NUMBERS | mask(&[Role::Article]);
const NUMBERS: u128 = NUMBER_WORD | mask(&[Role::VagueFew, Role::VaguePlural]);

/// "a [week]", "an [additional] year", "a [hundred] days": what stands behind almost any other article is no unit.
fn article_counts(lx: &Lexed, i: usize) -> bool {
    let unit = || lx.any(lx.past_joint(i + 1), &[Role::TimeUnit, Role::TimeUnits]);
    lx.is(i, Role::Article) && (unit() || lx.is(i + 1, Role::Whole) || begins_behind_article(lx, i + 1))
}

/// Likewise durations without a count.
const DURATIONS: u128 = mask(&[
    Role::Ordinal,
    Role::TimeUnit,
    Role::TimeUnits,
    Role::UnitLong,
    Role::Stretch,
    Role::Recent,
    Role::Modifier,
]);

/// "Tuesday [night]", "Tuesday, in the evening" is left alone.
fn join_part(lx: &Lexed, read: &mut Read) {
    if read.part.is_none()
        && let Some(part) = lx.value(read.end, Role::DayPart)
        && !lx.is_capital(read.end + 1)
        && (lx.is_lower(read.end) || lx.is_upper(read.end))
    {
        read.part = Some(DayPart::of(part));
        read.end += 1;
    }
}

/// "Monday [at 10 a.m.]"
fn join_clock(lx: &Lexed, read: &mut Read) {
    let mut at = read.end;
    if lx.mark(at) == ',' {
        at += 1;
    }
    if lx.is(at, Role::TimePreposition) || lx.is(at, Role::Preposition) {
        at += 1;
    }
    if let Some(time) = clock::clock(lx, at) {
        read.clock = time.clock;
        read.end = time.end;
    }
}

/// "10:40 a.m. [May 28]", "10 a.m. [on Monday]"
fn join_day(lx: &Lexed, read: &mut Read) {
    let mut at = read.end;
    if lx.mark(at) == ',' {
        at += 1;
    }
    if lx.is(at, Role::TimePreposition) {
        at += 1;
    }
    if let Some(day) = dates::date(lx, at).or_else(|| relative::relative(lx, at)).filter(Read::is_day) {
        (read.form, read.weekday, read.end) = (day.form, day.weekday, day.end);
    }
}

/// Take in "the", "early", "late on", "nearly" before it, but nothing of the expression before.
fn extend(lx: &Lexed, read: &mut Read, taken: usize) {
    for _ in 0..3 {
        let before = match read.first.checked_sub(1) {
            Some(before) if before >= taken => before,
            _ => return,
        };
        let past_on = if lx.is_joint(before) { before } else { read.first };
        let edge = lx
            .role_before(past_on, Role::Edge)
            .or_else(|| lx.is(before, Role::Preposition).then(|| lx.role_before(before, Role::Edge)).flatten());
        let bound =
            matches!(read.form, Form::Duration(_)).then(|| crate::read::figures::bound_start(lx, read.first)).flatten();
        if let Some((_, start)) = edge.filter(|e| e.1 >= taken) {
            read.first = start;
        } else if let Some(start) = bound.filter(|start| *start >= taken) {
            read.first = start;
        } else if lx.is(before, Role::Determiner)
            && !lx.any(before, &[Role::Half, Role::Every])
            && !lx.is(before, Role::Article)
        {
            read.first = before;
        } else {
            return;
        }
    }
}

/// "last year’s “Spring” offensive": the year before it is the season's.
fn inherit(paragraph: &str, before: Option<&TimeExpression>, mut now: TimeExpression) -> TimeExpression {
    use super::Year;
    let Some(before) = before else { return now };
    let between = paragraph.get(before.span.end as usize..now.span.start as usize).unwrap_or("");
    let possessive = between.len() < 12 && (between.starts_with("’s ") || between.starts_with("'s "));
    let plain = between.trim().is_empty();
    if let Form::Season { year: year @ Year::Nearest, .. }
    | Form::Month { year: year @ Year::Nearest, .. }
    | Form::Quarter { year: year @ Year::Nearest, .. } = &mut now.form
    {
        match before.form {
            Form::Shift { unit: Unit::Year, by } if possessive || plain => *year = Year::Shift(by as i8),
            Form::Year(given) if possessive => *year = Year::Given(given),
            _ => {}
        }
    }
    if now.tense == Tense::Unknown && between.len() < 8 {
        now.tense = before.tense;
    }
    now
}

/// "the year-ago quarter, the third quarter ended Nov. 30": what is said of a time a year ago is a year ago as well.
fn year_ago(lx: &Lexed, before: &TimeExpression, mut now: TimeExpression, between: Range<usize>) -> TimeExpression {
    use super::Year;
    let at = between.start;
    let apposed = lx.mark(at) == ',' && (between.len() == 1 || between.len() == 2 && lx.is(at + 1, Role::Determiner));
    let ended = between.len() == 1 && lx.is(at, Role::Ended);
    let back = match before.form {
        Form::YearBefore | Form::QuarterBefore => apposed || ended,
        Form::Quarter { year: Year::Before, .. } => ended,
        _ => false,
    };
    if let Form::Quarter { year: year @ Year::Nearest, .. }
    | Form::Month { year: year @ Year::Nearest, .. }
    | Form::Day { year: year @ Year::Nearest, .. } = &mut now.form
        && back
    {
        *year = Year::Before;
    }
    now
}
