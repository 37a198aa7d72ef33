//! The features of the first pass: what a piece, its neighbours and their sentence look like.
//!
//! A feature is a hash that picks a row of weights. Features of one word alone ([`of_word`]) are summed once a word
//! form and kept; features of several words ([`of_place`]) are looked up where they stand.

use super::hash::mix;
use super::piece::Piece;
use super::table::{Lists, PREFIX, chain, lists};
use super::word::{Case, Word};

/// How a sentence is written, as far as capitals go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Style {
    #[default]
    Prose,
    /// All capitals.
    Shouted,
    /// A Headline With Capitals.
    Titled,
    /// no capitals at all
    Lower,
}

/// What the features of several words need of one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brief {
    pub lower: u64,
    pub shape: u64,
    pub tail: u64,
    pub case: Case,
    pub coarse: u16,
    pub fine: u16,
    pub initial: u32,
    pub letters: u64,
    pub lists: u32,
    /// Lists that a run of words from or over this one is on, and its place in the run.
    pub run: u32,
    pub style: Style,
    pub opens: bool,
    pub spaced: bool,
    /// No name runs across it or over it: an address, a handle, an angle bracket.
    pub barrier: bool,
    /// A small word or mark with no capital near it, in a sentence that has some: no name comes so far.
    pub far: bool,
}

impl Brief {
    /// Whether the word is on a list of [`super::table::lists`].
    pub(crate) fn on(&self, list: u32) -> bool {
        self.lists >> list & 1 == 1
    }

    /// The lists that the run which starts here is on.
    pub(crate) fn run_lists(&self) -> Option<u32> {
        (self.run & 3 == FIRST).then_some(self.run >> 2 << lists::TYPES)
    }

    /// Whether the run before it goes on over it.
    pub(crate) fn goes_on(&self) -> bool {
        self.run & 3 > FIRST
    }

    pub(crate) fn new(word: &Word) -> Brief {
        Brief {
            lower: word.lower,
            shape: word.shape,
            tail: word.suffixes[2],
            case: word.case,
            coarse: word.coarse,
            fine: word.fine,
            initial: word.initial,
            letters: word.letters,
            lists: word.lists,
            barrier: word.barrier,
            ..Brief::default()
        }
    }

    /// The word as it stands in a text.
    pub(crate) fn at(&self, piece: &Piece) -> Brief {
        Brief { opens: piece.opens, spaced: piece.spaced, ..*self }
    }
}

/// How far around a word its own features reach.
pub(crate) const REACH: isize = 2;
/// Positions a word is seen from.
pub(crate) const POSITIONS: usize = 2 * REACH as usize + 1;

/// The most features that a word gives to one piece: one for each list, and some of its letters.
pub(crate) const OF_WORD: usize = 64;

/// The features that a word gives to the piece `-offset` away from it: offset 0 is the word itself, 1 the piece before.
/// At most [`OF_WORD`] of them.
#[inline(always)]
pub(crate) fn of_word(w: &Word, offset: isize, mut add: impl FnMut(u64)) {
    let at = (offset + REACH) as u64 * 64;
    let case = w.case as u64;
    add(mix(at, w.lower, 0));
    if offset == 0 {
        add(mix(at + 1, 0, 0));
        add(mix(at + 2, w.exact, 0));
        add(mix(at + 3, w.shape, 0));
        for (k, &p) in w.prefixes.iter().enumerate() {
            add(mix(at + 4 + k as u64, p, u64::from(w.case.is_capital())));
        }
        for (k, &s) in w.suffixes.iter().enumerate() {
            add(mix(at + 8 + k as u64, s, u64::from(w.case.is_capital())));
        }
        add(mix(at + 12, u64::from(w.fine), case));
        add(mix(at + 13, u64::from(w.coarse), case));
        add(mix(at + 14, u64::from(w.lists), case));
        let mut bits = w.lists;
        while bits != 0 {
            add(mix(at + 15, u64::from(bits.trailing_zeros()), case));
            bits &= bits - 1;
        }
        return;
    }
    add(mix(at + 16, w.shape, 0));
    add(mix(at + 17, u64::from(w.coarse), case));
    if offset.abs() == 1 {
        add(mix(at + 18, u64::from(w.fine), case));
        add(mix(at + 19, w.suffixes[2], case));
        add(mix(at + 20, u64::from(w.lists), case));
    }
}

/// The most features of a piece that look at several words at once.
pub(crate) const OF_PLACE: usize = 27;

/// The features of a piece that look at several words at once: at most [`OF_PLACE`] of them.
#[inline(always)]
pub(crate) fn of_place(words: &[Brief], i: usize, mut add: impl FnMut(u64)) {
    let at = |k: isize| i.checked_add_signed(k).and_then(|j| words.get(j));
    let Some(w) = words.get(i) else { return };
    let none = Brief::default();
    let (p, q, n, m) =
        (at(-1).unwrap_or(&none), at(-2).unwrap_or(&none), at(1).unwrap_or(&none), at(2).unwrap_or(&none));
    let case = w.case as u64;
    let style = w.style as u64;
    const T: u64 = 1000;
    add(mix(T, p.lower, w.lower));
    add(mix(T + 1, w.lower, n.lower));
    add(mix(T + 2, q.lower, p.lower));
    add(mix(T + 3, n.lower, m.lower));
    add(mix(T + 4, p.shape, w.shape));
    add(mix(T + 5, w.shape, n.shape));
    add(mix(T + 6, mix(0, p.shape, w.shape), n.shape));
    add(mix(T + 7, w.shape, style << 1 | u64::from(w.opens)));
    add(mix(T + 8, p.lower, w.shape));
    add(mix(T + 9, n.lower, w.shape));
    add(mix(T + 10, n.tail, case));
    add(mix(T + 11, p.tail, case));
    add(mix(T + 12, u64::from(p.coarse), case << 16 | u64::from(w.coarse)));
    add(mix(T + 13, u64::from(n.coarse), case << 16 | u64::from(w.coarse)));
    add(mix(T + 14, u64::from(p.fine), case));
    add(mix(T + 15, u64::from(n.fine), case));
    add(mix(T + 16, u64::from(q.coarse), case << 16 | u64::from(p.coarse)));
    add(mix(T + 17, u64::from(m.coarse), case << 16 | u64::from(n.coarse)));
    add(mix(T + 18, u64::from(p.lists) | (p.case as u64) << 32, u64::from(w.lists) | case << 32));
    add(mix(T + 19, u64::from(n.lists) | (n.case as u64) << 32, u64::from(w.lists) | case << 32));
    add(mix(T + 20, w.lower, style << 1 | u64::from(w.opens)));
    add(mix(T + 21, u64::from(w.lists), style << 2 | u64::from(w.opens) << 1 | u64::from(w.spaced)));
    add(mix(T + 22, (q.case as u64) << 8 | p.case as u64, case << 16 | (n.case as u64) << 8 | m.case as u64));
    if w.run != 0 {
        add(mix(T + 30, u64::from(w.run), case));
        add(mix(T + 31, u64::from(w.run & 0xff), style));
    }
    if (p.run | w.run) != 0 {
        add(mix(T + 32, u64::from(p.run), u64::from(w.run)));
    }
    if (n.run | w.run) != 0 {
        add(mix(T + 33, u64::from(n.run), u64::from(w.run)));
    }
}

/// Set what a word knows from its sentence and from the lists of known names.
pub(crate) fn look_around(words: &mut [Brief], lists: &Lists) {
    let mut from = 0;
    while from < words.len() {
        let to = (from + 1..words.len()).find(|&j| words[j].opens).unwrap_or(words.len());
        let style = style(&words[from..to]);
        for w in &mut words[from..to] {
            w.style = style;
        }
        mark_far(&mut words[from..to], style);
        from = to;
    }
    runs(words, lists);
}

/// No name has more small words in a row than it takes to be this far from both its capitals.
const NEAR: usize = 2;

fn mark_far(sentence: &mut [Brief], style: Style) {
    if style == Style::Lower {
        return;
    }
    // Pieces since the last capital, looked at from both sides.
    let mut since = NEAR;
    for w in sentence.iter_mut() {
        since = if w.case.is_capital() { 0 } else { since + 1 };
        w.far = since > NEAR;
    }
    since = NEAR;
    for w in sentence.iter_mut().rev() {
        since = if w.case.is_capital() { 0 } else { since + 1 };
        w.far &= since > NEAR;
    }
}

fn style(sentence: &[Brief]) -> Style {
    let count = |test: fn(&Brief) -> bool| sentence.iter().filter(|w| test(w)).count();
    let lower = count(|w| w.case == Case::Lower);
    let upper = count(|w| w.case == Case::Upper);
    let capital = count(|w| w.case.is_capital() && w.case != Case::Initial);
    if capital == 0 {
        Style::Lower
    } else if upper * 4 >= (lower + capital) * 3 && upper >= 2 {
        Style::Shouted
    } else if capital * 10 >= (lower + capital) * 6 && capital >= 3 {
        Style::Titled
    } else {
        Style::Prose
    }
}

/// The place in a run of the word that starts it; those behind it have higher ones.
const FIRST: u32 = 1;

/// Known names have at most this many words.
const LONGEST: usize = 8;

/// Mark the longest known names of two words or more, from left to right.
fn runs(words: &mut [Brief], lists: &Lists) {
    let mut i = 0;
    while i < words.len() {
        let found =
            if words[i].case.is_capital() || words[i].style == Style::Lower { longest(words, i, lists) } else { None };
        let Some((len, bits)) = found else {
            i += 1;
            continue;
        };
        for (k, w) in words[i..i + len].iter_mut().enumerate() {
            let place = match k {
                0 => FIRST,
                _ if k + 1 == len => FIRST + 2,
                _ => FIRST + 1,
            };
            w.run = bits << 2 | place;
        }
        i += len;
    }
}

fn longest(words: &[Brief], i: usize, lists: &Lists) -> Option<(usize, u32)> {
    let mut key = chain(0, words[i].lower);
    let mut best = None;
    if words[i].lists & PREFIX == 0 {
        return None;
    }
    for (k, w) in words.iter().enumerate().skip(i + 1).take(LONGEST - 1) {
        key = chain(key, w.lower);
        let bits = lists.get(key);
        if bits & !PREFIX != 0 && w.case.is_capital() | (w.style == Style::Lower) {
            best = Some((k + 1 - i, (bits & !PREFIX) >> lists::TYPES));
        }
        if bits & PREFIX == 0 {
            break;
        }
    }
    best
}
