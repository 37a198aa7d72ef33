//! The second pass: what the rest of the article says about a word. A name seen in full lends evidence to its parts
//! elsewhere, a word also seen without a capital is less of a name, capitals in a headline say little.

use rustc_hash::FxHashMap;

use super::feature::{Brief, Style};
use super::hash::mix;
use super::labels::{BEGIN, LAST, ONLY, ORGANIZATION, PERSON, names, parts};
use super::table::{chain, lists};
use super::word::Case;

/// By the hash of a word or of words.
type Map<V> = FxHashMap<u64, V>;

/// What an article says of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// It is written without a capital somewhere.
    lower: bool,
    /// Times with a capital inside a sentence of prose.
    inside: u16,
    /// Times with a capital outside names, and in names of each type.
    outside: u16,
    types: [u16; 7],
    /// Times it is the last and the first of several words of a name.
    last: [u16; 7],
    first: [u16; 7],
    /// What stands beside it somewhere, whatever the first pass made of it: bits of [`beside`].
    beside: u8,
}

/// What a word may stand beside: telling, and no matter of labels.
mod beside {
    /// Before a word that ends companies' names: *Manville* Corp.
    pub const COMPANY: u8 = 1;
    /// Behind a given name that is no other word.
    pub const GIVEN: u8 = 2;
    /// Behind a title or role.
    pub const ROLE: u8 = 4;
    /// Behind "Mr." and the like.
    pub const MISTER: u8 = 8;
}

/// What an article says of a name.
#[derive(Clone, Copy, Debug, Default)]
struct SeenName {
    types: [u16; 7],
    /// Names that start with it and go on.
    short: [u16; 7],
    prefix: bool,
}

/// What the first pass found in a whole article.
#[derive(Default)]
pub(crate) struct Memory {
    words: Map<Seen>,
    names: Map<SeenName>,
    /// Initials of names of several words.
    initials: Map<[u16; 7]>,
}

impl Memory {
    /// Take in a paragraph and what the first pass made of it.
    pub(crate) fn add(&mut self, words: &[Brief], labels: &[u8]) {
        for (w, &l) in words.iter().zip(labels) {
            if w.case.is_capital() {
                let seen = self.words.entry(w.lower).or_default();
                seen.inside = seen.inside.saturating_add(u16::from(w.style == Style::Prose && !w.opens));
                match parts(l) {
                    None => bump(&mut seen.outside),
                    Some((t, part)) => {
                        bump(&mut seen.types[t]);
                        match part {
                            LAST => bump(&mut seen.last[t]),
                            BEGIN => bump(&mut seen.first[t]),
                            _ => {}
                        }
                    }
                }
            }
        }
        self.stand_beside(words);
        for found in names(labels) {
            let Some(range) = words.get(found.from..found.to) else { continue };
            let mut key = 0;
            let mut initials = 0;
            for (i, w) in range.iter().enumerate() {
                key = chain(key, w.lower);
                let name = self.names.entry(key).or_default();
                if i + 1 == range.len() {
                    bump(&mut name.types[found.kind]);
                } else {
                    name.prefix = true;
                    bump(&mut name.short[found.kind]);
                }
                if w.case.is_capital() {
                    initials = chain(initials, u64::from(w.initial));
                }
            }
            if range.len() > 1 {
                bump(&mut self.initials.entry(initials).or_default()[found.kind]);
            }
        }
    }

    /// Take in which words of a paragraph have no capital, when all paragraphs have been taken in: most words never have
    /// one, and nothing is asked of them.
    pub(crate) fn add_small(&mut self, words: &[Brief]) {
        for w in words.iter().filter(|w| w.case == Case::Lower) {
            if let Some(seen) = self.words.get_mut(&w.lower) {
                seen.lower = true;
            }
        }
    }

    fn stand_beside(&mut self, words: &[Brief]) {
        for (i, w) in words.iter().enumerate().filter(|(_, w)| w.case.is_capital()) {
            let mut bits = 0;
            if let Some(p) = i.checked_sub(1).and_then(|p| words.get(p)).filter(|p| p.case.is_capital()) {
                bits |= if p.on(lists::GIVEN) && !p.on(lists::ENGLISH) { beside::GIVEN } else { 0 };
                bits |= if p.on(lists::ROLE) { beside::ROLE } else { 0 };
                bits |= if p.on(lists::MISTER) { beside::MISTER } else { 0 };
            }
            // No comma, no verb: only capitals and what joins them.
            let run = words[i + 1..].iter().take(5).take_while(|n| n.case.is_capital() || n.on(lists::JOINS));
            bits |= if !w.on(lists::COMPANY) && run.into_iter().any(|n| n.on(lists::COMPANY)) {
                beside::COMPANY
            } else {
                0
            };
            if bits != 0 {
                self.words.entry(w.lower).or_default().beside |= bits;
            }
        }
    }

    /// The features of every piece of a paragraph that was taken in.
    pub(crate) fn features(&self, words: &[Brief], labels: &[u8], mut add: impl FnMut(usize, u64)) {
        for (i, w) in words.iter().enumerate() {
            if !w.case.is_capital() {
                continue;
            }
            let label = labels.get(i).copied().unwrap_or(0);
            let own = parts(label);
            if let Some(seen) = self.words.get(&w.lower) {
                seen.features(w, own, |f| add(i, f));
            }
            if w.case == Case::Upper
                && let Some(types) = self.initials.get(&w.letters)
                && let Some((t, n)) = top(types)
            {
                add(i, mix(2020, t as u64, n.min(2).into()));
            }
        }
        self.runs(words, labels, add);
    }

    /// Names found elsewhere in the article, from left to right, the longest first.
    fn runs(&self, words: &[Brief], labels: &[u8], mut add: impl FnMut(usize, u64)) {
        let mut i = 0;
        while i < words.len() {
            let Some((len, t, whole)) = self.longest(words, labels, i) else {
                i += 1;
                continue;
            };
            for k in 0..len {
                let place = match (k == 0, k + 1 == len) {
                    (true, true) => ONLY,
                    (true, false) => BEGIN,
                    (false, true) => LAST,
                    _ => super::labels::INSIDE,
                };
                let own = u64::from(labels.get(i + k).copied().unwrap_or(0));
                let how = u64::from(whole) << 8 | u64::from(place);
                add(i + k, mix(2030, t as u64, how));
                add(i + k, mix(2031, (t as u64) << 16 | how, own));
            }
            i += len;
        }
    }

    /// The longest name seen elsewhere that starts at a piece, or the longest beginning of one: its length, its type,
    /// and whether it is whole.
    fn longest(&self, words: &[Brief], labels: &[u8], i: usize) -> Option<(usize, usize, bool)> {
        if !words[i].case.is_capital() {
            return None;
        }
        let begun = labels.get(i).and_then(|&l| parts(l)).filter(|(_, part)| *part == BEGIN).map(|(t, _)| t);
        let mut key = 0;
        let mut best = None;
        for (k, w) in words.iter().enumerate().skip(i).take(10) {
            key = chain(key, w.lower);
            let Some(name) = self.names.get(&key) else { break };
            let (mut types, mut short) = (name.types, name.short);
            if let Some(t) = exactly(labels, i, k + 1) {
                types[t] = types[t].saturating_sub(1);
            } else if let Some(t) = begun {
                // What this very name begins with is no evidence.
                short[t] = short[t].saturating_sub(1);
            }
            if let Some((t, _)) = top(&types) {
                best = Some((k + 1 - i, t, true));
            } else if let Some((t, _)) = top(&short).filter(|_| w.case.is_capital()) {
                best = Some((k + 1 - i, t, false));
            }
            if !name.prefix {
                break;
            }
        }
        best
    }
}

/// The type of the name that is exactly these pieces, if one is.
fn exactly(labels: &[u8], from: usize, to: usize) -> Option<usize> {
    let (t, first) = parts(*labels.get(from)?)?;
    let (_, last) = parts(*labels.get(to - 1)?)?;
    match to - from {
        1 => (first == ONLY).then_some(t),
        _ => {
            let inner = labels
                .get(from + 1..to - 1)?
                .iter()
                .all(|&l| parts(l).is_some_and(|(_, p)| p == super::labels::INSIDE));
            (first == BEGIN && last == LAST && inner).then_some(t)
        }
    }
}

impl Seen {
    fn features(&self, w: &Brief, own: Option<(usize, u8)>, mut add: impl FnMut(u64)) {
        // What the other occurrences say: this one's own label is taken out.
        let mut s = *self;
        s.inside -= s.inside.min(u16::from(w.style == Style::Prose && !w.opens));
        match own {
            None => s.outside = s.outside.saturating_sub(1),
            Some((t, part)) => {
                s.types[t] = s.types[t].saturating_sub(1);
                match part {
                    LAST => s.last[t] = s.last[t].saturating_sub(1),
                    BEGIN => s.first[t] = s.first[t].saturating_sub(1),
                    _ => {}
                }
            }
        }
        let case = w.case as u64;
        let place = (w.style as u64) << 1 | u64::from(w.opens);
        add(mix(2000, u64::from(s.lower) << 4 | u64::from(s.inside.min(3)), place));
        add(mix(2001, u64::from(s.lower) << 4 | u64::from(s.inside.min(3)), case << 4 | place));
        let mine = own.map_or(9, |(t, _)| t as u64);
        let profile = s.profile();
        add(mix(2013, profile, mine));
        add(mix(2014, profile, place));
        let total: u32 = u32::from(s.outside) + s.types.iter().map(|&n| u32::from(n)).sum::<u32>();
        if s.beside != 0 {
            add(mix(2011, s.beside.into(), mine));
            add(mix(2012, s.beside.into(), place));
        }
        if total == 0 {
            add(mix(2002, mine, place));
            return;
        }
        let (t, n) = top(&s.types).unwrap_or((8, 0));
        let share = match u32::from(n) * 10 {
            0 => 0,
            x if x * 2 < total * 10 => 1,
            x if x * 5 < total * 40 => 2,
            x if x < total * 10 => 3,
            _ => 4,
        };
        let many = u64::from(total.min(4));
        add(mix(2003, t as u64, share));
        add(mix(2004, t as u64, share << 4 | many));
        add(mix(2005, (t as u64) << 4 | mine, share));
        add(mix(2006, (t as u64) << 8 | share, place));
        if let Some((t, n)) = top(&s.last) {
            add(mix(2007, t as u64, case));
            add(mix(2008, (t as u64) << 4 | mine, n.min(2).into()));
        }
        if let Some((t, n)) = top(&s.first) {
            add(mix(2009, t as u64, case));
            add(mix(2010, (t as u64) << 4 | mine, n.min(2).into()));
        }
    }
}

impl Seen {
    /// Which parts it plays in the article, all at once: a word that ends persons' names and starts companies' is one
    /// thing, a word that only starts companies' another.
    fn profile(&self) -> u64 {
        let plays = [self.last[PERSON], self.first[PERSON], self.last[ORGANIZATION], self.first[ORGANIZATION]];
        let plays = plays.iter().fold(0, |bits, &n| bits << 1 | u64::from(n > 0));
        plays << 5 | u64::from(self.beside) << 1 | u64::from(self.lower)
    }
}

fn bump(n: &mut u16) {
    *n = n.saturating_add(1);
}

/// The most frequent type.
fn top(types: &[u16; 7]) -> Option<(usize, u16)> {
    let (t, &n) = types.iter().enumerate().rev().max_by_key(|(_, n)| **n)?;
    (n > 0).then_some((t, n))
}
