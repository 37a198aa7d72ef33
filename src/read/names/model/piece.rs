//! The recogniser's own tokens: words cut at their hyphens where a name may start or end inside, as in "GOP-led".

use crate::text::{Span, Token, TokenKind, is_hyphen_in_word};

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
    let hyphens = text.char_indices().filter(|&(i, c)| i > 0 && is_hyphen_in_word(c) && i + c.len_utf8() < text.len());
    let mut hyphens = hyphens.peekable();
    if hyphens.peek().is_none() || !text.contains(char::is_uppercase) {
        out.push(Piece { span: token.span, kind: token.kind, spaced: token.spaced, opens: false });
        return;
    }
    let mut from = 0;
    let mut push = |start: usize, end: usize, kind| {
        let span = Span::new(start, end).shift(token.span.start);
        out.push(Piece { span, kind, spaced: start == 0 && token.spaced, opens: false });
    };
    for (i, c) in hyphens {
        if from < i {
            push(from, i, TokenKind::Word);
        }
        from = i + c.len_utf8();
        push(i, from, TokenKind::Punctuation);
    }
    push(from, text.len(), TokenKind::Word);
}
