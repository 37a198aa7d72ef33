//! `figure/conflict`: two numbers of one thing that cannot both be right.

use super::Found;
use crate::answer::Place;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};

pub(super) fn check(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let conflicts = corpus.figure_conflicts(article).into_iter();
    let report = |(figure, id, other)| {
        let figure = article.findings.figures.get(figure as usize)?;
        let here = id == article.id;
        let elsewhere = if here { article } else { corpus.article(&id)?.as_ref() };
        let other = elsewhere.findings.figures.get(other as usize)?;
        let said = excerpt(other.span.of(&elsewhere.text), 60);
        let place = if here { "further up" } else { "in another article of the same day" };
        let about = figure.frame.map_or(String::new(), |frame| format!(" ({frame})"));
        let words = excerpt(figure.span.of(&article.text), 60);
        let message = format!("“{words}”{about} does not agree with “{said}” {place}");
        let mut found = Found::new(figure.span, message);
        found.related.push((Place { article: id, span: other.span }, format!("“{said}”")));
        Some(found)
    };
    conflicts.filter_map(report).collect()
}
