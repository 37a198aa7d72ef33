//! An article's outline: headline → subheads → quotations and figures.

use super::excerpt::{excerpt, quoted};
use super::subject::Subject;
use crate::corpus::{Article, Corpus};
use crate::read::{Figure, FigureKind, Quotation, Zone};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    pub name: String,
    pub detail: Option<String>,
    pub kind: OutlineKind,
    /// The whole of it; covers its children.
    pub span: Span,
    /// What to select; inside `span`.
    pub selection: Span,
    pub children: Vec<OutlineItem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    Headline,
    Subhead,
    Quotation,
    Figure,
}

/// The headline with everything under it; articles without a headline begin with what stands first.
pub fn outline(corpus: &Corpus, article: &Article) -> Vec<OutlineItem> {
    let findings = &article.findings;
    let end = findings.paragraphs.last().map_or(0, |p| p.span.end);
    let mut headline = None;
    let mut sections: Vec<OutlineItem> = Vec::new();
    let mut opening: Vec<OutlineItem> = Vec::new();
    let mut items = items(corpus, article).into_iter().peekable();
    for paragraph in &findings.paragraphs {
        let kind = match paragraph.zone {
            Zone::Headline if headline.is_none() => OutlineKind::Headline,
            Zone::Subhead => OutlineKind::Subhead,
            _ => continue,
        };
        let into = sections.last_mut().map_or(&mut opening, |s| &mut s.children);
        while let Some(item) = items.next_if(|i| i.span.start < paragraph.span.start) {
            into.push(item);
        }
        let name = excerpt(paragraph.span.of(&article.text), 120);
        let selection = paragraph.span;
        let item = OutlineItem {
            name,
            detail: None,
            kind,
            span: selection.join(Span { start: end, end }),
            selection,
            children: Vec::new(),
        };
        match kind {
            OutlineKind::Headline => headline = Some(item),
            _ => {
                if let Some(before) = sections.last_mut() {
                    before.span.end = paragraph.span.start;
                }
                sections.push(item);
            }
        }
    }
    sections.last_mut().map_or(&mut opening, |s| &mut s.children).extend(items);
    opening.append(&mut sections);
    match headline {
        // What stands before the headline stays before it.
        Some(mut headline) => {
            let under = opening.partition_point(|i| i.span.start < headline.span.start);
            headline.children = opening.split_off(under);
            opening.push(headline);
            opening
        }
        None => opening,
    }
}

/// Statements in quotation marks with the figures in them, and the other figures, in order.
fn items(corpus: &Corpus, article: &Article) -> Vec<OutlineItem> {
    let findings = &article.findings;
    let statements = findings.quotations.iter().filter(|q| q.kind.is_statement() && q.inside.is_none());
    let figures = findings.figures.iter().filter(|f| !f.vague && f.kind != FigureKind::Ordinal);
    let mut all: Vec<OutlineItem> = statements.map(|q| quotation(corpus, article, q)).collect();
    all.extend(figures.map(|f| figure(article, f)));
    all.retain(|i| article.paragraph(i.span.start).is_some_and(|p| p.zone.is_text()));
    all.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
    let mut out: Vec<OutlineItem> = Vec::new();
    for item in all {
        match out.last_mut().filter(|last| last.kind == OutlineKind::Quotation && last.span.overlaps(item.span)) {
            Some(last) if last.span.covers(item.span) => last.children.push(item),
            Some(_) => {}
            None => out.push(item),
        }
    }
    out
}

fn quotation(corpus: &Corpus, article: &Article, quotation: &Quotation) -> OutlineItem {
    let words = format!("“{}”", quoted(quotation.span.of(&article.text), 60));
    let speaker = quotation.speaker.map(|s| match s.entity.and_then(|e| Subject::new(corpus, article, e)) {
        Some(subject) => subject.name().to_owned(),
        None => excerpt(s.span.of(&article.text), 40),
    });
    let name = speaker.map_or(words.clone(), |speaker| format!("{speaker}: {words}"));
    leaf(name, None, OutlineKind::Quotation, quotation.span)
}

fn figure(article: &Article, figure: &Figure) -> OutlineItem {
    let detail = figure.measures.map(|m| excerpt(m.of(&article.text), 60));
    leaf(excerpt(figure.span.of(&article.text), 60), detail, OutlineKind::Figure, figure.span)
}

fn leaf(name: String, detail: Option<String>, kind: OutlineKind, span: Span) -> OutlineItem {
    OutlineItem { name, detail, kind, span, selection: span, children: Vec::new() }
}
