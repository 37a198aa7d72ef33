//! The recogniser's own tokens: words cut at their hyphens where a name may start or end inside, as in "GOP-led".

use crate::text::{Span, Token, TokenKind};

/// A stretch of text that is inside a name or outside it as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub span: Span,
    pub kind: TokenKind,
    /// White space stands before it.
    pub spaced: bool,
    /// The first of its sentence.
    pub opens: bool,
}

/// The pieces of a paragraph, in its own offsets.
pub(crate) fn pieces(paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(tokens.len() + 8);
    let mut starts = sentences.iter().map(|s| s.start).peekable();
    for token in tokens {
        let mut opens = false;
        while starts.next_if(|&s| s <= token.span.start).is_some() {
            opens = true;
        }
        let first = out.len();
        match token.kind {
            TokenKind::Word => cut(token, token.text(paragraph), &mut out),
            _ => out.push(Piece { span: token.span, kind: token.kind, spaced: token.spaced, opens: false }),
        }
        if let Some(piece) = out.get_mut(first) {
            piece.opens = opens;
        }
    }
    out
}

fn cut(token: &Token, text: &str, out: &mut Vec<Piece>) {
    let whole = Piece { span: token.span, kind: token.kind, spaced: token.spaced, opens: false };
    let bytes = text.as_bytes();
    let inner = |i: usize| i > 0 && i + 1 < bytes.len() && bytes[i] == b'-';
    if !(1..bytes.len()).any(inner) || !text.contains(char::is_uppercase) {
        out.push(whole);
        return;
    }
    let base = token.span.start;
    let mut from = 0;
    let mut push = |start: usize, end: usize, kind| {
        let span = Span::new(start, end).shift(base);
        out.push(Piece { span, kind, spaced: start == 0 && token.spaced, opens: false });
    };
    for i in (1..bytes.len()).filter(|&i| inner(i)) {
        if from < i {
            push(from, i, TokenKind::Word);
        }
        push(i, i + 1, TokenKind::Punctuation);
        from = i + 1;
    }
    push(from, bytes.len(), TokenKind::Word);
}
