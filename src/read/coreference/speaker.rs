//! Which entity a speaker is, by the words that name him.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::view::View;
use crate::data::words_of;
use crate::read::fold::plain;
use crate::read::names::lexicon::flag;
use crate::read::{EntityType, Form, LocalId, Mention};
use crate::text::Span;

/// The entity of the mention that a speaker's span is, or ends in, where that is who speaks.
pub fn entity(view: &View<'_, '_>, speaker: Span, mentions: &[Mention]) -> Option<LocalId> {
    let text = view.layout.text;
    let at = mentions.partition_point(|m| m.span.start < speaker.start);
    let inside = || mentions[at..].iter().take_while(|m| m.span.start < speaker.end);
    // "Zelensky’s office" is not Zelensky.
    let ends = |m: &&Mention| {
        let is_last =
            m.span.end >= speaker.end || Span { start: m.span.end, end: speaker.end }.of(text).trim().is_empty();
        is_last && !belongs_to(view, speaker, mentions, m)
    };
    let person = inside().find(|m| m.kind == EntityType::Person && ends(m));
    let found = person
        .or_else(|| inside().find(ends))
        .or_else(|| mentions[..at].iter().rev().take(4).find(|m| m.span.covers(speaker)))
        .or_else(|| beside(speaker, text, &mentions[at..]));
    found.map(|m| m.entity)
}

/// The speaker is somebody of the one that his description ends in: "a spokesman for Ada Byron". A spokesman of a body
/// speaks for it.
fn belongs_to(view: &View<'_, '_>, speaker: Span, mentions: &[Mention], name: &Mention) -> bool {
    let mut start = name.title.map_or(name.span.start, |title| title.start.min(name.span.start));
    let mut behind_title = name.title.is_some();
    while start > speaker.start {
        let Some(token) = view.token_from(start).checked_sub(1) else { return false };
        let word = plain(view.word(token));
        if WORDS.belongs.contains(&*word) {
            let of_body = token > 0
                && name.kind != EntityType::Person
                && view.span(token - 1).start >= speaker.start
                && plain(view.word(token - 1)).starts_with("spokes");
            return view.span(token).start > speaker.start && !of_body;
        }
        let before = view.span(token);
        let end = mentions.partition_point(|m| m.span.start < start);
        // "for Norlandian President Ada Byron", but "the director of Delian Railways Ada Byron".
        let named = mentions[..end].iter().rev().take(4).find(|m| m.form == Form::Name && m.span.end == before.end);
        start = match named {
            Some(named) if behind_title && named.kind != EntityType::Person => named.span.start,
            Some(_) => return false,
            None if view.is(token, flag::ROLE | flag::ROLE_BEFORE) => {
                behind_title = true;
                before.start
            }
            None if WORDS.before.contains(&*word) => before.start,
            None => return false,
        };
    }
    false
}

/// Plain words before the name that a description ends in.
struct Words {
    belongs: FxHashSet<&'static str>,
    before: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let class = |class| words_of(include_str!("../../data/speaker_words.tsv"), class).collect();
    Words { belongs: class("belongs"), before: class("before") }
});

/// Who a description stands beside in apposition: "The inspector general, Olena Marchenko, said".
fn beside<'m>(description: Span, text: &str, behind: &'m [Mention]) -> Option<&'m Mention> {
    let next = behind.iter().take(8).find(|m| m.span.start >= description.end && m.form == Form::Name)?;
    let between = Span { start: description.end, end: next.span.start }.of(text);
    (next.kind == EntityType::Person && between.trim() == ",").then_some(next)
}
