//! `quote/wrong-mark` and `quote/unbalanced`: quotation marks that do not do what they should.

use super::Found;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{MarkFault, MarkFaultKind};
use crate::text::Span;

/// `quote/wrong-mark`: each mark that stands the wrong way round, and once an article that marks of two families are
/// mixed.
pub(super) fn wrong(_: &Corpus, article: &Article) -> Vec<Found> {
    let mut out = found(
        article,
        |f| f.kind == MarkFaultKind::WrongWay,
        |fault, mark| match begins(fault) {
            true => format!("The mark {mark} closes, but a quotation begins here"),
            false => format!("The mark {mark} opens, but a quotation ends here"),
        },
    );
    out.extend(mixed(article));
    out
}

/// The first mark that does not match its counterpart, the others as related.
fn mixed(article: &Article) -> Option<Found> {
    let mismatched = |f: &MarkFault| f.kind == MarkFaultKind::Mismatched;
    let mut all =
        found(article, mismatched, |_, mark| format!("The mark {mark} does not match its counterpart")).into_iter();
    let mut first = all.next()?;
    let mut edits: Vec<_> = first.fix.take().into_iter().flat_map(|fix| fix.edits).collect();
    let alone = edits.len();
    for other in all {
        first = first.related(article, other.span, other.message);
        edits.extend(other.fix.into_iter().flat_map(|fix| fix.edits));
    }
    let faults = article.findings.mark_faults.iter().find(|f| mismatched(f));
    let title = match faults {
        Some(MarkFault { span, quotation, replacement: Some(replacement), .. }) if edits.len() == alone => {
            title(article, *span, *quotation, replacement)
        }
        _ => "Make the marks of each quotation match in the whole article".to_owned(),
    };
    edits.sort();
    edits.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    Some(if edits.is_empty() { first } else { first.fix(title, edits) })
}

/// `quote/unbalanced`
pub(super) fn unbalanced(_: &Corpus, article: &Article) -> Vec<Found> {
    let unbalanced =
        |f: &MarkFault| matches!(f.kind, MarkFaultKind::Unclosed | MarkFaultKind::Stray | MarkFaultKind::SharedClose);
    found(article, unbalanced, |fault, mark| match fault.kind {
        MarkFaultKind::Unclosed => format!("The quotation opened by {mark} is never closed"),
        MarkFaultKind::Stray => format!("The mark {mark} closes a quotation that was never opened"),
        _ => "Two quotations are opened here and only one is closed".to_owned(),
    })
}

fn found(
    article: &Article,
    wanted: impl Fn(&MarkFault) -> bool,
    message: impl Fn(&MarkFault, &str) -> String,
) -> Vec<Found> {
    let faults = article.findings.mark_faults.iter().filter(|f| wanted(f));
    let report = |fault: &MarkFault| {
        let mark = fault.span.of(&article.text);
        let found = Found::new(shown(article, fault), message(fault, mark));
        match &fault.replacement {
            Some(replacement) => found
                .fix(title(article, fault.span, fault.quotation, replacement), vec![(fault.span, replacement.clone())]),
            None => found,
        }
    };
    faults.map(report).collect()
}

/// The quotation, if that shows where the fault is; the mark alone of one that runs on.
fn shown(article: &Article, fault: &MarkFault) -> Span {
    let quotation = fault.quotation;
    let short = quotation.len() <= 160 && !quotation.of(&article.text).contains(['\n', '\r']);
    if short && quotation.covers(fault.span) { quotation } else { fault.span }
}

/// Whether the mark is the one that should open its quotation.
fn begins(fault: &MarkFault) -> bool {
    fault.span.start == fault.quotation.start
}

/// "Replace “ by ” after ‘days’"
fn title(article: &Article, span: Span, quotation: Span, replacement: &str) -> String {
    let text = article.text.as_str();
    let mark = span.of(text);
    let at = if span.start == quotation.start {
        let behind = text.get(span.end as usize..).unwrap_or("");
        format!("before ‘{}’", excerpt(behind.split_whitespace().next().unwrap_or(""), 30))
    } else {
        let before = text.get(..span.start as usize).unwrap_or("");
        format!("after ‘{}’", excerpt(before.split_whitespace().next_back().unwrap_or(""), 30))
    };
    match replacement.strip_prefix(mark) {
        _ if replacement.is_empty() => format!("Delete {mark} {at}"),
        Some(more) if !more.is_empty() => format!("Insert {more} {at}"),
        _ => format!("Replace {mark} by {replacement} {at}"),
    }
}
