//! Find anybody, by any spelling.

use super::Place;
use crate::corpus::Corpus;
use crate::read::EntityType;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub kind: EntityType,
    /// What it is: its role.
    pub container: Option<String>,
    /// Its best introduction.
    pub place: Place,
}

/// The entities whose spellings match a query, best first, at most `limit`. An empty query gives the most frequent.
pub fn symbols(corpus: &Corpus, query: &str, limit: usize) -> Vec<Symbol> {
    let _ = (corpus, query, limit);
    Vec::new()
}
