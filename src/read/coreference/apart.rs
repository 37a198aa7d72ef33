//! The reader's word above the machine's: two names of an article that somebody said are not one's.

use super::clusters::entity_key;
use super::{EntityType, Form, LocalEntity, LocalId, Mention, PersonName, Said};
use crate::read::Decided;
use crate::read::fold::tidy;

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
    let kind = parent.kind;
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
    let spoken = gone.iter().filter_map(|&m| mentions.get(m as usize)).map(|m| m.span).collect::<Vec<_>>();
    for speaker in said.speakers_mut() {
        if spoken.iter().any(|span| speaker.span.covers(*span)) && speaker.entity == Some(LocalId(from as u32)) {
            speaker.entity = Some(to);
        }
    }
    entities.push(LocalEntity {
        kind,
        key: entity_key(kind, &b),
        given: given(kind, &b),
        spellings: vec![(b.clone(), gone.len() as u32)],
        name: b,
        canonical: None,
        roles: Vec::new(),
        mentions: gone,
    });
}

fn given(kind: EntityType, name: &str) -> String {
    if kind == EntityType::Person { PersonName::parse(name).given.join(" ") } else { String::new() }
}
