//! An article of the corpus: its text and what was read in it.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::read::Findings;
use crate::text::Text;

/// What an article is called: the path of its file, or the address of an unsaved buffer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub Arc<str>);

impl ArticleId {
    pub fn new(path: impl Into<Arc<str>>) -> ArticleId {
        ArticleId(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit(['/', '\\']).next().unwrap_or(&self.0)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An article, read.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: ArticleId,
    pub text: Text,
    pub findings: Findings,
}

impl Article {
    pub fn date(&self) -> Option<Date> {
        self.findings.dateline.as_ref().map(|d| d.date)
    }

    /// By date, undated ones last, then by path: the order in which articles are listed.
    pub fn order(&self) -> (bool, Option<Date>, &ArticleId) {
        (self.date().is_none(), self.date(), &self.id)
    }
}
