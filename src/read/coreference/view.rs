//! What coreference looks up again and again: words in their plain form, which sentence, inside a quotation or not.

use crate::read::names::lexicon::{LEXICON, flag};
use crate::read::{Layout, Mention, Quotation};
use crate::text::Span;

pub struct View<'l, 'a> {
    pub layout: &'l Layout<'a>,
    /// Marked quotations that are in no other, by where they start.
    pub quoted: Vec<Span>,
}

impl<'l, 'a> View<'l, 'a> {
    pub fn new(layout: &'l Layout<'a>, quotations: &[Quotation]) -> View<'l, 'a> {
        let quoted = quotations.iter().filter(|q| q.inside.is_none()).map(|q| q.span).collect();
        View { layout, quoted }
    }

    pub fn word(&self, token: usize) -> &'a str {
        self.layout.word(token)
    }

    pub fn is(&self, token: usize, flags: u32) -> bool {
        self.layout.known.get(token).is_some_and(|known| known.classes & flags != 0)
    }

    /// I, me, my.
    pub fn is_first_person(&self, token: usize) -> bool {
        self.layout.known.get(token).is_some_and(|known| known.entry.is_speaker_of_it())
    }

    pub fn span(&self, token: usize) -> Span {
        self.layout.tokens.get(token).map_or_else(Span::default, |t| t.span)
    }

    /// A word of a title: its head, or what goes before one.
    pub fn in_title(&self, token: usize) -> bool {
        self.is(token, flag::ROLE | flag::ROLE_BEFORE)
    }

    /// The sentence that a mention stands in.
    pub fn sentence(&self, mention: &Mention) -> usize {
        self.layout.sentence_at(mention.span.start).unwrap_or(0)
    }

    /// The offset is inside quotation marks.
    pub fn is_quoted(&self, offset: u32) -> bool {
        let at = self.quoted.partition_point(|q| q.start <= offset);
        self.quoted[..at].last().is_some_and(|q| q.contains(offset))
    }

    /// One quotation holds all of it.
    pub fn is_all_quoted(&self, span: Span) -> bool {
        let at = self.quoted.partition_point(|q| q.start <= span.start);
        self.quoted[..at].last().is_some_and(|q| q.covers(span))
    }

    /// The token that starts at or behind an offset.
    pub fn token_from(&self, offset: u32) -> usize {
        self.layout.tokens.partition_point(|t| t.span.start < offset)
    }
}

/// The classes of a word; of a hyphenated one, those of its parts: "commander-in-chief", "ex-president".
pub fn classes(word: &str) -> u32 {
    let whole = LEXICON.classes_of(word);
    if whole != 0 || !word.contains('-') {
        return whole;
    }
    let parts = word.split('-').map(|part| LEXICON.classes_of(part));
    parts.fold(0, |all, part| all | part & (flag::ROLE | flag::ROLE_BEFORE))
}
