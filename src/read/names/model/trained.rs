//! The recogniser that was trained: two passes of a linear model over the pieces of an article.
//!
//! The first pass sees a paragraph and is kept while the paragraph stays as it is ([`Evidence`]); the second adds what
//! the whole article says of its words.

use std::cell::RefCell;
use std::ops::Sub;
use std::sync::{Arc, Mutex, PoisonError};

use multiversion::multiversion;
use rustc_hash::FxHashMap;

use super::context::Memory;
use super::decoder::{Scores, Steps, Ways};
use super::feature::{Brief, OF_PLACE, OF_WORD, POSITIONS, REACH, look_around, of_place, of_word};
use super::hash;
use super::labels::{BEGIN, INSIDE, LAST, ONLY, ROW, TYPES, label, names};
use super::listed;
use super::piece::{Piece, pieces};
use super::table::{WordTable, lists};
use super::thresholds::Thresholds;
use super::weights::{Rows, Weights};
use super::word::{Case, Word};
use crate::read::Layout;
use crate::read::names::{Name, doubt, edges, lands, titles};
use crate::text::{Span, Token, TokenKind};

/// What the first pass makes of one paragraph, in its own offsets.
#[derive(Debug, Default)]
pub struct Evidence {
    pieces: Vec<Piece>,
    words: Vec<Brief>,
    labels: Vec<u8>,
    /// Where names may be, in pieces.
    runs: Vec<Run>,
    /// Of the pieces of the runs, one run behind the other.
    scores: Vec<[i16; ROW]>,
    /// What the second pass last made of it, and of which features: a memo.
    settled: Mutex<Option<(u64, Arc<Vec<Settled>>)>>,
}

/// A stretch of pieces where names may be.
#[derive(Clone, Copy, Debug)]
struct Run {
    from: usize,
    to: usize,
    /// Where its scores start.
    at: usize,
}

/// A name of a paragraph, in its offsets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub span: Span,
    pub title: Option<Span>,
    pub kind: usize,
    pub confidence: f32,
}

/// In a language it does not know, the recogniser reports only what it is this sure of.
const SURE: f32 = 0.95;

/// A linear model and the tables its features look into.
pub(crate) struct Trained {
    pub weights: Weights,
    pub words: &'static WordTable,
}

/// Word forms seen lately, and the sums of their own weights: a word comes again and again.
#[derive(Default)]
struct Cache {
    /// Which weights the sums are of.
    owner: usize,
    /// By a hash of the form: its place among the forms.
    places: FxHashMap<u64, u32>,
    forms: Vec<Form>,
}

struct Form {
    word: Brief,
    /// How far the labels that start a name come before "outside" in each of the sums, at most.
    leads: [i32; POSITIONS],
    sums: [[i16; ROW]; POSITIONS],
}

/// When there are so many word forms, they are forgotten: articles seldom share more than the most frequent.
const MOST_FORMS: usize = 1 << 14;

/// Room for what is computed of one paragraph and not kept: asked for once, not anew for each.
#[derive(Default)]
struct Room {
    /// The places of the pieces' forms.
    forms: Vec<u32>,
    scores: Vec<[i16; ROW]>,
    local: Vec<Scores>,
    labels: Vec<u8>,
    ways: Vec<Ways>,
    /// Features of the second pass, each with the piece whose it is.
    features: Vec<(usize, u64)>,
}

/// The room of a longer paragraph is given back to the system.
const MOST_ROOM: usize = 1 << 12;

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
    static ROOM: RefCell<Room> = RefCell::default();
}

/// Do something in the thread's room.
fn with_room<T>(act: impl FnOnce(&mut Room) -> T) -> T {
    let mut room = ROOM.take();
    let done = act(&mut room);
    if room.forms.capacity().max(room.scores.capacity()).max(room.local.capacity()) <= MOST_ROOM {
        ROOM.set(room);
    }
    done
}

/// A piece in lower case or without letters is settled as outside when nothing comes near that, and one far from all
/// capitals, as most of a text is, when nothing that single words say comes before that.
const MARGIN: f32 = 3.0;

impl Trained {
    /// The names of an article, in order, not overlapping.
    #[cfg(test)]
    pub(crate) fn names(&self, layout: &Layout<'_>) -> Vec<Name> {
        self.names_surer(layout, Thresholds::embedded())
    }

    /// The names of an article whose confidence reaches the threshold of their type.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn names_surer(&self, layout: &Layout<'_>, thresholds: &Thresholds) -> Vec<Name> {
        let looks: Vec<Evidence> = layout
            .paragraphs
            .iter()
            .map(|p| {
                let base = p.span.start;
                let tokens = layout.tokens_in(p.tokens).iter().map(|t| Token { span: t.span.back(base), ..*t });
                let sentences = &layout.sentences[p.sentences.0 as usize..p.sentences.1 as usize];
                let sentences: Vec<Span> = sentences.iter().map(|s| s.span.back(base)).collect();
                self.look(p.span.of(layout.text), &tokens.collect::<Vec<_>>(), &sentences)
            })
            .collect();
        self.find_surer(layout, looks.iter(), thresholds)
    }

    /// The first pass.
    pub(crate) fn look(&self, paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
        with_room(|room| self.look_in(room, paragraph, tokens, sentences))
    }

    fn look_in(&self, room: &mut Room, paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
        let Room { forms, scores, local, labels: best, ways, .. } = room;
        let pieces = pieces(paragraph, tokens, sentences);
        let mut words = Vec::with_capacity(pieces.len());
        let mut settled: Vec<bool> = Vec::with_capacity(pieces.len());
        forms.clear();
        // Of the pieces that are not settled alone.
        scores.clear();
        CACHE.with_borrow_mut(|cache| {
            cache.claim(std::ptr::from_ref(self).addr());
            for piece in &pieces {
                let form = cache.place(self, piece.span.of(paragraph), piece.kind);
                forms.push(form);
                words.push(cache.forms[form as usize].word.at(piece));
            }
            look_around(&mut words, &self.weights.lists);
            for i in 0..words.len() {
                let closed = settled.last().copied().unwrap_or(true);
                let open = self.score(&words, &Around { cache, forms, i }, closed);
                settled.push(open.is_none());
                scores.extend(open);
            }
        });
        let mut labels = vec![0; pieces.len()];
        let mut at = 0;
        let runs = open_runs(&words, |i| settled[i]).map(|(from, to)| {
            let run = Run { from, to, at };
            at += to - from;
            floats(&scores[run.at..at], self.weights.local.scale, local);
            self.weights.steps.best(local, ways, best);
            labels[from..to].copy_from_slice(best);
            run
        });
        let runs = runs.collect();
        Evidence { pieces, words, labels, runs, scores: scores.clone(), settled: Mutex::default() }
    }

    /// The scores of a piece, or None if it is outside all names for sure, given whether the piece before is.
    fn score(&self, words: &[Brief], around: &Around<'_>, closed: bool) -> Option<[i16; ROW]> {
        let w = &words[around.i];
        let small = w.case.is_small();
        if w.barrier || w.far && small && around.lead() < 0 {
            return None;
        }
        let mut row = [0; ROW];
        sum_up(around, &mut row);
        let clear = |row: &[i16; ROW], margin: f32, closed: bool| {
            is_clear(&row.map(i32::from), (margin / self.weights.local.scale) as i32, closed)
        };
        if small && if w.far { clear(&row, 0.0, true) } else { clear(&row, MARGIN, closed) } {
            return None;
        }
        add_place(&self.weights.local, words, around.i, &mut row);
        (!(small && clear(&row, MARGIN, closed))).then_some(row)
    }

    /// The second pass: the names of an article, given the first passes of its paragraphs.
    pub(crate) fn find<'e>(&self, layout: &Layout<'_>, looks: impl Iterator<Item = &'e Evidence> + Clone) -> Vec<Name> {
        self.find_surer(layout, looks, Thresholds::embedded())
    }

    fn find_surer<'e>(
        &self,
        layout: &Layout<'_>,
        looks: impl Iterator<Item = &'e Evidence> + Clone,
        thresholds: &Thresholds,
    ) -> Vec<Name> {
        let mut memory = Memory::default();
        for e in looks.clone() {
            memory.add(&e.words, &e.labels);
        }
        looks.clone().for_each(|e| memory.add_small(&e.words));
        let foreign = is_foreign(looks.clone());
        let thresholds = thresholds.of(layout.tokens.len());
        let (mut out, mut doubtful) = (Vec::new(), Vec::new());
        for (paragraph, e) in layout.paragraphs.iter().zip(looks) {
            let base = paragraph.span.start;
            for found in self.settle(&memory, e, layout, base).iter() {
                let (span, title) = (found.span.shift(base), found.title.map(|t| t.shift(base)));
                let name = Name { span, kind: TYPES[found.kind], title, confidence: found.confidence };
                if found.confidence >= if foreign { SURE } else { thresholds[found.kind] } {
                    out.push(name);
                } else {
                    doubtful.push(name);
                }
            }
        }
        if !foreign {
            lands::settle(layout, &mut out, &mut doubtful);
        }
        doubt::weigh(layout.text, &mut out, doubtful);
        out
    }

    /// The names of one paragraph, which starts at `base`. They are kept: after an edit elsewhere, the rest of the
    /// article mostly says the same of a paragraph's words as before.
    fn settle(&self, memory: &Memory, e: &Evidence, layout: &Layout<'_>, base: u32) -> Arc<Vec<Settled>> {
        with_room(|room| self.settle_in(room, memory, e, layout, base))
    }

    fn settle_in(
        &self,
        room: &mut Room,
        memory: &Memory,
        e: &Evidence,
        layout: &Layout<'_>,
        base: u32,
    ) -> Arc<Vec<Settled>> {
        let mut key = 0;
        room.features.clear();
        memory.features(&e.words, &e.labels, |i, f| {
            key = hash::mix(i as u64, key, f);
            room.features.push((i, f));
        });
        let mut kept = e.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, names)) = kept.as_ref().filter(|(known, _)| *known == key) {
            return names.clone();
        }
        room.scores.clear();
        room.scores.resize(e.scores.len(), [0; ROW]);
        add_context(&self.weights.context, &e.runs, &room.features, &mut room.scores);
        let mut names = self.decode(e, room);
        names.retain_mut(|found| {
            let span = found.span.shift(base);
            let mut name = Name { span, kind: TYPES[found.kind], title: None, confidence: found.confidence };
            edges::mend(layout, &mut name);
            titles::part(layout, &mut name);
            (found.span, found.title) = (name.span.back(base), name.title.map(|title| title.back(base)));
            !found.span.is_empty()
        });
        let names = Arc::new(names);
        *kept = Some((key, names.clone()));
        names
    }

    /// The names by what both passes say of the pieces: the room's scores are those of the second.
    fn decode(&self, e: &Evidence, room: &mut Room) -> Vec<Settled> {
        let Room { scores: extra, local: scores, labels: best, ways, .. } = room;
        let mut out = Vec::new();
        let steps: &Steps = &self.weights.context_steps;
        for run in &e.runs {
            let here = run.at..run.at + run.to - run.from;
            floats(&e.scores[here.clone()], self.weights.local.scale, scores);
            add_floats(&extra[here], self.weights.context.scale, scores);
            steps.best(scores, ways, best);
            let found = names(best);
            let lattice = (!found.is_empty()).then(|| steps.lattice(scores));
            for f in found {
                let p = lattice.as_ref().map_or(0.0, |l| steps.confidence(l, f));
                let (first, last) = (&e.pieces[run.from + f.from], &e.pieces[run.from + f.to - 1]);
                let span = Span { start: first.span.start, end: last.span.end };
                let confidence = self.weights.calibration[f.kind].apply(p);
                out.push(Settled { span, title: None, kind: f.kind, confidence });
            }
        }
        listed::add(&e.words, &e.pieces, &mut out);
        out
    }
}

/// A piece among the forms of its paragraph.
struct Around<'a> {
    cache: &'a Cache,
    forms: &'a [u32],
    i: usize,
}

impl<'a> Around<'a> {
    /// The form at position `k` of those that the piece sees.
    #[inline(always)]
    fn form(&self, k: usize) -> Option<&'a Form> {
        let at = self.i.checked_add_signed(k as isize - REACH)?;
        self.cache.forms.get(*self.forms.get(at)? as usize)
    }

    /// How far a label that starts a name comes before "outside", at most.
    fn lead(&self) -> i32 {
        (0..POSITIONS).filter_map(|k| Some(self.form(k)?.leads[k])).sum()
    }
}

/// Add what single words say of a piece. Compiled for wider registers as well, where there are any.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn sum_up(around: &Around<'_>, scores: &mut [i16; ROW]) {
    for k in 0..POSITIONS {
        if let Some(form) = around.form(k) {
            for (s, w) in scores.iter_mut().zip(&form.sums[k]) {
                *s += w;
            }
        }
    }
}

/// Add the weights of what several words say of a piece to its scores. Compiled for wider registers as well, where
/// there are any.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn add_place(rows: &Rows, words: &[Brief], i: usize, scores: &mut [i16; ROW]) {
    let mut features = [0; OF_PLACE];
    let mut n = 0;
    of_place(words, i, |f| {
        features[n] = f;
        n += 1;
    });
    rows.add_all::<OF_PLACE>(&features[..n], scores);
}

/// The sums of the weights of a word's own features, from each position that sees it.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn sums_of(rows: &Rows, word: &Word) -> [[i16; ROW]; POSITIONS] {
    let mut sums = [[0; ROW]; POSITIONS];
    let mut features = [0; OF_WORD];
    for (k, row) in sums.iter_mut().enumerate() {
        let mut n = 0;
        of_word(word, k as isize - REACH, |f| {
            features[n] = f;
            n += 1;
        });
        rows.add_all::<OF_WORD>(&features[..n], row);
    }
    sums
}

/// Scores as numbers of the decoder, `scale` being what one step of the integers is worth.
#[multiversion(targets("x86_64+avx2"))]
fn floats(rows: &[[i16; ROW]], scale: f32, out: &mut Vec<Scores>) {
    out.clear();
    out.resize(rows.len(), [0.0; ROW]);
    for (to, row) in out.iter_mut().zip(rows) {
        for k in 0..ROW {
            to[k] = f32::from(row[k]) * scale;
        }
    }
}

/// Add further scores to such numbers.
#[multiversion(targets("x86_64+avx2"))]
fn add_floats(rows: &[[i16; ROW]], scale: f32, to: &mut [Scores]) {
    for (to, row) in to.iter_mut().zip(rows) {
        for k in 0..ROW {
            to[k] += f32::from(row[k]) * scale;
        }
    }
}

/// Add the weights of the second pass's features to the scores of the runs' pieces.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn add_context(rows: &Rows, runs: &[Run], features: &[(usize, u64)], scores: &mut [[i16; ROW]]) {
    for &(piece, feature) in features {
        let run = runs.partition_point(|run| run.to <= piece);
        if let Some(run) = runs.get(run).filter(|run| run.from <= piece)
            && let Some(row) = scores.get_mut(run.at + piece - run.from)
        {
            rows.add(feature, row);
        }
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

/// A run is cut behind so many pieces, at a mark if one comes: no name is as long, and a text may have no sentences.
const LONGEST_RUN: usize = 512;

/// The stretches of a paragraph where names may be, given which pieces are outside names for sure.
pub(crate) fn open_runs(words: &[Brief], is_settled: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = (at..words.len()).find(|&i| !is_settled(i))?;
        let ends = |i: usize| {
            let cut = i - from >= LONGEST_RUN && words[i].case == Case::Mark || i - from >= 2 * LONGEST_RUN;
            cut || is_settled(i)
        };
        at = (from + 1..words.len()).find(|&i| ends(i)).unwrap_or(words.len());
        Some((from, at))
    })
}

/// Which pieces of these scores are outside names for sure.
#[cfg(feature = "train")]
pub(crate) fn settled(words: &[Brief], scores: &[Scores]) -> Vec<bool> {
    let mut out = Vec::with_capacity(words.len());
    for (w, row) in words.iter().zip(scores) {
        let closed = out.last().copied().unwrap_or(true);
        out.push(w.barrier || w.case.is_small() && is_clear(row, MARGIN, closed));
    }
    out
}

/// Whether nothing comes near a piece's being outside names: no label that starts a name, and, unless no name is open
/// before it, none that goes on with one.
#[inline(always)]
fn is_clear<T: Copy + PartialOrd + Sub<Output = T>>(row: &[T; ROW], margin: T, closed: bool) -> bool {
    let bar = row[0] - margin;
    let under = |part: u8| (0..TYPES.len()).all(|kind| row[label(kind, part) as usize] < bar);
    under(BEGIN) && under(ONLY) && (closed || under(INSIDE) && under(LAST))
}

impl Cache {
    fn claim(&mut self, owner: usize) {
        if self.owner != owner || self.forms.len() >= MOST_FORMS {
            // One paragraph may have had any number.
            if self.forms.capacity() > 2 * MOST_FORMS {
                *self = Cache::default();
            }
            self.owner = owner;
            self.places.clear();
            self.forms.clear();
        }
    }

    /// The place of a word's form, which stands until the next claim.
    fn place(&mut self, model: &Trained, text: &str, kind: TokenKind) -> u32 {
        let key = hash::mix(kind as u64, hash::bytes(text.as_bytes()), text.len() as u64);
        *self.places.entry(key).or_insert_with(|| {
            self.forms.push(Form::new(model, text, kind));
            self.forms.len() as u32 - 1
        })
    }
}

impl Form {
    fn new(model: &Trained, text: &str, kind: TokenKind) -> Form {
        let word = Word::new(text, kind, model.words, &model.weights.lists);
        let sums = sums_of(&model.weights.local, &word);
        let leads = sums.map(|row| {
            let starts = (0..TYPES.len()).flat_map(|kind| [label(kind, BEGIN), label(kind, ONLY)]);
            let most = starts.map(|l| i32::from(row[l as usize])).max();
            most.unwrap_or_default() - i32::from(row[0])
        });
        Form { word: Brief::new(&word), leads, sums }
    }
}
