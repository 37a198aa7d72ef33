//! Which numbers are words, and which are figures.

use std::sync::LazyLock;

use super::{Departure, FIGURED, LABELS, Rule, View, Wants};
use crate::data::rows_of;
use crate::read::numerals::{Numeral, Place, Role, numeral};
use crate::read::{Bound, Figure, FigureKind, TimeKind};

pub(super) fn departure(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    if lx.is_digits(i) {
        return start(view, i, wants).or_else(|| small(view, i, wants));
    }
    // What begins a sentence is a word in every style, and a name begins with a capital.
    if view.opens(i) || !lx.is_lower(i) || !lx.any(i, &[Role::Small, Role::Tens]) || is_inside(view, i) {
        return None;
    }
    let number = numeral(lx, i, Place::default()).filter(|n| n.words && !n.fraction && n.value.is_integer())?;
    age(view, i, &number, wants).or_else(|| million(view, i, &number, wants)).or_else(|| large(view, i, &number, wants))
}

/// A number in words goes on from before: "one hundred and **five**", "two or **three**".
fn is_inside(view: &View, i: usize) -> bool {
    let lx = &view.lx;
    let Some(before) = i.checked_sub(1) else { return false };
    let numeric = |j: usize| lx.is_digits(j) || lx.any(j, &[Role::Small, Role::Tens, Role::Hundred, Role::Scale]);
    let joined = lx.any(before, &[Role::And, Role::Or, Role::To, Role::Point]) || lx.is_hyphen(before);
    lx.is_joint(before) || numeric(before) || joined && before.checked_sub(1).is_some_and(numeric)
}

/// "12 people left." at the start of a sentence.
fn start(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    wants(Rule::Start)?;
    // What follows no end of a sentence may be a list, a line of a table or an abbreviation that was cut.
    let follows = i == 0 || matches!(lx.mark(i - 1), '.' | '!' | '?' | '”') && lx.text(i.saturating_sub(2)).len() > 4;
    let sentence = view.sentence(i).filter(|_| view.opens(i) && follows)?.of(lx.text);
    if !sentence.ends_with('.') || sentence.split_whitespace().nth(5).is_none() || view.time(i).is_some() {
        return None;
    }
    let figure = view.figure(i).filter(|f| f.kind == FigureKind::Count && f.measures.is_some())?;
    if figure.span != lx.span(i, i + 1) || !lx.is_lower(i + 1) || lx.is_glued(i + 1) {
        return None;
    }
    view.departure(i, i + 1, Rule::Start, figure.low.and_then(spelled).map(|word| capitalized(&word)))
}

/// "5 people", "5 years", "5-year plan".
fn small(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    let most: i64 = wants(Rule::Small)?.parse().ok()?;
    let number: i64 = lx.text(i).parse().ok().filter(|n| (1..=most).contains(n))?;
    let before = i.checked_sub(1)?;
    let labelled = lx.is_capital(before) && !lx.is(before, Role::Preposition)
        || lx.is(before, Role::Label)
        || view.is_in(before, &LABELS)
        || lx.is_digits(before)
        || matches!(lx.mark(before), '/' | '⁄');
    if lx.is_glued(i) || labelled || view.opens(i) || !is_counted(view, i, i + 1) || is_listed(view, i) {
        return None;
    }
    view.departure(i, i + 1, Rule::Small, spelled(number.into()))
}

/// "twelve people", "forty-two years".
fn large(view: &View, i: usize, number: &Numeral, wants: &Wants) -> Option<Departure> {
    let least: i64 = wants(Rule::Large)?.parse().ok()?;
    // "a hundred and one" is said in passing.
    let plain = !number.scaled && number.value >= least.into() && number.value < 100.into();
    if !plain || !is_counted(view, i, number.end) {
        return None;
    }
    view.departure(i, number.end, Rule::Large, Some(number.value.normalize().to_string()))
}

/// "five-year-old", "five years old".
fn age(view: &View, i: usize, number: &Numeral, wants: &Wants) -> Option<Departure> {
    wants(Rule::Age)?;
    let figure = view.figure(i).filter(|f| f.kind == FigureKind::Age && f.bound != Bound::Range && !f.vague)?;
    let lx = &view.lx;
    let unit = lx.past_joint(number.end);
    let aged = i.checked_sub(1).is_some_and(|before| lx.is(before, Role::Aged));
    // "A four-decades-old treaty" is said of no age.
    let years = [Role::TimeUnit, Role::TimeUnits].iter().any(|role| lx.value(unit, *role).is_some_and(|u| u <= YEAR));
    if number.scaled || figure.low != figure.high || !(aged || years) {
        return None;
    }
    view.departure(i, number.end, Rule::Age, Some(number.value.normalize().to_string()))
}

/// The index of years among the units of time; longer ones follow.
const YEAR: i32 = 7;

/// "two million people".
fn million(view: &View, i: usize, number: &Numeral, wants: &Wants) -> Option<Departure> {
    wants(Rule::Million)?;
    let lx = &view.lx;
    let scale = number.end.checked_sub(1).filter(|at| lx.value(*at, Role::Scale).is_some_and(|power| power >= 6))?;
    let figure = view.figure(i)?;
    let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Measure);
    let exact = figure.bound != Bound::Range && !figure.vague;
    let one = lx.value(i, Role::Small) == Some(1);
    if !number.mantissa.is_integer() || !counts || !exact || one || lx.is_joint(scale.checked_sub(1)?) {
        return None;
    }
    let mantissa = number.mantissa.normalize();
    view.departure(i, scale, Rule::Million, Some(mantissa.to_string()))
}

/// Whether the number from `first` to `end` counts what the words behind it name, or how long something lasts.
fn is_counted(view: &View, first: usize, end: usize) -> bool {
    let lx = &view.lx;
    // Headlines have figures, also those of other articles that stand between the paragraphs.
    let closed = view
        .sentence(first)
        .is_some_and(|s| s.of(lx.text).trim_end().ends_with(['.', '!', '?', '”', '"', ')', ':', ';']));
    if view.is_in(end, &FIGURED) || !closed {
        return false;
    }
    let alone = lx.is_lower(end) && !lx.is_glued(end);
    if let Some(time) = view.time(first) {
        let lasts =
            matches!(time.kind, TimeKind::Duration | TimeKind::Date) && time.span.start <= lx.span(first, end).start;
        let unit = lx.past_joint(end);
        let of_time = lx.any(unit, &[Role::TimeUnit, Role::TimeUnits]) && !lx.is(lx.past_joint(unit + 1), Role::Old);
        return lasts && of_time && (alone || unit > end);
    }
    let Some(figure) = view.figure(first) else { return false };
    alone && is_count(figure, end, view)
}

fn is_count(figure: &Figure, end: usize, view: &View) -> bool {
    let span = view.lx.span(end, end + 1);
    let names =
        figure.measures.is_some_and(|m| m.start == span.start && !m.of(view.lx.text).contains(char::is_uppercase));
    let last = figure.measures.and_then(|m| m.of(view.lx.text).rsplit([' ', '-']).next());
    let figured = last.is_some_and(|word| FIGURED.contains(word));
    figure.kind == FigureKind::Count && figure.bound != Bound::Range && !figure.vague && names && !figured
}

/// A number among others is one of a table, a sequence of times or a recipe: "3 hours, 5 minutes, 2 seconds".
fn is_listed(view: &View, i: usize) -> bool {
    let lx = &view.lx;
    let near = |j: usize| lx.is_digits(j) && lx.text(j).len() <= 2 && view.time(j).is_some();
    view.time(i).is_some() && (i.saturating_sub(3)..i).chain(i + 1..i + 5).any(near)
}

/// A number in words, up to 99.
pub(super) fn spelled(number: rust_decimal::Decimal) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    if let Some(word) = SMALL.get(number) {
        return (!word.is_empty()).then(|| (*word).to_owned());
    }
    let tens = TENS.get(number / 10).filter(|word| !word.is_empty())?;
    match number % 10 {
        0 => Some((*tens).to_owned()),
        unit => Some(format!("{tens}-{}", SMALL[unit])),
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The words of 0 to 19 and of the tens, by number; nothing where the table names none.
static SMALL: LazyLock<[&'static str; 20]> = LazyLock::new(|| by_number("small", 1));
static TENS: LazyLock<[&'static str; 10]> = LazyLock::new(|| by_number("tens", 10));

fn by_number<const N: usize>(role: &'static str, unit: usize) -> [&'static str; N] {
    let mut out = [""; N];
    for row in rows_of(include_str!("../../data/numerals.tsv"), role) {
        let (Some(Ok(value)), Some(words)) = (row.get(1).map(|v| v.parse::<usize>()), row.get(2)) else { continue };
        if let (Some(slot), Some(word)) = (out.get_mut(value / unit), words.split(',').next()) {
            *slot = word;
        }
    }
    out
}
