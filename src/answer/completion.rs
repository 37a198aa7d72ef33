//! Names that the corpus knows, for a word begun.

use std::cmp::Reverse;
use std::sync::Arc;

use super::subject::{Subject, role};
use crate::corpus::{Article, Corpus, Entity, name_key};
use crate::read::EntityType;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub name: String,
    pub kind: EntityType,
    /// Its role, or how often it is mentioned.
    pub detail: String,
}

/// The word begun before an offset, and the names with a word that begins like it, the most frequent first. Nothing
/// for fewer than three letters, and nothing for a word in small letters: it is on its way to be another.
pub fn completions(corpus: &Corpus, article: &Article, offset: u32) -> Option<(Span, Vec<Completion>)> {
    let before = article.text.get(..offset as usize)?;
    let start = before.char_indices().rev().take_while(|(_, c)| is_letter(*c)).last().map(|(i, _)| i)?;
    let begun = &before[start..];
    if begun.chars().count() < FEWEST_LETTERS || !begun.starts_with(char::is_uppercase) {
        return None;
    }
    // The word itself, as far as it is written, is in the corpus as well.
    let written = |entity: &Entity| entity.mentions == 1 && entity.name == begun;
    let mut found: Vec<&Arc<Entity>> = corpus.with_word(begun);
    found.retain(|entity| !written(entity));
    found.sort_by_key(|entity| (Reverse(entity.mentions), &entity.id));
    found.truncate(MOST);
    let completions: Vec<Completion> = found.into_iter().map(|entity| completion(corpus, entity)).collect();
    (!completions.is_empty()).then_some((Span::new(start, offset as usize), completions))
}

const FEWEST_LETTERS: usize = 3;
const MOST: usize = 20;

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '-' || c == '’' || c == '\''
}

fn completion(corpus: &Corpus, entity: &Entity) -> Completion {
    let role = entity.appearances.iter().take(SEARCHED).find_map(|appearance| {
        let article = corpus.article(&appearance.article)?;
        let subject = Subject::new(corpus, article, appearance.local)?;
        Some(name_key::tidy(&role(subject.local)?.text))
    });
    let counts = || super::counted(entity.mentions as usize, "mention");
    Completion { name: entity.name.clone(), kind: entity.kind, detail: role.unwrap_or_else(counts) }
}

/// In how many appearances a role is looked for.
const SEARCHED: usize = 8;
