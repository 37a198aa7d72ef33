//! Where else?

use super::Place;
use crate::corpus::{Article, Corpus};

/// All mentions of the entity, printings of the quotation or figures of the group, articles in time order.
pub fn references(corpus: &Corpus, article: &Article, offset: u32, include_declaration: bool) -> Vec<Place> {
    let _ = (corpus, article, offset, include_declaration);
    Vec::new()
}
