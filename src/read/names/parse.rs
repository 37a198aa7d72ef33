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
    /// One word that may as well be a person's surname: Warren, Kennedy, Ford.
    pub weak: bool,
}

pub struct Parser<'w, 'a> {
    pub words: &'w Words<'a>,
    pub found: Vec<Found>,
    /// The sentence: its first word and its end.
    first: usize,
    end: usize,
    key: String,
}

impl<'w, 'a> Parser<'w, 'a> {
    pub fn new(words: &'w Words<'a>) -> Parser<'w, 'a> {
        Parser { words, found: Vec::new(), first: 0, end: 0, key: String::new() }
    }

    /// The names of a sentence in which capitals mean something.
    pub fn sentence(&mut self, sentence: Stretch) {
        (self.first, self.end) = (sentence.words.0 as usize, sentence.words.1 as usize);
        let mut i = self.first;
        while i < self.end {
            if self.capital(i) {
                let stop = self.run_end(i);
                i = self.run(i, stop);
            } else if self.words.words[i].shape == Shape::Lower
                && self.words.facts(i).starts.0 > 1
                && !self.words.is(i, flag::STOP)
                && i + 1 < self.end
                && self.capital(i + 1)
                && let Some((length, known)) = self.known(i, self.end)
                && length > 1
            {
                // al-Qaeda
                self.push(i, i + length, Some(known.kind), None, 0.95);
                i += length;
            } else {
                i += 1;
            }
        }
    }

    /// Look at a sentence's words without reading it.
    pub fn enter(&mut self, sentence: Stretch) {
        (self.first, self.end) = (sentence.words.0 as usize, sentence.words.1 as usize);
    }

    fn capital(&self, i: usize) -> bool {
        self.words.words[i].shape.is_capital()
    }

    fn lower_is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.words.str(i))
    }

    /// The end of the capitalised words from `i`, small words between them included.
    fn run_end(&self, i: usize) -> usize {
        let end = self.end.min(i + LONGEST_RUN);
        let mut k = i + 1;
        while k < end {
            let word = self.words.words[k];
            let next_capital = |n: usize| k + n < end && self.capital(k + n);
            let goes_on = match word.shape {
                s if s.is_capital() => true,
                Shape::Lower if self.name_part(k) => true,
                Shape::Lower if self.words.is(k, flag::PARTICLE) => next_capital(1) || next_capital(2),
                Shape::Lower if self.lower_is(k, &["of", "for", "and", "on", "the", "to", "in"]) => {
                    next_capital(1) || next_capital(2) && k + 1 < end && self.lower_is(k + 1, &["the", "a"])
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

    /// The small half of a hyphenated given name: Jong-un, Jae-in, Ki-moon.
    fn name_part(&self, k: usize) -> bool {
        let word = self.words.words[k];
        if !(word.joined && word.shape == Shape::Lower && k >= self.first + 2) {
            return false;
        }
        let half = self.words.facts(k - 1);
        let first = self.words.words[k - 2].shape == Shape::Capital && !self.words.words[k - 1].joined;
        let short = half.plain.len() <= 5 && word.span.len() <= 5 && self.words.words[k - 1].shape == Shape::Capital;
        let known = half.starts.0 > 0 && LEXICON.name(&half.plain).is_some_and(|k| !k.capitals);
        let two_halves = !self.words.is(k, flag::ENGLISH | flag::STOP) || word.span.len() <= 2;
        let surname = self.words.facts(k - 2).plain.len() <= 6 && self.words.facts(k - 2).starts.0 == 0;
        first && short && !known && (two_halves || surname && half.flags & flag::ENGLISH == 0)
    }

    fn is_suffix(&self, i: usize) -> bool {
        matches!(&*self.words.facts(i).plain, "inc" | "jr" | "sr" | "llc" | "ltd" | "dc" | "corp") && self.capital(i)
    }

    /// Read a run; where reading stops, which may be behind its end.
    fn run(&mut self, start: usize, end: usize) -> usize {
        let mut title: Option<(usize, usize)> = None;
        let mut p = start;
        while p < end {
            if !self.capital(p) {
                title = None;
                p += 1;
                continue;
            }
            if let Some(stop) = self.designation(p) {
                (p, title) = (stop, None);
                continue;
            }
            let opens = self.words.opens(p, self.first);
            let known = self.known(p, self.end);
            let role = self.role_end(p, end);
            let organization = self.organization_end(p, end);
            let known_end = known.map_or(p, |(n, _)| p + n);
            let pattern = self
                .pattern(p, end, opens || known.is_some())
                .filter(|(stop, _)| known.is_none_or(|(_, k)| *stop > known_end && k.kind == EntityType::Place));
            // "the Iranian Revolution"
            let pattern = pattern.or_else(|| {
                let people = known.is_some_and(|(_, k)| k.kind == EntityType::Group) && known_end < end;
                let event = people && self.capital(known_end) && self.words.is(known_end, flag::EVENT_TAIL);
                event.then_some((known_end + 1, EntityType::Event))
            });
            // "the Oval Office of the White House": the office is known, and is none of the White House's.
            let whole = |stop: usize| {
                stop > known_end
                    && known.is_none_or(|(_, k)| {
                        k.kind == EntityType::Organization || !self.words.is(known_end - 1, flag::ORG_TAIL)
                    })
            };
            if let Some(stop) = organization
                && whole(stop)
                && role.is_none_or(|r| stop > r)
                && pattern.is_none_or(|(longer, kind)| stop >= longer || kind != EntityType::Place)
            {
                self.push(p, stop, Some(EntityType::Organization), None, 0.85);
                (p, title) = (stop, None);
            } else if let Some(stop) = role.filter(|&r| {
                known.is_none_or(|(n, k)| {
                    // "Homeland Security Secretary" names the department first.
                    r > known_end && !(n > 1 && k.kind == EntityType::Organization)
                })
            }) {
                // "King said": a surname, if the article knows it.
                if stop == end && stop == p + 1 && self.words.is(p, flag::SURNAME) && title.is_none() {
                    self.push(p, stop, None, None, 0.5);
                    self.doubt();
                }
                title = Some((title.map_or(p, |t| t.0), stop));
                p = stop;
            } else if let Some(stop) = self.person_end(p, end, title.is_some(), opens, known) {
                self.push(p, stop, Some(EntityType::Person), title, if title.is_some() { 0.95 } else { 0.9 });
                (p, title) = (stop, None);
            } else if let Some((stop, kind)) = pattern.filter(|_| known.is_some()) {
                self.push(p, stop, Some(kind), None, 0.82);
                (p, title) = (stop, None);
            } else if let Some((length, known)) = known {
                let mut length = length;
                // Iranian-Americans
                if known.kind == EntityType::Group
                    && p + length < self.end
                    && self.words.words[p + length].joined
                    && let Some((more, other)) = self.known(p + length, self.end)
                    && other.kind == EntityType::Group
                {
                    length += more;
                }
                let ordinary = self.words.is(p, flag::ENGLISH) && length == 1;
                let mut start = p;
                // "The" is no part of a newspaper's name; it is of The Hague's.
                if length > 1 && self.words.str(p) == "The" && !known.canonical.contains("Hague") {
                    start += 1;
                }
                self.push(start, p + length, Some(known.kind), None, 0.95);
                if let Some(last) = self.found.last_mut() {
                    last.doubtful = ordinary && opens;
                    last.weak = length == 1
                        && (known.town || self.words.is(p, flag::SURNAME | flag::GIVEN))
                        && matches!(known.kind, EntityType::Place | EntityType::Organization);
                }
                (p, title) = (p + length, None);
            } else if let Some((stop, kind)) = pattern {
                self.push(p, stop, Some(kind), None, 0.8);
                (p, title) = (stop, None);
            } else if self.words.is(p, flag::STOP | flag::CALENDAR | flag::NOT_NAME) {
                (p, title) = (p + 1, None);
            } else if opens && (self.words.is(p, flag::ENGLISH) || self.words.facts(p).lower > 0) {
                let stop = self.chunk_end(p, end);
                self.push(p, stop, None, None, 0.5);
                self.doubt();
                (p, title) = (stop, None);
            } else {
                let stop = self.chunk_end(p, end);
                self.push(p, stop, None, None, 0.5);
                (p, title) = (stop, None);
            }
        }
        p.max(end)
    }

    /// What letters and digits name: (R-OH), F-16s, <REYNA>. Where it ends.
    fn designation(&mut self, p: usize) -> Option<usize> {
        let (word, next) = (self.words.words[p], *self.words.words.get(p + 1)?);
        if p + 1 >= self.end {
            return None;
        }
        // The ticker of a company.
        if word.shape == Shape::Capitals && p > self.first && self.words.str(p - 1) == "<" && !next.shape.is_capital() {
            return Some(p + 1);
        }
        if !next.joined {
            return None;
        }
        let party = word.shape == Shape::Initial && matches!(self.words.str(p), "R" | "D" | "I");
        if party && next.shape == Shape::Capitals && LEXICON.is_postal_code(self.words.str(p + 1)) {
            self.push(p + 1, p + 2, Some(EntityType::Place), None, 0.9);
            return Some(p + 2);
        }
        let digits = self.words.str(p + 1).trim_end_matches('s');
        let letters = word.shape.is_capital() && word.span.len() <= 4 && !self.words.is(p, flag::NOT_NAME | flag::STOP);
        if letters
            && !party
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && self.known(p, self.end).is_none()
        {
            self.push(p, p + 2, Some(EntityType::Product), None, 0.7);
            return Some(p + 2);
        }
        None
    }

    fn push(
        &mut self,
        start: usize,
        end: usize,
        kind: Option<EntityType>,
        title: Option<(usize, usize)>,
        confidence: f32,
    ) {
        self.found.push(Found { words: (start, end), kind, title, confidence, doubtful: false, weak: false });
    }

    fn doubt(&mut self) {
        if let Some(last) = self.found.last_mut() {
            last.doubtful = true;
        }
    }

    /// The longest name of the tables at `p`: its words and what it is.
    pub fn known(&mut self, p: usize, end: usize) -> Option<(usize, Known)> {
        let facts = self.words.facts(p);
        let (table, towns) = (facts.starts.0 as usize, if self.capital(p) { 3 } else { 0 });
        let mut best = None;
        self.key.clear();
        let (mut n, mut large) = (0, 0); // words so far, and those with a capital
        for i in p..end {
            if n >= table.max(towns) {
                break;
            }
            let word = self.words.words[i];
            let plain = &self.words.facts(i).plain;
            match word.shape {
                Shape::Break if n > 0 && matches!(self.words.str(i), "," | "/") && n < table => continue,
                Shape::Break if n > 0 && self.words.str(i) == "&" => self.key.push_str(" &"),
                Shape::Break => break,
                Shape::Clitic => {
                    self.key.push_str(plain);
                    n = n.saturating_sub(1);
                }
                _ => {
                    if n > 0 {
                        self.key.push(' ');
                    }
                    self.key.push_str(plain);
                }
            }
            n += 1;
            large += u8::from(word.shape.is_capital());
            let found = if n <= table { LEXICON.name(&self.key) } else { None };
            let found = found.or_else(|| {
                let town = n <= towns && if n == 1 { facts.flags & flag::CITY != 0 } else { self.capital(i) };
                if town { LEXICON.city(&self.key) } else { None }
            });
            if let Some(known) = found
                && (!known.capitals
                    || matches!(word.shape, Shape::Capitals | Shape::Initial)
                    || matches!(self.words.words[p].shape, Shape::Capitals | Shape::Initial))
                && !(known.town && word.shape == Shape::Capitals && self.words.str(i).len() <= 4)
                && (!known.dotted || word.dotted)
                // "This week" is no show, "the Iraq war" no War.
                && large >= known.large
                // "May", "Will", "Of" are towns somewhere.
                && !(known.town && n == 1 && facts.flags & (flag::STOP | flag::CALENDAR | flag::ENGLISH) != 0)
            {
                best = Some((i + 1 - p, known));
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
            } else if self.is_role(k, end) {
                // "Martin Luther King", "Judge" alone: a surname at the end of a name is no title.
                k += 1;
                stop = Some(k);
            } else if facts.flags & flag::ROLE_AFTER != 0 && stop.is_some() {
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

    /// A title's last word. "Sen" without a dot is one only in front of a name.
    fn is_role(&self, k: usize, end: usize) -> bool {
        let short = self.words.is(k, flag::ROLE_SHORT) && !self.words.words[k].dotted;
        self.words.is(k, flag::ROLE) && self.capital(k) && (!short || k + 1 < end && self.capital(k + 1))
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
        let mut strong = false;
        let mut k = p;
        let mut ands = 0;
        while k < end && k < p + 8 {
            let word = self.words.words[k];
            let facts = self.words.facts(k);
            // "Women's League", but not "Ukraine's Parliament".
            let inner = word.shape == Shape::Clitic && k == p + 1 && {
                let owner = self.words.facts(p);
                owner.flags & flag::ENGLISH != 0 && owner.starts.0 == 0 && owner.plain.ends_with(['s', 'n', 'e'])
            };
            let and =
                k > p && word.shape == Shape::Lower && self.words.str(k) == "and" && k + 1 < end && self.capital(k + 1);
            ands += usize::from(and);
            if !(word.shape.is_capital() || k > p && self.words.str(k) == "&" || inner || and && tail.is_none()) {
                break;
            }
            if k > p && self.is_role(k, end) && facts.flags & flag::ORG_TAIL == 0
                || k > p && facts.flags & (flag::STOP | flag::CALENDAR) != 0 && !and
                // "Detroit U.S. District Court" is the court at Detroit.
                || k > p && word.shape == Shape::Capitals && self.country(k)
            {
                break;
            }
            strong |= word.shape.is_capital() && facts.flags & (flag::ENGLISH | flag::ORG_TAIL) == 0;
            if k > p && facts.flags & flag::ORG_TAIL != 0 && self.ends_organization(p, k, strong, ands > 0) {
                tail = Some(k + 1);
            }
            k += 1;
        }
        let head = tail.map_or(p, |t| t - 1);
        let head_words = self.words.is(head, flag::ORG_HEAD);
        let mut stop = tail;
        if head_words
            && head + 2 < end
            && self.lower_is(head + 1, &["of", "for", "on", "to"])
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

    fn country(&self, k: usize) -> bool {
        LEXICON.name(&self.words.facts(k).plain).is_some_and(|known| known.kind == EntityType::Place)
    }

    /// Whether the words `p..=k`, the last of which ends organisations, are one. `strong`: some word is no ordinary one.
    fn ends_organization(&self, p: usize, k: usize, strong: bool, and: bool) -> bool {
        let facts = self.words.facts(k);
        let first = self.words.facts(p);
        let known = |plain: &str| LEXICON.name(plain).map(|known| known.kind);
        if and {
            // "Reynolds and Reynolds Co", "Senate Environment and Public Works Committee"
            let chamber = known(&first.plain) == Some(EntityType::Organization);
            let body = matches!(&*facts.plain, "committee" | "subcommittee" | "department" | "administration");
            return facts.flags & flag::CORP != 0 && k > p + 2 || chamber && body;
        }
        let person = first.flags & (flag::FAMOUS | flag::SURNAME) != 0;
        match &*facts.plain {
            "administration" if k == p + 1 || person => return false,
            // "Republican Senate", "GOP Congress"
            "senate" | "congress" | "parliament" | "house" => {
                let kind = known(&first.plain);
                return !matches!(kind, Some(EntityType::Group | EntityType::Organization)) && (strong || k > p + 1);
            }
            _ => {}
        }
        facts.flags & flag::WEAK_TAIL == 0 || strong || k > p + 1
    }

    /// The end of "of Foreign Affairs", "of the President of Ukraine", "of Health and Human Services".
    fn of_end(&self, of: usize, end: usize) -> Option<usize> {
        let mut k = of;
        let mut stop = None;
        while k < end {
            if self.capital(k) {
                let title = self.words.is(k, flag::ROLE) && k > of + 2;
                if title || self.words.is(k, flag::STOP | flag::CALENDAR) {
                    break;
                }
                k += 1;
                stop = Some(k);
            } else if self.lower_is(k, &["of", "for", "on"]) || self.lower_is(k, &["and"]) && stop.is_some() {
                // "and the …" begins another name.
                let article = self.lower_is(k, &["of", "for"]) && k + 1 < end && self.lower_is(k + 1, &["the", "a"]);
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
        let word = self.words.words[p];
        let initial = word.shape == Shape::Initial && word.dotted && (!opens || facts.flags & flag::STOP == 0)
            || word.shape == Shape::Capitals && known.is_none() && self.words.str(p).contains('.');
        let never = flag::STOP | flag::CALENDAR | flag::NOT_NAME | flag::ORG_TAIL;
        if facts.flags & never != 0 && !initial && (opens || !given) {
            return None;
        }
        if let Some((length, known)) = known {
            let alone = p + length >= end || !self.capital(p + length) || self.words.is(p + length, flag::ROLE);
            let person_word = length == 1 && facts.flags & (flag::GIVEN | flag::SURNAME) != 0;
            let may_be = known.kind == EntityType::Place && person_word
                || known.kind == EntityType::Organization && person_word && given && facts.flags & flag::ENGLISH == 0;
            if !(may_be && (titled || !alone && given && self.surname_follows(p + length, end))) {
                return None;
            }
        }
        // "America First", "Page Six", "Rocky Mountain": two ordinary words.
        let ordinary = |i: usize| self.words.is(i, flag::ENGLISH) && !self.words.is(i, flag::SURNAME | flag::ROLE);
        if !titled
            && (facts.flags & flag::ENGLISH != 0 && facts.flags & flag::SURNAME == 0 || known.is_some())
            && p + 1 < end
            && ordinary(p + 1)
        {
            return None;
        }
        if !(given && facts.flags & flag::PLACE_HEAD == 0 || initial || titled) {
            return None;
        }
        if opens && !titled && facts.flags & flag::ENGLISH != 0 && facts.lower > 0 {
            return None;
        }
        let tails = flag::ORG_TAIL | flag::PLACE_TAIL | flag::WORK_TAIL | flag::EVENT_TAIL;
        let mut k = p + 1;
        while k < end && k < p + LONGEST_PERSON + 2 {
            let flags = self.words.facts(k).flags;
            let shape = self.words.words[k].shape;
            if shape == Shape::Initial && self.words.words[k].dotted {
                k += 1;
            } else if shape.is_capital() {
                let last = k + 1 >= end || !self.capital(k + 1) && !self.words.is(k + 1, flag::PARTICLE);
                // Web pages print names twice: "Olena Marchenko Olena MarchenkoMore…".
                let again = self.words.words[k].id == self.words.words[p].id
                    || facts.flags & flag::FAMOUS != 0 && facts.flags & flag::GIVEN == 0 && flags & flag::SUFFIX == 0;
                if again
                    || flags & (flag::STOP | flag::CALENDAR | flag::NOT_NAME) != 0
                        && flags & (flag::SURNAME | flag::SUFFIX) == 0
                    || self.is_role(k, end) && !(last && flags & flag::SURNAME != 0)
                    || flags & tails != 0 && flags & flag::SURNAME == 0
                {
                    break;
                }
                if let Some((n, known)) = self.known(k, self.end) {
                    // Denzel Washington, Mike Bloomberg
                    let surname = n == 1 && k == p + 1 && last && given && known.kind != EntityType::Group;
                    let named = flags & (flag::GIVEN | flag::SURNAME | flag::SUFFIX) != 0 && n == 1;
                    if !(surname || named && known.town || named && (k == p + 1 || last)) {
                        break;
                    }
                }
                k += 1;
            } else if shape == Shape::Lower
                && (self.name_part(k) || flags & flag::PARTICLE != 0 && k + 1 < end && self.capital_soon(k, end))
            {
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
        while k > p + 1 && !self.capital(k - 1) && !self.name_part(k - 1) {
            k -= 1;
        }
        // "Secretary of State Confirms"
        let ordinary = facts.flags & flag::ENGLISH != 0
            && facts.flags & (flag::SURNAME | flag::GIVEN | flag::FAMOUS) == 0
            && (facts.lower > 0 || facts.capital_inside <= 1);
        (k > p + 1 || titled && !ordinary).then_some(k)
    }

    /// What follows may end a person's name.
    fn surname_follows(&mut self, k: usize, end: usize) -> bool {
        if k < end && self.words.words[k].shape == Shape::Initial && self.words.words[k].dotted {
            return true;
        }
        k < end
            && !self.words.is(k, flag::ORG_TAIL | flag::PLACE_TAIL | flag::STOP | flag::CALENDAR | flag::NOT_NAME)
            && (self.words.is(k, flag::SURNAME) || self.known(k, self.end).is_none_or(|(_, known)| known.town))
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
        let mut best = None;
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
            if k > p && tail & (flag::ROLE | flag::STOP | flag::CALENDAR) != 0 {
                break;
            }
            if let Some(kind) = kind
                && k > p
            {
                best = Some((k + 1, kind));
            }
            if kind == Some(EntityType::Place) && k + 2 < end && self.lower_is(k + 1, &["of"]) && self.capital(k + 2) {
                return Some((k + 3, EntityType::Place));
            }
            k += 1;
        }
        if best.is_some() {
            return best;
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
                || self
                    .known(k, self.end)
                    .is_some_and(|(n, known)| !(known.town && n == 1 && flags & (flag::SURNAME | flag::GIVEN) != 0))
            {
                break;
            }
            k += 1;
        }
        k
    }
}
