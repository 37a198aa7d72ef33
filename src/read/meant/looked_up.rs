//! What is looked up for every word that somebody said: found out once for an article.

use std::collections::{BTreeMap, HashMap};

use super::statements::Statement;
use crate::read::fold::tidy;
use crate::read::names::Name;
use crate::read::{EntityType, Link, LocalEntity, LocalId, Mention, Said, Who};
use crate::text::Span;

/// Things by what they are called; a person is never called what anything else is.
pub(super) struct Called<T>([HashMap<String, Vec<T>>; 2]);

impl<T: PartialEq> Called<T> {
    fn add(&mut self, kind: EntityType, name: String, it: T) {
        let known = self.0[Called::<T>::of(kind)].entry(name).or_default();
        if known.last() != Some(&it) {
            known.push(it);
        }
    }

    /// All that are called so.
    pub fn all(&self, who: &Who) -> &[T] {
        self.0[Called::<T>::of(who.kind)].get(&who.name).map_or(&[], Vec::as_slice)
    }

    fn of(kind: EntityType) -> usize {
        usize::from(kind == EntityType::Person)
    }
}

impl Called<Span> {
    /// Names, in their order.
    pub fn names(text: &str, names: &[Name]) -> Called<Span> {
        let mut called = Called([HashMap::new(), HashMap::new()]);
        names.iter().for_each(|name| called.add(name.kind, tidy(name.span.of(text)), name.span));
        called
    }

    /// The one called so that begins nearest to an offset.
    pub fn nearest(&self, who: &Who, offset: u32) -> Option<Span> {
        let all = self.all(who);
        let at = all.partition_point(|span| span.start < offset);
        let near = all.get(at.saturating_sub(1)..).unwrap_or_default().iter().take(2);
        near.min_by_key(|span| span.start.abs_diff(offset)).copied()
    }
}

impl Called<LocalId> {
    /// Entities, of those with one name the most mentioned first.
    pub fn entities(entities: &[LocalEntity]) -> Called<LocalId> {
        let mut order: Vec<LocalId> = (0..entities.len() as u32).map(LocalId).collect();
        order.sort_by_key(|id| std::cmp::Reverse(entities[id.0 as usize].mentions.len()));
        let mut called = Called([HashMap::new(), HashMap::new()]);
        for id in order {
            let entity = &entities[id.0 as usize];
            let names = entity.spellings.iter().map(|(spelling, _)| spelling).chain([&entity.name]);
            names.for_each(|name| called.add(entity.kind, name.clone(), id));
        }
        called
    }

    /// One that nobody mentions yet.
    pub fn add_new(&mut self, kind: EntityType, name: &str, id: LocalId) {
        self.add(kind, name.to_owned(), id);
    }
}

/// Where an article's speakers are named: by the start of the words, each with how far those before it reach.
pub(super) struct Speakers(Vec<(Span, u32, Statement)>);

impl Speakers {
    pub fn new(said: &Said) -> Speakers {
        let quotations = said.quotations.iter().map(|q| q.speaker).enumerate();
        let quotations = quotations.map(|(i, speaker)| (speaker, Statement::Quotation(i)));
        let reported = said.reported.iter().map(|r| r.speaker).enumerate();
        let all = quotations.chain(reported.map(|(i, speaker)| (speaker, Statement::Reported(i))));
        let mut all: Vec<_> = all.filter_map(|(speaker, s)| Some((speaker?.span, 0, s))).collect();
        all.sort_unstable_by_key(|(span, _, statement)| (*span, *statement));
        let mut reach = 0;
        for (span, reaches, _) in &mut all {
            reach = reach.max(span.end);
            *reaches = reach;
        }
        Speakers(all)
    }

    /// The statements whose speaker's words cover a span.
    pub fn covering(&self, span: Span) -> Vec<Statement> {
        let behind = self.0.partition_point(|(speaker, ..)| speaker.start <= span.start);
        let near = self.0.get(..behind).unwrap_or_default().iter().rev().take_while(|(_, reach, _)| *reach >= span.end);
        let mut covering: Vec<_> = near.filter(|(speaker, ..)| speaker.covers(span)).map(|(.., s)| *s).collect();
        covering.sort_unstable();
        covering
    }
}

/// An article's mentions by their place.
pub(super) struct Places {
    at: BTreeMap<Span, usize>,
    /// Of the longest mention.
    length: u32,
    /// The first persons of what is said, in the order of the text.
    first_persons: Vec<(u32, usize)>,
}

impl Places {
    pub fn new(mentions: &[Mention]) -> Places {
        let mut places = Places { at: BTreeMap::new(), length: 0, first_persons: Vec::new() };
        for (i, mention) in mentions.iter().enumerate() {
            places.add(mention.span, i);
            if mention.link == Link::Speaker {
                places.first_persons.push((mention.span.start, i));
            }
        }
        places.first_persons.sort_unstable();
        places
    }

    pub fn add(&mut self, span: Span, mention: usize) {
        self.length = self.length.max(span.len() as u32);
        self.at.insert(span, mention);
    }

    pub fn remove(&mut self, span: Span) {
        self.at.remove(&span);
    }

    pub fn at(&self, span: Span) -> Option<usize> {
        self.at.get(&span).copied()
    }

    /// The mentions that have something in common with a span.
    pub fn overlapping(&self, span: Span) -> Vec<usize> {
        let from = Span { start: span.start.saturating_sub(self.length), end: 0 };
        let near = self.at.range(from..Span { start: span.end, end: 0 });
        near.filter(|(other, _)| other.overlaps(span)).map(|(_, mention)| *mention).collect()
    }

    /// The mentions in a span that were taken for the one who says it.
    pub fn first_persons(&self, span: Span) -> impl Iterator<Item = usize> + use<'_> {
        let from = self.first_persons.partition_point(|(start, _)| *start < span.start);
        let behind = self.first_persons.get(from..).unwrap_or_default();
        behind.iter().take_while(move |(start, _)| *start < span.end).map(|(_, mention)| *mention)
    }
}
