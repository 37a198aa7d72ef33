//! What single words do around a quotation: reporting verbs and the small words of their clauses.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::rows;
use crate::read::key::{Key, Words, tail};

/// Kinds of small words, one bit each; a word may have several.
pub(super) mod is {
    pub const PRONOUN: u64 = 1;
    pub const OBJECT: u64 = 1 << 1;
    pub const AUXILIARY: u64 = 1 << 2;
    pub const NEGATED: u64 = 1 << 3;
    pub const BE: u64 = 1 << 4;
    pub const DETERMINER: u64 = 1 << 5;
    pub const PREPOSITION: u64 = 1 << 6;
    /// Ends a noun phrase.
    pub const STOP: u64 = 1 << 7;
    /// A preposition that may stand inside a noun phrase.
    pub const INSIDE: u64 = 1 << 8;
    pub const RELATIVE: u64 = 1 << 9;
    pub const CONNECTIVE: u64 = 1 << 10;
    pub const DAY: u64 = 1 << 11;
    pub const AFTER_SUBJECT: u64 = 1 << 12;
    pub const PARTICLE: u64 = 1 << 13;
    pub const CLAUSE: u64 = 1 << 14;
    /// Mr., Sen., Gen.
    pub const TITLE: u64 = 1 << 15;
    /// President, spokesman, chief.
    pub const TITLED: u64 = 1 << 16;
    pub const SO_CALLED: u64 = 1 << 17;
    /// Signs, shirts, slogans: things that carry words.
    pub const TEXT: u64 = 1 << 18;
    /// Books, films, programmes.
    pub const WORK_BEFORE: u64 = 1 << 19;
    pub const WORK_BEHIND: u64 = 1 << 20;
    /// Small words that stay lower-case in titles.
    pub const SMALL: u64 = 1 << 21;
    pub const ELIDED: u64 = 1 << 22;
    /// A form of a reporting verb that is an everyday noun too.
    pub const NOUN: u64 = 1 << 23;
    /// An -ing form of a reporting verb.
    pub const ING: u64 = 1 << 24;
    /// A bare form of a reporting verb: say, tell.
    pub const BARE: u64 = 1 << 25;
    /// Verbs by which a newspaper hands on what it was told.
    pub const RELAY: u64 = 1 << 26;
    /// Articles and possessives: what follows is a noun.
    pub const ARTICLE: u64 = 1 << 27;
    pub const CONJUNCTION: u64 = 1 << 28;
    /// "to"
    pub const INFINITIVE: u64 = 1 << 29;
    /// "with"
    pub const WITH: u64 = 1 << 30;
    /// Words that lead into a quotation: that, as, a, the.
    pub const LEADS: u64 = 1 << 31;
    /// Cannot start a noun phrase behind a verb.
    pub const BREAK_RIGHT: u64 = 1 << 39;
    /// "I", "we", "my": somebody speaks of himself.
    pub const FIRST_PERSON: u64 = 1 << 41;
    /// "on", before a programme
    pub const SHOWN_ON: u64 = 1 << 42;
    /// Nouns of saying: claim, letter, vow.
    pub const SPEECH_NOUN: u64 = 1 << 43;
    /// his, her, their
    pub const POSSESSIVE: u64 = 1 << 44;
    /// by, from
    pub const FROM: u64 = 1 << 45;
    /// "that"
    pub const THAT: u64 = 1 << 40;
    /// "as"
    pub const AS: u64 = 1 << 38;
    /// I, me, my, myself.
    pub const SINGULAR_FIRST: u64 = 1 << 46;
    // By their endings:
    pub const PLURAL: u64 = 1 << 32;
    pub const ADVERB: u64 = 1 << 33;
    pub const PARTICIPLE: u64 = 1 << 34;
    pub const PAST: u64 = 1 << 35;
    pub const VERB_END: u64 = 1 << 36;
    /// Nouns of persons and bodies.
    pub const AGENT: u64 = 1 << 37;
}

const CLASSES: &[(&str, u64)] = &[
    ("pronoun", is::PRONOUN),
    ("object", is::OBJECT),
    ("auxiliary", is::AUXILIARY),
    ("negated", is::NEGATED),
    ("be", is::BE),
    ("determiner", is::DETERMINER),
    ("preposition", is::PREPOSITION),
    ("stop", is::STOP),
    ("inside", is::INSIDE),
    ("relative", is::RELATIVE),
    ("connective", is::CONNECTIVE),
    ("day", is::DAY),
    ("after_subject", is::AFTER_SUBJECT),
    ("particle", is::PARTICLE),
    ("clause", is::CLAUSE),
    ("title", is::TITLE),
    ("titled", is::TITLED),
    ("so_called", is::SO_CALLED),
    ("text", is::TEXT),
    ("work_before", is::WORK_BEFORE),
    ("work_behind", is::WORK_BEHIND),
    ("small", is::SMALL),
    ("elided", is::ELIDED),
    ("relay", is::RELAY),
    ("article", is::ARTICLE),
    ("conjunction", is::CONJUNCTION),
    ("infinitive", is::INFINITIVE),
    ("with", is::WITH),
    ("leads", is::LEADS),
    ("as", is::AS),
    ("that", is::THAT),
    ("speech_noun", is::SPEECH_NOUN),
    ("possessive", is::POSSESSIVE),
    ("from", is::FROM),
    ("shown_on", is::SHOWN_ON),
    ("first_person", is::FIRST_PERSON),
    ("first_person_singular", is::SINGULAR_FIRST),
    ("break_right", is::BREAK_RIGHT),
    ("-plural", is::PLURAL),
    ("-adverb", is::ADVERB),
    ("-participle", is::PARTICIPLE),
    ("-past", is::PAST),
    ("-verb", is::VERB_END),
    ("-agent", is::AGENT),
];

/// How a verb reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A statement follows: say, add, insist.
    Say,
    /// Somebody is told: tell, assure.
    Tell,
    /// A description follows: call, denounce, accuse.
    Call,
    /// Held rather than uttered: believe, expect.
    Think,
    /// Words are given out by it: release, show.
    Do,
    /// "according (to)"
    According,
}

impl Cue {
    /// Of what is uttered, to be reported in words of its own.
    pub fn is_speech(self) -> bool {
        matches!(self, Cue::Say | Cue::Tell | Cue::According)
    }
}

/// What the tables know of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    pub flags: u64,
    pub cue: Option<Cue>,
    /// The verb of the cue.
    pub lemma: &'static str,
}

impl Entry {
    /// I, me, my: whoever speaks means himself alone.
    pub fn is_speaker_of_it(&self) -> bool {
        self.flags & is::SINGULAR_FIRST != 0
    }
}

struct Lexicon {
    words: Words<Entry>,
    /// Endings of words, by their last byte.
    endings: Vec<Vec<Ending>>,
}

/// The end of words, and what it says of them.
#[derive(Clone, Copy)]
struct Ending {
    /// The [`tail`] of what ends so, and which of its bits are of the ending.
    tail: u64,
    mask: u64,
    flag: u64,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon: FxHashMap<String, Entry> = FxHashMap::default();
    let mut endings = vec![Vec::new(); 256];
    for row in rows(include_str!("../../data/cues.tsv")) {
        let &[lemma, class, noun, past, ing] = row.as_slice() else { continue };
        let cue = match class {
            "say" => Cue::Say,
            "tell" => Cue::Tell,
            "call" => Cue::Call,
            "think" => Cue::Think,
            _ => Cue::Do,
        };
        let thing = noun == "thing";
        let noun = if noun == "noun" { is::NOUN } else { 0 };
        for (form, flags) in forms(lemma, past, ing) {
            if thing && flags & is::BARE != 0 {
                continue;
            }
            let noun = if flags & is::BARE != 0 { noun } else { 0 };
            lexicon.entry(form).or_insert(Entry { flags: flags | noun, cue: Some(cue), lemma });
        }
    }
    lexicon.insert("according".to_owned(), Entry { flags: 0, cue: Some(Cue::According), lemma: "accord" });
    for row in rows(include_str!("../../data/quotation_words.tsv")) {
        let &[class, words] = row.as_slice() else { continue };
        let flag = CLASSES.iter().find(|c| c.0 == class).map_or(0, |c| c.1);
        for word in words.split(' ') {
            if class.starts_with('-') {
                let last = word.bytes().last().unwrap_or_default();
                let mask = !u64::MAX.checked_shr(8 * word.len() as u32).unwrap_or(0);
                endings[usize::from(last)].push(Ending { tail: tail(word.as_bytes()), mask, flag });
                continue;
            }
            lexicon.entry(word.to_owned()).or_default().flags |= flag;
        }
    }
    let mut words = Words::new();
    for (word, entry) in lexicon {
        if let Some(key) = Key::of_word(&word) {
            *words.entry(key, entry) = entry;
        }
    }
    Lexicon { words, endings }
});

/// The forms of a verb with their flags; irregular ones as the table gives them ("-" for regular).
fn forms(lemma: &str, past: &str, ing: &str) -> Vec<(String, u64)> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let consonant_y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u']));
    let hissing = ["s", "sh", "ch", "x", "z"].iter().any(|end| lemma.ends_with(end));
    let (third, regular) = match consonant_y {
        Some(y) => (format!("{y}ies"), format!("{y}ied")),
        None if hissing => (format!("{lemma}es"), format!("{lemma}ed")),
        None => (format!("{lemma}s"), format!("{stem}ed")),
    };
    let mut out = vec![(lemma.to_owned(), is::BARE), (third, is::BARE)];
    match past {
        "-" => out.push((regular, 0)),
        past => out.extend(past.split(' ').map(|p| (p.to_owned(), 0))),
    }
    match ing {
        "-" => out.push((format!("{stem}ing"), is::ING)),
        ing => out.extend(ing.split(' ').map(|p| (p.to_owned(), is::ING))),
    }
    out
}

/// What the tables know of a word, in any case.
pub fn entry(word: &str) -> Entry {
    let Some(key) = Key::of_word(word) else { return Entry::default() };
    let lexicon = &*LEXICON;
    let mut entry = lexicon.words.get(key).unwrap_or_default();
    let word = word.as_bytes();
    if word.len() > 3
        && let Some(endings) = word.last().and_then(|last| lexicon.endings.get(usize::from(last.to_ascii_lowercase())))
    {
        let tail = tail(word);
        for ending in endings {
            entry.flags |= if tail & ending.mask == ending.tail { ending.flag } else { 0 };
        }
    }
    entry
}

/// The word at the start of a text was shortened at its front: ’em, ’90s.
pub(super) fn elided(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let Some(word) = text.get(..end) else { return false };
    let decade = word.strip_suffix('s').unwrap_or(word);
    decade.len() == 2 && decade.bytes().all(|b| b.is_ascii_digit()) || entry(word).flags & is::ELIDED != 0
}

/// The text before a mark ends in a colon, a comma or a reporting verb.
pub(super) fn announces(before: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with([':', ',']) {
        return true;
    }
    last_word(before).is_some_and(|word| matches!(entry(word).cue, Some(Cue::Say | Cue::Tell | Cue::Call)))
}

fn last_word(text: &str) -> Option<&str> {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())
}

/// A text that starts with who said it: "he said", "Smith told us", "said Smith".
pub(super) fn is_attribution(after: &str) -> bool {
    let head = after.char_indices().nth(60).map_or(after, |(i, _)| after.get(..i).unwrap_or(after));
    let mut words = head.split_whitespace().take(4).map(|w| (w, entry(w.trim_matches(|c: char| !c.is_alphanumeric()))));
    let says = |cue| matches!(cue, Some(Cue::Say | Cue::Tell));
    let Some((first, entry)) = words.next() else { return false };
    if says(entry.cue) && first.starts_with(char::is_lowercase) {
        return true;
    }
    let third_person = entry.flags & is::PRONOUN != 0 && first.len() > 1 && first.starts_with(char::is_lowercase);
    if third_person {
        return words.next().is_some_and(|(_, e)| says(e.cue));
    }
    first.starts_with(char::is_uppercase) && words.any(|(_, e)| says(e.cue) && e.flags & is::BARE == 0)
}

/// A text of several words that ends where a sentence ends.
pub(super) fn is_statement(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{200d}').ends_with(['.', '!', '?', '…'])
        && text.split_whitespace().nth(5).is_some()
}
