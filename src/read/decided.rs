//! The reader's word above the machine's, as far as it bears on the reading of one article.

use std::collections::HashMap;

use super::EntityType;
use super::fold::tidy;
use crate::text::tokens;

/// What somebody said of names: a later word on the same name goes before an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// By their first word: words that are a name of this type, or no name.
    names: HashMap<String, Vec<(String, Option<EntityType>)>>,
    /// By each name: another name of the type that is not the same one's.
    apart: HashMap<String, Vec<(EntityType, String)>>,
}

impl Decided {
    /// These words are a name of this type; or, if it is None, no name.
    pub fn say(&mut self, words: &str, kind: Option<EntityType>) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let said = self.names.entry(first_word(words).to_owned()).or_default();
        said.retain(|(old, _)| old != words);
        said.push((words.to_owned(), kind));
    }

    /// What is called `b` is not what is called `a`.
    pub fn part(&mut self, kind: EntityType, a: &str, b: &str) {
        let (a, b) = (tidy(a), tidy(b));
        if a != b {
            self.apart.entry(a).or_default().push((kind, b));
        }
    }

    /// What was said of words that begin with this word, as [`head`] gives it of its first token.
    pub(super) fn about(&self, first: &str) -> &[(String, Option<EntityType>)] {
        self.names.get(first).map_or(&[], Vec::as_slice)
    }

    /// The names that are not the same one's as this tidy name.
    pub(super) fn apart_from(&self, name: &str) -> &[(EntityType, String)] {
        self.apart.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn speaks_of_names(&self) -> bool {
        !self.names.is_empty()
    }
}

/// What the first token of a text starts with, as [`head`] gives it.
fn first_word(text: &str) -> &str {
    head(tokens(text).first().map_or(text, |token| token.text(text)))
}

/// The letters and digits that a token starts with; its first character where it starts with none.
pub(super) fn head(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
    text.get(..end).unwrap_or(text)
}
