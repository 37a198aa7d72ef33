//! The tables of names, ready for look-up.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::data::{Table, rows};
use crate::read::EntityType;
use crate::read::fold::plain;

/// What a word says of the name it stands in. Bits of [`Facts::flags`](super::words::Facts).
pub mod flag {
    pub const STOP: u32 = 1;
    pub const CALENDAR: u32 = 1 << 1;
    pub const NOT_NAME: u32 = 1 << 2;
    pub const ENGLISH: u32 = 1 << 3;
    pub const GIVEN: u32 = 1 << 4;
    pub const SURNAME: u32 = 1 << 5;
    /// A title can end with it, directly before a name.
    pub const ROLE: u32 = 1 << 6;
    /// It goes before such a word.
    pub const ROLE_BEFORE: u32 = 1 << 7;
    /// An abbreviated title: it carries a dot.
    pub const ROLE_SHORT: u32 = 1 << 8;
    pub const SUFFIX: u32 = 1 << 9;
    pub const PARTICLE: u32 = 1 << 10;
    pub const ORG_TAIL: u32 = 1 << 11;
    pub const ORG_HEAD: u32 = 1 << 12;
    pub const PLACE_TAIL: u32 = 1 << 13;
    pub const PLACE_HEAD: u32 = 1 << 14;
    pub const EVENT_TAIL: u32 = 1 << 15;
    pub const EVENT_HEAD: u32 = 1 << 16;
    pub const WORK_TAIL: u32 = 1 << 17;
    pub const CITY: u32 = 1 << 18;
    pub const MALE: u32 = 1 << 19;
    pub const FEMALE: u32 = 1 << 20;
    /// It goes behind a title: Speaker Designate.
    pub const ROLE_AFTER: u32 = 1 << 21;
    /// A woman's title or a man's.
    pub const TITLE_MALE: u32 = 1 << 22;
    pub const TITLE_FEMALE: u32 = 1 << 23;
    /// A surname that the news uses of one person alone.
    pub const FAMOUS: u32 = 1 << 24;
    /// The legal form of a company: Inc, Ltd.
    pub const CORP: u32 = 1 << 25;
    /// It ends an organisation only behind a word that is no ordinary one.
    pub const WEAK_TAIL: u32 = 1 << 26;
    /// A newspaper's short name: the Journal.
    pub const PAPER: u32 = 1 << 27;
}

/// A name the tables know.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub kind: EntityType,
    /// Its canonical name; a demonym's is its country.
    pub canonical: &'static str,
    /// It is written in capitals only (US, WHO): "us" and "Who" are other words.
    pub capitals: bool,
    /// It is an abbreviation with a dot (Calif.): without it, it is another word.
    pub dotted: bool,
    /// How many of its words start with a capital.
    pub large: u8,
    /// A town of the long list: its name may well be a person's.
    pub town: bool,
}

pub struct Lexicon {
    /// Classes of single words.
    words: FxHashMap<&'static str, u32>,
    /// Names of one or more words, by their plain words joined by spaces.
    names: FxHashMap<Box<str>, Known>,
    /// The longest name and the longest title that start with a word, in words.
    starts: FxHashMap<Box<str>, (u8, u8)>,
    /// Titles of several words, and those of one that are not in `words`.
    titles: FxHashSet<Box<str>>,
    /// Postal codes of US states.
    postal: FxHashSet<&'static str>,
}

static ENGLISH: Table = Table::new(include_str!("../../data/english.tsv"));
static GIVEN: Table = Table::new(include_str!("../../data/given_names.tsv"));
static SURNAMES: Table = Table::new(include_str!("../../data/surnames.tsv"));
static CITIES: Table = Table::new(include_str!("../../data/cities.tsv"));

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            words: FxHashMap::default(),
            names: FxHashMap::default(),
            starts: FxHashMap::default(),
            titles: FxHashSet::default(),
            postal: FxHashSet::default(),
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
            if let [name, short, postal, demonym] = row[..] {
                lexicon.postal.insert(postal);
                for place in short.split('|').chain([name]) {
                    lexicon.add(place, EntityType::Place, name);
                }
                if !demonym.is_empty() {
                    lexicon.add(demonym, EntityType::Group, name);
                    lexicon.add(&format!("{demonym}s"), EntityType::Group, name);
                }
            }
        }
        for row in rows(include_str!("../../data/countries.tsv")) {
            if let [name, _, others, demonyms, capital] = row[..] {
                for place in others.split('|').chain([name]) {
                    lexicon.add(place, EntityType::Place, name);
                }
                lexicon.add(capital, EntityType::Place, capital);
                for demonym in demonyms.split('|') {
                    lexicon.add(demonym, EntityType::Group, name);
                }
            }
        }
        for row in rows(include_str!("../../data/names.tsv")) {
            if let [kind, canonical, ..] = row[..]
                && let Ok(kind) = kind.parse()
            {
                lexicon.add(canonical, kind, canonical);
                for alias in row.get(2).into_iter().flat_map(|a| a.split('|')) {
                    lexicon.add(alias, kind, canonical);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, name: &str, kind: EntityType, canonical: &'static str) {
        let key = phrase_key(name);
        if key.is_empty() {
            return;
        }
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().all(char::is_uppercase) && !name.contains(' ');
        let dotted = !capitals
            && name.ends_with('.')
            && !name.contains([' ', ','])
            && !name.ends_with("Inc.")
            && !name.ends_with("Co.");
        let large = name.split([' ', '-', '/']).filter(|w| w.starts_with(char::is_uppercase)).count() as u8;
        let first: Box<str> = key.split(' ').next().unwrap_or("").into();
        let length = key.split(' ').count() as u8;
        let start = self.starts.entry(first).or_default();
        start.0 = start.0.max(length);
        // The tables are read in order of precedence.
        self.names.entry(key.into()).or_insert(Known { kind, canonical, capitals, dotted, large, town: false });
    }

    fn add_title(&mut self, class: &str, gender: &str, word: &'static str) {
        let gender = match gender {
            "m" => flag::TITLE_MALE,
            "f" => flag::TITLE_FEMALE,
            _ => 0,
        };
        let class = match class {
            "pre" => flag::ROLE_BEFORE,
            "post" => flag::ROLE_AFTER,
            "abbr" => flag::ROLE | flag::ROLE_SHORT,
            "head" if !word.contains('-') => flag::ROLE,
            _ => {
                let key = phrase_key(word);
                let first: Box<str> = key.split(' ').next().unwrap_or("").into();
                let start = self.starts.entry(first).or_default();
                start.1 = start.1.max(key.split(' ').count() as u8);
                self.titles.insert(key.into());
                return;
            }
        };
        *self.words.entry(word).or_default() |= class | gender;
    }

    /// The classes of a plain word by the small tables alone.
    pub fn classes(&self, plain: &str) -> u32 {
        self.words.get(plain).copied().unwrap_or(0)
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

    /// The classes of a plain word.
    pub fn flags(&self, plain: &str) -> u32 {
        let mut flags = self.words.get(plain).copied().unwrap_or(0);
        if ENGLISH.has(plain) {
            flags |= flag::ENGLISH;
        }
        match GIVEN.get(plain) {
            Some("m") => flags |= flag::GIVEN | flag::MALE,
            Some("f") => flags |= flag::GIVEN | flag::FEMALE,
            Some(_) => flags |= flag::GIVEN,
            None => {}
        }
        if SURNAMES.has(plain) {
            flags |= flag::SURNAME;
        }
        // "The", "An", "So" are given names somewhere; here they are what they always are.
        if flags & flag::STOP != 0 {
            flags &= !(flag::GIVEN | flag::SURNAME | flag::MALE | flag::FEMALE);
        }
        if CITIES.has(plain) {
            flags |= flag::CITY;
        }
        flags
    }

    /// The longest name and the longest title that start with a plain word, in words.
    pub fn starts(&self, plain: &str) -> (u8, u8) {
        self.starts.get(plain).copied().unwrap_or((0, 0))
    }

    /// The name whose plain words, joined by spaces, are `key`.
    pub fn name(&self, key: &str) -> Option<Known> {
        self.names.get(key).copied()
    }

    /// The town of that plain name.
    pub fn city(&self, key: &str) -> Option<Known> {
        let name = CITIES.get(key)?.split('\t').next()?;
        Some(Known { kind: EntityType::Place, canonical: name, capitals: false, dotted: false, large: 0, town: true })
    }

    /// OH, as in "(R-OH)".
    pub fn is_postal_code(&self, word: &str) -> bool {
        self.postal.contains(word)
    }

    pub fn is_title(&self, key: &str) -> bool {
        self.titles.contains(key)
    }
}

/// The plain words of a name, split at spaces and hyphens, joined by spaces.
pub fn phrase_key(name: &str) -> String {
    let words = name.split([' ', '-', '/', ',']).filter(|w| !w.is_empty());
    words.map(|w| plain(w).into_owned()).collect::<Vec<_>>().join(" ")
}

fn class_flag(class: &str) -> u32 {
    match class {
        "stop" => flag::STOP,
        "calendar" => flag::CALENDAR,
        "notname" => flag::NOT_NAME,
        "corp" => flag::CORP,
        "weak_tail" => flag::WEAK_TAIL,
        "paper" => flag::PAPER,
        "suffix" => flag::SUFFIX,
        "famous" => flag::FAMOUS | flag::SURNAME,
        "particle" => flag::PARTICLE,
        "org_tail" => flag::ORG_TAIL,
        "org_head" => flag::ORG_HEAD,
        "place_tail" => flag::PLACE_TAIL,
        "place_head" => flag::PLACE_HEAD,
        "event_tail" => flag::EVENT_TAIL,
        "event_head" => flag::EVENT_HEAD,
        "work_tail" => flag::WORK_TAIL,
        _ => 0,
    }
}
