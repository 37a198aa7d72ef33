//! `figure/style`: numbers, dates and times that the style of a newsroom writes otherwise.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Found;
use crate::answer::cover::Cover;
use crate::corpus::Article;
use crate::data::rows;
use crate::read::style::{Departure, Passage, Rule, departures};
use crate::read::{Figure, Form, Paragraph, Time, Zone};
use crate::settings::HouseStyle;
use crate::text::Span;

pub(super) fn check(article: &Article, style: HouseStyle) -> Vec<Found> {
    let day = article.date();
    let wants = |rule| wanted(style, rule, day);
    // What was said or written by others stays as it was; numbers in names are parts of them.
    let quoted = article.findings.quotations.iter().map(|q| q.span);
    let named = article.findings.mentions.iter().filter(|m| m.form == Form::Name).map(|m| m.span);
    let left_alone = Cover::new(quoted.chain(named).collect());
    let prose = article.findings.paragraphs.iter().filter(|p| matches!(p.zone, Zone::Body | Zone::Caption));
    let mut found = Vec::new();
    for paragraph in prose {
        for Departure { span, rule, wanted } in in_paragraph(article, paragraph, |rule| wants(rule).map(|w| w.value)) {
            let dateline = paragraph.dateline.is_some_and(|d| d.overlaps(span));
            let Some(row) = wants(rule).filter(|_| !dateline && !left_alone.covers(span)) else { continue };
            found.push(report(article, style, span, row, wanted));
        }
    }
    found
}

fn report(article: &Article, style: HouseStyle, span: Span, row: &Wanted, wanted: Option<String>) -> Found {
    let written = span.of(&article.text);
    let rather = wanted.as_ref().map_or(String::new(), |wanted| format!("“{wanted}”, "));
    let message = format!("{} {}: {rather}not “{written}” ({})", style.name(), row.says, row.source);
    let found = Found::new(span, message);
    match wanted {
        Some(wanted) => found.fix(format!("Write “{wanted}” for “{written}”"), vec![(span, wanted)]),
        None => found,
    }
}

/// The departures of a paragraph, as spans of the article.
fn in_paragraph(
    article: &Article,
    paragraph: &Paragraph,
    wants: impl Fn(Rule) -> Option<&'static str>,
) -> Vec<Departure> {
    let findings = &article.findings;
    let (base, end) = (paragraph.span.start, paragraph.span.end);
    let here = |span: Span| base <= span.start && span.end <= end;
    let back = |span: Span| span.back(base);
    let sentences = paragraph.sentences.0 as usize..paragraph.sentences.1 as usize;
    let sentences: Vec<Span> =
        findings.sentences.get(sentences).unwrap_or_default().iter().map(|s| back(s.span)).collect();
    let figures = &findings.figures[findings.figures.partition_point(|f| f.span.start < base)..];
    let figures = figures.iter().take_while(|f| f.span.start < end).filter(|f| here(f.span)).map(|f| Figure {
        span: back(f.span),
        measures: f.measures.filter(|m| here(*m)).map(back),
        per: None,
        ..f.clone()
    });
    let times = &findings.times[findings.times.partition_point(|t| t.span.start < base)..];
    let times = times.iter().take_while(|t| t.span.start < end).filter(|t| here(t.span));
    let times = times.map(|t| Time { span: back(t.span), ..t.clone() });
    let passage = Passage {
        text: paragraph.span.of(&article.text),
        sentences: &sentences,
        figures: &figures.collect::<Vec<_>>(),
        times: &times.collect::<Vec<_>>(),
    };
    let found = departures(&passage, wants);
    found.into_iter().map(|d| Departure { span: d.span.shift(base), ..d }).collect()
}

/// What a style wants of a rule on a day; today, where the day is not known.
fn wanted(style: HouseStyle, rule: Rule, day: Option<Date>) -> Option<&'static Wanted> {
    let rows = STYLES.get(&(style, rule))?;
    rows.iter().filter(|row| day.is_none_or(|day| row.from <= day)).max_by_key(|row| row.from)
}

struct Wanted {
    from: Date,
    value: &'static str,
    says: &'static str,
    source: &'static str,
}

static STYLES: LazyLock<FxHashMap<(HouseStyle, Rule), Vec<Wanted>>> = LazyLock::new(|| {
    let mut styles: FxHashMap<_, Vec<Wanted>> = FxHashMap::default();
    for row in rows(include_str!("../../data/figure_styles.tsv")) {
        let [style, from, rule, value, says, source] = row[..] else {
            debug_assert!(false, "{row:?}");
            continue;
        };
        let (Some(style), Ok(from), Ok(rule)) = (HouseStyle::named(style), from.parse(), rule.parse()) else {
            debug_assert!(false, "{row:?}");
            continue;
        };
        styles.entry((style, rule)).or_default().push(Wanted { from, value, says, source });
    }
    styles
});
