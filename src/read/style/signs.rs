//! Percent signs, currencies and scales.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Departure, Rule, View, WORDS, Wants};
use crate::data::words_of;
use crate::read::numerals::{Lexed, Place, Role, digits_value, numeral};
use crate::read::{Bound, FigureKind};
use crate::text::Span;

pub(super) fn departure(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let lx = &view.lx;
    let begins = lx.is_digits(i) || lx.any(i, &[Role::Small, Role::Tens]) || lx.is(i, Role::MoneyBefore);
    // What begins a sentence is a word, the sign as well.
    if !begins || view.opens(i) && !lx.is(i, Role::MoneyBefore) {
        return None;
    }
    let checks = [scale, percent, dollar, pound, money];
    checks.iter().find_map(|check| check(view, i, wants))
}

/// "$10 to $15 billion": the first number has no scale.
fn scale(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    wants(Rule::Scale)?;
    let lx = &view.lx;
    let figure = view.figure(i).filter(|f| f.bound == Bound::Range && f.low < f.high)?;
    let sign = lx.is(i, Role::MoneyBefore);
    let first = if sign { i + 1 } else { i };
    // Inside the figure the first number alone begins behind no other one.
    let begins = lx.is_digits(first) && figure.span.start >= lx.span(i.saturating_sub(1), i + 1).start;
    let joined = first + 1;
    let hyphen = lx.is_joint(joined);
    let (to, and) = (lx.is(joined, Role::To) && !hyphen, lx.is(joined, Role::And));
    let between = i.checked_sub(1).is_some_and(|before| lx.is(before, Role::Between));
    if !begins || !(to || hyphen || and && between) || i.checked_sub(1).is_some_and(|b| lx.is(b, Role::MoneyBefore)) {
        return None;
    }
    let second_sign = lx.is(joined + 1, Role::MoneyBefore);
    let second = joined + 1 + usize::from(second_sign);
    let word = second + 1;
    let spelled_out = lx.value(word, Role::Scale).is_some_and(|power| power >= 6) && lx.text(word).len() > 5;
    // "$600 to $1 trillion" leaves another scale out.
    let rising = digits_value(lx.text(first)) < digits_value(lx.text(second));
    if !lx.is_digits(second) || !spelled_out || !rising || lx.is_glued(word) || second_sign && !sign {
        return None;
    }
    let money = if sign { lx.text(i) } else { "" };
    let (low, high, scale) = (lx.text(first), lx.text(second), lx.text(word));
    let join = if and { "and" } else { "to" };
    let wanted = format!("{money}{low} {scale} {join} {money}{high} {scale}");
    view.departure(i, word + 1, Rule::Scale, Some(wanted))
}

/// "5 percent", "5 per cent", "5%", "five percent", "12 to 15 percent".
fn percent(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let sign = wants(Rule::Percent)?;
    let lx = &view.lx;
    let figure = view.figure(i).filter(|f| f.kind == FigureKind::Percentage && !f.vague)?;
    let number = numeral(lx, i, Place::default()).filter(|n| !n.fraction && !n.scaled && number_begins(lx, i))?;
    // A capital begins a sentence or a name; a sign that stands alone is the head of a table's column.
    if number.words && (sign != "%" || !lx.is_lower(i)) || lx.mark(number.end) == '%' && !lx.is_glued(number.end) {
        return None;
    }
    let value =
        if number.words { number.value.normalize().to_string() } else { lx.span(i, number.end).of(lx.text).to_owned() };
    if value == "0" {
        return None;
    }
    if let Some(end) = percent_sign(lx, number.end) {
        if figure.span.start < lx.span(i, i + 1).start && figure.bound == Bound::Range && is_second(view, i) {
            return None; // told of with the first number
        }
        return view.departure(i, end, Rule::Percent, Some(with_sign(&value, sign)));
    }
    // A range: the sign stands behind the second number.
    let at = number.end;
    let hyphen = lx.is_joint(at);
    if figure.bound != Bound::Range || !(hyphen || lx.any(at, &[Role::To, Role::And, Role::Or])) {
        return None;
    }
    let second = numeral(lx, at + 1, Place::default()).filter(|n| !n.words && !n.scaled && !n.fraction)?;
    let end = percent_sign(lx, second.end)?;
    let most = lx.span(at + 1, second.end).of(lx.text);
    let join = lx.text(at);
    let wanted = match (sign, hyphen) {
        ("%", true) => format!("{value}%{join}{most}%"),
        ("%", false) => format!("{value}% {join} {most}%"),
        (_, true) => format!("{value}{join}{most} {sign}"),
        (_, false) => format!("{value} {join} {most} {sign}"),
    };
    let span = lx.span(second.end, end);
    // Whoever writes the sign once may do so; the word before is what counts.
    let as_wanted = span.of(lx.text).trim() == sign;
    (!as_wanted).then(|| view.departure(i, end, Rule::Percent, Some(wanted)))?
}

fn number_begins(lx: &Lexed, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return true };
    !(lx.is_joint(before) && !lx.is_digits(before.saturating_sub(1))
        || lx.any(before, &[Role::Tens, Role::Hundred, Role::Point]))
}

/// Whether a number is the second of a range that has been told of.
fn is_second(view: &View, i: usize) -> bool {
    let lx = &view.lx;
    let (Some(join), Some(first)) = (i.checked_sub(1), i.checked_sub(2)) else { return false };
    let joined = lx.is_hyphen(join) || lx.any(join, &[Role::To, Role::And, Role::Or]);
    joined && (lx.is_digits(first) || lx.any(first, &[Role::Small, Role::Tens]))
}

/// The index behind "percent", "per cent" or "%" at `i`, also behind a hyphen.
fn percent_sign(lx: &Lexed, i: usize) -> Option<usize> {
    if lx.mark(i) == '%' {
        return Some(i + 1);
    }
    let i = lx.past_joint(i);
    let is = |at: usize, word: &str| lx.text(at).eq_ignore_ascii_case(word);
    let stands = |phrase: &&str| phrase.split('_').zip(i..).all(|(word, at)| is(at, word));
    let end = i + words_of(WORDS, "percent").find(stands)?.split('_').count();
    // Percentage points are something else.
    (!words_of(WORDS, "points").any(|word| is(end, word))).then_some(end)
}

fn with_sign(value: &str, sign: &str) -> String {
    if sign == "%" { format!("{value}%") } else { format!("{value} {sign}") }
}

/// "5 dollars", "5 million U.S. dollars".
fn dollar(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let sign = wants(Rule::Dollar)?;
    let lx = &view.lx;
    let figure = view.figure(i).filter(|f| f.kind == FigureKind::Money && f.unit.as_deref() == Some("USD"))?;
    let number = numeral(lx, i, Place::default()).filter(|n| !n.words && !n.fraction)?;
    let before = i.checked_sub(1).is_some_and(|b| lx.is(b, Role::MoneyBefore) || lx.is_hyphen(b) || lx.is_digits(b));
    let end = lx.get(number.end)?.span().start;
    let unit = Span { start: end, end: figure.span.end };
    let words = (unit.start < unit.end).then(|| unit.of(lx.text))?;
    if before
        || figure.bound == Bound::Range
        || !words_of(WORDS, "dollars").any(|of| words.split(' ').eq(of.split('_')))
    {
        return None;
    }
    let last = (i..lx.len()).take(12).find(|j| lx.get(*j).is_some_and(|l| l.span().end == unit.end))?;
    view.departure(i, last + 1, Rule::Dollar, Some(format!("{sign}{}", lx.span(i, number.end).of(lx.text))))
}

/// "£5 million"
fn pound(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    let word = wants(Rule::Pound).filter(|_| view.lx.mark(i) == '£')?;
    let lx = &view.lx;
    let figure = view.figure(i).filter(|f| f.bound != Bound::Range)?;
    let number = numeral(lx, i + 1, Place { money: true, ..Place::default() }).filter(|n| !n.fraction)?;
    let value = lx.span(i + 1, number.end).of(lx.text);
    let plain = value.split(' ').all(|part| part.ends_with(|c: char| c.is_ascii_digit()) || part.len() > 5);
    // "a £5 million house" would be another word than "pounds", and so would one pound.
    let next = number.end;
    let ends = !lx.is_word(next)
        || lx.any(next, &[Role::Preposition, Role::Of, Role::To, Role::And, Role::Conjunction, Role::By, Role::From]);
    let sure = plain && ends && !lx.is_joint(next) && value != "1" && figure.kind == FigureKind::Money;
    view.departure(i, number.end, Rule::Pound, sure.then(|| format!("{value} {word}")))
}

/// "£5 million" where "£5m" is wanted.
fn money(view: &View, i: usize, wants: &Wants) -> Option<Departure> {
    wants(Rule::Money)?;
    let lx = &view.lx;
    let amount = i + 1;
    if !matches!(lx.mark(i), '$' | '£' | '€') || !lx.is_digits(amount) || lx.is_glued(amount + 1) {
        return None;
    }
    let letters = LETTERS.get(lx.text(amount + 1))?;
    let (first, number) = (lx.text(i), lx.text(amount));
    view.departure(i, amount + 2, Rule::Money, Some(format!("{first}{number}{letters}")))
}

/// The letters that stand for a scale word.
static LETTERS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| words_of(WORDS, "letters").filter_map(|pair| pair.split_once('=')).collect());
