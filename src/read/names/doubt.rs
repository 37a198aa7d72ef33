//! What the sure names of an article say of its doubtful ones.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Name;
use super::lexicon::{LEXICON, flag};
use crate::read::EntityType;
use crate::read::coreference::PersonName;
use crate::read::fold::key;

/// Let the doubtful names in that the sure ones vouch for, and call a company a company.
pub(super) fn weigh(text: &str, names: &mut Vec<Name>, doubtful: Vec<Name>) {
    let bearers = Bearers::new(text, names);
    let bodies = Bodies::new(text, names);
    // An article says a name again and again: each spelling is looked at once.
    let mut short: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter_mut().filter(|n| n.kind == EntityType::Person && n.title.is_none()) {
        let spelling = name.span.of(text);
        if *short.entry(spelling).or_insert_with(|| bodies.is_short_for_one(spelling, &bearers)) {
            name.kind = EntityType::Organization;
        }
    }
    if doubtful.is_empty() {
        return;
    }
    let mut let_in: Vec<Name> = Vec::new();
    let written: FxHashSet<_> = names.iter().map(|n| (n.kind, n.span.of(text))).collect();
    for mut name in doubtful {
        let spelling = name.span.of(text);
        if name.kind != EntityType::Person && written.contains(&(name.kind, spelling)) {
            let_in.push(name);
        } else if bearers.has(spelling) && !bodies.starts_one(spelling) {
            name.kind = EntityType::Person;
            let_in.push(name);
        }
    }
    if !let_in.is_empty() {
        names.extend(let_in);
        names.sort_by_key(|n| n.span);
    }
}

/// Who is named in full or with a title.
struct Bearers<'t> {
    /// The spellings of people's names, and whether each has a title.
    spellings: FxHashSet<(&'t str, bool)>,
    /// Surnames, each with the suffix of its bearer.
    surnames: OnceCell<FxHashSet<(String, Option<String>)>>,
    /// Words of these people's names.
    words: OnceCell<FxHashSet<String>>,
}

impl<'t> Bearers<'t> {
    fn new(text: &'t str, names: &[Name]) -> Bearers<'t> {
        let persons = names.iter().filter(|n| n.kind == EntityType::Person);
        let spellings = persons.map(|n| (n.span.of(text), n.title.is_some())).collect();
        Bearers { spellings, surnames: OnceCell::new(), words: OnceCell::new() }
    }

    /// Whether a name is the surname alone of one of them, if perhaps in another spelling.
    fn has(&self, spelling: &str) -> bool {
        let surnames = self.surnames.get_or_init(|| {
            let people = self.spellings.iter().map(|(spelling, _)| PersonName::parse(spelling));
            people.filter(PersonName::is_full).map(|person| (person.surname, person.suffix)).collect()
        });
        let person = PersonName::parse(spelling);
        !person.is_full() && person.surname.len() > 3 && surnames.contains(&(person.surname, person.suffix))
    }

    /// Whether one of them has a name with a word.
    fn has_word(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| {
            let known = self.spellings.iter().filter(|(name, titled)| *titled || name.split_whitespace().count() > 1);
            known.flat_map(|(name, _)| name.split_whitespace()).map(key).collect()
        });
        words.contains(&key(word))
    }
}

/// The organisations of several words.
struct Bodies<'t> {
    names: Vec<Vec<&'t str>>,
}

impl<'t> Bodies<'t> {
    fn new(text: &'t str, names: &[Name]) -> Bodies<'t> {
        let bodies = names.iter().filter(|n| n.kind == EntityType::Organization);
        let spellings: FxHashSet<&str> = bodies.map(|n| n.span.of(text)).collect();
        let words = spellings.into_iter().map(|spelling| spelling.split_whitespace().collect::<Vec<_>>());
        Bodies { names: words.filter(|words| words.len() > 1).collect() }
    }

    fn starts_one(&self, spelling: &str) -> bool {
        self.names.iter().any(|words| words.first() == Some(&spelling))
    }

    /// Whether what looks like a person's name is how an organisation's starts (Ford, of Ford Motor) and nobody of the
    /// article is called so. Several words must go on as a company's do: Harlan Wray, of Harlan Wray Ltd.
    fn is_short_for_one(&self, spelling: &str, bearers: &Bearers<'_>) -> bool {
        let own: Vec<&str> = spelling.split_whitespace().collect();
        let Some(last) = own.last() else { return false };
        let longer = |words: &&Vec<&str>| words.len() > own.len() && words.starts_with(&own);
        let company = |word: &str| LEXICON.classes_of(word) & flag::COMPANY != 0;
        let known = |words: &Vec<&str>| own.len() == 1 || words[own.len()..].iter().any(|w| company(w));
        if !self.names.iter().filter(longer).any(known) {
            return false;
        }
        let famous = LEXICON.classes_of(last) & flag::FAMOUS != 0;
        !famous && (own.len() > 1 || !bearers.has_word(last))
    }
}
