//! Titles and roles directly before a name, and those that a name has swallowed.

use super::Name;
use super::lexicon::{LEXICON, flag};
use crate::read::fold::plain;
use crate::read::{EntityType, Layout};
use crate::text::{Span, TokenKind};

/// No title has more tokens.
const LONGEST: usize = 8;

/// Take titles off the front of a person's name, and find the title before it.
pub(super) fn part(layout: &Layout<'_>, name: &mut Name) {
    if name.kind != EntityType::Person {
        return;
    }
    let first = layout.token_at(name.span.start);
    let end = layout.token_at(name.span.end.saturating_sub(1)) + 1;
    if let Some(stop) = title_end(layout, first, end)
        && stop < end
        && layout.tokens[stop].kind == TokenKind::Word
    {
        name.span.start = layout.tokens[stop].span.start;
    }
    let start = layout.token_at(name.span.start);
    let from = layout.sentence_at(name.span.start).map_or(0, |s| layout.sentences[s].tokens.0 as usize);
    let lowest = from.max(start.saturating_sub(LONGEST));
    let mut best = None;
    for p in (lowest..start).rev() {
        let word = layout.word(p);
        let small = matches!(word, "of" | "the" | "for" | "and" | "to" | "in" | "-" | ".");
        if !small && !word.starts_with(char::is_uppercase) {
            break;
        }
        if title_end(layout, p, start) == Some(start) {
            best = Some(p);
        }
    }
    name.title = best.map(|p| Span { start: layout.tokens[p].span.start, end: layout.tokens[start - 1].span.end });
}

/// The end of a title that starts at a token (Deputy Defense Minister, Secretary of State, Sen.), before `end`.
fn title_end(layout: &Layout<'_>, from: usize, end: usize) -> Option<usize> {
    let mut k = from;
    let mut stop = None;
    while k < end {
        let word = layout.word(k);
        if word == "." && stop == Some(k) {
            k += 1;
            stop = Some(k);
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        let class = LEXICON.classes_of(word);
        if let Some(n) = phrase(layout, k, end) {
            k += n;
            stop = Some(k);
        } else if capital && class & flag::ROLE != 0 {
            k += 1;
            stop = Some(k);
        } else if capital && class & flag::ROLE_BEFORE != 0 {
            k += 1;
        } else {
            break;
        }
    }
    stop
}

/// The tokens of a title of several words.
fn phrase(layout: &Layout<'_>, from: usize, end: usize) -> Option<usize> {
    let first = plain(layout.word(from));
    let longest = LEXICON.longest_title(&first);
    let mut key = String::new();
    let mut best = None;
    for n in 0..longest.min(end.saturating_sub(from)) {
        if n > 0 {
            key.push(' ');
        }
        key.push_str(&plain(layout.word(from + n)));
        if LEXICON.is_title(&key) {
            best = Some(n + 1);
        }
    }
    best.filter(|_| layout.word(from).starts_with(char::is_uppercase))
}
