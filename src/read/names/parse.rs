//! Runs of capitalised words → names: titles come off, known names and patterns of words decide, the rest is guessed
//! at by the document.

use super::lexicon::{Known, LEXICON, flag};
use super::words::{Shape, Stretch, Words};
use crate::read::EntityType;

/// No run of capitals is looked at further than this: longer ones are lists or headlines.
const LONGEST_RUN: usize = 24;
/// No name of a person has more words.
const LONGEST_PERSON: usize = 5;

/// Words that may be a name.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Indices into [`Words::words`].
    pub words: (usize, usize),
    /// None where the document must say.
    pub kind: Option<EntityType>,
    /// The title before it.
    pub title: Option<(usize, usize)>,
    pub confidence: f32,
    /// An ordinary word at the head of a sentence: its capital says nothing.
    pub doubtful: bool,
}

pub struct Parser<'w, 'a> {
    pub words: &'w Words<'a>,
    pub found: Vec<Found>,
    key: String,
}

impl<'w, 'a> Parser<'w, 'a> {
    pub fn new(words: &'w Words<'a>) -> Parser<'w, 'a> {
        Parser { words, found: Vec::new(), key: String::new() }
    }

    /// The names of a sentence in which capitals mean something.
    pub fn sentence(&mut self, sentence: Stretch) {
        let (first, end) = (sentence.words.0 as usize, sentence.words.1 as usize);
        let mut i = first;
        while i < end {
            if self.capital(i) {
                let stop = self.run_end(i, end);
                self.run(i, stop, first);
                i = stop;
            } else {
                // al-Qaeda
                if self.words.facts(i).starts.0 > 1
                    && i + 1 < end
                    && self.capital(i + 1)
                    && let Some((length, known)) = self.known(i, end)
                    && length > 1
                {
                    self.push(i, i + length, Some(known.kind), None, 0.95);
                    i += length;
                } else {
                    i += 1;
                }
            }
        }
    }

    fn capital(&self, i: usize) -> bool {
        self.words.words[i].shape.is_capital()
    }

    fn lower_is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.words.str(i))
    }

    /// The end of the capitalised words from `i`, small words between them included.
    fn run_end(&self, i: usize, end: usize) -> usize {
        let end = end.min(i + LONGEST_RUN);
        let mut k = i + 1;
        while k < end {
            let word = self.words.words[k];
            let next_capital = |n: usize| k + n < end && self.capital(k + n);
            let goes_on = match word.shape {
                s if s.is_capital() => true,
                Shape::Lower if self.words.is(k, flag::PARTICLE) => next_capital(1) || next_capital(2),
                Shape::Lower if self.lower_is(k, &["of", "for", "and", "on", "the", "to", "in"]) => {
                    next_capital(1) || next_capital(2) && k + 1 < end && self.lower_is(k + 1, &["the"])
                }
                Shape::Clitic => next_capital(1),
                Shape::Number => !word.joined || self.words.words[k - 1].shape.is_capital(),
                Shape::Break => match self.words.str(k) {
                    "&" => next_capital(1),
                    "," => k + 1 < end && self.is_suffix(k + 1),
                    _ => false,
                },
                _ => false,
            };
            if !goes_on {
                break;
            }
            k += 1;
        }
        k
    }

    fn is_suffix(&self, i: usize) -> bool {
        matches!(&*self.words.facts(i).plain, "inc" | "jr" | "sr" | "llc" | "ltd" | "dc" | "corp") && self.capital(i)
    }

    fn run(&mut self, start: usize, end: usize, first: usize) {
        let mut title: Option<(usize, usize)> = None;
        let mut p = start;
        while p < end {
            if !self.capital(p) {
                title = None;
                p += 1;
                continue;
            }
            let opens = self.words.opens(p, first);
            let known = self.known(p, end);
            let role = self.role_end(p, end);
            let organization = self.organization_end(p, end);
            let known_end = known.map_or(p, |(n, _)| p + n);
            if let Some(stop) = organization
                && stop > known_end
                && role.is_none_or(|r| stop > r)
            {
                self.push(p, stop, Some(EntityType::Organization), None, 0.85);
                (p, title) = (stop, None);
            } else if let Some(stop) = role.filter(|&r| r > known_end || known.is_none()) {
                title = Some((title.map_or(p, |t| t.0), stop));
                p = stop;
            } else if let Some(stop) = self.person_end(p, end, title.is_some(), opens, known) {
                self.push(p, stop, Some(EntityType::Person), title, if title.is_some() { 0.95 } else { 0.9 });
                (p, title) = (stop, None);
            } else if let Some((length, known)) = known {
                let ordinary = self.words.is(p, flag::ENGLISH) && length == 1;
                let mut start = p;
                // "The" is no part of a newspaper's name.
                if length > 1 && self.words.str(p) == "The" && !matches!(known.canonical, "The Hill" | "Hague") {
                    start += 1;
                }
                self.push(start, p + length, Some(known.kind), None, 0.95);
                if let Some(last) = self.found.last_mut() {
                    last.doubtful = ordinary && opens;
                }
                (p, title) = (p + length, None);
            } else if let Some((stop, kind)) = self.pattern(p, end, opens) {
                self.push(p, stop, Some(kind), None, 0.8);
                (p, title) = (stop, None);
            } else if self.is_plain_word(p, opens) {
                (p, title) = (p + 1, None);
            } else {
                let stop = self.chunk_end(p, end);
                self.push(p, stop, None, None, 0.5);
                if let Some(last) = self.found.last_mut() {
                    last.doubtful = opens && self.words.facts(p).lower;
                }
                (p, title) = (stop, None);
            }
        }
    }

    fn push(
        &mut self,
        start: usize,
        end: usize,
        kind: Option<EntityType>,
        title: Option<(usize, usize)>,
        confidence: f32,
    ) {
        self.found.push(Found { words: (start, end), kind, title, confidence, doubtful: false });
    }

    /// A word that is no name here: it opens a sentence, or is a day or an abbreviation of something else.
    fn is_plain_word(&self, p: usize, opens: bool) -> bool {
        let facts = self.words.facts(p);
        let never = flag::STOP | flag::CALENDAR | flag::NOT_NAME;
        facts.flags & never != 0 || opens && (facts.flags & flag::ENGLISH != 0 || facts.lower)
    }

    /// The longest name of the tables at `p`: its words and what it is.
    pub fn known(&mut self, p: usize, end: usize) -> Option<(usize, Known)> {
        let facts = self.words.facts(p);
        let longest = (facts.starts.0 as usize).max(if self.capital(p) { 3 } else { 0 });
        let city = facts.flags & flag::CITY != 0;
        let mut best = None;
        self.key.clear();
        for n in 0..longest.min(end - p) {
            let word = self.words.words[p + n];
            let plain = &self.words.facts(p + n).plain;
            match word.shape {
                Shape::Break if n > 0 && matches!(self.words.str(p + n), "," | "/") => continue,
                Shape::Break if n > 0 && self.words.str(p + n) == "&" => self.key.push_str(" &"),
                Shape::Break => break,
                Shape::Clitic => self.key.push_str(plain),
                _ => {
                    if n > 0 {
                        self.key.push(' ');
                    }
                    self.key.push_str(plain);
                }
            }
            let found =
                if (n as u8) < facts.starts.0.max(1) && facts.starts.0 > 0 { LEXICON.name(&self.key) } else { None };
            let found = found.or_else(|| {
                let town = n == 0 && city || n > 0 && self.capital(p + n);
                if town { LEXICON.city(&self.key) } else { None }
            });
            if let Some(known) = found
                && (!known.capitals || word.shape == Shape::Capitals || self.words.words[p].shape == Shape::Capitals)
                && (!known.dotted || word.dotted)
            {
                best = Some((n + 1, known));
            }
        }
        best
    }

    /// The end of a title that starts at `p` (Deputy Defense Minister, Secretary of State, Sen.).
    fn role_end(&mut self, p: usize, end: usize) -> Option<usize> {
        let mut k = p;
        let mut stop = None;
        while k < end {
            let facts = self.words.facts(k);
            if let Some(n) = self.title_phrase(k, end) {
                k += n;
                stop = Some(k);
            } else if facts.flags & flag::ROLE != 0 && self.capital(k) {
                // "Martin Luther King", "Judge" alone: a surname at the end of a name is no title.
                k += 1;
                stop = Some(k);
            } else if facts.flags & flag::ROLE_BEFORE != 0 && self.capital(k) {
                k += 1;
            } else {
                break;
            }
        }
        stop
    }

    fn title_phrase(&mut self, p: usize, end: usize) -> Option<usize> {
        let longest = self.words.facts(p).starts.1 as usize;
        let mut best = None;
        self.key.clear();
        for n in 0..longest.min(end - p) {
            if !matches!(self.words.words[p + n].shape, s if s.is_capital() || s == Shape::Lower) {
                break;
            }
            if n > 0 {
                self.key.push(' ');
            }
            self.key.push_str(&self.words.facts(p + n).plain);
            if LEXICON.is_title(&self.key) {
                best = Some(n + 1);
            }
        }
        best
    }

    /// The end of an organisation's name by its words: … Council, Ministry of …, … Inc.
    fn organization_end(&self, p: usize, end: usize) -> Option<usize> {
        if self.words.is(p, flag::STOP | flag::CALENDAR) {
            return None;
        }
        let mut tail = None;
        let mut k = p;
        while k < end && k < p + 7 {
            let word = self.words.words[k];
            if !(word.shape.is_capital() || k > p && self.words.str(k) == "&") {
                break;
            }
            let facts = self.words.facts(k);
            if k > p && facts.flags & flag::ROLE != 0 && facts.flags & flag::ORG_TAIL == 0 {
                break;
            }
            if k > p && facts.flags & (flag::STOP | flag::CALENDAR) != 0 {
                break;
            }
            if k > p && facts.flags & flag::ORG_TAIL != 0 {
                tail = Some(k + 1);
            }
            k += 1;
        }
        let head = tail.map_or(p, |t| t - 1);
        let head_words = self.words.is(head, flag::ORG_HEAD);
        let mut stop = tail;
        if head_words
            && head + 2 < end
            && self.lower_is(head + 1, &["of", "for", "on"])
            && let Some(last) = self.of_end(head + 1, end)
        {
            stop = Some(last);
        }
        // "Kwik Save Group, Inc."
        if let Some(s) = stop
            && s + 1 < end
            && self.words.str(s) == ","
            && self.is_suffix(s + 1)
        {
            stop = Some(s + 2);
        }
        stop
    }

    /// The end of "of Foreign Affairs", "of the President of Ukraine", "of Health and Human Services".
    fn of_end(&self, of: usize, end: usize) -> Option<usize> {
        let mut k = of;
        let mut stop = None;
        while k < end {
            if self.capital(k) && !self.words.is(k, flag::STOP) {
                k += 1;
                stop = Some(k);
            } else if self.lower_is(k, &["of", "for", "on"]) || self.lower_is(k, &["and"]) && stop.is_some() {
                // "and the …" begins another name.
                let article = self.lower_is(k, &["of", "for"]) && k + 1 < end && self.lower_is(k + 1, &["the"]);
                k += 1 + usize::from(article);
            } else {
                break;
            }
        }
        stop
    }

    /// The end of a person's name at `p`.
    fn person_end(
        &mut self,
        p: usize,
        end: usize,
        titled: bool,
        opens: bool,
        known: Option<(usize, Known)>,
    ) -> Option<usize> {
        let facts = self.words.facts(p);
        let given = facts.flags & flag::GIVEN != 0;
        let initial = self.words.words[p].shape == Shape::Initial && facts.flags & flag::STOP == 0
            || self.words.words[p].shape == Shape::Capitals && self.words.words[p].dotted && known.is_none();
        let never = flag::STOP | flag::CALENDAR | flag::NOT_NAME | flag::ORG_TAIL;
        if facts.flags & never != 0 && (opens || !given) {
            return None;
        }
        if let Some((length, known)) = known {
            let alone = p + length >= end || !self.capital(p + length);
            let person_word = length == 1 && facts.flags & (flag::GIVEN | flag::SURNAME) != 0;
            let place = known.kind == EntityType::Place;
            if !(place && person_word && (titled || !alone && given)) {
                return None;
            }
        }
        if !(given || initial || titled) {
            return None;
        }
        if opens && !titled && facts.flags & flag::ENGLISH != 0 && (facts.lower || facts.flags & flag::STOP != 0) {
            return None;
        }
        let mut k = p + 1;
        while k < end && k < p + LONGEST_PERSON + 2 {
            let flags = self.words.facts(k).flags;
            let shape = self.words.words[k].shape;
            if shape.is_capital() {
                let last = k + 1 >= end || !self.capital(k + 1) && !self.words.is(k + 1, flag::PARTICLE);
                if flags & (flag::STOP | flag::CALENDAR | flag::NOT_NAME) != 0
                    && flags & (flag::SURNAME | flag::SUFFIX) == 0
                {
                    break;
                }
                if flags & flag::ROLE != 0 && !(last && flags & flag::SURNAME != 0) {
                    break;
                }
                if flags & (flag::ORG_TAIL | flag::PLACE_TAIL) != 0 && flags & flag::SURNAME == 0 {
                    break;
                }
                if let Some((n, known)) = self.known(k, end) {
                    let surname = n == 1 && known.kind == EntityType::Place && k == p + 1 && last;
                    if !surname && flags & (flag::GIVEN | flag::SURNAME | flag::SUFFIX) == 0 {
                        break;
                    }
                }
                k += 1;
            } else if shape == Shape::Lower && flags & flag::PARTICLE != 0 && k + 1 < end && self.capital_soon(k, end) {
                k += 1;
            } else if self.words.str(k) == ","
                && k + 1 < end
                && self.words.is(k + 1, flag::SUFFIX)
                && self.is_suffix(k + 1)
            {
                k += 2;
                break;
            } else {
                break;
            }
        }
        while k > p + 1 && !self.capital(k - 1) {
            k -= 1;
        }
        (k > p + 1 || titled).then_some(k)
    }

    /// A capital follows, behind at most one more small particle.
    fn capital_soon(&self, k: usize, end: usize) -> bool {
        self.capital(k + 1) || k + 2 < end && self.words.is(k + 1, flag::PARTICLE) && self.capital(k + 2)
    }

    /// A place, event or work by its words: Lake …, … Airport, Sea of …, … War, … Act.
    fn pattern(&self, p: usize, end: usize, opens: bool) -> Option<(usize, EntityType)> {
        let flags = self.words.facts(p).flags;
        if flags & (flag::STOP | flag::CALENDAR) != 0 {
            return None;
        }
        let mut k = p;
        while k < end && k < p + 5 && self.capital(k) {
            let tail = self.words.facts(k).flags;
            let kind = if tail & flag::PLACE_TAIL != 0 {
                Some(EntityType::Place)
            } else if tail & flag::EVENT_TAIL != 0 {
                Some(EntityType::Event)
            } else if tail & flag::WORK_TAIL != 0 {
                Some(EntityType::Work)
            } else {
                None
            };
            if let Some(kind) = kind
                && k > p
            {
                return Some((k + 1, kind));
            }
            if kind == Some(EntityType::Place) && k + 2 < end && self.lower_is(k + 1, &["of"]) && self.capital(k + 2) {
                return Some((k + 3, EntityType::Place));
            }
            k += 1;
        }
        let next =
            p + 1 < end && self.capital(p + 1) && !self.words.is(p + 1, flag::STOP | flag::CALENDAR | flag::ROLE);
        if flags & flag::EVENT_HEAD != 0 && next {
            return Some((p + 2, EntityType::Event));
        }
        if flags & flag::PLACE_HEAD != 0 && next && !opens {
            let stop =
                if p + 2 < end && self.capital(p + 2) && !self.words.is(p + 2, flag::ROLE) { p + 3 } else { p + 2 };
            return Some((stop, EntityType::Place));
        }
        None
    }

    /// The end of capitals that neither tables nor patterns know.
    fn chunk_end(&mut self, p: usize, end: usize) -> usize {
        let mut k = p + 1;
        while k < end {
            let flags = self.words.facts(k).flags;
            let particle = self.words.words[k].shape == Shape::Lower && flags & flag::PARTICLE != 0 && k + 1 < end;
            if !(self.capital(k) || particle && self.capital(k + 1))
                || flags & (flag::STOP | flag::CALENDAR | flag::NOT_NAME | flag::ROLE) != 0 && self.capital(k)
                || self.known(k, end).is_some()
            {
                break;
            }
            k += 1;
        }
        k
    }
}
