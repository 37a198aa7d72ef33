//! Who is who across articles.

use std::fmt;
use std::sync::Arc;

use super::ArticleId;
use crate::read::{EntityType, LocalId};

/// An entity's id, stable across runs: `person:volodymyr-zelensky`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub Arc<str>);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One person, organisation, place… of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityType,
    /// The name it is shown under: its most frequent full name.
    pub name: String,
    /// All spellings with their number of mentions, most frequent first, ties by spelling.
    pub spellings: Vec<(String, u32)>,
    /// Where it appears, in the order of [`super::Article::order`].
    pub appearances: Vec<Appearance>,
    /// Mentions in all articles, pronouns and descriptions included.
    pub mentions: u32,
    /// Quotations it speaks, in all articles.
    pub quotations: u32,
    /// The identity the tables give it, where they do.
    pub canonical: Option<String>,
}

/// An entity in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    pub article: ArticleId,
    pub local: LocalId,
    pub mentions: u32,
    pub quotations: u32,
}
