//! Names by rules and tables: what a sentence shows, checked against what the rest of the article shows.

use std::collections::{HashMap, HashSet};

use super::lexicon::{LEXICON, flag};
use super::parse::{Found, Parser};
use super::words::{Shape, Stretch, Style, Words};
use super::{Name, Recognizer};
use crate::read::{EntityType, Layout, fold};
use crate::text::Span;

/// Verbs that people do.
const SPEAKS: [&str; 10] =
    ["said", "says", "told", "added", "wrote", "tweeted", "testified", "argued", "acknowledged", "insisted"];

/// What is less sure than this is not said.
const SURE_ENOUGH: f32 = 0.0;

/// The recogniser of rules and tables.
pub struct Rules;

impl Recognizer for Rules {
    fn names(&self, layout: &Layout<'_>) -> Vec<Name> {
        let words = Words::new(layout);
        let mut parser = Parser::new(&words);
        for &sentence in &words.sentences {
            if sentence.style == Style::Plain {
                parser.sentence(sentence);
            }
        }
        let found = std::mem::take(&mut parser.found);
        let article = Article::new(&words, &found);
        let mut out: Vec<Name> = found.iter().filter_map(|f| article.judge(f)).collect();
        out.retain(|n| n.confidence >= SURE_ENOUGH);
        for &sentence in &words.sentences {
            if sentence.style != Style::Plain {
                parser.enter(sentence);
                article.headline(sentence, &mut parser, &mut out);
            }
        }
        out.sort_by_key(|n| n.span);
        out.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
        out
    }
}

/// What the article's plain sentences show.
struct Article<'w, 'a> {
    words: &'w Words<'a>,
    /// Names by their plain words joined by spaces; surnames and acronyms of full ones too.
    names: HashMap<String, EntityType>,
    /// The longest of them, in words.
    longest: usize,
    /// The last words of organisations: "the Journal" after the Wall Street Journal.
    tails: HashSet<Box<str>>,
    /// The surnames of people named in full or with a title.
    surnames: HashSet<Box<str>>,
    /// The same, spelling-folded: another spelling of one is no stranger.
    folded_surnames: HashSet<String>,
}

impl<'w, 'a> Article<'w, 'a> {
    fn new(words: &'w Words<'a>, found: &[Found]) -> Article<'w, 'a> {
        let mut article = Article {
            words,
            names: HashMap::new(),
            longest: 1,
            tails: HashSet::new(),
            surnames: HashSet::new(),
            folded_surnames: HashSet::new(),
        };
        // People first: a surname is a person's, whatever else it is called.
        for f in found.iter().filter(|f| f.kind == Some(EntityType::Person)) {
            article.learn_person(f);
        }
        for f in found.iter().filter(|f| !f.doubtful) {
            let Some(kind) = f.kind else { continue };
            let (start, end) = f.words;
            article.longest = article.longest.max(end - start);
            if kind == EntityType::Organization && end - start > 2 {
                let acronym: String = (start..end)
                    .filter(|&i| words.words[i].shape.is_capital())
                    .filter_map(|i| words.facts(i).plain.chars().next())
                    .collect();
                article.names.entry(acronym).or_insert(kind);
            }
            if kind == EntityType::Organization {
                article.learn_short_forms(start, end);
            }
            if kind == EntityType::Organization && end - start > 1 && words.is(end - 1, flag::PAPER) {
                article.tails.insert(words.facts(end - 1).plain.clone());
            }
            article.names.entry(article.key(start, end)).or_insert(kind);
        }
        article
    }

    /// "Dairy Holdings" and "Dairy" of Dairy Holdings International Ltd, where they are no ordinary words.
    fn learn_short_forms(&mut self, start: usize, end: usize) {
        let mut core = end;
        while core > start + 1 && self.words.is(core - 1, flag::CORP) {
            core -= 1;
        }
        let company =
            |i: usize| self.words.is(i, flag::CORP | flag::WEAK_TAIL) || &*self.words.facts(i).plain == "group";
        if !(start + 1..end).any(company) {
            return;
        }
        for stop in start + 1..=core {
            let alone = self.words.facts(stop - 1);
            let telling = stop > start + 1
                || alone.flags & (flag::ENGLISH | flag::GIVEN | flag::CITY) == 0 && alone.starts.0 == 0;
            if telling && stop < end && self.words.words[stop - 1].shape.is_capital() {
                self.names.entry(self.key(start, stop)).or_insert(EntityType::Organization);
            }
        }
    }

    fn learn_person(&mut self, f: &Found) {
        let (start, end) = f.words;
        let kind = EntityType::Person;
        let mut last = end - 1;
        while last > start + 1 && self.words.is(last, flag::SUFFIX) {
            last -= 1;
        }
        self.names.insert(self.words.facts(last).plain.to_string(), kind);
        self.surnames.insert(self.words.facts(last).plain.clone());
        self.folded_surnames.insert(fold::key(&self.words.facts(last).plain));
        // Kim Jong-un is "Kim" later on; De Croo is not "Croo" alone.
        for first in start + 1..last {
            if self.words.is(first, flag::PARTICLE) || self.words.words[last].joined {
                self.names.insert(self.key(first, last + 1), kind);
                self.longest = self.longest.max(last + 1 - first);
            }
        }
        let given = self.words.facts(start);
        if end - start > 1 && given.flags & flag::STOP == 0 {
            self.names.entry(given.plain.to_string()).or_insert(kind);
        }
        self.names.insert(self.key(start, end), kind);
        self.longest = self.longest.max(end - start);
    }

    fn key(&self, start: usize, end: usize) -> String {
        let mut key = String::new();
        for i in start..end {
            if !key.is_empty() && self.words.words[i].shape != Shape::Clitic {
                key.push(' ');
            }
            key.push_str(&self.words.facts(i).plain);
        }
        key
    }

    /// The name that a candidate is, if it is one.
    fn judge(&self, f: &Found) -> Option<Name> {
        let (start, end) = f.words;
        let (kind, confidence) = match f.kind {
            Some(_) if f.weak && self.is_persons(start) => (EntityType::Person, 0.84),
            Some(kind) if !f.doubtful => (kind, f.confidence),
            Some(kind) if self.rather_capital(start) => (kind, 0.8),
            Some(EntityType::Group) if self.words.facts(start).lower == 0 => (EntityType::Group, 0.81),
            Some(kind) if self.words.facts(start).lower == 0 && self.acts(end) => (kind, 0.79),
            Some(_) => return None,
            None if end - start == 1 => self.guess_word(start, f.doubtful)?,
            None if f.doubtful && !self.names.contains_key(&self.key(start, end)) => {
                // The first word only opens the sentence.
                return self.judge(&Found { words: (start + 1, end), doubtful: false, ..*f });
            }
            None => self.guess_words(start, end)?,
        };
        Some(self.name(start, end, kind, f.title, confidence))
    }

    /// The word is somebody's surname in this article, and does not stand where a place would.
    fn is_persons(&self, i: usize) -> bool {
        self.surnames.contains(&self.words.facts(i).plain)
            && !(i > 0 && matches!(self.words.str(i - 1), "in" | "at" | "near" | "from" | "to"))
    }

    /// An ordinary word at the head of a sentence that the article otherwise writes with a capital.
    fn rather_capital(&self, i: usize) -> bool {
        let facts = self.words.facts(i);
        facts.capital_inside > facts.lower || facts.lower == 0 && facts.flags & flag::ENGLISH == 0
    }

    fn name(&self, start: usize, end: usize, kind: EntityType, title: Option<(usize, usize)>, confidence: f32) -> Name {
        let span = |(a, b): (usize, usize)| Span {
            start: self.words.words[a].span.start,
            end: self.words.words[b - 1].span.end,
        };
        Name { span: span((start, end)), kind, title: title.map(span), confidence }
    }

    /// What follows is what names do: verbs, a possessive, the rest of a name.
    fn acts(&self, next: usize) -> bool {
        let verbs =
            ["said", "says", "has", "had", "is", "was", "will", "would", "and", "did", "does", "also", "announced"];
        next < self.words.words.len()
            && (verbs.contains(&self.words.str(next))
                || self.words.words[next].shape == Shape::Clitic
                || self.words.words[next].shape.is_capital())
    }

    fn guess_word(&self, i: usize, doubtful: bool) -> Option<(EntityType, f32)> {
        let facts = self.words.facts(i);
        let doubtful = doubtful && !self.rather_capital(i);
        if let Some(&kind) = self.names.get(&*facts.plain)
            && (!doubtful || kind == EntityType::Person && facts.lower == 0)
        {
            return Some((kind, 0.86));
        }
        let flags = facts.flags;
        if flags & flag::FAMOUS != 0 && facts.lower == 0 {
            return Some((EntityType::Person, 0.75));
        }
        // "the Clintons"
        if let Some(one) = facts.plain.strip_suffix('s')
            && self.surnames.contains(one)
            && self.words.words[i].shape == Shape::Capital
        {
            return Some((EntityType::Person, 0.76));
        }
        // "the North" of Korea
        let behind = |words: &[&str]| i > 0 && words.contains(&self.words.str(i - 1));
        if matches!(&*facts.plain, "north" | "south")
            && behind(&["the", "The"])
            && self.names.contains_key("north korea")
        {
            return Some((EntityType::Place, 0.77));
        }
        // "electric vehicle (EV)" is no name.
        if self.words.words[i].shape == Shape::Capitals
            && i > 1
            && self.words.str(i - 1) == "("
            && self.words.words[i - 2].shape == Shape::Lower
        {
            return None;
        }
        // "Springfield, Ill."
        if self.stands_before_state(i) {
            return Some((EntityType::Place, 0.8));
        }
        if flags & flag::PAPER != 0 && self.tails.contains(&facts.plain) && behind(&["the", "The"]) {
            return Some((EntityType::Organization, 0.74));
        }
        if doubtful || self.words.words[i].joined && i > 0 && !self.words.words[i - 1].shape.is_capital() {
            return None;
        }
        let english = facts.flags & flag::ENGLISH != 0;
        match self.words.words[i].shape {
            Shape::Initial => None,
            Shape::Capitals if facts.plain.len() <= 6 && !english => Some((EntityType::Organization, 0.61)),
            _ if english || facts.lower > 0 => None,
            _ if self.folded_surnames.contains(&fold::key(&facts.plain)) => Some((EntityType::Person, 0.8)),
            _ if self.words.str(i).find('.').is_some_and(|at| at + 2 < self.words.str(i).len()) => {
                Some((EntityType::Organization, 0.6))
            }
            Shape::Capitals => None,
            _ if flags & flag::SURNAME != 0 => Some((EntityType::Person, 0.62)),
            _ if behind(&["in", "at", "near", "from"]) => Some((EntityType::Place, 0.51)),
            _ if self.words.str(i).chars().skip(1).any(char::is_uppercase) => Some((EntityType::Organization, 0.53)),
            _ if i + 1 < self.words.words.len() && SPEAKS.contains(&self.words.str(i + 1)) => {
                Some((EntityType::Person, 0.52))
            }
            _ => None,
        }
    }

    /// A state or country follows behind a comma.
    fn stands_before_state(&self, i: usize) -> bool {
        let Some(after) = self.words.words.get(i + 2) else { return false };
        after.shape.is_capital()
            && self.words.str(i + 1) == ","
            && LEXICON
                .name(&self.words.facts(i + 2).plain)
                .is_some_and(|k| k.kind == EntityType::Place && (!k.dotted || after.dotted))
            && self.words.words.get(i + 3).is_none_or(|w| w.shape == Shape::Break)
            && self.words.words[i].shape == Shape::Capital
    }

    fn guess_words(&self, start: usize, end: usize) -> Option<(EntityType, f32)> {
        if let Some(&kind) = self.names.get(&self.key(start, end)) {
            return Some((kind, 0.87));
        }
        let is = |i: usize, flags: u32| self.words.is(i, flags);
        let english = (start..end).filter(|&i| is(i, flag::ENGLISH)).count();
        // "Trump Jr."
        if end - start == 2 && is(end - 1, flag::SUFFIX) {
            return Some((EntityType::Person, 0.83));
        }
        // "Mitt Romney" by the surname
        if end - start == 2 && is(end - 1, flag::FAMOUS) && !is(start, flag::STOP | flag::CALENDAR) {
            return Some((EntityType::Person, 0.78));
        }
        let capitals = (start..end).filter(|&i| self.words.words[i].shape == Shape::Capitals).count();
        if capitals > 0 {
            return None;
        }
        match end - start {
            2 if english == 0 => Some((EntityType::Person, 0.64)),
            3 if english == 0 => Some((EntityType::Person, 0.65)),
            2 if is(end - 1, flag::SURNAME) && !is(start, flag::ENGLISH) => Some((EntityType::Person, 0.66)),
            3 if !is(start, flag::ENGLISH) && !is(end - 1, flag::ENGLISH) => Some((EntityType::Person, 0.67)),
            _ => None,
        }
    }

    /// A sentence whose capitals say nothing: only names known from elsewhere.
    fn headline(&self, sentence: Stretch, parser: &mut Parser<'_, '_>, out: &mut Vec<Name>) {
        let (first, end) = (sentence.words.0 as usize, sentence.words.1 as usize);
        let mut i = first;
        while i < end {
            if !self.words.words[i].shape.is_capital() {
                i += 1;
                continue;
            }
            let plain_word = self.words.is(i, flag::ENGLISH);
            let seen = self.longest_name(i, end).filter(|&(n, _)| {
                n > 1 || !self.words.is(i, flag::STOP) && (!plain_word || sentence.style == Style::Title)
            });
            let known = parser.known(i, end).filter(|(n, k)| {
                *n > 1
                    || !(plain_word || k.capitals && sentence.style == Style::Capitals && self.words.str(i).len() < 3)
            });
            let hit = match (seen, known) {
                (Some((n, kind)), Some((m, _))) if n >= m => Some((n, kind, 0.85)),
                (_, Some((m, k))) => Some((m, k.kind, 0.85)),
                (Some((n, kind)), None) => Some((n, kind, 0.85)),
                _ if self.words.is(i, flag::FAMOUS) => Some((1, EntityType::Person, 0.7)),
                _ => self.full_name(i, end).map(|n| (n, EntityType::Person, 0.6)),
            };
            match hit {
                Some((n, kind, confidence)) => {
                    out.push(self.name(i, i + n, kind, None, confidence));
                    i += n;
                }
                None => i += 1,
            }
        }
    }

    /// The longest name of the article that starts at `i`: its words and what it is.
    fn longest_name(&self, i: usize, end: usize) -> Option<(usize, EntityType)> {
        let mut key = String::new();
        let mut best = None;
        for n in 0..self.longest.min(end - i) {
            if n > 0 && self.words.words[i + n].shape != Shape::Clitic {
                key.push(' ');
            }
            key.push_str(&self.words.facts(i + n).plain);
            if let Some(&kind) = self.names.get(&key) {
                best = Some((n + 1, kind));
            }
        }
        best
    }

    /// A given name and something that is no ordinary word.
    fn full_name(&self, i: usize, end: usize) -> Option<usize> {
        let given = self.words.is(i, flag::GIVEN) && !self.words.is(i, flag::STOP | flag::CALENDAR | flag::ROLE);
        let next = i + 1;
        (given
            && next < end
            && self.words.words[next].shape.is_capital()
            && !self.words.is(next, flag::ENGLISH | flag::STOP))
        .then_some(2)
    }
}
