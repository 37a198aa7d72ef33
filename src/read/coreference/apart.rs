//! The reader's word above the machine's: two names of an article that somebody said are not one's.

use super::clusters::entity_key;
use super::{EntityType, Form, LocalEntity, LocalId, Mention, PersonName, Said};
use crate::read::Decided;
use crate::read::fold::tidy;
use crate::read::{Link, Quotation};
use crate::text::Span;

/// Part each entity that goes by two names which somebody said are not one's: the mentions by the second name become
/// an entity of their own. What only refers to it (pronouns, descriptions) stays with the first.
pub fn part(text: &str, decided: &Decided, mentions: &mut [Mention], entities: &mut Vec<LocalEntity>, said: &mut Said) {
    // A part may have to be parted again.
    let mut at = 0;
    while let Some(entity) = entities.get(at) {
        match second_name(entity, decided) {
            Some(name) => part_one(text, at, name, mentions, entities, said),
            None => at += 1,
        }
    }
}

/// Another name of an entity that is not one's with its own, or with one of its others.
fn second_name(entity: &LocalEntity, decided: &Decided) -> Option<String> {
    if entity.spellings.len() < 2 {
        return None;
    }
    let person = |kind: EntityType| kind == EntityType::Person;
    let spelled = |name: &str| entity.spellings.iter().any(|(spelling, _)| spelling == name);
    entity.spellings.iter().find_map(|(first, _)| {
        let others = decided.apart_from(first);
        let other = others.filter(|(kind, _)| person(*kind) == person(entity.kind)).find(|(_, name)| spelled(name))?;
        Some(other.1.clone())
    })
}

fn part_one(
    text: &str,
    from: usize,
    b: String,
    mentions: &mut [Mention],
    entities: &mut Vec<LocalEntity>,
    said: &mut Said,
) {
    let to = LocalId(entities.len() as u32);
    let moving = |m: &Mention| m.form == Form::Name && tidy(m.span.of(text)) == b; // the name itself
    let parent = &mut entities[from];
    let (gone, stay): (Vec<u32>, Vec<u32>) =
        parent.mentions.iter().partition(|&&m| mentions.get(m as usize).is_some_and(moving));
    parent.mentions = stay;
    parent.spellings.retain(|(spelling, _)| *spelling != b);
    let (kind, sense) = (parent.kind, parent.sense);
    if parent.name == b {
        parent.name = parent.spellings.first().map(|(spelling, _)| spelling.clone()).unwrap_or_default();
        parent.key = entity_key(kind, &parent.name);
        parent.given = given(kind, &parent.name);
    }
    for &m in &gone {
        if let Some(mention) = mentions.get_mut(m as usize) {
            mention.entity = to;
        }
    }
    let from = LocalId(from as u32);
    let mut named: Vec<Span> = gone.iter().filter_map(|&m| mentions.get(m as usize)).map(|m| m.span).collect();
    named.sort_unstable();
    let names_it = |speaker: Span| {
        let at = named.partition_point(|n| n.start < speaker.start);
        named[at..].iter().take_while(|n| n.start < speaker.end).any(|n| speaker.covers(*n))
    };
    for speaker in said.speakers_mut().filter(|s| s.entity == Some(from)) {
        if names_it(speaker.span) {
            speaker.entity = Some(to);
        }
    }
    let mut gone = gone;
    let moved = its_first_persons(said, mentions, from, to);
    entities[from.0 as usize].mentions.retain(|m| moved.binary_search(m).is_err());
    let names = gone.len() as u32;
    gone.extend(moved);
    gone.sort_unstable();
    entities.push(LocalEntity {
        kind,
        key: entity_key(kind, &b),
        given: given(kind, &b),
        spellings: vec![(b.clone(), names)],
        name: b,
        canonical: None,
        sense,
        roles: Vec::new(),
        mentions: gone,
    });
}

/// Give to an entity the first persons of what it says, which were another's. Their indices, in order.
fn its_first_persons(said: &Said, mentions: &mut [Mention], from: LocalId, to: LocalId) -> Vec<u32> {
    let mut moved = Vec::new();
    let speaks = |q: &&Quotation| q.speaker.is_some_and(|s| s.entity == Some(to)) && q.inside.is_none();
    for quotation in said.quotations.iter().filter(speaks) {
        let end = quotation.outside.map_or(quotation.span.end, |outside| outside.end);
        let first = mentions.partition_point(|m| m.span.start < quotation.span.start);
        for (i, mention) in mentions.iter_mut().enumerate().skip(first).take_while(|(_, m)| m.span.start < end) {
            if mention.link == Link::Speaker && mention.entity == from {
                mention.entity = to;
                moved.push(i as u32);
            }
        }
    }
    moved.sort_unstable();
    moved
}

fn given(kind: EntityType, name: &str) -> String {
    if kind == EntityType::Person { PersonName::parse(name).given.join(" ") } else { String::new() }
}
