//! Where the articles of an index are kept. The index derives everything else from them, so an engine only keeps
//! articles and gives immutable views of what it keeps.

mod memory;

use std::sync::Arc;

pub use memory::{Memory, MemoryView};

use super::{Article, ArticleId};

/// An engine that keeps articles.
pub trait Store {
    /// What a snapshot of the index reads from.
    type View: View;

    /// Keep an article; gives back the one of the same id that it replaces.
    fn put(&mut self, article: Arc<Article>) -> Option<Arc<Article>>;

    fn remove(&mut self, id: &ArticleId) -> Option<Arc<Article>>;

    /// What is kept now; later changes do not show in it.
    fn view(&self) -> Self::View;
}

/// An immutable set of articles. Cloning it is cheap.
pub trait View: Clone + Send + Sync {
    fn article(&self, id: &ArticleId) -> Option<&Arc<Article>>;

    /// All articles, by id.
    fn articles(&self) -> impl Iterator<Item = &Arc<Article>>;

    /// The same articles but for these, each in place of the one of its id.
    fn with(&self, articles: impl IntoIterator<Item = Arc<Article>>) -> Self;

    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
