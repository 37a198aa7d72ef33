//! Paragraphs: the blocks of an article, in blank-line style and in one-paragraph-a-line style.

use super::Span;

/// The paragraphs of a text, in order, without their surrounding white space. They never overlap, and everything
/// outside them is white space.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let body = line.trim();
        if !body.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            out.push(Span::new(at, at + body.len()));
        }
        start += line.len();
    }
    out
}
