//! `figure/parts`: "12 people: 7 men, 4 women and 2 children".

use rust_decimal::Decimal;

use super::Found;
use super::arithmetic::value;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{Bound, Figure, FigureKind};

/// How far, in bytes, two numbers of one list may stand from each other.
const NEAR: usize = 40;
/// A sum that is off by more than this many hundredths is no slip: the list does not name all.
const SLIP: i64 = 20;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    (0..article.findings.figures.len()).filter_map(|i| wrong(article, &article.findings.figures[i..])).collect()
}

/// A number and the list behind it that does not add up.
fn wrong(article: &Article, figures: &[Figure]) -> Option<Found> {
    let (whole, rest) = figures.split_first()?;
    let text = article.text.as_str();
    let (sum, around) = (counted(whole)?, article.sentence(whole.span.start)?);
    let lead = text.get(end(whole)..rest.first()?.span.start as usize)?.trim();
    let closing = match lead {
        ":" => '.',
        "—" | "–" | "-" => lead.chars().next()?,
        "(" => ')',
        _ => return None,
    };
    let mut parts: Vec<&Figure> = Vec::new();
    for part in rest.iter().take_while(|f| around.covers(f.span)) {
        let from = parts.last().map_or(part.span.start as usize, |last| end(last));
        let between = text.get(from..part.span.start as usize)?;
        if between.contains(closing) {
            break;
        }
        let listed = parts.is_empty() || between.len() <= NEAR && is_joint(between);
        parts.push(Some(part).filter(|_| listed && counted(part).is_some())?);
    }
    let last = parts.last().filter(|_| parts.len() > 1)?;
    let tail = text.get(end(last)..around.end as usize)?.trim_start();
    let closed = tail.is_empty() || tail.starts_with(closing) || closing != ')' && tail.starts_with('.');
    if !closed || parts.iter().any(|p| p.kind != whole.kind) {
        return None;
    }
    let total = parts.iter().try_fold(Decimal::ZERO, |total, part| total.checked_add(counted(part)?))?;
    let off = total.checked_sub(sum)?.abs();
    if off.is_zero() || off > sum.checked_mul(Decimal::new(SLIP, 2))? || parts.iter().any(|p| counted(p) >= Some(sum)) {
        return None;
    }
    let words = excerpt(whole.span.of(text), 40);
    let mut found = Found::new(whole.span, format!("“{words}” is not the sum of its parts, {}", total.normalize()));
    for part in parts {
        found = found.related(article, part.span, format!("“{}”", excerpt(part.span.of(text), 40)));
    }
    Some(found)
}

/// Where a number and what it counts end.
fn end(figure: &Figure) -> usize {
    figure.measures.map_or(figure.span.end, |m| m.end.max(figure.span.end)) as usize
}

/// What stands between two parts of a list: a comma, a word, or both. More may hold a part that is no figure: "one
/// child".
fn is_joint(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let word = words.next().is_some();
    let commas = between.matches(',').count();
    let marks = between.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    words.next().is_none() && commas <= 1 && marks == commas && (word || commas == 1)
}

/// What a plain count says.
fn counted(figure: &Figure) -> Option<Decimal> {
    let plain = figure.kind == FigureKind::Count && figure.bound == Bound::Exact && !figure.approximate;
    value(figure).filter(|v| plain && v.is_integer())
}
