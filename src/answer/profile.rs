//! All that the corpus knows of somebody or something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Place;
use super::excerpt::quoted;
use super::subject::{Appearance, Subject, best_introduction};
use super::symbols::matching;
use crate::corpus::{Article, Corpus, Entity, EntityId, name_key};
use crate::read::EntityType;

/// What is known of an entity, most telling first.
#[derive(Clone, Debug)]
pub struct Profile {
    pub entity: Arc<Entity>,
    pub introduction: Option<Place>,
    pub notes: Vec<String>,
    /// What articles call it, each role once, in time order.
    pub roles: Vec<(String, Place)>,
    /// What it says, the latest first.
    pub statements: Vec<(String, Place)>,
    /// Who and what stands in the same articles, with the number of those articles.
    pub beside: Vec<(String, usize)>,
    /// Others of its surname or name.
    pub bearers: Vec<String>,
}

/// The profile of an entity.
pub fn profile(corpus: &Corpus, entity: &Arc<Entity>) -> Option<Profile> {
    let first = entity.appearances.first()?;
    let article = corpus.article(&first.article)?;
    let subject = Subject::new(corpus, article, first.local)?;
    let statements = subject.recent().flat_map(|a| a.statements().rev().map(move |q| (a.article, q.span)));
    let place = |article: &Article, span| Place { article: article.id.clone(), span };
    Some(Profile {
        entity: entity.clone(),
        introduction: best_introduction(subject.appearances()).map(|introduction| introduction.place),
        notes: corpus.notes(article, first.local, entity).map(str::to_owned).collect(),
        roles: roles(subject.appearances()),
        statements: statements.map(|(a, span)| (quoted(span.of(&a.text), usize::MAX), place(a, span))).collect(),
        beside: beside(corpus, entity),
        bearers: corpus.bearers(article, first.local).into_iter().map(|other| other.name.clone()).collect(),
    })
}

/// The entities that go by a name, the most frequent first; those whose spellings are like it, if none does.
pub fn called<'a>(corpus: &'a Corpus, name: &str) -> Vec<&'a Arc<Entity>> {
    let wanted = name_key::fold(name);
    let goes_by = |entity: &&Arc<Entity>| {
        name_key::fold(&entity.name) == wanted || entity.spellings.iter().any(|(s, _)| name_key::fold(s) == wanted)
    };
    let mut found: Vec<&Arc<Entity>> = corpus.entities().filter(goes_by).collect();
    if found.is_empty() {
        return matching(corpus, name);
    }
    found.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    found
}

/// Every place that mentions an entity, articles in time order; pronouns and descriptions included.
pub fn appearances(corpus: &Corpus, entity: &Entity) -> Vec<Place> {
    let mut out = Vec::new();
    for appearance in &entity.appearances {
        let Some(article) = corpus.article(&appearance.article) else { continue };
        let Some(local) = article.findings.entities.get(appearance.local.0 as usize) else { continue };
        let mentions = local.mentions.iter().filter_map(|&m| article.findings.mentions.get(m as usize));
        out.extend(mentions.map(|m| Place { article: article.id.clone(), span: m.span }));
    }
    out
}

fn roles<'a>(appearances: impl Iterator<Item = Appearance<'a>>) -> Vec<(String, Place)> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for appearance in appearances {
        for role in &appearance.local.roles {
            if seen.insert(name_key::fold(&role.text)) {
                let place = Place { article: appearance.article.id.clone(), span: role.span };
                out.push((role.text.clone(), place));
            }
        }
    }
    out
}

/// How many companions are named.
const COMPANIONS: usize = 8;

fn beside(corpus: &Corpus, entity: &Entity) -> Vec<(String, usize)> {
    let mut articles: Vec<_> = entity.appearances.iter().map(|a| &a.article).collect();
    articles.dedup();
    let mut counts: BTreeMap<EntityId, (String, usize)> = BTreeMap::new();
    for id in articles {
        let Some(article) = corpus.article(id) else { continue };
        let locals = 0..article.findings.entities.len() as u32;
        let others = locals.filter_map(|i| corpus.entity_of(id, crate::read::LocalId(i)));
        let telling = |other: &Arc<Entity>| {
            matches!(other.kind, EntityType::Person | EntityType::Organization) && other.id != entity.id
        };
        let mut met = BTreeSet::new();
        for other in others.filter(telling) {
            if met.insert(other.id.clone()) {
                counts.entry(other.id.clone()).or_insert_with(|| (other.name.clone(), 0)).1 += 1;
            }
        }
    }
    let mut out: Vec<(String, usize)> = counts.into_values().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.truncate(COMPANIONS);
    out
}
