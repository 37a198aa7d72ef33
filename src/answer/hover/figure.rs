//! What a number says, of what, by whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Hover, Line, Piece, scale};
use crate::answer::excerpt::excerpt;
use crate::answer::statements::speaker_name;
use crate::corpus::{Article, Corpus, Sources};
use crate::read::figures::{Units, change_words, display, sign, units_of_time};
use crate::read::{Figure, FigureKind, Status};

pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32, units: Units) -> Option<Hover> {
    let figure = article.findings.figures.get(index as usize)?;
    let mut lines = vec![value(article, figure, units)];
    lines.extend(told(figure));
    // That five years are of years need not be said.
    let measured = figure.measures.filter(|_| units_of_time(figure).is_none());
    lines.extend(measured.map(|m| Line::default().text("Of: ").quote(excerpt(m.of(&article.text), 100)).0));
    lines.extend(scale::line(article, figure));
    lines.push(source(corpus, article, figure));
    lines.extend(same(corpus, article, index));
    lines.extend(related(corpus, article, index));
    Some(Hover { span: figure.span, lines })
}

/// The value, or the words where they are too vague for one.
fn value(article: &Article, figure: &Figure, units: Units) -> Vec<Piece> {
    let words = figure.span.of(&article.text);
    let per = figure.per.map_or(String::new(), |per| format!(" per {}", per.of(&article.text)));
    match display(figure, units) {
        shown if shown.is_empty() => Line::default().strong(excerpt(words, 60)).text(" · no exact number").0,
        shown if figure.kind == FigureKind::Score => Line::default().strong(shown).text(" · score").0,
        // A bare "$" in a text may be another country's.
        shown if figure.assumed_unit => {
            let assumed = sign(figure.unit.as_deref().unwrap_or_default());
            Line::default().strong(shown + &per).text(format!(" · assumed {assumed}")).0
        }
        shown => Line::default().strong(shown + &per).0,
    }
}

/// How far money has come, and what the number does in a change: "Money promised · what it rose to".
fn told(figure: &Figure) -> Option<Vec<Piece>> {
    let status = figure.status.map(|status| match status {
        Status::Requested => "Money requested",
        Status::Promised => "Money promised",
        Status::Provided => "Money provided",
    });
    let parts = [status, figure.change.map(change_words)].into_iter().flatten().collect::<Vec<_>>();
    (!parts.is_empty()).then(|| Line::default().text(parts.join(" · ")).0)
}

/// Who says the number: the speaker of the words around it, or of the statement its sentence reports.
fn source(corpus: &Corpus, article: &Article, figure: &Figure) -> Vec<Piece> {
    match Sources::new(article).of(figure.span) {
        Some(speaker) => Line::default().text("Said by ").strong(speaker_name(corpus, article, speaker)).0,
        None => Line::default().text("No source found in this sentence").0,
    }
}

/// The other places that state the same value.
fn same(corpus: &Corpus, article: &Article, index: u32) -> Option<Vec<Piece>> {
    let others = corpus.same_figures(article, index);
    if others.is_empty() {
        return None;
    }
    let mut line = Line::default().text("Same figure in ");
    for (i, (id, other)) in others.iter().take(LISTED).enumerate() {
        let here = *id == article.id;
        let Some(other_article) = (if here { Some(article) } else { corpus.article(id).map(|a| &**a) }) else {
            continue;
        };
        let Some(figure) = other_article.findings.figures.get(*other as usize) else { continue };
        line = line.text(if i > 0 { ", " } else { "" });
        line = if here { line.this(article, figure.span) } else { line.article(other_article, figure.span) };
    }
    if others.len() > LISTED {
        line = line.text(format!(" and {} more", others.len() - LISTED));
    }
    Some(line.0)
}

const LISTED: usize = 3;

/// Up to three figures of the same kind and unit in other articles, each with its words: first those that measure
/// something of the same name, for percentages and counts no others.
fn related(corpus: &Corpus, article: &Article, index: u32) -> Vec<Vec<Piece>> {
    let Some(figure) = article.findings.figures.get(index as usize) else { return Vec::new() };
    let this = measured(article, figure);
    let others = corpus.related_figures(article, index);
    let mut found: Vec<_> = others
        .iter()
        .filter_map(|(id, i)| {
            let other = corpus.article(id)?;
            let figure = other.findings.figures.get(*i as usize)?;
            let shared = measured(other, figure).intersection(&this).count();
            Some((std::cmp::Reverse(shared), other, figure))
        })
        .filter(|(shared, ..)| shared.0 > 0 || figure.kind == FigureKind::Money)
        .collect();
    // Stable: of as many shared words the nearest value stays first.
    found.sort_by_key(|(shared, ..)| *shared);
    let line = |(_, other, figure): &(_, &Arc<Article>, &Figure)| {
        let words = match figure.measures {
            Some(measures) if measures.start >= figure.span.end && measures.start - figure.span.end < 40 => {
                figure.span.join(measures)
            }
            _ => figure.span,
        };
        Line::default()
            .text("Compare ")
            .quote(excerpt(words.of(&other.text), 80))
            .text(" in ")
            .article(other, figure.span)
            .0
    };
    found.iter().take(RELATED).map(line).collect()
}

const RELATED: usize = 3;

/// The words that say what is measured, short ones left out.
fn measured(article: &Article, figure: &Figure) -> BTreeSet<String> {
    let words = figure.measures.map_or("", |m| m.of(&article.text));
    let long = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    long.map(str::to_lowercase).collect()
}
