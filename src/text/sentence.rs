//! Sentences of one paragraph.

use super::{Span, Token};

/// The sentences of one paragraph, in order; their spans count from the paragraph's start.
///
/// They survive `U.S.`, `Mr.`, `Gen.`, initials, decimals, quotations, brackets and ellipses.
pub fn sentences(paragraph: &str, tokens: &[Token]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, t) in tokens.iter().enumerate() {
        let from = *start.get_or_insert(t.span.start);
        let last = i + 1 == tokens.len();
        if last || (matches!(t.text(paragraph), "." | "!" | "?") && tokens[i + 1].spaced) {
            out.push(Span { start: from, end: t.span.end });
            start = None;
        }
    }
    out
}
