//! Where is it introduced, first mentioned, stated?

use super::Place;
use crate::corpus::{Article, Corpus};

/// The best introduction of a name (this article's; from there the corpus's), the first printing of a quotation, the
/// earliest statement of a figure, the text that dates a time.
pub fn definition(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    let _ = (corpus, article, offset);
    Vec::new()
}

/// The first mention in the article; for a quotation the mention of its speaker.
pub fn declaration(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    let _ = (corpus, article, offset);
    Vec::new()
}

/// What a person says: all their quotations; all printings of a quotation; all figures of a group.
pub fn implementation(corpus: &Corpus, article: &Article, offset: u32) -> Vec<Place> {
    let _ = (corpus, article, offset);
    Vec::new()
}
