//! Lexemes: words, digits and marks, cut finer than tokens ("46-year-old" is five of them), because the grammar of
//! numbers and dates works inside hyphened words.

use super::lexicon::{Lexicon, Role, WordId, lexicon};
use crate::read::key::Key;
use crate::text::{Span, Token, TokenKind, is_invisible};

/// More digits than this are no figure.
const LONGEST_NUMBER: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// Digits with their thousands commas and decimal point.
    Digits,
    Mark,
    /// An address, a handle, `1.2.3`, or too many digits: nothing to read.
    Opaque,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Lower,
    Capital,
    /// Two or more letters, all capitals.
    Upper,
}

#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    start: u32,
    end: u32,
    /// The character of a mark.
    pub mark: char,
    pub id: WordId,
    pub kind: Kind,
    pub case: Case,
    /// White space, or the start of the text, stands before it.
    pub spaced: bool,
}

impl Lexeme {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Hyphens, dashes and the minus sign.
    pub fn is_hyphen(&self) -> bool {
        matches!(self.mark, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
    }
}

/// The lexemes of a paragraph, with questions that are safe to ask at any index.
pub struct Lexed<'a> {
    pub text: &'a str,
    lexemes: Vec<Lexeme>,
    lexicon: &'static Lexicon,
}

impl<'a> Lexed<'a> {
    pub fn new(text: &'a str, tokens: &[Token]) -> Lexed<'a> {
        let lexicon = lexicon();
        let mut lexemes = Vec::with_capacity(tokens.len() + tokens.len() / 8);
        lex_with(text, tokens, |word| lexicon.id(word), |lexeme| lexemes.push(lexeme));
        Lexed { text, lexemes, lexicon }
    }

    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    #[inline]
    pub fn get(&self, i: usize) -> Option<&Lexeme> {
        self.lexemes.get(i)
    }

    #[inline]
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.get(i).map(|l| l.kind)
    }

    #[inline]
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word)
    }

    #[inline]
    pub fn is_digits(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Digits)
    }

    #[inline]
    pub fn is(&self, i: usize, role: Role) -> bool {
        self.get(i).is_some_and(|l| self.lexicon.is(l.id, role))
    }

    #[inline]
    pub fn any(&self, i: usize, roles: &[Role]) -> bool {
        self.get(i).is_some_and(|l| self.lexicon.is_any(l.id, roles))
    }

    /// A word, or the first word of a phrase, in one of the roles of a [`mask`](super::mask).
    #[inline]
    pub fn begins(&self, i: usize, mask: u128) -> bool {
        self.get(i).is_some_and(|l| l.id != 0 && self.lexicon.begins(&self.lexemes, i, mask))
    }

    /// The word ends as those of a role do.
    pub fn ends(&self, i: usize, role: Role) -> bool {
        self.is_word(i) && self.lexicon.ends(self.text(i), role)
    }

    pub fn value(&self, i: usize, role: Role) -> Option<i32> {
        self.lexicon.value(self.get(i)?.id, role)
    }

    /// A word or phrase in this role that begins at `i`, the longest: its value and the index behind it.
    pub fn role(&self, i: usize, role: Role) -> Option<(i32, usize)> {
        self.lexicon.phrase(&self.lexemes, i, role).or_else(|| Some((self.value(i, role)?, i + 1)))
    }

    /// A word or phrase in this role that ends before `end`: its value and where it begins.
    pub fn role_before(&self, end: usize, role: Role) -> Option<(i32, usize)> {
        let last = end.checked_sub(1)?;
        self.lexicon.phrase_before(&self.lexemes, end, role).or_else(|| Some((self.value(last, role)?, last)))
    }

    #[inline]
    pub fn mark(&self, i: usize) -> char {
        self.get(i).map_or('\0', |l| l.mark)
    }

    #[inline]
    pub fn is_hyphen(&self, i: usize) -> bool {
        self.get(i).is_some_and(Lexeme::is_hyphen)
    }

    /// It stands directly behind the lexeme before it.
    #[inline]
    pub fn is_glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|l| !l.spaced)
    }

    /// A hyphen between two things without white space, as in "nine-day".
    pub fn is_joint(&self, i: usize) -> bool {
        self.is_hyphen(i) && self.is_glued(i) && self.is_glued(i + 1)
    }

    /// `i`, or the index behind a joint that stands there.
    pub fn past_joint(&self, i: usize) -> usize {
        if self.is_joint(i) { i + 1 } else { i }
    }

    pub fn is_lower(&self, i: usize) -> bool {
        self.get(i).is_some_and(|l| l.kind == Kind::Word && l.case == Case::Lower)
    }

    pub fn is_capital(&self, i: usize) -> bool {
        self.get(i).is_some_and(|l| l.kind == Kind::Word && l.case != Case::Lower)
    }

    pub fn is_upper(&self, i: usize) -> bool {
        self.get(i).is_some_and(|l| l.kind == Kind::Word && l.case == Case::Upper)
    }

    pub fn text(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |l| l.span().of(self.text))
    }

    /// From the start of the lexeme `first` to the end of the one before `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.get(first), end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(a), Some(b)) if a.start <= b.end => Span { start: a.start, end: b.end },
            _ => Span::default(),
        }
    }
}

/// Cut a text into lexemes, each given to `emit`; `id` looks a word up. Addresses and handles among the
/// tokens are single opaque lexemes.
pub fn lex_with(text: &str, tokens: &[Token], id: impl Fn(Key) -> WordId, mut emit: impl FnMut(Lexeme)) {
    let bytes = text.as_bytes();
    let mut opaque = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Url | TokenKind::Handle)).peekable();
    let mut i = 0;
    let mut spaced = true;
    let mut after_mark = true;
    let id = |start: usize, end: usize| Key::of(bytes, start, end).map_or(0, &id);
    while let Some(&byte) = bytes.get(i) {
        if byte == b' ' {
            (spaced, i) = (true, i + 1);
            continue;
        }
        while opaque.next_if(|t| (t.span.end as usize) <= i).is_some() {}
        let start = i;
        let mut lexeme =
            Lexeme { start: i as u32, end: 0, mark: '\0', id: 0, kind: Kind::Opaque, case: Case::Lower, spaced };
        if let Some(t) = opaque.next_if(|t| t.span.start as usize == i && t.span.end as usize > i) {
            i = t.span.end as usize;
        } else if byte.is_ascii_digit()
            || byte == b'.' && (spaced || after_mark) && bytes.get(i + 1).is_some_and(u8::is_ascii_digit)
        {
            let (end, kind) = number(bytes, i);
            (i, lexeme.kind) = (end, kind);
            if end - start <= 3 {
                lexeme.id = id(start, end);
            }
        } else if let Some((end, case)) = ascii_word(bytes, i) {
            (i, lexeme.kind, lexeme.case, lexeme.id) = (end, Kind::Word, case, id(start, end));
        } else {
            let rest = &text[i..];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                spaced = true;
                i += c.len_utf8();
                continue;
            }
            if is_invisible(c) {
                i += c.len_utf8();
                continue;
            }
            if c.is_alphabetic() {
                i += word_len(rest);
                let word = &text[start..i];
                lexeme.kind = Kind::Word;
                lexeme.case = case(word);
                lexeme.id = id(start, i);
            } else {
                // A line of the same mark is one mark.
                i += rest.chars().take_while(|&d| d == c).map(char::len_utf8).sum::<usize>();
                lexeme.kind = Kind::Mark;
                lexeme.mark = if i - start == c.len_utf8() || matches!(c, '-' | '—' | '–') { c } else { '…' };
                lexeme.id = if lexeme.mark == c { id(start, start + c.len_utf8()) } else { 0 };
            }
        }
        lexeme.end = i as u32;
        after_mark = lexeme.kind == Kind::Mark;
        emit(lexeme);
        spaced = false;
    }
}

/// The end of the digits at `i`, with `,` between groups of three (or two, as in India) and one decimal point.
fn number(bytes: &[u8], mut i: usize) -> (usize, Kind) {
    let start = i;
    let digits_from = |from: usize| digits_from(bytes, from);
    let (mut points, mut commas, mut kind) = (0, 0, Kind::Digits);
    while let Some(&byte) = bytes.get(i) {
        let next = digits_from(i + 1);
        match byte {
            b'0'..=b'9' => {}
            b',' if points == 0 && (next == 3 || is_indian(bytes, i)) => commas += 1,
            // "12,5" and "1.000,5": a decimal comma, or a list of numbers that nobody can tell from one.
            b',' if (next == 1 || next == 2) && !is_listed(bytes, start, i + 1 + next) => {
                (points, commas) = (points + 1, commas + 1)
            }
            b'.' if next > 0 => points += 1,
            _ => break,
        }
        i += 1;
    }
    let european = points == 2 && commas == 1 && is_european(&bytes[start..i]);
    if points > 1 && !european
        || points == 1 && commas > 1 && !bytes[start..i].contains(&b'.')
        || i - start > LONGEST_NUMBER
    {
        kind = Kind::Opaque;
    }
    (i, kind)
}

/// How many digits stand at `from`, up to five.
fn digits_from(bytes: &[u8], from: usize) -> usize {
    bytes[from.min(bytes.len())..].iter().take(5).take_while(|b| b.is_ascii_digit()).count()
}

/// "6-4,6-3": the numbers around a comma belong to others.
fn is_listed(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| bytes.get(i));
    matches!(before, Some(b'-' | b':' | b'/')) || matches!(bytes.get(end), Some(b'-' | b':' | b'/'))
}

/// Groups of two behind this comma, and a last one of three: "1,00,000".
fn is_indian(bytes: &[u8], mut comma: usize) -> bool {
    let first = comma;
    while comma - first <= LONGEST_NUMBER && bytes.get(comma) == Some(&b',') && digits_from(bytes, comma + 1) == 2 {
        comma += 3;
    }
    comma > first && bytes.get(comma) == Some(&b',') && digits_from(bytes, comma + 1) == 3
}

/// "1.000,5": a point before a group of three, then a decimal comma.
fn is_european(number: &[u8]) -> bool {
    let point = number.iter().position(|b| *b == b'.').unwrap_or(0);
    (1..=3).contains(&point) && number.get(point + 4) == Some(&b',') && digits_from(number, point + 1) == 3
}

/// The end and the case of a word of plain letters.
fn ascii_word(bytes: &[u8], start: usize) -> Option<(usize, Case)> {
    let first = bytes.get(start).filter(|byte| byte.is_ascii_alphabetic())?;
    let (mut end, mut capitals) = (start + 1, 0);
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
        capitals += usize::from(byte.is_ascii_uppercase());
        end += 1;
    }
    // Letters of other alphabets go on.
    let plain = bytes.get(end).is_none_or(u8::is_ascii);
    let case = match (first.is_ascii_uppercase(), capitals) {
        (true, n) if n > 0 && n == end - start - 1 => Case::Upper,
        (false, 0) => Case::Lower,
        _ => Case::Capital,
    };
    plain.then_some((end, case))
}

fn word_len(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.as_bytes().get(ascii) {
        Some(b) if *b >= 0x80 => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
        _ => ascii,
    }
}

fn case(word: &str) -> Case {
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if c.is_uppercase() => {
            let rest = chars.as_str();
            let upper = !rest.is_empty() && rest.chars().all(|c| !c.is_lowercase());
            if upper { Case::Upper } else { Case::Capital }
        }
        // "iPhone" and "mRNA" are names; "kW" and "kWh" are decided by their identity.
        _ if word.bytes().any(|b| b.is_ascii_uppercase()) => Case::Capital,
        _ => Case::Lower,
    }
}
