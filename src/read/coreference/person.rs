//! A person's name taken apart, and whether two of them may be one person's.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::data::rows;
use crate::read::fold::{key, plain};

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
    of: HashMap<&'static str, Vec<usize>>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let rows: Vec<Vec<&'static str>> = rows(include_str!("../../data/given_classes.tsv")).collect();
    let mut of: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        for &name in row {
            of.entry(name).or_default().push(i);
        }
    }
    Classes { rows, of }
});

const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
const PARTICLES: [&str; 17] =
    ["de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "von", "van", "bin", "ibn", "al"];

impl PersonName {
    pub fn parse(name: &str) -> PersonName {
        let mut words: Vec<&str> =
            name.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        let mut suffix = None;
        if words.len() > 1
            && let Some(last) = words.last().map(|w| plain(w).into_owned())
            && SUFFIXES.contains(&&*last)
        {
            words.pop();
            suffix = Some(last);
        }
        // Particles belong to the surname: Ursula von der Leyen, Alexander De Croo.
        let mut at = words.len().saturating_sub(1);
        while at > 1 && PARTICLES.contains(&&*plain(words[at - 1])) {
            at -= 1;
        }
        let (given, surname) = words.split_at(at);
        PersonName {
            first: given.first().map(|w| plain(w).into_owned()).unwrap_or_default(),
            given: given.iter().map(|w| key(w)).filter(|w| !w.is_empty()).collect(),
            surname: key(&surname.join(" ")),
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
            _ => true,
        };
        suffixes && self.given_agree(other)
    }

    fn given_agree(&self, other: &PersonName) -> bool {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return true };
        if !(a == b || initial(a, b) || equivalent(&self.first, &other.first)) {
            // "J. Edgar Hoover" is "Edgar Hoover", "Maria Garcia Lopez" is "Garcia Lopez".
            let inner = |x: &PersonName, y: &PersonName| {
                x.given.get(1).is_some_and(|m| m.len() > 1 && Some(m) == y.given.first())
            };
            return inner(self, other) || inner(other, self);
        }
        match (self.given.get(1), other.given.get(1)) {
            (Some(a), Some(b)) => a == b || initial(a, b),
            _ => true,
        }
    }
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

/// The forms of a plain given name.
pub fn forms(name: &str) -> impl Iterator<Item = &'static str> {
    CLASSES.of.get(name).into_iter().flatten().flat_map(|&class| CLASSES.rows[class].iter().copied())
}
