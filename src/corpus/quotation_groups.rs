//! The same words across articles.

use super::ArticleId;

/// How the words of another quotation relate to those of the one asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same words.
    Identical,
    /// The other is a part of this one.
    Fragment,
    /// This one is a part of the other.
    Whole,
    /// At least eight words, of which some differ.
    Reworded,
}

/// Another place where a quotation's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    pub article: ArticleId,
    /// An index into the article's quotations.
    pub quotation: u32,
    pub likeness: Likeness,
}
