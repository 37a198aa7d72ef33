//! Tokens of one paragraph.

use super::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and abbreviation dots: `Kyiv`, `U.S.`, `well-known`, `don’t`, `F-16s`.
    Word,
    /// A possessive or verbal clitic after a name or word: `’s`, `'s`, `’`.
    Clitic,
    /// Digits with inner separators: `200,000`, `3.5`, `2022`. A currency sign before and a percent sign behind are
    /// tokens of their own.
    Number,
    Url,
    /// `@handle`, `#tag`
    Handle,
    /// One quotation mark, bracket, dash, comma, currency sign…
    Punctuation,
}

/// A token of a paragraph; `span` counts from the paragraph's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// White space (NBSP included) or the paragraph's start stands before it.
    pub spaced: bool,
}

impl Token {
    pub fn text(self, paragraph: &str) -> &str {
        self.span.of(paragraph)
    }
}

/// The tokens of one paragraph, in order, not overlapping; what lies between them is white space.
pub fn tokens(paragraph: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = paragraph.char_indices().peekable();
    let mut spaced = true;
    while let Some((i, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = i + c.len_utf8();
        let kind = if c.is_alphabetic() {
            while let Some(&(j, d)) = chars.peek() {
                if d.is_alphanumeric() || d == '-' {
                    end = j + d.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
            TokenKind::Word
        } else if c.is_ascii_digit() {
            while let Some(&(j, d)) = chars.peek() {
                if d.is_ascii_digit()
                    || (d == ',' || d == '.') && paragraph[j + 1..].starts_with(|x: char| x.is_ascii_digit())
                {
                    end = j + 1;
                    chars.next();
                } else {
                    break;
                }
            }
            TokenKind::Number
        } else {
            TokenKind::Punctuation
        };
        out.push(Token { span: Span::new(i, end), kind, spaced });
        spaced = false;
    }
    out
}
