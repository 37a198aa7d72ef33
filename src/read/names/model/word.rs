//! What the recogniser sees in one word, whatever stands around it.

use super::hash;
use super::table::{Lists, WordTable, chain};
use crate::text::{TokenKind, is_hyphen_in_word, is_invisible};

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Case {
    #[default]
    Mark,
    Digits,
    Lower,
    /// `Kyiv`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `McCain`
    Camel,
    /// `iPhone`
    Inner,
    /// One capital letter, with or without a dot: `I`, `D.`
    Initial,
}

impl Case {
    /// Written with a capital: the words names are made of.
    #[inline(always)]
    pub(crate) fn is_capital(self) -> bool {
        self >= Case::Title
    }

    /// In small letters or without letters.
    #[inline(always)]
    pub(crate) fn is_small(self) -> bool {
        self < Case::Title
    }
}

/// One word form: hashes of its parts, its clusters, the lists it is on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub lower: u64,
    pub exact: u64,
    pub shape: u64,
    pub prefixes: [u64; 3],
    pub suffixes: [u64; 4],
    pub case: Case,
    pub coarse: u16,
    pub fine: u16,
    /// The first letter.
    pub initial: u32,
    /// What [`chain`] makes of the letters of a word in capitals, for comparison with initials.
    pub letters: u64,
    /// Membership of word lists, by the bits of [`super::table::lists`].
    pub lists: u32,
    /// An address, a handle or an angle bracket: no part of a name.
    pub barrier: bool,
}

/// Longer words are seen by this many of their bytes.
const LONGEST: usize = 64;

impl Word {
    pub(crate) fn new(text: &str, kind: TokenKind, words: &WordTable, lists: &Lists) -> Word {
        let text = head(text);
        let (shape, case) = shape(text, kind);
        let lower = lower(text);
        let key = hash::bytes(lower.as_bytes());
        let entry = words.get(key);
        let prefix = |k: usize| {
            let end = lower.char_indices().nth(k).map_or(lower.len(), |(i, _)| i);
            hash::bytes(&lower.as_bytes()[..end])
        };
        let suffix = |k: usize| {
            let start = lower.char_indices().rev().nth(k - 1).map_or(0, |(i, _)| i);
            hash::bytes(&lower.as_bytes()[start..])
        };
        Word {
            lower: key,
            exact: hash::bytes(text.as_bytes()),
            shape,
            prefixes: [prefix(2), prefix(3), prefix(4)],
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
            case,
            coarse: entry.coarse,
            fine: entry.fine,
            initial: lower.chars().next().map_or(0, u32::from),
            letters: if case == Case::Upper { letters(&lower) } else { 0 },
            lists: u32::from(entry.lists) | (lists.get(chain(0, key)) & !0x7f),
            barrier: matches!(kind, TokenKind::Url | TokenKind::Handle) || matches!(text, "<" | ">"),
        }
    }
}

/// A word as the tables know it: small letters, nothing invisible, the apostrophe and the hyphen of a typewriter.
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = text.chars().filter(|c| !is_invisible(*c)).map(|c| match c {
        '’' => '\'',
        c if is_hyphen_in_word(c) => '-',
        c => c,
    });
    plain.collect::<String>().to_lowercase()
}

fn letters(lower: &str) -> u64 {
    lower.chars().filter(|c| c.is_alphanumeric()).fold(0, |key, c| chain(key, u64::from(u32::from(c))))
}

fn head(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

/// A hash of the shape (runs of letters and digits cut to two: `Xxx`, `X.X.`, `dd`) and the case.
fn shape(text: &str, kind: TokenKind) -> (u64, Case) {
    let mut shape = hash::Hash::new();
    let (mut last, mut run) = ('\0', 0);
    let (mut upper, mut letters, mut digits, mut first_upper, mut seen) = (0, 0, 0, false, false);
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        let class = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if c.is_numeric() {
            'd'
        } else {
            c
        };
        if class == 'X' {
            upper += 1;
            first_upper |= !seen;
        }
        seen = true;
        letters += usize::from(class == 'X' || class == 'x');
        digits += usize::from(class == 'd');
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            let mut buffer = [0; 4];
            class.encode_utf8(&mut buffer).bytes().for_each(|b| shape.add(b));
        }
    }
    let case = match kind {
        TokenKind::Word if letters > 0 => {
            if upper == 0 {
                Case::Lower
            } else if letters == 1 && digits == 0 {
                Case::Initial
            } else if upper == letters {
                Case::Upper
            } else if first_upper && upper == 1 {
                Case::Title
            } else if first_upper {
                Case::Camel
            } else {
                Case::Inner
            }
        }
        TokenKind::Number => Case::Digits,
        _ => Case::Mark,
    };
    (shape.end(), case)
}
