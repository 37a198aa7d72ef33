//! The recogniser that was trained: two passes of a linear model over the pieces of an article.
//!
//! The first pass sees a paragraph and is kept while the paragraph stays as it is ([`Evidence`]); the second adds what
//! the whole article says of its words.

use std::cell::RefCell;

use super::context::Memory;
use super::decoder::{Scores, Steps};
use super::dense::{Hidden, Input};
use super::feature::{Brief, POSITIONS, REACH, look_around, near_capital, of_place, of_word};
use super::labels::{LABELS, ROW, TYPES, names};
use super::piece::{Piece, pieces};
use super::table::WordTable;
use super::weights::Weights;
use super::word::{Case, Word};
use super::hash;
use crate::read::Layout;
use crate::read::names::{Name, Recognizer, titles};
use crate::text::{Span, Token, TokenKind};

/// What the first pass makes of one paragraph, in its own offsets.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) words: Vec<Brief>,
    scores: Vec<[i16; ROW]>,
    pub(crate) labels: Vec<u8>,
}

/// Names less probable than this are not reported, by type.
const THRESHOLDS: [f32; 7] = [0.0; 7];

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
    units: [Hidden; POSITIONS],
}

const SLOTS: usize = 1 << 13;

thread_local! {
    static CACHE: RefCell<Cache> = const { RefCell::new(Cache { owner: 0, slots: Vec::new() }) };
}

/// A piece in lower case or without letters is settled as outside when nothing comes near that.
const MARGIN: f32 = 9.0;

impl Recognizer for Trained {
    fn names(&self, layout: &Layout<'_>) -> Vec<Name> {
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
}

impl Trained {
    /// The first pass.
    pub(crate) fn look(&self, paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
        let pieces = pieces(paragraph, tokens, sentences);
        let mut scores = vec![[0i16; ROW]; pieces.len()];
        let mut units = vec![self.weights.dense.bias; pieces.len()];
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
                    for (u, w) in units[j].iter_mut().zip(&word.units[k]) {
                        *u += w;
                    }
                }
            }
        });
        look_around(&mut words, &self.weights.lists);
        for (i, row) in scores.iter_mut().enumerate() {
            of_place(&words, i, |f| self.weights.local.add(f, row));
            if near_capital(&words, i) {
                let dense = self.weights.dense.score(&units[i]);
                for (s, d) in row.iter_mut().zip(dense) {
                    *s += (d / self.weights.local.scale).round() as i16;
                }
            }
        }
        let floats = self.floats(&scores);
        let mut labels = vec![0; pieces.len()];
        for (from, to) in open_runs(&words, &floats) {
            let mut best = Vec::new();
            self.weights.steps.best(&floats[from..to], &mut best);
            labels[from..to].copy_from_slice(&best);
        }
        Evidence { pieces, words, scores, labels }
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
        let mut out = Vec::new();
        for (paragraph, e) in layout.paragraphs.iter().zip(looks) {
            for (span, kind, confidence) in self.paragraph(&memory, e) {
                let span = span.shift(paragraph.span.start);
                let mut name = Name { span, kind: TYPES[kind], title: None, confidence };
                titles::part(layout, &mut name);
                if confidence >= THRESHOLDS[kind] && !name.span.is_empty() {
                    out.push(name);
                }
            }
        }
        out
    }

    /// The names of one paragraph: where, of which type, and how probable.
    fn paragraph(&self, memory: &Memory, e: &Evidence) -> Vec<(Span, usize, f32)> {
        let mut scores = self.floats(&e.scores);
        let runs = open_runs(&e.words, &scores);
        if runs.is_empty() {
            return Vec::new();
        }
        let mut extra = vec![[0i16; ROW]; e.words.len()];
        memory.features(&e.words, &e.labels, |i, f| self.weights.context.add(f, &mut extra[i]));
        for (s, x) in scores.iter_mut().zip(&extra) {
            for (s, &x) in s.iter_mut().zip(x) {
                *s += f32::from(x) * self.weights.context.scale;
            }
        }
        let mut out = Vec::new();
        let mut best = Vec::new();
        let steps: &Steps = &self.weights.context_steps;
        for (from, to) in runs {
            steps.best(&scores[from..to], &mut best);
            let found = names(&best);
            if found.is_empty() {
                continue;
            }
            let lattice = steps.lattice(&scores[from..to], None);
            for f in found {
                let p = steps.confidence(&lattice, f);
                let span = Span { start: e.pieces[from + f.from].span.start, end: e.pieces[from + f.to - 1].span.end };
                out.push((span, f.kind, self.weights.calibration[f.kind].apply(p)));
            }
        }
        out
    }
}

/// The stretches of a paragraph where names may be: what lies between is settled as outside.
pub(crate) fn open_runs(words: &[Brief], scores: &[Scores]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = None;
    for (i, (w, s)) in words.iter().zip(scores).enumerate() {
        let settled = w.barrier || matches!(w.case, Case::Lower | Case::Mark | Case::Digits)
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
            let input = Input::new(&brief, model.words);
            let units = std::array::from_fn(|k| model.weights.dense.project(k, &input));
            Box::new(Cached { key, brief, sums, units })
        })
    }
}
