//! Which articles are of a day: cheap to keep for every article, though few ask.

use imbl::{OrdMap, OrdSet};
use jiff::civil::Date;

use crate::corpus::ArticleId;

/// The articles of each day.
#[derive(Clone, Debug, Default)]
pub struct Days(OrdMap<Date, OrdSet<ArticleId>>);

impl Days {
    pub fn insert(&mut self, date: Date, id: &ArticleId) {
        self.0.entry(date).or_default().insert(id.clone());
    }

    pub fn remove(&mut self, date: Date, id: &ArticleId) {
        if let Some(articles) = self.0.get_mut(&date) {
            articles.remove(id);
            if articles.is_empty() {
                self.0.remove(&date);
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The articles of a day, by id.
    pub fn articles(&self, date: Date) -> OrdSet<ArticleId> {
        self.0.get(&date).cloned().unwrap_or_default()
    }
}
