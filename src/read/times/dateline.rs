//! When an article was written, where its own text says so: a dateline, a header line, the day count of a known war.

use jiff::civil::Date;

use super::{Form, TimeExpression, Year, epochs};
use crate::read::numerals::{Kind, Lexed, Role};
use crate::read::{DateBasis, Dateline, Layout, Zone};
use crate::text::{Span, TokenKind};

/// Header lines stand among the first paragraphs, or with a stamp ("Published: …") at the end.
const HEAD: usize = 8;
const TAIL: usize = 6;
/// A day count this small is history, not the day of writing.
const FIRST_TOLD_DAY: i32 = 10;

/// The article's date, where its own text says it: a dateline, a header line, the day count of a known war. The date
/// of an embedded post is not the article's.
pub fn dateline(layout: &Layout<'_>, expressions: &[TimeExpression]) -> Option<Dateline> {
    opening(layout, expressions)
        .or_else(|| header(layout, expressions))
        .or_else(|| day_count(expressions))
        .map(|(date, span)| Dateline { date, basis: DateBasis::Text, span: Some(span) })
}

/// The date in a file's name: "2023-09-28-grain.txt", "wire_20230928.txt". Of several nobody knows which it is.
pub fn date_in_name(name: &str) -> Option<Date> {
    let mut dates = name.char_indices().filter_map(|(i, _)| date_at(name, i));
    let first = dates.next()?;
    dates.all(|other| other == first).then_some(first)
}

/// Year, month and day that begin at `i`, apart from other digits and letters, with one mark between or none.
fn date_at(name: &str, i: usize) -> Option<Date> {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    let part = |from: usize, len: usize| name.get(from..from + len).filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let year = part(i, 4).filter(|_| apart(name[..i].chars().next_back()))?;
    let mark = name[i + 4..].chars().next().filter(|c| matches!(c, '-' | '_' | '.'));
    let gap = usize::from(mark.is_some());
    let (month, day) = (part(i + 4 + gap, 2)?, part(i + 6 + 2 * gap, 2)?);
    if mark.is_some() && name[i + 6 + gap..].chars().next() != mark || !apart(name[i + 8 + 2 * gap..].chars().next()) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|y| (1900..2100).contains(y))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// "KYIV, Sept. 28, 2023 (Reuters) -": only with its year, for a year is not to be guessed.
fn opening(layout: &Layout<'_>, expressions: &[TimeExpression]) -> Option<(Date, Span)> {
    // A line of its own is a header line: it may be a stamp, and of stamps there are better and worse.
    let spans = layout.paragraphs.iter().filter_map(|p| p.dateline.filter(|d| d.end < p.span.end));
    spans.flat_map(|span| within(expressions, span)).find_map(explicit)
}

/// A line that is a date and nothing else, or a date behind "Published" or in a byline.
fn header(layout: &Layout<'_>, expressions: &[TimeExpression]) -> Option<(Date, Span)> {
    let count = layout.paragraphs.len();
    let near_an_end = |i: usize| i < HEAD || i + TAIL >= count;
    let lines = layout.paragraphs.iter().enumerate().filter(|(i, _)| near_an_end(*i));
    lines
        .filter_map(|(i, paragraph)| {
            if paragraph.zone == Zone::Embed || paragraph.span.len() > 200 {
                return None;
            }
            let tokens = layout.tokens_in(paragraph.tokens);
            if tokens.iter().any(|t| matches!(t.kind, TokenKind::Handle)) {
                return None;
            }
            let dates = within(expressions, paragraph.span);
            let first = dates.iter().find_map(explicit)?;
            let rank = rank(paragraph.span.of(layout.text), paragraph.span.start, dates, paragraph.zone)?;
            // Without a stamp only the head of the article can carry its date.
            (rank < UNSTAMPED || i < HEAD).then_some((rank, first))
        })
        .min_by_key(|found| found.0)
        .map(|found| found.1)
}

/// The rank of a bare date line: behind "Published", before "Updated".
const UNSTAMPED: i32 = 1;

/// How good a header line is, the lower the better; None if it is none.
fn rank(line: &str, start: u32, dates: &[TimeExpression], zone: Zone) -> Option<i32> {
    let lx = Lexed::new(line, &[]);
    let taken = |i: usize| lx.get(i).is_some_and(|l| dates.iter().any(|d| d.span.overlaps(l.span().shift(start))));
    let mut stamp = None;
    let mut i = 0;
    let mut other = 0;
    while let Some(lexeme) = lx.get(i) {
        if let Some((value, end)) = lx.role(i, Role::Stamp) {
            stamp.get_or_insert(value);
            i = end;
            continue;
        }
        let furniture = taken(i)
            || lexeme.kind != Kind::Word && !lx.is_digits(i)
            || lx.any(i, &[Role::TimePreposition, Role::Zone, Role::Meridiem, Role::And]);
        other += u32::from(!furniture);
        i += 1;
    }
    match stamp {
        Some(value) if other <= 3 => Some(if value == 0 { 0 } else { value + UNSTAMPED }),
        _ if other == 0 || zone == Zone::Byline && other <= 8 => Some(UNSTAMPED),
        _ => None,
    }
}

/// "Follow the 483rd day of the war": if the article knows only one such day.
fn day_count(expressions: &[TimeExpression]) -> Option<(Date, Span)> {
    let mut days = expressions.iter().filter_map(|e| match e.form {
        Form::DayCount { day, epoch } if day >= FIRST_TOLD_DAY => Some((epochs::date(epoch, day)?, e.span)),
        _ => None,
    });
    let first = days.next()?;
    days.all(|other| other.0 == first.0).then_some(first)
}

pub(super) fn explicit(e: &TimeExpression) -> Option<(Date, Span)> {
    match e.form {
        Form::Day { year: Year::Given(year), month, day } => Some((Date::new(year, month, day).ok()?, e.span)),
        _ => None,
    }
}

/// The expressions inside a span; they are in order.
pub(super) fn within(expressions: &[TimeExpression], span: Span) -> &[TimeExpression] {
    let from = expressions.partition_point(|e| e.span.start < span.start);
    let to = expressions.partition_point(|e| e.span.start < span.end);
    expressions.get(from..to).unwrap_or_default()
}
