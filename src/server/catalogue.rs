//! The corpus index as the session shares it: who puts articles in, who looks at a snapshot, which reading is newer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::corpus::decisions::Links;
use crate::corpus::{Article, ArticleId, Corpus, Index};

/// Orders the texts that one article ever had: the ticket is taken when the text is known, and a later ticket wins,
/// however long its reading took.
pub type Ticket = u64;

/// An index that is written under one lock and looked at under another, held only to copy a pointer: a look-up never
/// waits while somebody adds articles.
#[derive(Default)]
pub struct Catalogue {
    index: Mutex<Index>,
    published: Mutex<Published>,
    tickets: AtomicU64,
}

#[derive(Clone, Default)]
struct Published {
    corpus: Corpus,
    /// The ticket of each article's text; removed articles leave theirs behind.
    held: imbl::HashMap<ArticleId, Ticket>,
}

/// A newer text of the article is in the index.
#[derive(Debug)]
pub struct Stale;

impl Catalogue {
    pub fn ticket(&self) -> Ticket {
        self.tickets.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub fn snapshot(&self) -> Corpus {
        self.published().corpus.clone()
    }

    /// A snapshot that holds exactly this text of the article, and whether it had to be put in.
    pub fn with(&self, article: &Arc<Article>, ticket: Ticket) -> Result<(Corpus, bool), Stale> {
        if let Some(found) = self.published().of(&article.id, ticket) {
            return found.map(|corpus| (corpus, false));
        }
        let mut index = self.index();
        if let Some(found) = self.published().of(&article.id, ticket) {
            return found.map(|corpus| (corpus, false));
        }
        index.add(article.clone());
        Ok((self.publish(&index, &article.id, ticket), true))
    }

    /// Put an article in, unless a newer text of it is there or `held_back` says no. True if it is in.
    pub fn offer(&self, article: Arc<Article>, ticket: Ticket, held_back: impl Fn(&ArticleId) -> bool) -> bool {
        let mut index = self.index();
        if held_back(&article.id) || self.published().held.get(&article.id).is_some_and(|&held| held >= ticket) {
            return false;
        }
        let id = article.id.clone();
        index.add(article);
        self.publish(&index, &id, ticket);
        true
    }

    /// Take an article out, on the same terms. True if it was in.
    pub fn withdraw(&self, id: &ArticleId, ticket: Ticket, held_back: impl Fn(&ArticleId) -> bool) -> bool {
        let mut index = self.index();
        if held_back(id) || self.published().held.get(id).is_some_and(|&held| held >= ticket) {
            return false;
        }
        let was_in = self.published().corpus.article(id).is_some();
        if was_in {
            index.remove(id);
        }
        self.publish(&index, id, ticket);
        was_in
    }

    /// Let decisions about entities hold.
    pub fn decide(&self, links: Links) {
        let mut index = self.index();
        index.decide(links);
        self.published().corpus = index.snapshot();
    }

    fn publish(&self, index: &Index, id: &ArticleId, ticket: Ticket) -> Corpus {
        let corpus = index.snapshot();
        let mut published = self.published();
        published.held.insert(id.clone(), ticket);
        published.corpus = corpus.clone();
        corpus
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn published(&self) -> MutexGuard<'_, Published> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Published {
    /// The snapshot if it holds this text; None if it holds an older one or none.
    fn of(&self, id: &ArticleId, ticket: Ticket) -> Option<Result<Corpus, Stale>> {
        match self.held.get(id) {
            Some(&held) if held == ticket => Some(Ok(self.corpus.clone())),
            Some(&held) if held > ticket => Some(Err(Stale)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Findings;
    use crate::text::Text;

    fn article(id: &str, text: &str) -> Arc<Article> {
        Arc::new(Article { id: ArticleId::new(id), text: Text::new(text), findings: Findings::default() })
    }

    fn text(corpus: &Corpus, id: &str) -> Option<String> {
        corpus.article(&ArticleId::new(id)).map(|a| a.text.to_string())
    }

    #[test]
    fn the_later_text_wins_in_whatever_order_they_arrive() {
        let catalogue = Catalogue::default();
        let (first, second) = (catalogue.ticket(), catalogue.ticket());
        assert!(catalogue.offer(article("a", "two"), second, |_| false));
        assert!(!catalogue.offer(article("a", "one"), first, |_| false));
        assert!(catalogue.with(&article("a", "one"), first).is_err());
        assert_eq!(text(&catalogue.snapshot(), "a").as_deref(), Some("two"));
    }

    #[test]
    fn what_was_removed_does_not_come_back_with_an_older_reading() {
        let catalogue = Catalogue::default();
        let (read, removed) = (catalogue.ticket(), catalogue.ticket());
        assert!(!catalogue.withdraw(&ArticleId::new("a"), removed, |_| false));
        assert!(!catalogue.offer(article("a", "one"), read, |_| false));
        assert!(catalogue.snapshot().is_empty());
    }

    #[test]
    fn an_open_document_is_not_replaced_by_its_file() {
        let catalogue = Catalogue::default();
        let open = catalogue.ticket();
        let (corpus, new) = catalogue.with(&article("a", "buffer"), open).unwrap();
        assert!(new && text(&corpus, "a").as_deref() == Some("buffer"));
        assert!(!catalogue.offer(article("a", "file"), catalogue.ticket(), |_| true));
        assert!(!catalogue.withdraw(&ArticleId::new("a"), catalogue.ticket(), |_| true));
        assert_eq!(text(&catalogue.snapshot(), "a").as_deref(), Some("buffer"));
    }
}
