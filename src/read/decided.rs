//! The reader's word above the machine's, as far as it bears on the reading of one article.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter;
use std::ops::Bound;

use super::EntityType;
use super::fold::tidy;

/// What somebody said of names: a later word on the same name goes before an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Words that are a name of this type, or no name.
    names: BTreeMap<String, Option<EntityType>>,
    /// By each name: the other names of the type that are not the same one's.
    apart: HashMap<String, BTreeSet<(EntityType, String)>>,
}

impl Decided {
    /// These words are a name of this type; or, if it is None, no name.
    pub fn say(&mut self, words: &str, kind: Option<EntityType>) {
        let words = words.trim();
        if !words.is_empty() {
            self.names.insert(words.to_owned(), kind);
        }
    }

    /// What is called `b` is not what is called `a`.
    pub fn part(&mut self, kind: EntityType, a: &str, b: &str) {
        let (a, b) = (tidy(a), tidy(b));
        if a != b {
            self.apart.entry(a).or_default().insert((kind, b));
        }
    }

    /// What was said of words that a text begins with, the longest first.
    pub(super) fn about<'d>(&'d self, text: &'d str) -> impl Iterator<Item = (&'d str, Option<EntityType>)> {
        // The last words up to the text by the alphabet are the longest that it begins with; if it does not begin with
        // them, those it does begin with are at most as long as what the two have in common.
        let mut bound = Bound::Included(text);
        iter::from_fn(move || {
            loop {
                let (words, kind) = self.names.range::<str, _>((Bound::Unbounded, bound)).next_back()?;
                if text.starts_with(words.as_str()) {
                    bound = Bound::Excluded(words);
                    return Some((words.as_str(), *kind));
                }
                let same = text.char_indices().zip(words.chars()).find(|((_, a), b)| a != b);
                bound = Bound::Included(text.get(..same?.0.0)?);
            }
        })
    }

    /// The names that are not the same one's as this tidy name.
    pub(super) fn apart_from(&self, name: &str) -> impl Iterator<Item = &(EntityType, String)> {
        self.apart.get(name).into_iter().flatten()
    }

    /// The words on which this and another say different things; of each, parts that all stand wherever it matters.
    pub(super) fn differs_on<'d>(&'d self, other: &'d Decided) -> impl Iterator<Item = Vec<String>> + use<'d> {
        let names = |a: &'d Decided, b: &'d Decided| {
            a.names.iter().filter(move |(words, kind)| b.names.get(*words) != Some(*kind))
        };
        let names = names(self, other).chain(names(other, self)).map(|(words, _)| vec![words.clone()]);
        let apart = |a: &'d Decided, b: &'d Decided| {
            let pairs = a.apart.iter().flat_map(|(name, others)| others.iter().map(move |other| (name, other)));
            pairs.filter(move |(name, other)| !b.apart.get(*name).is_some_and(|others| others.contains(*other)))
        };
        let apart = apart(self, other).chain(apart(other, self));
        names.chain(apart.map(|(name, (_, other))| vec![as_written(name), as_written(other)]))
    }

    pub(super) fn speaks_of_names(&self) -> bool {
        !self.names.is_empty()
    }
}

/// The longest part of a tidy name that is written in one way only.
fn as_written(name: &str) -> String {
    name.split([' ', '\'']).max_by_key(|part| part.len()).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_that_a_text_begins_with_are_found_the_longest_first() {
        let mut decided = Decided::default();
        for words in ["The", "The Bar", "The Bank of Ustryn", "Theo", "The Bank", "Ustryn", "T", "Zé", "Zèbre"] {
            decided.say(words, None);
        }
        let about = |text| decided.about(text).map(|(words, _)| words.to_owned()).collect::<Vec<_>>().join(", ");
        assert_eq!(about("The Bank of England"), "The Bank, The, T");
        assert_eq!(about("The Bank of Ustryn."), "The Bank of Ustryn, The Bank, The, T");
        assert_eq!(about("Theodore"), "Theo, The, T");
        assert_eq!(about("Zêta"), "");
        assert_eq!(about("Zéta"), "Zé");
        assert_eq!(about(""), "");
    }
}
