//! When a time is, and why.

use super::{Hover, Line, Piece};
use crate::answer::dates;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus, ImpliedBy};
use crate::read::times::describe;
use crate::read::{DateBasis, Dateline, TimeBasis};
use crate::text::Span;

pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32) -> Option<Hover> {
    let time = article.findings.times.get(index as usize)?;
    let words = excerpt(time.span.of(&article.text), 60);
    let mut lines = Vec::new();
    match (&time.value, time.basis) {
        (_, TimeBasis::Impossible) => lines.push(Line::default().strong(words).text(" · there is no such day").0),
        (_, TimeBasis::Unknown) | (None, _) => {
            lines.push(Line::default().strong(words).text(" · date unknown").0);
            lines.extend(implied(corpus, article));
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

/// "The article is probably of 12 Mar 2024 to 18 Mar 2024: it prints the same words, of the same weekday, as 1": no day
/// is counted from that.
fn implied(corpus: &Corpus, article: &Article) -> Option<Vec<Piece>> {
    let implied = corpus.implied_date(article)?;
    let from = dates::short(implied.from);
    let days = implied.to.map_or_else(|| format!("{from} or later"), |to| format!("{from} to {}", dates::short(to)));
    let line = Line::default().text(format!("The article is probably of {days}: it "));
    let words = |span: Span| format!("“{}”", excerpt(span.of(&article.text), 40));
    Some(match implied.by {
        ImpliedBy::SameWords(id, span) => {
            line.text("prints the same words of that week as ").article(corpus.article(&id)?, span).0
        }
        ImpliedBy::OwnWords { post, ahead } => {
            let line = line.text("prints a post of ").link(words(post), article, post);
            match ahead {
                Some(ahead) => {
                    line.text(" and tells of ").link(words(ahead), article, ahead).text(" as still to come").0
                }
                None => line.0,
            }
        }
    })
}

/// What would make the date known.
fn what_is_missing(article: &Article) -> Option<Vec<Piece>> {
    let known = article.findings.dateline.is_some();
    (!known).then(|| {
        let how = "The article’s date is not known: give it in a first line such as “6 June 2024”, or in .scholiast/decisions.tsv";
        Line::default().text(how).0
    })
}
