//! The tables of names, ready for look-up.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::hash;
use super::model::table::{chain, lists};
use crate::data::{Table, rows};
use crate::read::fold::plain;
use crate::read::key::{Key, Words};

/// What is known of a single word: bits.
pub mod flag {
    /// A word that starts sentences: no name of a person.
    pub const STOP: u32 = 1;
    pub const ENGLISH: u32 = 1 << 1;
    pub const GIVEN: u32 = 1 << 2;
    pub const SURNAME: u32 = 1 << 3;
    /// A title can end with it, directly before a name.
    pub const ROLE: u32 = 1 << 4;
    /// It goes before such a word.
    pub const ROLE_BEFORE: u32 = 1 << 5;
    /// A woman's title or a man's.
    pub const TITLE_MALE: u32 = 1 << 6;
    pub const TITLE_FEMALE: u32 = 1 << 7;
    /// It belongs to the surname behind it: van, de, ibn.
    pub const PARTICLE: u32 = 1 << 8;
    /// The legal form that ends a company's name.
    pub const COMPANY: u32 = 1 << 9;
    /// Only countries have one.
    pub const POLITY: u32 = 1 << 10;
    /// The news uses this surname of one person alone.
    pub const FAMOUS: u32 = 1 << 11;
    /// It ends a person's name: jr, iii.
    pub const SUFFIX: u32 = 1 << 13;
    /// A particle that is an ordinary word as well: la, ten.
    pub const ORDINARY: u32 = 1 << 12;
}

pub struct Lexicon {
    /// What is known of single words by the small tables.
    words: FxHashMap<&'static str, u32>,
    /// The same again, for words that are plain but for their capitals.
    keyed: Words<u32>,
    /// Names of one or more words, by their plain words joined by spaces: the canonical name; a demonym's is its
    /// country.
    names: FxHashMap<Box<str>, &'static str>,
    /// Titles of several words, and those of one that are not in `words`.
    titles: FxHashSet<Box<str>>,
    /// Countries, states and what belongs to them, as in `names`.
    places: FxHashSet<Box<str>>,
    /// The longest of them that start with a word, in words.
    longest: FxHashMap<Box<str>, u8>,
}

/// Where a body of the United States has its country in front.
const UNITED_STATES: &str = "U.S. ";

static GIVEN: Table = Table::new(include_str!("../../data/given_names.tsv"));
static CITIES: Table = Table::new(include_str!("../../data/cities.tsv"));

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lists a word is on, as bits: English words and surnames among them. The recogniser's weights bring them along.
fn listed(plain: &str) -> u32 {
    if !plain.bytes().all(|b| b.is_ascii_lowercase()) {
        return 0;
    }
    super::recognizer().weights.lists.get(chain(0, hash::bytes(plain.as_bytes())))
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            words: FxHashMap::default(),
            keyed: Words::new(),
            names: FxHashMap::default(),
            titles: FxHashSet::default(),
            places: FxHashSet::default(),
            longest: FxHashMap::default(),
        };
        for row in rows(include_str!("../../data/name_words.tsv")) {
            if let [class, word] = row[..] {
                *lexicon.words.entry(word).or_default() |= class_flag(class);
            }
        }
        for row in rows(include_str!("../../data/roles.tsv")) {
            if let [class, gender, word] = row[..] {
                lexicon.add_title(class, gender, word);
            }
        }
        for row in rows(include_str!("../../data/us_states.tsv")) {
            if let [name, short, _, demonym] = row[..] {
                for place in short.split('|').chain([name]) {
                    lexicon.add_place(place, name);
                }
                if !demonym.is_empty() {
                    lexicon.add_place(demonym, name);
                    lexicon.add_place(&format!("{demonym}s"), name);
                }
            }
        }
        for row in rows(include_str!("../../data/countries.tsv")) {
            if let [name, _, others, demonyms, capital] = row[..] {
                for place in others.split('|').chain([name]) {
                    lexicon.add_place(place, name);
                }
                lexicon.add_place(capital, capital);
                for demonym in demonyms.split('|') {
                    lexicon.add_place(demonym, name);
                }
            }
        }
        for row in rows(include_str!("../../data/names.tsv")) {
            if let [kind, canonical, ..] = row[..] {
                lexicon.add(canonical, canonical);
                if let Some(rest) = canonical.strip_prefix(UNITED_STATES).filter(|_| kind == "organization") {
                    lexicon.add_acronym(rest, canonical);
                }
                for alias in row.get(2).into_iter().flat_map(|a| a.split('|')) {
                    lexicon.add(alias, canonical);
                }
            }
        }
        for (word, &classes) in &lexicon.words {
            if let Some(key) = Key::of_word(word).filter(|_| plain(word) == *word) {
                *lexicon.keyed.entry(key, classes) = classes;
            }
        }
        lexicon
    }

    fn add(&mut self, name: &str, canonical: &'static str) {
        let key = phrase_key(name);
        if !key.is_empty() {
            // The tables are read in order of precedence.
            self.names.entry(key.into()).or_insert(canonical);
        }
    }

    fn add_place(&mut self, name: &str, canonical: &'static str) {
        self.add(name, canonical);
        self.places.insert(phrase_key(name).into());
    }

    /// The short form of a body of the United States: US and the initials of the rest, where that makes four letters.
    fn add_acronym(&mut self, rest: &str, canonical: &'static str) {
        let initials: String = rest.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        if initials.len() >= 2 {
            self.add(&format!("US{initials}"), canonical);
        }
    }

    fn add_title(&mut self, class: &str, gender: &str, word: &'static str) {
        let gender = match gender {
            "m" => flag::TITLE_MALE,
            "f" => flag::TITLE_FEMALE,
            _ => 0,
        };
        let class = match class {
            "pre" => flag::ROLE_BEFORE,
            // It goes behind a title: Speaker Designate.
            "post" => 0,
            "abbr" => flag::ROLE,
            "head" if !word.contains('-') => flag::ROLE,
            _ => {
                let key = phrase_key(word);
                let first: Box<str> = key.split(' ').next().unwrap_or("").into();
                let longest = self.longest.entry(first).or_default();
                *longest = (*longest).max(key.split(' ').count() as u8);
                self.titles.insert(key.into());
                return;
            }
        };
        *self.words.entry(word).or_default() |= class | gender;
    }

    /// What the small tables alone know of a plain word.
    pub fn classes(&self, plain: &str) -> u32 {
        self.words.get(plain).copied().unwrap_or(0)
    }

    /// The same of a word that may not be plain yet.
    pub fn classes_of(&self, word: &str) -> u32 {
        match Key::of_word(word) {
            Some(key) if word.bytes().all(|b| b.is_ascii() && b != b'.') => self.keyed.get(key).unwrap_or(0),
            _ => self.classes(&plain(word)),
        }
    }

    /// Male or female of the bearer of a plain given name, where the tables say so.
    pub fn gender_of_name(&self, plain: &str) -> Option<bool> {
        match GIVEN.get(plain).filter(|_| self.classes(plain) & flag::STOP == 0)? {
            "m" => Some(true),
            "f" => Some(false),
            _ => None,
        }
    }

    /// Male or female of the bearer of a plain word of a title.
    pub fn gender_of_title(&self, plain: &str) -> Option<bool> {
        let classes = self.classes(plain);
        match (classes & flag::TITLE_MALE != 0, classes & flag::TITLE_FEMALE != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// What is known of a plain word.
    pub fn flags(&self, plain: &str) -> u32 {
        let mut flags = self.words.get(plain).copied().unwrap_or(0);
        let listed = listed(plain);
        if listed >> lists::ENGLISH & 1 == 1 {
            flags |= flag::ENGLISH;
        }
        if GIVEN.has(plain) {
            flags |= flag::GIVEN;
        }
        if listed >> lists::SURNAME & 1 == 1 {
            flags |= flag::SURNAME;
        }
        // "The", "An", "So" are given names somewhere; here they are what they always are.
        if flags & flag::STOP != 0 {
            flags &= !(flag::GIVEN | flag::SURNAME);
        }
        flags
    }

    /// The longest title of several words that starts with a plain word, in words.
    pub fn longest_title(&self, plain: &str) -> usize {
        self.longest.get(plain).map_or(0, |&longest| longest.into())
    }

    /// The canonical name of what is called so: `key` is its plain words, joined by spaces.
    pub fn name(&self, key: &str) -> Option<&'static str> {
        self.names.get(key).copied()
    }

    /// Whether a country, a state, its capital or its people is called so.
    pub fn is_place(&self, key: &str) -> bool {
        self.places.contains(key)
    }

    /// The town of that plain name.
    pub fn city(&self, key: &str) -> Option<&'static str> {
        CITIES.get(key)?.split('\t').next()
    }

    pub fn is_title(&self, key: &str) -> bool {
        self.titles.contains(key)
    }
}

/// The plain words of a name, split at spaces and hyphens, joined by spaces.
pub fn phrase_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split([' ', '-', '/', ',']).filter(|w| !w.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&plain(word));
    }
    key
}

fn class_flag(class: &str) -> u32 {
    match class {
        "stop" => flag::STOP,
        "famous" => flag::SURNAME | flag::FAMOUS,
        "particle" => flag::PARTICLE,
        "particle_word" => flag::PARTICLE | flag::ORDINARY,
        "suffix" => flag::SUFFIX,
        "corp" => flag::COMPANY,
        "polity" => flag::POLITY,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights were trained with the tables of words as they are.
    #[test]
    fn the_weights_bring_english_words_and_surnames_along() {
        for (table, list) in [
            (include_str!("../../data/english.tsv"), lists::ENGLISH),
            (include_str!("../../data/surnames.tsv"), lists::SURNAME),
        ] {
            let on = |word: &str| listed(word) >> list & 1 == 1;
            let words: Vec<&str> = rows(table).map(|row| row[0]).collect();
            let missing: Vec<&&str> = words.iter().filter(|word| !on(word)).collect();
            assert!(words.len() > 10_000 && missing.is_empty(), "{missing:?}");
            assert!(!["zelensky", "gaza", "kyiv", "qqx", ""].into_iter().any(on));
        }
    }
}
