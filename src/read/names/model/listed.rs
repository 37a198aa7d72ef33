//! What the tables know better than the weights: demonyms and events, and the holders of a country's offices.

use super::feature::{Brief, Style};
use super::hash;
use super::labels::{EVENT, GROUP, PERSON, PLACE};
use super::piece::Piece;
use super::table::{PREFIX, lists};
use super::trained::Settled;
use super::word::Case;
use crate::text::Span;

/// Add them to the names that the weights find in a paragraph, which are in order and do not overlap.
pub(super) fn add(words: &[Brief], pieces: &[Piece], out: &mut Vec<Settled>) {
    add_listed(words, pieces, out);
    add_holders(words, pieces, out);
}

/// Demonyms and events of the tables that the weights let pass: inside a sentence, a capital leaves no doubt.
fn add_listed(words: &[Brief], pieces: &[Piece], out: &mut Vec<Settled>) {
    let before = out.len();
    let sure = |w: &Brief| w.case == Case::Title && w.style == Style::Prose && !w.opens;
    let mut i = 0;
    while let Some(w) = words.get(i) {
        let (kind, len) = if w.on(lists::DEMONYM) { (Some(GROUP), 1) } else { listed_event(&words[i..]) };
        let own = &pieces[i..i + len];
        if let (Some(kind), [first, ..], [.., last]) = (kind, own, own)
            && sure(w)
        {
            let span = Span { start: first.span.start, end: last.span.end };
            let found = &out[..before];
            let at = found.partition_point(|s| s.span.end <= span.start);
            let yields = |s: &Settled| kind == EVENT && s.confidence < DOUBTFUL && span.covers(s.span);
            if found[at..].iter().take_while(|s| s.span.start < span.end).all(yields) {
                out.push(Settled { span, title: None, kind, confidence: LISTED });
            }
        }
        i += len;
    }
    let listed = out.split_off(before);
    put(out, listed);
}

/// "Energy Minister of Norway Hanna Sor": the weights take the country for her name, or nothing for one.
fn add_holders(words: &[Brief], pieces: &[Piece], out: &mut Vec<Settled>) {
    let of = hash::bytes(b"of");
    let mut holders = Vec::new();
    for i in 2..words.len() {
        let (country, before) = (&words[i], &words[i - 2..i]);
        let is_of = before[1].lower == of && before[1].case == Case::Lower;
        if !(country.on(lists::COUNTRY) && country.style == Style::Prose && is_of && before[0].on(lists::ROLE)) {
            continue;
        }
        // "… Hanna Sor Monday said"
        let other = |w: &Brief| [lists::OTHER_WORD, lists::NOT_NAME, lists::STOP].iter().any(|list| w.on(*list));
        let is_part = |w: &&Brief| matches!(w.case, Case::Title | Case::Initial) && !w.opens && !other(w);
        let name = words[i + 1..].iter().take(MOST_PARTS + 1).take_while(is_part).count();
        if !(2..=MOST_PARTS).contains(&name) || !country.case.is_capital() || country.opens {
            continue;
        }
        let span = Span { start: pieces[i].span.start, end: pieces[i + name].span.end };
        let first = out.partition_point(|s| s.span.end <= span.start);
        let mut found = out[first..].iter().take_while(|s| s.span.start < span.end);
        if !found.any(|s| s.kind != PERSON && s.confidence >= CERTAIN) {
            let settled = |span, kind| Settled { span, title: None, kind, confidence: LISTED };
            let holder = Span { start: pieces[i + 1].span.start, ..span };
            holders.extend([settled(pieces[i].span, PLACE), settled(holder, PERSON)]);
        }
    }
    put(out, holders);
}

/// What the weights are so sure of stands beside an office.
const CERTAIN: f32 = 0.8;
/// Names of people have so many parts at most, here.
const MOST_PARTS: usize = 3;

/// Add names, in order, in the place of those that they overlap.
fn put(out: &mut Vec<Settled>, names: Vec<Settled>) {
    if names.is_empty() {
        return;
    }
    out.retain(|s| {
        let at = names.partition_point(|name| name.span.end <= s.span.start);
        names.get(at).is_none_or(|name| name.span.start >= s.span.end)
    });
    out.extend(names);
    out.sort_by_key(|s| s.span);
}

/// How sure it is of what only a table knows.
const LISTED: f32 = 0.9;
/// What the weights are less sure of gives way to an event of the tables.
const DOUBTFUL: f32 = 0.5;

/// Whether words start with an event of the tables that is nothing else in them, and how many of them it takes.
fn listed_event(words: &[Brief]) -> (Option<usize>, usize) {
    let Some(w) = words.first() else { return (None, 1) };
    let (types, len) = match w.run_lists() {
        Some(lists) => (lists >> lists::TYPES, 1 + words[1..].iter().take_while(|w| w.goes_on()).count()),
        // "the Watergate Hotel", "Renaissance Capital"
        None if words.get(1).is_some_and(|next| next.case.is_capital()) => (0, 1),
        None => ((w.lists & !PREFIX & !(1 << lists::ENGLISH)) >> lists::TYPES, 1),
    };
    ((types == 1 << EVENT).then_some(EVENT), len)
}
