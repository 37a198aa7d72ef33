//! The index: add, remove and merge articles; a snapshot is a cheap immutable view.

use std::sync::Arc;

use super::{Article, ArticleId, Entity, EntityId, Printing};
use crate::read::LocalId;

/// A growing and shrinking set of articles, indexed.
#[derive(Clone, Debug, Default)]
pub struct Index {
    corpus: Corpus,
}

/// An immutable view of the index. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    articles: imbl::OrdMap<ArticleId, Arc<Article>>,
}

impl Index {
    /// Add an article, in place of an earlier one of the same id.
    pub fn add(&mut self, article: Arc<Article>) {
        self.corpus.articles.insert(article.id.clone(), article);
    }

    pub fn remove(&mut self, id: &ArticleId) {
        self.corpus.articles.remove(id);
    }

    /// Add every article of another index.
    pub fn merge(&mut self, other: Index) {
        for article in other.corpus.articles.values() {
            self.add(article.clone());
        }
    }

    pub fn snapshot(&self) -> Corpus {
        self.corpus.clone()
    }
}

impl Corpus {
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(id)
    }

    /// All articles, by id.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.values()
    }

    pub fn len(&self) -> usize {
        self.articles.len()
    }

    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The entity that an article's local entity is part of.
    pub fn entity_of(&self, article: &ArticleId, local: LocalId) -> Option<Arc<Entity>> {
        let _ = (article, local);
        None
    }

    pub fn entity(&self, id: &EntityId) -> Option<Arc<Entity>> {
        let _ = id;
        None
    }

    /// All entities, in no particular order.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        std::iter::empty()
    }

    /// The other places where the words of a quotation stand, in the order of [`Article::order`]; its own article's
    /// other quotations included.
    pub fn printings(&self, article: &Article, quotation: u32) -> Vec<Printing> {
        let _ = (article, quotation);
        Vec::new()
    }

    /// The id of the group of quotations that print the same words: `q:8d1f…`.
    pub fn quotation_group(&self, article: &Article, quotation: u32) -> String {
        let _ = (article, quotation);
        String::new()
    }

    /// The other figures of the same kind, unit and value, as (article, index into its figures), in the order of
    /// [`Article::order`].
    pub fn same_figures(&self, article: &Article, figure: u32) -> Vec<(ArticleId, u32)> {
        let _ = (article, figure);
        Vec::new()
    }

    /// The id of the group of figures with one value: `f:…`.
    pub fn figure_group(&self, article: &Article, figure: u32) -> String {
        let _ = (article, figure);
        String::new()
    }
}
