//! Countries that no table knows: what an article does with a name says that it is one.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Name;
use super::lexicon::{LEXICON, flag, phrase_key};
use crate::read::fold::plain;
use crate::read::{EntityType, Layout};
use crate::text::TokenKind;

/// How sure such names are.
const CONFIDENCE: f32 = 0.8;
/// What stands between "Norland’s" and "ministry" at most: *foreign and trade*.
const BETWEEN: usize = 3;

/// Make places of the names that an article treats as countries ("Norlandia’s foreign ministry", "the prime minister of
/// Norlandia", "Norlandian troops") wherever they stand, and groups of their demonyms. Names of one word that no table
/// knows, and nobody's: of the others enough is known. Linear in the article.
pub(super) fn settle(layout: &Layout<'_>, names: &mut Vec<Name>, doubtful: &mut Vec<Name>) {
    let lands = lands(layout, names, doubtful);
    if lands.is_empty() {
        return;
    }
    let found = |word: &str| match demonym_of(word).filter(|land| lands.contains(land)) {
        Some(_) => Some(EntityType::Group),
        None => lands.contains(word).then_some(EntityType::Place),
    };
    doubtful.retain(|name| found(name.span.of(layout.text)).is_none());
    let mut at = 0;
    let mut missed = Vec::new();
    for (i, word) in capitalised(layout) {
        let (Some(kind), token) = (found(word), &layout.tokens[i]) else { continue };
        while names.get(at).is_some_and(|name| name.span.end <= token.span.start) {
            at += 1;
        }
        match names.get_mut(at).filter(|name| name.span.start < token.span.end) {
            Some(name) if name.span == token.span => {
                let confidence = if name.kind == kind { name.confidence } else { CONFIDENCE };
                *name = Name { span: name.span, kind, title: None, confidence };
            }
            Some(_) => {}
            None => missed.push(Name { span: token.span, kind, title: None, confidence: CONFIDENCE }),
        }
    }
    if !missed.is_empty() {
        names.extend(missed);
        names.sort_by_key(|name| name.span);
    }
}

/// The words that the article treats as countries.
fn lands<'t>(layout: &Layout<'t>, names: &[Name], doubtful: &[Name]) -> HashSet<&'t str> {
    let all = || names.iter().chain(doubtful).map(|name| (name, name.span.of(layout.text)));
    let mut said: HashMap<&str, bool> =
        all().map(|(_, words)| words).filter(|words| is_shaped(words)).map(|word| (word, false)).collect();
    for (_, words) in all().filter(|(name, _)| name.kind == EntityType::Person) {
        if words.contains(' ') {
            words.split_whitespace().for_each(|word| _ = said.remove(word));
        }
    }
    for (i, word) in capitalised(layout) {
        if let Some(said) = said.get_mut(word) {
            *said = *said || has_ministries(layout, i) || has_a_prime_minister(layout, i);
        }
        if let Some(said) = demonym_of(word).and_then(|land| said.get_mut(land)) {
            *said = *said || word.ends_with('s') || is_adjective(layout, i);
        }
    }
    // Asked last: hardly any name is treated so, and the tables are large.
    said.retain(|word, said| *said && is_unknown(word));
    said.into_keys().collect()
}

/// The words with a capital, by their tokens: all others are no names.
fn capitalised<'t>(layout: &Layout<'t>) -> impl Iterator<Item = (usize, &'t str)> {
    let words = layout.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    let words = words.map(|(i, token)| (i, token.span.of(layout.text)));
    words.filter(|(_, word)| !word.as_bytes().first().is_some_and(u8::is_ascii_lowercase))
}

/// One word, written like a name.
fn is_shaped(name: &str) -> bool {
    let letters = name.len() > 3 && name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic);
    letters && name.chars().any(char::is_lowercase)
}

/// A name that is in no table.
fn is_unknown(name: &str) -> bool {
    let known = |key: &str| {
        LEXICON.flags(key) & (flag::STOP | flag::ENGLISH | flag::GIVEN | flag::SURNAME) != 0
            || LEXICON.name(key).is_some()
            || LEXICON.city(key).is_some()
    };
    !known(&plain(name)) && !known(&phrase_key(name))
}

/// Norlandia, of Norlandian and Norlandians.
fn demonym_of(word: &str) -> Option<&str> {
    let land = word.strip_suffix('s').unwrap_or(word).strip_suffix('n')?;
    land.ends_with("ia").then_some(land)
}

/// Norlandia’s foreign *ministry*: only countries have one.
fn has_ministries(layout: &Layout<'_>, i: usize) -> bool {
    if layout.tokens.get(i + 1).is_none_or(|token| token.kind != TokenKind::Clitic || token.spaced) {
        return false;
    }
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    (i + 2..)
        .take(BETWEEN + 1)
        .map(|k| layout.word(k))
        .take_while(small)
        .any(|word| LEXICON.classes(word) & flag::POLITY != 0)
}

/// The *prime minister of* Norlandia.
fn has_a_prime_minister(layout: &Layout<'_>, i: usize) -> bool {
    let behind = ["prime", "minister", "of"];
    i >= behind.len() && behind.iter().enumerate().all(|(k, word)| plain(layout.word(i - behind.len() + k)) == *word)
}

/// *Norlandian* troops: before a word without a capital, which is nobody's surname.
fn is_adjective(layout: &Layout<'_>, i: usize) -> bool {
    let noun = layout.tokens.get(i + 1).filter(|token| token.kind == TokenKind::Word && token.spaced);
    noun.is_some_and(|_| layout.word(i + 1).starts_with(char::is_lowercase))
}
