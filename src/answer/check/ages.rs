//! `date/age`: "Lind, 46, who was born in 1978".

use super::Found;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{Figure, FigureKind, Time, TimeBasis};
use crate::text::Span;

/// A greater difference is no slip: the age and the birth are of two people, or of a person and a thing.
const SLIP: u32 = 10;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let births = article.findings.times.iter().filter(|t| t.born && t.basis == TimeBasis::Explicit);
    births.filter_map(|birth| wrong(article, birth)).collect()
}

/// The one age in the sentence of a birth, if nobody born then is that old when the article is written.
fn wrong(article: &Article, birth: &Time) -> Option<Found> {
    let around = article.sentence(birth.span.start)?;
    let age = only(article.findings.figures.iter().filter(|f| around.covers(f.span) && is_age(f)))?;
    // Another time in the sentence may be when somebody was that old.
    only(article.findings.times.iter().filter(|t| around.covers(t.span) && !t.is_vague()))?;
    let year: i32 = birth.value.as_deref()?.get(..4)?.parse().ok()?;
    let said: i32 = age.low?.to_string().parse().ok()?;
    let age_then = i32::from(article.date()?.year()) - year;
    let off = said.checked_sub(age_then)?;
    if off == 0 || off == -1 || off.unsigned_abs() > SLIP || age_then < 0 {
        return None;
    }
    let words = |span: Span| excerpt(span.of(&article.text), 40);
    let message = format!(
        "“{}” does not fit “{}”: that makes {} or {age_then} on the article’s date",
        words(age.span),
        words(birth.span),
        age_then - 1
    );
    Some(Found::new(age.span, message).related(article, birth.span, format!("“{}”", words(birth.span))))
}

fn is_age(figure: &Figure) -> bool {
    figure.kind == FigureKind::Age && figure.unit.as_deref() == Some("year") && figure.low == figure.high
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
