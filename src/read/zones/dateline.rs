//! The opening of an article's text that says where, when and by whom it was filed: "KYIV, Sept 28 (Reuters) -".

use super::patterns::{Tokens, Words, is_word};
use crate::text::{Span, TokenKind};

/// The dateline that a paragraph opens with, its dash included.
pub fn opening(p: Tokens<'_>) -> Option<Span> {
    let end = filed(p).or_else(|| source_alone(p)).or_else(|| date_before_text(p))?;
    Some(p.tokens.first()?.span.join(p.tokens.get(end)?.span))
}

/// The longest dateline, in tokens.
const LONGEST: usize = 22;

/// `KYIV, Ukraine (AP) —`, `NEW YORK —`, `Kyiv, Sept. 28 (Xinhua) --`: capitalised words and a dash. Gives the index of
/// the dash.
fn filed(p: Tokens<'_>) -> Option<usize> {
    let dash = (1..p.len().min(LONGEST)).find(|&i| is_dash(p, i))?;
    let (mut source, mut number, mut words) = (false, false, 0);
    let mut depth = 0;
    for i in 0..dash {
        match (p.kind(i)?, p.word(i)) {
            (TokenKind::Number, _) => number = true,
            (TokenKind::Word, word) if depth > 0 && word.contains('.') || word.starts_with(char::is_uppercase) => {
                words += usize::from(depth == 0);
            }
            (TokenKind::Word, word) if is_word(Words::NameLink, word) && i > 0 => {}
            (TokenKind::Word, word) if number && word.len() == 2 => {} // 28th
            (TokenKind::Url | TokenKind::Handle, _) if depth > 0 => {}
            (_, "(") => (source, depth) = (true, depth + 1),
            (_, ")") => depth -= 1,
            (_, "," | "." | "/" | "|" | "’" | "'" | "-" | "–") => {}
            _ => return None,
        }
    }
    let place = p.word(0);
    if depth != 0 || is_word(Words::NotPlace, place) || !p.kind(0).is_some_and(|k| k == TokenKind::Word) {
        return None;
    }
    let next = p.word(dash + 1);
    let opens = next.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '`' | '$' | '(' | '[')
    });
    let dated = number && (0..dash).any(|i| is_word(Words::Month, p.word(i)));
    let shouted = place.chars().filter(|c| c.is_uppercase()).count() > 1 && !place.contains(char::is_lowercase);
    let sure = source || dated;
    let comma = (0..dash).any(|i| p.word(i) == ",");
    // Without source, date or capitals only a bare name of a place counts, and no dash may follow: “Roe — the mayor — …”
    let bare = words <= 3
        && (comma || words == 1 || p.word(dash) != "-")
        && !(dash + 1..p.len().min(60)).any(|i| is_dash(p, i));
    (words <= 8 && (sure || opens && !number && (shouted || bare))).then_some(dash)
}

/// `(Reuters) -`, `(CNN)`, also glued to the first word. Gives the index of the last token.
fn source_alone(p: Tokens<'_>) -> Option<usize> {
    let close = (2..8.min(p.len())).find(|&i| p.word(i) == ")")?;
    if p.word(0) == "(" {
        let known = (1..close).any(|i| is_word(Words::Agency, p.word(i)));
        return match is_dash(p, close + 1) {
            true if known || close == 2 => Some(close + 1),
            _ => known.then_some(close),
        };
    }
    // Washington (CNN) Roe said …
    let open = (1..close).find(|&i| p.word(i) == "(")?;
    let place = (0..open).all(|i| p.word(i).starts_with(char::is_uppercase) || matches!(p.word(i), "," | "."));
    (place && close == open + 2 && is_word(Words::Agency, p.word(open + 1))).then_some(close)
}

/// `Thursday, March 15, 2012 The council …`. Gives the index of the year.
fn date_before_text(p: Tokens<'_>) -> Option<usize> {
    let year = date(p, 0)?;
    let next = p.tokens.get(year + 1)?;
    (next.spaced && next.kind == TokenKind::Word && p.word(year + 1).starts_with(char::is_uppercase)).then_some(year)
}

/// A whole date at `at`: weekday or not, month, day and year in either order. Gives the index of the year.
fn date(p: Tokens<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    let skip = |i: usize| if matches!(p.word(i), "," | ".") { i + 1 } else { i };
    if is_word(Words::Weekday, p.word(i)) {
        i = skip(i + 1);
    }
    let number = |i: usize| p.kind(i) == Some(TokenKind::Number);
    if is_word(Words::Month, p.word(i)) && number(skip(i + 1)) {
        i = skip(skip(i + 1) + 1);
    } else if number(i) && is_word(Words::Month, p.word(i + 1)) {
        i = skip(i + 2);
    } else {
        return None;
    }
    (number(i) && p.word(i).len() == 4).then_some(i)
}

/// A paragraph that is nothing but a date of publication: "Monday, May 18, 2015", "Updated 5:30 p.m. ET, March 14, 2020".
pub fn is_stamp(p: Tokens<'_>) -> bool {
    p.len() <= 24
        && (0..p.len()).any(|i| date(p, i).is_some())
        && (0..p.len()).all(|i| match p.kind(i) {
            Some(TokenKind::Number | TokenKind::Punctuation) => true,
            _ => [Words::Month, Words::Weekday, Words::Stamp].into_iter().any(|list| is_word(list, p.word(i))),
        })
}

fn is_dash(p: Tokens<'_>, at: usize) -> bool {
    let Some(token) = p.tokens.get(at) else { return false };
    match p.word(at) {
        "—" | "–" | "--" | "---" | "―" => true,
        "-" => token.spaced || at > 0 && p.word(at - 1) == ")",
        _ => false,
    }
}
