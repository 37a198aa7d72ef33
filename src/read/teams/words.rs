//! The table of sports: what its words do in an article, and around the name of a team.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::rows;
use crate::read::key::{Key, Words};

/// What a word does around the name of a team, as bits.
pub mod flag {
    pub const CONTEST: u16 = 1;
    pub const FEAT: u16 = 1 << 1;
    pub const MAY: u16 = 1 << 2;
    pub const WHOSE: u16 = 1 << 3;
    pub const MEETING: u16 = 1 << 4;
    pub const RIVAL: u16 = 1 << 5;
    pub const LOSS: u16 = 1 << 6;
    pub const PLAYS: u16 = 1 << 7;
    pub const WITHIN: u16 = 1 << 8;
    pub const PERSON: u16 = 1 << 9;
    pub const STATE: u16 = 1 << 10;
}

/// A class of the table and its bit.
const CLASSES: [(&str, u16); 11] = [
    ("contest", flag::CONTEST),
    ("feat", flag::FEAT),
    ("may", flag::MAY),
    ("whose", flag::WHOSE),
    ("meeting", flag::MEETING),
    ("rival", flag::RIVAL),
    ("loss", flag::LOSS),
    ("plays", flag::PLAYS),
    ("within", flag::WITHIN),
    ("person", flag::PERSON),
    ("state", flag::STATE),
];

/// What a word or two tell of an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tells {
    /// The sports it is a word of, as bits by their places in [`Table::sports`].
    pub sports: u16,
    /// Of sports of one against one.
    pub single: bool,
    /// Of any sport.
    pub sporting: bool,
    /// A sport is called so.
    pub is_name: bool,
}

pub struct Table {
    pub sports: Vec<&'static str>,
    /// What the words tell, by their numbers.
    pub tells: Vec<Tells>,
    words: Words<Word>,
    /// Two words, and their number.
    pairs: Vec<(&'static str, &'static str, u16)>,
}

#[derive(Clone, Copy, Default)]
struct Word {
    flags: u16,
    /// Its number.
    tells: Option<u16>,
    /// It is the first of two.
    begins: bool,
}

pub static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Table {
        let mut table = Table { sports: Vec::new(), tells: Vec::new(), words: Words::new(), pairs: Vec::new() };
        let mut numbers: FxHashMap<&str, u16> = FxHashMap::default();
        for row in rows(include_str!("../../data/sports.tsv")) {
            let [class, first, ref rest @ ..] = row[..] else { continue };
            if let Some((_, flag)) = CLASSES.iter().find(|(name, _)| *name == class) {
                first.split(' ').for_each(|word| table.word(word, |known| known.flags |= flag));
                continue;
            }
            let sports = if class == "sport" { 1 << table.sports.len() } else { 0 };
            if class == "sport" {
                table.sports.push(first);
            }
            let names = rest.first().copied().unwrap_or_default();
            let words = rest.get(1).copied().unwrap_or(if class == "sporting" { first } else { "" });
            let named = names.split(' ').map(|name| (name, true)).chain(words.split(' ').map(|word| (word, false)));
            for (term, is_name) in named.filter(|(term, _)| !term.is_empty()) {
                let number = *numbers.entry(term).or_insert_with(|| table.number(term));
                let tells = &mut table.tells[usize::from(number)];
                tells.sports |= sports;
                tells.single |= class == "single";
                tells.sporting |= class == "sporting";
                tells.is_name |= is_name;
            }
        }
        table
    }

    fn word(&mut self, word: &str, set: impl FnOnce(&mut Word)) {
        if let Some(key) = Key::of_word(word) {
            set(self.words.entry(key, Word::default()));
        }
    }

    /// A new number for a word or two.
    fn number(&mut self, term: &'static str) -> u16 {
        let number = self.tells.len() as u16;
        self.tells.push(Tells::default());
        match term.split_once('_') {
            Some((first, second)) => {
                self.pairs.push((first, second, number));
                self.word(first, |known| known.begins = true);
            }
            None => self.word(term, |known| known.tells = Some(number)),
        }
        number
    }

    /// What a word does around a name.
    pub fn flags(&self, word: &str) -> u16 {
        self.get(word).flags
    }

    /// The numbers of what a word tells, alone and with the next.
    pub fn numbers<'w>(&self, word: &str, next: impl FnOnce() -> &'w str) -> [Option<u16>; 2] {
        let known = self.get(word);
        let two = || {
            let next = next();
            let is = |pair: &&(&str, &str, u16)| pair.0.eq_ignore_ascii_case(word) && pair.1.eq_ignore_ascii_case(next);
            self.pairs.iter().find(is).map(|pair| pair.2)
        };
        [known.tells, if known.begins { two() } else { None }]
    }

    fn get(&self, word: &str) -> Word {
        Key::of_word(word).and_then(|key| self.words.get(key)).unwrap_or_default()
    }
}
