//! When a time is, and why.

use super::{Hover, Line, Piece};
use crate::answer::dates;
use crate::answer::excerpt::excerpt;
use crate::corpus::Article;
use crate::read::times::describe;
use crate::read::{DateBasis, Dateline, TimeBasis};

pub(super) fn hover(article: &Article, index: u32) -> Option<Hover> {
    let time = article.findings.times.get(index as usize)?;
    let words = excerpt(time.span.of(&article.text), 60);
    let mut lines = Vec::new();
    match (&time.value, time.basis) {
        (_, TimeBasis::Impossible) => lines.push(Line::default().strong(words).text(" · there is no such day").0),
        (_, TimeBasis::Unknown) | (None, _) => {
            lines.push(Line::default().strong(words).text(" · date unknown").0);
            lines.extend(what_is_missing(article));
        }
        (Some(_), basis) => {
            lines.push(Line::default().strong(describe(time)).0);
            lines.extend(match basis {
                TimeBasis::ArticleDate => article.findings.dateline.as_ref().map(|d| counted_from(article, d)),
                TimeBasis::Anchor(span) => {
                    let anchor = excerpt(span.of(&article.text), 40);
                    Some(Line::default().text("Counted from ").link(format!("“{anchor}”"), article, span).0)
                }
                // "now"
                TimeBasis::Explicit if time.is_vague() => what_is_missing(article),
                TimeBasis::Explicit | TimeBasis::Unknown | TimeBasis::Impossible => None,
            });
        }
    }
    Some(Hover { span: time.span, lines })
}

/// "Counted from the article’s date, Thu 28 Sep 2023 (day 483 of the war)"
fn counted_from(article: &Article, dateline: &Dateline) -> Vec<Piece> {
    let line = Line::default().text(format!("Counted from the article’s date, {}", dates::with_weekday(dateline.date)));
    match (dateline.basis, dateline.span) {
        (DateBasis::Text, Some(span)) => {
            let words = excerpt(span.of(&article.text), 50);
            line.text(", by its own text: ").link(format!("“{words}”"), article, span).0
        }
        (DateBasis::Text, None) => line.text(", by its own text").0,
        (DateBasis::Given, _) => line.text(", which was given").0,
        (DateBasis::Corpus, _) => line.text(", by other articles").0,
        (DateBasis::FileName, _) => line.text(", by its file’s name").0,
        (DateBasis::Mtime, _) => line.text(", by the day its file was last changed").0,
    }
}

/// What would make the date known.
fn what_is_missing(article: &Article) -> Option<Vec<Piece>> {
    let known = article.findings.dateline.is_some();
    (!known).then(|| {
        let how = "The article’s date is not known: give it in a first line such as “6 June 2024”, or in .scholiast/decisions.tsv";
        Line::default().text(how).0
    })
}
