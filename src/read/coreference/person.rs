//! A person's name taken apart, and whether two of them may be one person's.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::{Table, rows};
use crate::read::fold::{key, plain};
use crate::read::names::lexicon::{LEXICON, flag};

/// The parts of a person's name, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    /// Given names and initials; empty for a bare surname.
    pub given: Vec<String>,
    pub surname: String,
    /// "jr", "ii"…
    pub suffix: Option<String>,
    /// Plain spelling of the first given name, for the tables.
    pub first: String,
}

/// Given names that are one: the classes, and the classes that each name is in.
struct Classes {
    rows: Vec<Vec<&'static str>>,
    of: FxHashMap<&'static str, Vec<usize>>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let rows: Vec<Vec<&'static str>> = rows(include_str!("../../data/given_classes.tsv")).collect();
    let mut of: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for (i, row) in rows.iter().enumerate() {
        for &name in row {
            of.entry(name).or_default().push(i);
        }
    }
    Classes { rows, of }
});

static SURNAMES_FIRST: Table = Table::new(include_str!("../../data/surname_first.tsv"));

impl PersonName {
    pub fn parse(name: &str) -> PersonName {
        let mut words: Vec<&str> =
            name.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        let mut suffix = None;
        if words.len() > 1
            && let Some(last) = words.last().map(|w| plain(w).into_owned())
            && LEXICON.classes(&last) & flag::SUFFIX != 0
        {
            words.pop();
            suffix = Some(last);
        }
        if is_surname_first(&words) {
            let given = key(&words[1..].join(" "));
            return PersonName { first: given.clone(), given: vec![given], surname: key(words[0]), suffix };
        }
        // Particles belong to the surname: Ursula von der Leyen, Alexander De Croo; but Al Gore is no "al Gore".
        let mut at = words.len().saturating_sub(1);
        // A single letter is an initial.
        let particle = |w: &str| LEXICON.classes_of(w) & flag::PARTICLE != 0 && w.trim_end_matches('.').len() > 1;
        while at > 0 && particle(words[at - 1]) && (at > 1 || words[0].starts_with(char::is_lowercase)) {
            at -= 1;
        }
        let (given, surname) = words.split_at(at);
        let surname = key(&surname.join(" "));
        PersonName {
            first: given.first().map(|w| plain(w).into_owned()).unwrap_or_default(),
            given: given.iter().map(|w| key(w)).filter(|w| !w.is_empty()).collect(),
            // Bashar al-Assad is Assad.
            surname: ["al ", "el ", "ash ", "as "]
                .iter()
                .find_map(|a| surname.strip_prefix(a))
                .map_or_else(|| surname.clone(), str::to_string),
            suffix,
        }
    }

    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// Whether both, of one surname, may be one person.
    pub fn agrees(&self, other: &PersonName) -> bool {
        let suffixes = match (&self.suffix, &other.suffix) {
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            // Joseph R. Biden Jr. is Joe Biden, but Donald Trump Jr. is not Donald Trump.
            _ => self.first != other.first,
        };
        suffixes && self.given_agree(other)
    }

    fn given_agree(&self, other: &PersonName) -> bool {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return true };
        if !(a == b || initial(a, b) || equivalent(&self.first, &other.first)) {
            // "J. Edgar Hoover" is "Edgar Hoover", "Maria Garcia Lopez" is "Garcia Lopez".
            let inner = |x: &PersonName, y: &PersonName| {
                x.given.len() > y.given.len() && y.given[0].len() > 1 && x.given.ends_with(&y.given)
            };
            return inner(self, other) || inner(other, self);
        }
        self.given.iter().zip(&other.given).skip(1).all(|(a, b)| a == b || initial(a, b))
    }
}

/// Kim Jong-un, Xi Jinping: the family name comes first.
fn is_surname_first(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    if !(2..=3).contains(&words.len()) || !SURNAMES_FIRST.has(&plain(first)) {
        return false;
    }
    let halves = last.split_once('-').is_some_and(|(_, half)| half.starts_with(char::is_lowercase));
    let flags = LEXICON.flags(&plain(last));
    let first_flags = LEXICON.flags(&plain(first));
    let western = flags & (flag::SURNAME | flag::ENGLISH) != 0 || first_flags & flag::GIVEN != 0 && words.len() == 2;
    halves || !western && !last.contains('-')
}

fn initial(a: &str, b: &str) -> bool {
    let one = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    one(a, b) || one(b, a)
}

/// Two plain given names are forms of one.
pub fn equivalent(a: &str, b: &str) -> bool {
    match (CLASSES.of.get(a), CLASSES.of.get(b)) {
        (Some(a), Some(b)) => a.iter().any(|c| b.contains(c)),
        _ => false,
    }
}

/// The classes of forms that a plain given name is in.
pub(super) fn classes_of(name: &str) -> &'static [usize] {
    CLASSES.of.get(name).map_or(&[], Vec::as_slice)
}

/// The forms of a plain given name.
pub fn forms(name: &str) -> impl Iterator<Item = &'static str> {
    CLASSES.of.get(name).into_iter().flatten().flat_map(|&class| CLASSES.rows[class].iter().copied())
}
