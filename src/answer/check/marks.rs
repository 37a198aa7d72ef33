//! `quote/wrong-mark` and `quote/unbalanced`: quotation marks that do not do what they should.

use super::Found;
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{MarkFault, MarkFaultKind};
use crate::text::Span;

/// `quote/wrong-mark`
pub(super) fn wrong(_: &Corpus, article: &Article) -> Vec<Found> {
    let wrong = |f: &&MarkFault| matches!(f.kind, MarkFaultKind::WrongWay | MarkFaultKind::Mismatched);
    found(article, wrong, |fault, mark| match fault.kind {
        MarkFaultKind::WrongWay => format!("The mark {mark} opens, but a quotation ends here"),
        _ => format!("The mark {mark} does not match the one that opens the quotation"),
    })
}

/// `quote/unbalanced`
pub(super) fn unbalanced(_: &Corpus, article: &Article) -> Vec<Found> {
    let unbalanced =
        |f: &&MarkFault| matches!(f.kind, MarkFaultKind::Unclosed | MarkFaultKind::Stray | MarkFaultKind::SharedClose);
    found(article, unbalanced, |fault, mark| match fault.kind {
        MarkFaultKind::Unclosed => format!("The quotation opened by {mark} is never closed"),
        MarkFaultKind::Stray => format!("The mark {mark} closes a quotation that was never opened"),
        _ => "Two quotations are opened here and only one is closed".to_owned(),
    })
}

fn found(
    article: &Article,
    wanted: impl Fn(&&MarkFault) -> bool,
    message: impl Fn(&MarkFault, &str) -> String,
) -> Vec<Found> {
    let faults = article.findings.mark_faults.iter().filter(wanted);
    let report = |fault: &MarkFault| {
        let mark = fault.span.of(&article.text);
        let found = Found::new(shown(article, fault), message(fault, mark));
        match &fault.replacement {
            Some(replacement) => {
                found.fix(title(article, fault.span, mark, replacement), vec![(fault.span, replacement.clone())])
            }
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

/// "Replace “ by ” after ‘days’"
fn title(article: &Article, span: Span, mark: &str, replacement: &str) -> String {
    let before = article.text.get(..span.start as usize).unwrap_or("");
    let word = before.split_whitespace().next_back().unwrap_or("");
    match (mark.is_empty() || replacement.starts_with(mark), replacement.is_empty()) {
        (true, _) => {
            format!("Insert {} after ‘{}’", replacement.strip_prefix(mark).unwrap_or(replacement), excerpt(word, 30))
        }
        (_, true) => format!("Delete {mark} after ‘{}’", excerpt(word, 30)),
        _ => format!("Replace {mark} by {replacement} after ‘{}’", excerpt(word, 30)),
    }
}
