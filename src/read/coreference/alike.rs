//! How alike two names are, by their spelling alone: the last resort, where nothing else says who is meant. Words may
//! come in another order, be misspelled, left out, run together or transliterated another way.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::person::classes_of;
use super::short_forms::is_legal_form;
use crate::data::{rows, rows_of};
use crate::read::EntityType;
use crate::read::fold::{key, plain};
use crate::read::names::lexicon::{LEXICON, flag};

/// Names from here on may be one.
pub const ALIKE: f32 = 0.7;

/// Names with a word each that nothing in the other stands for are at most so alike.
const CONFLICTING: f32 = 0.6;
/// How much of a word has to be left over on both sides for that.
const A_WORD: f32 = 0.7;
/// What a letter that differs costs, as a part of the word; of all words run together.
const LETTER: f32 = 1.4;
const LETTER_OF_ALL: f32 = 1.3;
/// Words run together that are less alike say nothing.
const ALL_ALIKE: f32 = 0.85;
/// How much of the weight of words that only one name has counts against them.
const OMITTED: f32 = 0.6;
/// Names of more words are compared by their first.
const MOST_WORDS: usize = 12;

/// Letters of a name: longer ones are alike only if they are the same, letter by letter.
const LONGEST: usize = 160;

/// A name, ready to be compared with others.
#[derive(Clone, Debug)]
pub struct Comparable {
    person: bool,
    words: Vec<Word>,
    /// All its words.
    joined: Letters,
    weight: f32,
}

#[derive(Clone, Debug)]
struct Word {
    plain: Letters,
    key: Letters,
    weight: f32,
    /// The classes of given names it is in.
    classes: &'static [usize],
}

/// A word's characters, and which they are.
#[derive(Clone, Debug, PartialEq)]
struct Letters {
    text: Vec<char>,
    set: u32,
}

impl Comparable {
    pub fn new(kind: EntityType, name: &str) -> Comparable {
        let person = kind == EntityType::Person;
        let folded = plain(name).replace('\'', "");
        let all: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut words: Vec<&str> = all.iter().copied().filter(|w| tells(person, w)).collect();
        if words.is_empty() {
            words = all;
        }
        words.truncate(MOST_WORDS);
        let joined = Letters::new(&words.concat());
        let words: Vec<Word> = words.into_iter().map(|word| Word::new(person, word)).collect();
        let weight = words.iter().map(|w| w.weight).sum();
        Comparable { person, words, joined, weight }
    }

    /// From 0, nothing alike, to 1; from [`ALIKE`] on the names may be one.
    pub fn likeness(&self, other: &Comparable) -> f32 {
        if self.words.is_empty() || other.words.is_empty() {
            return 0.0;
        }
        let mut pairs: Vec<(f32, usize, usize, usize)> = Vec::new();
        for (i, a) in self.words.iter().enumerate() {
            for (j, b) in other.words.iter().enumerate() {
                let alike = a.likeness(b, self.person && other.person);
                if alike > 0.0 {
                    pairs.push((alike, i.abs_diff(j), i, j));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
        // Bits of the words that stand for each other.
        let (mut mine, mut its, mut alike) = (0_u32, 0_u32, 0.0);
        for (of, _, i, j) in pairs {
            if mine & 1 << i == 0 && its & 1 << j == 0 {
                mine |= 1 << i;
                its |= 1 << j;
                alike += of * (self.words[i].weight + other.words[j].weight);
            }
        }
        let (mut left, mut its_left) = (self.left_over(mine), other.left_over(its));
        if left > 0.0 && its_left > 0.0 {
            let (rest, its_rest) = (self.rest(mine), other.rest(its));
            let joined = if rest.text.len() > 4 { rest.likeness(&its_rest) } else { 0.0 };
            if joined > 0.0 {
                alike += joined * (left + its_left);
                (left, its_left) = (0.0, 0.0);
            }
        }
        let conflict = left.min(its_left);
        let omitted = left.max(its_left) - conflict;
        let words = alike / (self.weight + other.weight - (1.0 - OMITTED) * omitted).max(f32::EPSILON);
        if conflict >= A_WORD {
            return words.min(CONFLICTING);
        }
        words.max(self.joined.likeness_of_all(&other.joined))
    }

    fn left_over(&self, taken: u32) -> f32 {
        self.words.iter().enumerate().filter(|(i, _)| taken & 1 << i == 0).map(|(_, w)| w.weight).sum()
    }

    fn rest(&self, taken: u32) -> Letters {
        let rest = self.words.iter().enumerate().filter(|(i, _)| taken & 1 << i == 0);
        Letters::from(rest.flat_map(|(_, w)| w.plain.text.iter().copied()).collect::<Vec<char>>())
    }
}

/// Whether a word says whose name it is: not a title, nor what a company is by law.
fn tells(person: bool, word: &str) -> bool {
    match person {
        true => !TITLES.contains(word) && LEXICON.classes(word) & flag::SUFFIX == 0,
        false => !is_legal_form(word) && LEXICON.classes(word) & flag::COMPANY == 0 && !JOINING.contains(word),
    }
}

/// Words before a person's name that are no name themselves.
static TITLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let titles = rows(include_str!("../../data/roles.tsv")).filter(|row| matches!(row[0], "head" | "abbr"));
    let titles = titles.filter_map(|row| row.get(2).copied());
    titles
        .chain(company_words("mister"))
        .filter(|word| LEXICON.flags(word) & (flag::GIVEN | flag::SURNAME) == 0)
        .collect()
});

/// Small words inside the names of organisations.
static JOINING: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| company_words("joins").collect());

fn company_words(class: &'static str) -> impl Iterator<Item = &'static str> {
    rows_of(include_str!("../../data/company_words.tsv"), class).filter_map(|row| row.get(1).copied())
}

impl Word {
    fn new(person: bool, word: &str) -> Word {
        let plain = Letters::new(word);
        let weight = match plain.text.len() {
            _ if LEXICON.classes(word) & flag::PARTICLE != 0 => 0.3,
            1 => 0.5,
            n => (0.5 + n as f32 / 8.0).min(1.0),
        };
        let classes = if person { classes_of(word) } else { &[] };
        Word { plain, key: Letters::new(&key(word)), weight, classes }
    }

    fn likeness(&self, other: &Word, people: bool) -> f32 {
        if self.plain == other.plain {
            return 1.0;
        }
        if self.key == other.key {
            return 0.97;
        }
        if people && self.classes.iter().any(|class| other.classes.contains(class)) {
            return 0.93;
        }
        let initial = self.plain.text.len() == 1 || other.plain.text.len() == 1;
        if people && initial && self.plain.text.first() == other.plain.text.first() {
            return 0.75;
        }
        self.plain.likeness(&other.plain).max(self.key.likeness_as(&other.key, &self.plain, &other.plain))
    }
}

impl Letters {
    fn new(word: &str) -> Letters {
        Letters::from(word.chars().collect::<Vec<char>>())
    }

    fn from(text: Vec<char>) -> Letters {
        let set = text.iter().fold(0, |set, c| set | 1 << (*c as u32 & 31));
        Letters { text, set }
    }

    fn likeness(&self, other: &Letters) -> f32 {
        self.likeness_as(other, self, other)
    }

    /// How alike two words are in few letters; `a` and `b` are as long as they are written.
    fn likeness_as(&self, other: &Letters, a: &Letters, b: &Letters) -> f32 {
        let (shorter, longer) = (a.text.len().min(b.text.len()), a.text.len().max(b.text.len()));
        let most = match longer {
            _ if shorter <= 3 => return 0.0,
            4..=5 => 1,
            6..=11 => 2,
            _ => 3,
        };
        self.distance(other, most).map_or(0.0, |d| (1.0 - LETTER * d as f32 / longer as f32).max(0.0))
    }

    /// How alike all words of two names are, run together; 0 unless very much.
    fn likeness_of_all(&self, other: &Letters) -> f32 {
        let longer = self.text.len().max(other.text.len());
        if !(6..=LONGEST).contains(&longer) {
            return f32::from(u8::from(self.text == other.text));
        }
        let most = ((1.0 - ALL_ALIKE) / LETTER_OF_ALL * longer as f32) as usize;
        self.distance(other, most).map_or(0.0, |d| 1.0 - LETTER_OF_ALL * d as f32 / longer as f32)
    }

    /// Letters to change, put in, leave out or swap with their neighbour to make one word of the other, if no more than
    /// `most`.
    fn distance(&self, other: &Letters, most: usize) -> Option<usize> {
        let (a, b) = (&self.text, &other.text);
        // A letter that is in one alone takes half a change at least.
        if a.len().abs_diff(b.len()) > most || (self.set ^ other.set).count_ones() as usize > 2 * most {
            return None;
        }
        let far = most + 1;
        // Rows of the table of distances: only what is near its diagonal can be little.
        let (mut before, mut last, mut row) = (vec![far; b.len() + 1], vec![far; b.len() + 1], vec![far; b.len() + 1]);
        (0..=most.min(b.len())).for_each(|j| last[j] = j);
        for i in 1..=a.len() {
            let (from, to) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
            row[from - 1] = if from == 1 { i.min(far) } else { far };
            let mut least = row[from - 1];
            for j in from..=to {
                let mut d = (last[j - 1] + usize::from(a[i - 1] != b[j - 1])).min(row[j - 1] + 1).min(last[j] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    d = d.min(before[j - 2] + 1);
                }
                row[j] = d.min(far);
                least = least.min(row[j]);
            }
            if to < b.len() {
                row[to + 1] = far;
            }
            if least > most {
                return None;
            }
            (before, last, row) = (last, row, before);
        }
        Some(last[b.len()]).filter(|d| *d <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, Comparable};
    use crate::read::EntityType::{self, Organization, Person};

    fn alike(kind: EntityType, a: &str, b: &str) -> bool {
        let (a, b) = (Comparable::new(kind, a), Comparable::new(kind, b));
        assert_eq!(a.likeness(&b), b.likeness(&a), "the same both ways");
        a.likeness(&b) >= ALIKE
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b) in [
            ("Olena Marchenko", "MARCHENKO, Olena"),
            ("Olena Marchenko", "Olena Marchenk"),
            ("Olena Marchenko", "Olena Mrachenko"),
            ("Olena Marchenko", "OlenaMarchenko"),
            ("Олена Марченко", "Olena Marchenko"),
            ("Dr. Paul Brenner", "Paul Brenner Jr."),
            ("Robert Brenner", "Bob Brenner"),
            ("Paul H. Brenner", "Paul Heinrich Brenner"),
        ] {
            assert!(alike(Person, a, b), "{a} · {b}");
        }
        assert!(alike(Organization, "Harbour Lines Inc.", "The Harbor Lines Company"));
    }

    #[test]
    fn other_names_are_not() {
        for (a, b) in [
            ("Olena Marchenko", "Oleh Savchenko"),
            ("Paul Brenner", "Anna Brenner"),
            ("Paul Heinrich Brenner", "Paul Otto Brenner"),
            ("Kim Il", "Kim Un"),
            ("Olena", ""),
            ("", ""),
        ] {
            assert!(!alike(Person, a, b), "{a} · {b}");
        }
        assert!(!alike(Organization, "Harbour Lines Inc.", "Harbour Mills Inc."));
    }

    #[test]
    fn any_text_can_be_compared() {
        let long = "x".repeat(100_000);
        for text in [long.as_str(), "👩‍🚀", "习近平", "—", &"a b ".repeat(1000)] {
            assert!(Comparable::new(Person, text).likeness(&Comparable::new(Person, "Olena Marchenko")) < ALIKE);
        }
    }
}
