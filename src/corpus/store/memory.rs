//! The engine that keeps everything in memory, in a persistent map: a view is a pointer.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Store, View};
use crate::corpus::{Article, ArticleId};

#[derive(Clone, Debug, Default)]
pub struct Memory {
    articles: OrdMap<ArticleId, Arc<Article>>,
}

#[derive(Clone, Debug, Default)]
pub struct MemoryView {
    articles: OrdMap<ArticleId, Arc<Article>>,
}

impl Store for Memory {
    type View = MemoryView;

    fn put(&mut self, article: Arc<Article>) -> Option<Arc<Article>> {
        self.articles.insert(article.id.clone(), article)
    }

    fn remove(&mut self, id: &ArticleId) -> Option<Arc<Article>> {
        self.articles.remove(id)
    }

    fn view(&self) -> MemoryView {
        MemoryView { articles: self.articles.clone() }
    }
}

impl View for MemoryView {
    fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(id)
    }

    fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.values()
    }

    fn with(&self, articles: impl IntoIterator<Item = Arc<Article>>) -> MemoryView {
        let mut view = self.clone();
        view.articles.extend(articles.into_iter().map(|article| (article.id.clone(), article)));
        view
    }

    fn len(&self) -> usize {
        self.articles.len()
    }
}
