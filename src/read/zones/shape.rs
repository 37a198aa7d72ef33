//! What a paragraph looks like, whatever it says.

use super::patterns::Tokens;
use crate::text::TokenKind;

/// What is asked about a paragraph again and again.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Words and numbers.
    pub words: usize,
    /// It has double quotation marks.
    pub quotes: bool,
    /// It opens with a small letter.
    pub small: bool,
    /// It opens with a dash or bullet.
    pub bullet: bool,
    pub end: End,
}

/// How a paragraph ends, closing marks aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Stop,
    Ellipsis,
    /// `?` or `!`
    Asked,
    /// A colon, comma, semicolon or dash: something has to follow.
    Open,
    Word,
}

impl Shape {
    pub fn of(p: Tokens<'_>) -> Shape {
        let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        let is_closer = |word| matches!(word, "”" | "\"" | "''" | "’" | "'" | ")" | "]" | "»");
        let last = (0..p.len()).rev().map(|i| p.word(i)).find(|word| !is_closer(word));
        Shape {
            words: p.tokens.iter().filter(|t| is_word(t.kind)).count(),
            quotes: (0..p.len()).any(|i| matches!(p.word(i), "“" | "”" | "\"" | "``" | "''" | "«")),
            small: p.word(0).starts_with(char::is_lowercase) && !p.word(0).contains(char::is_uppercase),
            bullet: matches!(p.word(0), "-" | "–" | "—" | "--" | "•" | "·" | "*" | "●" | "▪" | "■" | "►"),
            end: match last.unwrap_or("") {
                "." | "。" | "।" | "۔" => End::Stop,
                "…" | "..." => End::Ellipsis,
                "?" | "!" => End::Asked,
                ":" | "," | ";" | "—" | "–" | "-" | "--" => End::Open,
                _ => End::Word,
            },
        }
    }

    /// Long enough for running text, and ended like a sentence.
    pub fn is_prose(&self) -> bool {
        self.words >= 8 && matches!(self.end, End::Stop | End::Asked | End::Ellipsis) || self.words > 40
    }
}
