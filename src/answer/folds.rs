//! What to fold: boilerplate, embedded posts, quotations over several paragraphs.

use std::collections::BTreeMap;

use crate::corpus::Article;
use crate::read::Zone;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    Boilerplate,
    Embed,
    Quotation,
}

/// Runs of furniture and statements that go on over paragraphs, by where they start.
pub fn folds(article: &Article) -> Vec<Fold> {
    let mut out = statements(article);
    let mut last: Option<(usize, FoldKind)> = None;
    for (i, paragraph) in article.findings.paragraphs.iter().enumerate() {
        let kind = match paragraph.zone {
            Zone::Boilerplate => FoldKind::Boilerplate,
            Zone::Embed => FoldKind::Embed,
            _ => continue,
        };
        match out.last_mut() {
            Some(fold) if last == i.checked_sub(1).map(|before| (before, kind)) => {
                fold.span = fold.span.join(paragraph.span)
            }
            _ => out.push(Fold { span: paragraph.span, kind }),
        }
        last = Some((i, kind));
    }
    out.sort_by_key(|fold| (fold.span.start, fold.kind));
    out
}

/// Statements that continue from paragraph to paragraph.
fn statements(article: &Article) -> Vec<Fold> {
    let quotations = &article.findings.quotations;
    // By the quotation that begins the statement; each later part finds it through the part before.
    let mut begins = BTreeMap::new();
    let mut spans: BTreeMap<u32, Span> = BTreeMap::new();
    for (i, q) in (0..).zip(quotations) {
        let Some(before) = q.continues else { continue };
        let first = begins.get(&before).copied().unwrap_or(before);
        begins.insert(i, first);
        let Some(opening) = quotations.get(first as usize) else { continue };
        let span = spans.entry(first).or_insert(opening.span);
        *span = span.join(q.span);
    }
    spans.into_values().map(|span| Fold { span, kind: FoldKind::Quotation }).collect()
}
