//! The reader's word above the machine's, as far as it bears on the reading of one article.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter;
use std::ops::Bound;

use super::EntityType;
use super::fold::tidy;
use crate::text::Anchor;

/// What somebody said of names: a later word on the same name goes before an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Tidy words that are a name of this type, or no name.
    names: BTreeMap<String, Option<EntityType>>,
    /// By each name: the other names of the type that are not the same one's.
    apart: HashMap<String, BTreeSet<(EntityType, String)>>,
    /// Whom tidy words mean, or do not mean.
    means: HashMap<String, Means>,
    /// Who says the words of a quotation, without its marks.
    says: HashMap<String, Who>,
    /// What was said of words in one place, in the order in which it was said.
    places: Vec<(Anchor, Word)>,
    /// Who of this article is nobody of another one.
    split: BTreeSet<Who>,
}

/// An entity as somebody wrote it; its name is tidy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who {
    pub kind: EntityType,
    pub name: String,
}

/// What somebody said of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// They are a name of this type.
    Name(EntityType),
    NoName,
    Is(Who),
    IsNot(Who),
    /// They are said by this one.
    Says(Who),
}

/// Whom words mean as far as somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Means {
    This(Who),
    None(BTreeSet<Who>),
}

impl Decided {
    /// This was said of words, wherever they stand.
    pub fn say(&mut self, words: &str, word: Word) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        match word {
            Word::Name(kind) => drop(self.names.insert(tidy(words), Some(kind))),
            Word::NoName => drop(self.names.insert(tidy(words), None)),
            Word::Is(who) => drop(self.means.insert(tidy(words), Means::This(who))),
            Word::IsNot(who) => match self.means.entry(tidy(words)).or_insert_with(|| Means::None(BTreeSet::new())) {
                Means::None(not) => drop(not.insert(who)),
                this => *this = Means::None(BTreeSet::from([who])),
            },
            Word::Says(who) => drop(self.says.insert(unquoted(words), who)),
        }
    }

    /// This was said of words in one place of the article.
    pub fn say_there(&mut self, place: Anchor, word: Word) {
        self.places.push((place, word));
    }

    /// The one so called in this article is nobody of another one.
    pub fn keep_here(&mut self, who: Who) {
        self.split.insert(who);
    }

    /// What was said of words in one place, in the order in which it was said.
    pub(super) fn places(&self) -> &[(Anchor, Word)] {
        &self.places
    }

    /// Whom tidy words mean.
    pub(super) fn means(&self, words: &str) -> Option<&Means> {
        self.means.get(words)
    }

    /// Who says quoted words.
    pub(super) fn says(&self, words: &str) -> Option<&Who> {
        if self.says.is_empty() { None } else { self.says.get(&unquoted(words)) }
    }

    /// Who of this article is nobody of another one.
    pub(super) fn split(&self) -> impl Iterator<Item = &Who> {
        self.split.iter()
    }

    pub(super) fn speaks_of_meaning(&self) -> bool {
        !self.means.is_empty()
    }

    pub(super) fn speaks_of_speakers(&self) -> bool {
        !self.says.is_empty() || self.places.iter().any(|(_, word)| matches!(word, Word::Says(_)))
    }

    /// Whether nothing was said of who is who, or who speaks.
    pub(super) fn leaves_alone(&self) -> bool {
        self.means.is_empty() && self.says.is_empty() && self.places.is_empty() && self.split.is_empty()
    }

    /// What is called `b` is not what is called `a`.
    pub fn part(&mut self, kind: EntityType, a: &str, b: &str) {
        let (a, b) = (tidy(a), tidy(b));
        if a != b {
            self.apart.entry(a).or_default().insert((kind, b));
        }
    }

    /// What was said of words that a tidied text begins with, the longest first.
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
        let names = names(self, other)
            .chain(names(other, self))
            .map(|(words, _)| words.split(NOT_AS_WRITTEN).map(str::to_owned).collect());
        let apart = |a: &'d Decided, b: &'d Decided| {
            let pairs = a.apart.iter().flat_map(|(name, others)| others.iter().map(move |other| (name, other)));
            pairs.filter(move |(name, other)| !b.apart.get(*name).is_some_and(|others| others.contains(*other)))
        };
        let apart = apart(self, other).chain(apart(other, self));
        let apart = apart.map(|(name, (_, other))| vec![as_written(name), as_written(other)]);
        let words = changed(&self.means, &other.means).chain(changed(&self.says, &other.says));
        // A place is one of this article, whatever stands there now.
        let here = (self.places != other.places || self.split != other.split).then(Vec::new);
        names.chain(apart).chain(words).chain(here)
    }

    pub(super) fn speaks_of_names(&self) -> bool {
        !self.names.is_empty()
    }
}

/// The words on which two tables say different things, a part of each that is written in one way only.
fn changed<'d, T: PartialEq>(
    a: &'d HashMap<String, T>,
    b: &'d HashMap<String, T>,
) -> impl Iterator<Item = Vec<String>> + use<'d, T> {
    let only = |a: &'d HashMap<String, T>, b: &'d HashMap<String, T>| {
        a.iter().filter(move |(words, said)| b.get(*words) != Some(*said)).map(|(words, _)| vec![as_written(words)])
    };
    only(a, b).chain(only(b, a))
}

/// Quoted words without their marks, and without what only ends them there; tidy.
pub fn unquoted(words: &str) -> String {
    let mark =
        |c: char| matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | ',' | '.') || c.is_whitespace();
    tidy(words.trim_matches(mark))
}

/// What is written in other ways than tidily.
const NOT_AS_WRITTEN: [char; 2] = [' ', '\''];

/// The longest part of a tidy name that is written in one way only.
fn as_written(name: &str) -> String {
    name.split(NOT_AS_WRITTEN).max_by_key(|part| part.len()).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_that_a_text_begins_with_are_found_the_longest_first() {
        let mut decided = Decided::default();
        for words in ["The", "The Bar", "The Bank of Ustryn", "Theo", "The Bank", "Ustryn", "T", "Zé", "Zèbre"] {
            decided.say(words, Word::NoName);
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
