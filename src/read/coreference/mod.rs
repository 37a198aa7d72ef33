//! Which mentions of one article are the same entity: full name ← surname ← title + surname, acronyms, descriptions;
//! pronouns only where sure.

mod alike;
mod apart;
mod clusters;
mod first_person;
pub mod nationals;
mod nominals;
mod person;
mod pronouns;
mod roles;
mod short_forms;
mod speaker;
mod view;

use super::names::Name;
use super::names::lexicon::LEXICON;
use super::teams::Teams;
use super::{Description, EntityType, Form, Layout, LocalEntity, LocalId, Mention, Role, Said};
use crate::read::fold::plain;
use crate::text::Span;
use clusters::Clusters;
use nominals::DescriptionHere;
use roles::RoleHere;
use view::View;

pub use alike::{ALIKE, Comparable};
pub use apart::part;
pub use clusters::{Memo, entity_key, name_keys, place_key};
pub use person::PersonName;
pub(super) use view::classes;

/// Join an article's names into entities, add the descriptions and pronouns that surely refer to one of them, and
/// fill in the entity of each speaker and relay. `teams`: which names mean one. `memo` saves work and changes nothing.
pub fn resolve(layout: &Layout<'_>, names: Vec<Name>, teams: &Teams, said: &mut Said, memo: &mut Memo) -> Resolved {
    let clusters = Clusters::new(layout, &names, teams, memo);
    let mut entities: Vec<LocalEntity> = clusters.entities();
    let mut mentions: Vec<Mention> = names
        .iter()
        .zip(clusters.of_names())
        .map(|(name, (cluster, link, confidence))| Mention {
            span: name.span,
            kind: name.kind,
            form: Form::Name,
            title: name.title,
            entity: LocalId(cluster as u32),
            link,
            confidence: confidence.min(name.confidence),
        })
        .collect();
    let view = View::new(layout, &said.quotations);
    let roles = stated_roles(&view, &mentions, &mut entities);
    let genders = genders(layout.text, &mentions, &entities);
    let (nominals, unknown) = nominals::find(&view, &mentions, &roles);
    let office = |d: &DescriptionHere| Some(Description { span: d.span, office: d.known(&entities)? });
    let descriptions = unknown.iter().filter_map(office).collect();
    let strangers: Vec<Span> = unknown.iter().map(|d| d.span).collect();
    let pronouns = {
        let mut people: Vec<&Mention> =
            mentions.iter().chain(&nominals).filter(|m| m.kind == EntityType::Person).collect();
        people.sort_by_key(|m| m.span.start);
        pronouns::find(&view, &people, &strangers, |e| genders.get(e as usize).copied().flatten())
    };
    mentions.extend(nominals);
    mentions.extend(pronouns);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let speakers: Vec<Option<LocalId>> =
        said.speakers_mut().map(|speaker| speaker::entity(&view, speaker.span, &mentions)).collect();
    for (speaker, entity) in said.speakers_mut().zip(speakers) {
        speaker.entity = entity;
    }
    mentions.extend(first_person::find(&View::new(layout, &said.quotations), &said.quotations, &mentions, &entities));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    for (i, mention) in mentions.iter().enumerate() {
        entities[mention.entity.0 as usize].mentions.push(i as u32);
    }
    Resolved { mentions, entities, descriptions }
}

/// Who is mentioned where in an article.
pub struct Resolved {
    pub mentions: Vec<Mention>,
    pub entities: Vec<LocalEntity>,
    /// What describes people of whom the article does not say who they are.
    pub descriptions: Vec<Description>,
}

/// Who holds which role by what the article says, with where the holder's name stands first; noted in the entities.
fn stated_roles(view: &View<'_, '_>, mentions: &[Mention], entities: &mut [LocalEntity]) -> Vec<(u32, u32, RoleHere)> {
    let mut first = vec![u32::MAX; entities.len()];
    let mut out: Vec<(u32, u32, RoleHere)> = Vec::new();
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == EntityType::Person) {
        let entity = mention.entity.0;
        let at = &mut first[entity as usize];
        *at = (*at).min(mention.span.start);
        for role in roles::around(view, mentions, i) {
            note(view.layout.text, &role, entity, entities);
            if out.iter().rev().take(MOST_ROLES).all(|(e, _, r)| *e != entity || r.office != role.office)
                && out.len() < MOST_ROLES
            {
                out.push((entity, *at, role));
            }
        }
    }
    out
}

/// More roles than this are not looked through for each description.
const MOST_ROLES: usize = 256;

fn note(text: &str, stated: &RoleHere, entity: u32, entities: &mut [LocalEntity]) {
    let Some(office) = stated.office.known(entities) else { return };
    let roles = &mut entities[entity as usize].roles;
    let role = stated.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let known = |r: &Role| r.text.len() >= role.len() && r.text.to_lowercase().ends_with(&role.to_lowercase());
    if roles.len() < 16 && !roles.iter().any(known) {
        roles.push(Role { span: stated.span, text: role, office });
    }
}

/// Male or female of each entity, where a title or the given name says so.
fn genders(text: &str, mentions: &[Mention], entities: &[LocalEntity]) -> Vec<Option<bool>> {
    let mut out: Vec<Option<bool>> = entities
        .iter()
        .map(|e| match e.kind {
            EntityType::Person if !e.given.is_empty() => {
                let first = e.name.split([' ', '-']).next().unwrap_or("");
                LEXICON.gender_of_name(&plain(first))
            }
            _ => None,
        })
        .collect();
    for mention in mentions.iter().filter(|m| m.kind == EntityType::Person) {
        if let Some(title) = mention.title
            && let Some(said) = title.of(text).split(' ').find_map(|w| LEXICON.gender_of_title(&plain(w)))
        {
            out[mention.entity.0 as usize] = Some(said);
        }
    }
    out
}

#[cfg(test)]
mod tests;
