//! The recogniser that was trained: two passes of a linear model over the pieces of an article.
//!
//! The first pass sees a paragraph and is kept while the paragraph stays as it is ([`Evidence`]); the second adds what
//! the whole article says of its words.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::context::Memory;
use super::decoder::{Scores, Steps};
use super::feature::{Brief, POSITIONS, REACH, Style, look_around, of_place, of_word};
use super::hash;
use super::labels::{GROUP, LABELS, ROW, TYPES, names};
use super::piece::{Piece, pieces};
use super::table::{WordTable, lists};
use super::weights::Weights;
use super::word::{Case, Word};
use crate::data;
use crate::read::names::{Name, titles};
use crate::read::{EntityType, Layout, fold};
use crate::text::{Span, Token, TokenKind};

/// What the first pass makes of one paragraph, in its own offsets.
#[derive(Debug, Default)]
pub struct Evidence {
    pieces: Vec<Piece>,
    words: Vec<Brief>,
    scores: Vec<[i16; ROW]>,
    labels: Vec<u8>,
    /// What the second pass last made of it, and of which features: a memo.
    settled: Mutex<Option<(u64, Arc<Vec<Settled>>)>>,
}

/// A name of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Settled {
    span: Span,
    kind: usize,
    confidence: f32,
}

/// Names less probable than this are not reported, by type.
static THRESHOLDS: LazyLock<[f32; 7]> = LazyLock::new(|| {
    let table = include_str!("../../../data/name_thresholds.tsv");
    TYPES.map(|kind| {
        let row = data::rows(table).find(|row| row.first() == Some(&kind.as_str()));
        row.and_then(|row| row.get(1)?.parse().ok()).unwrap_or(0.0)
    })
});

/// In a language it does not know, the recogniser reports only what it is this sure of.
const SURE: f32 = 0.95;

/// A linear model and the tables its features look into.
pub(crate) struct Trained {
    pub weights: Weights,
    pub words: &'static WordTable,
}

/// Word forms seen lately, and the sums of their own weights: a word comes again and again.
struct Cache {
    /// Which weights the sums are of.
    owner: usize,
    slots: Vec<Option<Box<Cached>>>,
}

struct Cached {
    key: u64,
    brief: Word,
    sums: [[i16; ROW]; POSITIONS],
}

const SLOTS: usize = 1 << 13;

thread_local! {
    static CACHE: RefCell<Cache> = const { RefCell::new(Cache { owner: 0, slots: Vec::new() }) };
}

/// A piece in lower case or without letters is settled as outside when nothing comes near that.
const MARGIN: f32 = 9.0;

impl Trained {
    /// The names of an article, in order, not overlapping.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn names(&self, layout: &Layout<'_>) -> Vec<Name> {
        let looks: Vec<Evidence> = layout
            .paragraphs
            .iter()
            .map(|p| {
                let shift = |s: Span| Span { start: s.start - p.span.start, end: s.end - p.span.start };
                let tokens = layout.tokens_in(p.tokens).iter().map(|t| Token { span: shift(t.span), ..*t });
                let sentences = &layout.sentences[p.sentences.0 as usize..p.sentences.1 as usize];
                let sentences: Vec<Span> = sentences.iter().map(|s| shift(s.span)).collect();
                self.look(p.span.of(layout.text), &tokens.collect::<Vec<_>>(), &sentences)
            })
            .collect();
        self.find(layout, looks.iter())
    }

    /// The first pass.
    pub(crate) fn look(&self, paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
        let pieces = pieces(paragraph, tokens, sentences);
        let mut scores = vec![[0i16; ROW]; pieces.len()];
        let mut words = Vec::with_capacity(pieces.len());
        CACHE.with_borrow_mut(|cache| {
            cache.claim(std::ptr::from_ref(self).addr());
            for (i, piece) in pieces.iter().enumerate() {
                let word = cache.word(self, piece.span.of(paragraph), piece.kind);
                words.push(Brief::new(&word.brief, piece));
                for k in 0..POSITIONS {
                    // At offset `k - REACH` from the piece that sees it.
                    let Some(j) = i.checked_add_signed(REACH - k as isize).filter(|&j| j < scores.len()) else {
                        continue;
                    };
                    for (s, w) in scores[j].iter_mut().zip(&word.sums[k]) {
                        *s += w;
                    }
                }
            }
        });
        look_around(&mut words, &self.weights.lists);
        for (i, row) in scores.iter_mut().enumerate() {
            of_place(&words, i, |f| self.weights.local.add(f, row));
        }
        let floats = self.floats(&scores);
        let mut labels = vec![0; pieces.len()];
        for (from, to) in open_runs(&words, &floats) {
            let mut best = Vec::new();
            self.weights.steps.best(&floats[from..to], &mut best);
            labels[from..to].copy_from_slice(&best);
        }
        Evidence { pieces, words, scores, labels, settled: Mutex::default() }
    }

    fn floats(&self, scores: &[[i16; ROW]]) -> Vec<Scores> {
        let scale = self.weights.local.scale;
        scores.iter().map(|row| row.map(|s| f32::from(s) * scale)).collect()
    }

    /// The second pass: the names of an article, given the first passes of its paragraphs.
    pub(crate) fn find<'e>(&self, layout: &Layout<'_>, looks: impl Iterator<Item = &'e Evidence> + Clone) -> Vec<Name> {
        let mut memory = Memory::default();
        for e in looks.clone() {
            memory.add(&e.words, &e.labels);
        }
        let foreign = is_foreign(looks.clone());
        let (mut out, mut doubtful) = (Vec::new(), Vec::new());
        for (paragraph, e) in layout.paragraphs.iter().zip(looks) {
            for found in self.settle(&memory, e).iter() {
                let span = found.span.shift(paragraph.span.start);
                let mut name = Name { span, kind: TYPES[found.kind], title: None, confidence: found.confidence };
                titles::part(layout, &mut name);
                if name.span.is_empty() {
                    continue;
                }
                if found.confidence >= if foreign { SURE } else { THRESHOLDS[found.kind] } {
                    out.push(name);
                } else {
                    doubtful.push(name);
                }
            }
        }
        if !doubtful.is_empty() {
            vouch(layout.text, &mut out, doubtful);
        }
        out
    }

    /// The names of one paragraph. They are kept: after an edit elsewhere, the rest of the article mostly says the same
    /// of a paragraph's words as before.
    fn settle(&self, memory: &Memory, e: &Evidence) -> Arc<Vec<Settled>> {
        let mut features: Vec<(u32, u64)> = Vec::new();
        memory.features(&e.words, &e.labels, |i, f| features.push((i as u32, f)));
        let key = features.iter().fold(0, |key, &(i, f)| hash::mix(u64::from(i), key, f));
        let mut kept = e.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, names)) = kept.as_ref().filter(|(k, _)| *k == key) {
            return names.clone();
        }
        let names = Arc::new(self.decode(e, &features));
        *kept = Some((key, names.clone()));
        names
    }

    fn decode(&self, e: &Evidence, features: &[(u32, u64)]) -> Vec<Settled> {
        let mut out = Vec::new();
        let mut best = Vec::new();
        let mut scores = self.floats(&e.scores);
        let runs = open_runs(&e.words, &scores);
        let mut extra = [0i16; ROW];
        let mut of = features.iter().peekable();
        while let Some(&(i, f)) = of.next() {
            self.weights.context.add(f, &mut extra);
            if of.peek().is_none_or(|next| next.0 != i) {
                for (s, x) in scores[i as usize].iter_mut().zip(&mut extra) {
                    *s += f32::from(std::mem::take(x)) * self.weights.context.scale;
                }
            }
        }
        let steps: &Steps = &self.weights.context_steps;
        for (from, to) in runs {
            steps.best(&scores[from..to], &mut best);
            let found = names(&best);
            let lattice = (!found.is_empty()).then(|| steps.lattice(&scores[from..to], None));
            for f in found {
                let p = lattice.as_ref().map_or(0.0, |l| steps.confidence(l, f));
                let span = Span { start: e.pieces[from + f.from].span.start, end: e.pieces[from + f.to - 1].span.end };
                out.push(Settled { span, kind: f.kind, confidence: self.weights.calibration[f.kind].apply(p) });
            }
        }
        self.add_demonyms(e, &mut out);
        out
    }

    /// Demonyms of the tables that the weights let pass: inside a sentence, a capital leaves no doubt.
    fn add_demonyms(&self, e: &Evidence, out: &mut Vec<Settled>) {
        let before = out.len();
        for (w, piece) in e.words.iter().zip(&e.pieces) {
            let sure = w.case == Case::Title && w.on(lists::DEMONYM) && w.style == Style::Prose && !w.opens;
            if sure && !out[..before].iter().any(|s| s.span.overlaps(piece.span)) {
                out.push(Settled { span: piece.span, kind: GROUP, confidence: 0.9 });
            }
        }
        out.sort_by_key(|s| s.span);
    }
}

/// Let the doubtful names in that spell the surname of somebody named for sure, if perhaps in another way.
fn vouch(text: &str, names: &mut Vec<Name>, doubtful: Vec<Name>) {
    let may_be = |name: &Name| matches!(name.kind, EntityType::Person | EntityType::Place);
    if !doubtful.iter().any(may_be) {
        return;
    }
    let surname = |name: &Name| name.span.of(text).split_whitespace().next_back().unwrap_or_default();
    let sure: HashSet<&str> = names.iter().filter(|n| n.kind == EntityType::Person).map(surname).collect();
    let known: HashSet<String> = sure.into_iter().map(fold::key).filter(|key| key.len() > 3).collect();
    let before = names.len();
    for mut name in doubtful {
        if may_be(&name) && known.contains(&fold::key(surname(&name))) {
            name.kind = EntityType::Person;
            names.push(name);
        }
    }
    if names.len() > before {
        names.sort_by_key(|n| n.span);
    }
}

/// The article is not in English, as far as its small words tell.
fn is_foreign<'e>(looks: impl Iterator<Item = &'e Evidence>) -> bool {
    let (mut small, mut english) = (0usize, 0usize);
    for w in looks.flat_map(|e| &e.words).filter(|w| w.case == Case::Lower) {
        small += 1;
        english += usize::from(w.on(lists::ENGLISH));
    }
    small >= 20 && english * 2 < small
}

/// The stretches of a paragraph where names may be: what lies between is settled as outside.
pub(crate) fn open_runs(words: &[Brief], scores: &[Scores]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = None;
    for (i, (w, s)) in words.iter().zip(scores).enumerate() {
        let settled = w.barrier
            || matches!(w.case, Case::Lower | Case::Mark | Case::Digits)
                && s[1..LABELS].iter().all(|&other| other < s[0] - MARGIN);
        match (settled, from) {
            (false, None) => from = Some(i),
            (true, Some(start)) => {
                out.push((start, i));
                from = None;
            }
            _ => {}
        }
    }
    if let Some(start) = from {
        out.push((start, words.len()));
    }
    out
}

impl Cache {
    fn claim(&mut self, owner: usize) {
        if self.owner != owner {
            self.owner = owner;
            self.slots.clear();
        }
        self.slots.resize_with(SLOTS, || None);
    }

    fn word(&mut self, model: &Trained, text: &str, kind: TokenKind) -> &Cached {
        let key = hash::mix(kind as u64, hash::bytes(text.as_bytes()), text.len() as u64);
        let slot = &mut self.slots[(key >> 32) as usize % SLOTS];
        if slot.as_ref().is_none_or(|c| c.key != key) {
            *slot = None;
        }
        slot.get_or_insert_with(|| {
            let brief = Word::new(text, kind, model.words, &model.weights.lists);
            let mut sums = [[0; ROW]; POSITIONS];
            for (k, row) in sums.iter_mut().enumerate() {
                of_word(&brief, k as isize - REACH, |f| model.weights.local.add(f, row));
            }
            Box::new(Cached { key, brief, sums })
        })
    }
}
