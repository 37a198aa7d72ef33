//! A number beside something known: "About a sixth of Ukraine (603,700 km², GeoNames)". Only where the sentence, or for
//! areas the article, speaks of one country: of several nobody can say which is meant.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{Line, Piece};
use crate::corpus::Article;
use crate::data::{rows, words_of};
use crate::read::figures::Unit;
use crate::read::names::KnownPlace;
use crate::read::{Bound, EntityType, Figure, FigureKind, Form, Mention};
use crate::text::Span;

/// The table has the people of these years; of an earlier article it would say too many.
const FIRST_YEAR: i16 = 2005;

/// The line about a figure; None where nothing known is meant for certain.
pub(super) fn line(article: &Article, figure: &Figure) -> Option<Vec<Piece>> {
    if figure.vague || figure.per.is_some() || figure.change.is_some() || figure.bound == Bound::Range {
        return None;
    }
    let value = figure.low.or(figure.high).filter(|value| *value > Decimal::ZERO)?;
    let shown = match figure.kind {
        FigureKind::Measure => area(article, figure, value)?,
        FigureKind::Count => people(article, figure, value)?,
        _ => return None,
    };
    Some(Line::default().text(shown).0)
}

fn area(article: &Article, figure: &Figure, value: Decimal) -> Option<String> {
    let unit = Unit::of(figure.unit.as_deref()?)?;
    let km2 = Unit::of("km2").filter(|km2| km2.dimension == unit.dimension)?;
    // A sentence of several countries does not say which; one of none leaves it to the article.
    let code = match only(countries(article, sentence(article, figure.span)?))? {
        Some(code) => code,
        None => told_of(article)?,
    };
    let country = SIZES.get(code)?;
    let share = share(unit.convert(value, km2)?, country.km2)?;
    Some(format!("About {share} of {} ({} km², GeoNames)", country.name, grouped(country.km2)))
}

fn people(article: &Article, figure: &Figure, value: Decimal) -> Option<String> {
    let sentence = sentence(article, figure.span)?;
    let code = only(countries(article, sentence))??;
    let measured = figure.measures?;
    let noun = figure.unit.as_deref()?;
    // "4 million Ukrainians", "4 million people in Ukraine": the country stands in what is counted or right behind it.
    let near = Span { start: measured.start, end: measured.end.saturating_add(NEAR).min(sentence.end) };
    let beside = |m: &Mention| near.overlaps(m.span) && country_of(article, m) == Some(code);
    let of = |m: &Mention| measured.covers(m.span) || leads(&article.text, measured.end, m.span.start);
    let named = names(article, near).any(|m| of(m) && beside(m));
    let demonym = names(article, measured).any(|m| m.span.end == measured.end && country_of(article, m) == Some(code));
    if !named || !(PEOPLE.contains(&noun) || demonym) {
        return None;
    }
    if article.date().is_some_and(|date| date.year() < FIRST_YEAR) {
        return None;
    }
    let country = SIZES.get(code)?;
    let all = country.thousands.checked_mul(Decimal::ONE_THOUSAND)?;
    let share = share(value, all)?;
    Some(format!("About {share} of the people of {} ({}, GeoNames)", country.name, grouped(all)))
}

/// How far behind what is counted the country may begin: "people from the east of Ukraine".
const NEAR: u32 = 18;

/// "people [from the east of] Ukraine", and not "people [visited] Greece".
fn leads(text: &str, from: u32, to: u32) -> bool {
    let between = text.get(from as usize..to as usize).unwrap_or("-");
    between.split_whitespace().all(|word| BETWEEN.contains(word))
}

/// The one country of an article, if it is named as such: a dateline's city tells nothing of what is measured.
fn told_of(article: &Article) -> Option<&'static str> {
    let all = Span::new(0, article.text.len());
    let code = only(countries(article, all))??;
    let named = |m: &&Mention| {
        let place = KnownPlace::of(m.span.of(&article.text));
        matches!(place, Some(KnownPlace::Country { code: of, .. }) if of == code)
    };
    names(article, all).find(named).map(|_| code)
}

fn sentence(article: &Article, span: Span) -> Option<Span> {
    let sentences = &article.findings.sentences;
    let after = sentences.partition_point(|s| s.span.start <= span.start);
    Some(sentences.get(after.checked_sub(1)?)?.span)
}

/// The mentions by name that overlap a stretch of the text.
fn names(article: &Article, span: Span) -> impl Iterator<Item = &Mention> {
    let mentions = &article.findings.mentions;
    let first = mentions.partition_point(|m| m.span.start < span.start);
    mentions[first..].iter().take_while(move |m| m.span.start < span.end).filter(|m| m.form == Form::Name)
}

/// The codes of the countries that a stretch of the text names.
fn countries(article: &Article, span: Span) -> BTreeSet<&'static str> {
    names(article, span).filter_map(|m| country_of(article, m)).collect()
}

fn country_of(article: &Article, mention: &Mention) -> Option<&'static str> {
    let entity = article.findings.entities.get(mention.entity.0 as usize)?;
    let place = matches!(entity.kind, EntityType::Place | EntityType::Group);
    let name = entity.canonical.as_deref().unwrap_or(&entity.name);
    match place.then(|| KnownPlace::of(name))?? {
        KnownPlace::Country { code, .. } => Some(code),
        KnownPlace::Part { code, .. } => code.get(..2),
        KnownPlace::City { country_code, doubtful, .. } => Some(country_code).filter(|_| !doubtful),
    }
}

/// The one of a set, `Some(None)` of an empty one; None of several.
fn only<T: Copy + Ord>(set: BTreeSet<T>) -> Option<Option<T>> {
    (set.len() < 2).then(|| set.first().copied())
}

/// "a sixth", "two thirds", "15 %", "0.4 %": None below a thousandth and where it is nearly all, or more.
fn share(part: Decimal, whole: Decimal) -> Option<String> {
    let ratio = part.checked_div(whole)?;
    if ratio < Decimal::new(1, 3) || ratio > Decimal::new(9, 1) {
        return None;
    }
    let off = |(_, least, most): &&(&str, i64, i64)| {
        let fraction = Decimal::from(*least) / Decimal::from(*most);
        ((ratio - fraction) / fraction).abs()
    };
    let nearest = FRACTIONS.iter().min_by_key(off)?;
    if off(&nearest) <= Decimal::new(4, 2) {
        return Some(nearest.0.to_owned());
    }
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED)?;
    let digits = if percent >= Decimal::ONE { 0 } else { 1 };
    Some(format!("{} %", percent.round_dp(digits).normalize()))
}

const FRACTIONS: [(&str, i64, i64); 13] = [
    ("three quarters", 3, 4),
    ("two thirds", 2, 3),
    ("half", 1, 2),
    ("a third", 1, 3),
    ("a quarter", 1, 4),
    ("a fifth", 1, 5),
    ("a sixth", 1, 6),
    ("a seventh", 1, 7),
    ("an eighth", 1, 8),
    ("a tenth", 1, 10),
    ("a twentieth", 1, 20),
    ("a fiftieth", 1, 50),
    ("a hundredth", 1, 100),
];

/// With commas between thousands.
fn grouped(number: Decimal) -> String {
    let digits = number.round().normalize().to_string();
    let first = digits.len() % 3;
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && i % 3 == first {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

struct Size {
    name: &'static str,
    km2: Decimal,
    thousands: Decimal,
}

static SIZES: LazyLock<FxHashMap<&'static str, Size>> = LazyLock::new(|| {
    let size = |row: Vec<&'static str>| match row[..] {
        [code, name, km2, thousands] => {
            Some((code, Size { name, km2: km2.parse().ok()?, thousands: thousands.parse().ok()? }))
        }
        _ => None,
    };
    rows(include_str!("../../data/country_sizes.tsv")).filter_map(size).collect()
});

const WORDS: &str = include_str!("../../data/people_words.tsv");
static PEOPLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| words_of(WORDS, "counted").collect());
static BETWEEN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| words_of(WORDS, "between").collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_words() {
        let of = |part: i64, whole: i64| share(part.into(), whole.into());
        let said = |part, whole| of(part, whole).unwrap_or_default();
        assert_eq!(said(103_600, 603_700), "a sixth");
        assert_eq!(said(1, 3), "a third");
        assert_eq!(said(15, 100), "15 %");
        assert_eq!(said(4, 1000), "0.4 %");
        assert_eq!((of(1, 1001), of(95, 100), of(2, 1)), (None, None, None));
        assert_eq!(grouped(603_700.into()), "603,700");
        assert_eq!(grouped(40_000_000.into()), "40,000,000");
    }
}
