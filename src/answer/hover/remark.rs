//! The same remark in other words: two translations, two reporters' notes.

use super::{Line, Piece};
use crate::answer::excerpt::quoted;
use crate::answer::subject::Subject;
use crate::corpus::{Article, Corpus, Printing, resemblance, words};
use crate::read::{EntityType, Quotation};

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
    let values = values(article, quotation);
    let printed = |other: &Article, q: &Quotation| {
        printings.iter().any(|p| {
            p.article == other.id
                && other.findings.quotations.get(p.quotation as usize).is_some_and(|p| p.span == q.span)
        })
    };
    let others = speaker.within(DAYS).filter(|a| a.article.id != article.id).take(SEARCHED);
    let statements = others.flat_map(|a| a.statements().map(move |q| (a.article, q)));
    let alike = statements.filter(|(other, q)| !printed(other, q)).filter_map(|(other, q)| {
        let that = words(q.span.of(&other.text));
        if that.len() < WORDS {
            return None;
        }
        let same_figure = self::values(other, q).iter().any(|value| values.contains(value));
        let alike = resemblance(&this, &that);
        (alike >= if same_figure { ALIKE_WITH_FIGURES } else { ALIKE }).then_some((alike, other, q))
    });
    let (_, other, q) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let line = Line::default().text("Possibly the same remark in ").article(other, q.span);
    Some(line.text(format!(": “{}”", quoted(q.span.of(&other.text), 90))).0)
}

/// What the figures in a quotation say, as unit and value.
fn values<'a>(article: &'a Article, quotation: &Quotation) -> Vec<(Option<&'a str>, String)> {
    let inside = article.findings.figures.iter().filter(|f| quotation.span.covers(f.span) && !f.vague);
    inside.filter_map(|f| Some((f.unit.as_deref(), f.low?.normalize().to_string()))).collect()
}

/// Fewer words are too few to be a remark of their own.
const WORDS: usize = 8;
/// A remark is printed within so many days.
const DAYS: i32 = 3;
/// How alike two statements are: more than two answers to one question, less than a rewording.
const ALIKE: f32 = 0.55;
const ALIKE_WITH_FIGURES: f32 = 0.4;
const SEARCHED: usize = 50;
