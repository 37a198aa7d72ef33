//! Growing selections: word → name → name with title → quotation or reported speech → sentence → paragraph → article.

use crate::corpus::Article;
use crate::text::Span;

/// The selections around an offset, the smallest first, each inside the next.
pub fn selection(article: &Article, offset: u32) -> Vec<Span> {
    let findings = &article.findings;
    let mut candidates = vec![word(&article.text, offset), Span::new(0, article.text.len())];
    for mention in &findings.mentions {
        candidates.push(mention.span);
        candidates.extend(mention.title.map(|title| title.join(mention.span)));
    }
    candidates.extend(findings.times.iter().map(|t| t.span));
    candidates.extend(findings.figures.iter().map(|f| f.span));
    candidates.extend(findings.quotations.iter().map(|q| q.span));
    candidates.extend(findings.reported.iter().map(|r| r.span));
    candidates.extend(findings.sentences.iter().map(|s| s.span));
    candidates.extend(findings.paragraphs.iter().map(|p| p.span));
    candidates.retain(|span| span.touches(offset) && !span.is_empty());
    candidates.sort_by_key(|span| (span.len(), span.start));
    let mut out: Vec<Span> = Vec::new();
    for span in candidates {
        // What crosses a smaller selection, as a sentence may cross a quotation, is left out.
        if out.last().is_none_or(|inner| span != *inner && span.covers(*inner)) {
            out.push(span);
        }
    }
    out
}

/// The word around an offset, apostrophes and hyphens inside it included; empty between words.
fn word(text: &str, offset: u32) -> Span {
    let mut at = (offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
    let before: usize = text[..at].chars().rev().take_while(|c| inner(*c)).map(char::len_utf8).sum();
    let after: usize = text[at..].chars().take_while(|c| inner(*c)).map(char::len_utf8).sum();
    let run = &text[at - before..at + after];
    let start = at - before + (run.len() - run.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
    let end = start + run.trim_matches(|c: char| !c.is_alphanumeric()).len();
    Span::new(start, end)
}
