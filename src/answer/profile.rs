//! All that the corpus knows of somebody or something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::excerpt::quoted;
use super::line::{Line, Piece};
use super::subject::{Appearance, Subject, best_introduction};
use super::symbols::matching;
use super::{Place, counted};
use crate::corpus::{Article, ArticleId, Corpus, Entity, EntityId, name_key};
use crate::read::{EntityType, LocalId};

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

/// A part of a profile as a reader sees it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Empty for what needs no heading.
    pub title: &'static str,
    pub lines: Vec<Vec<Piece>>,
}

impl Profile {
    /// The profile in words, without its name; parts of which nothing is known are left out.
    pub fn sections(&self, corpus: &Corpus) -> Vec<Section> {
        let entity = &self.entity;
        let mut articles: Vec<&ArticleId> = entity.appearances.iter().map(|a| &a.article).collect();
        articles.dedup();
        let at = |line: Line, place: &Place| match corpus.article(&place.article) {
            Some(article) => line.article(article, place.span),
            None => line,
        };
        let counts = [
            format!("{} in {}", counted(entity.mentions as usize, "mention"), counted(articles.len(), "article")),
            counted(entity.quotations as usize, "quotation"),
        ];
        let spellings = entity.spellings.iter().map(|(spelling, n)| format!("{spelling} ({n})"));
        let mut summary = vec![
            Line::default().text(counts.join(", ")),
            Line::default().text(format!("Spelled {}", spellings.collect::<Vec<_>>().join(", "))),
        ];
        summary.extend(self.introduction.as_ref().map(|place| at(Line::default().text("Introduced in "), place)));
        summary.extend(self.notes.iter().map(|note| Line::default().text("Note: ").emphasis(note.as_str())));
        let placed = |(words, place): &(String, Place)| at(Line::default().text(format!("{words} — ")), place);
        let said = |(words, place): &(String, Place)| at(Line::default().quote(words.as_str()).text(" — "), place);
        let beside = |(name, n): &(String, usize)| Line::default().text(format!("{name}, {}", counted(*n, "article")));
        let first = |id: &&ArticleId| {
            let article = corpus.article(id)?;
            let place = appearances_in(corpus, entity, id).into_iter().next()?;
            Some(Line::default().article(article, place.span))
        };
        let sections = [
            ("", summary),
            ("Called", self.roles.iter().map(placed).collect()),
            ("Says", self.statements.iter().map(said).collect()),
            ("Beside", self.beside.iter().map(beside).collect()),
            ("Not to be confused with", self.bearers.iter().map(|name| Line::default().text(name.as_str())).collect()),
            ("Articles", articles.iter().filter_map(first).collect()),
        ];
        let lines = |lines: Vec<Line>| lines.into_iter().map(|line| line.0).collect();
        let sections = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
        sections.map(|(title, of)| Section { title, lines: lines(of) }).collect()
    }
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
    let mut articles: Vec<&ArticleId> = entity.appearances.iter().map(|a| &a.article).collect();
    articles.dedup();
    articles.into_iter().flat_map(|id| appearances_in(corpus, entity, id)).collect()
}

fn appearances_in(corpus: &Corpus, entity: &Entity, id: &ArticleId) -> Vec<Place> {
    let Some(article) = corpus.article(id) else { return Vec::new() };
    let locals = entity.appearances.iter().filter(|a| a.article == *id).map(|a| a.local);
    let mentions = article.findings.mentions.iter();
    let locals: Vec<LocalId> = locals.collect();
    let mentions = mentions.filter(|mention| locals.contains(&mention.entity));
    mentions.map(|mention| Place { article: id.clone(), span: mention.span }).collect()
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
        let others = locals.filter_map(|i| corpus.entity_of(id, LocalId(i)));
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
