//! Which words of a noun phrase name the speaker: a name without its title, or the whole description.

use super::words::is;
use crate::read::names::Name;
use crate::read::{EntityType, Layout};
use crate::text::{Span, Token, TokenKind};

/// The mention in a phrase that was found to speak: "NATO Secretary General **Jens Stoltenberg**", "**the president of
/// Ukraine**", "**Zelensky’s office**". Names that were recognised go before runs of capitalised words.
pub(super) fn mention(layout: &Layout<'_>, names: &[Name], phrase: Span) -> Span {
    let words = Phrase::new(layout, phrase);
    let Some(whole) = words.span(0, words.len()) else { return phrase };
    let head = words.head();
    let Some(core) = words.span(0, head) else { return whole };
    let first = names.partition_point(|n| n.span.end <= whole.start);
    let inside = names.get(first..).unwrap_or(&[]).iter().take_while(|n| n.span.start < whole.end);
    let inside: Vec<&Name> = inside.filter(|n| whole.covers(n.span)).collect();
    // Ada Byron for the Morning Post, Mayor Ada Byron of Leeds: not what is behind the preposition. But of the father of
    // Ada Byron from Leeds, neither.
    let leads = |n: &&Name| words.is_preposition_at(n.span.end) && !words.has_preposition_before(n.span.start);
    let person = inside.iter().copied().filter(|n| n.kind == EntityType::Person).find(leads);
    if let Some(person) = person {
        return person.span;
    }
    let known: Vec<Span> = inside.iter().map(|n| n.span).collect();
    if let Some(name) = known.iter().rev().find(|n| n.end == core.end) {
        return *name;
    }
    // President of Ukraine Volodymyr Zelensky: a name behind the name of what is presided over.
    if let &[.., before, last] = known.as_slice()
        && last.end == whole.end
        && words.starts_with_title()
        && before.start > core.end
    {
        return last;
    }
    if known.is_empty()
        && let Some(name) = words.name(head)
    {
        return name;
    }
    if let Some(name) = words.apposition(names) {
        return name;
    }
    whole
}

/// The words of a noun phrase up to its first apposition.
struct Phrase<'a> {
    layout: &'a Layout<'a>,
    tokens: &'a [Token],
    /// What the tables know of each.
    flags: Vec<u64>,
}

impl<'a> Phrase<'a> {
    fn new(layout: &'a Layout<'a>, phrase: Span) -> Phrase<'a> {
        let from = layout.token_at(phrase.start);
        let rest = layout.tokens.get(from..).unwrap_or(&[]);
        let tokens = rest.get(..rest.partition_point(|t| t.span.start < phrase.end)).unwrap_or(&[]);
        let known = layout.known.get(from..).unwrap_or(&[]);
        let flags = known.iter().take(tokens.len()).map(|known| known.entry.flags).collect();
        let mut phrase = Phrase { layout, tokens, flags };
        let skip = (0..phrase.len()).find(|&i| !phrase.has(i, is::CONNECTIVE)).unwrap_or(0);
        let stop = |i: usize| matches!(phrase.text(i), "," | "(" | "—" | "–" | ";");
        let end = (skip + 1..phrase.len()).find(|&i| stop(i)).unwrap_or(phrase.len());
        phrase.tokens = phrase.tokens.get(skip..end).unwrap_or(&[]);
        phrase.flags.truncate(end);
        phrase.flags.drain(..skip.min(phrase.flags.len()));
        phrase
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.layout.text))
    }

    fn has(&self, i: usize, flags: u64) -> bool {
        self.flags.get(i).is_some_and(|known| known & flags != 0)
    }

    fn capital(&self, i: usize) -> bool {
        let word = self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
        word && self.text(i).starts_with(char::is_uppercase)
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.tokens.get(from)?.span.join(self.tokens.get(to.checked_sub(1)?)?.span))
    }

    /// A preposition comes next behind an offset.
    fn is_preposition_at(&self, offset: u32) -> bool {
        self.has(self.tokens.partition_point(|t| t.span.end <= offset), is::INSIDE)
    }

    fn has_preposition_before(&self, offset: u32) -> bool {
        (0..self.tokens.partition_point(|t| t.span.end <= offset)).any(|i| self.has(i, is::INSIDE))
    }

    fn starts_with_title(&self) -> bool {
        self.capital(0) && (0..self.head()).any(|i| self.has(i, is::TITLED))
    }

    /// Where the head of the phrase ends: before a preposition that is not part of a name.
    fn head(&self) -> usize {
        let preposition = |&i: &usize| self.has(i, is::INSIDE) && !(self.capital(i - 1) && self.capital(i + 1));
        let described = |&i: &usize| {
            self.has(i, is::INSIDE) && (0..i).any(|k| self.has(k, is::TITLED) || self.has(k, is::ARTICLE) && i == k + 2)
        };
        (1..self.len()).find(|i| preposition(i) || described(i)).unwrap_or(self.len())
    }

    /// The run of capitalised words that ends the head, without title.
    fn name(&self, head: usize) -> Option<Span> {
        let part = |i: usize| self.capital(i) || self.has(i, is::INSIDE) && i > 0 && self.capital(i - 1);
        let mut start = (0..head).rev().take_while(|&i| part(i) || self.text(i) == ".").last()?;
        if !self.capital(head.checked_sub(1)?) && self.text(head - 1) != "." {
            return None;
        }
        let title =
            (start..head.saturating_sub(1)).rev().find(|&i| self.has(i, is::TITLED | is::TITLE | is::DETERMINER));
        start = title.map_or(start, |i| i + 1);
        let start = (start..head).find(|&i| self.capital(i))?;
        self.span(start, head)
    }

    /// The name right behind a description: the inspector general, **Michael Atkinson**, said.
    fn apposition(&self, names: &[Name]) -> Option<Span> {
        let last = self.tokens.last()?;
        let described = (0..self.len()).any(|i| self.has(i, is::TITLED | is::AGENT)) && !self.capital(self.len() - 1);
        let next = self.layout.token_at(last.span.end);
        let comma = self.layout.word(next) == ",";
        let start = self.layout.tokens.get(next + 1)?.span.start;
        let name = names.get(names.partition_point(|n| n.span.start < start))?.span;
        let closed = matches!(self.layout.word(self.layout.token_at(name.end)), "," | "(");
        (described && comma && name.start == start && closed).then_some(name)
    }
}
