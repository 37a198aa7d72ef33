//! Lines that say who wrote an article.

use super::patterns::{Tokens, Words, is_word};
use crate::text::TokenKind;

/// "By Jane Roe and John Doe", "By JANE ROE | Harbour Post".
pub fn is_by(p: Tokens<'_>) -> bool {
    let second = p.word(1);
    let names = (1..p.len()).all(|i| match p.kind(i) {
        Some(TokenKind::Word) => is_capitalised(p.word(i)) || is_word(Words::NameLink, p.word(i)),
        Some(TokenKind::Clitic | TokenKind::Number) => false,
        _ => !matches!(p.word(i), "?" | "!" | ":" | "“" | "”" | "\"" | "$" | "%"),
    });
    let opens = matches!(p.word(0), "By" | "BY" | "by") && p.kind(1) == Some(TokenKind::Word);
    let person = is_capitalised(second)
        && !is_word(Words::NameLink, second)
        && !is_word(Words::Month, second)
        && !is_word(Words::Weekday, second);
    let sentence = p.word(p.len().saturating_sub(1)) == "." && p.len() > 8;
    opens && person && names && (3..=28).contains(&p.len()) && !sentence
}

/// "Jane Roe": two to four capitalised words.
pub fn is_name(p: Tokens<'_>) -> bool {
    name_end(p, 0) == Some(p.len())
}

/// "Jane Roe, Harbour Post"; "Jane Roe | Harbour Post".
pub fn is_name_and_outlet(p: Tokens<'_>) -> bool {
    let Some(end) = name_end(p, 0) else { return false };
    let parted = matches!(p.word(end), "," | "|" | "-" | "–" | "—" | "/");
    let outlet = end + 1..p.len();
    parted
        && (1..=8).contains(&outlet.len())
        && outlet.clone().all(|i| is_capitalised(p.word(i)) || is_word(Words::NameLink, p.word(i)) || p.word(i) == ",")
        && is_capitalised(p.word(end + 1))
}

/// "HARBOUR TODAY", "The Associated Press", "Opinion contributor": few words, one of them as outlets are called.
pub fn is_outlet(p: Tokens<'_>) -> bool {
    (1..=5).contains(&p.len())
        && (0..p.len()).all(|i| p.kind(i) == Some(TokenKind::Word))
        && (0..p.len()).any(|i| is_word(Words::Outlet, p.word(i)))
        && is_capitalised(p.word(0))
}

/// The index behind a name of two to four words at `at`.
fn name_end(p: Tokens<'_>, at: usize) -> Option<usize> {
    let name = |i: usize| {
        p.kind(i) == Some(TokenKind::Word) && is_capitalised(p.word(i)) && !is_word(Words::NameLink, p.word(i))
    };
    let mut end = at;
    while name(end) || p.word(end) == "." && end > at && p.word(end - 1).len() <= 3 {
        end += 1;
    }
    let words = (at..end).filter(|&i| p.kind(i) == Some(TokenKind::Word)).count();
    (2..=4).contains(&words).then_some(end)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
