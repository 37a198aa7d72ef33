//! The same remark in other words: two translations, two reporters' notes.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::{Line, Piece};
use crate::answer::excerpt::quoted;
use crate::answer::subject::Subject;
use crate::corpus::{Article, ArticleId, Corpus, Printing, Topic, words};
use crate::read::{EntityType, FigureKind, Quotation};

/// A statement of the same person within a few days that names the same figures, or much the same things, in other
/// words. Nothing rests on it: it is only shown.
pub(super) fn remark(
    corpus: &Corpus,
    article: &Article,
    quotation: &Quotation,
    printings: &[Printing],
) -> Option<Vec<Piece>> {
    let speaker = Subject::new(corpus, article, quotation.speaker?.entity?)?;
    if speaker.kind() != EntityType::Person || !quotation.kind.is_statement() {
        return None;
    }
    let this = words(quotation.span.of(&article.text));
    if this.len() < WORDS {
        return None;
    }
    let asked = Topic::of(&this);
    let figures = figures(article, quotation);
    let printed: HashSet<(&ArticleId, u32)> = printings.iter().map(|p| (&p.article, p.quotation)).collect();
    let mut others: Vec<_> = speaker.within(DAYS).filter(|a| a.article.id != article.id).collect();
    // The nearest days first: no more than so many are looked at.
    let days = |a: &Article| article.date().zip(a.date()).map_or(i32::MAX, |(a, b)| (a - b).get_days().abs());
    others.sort_by_key(|a| days(a.article));
    let statements = others.into_iter().flat_map(|a| a.numbered_statements().map(move |(i, q)| (a.article, i, q)));
    let unlike = statements.filter(|(other, i, _)| !printed.contains(&(&other.id, *i))).take(SEARCHED);
    let alike = unlike.filter_map(|(other, _, q)| {
        let that = words(q.span.of(&other.text));
        // The same words are another printing.
        if that.len() < WORDS || that == this {
            return None;
        }
        let alike = asked.resemblance(&Topic::of(&that));
        let same_figure = || self::figures(other, q).iter().any(|figure| figures.contains(figure));
        (alike >= ALIKE || alike >= ALIKE_WITH_FIGURES && same_figure()).then_some((alike, other, q))
    });
    let (_, other, q) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let line = Line::default().text("Possibly the same remark in ").article(other, q.span);
    Some(line.text(format!(": “{}”", quoted(q.span.of(&other.text), 90))).0)
}

/// What the figures in a quotation say: kind, unit and values.
fn figures<'a>(
    article: &'a Article,
    quotation: &Quotation,
) -> Vec<(FigureKind, &'a str, Option<Decimal>, Option<Decimal>)> {
    let all = &article.findings.figures;
    let inside = all.iter().skip(all.partition_point(|f| f.span.start < quotation.span.start));
    let inside = inside.take_while(|f| f.span.start < quotation.span.end).filter(|f| !f.vague);
    inside.filter_map(|f| Some((f.kind, f.unit.as_deref()?, f.low, f.high))).collect()
}

/// Fewer words are too few to be a remark of their own.
const WORDS: usize = 8;
/// A remark is printed within so many days.
const DAYS: i32 = 3;
/// How alike two statements are, more than two answers to one question. Those that name the same figures need less.
/// What is wrongly taken for the same remark is, as a rule, another one of the same matter: hence "possibly".
const ALIKE: f32 = 0.55;
const ALIKE_WITH_FIGURES: f32 = 0.4;
/// So many statements are looked at: a hover may not wait.
const SEARCHED: usize = 200;
