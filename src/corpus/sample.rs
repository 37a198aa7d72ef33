//! Small corpora for tests.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Article, ArticleId, Index};
use crate::read::{Context, Reader};
use crate::text::Text;

/// An article of a text, without a date or of this one.
pub fn article(id: impl Into<String>, date: Option<Date>, text: &str) -> Arc<Article> {
    let findings = Reader::new().read(text, &Context::given(date));
    Arc::new(Article { id: ArticleId::new(id.into()), text: Text::new(text.to_owned()), findings })
}

/// The index of articles that are called by their numbers.
pub fn index(texts: &[&str]) -> Index {
    let mut index = Index::new();
    texts.iter().enumerate().for_each(|(i, text)| index.add(article(i.to_string(), None, text)));
    index
}
