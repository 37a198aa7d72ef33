//! `figure/conversion`: "125 kilometers (65 miles)".

use rust_decimal::Decimal;

use super::Found;
use super::arithmetic::{interval, value};
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::figures::{Unit, in_unit};
use crate::read::{Figure, FigureKind};

/// How far a conversion may be off besides its rounding, in hundredths of its value.
const LOOSE: i64 = 8;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let pairs = article.findings.figures.windows(2);
    pairs.filter_map(|pair| wrong(article, &pair[0], &pair[1])).collect()
}

/// Two measures, the second in parentheses, that are not one length.
fn wrong(article: &Article, first: &Figure, second: &Figure) -> Option<Found> {
    let (a, b) = (measure(first)?, measure(second)?);
    if a.1.dimension != b.1.dimension || a.1.symbol == b.1.symbol || first.per.is_some() != second.per.is_some() {
        return None;
    }
    let text = article.text.as_str();
    let between = text.get(first.span.end as usize..second.span.start as usize)?.trim();
    let behind = text.get(second.span.end as usize..)?.chars().next()?;
    if between != "(" || behind != ')' {
        return None;
    }
    let readings = in_other(a.0, a.1, b.1);
    if readings.is_empty() || readings.iter().any(|&(low, high)| fits(low, high, b.0)) {
        return None;
    }
    let words = excerpt(first.span.of(text), 60);
    let meant = in_unit(a.1.convert(a.0, b.1)?, b.1);
    let message = format!("“{}” is not “{words}”, which is {meant}", excerpt(second.span.of(text), 60));
    Some(Found::new(second.span, message).related(article, first.span, format!("“{words}”")))
}

fn measure(figure: &Figure) -> Option<(Decimal, &'static Unit)> {
    let unit = Unit::of(figure.unit.as_deref()?).filter(|_| figure.kind == FigureKind::Measure)?;
    Some((value(figure)?, unit))
}

/// Whether a value, as rounded as it is, lies between two bounds or so near them that nobody would call it wrong.
fn fits(low: Decimal, high: Decimal, value: Decimal) -> bool {
    let Some((least, most)) = interval(value) else { return true };
    let Some(slack) = value.abs().checked_mul(Decimal::new(LOOSE, 2)) else { return true };
    match (least.checked_sub(slack), most.checked_add(slack)) {
        (Some(least), Some(most)) => low <= most && least <= high,
        _ => true,
    }
}

/// What a value, as rounded as it is, may be in another unit: as it stands, as a difference of temperatures, and in the
/// other measures of one name, such as the gallons of two countries.
fn in_other(value: Decimal, unit: &Unit, to: &Unit) -> Vec<(Decimal, Decimal)> {
    let Some((low, high)) = interval(value) else { return Vec::new() };
    let mut out = Vec::new();
    for (unit, to) in unit.measures().flat_map(|unit| to.measures().map(move |to| (unit.clone(), to))) {
        let zero = unit.convert(Decimal::ZERO, &to);
        let difference = |v: Decimal| unit.convert(v, &to)?.checked_sub(zero?);
        let bounds = |convert: &dyn Fn(Decimal) -> Option<Decimal>| Some((convert(low)?, convert(high)?));
        out.extend([bounds(&|v| unit.convert(v, &to)), bounds(&difference)].into_iter().flatten());
    }
    out
}
