//! Surnames alone, as they stand in the text: whether a word is one, and whether what stands beside it says whose.

use super::is_known_word;
use crate::text::Span;

/// Whether a word is written as surnames are: O’Brien, McCaul and Garcia-Lopez, not T-Pain, AMLO or JohnSmith.
pub fn is_surname(word: &str) -> bool {
    word.split('-').all(|part| {
        let letters: Vec<char> = part.chars().collect();
        let inner = letters.iter().enumerate().skip(1).filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
        letters.len() > 2
            && letters[0].is_uppercase()
            && letters[letters.len() - 1].is_lowercase()
            && letters.iter().all(|c| c.is_alphabetic() || matches!(c, '’' | '\''))
            && inner.clone().count() <= 1
            && inner.into_iter().all(|at| at <= 3)
    })
}

/// Whether a name may be the plural of another: the Barnards.
pub fn is_plural(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(is_known_word)
}

/// Whether a word is neither a part of a longer name, nor said behind it who that is: "“Buster” Barnard", "Hameed, a
/// farmer", "Pericles of Athens".
pub fn stands_alone(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or("");
    let behind = text.get(span.end as usize..).unwrap_or("");
    let mut back = before.trim_end_matches(' ').chars().rev();
    let last = back.next();
    let nickname = matches!(last, Some('”' | '"' | ')')) && back.next().is_some_and(char::is_alphabetic);
    let joined = before.ends_with(['-', '’', '\'', '/']);
    let explained = behind.starts_with([',', '-', '(']) || behind.starts_with(" of ") || behind.starts_with(" (");
    !nickname && !joined && !explained
}

/// Whether neither "Trump Jr." nor "Bush-Clinton" goes on behind or before a name.
pub fn is_whole(text: &str, span: Span) -> bool {
    let behind = text.get(span.end as usize..).unwrap_or("");
    let before = text.get(..span.start as usize).unwrap_or("");
    !behind.starts_with(['-', '–'])
        && !behind.starts_with(" Jr")
        && !behind.starts_with(" Sr")
        && !before.ends_with(['-', '–'])
}

/// Whether a surname stands somewhere behind another word with a capital that starts no sentence.
pub fn is_named_in_full(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '\u{a0}']);
        let last = before.rsplit(|c: char| c.is_whitespace() || "“”\"‘(—".contains(c)).next().unwrap_or("");
        before.len() < at && last.starts_with(char::is_uppercase)
    })
}
