//! The best labels of a sequence, and how sure of them the model is: Viterbi and forward-backward over legal labels.

use multiversion::multiversion;

use super::labels::{BEGIN, Found, INSIDE, LABELS, LAST, ONLY, ROW, ends, follows, label, starts};

/// Scores of each label of one piece.
pub(crate) type Scores = [f32; ROW];

/// What the steps from label to label are worth.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    pub scores: Box<[Scores; ROW]>,
    /// `exp` of the scores; 0 where the step is illegal.
    exp: Box<[Scores; ROW]>,
    /// The same by the label that the step leads to.
    exp_to: Box<[Scores; ROW]>,
}

/// The best way to each label of one piece: the label before.
pub(crate) type Ways = [i32; ROW];

const NEVER: f32 = -1e9;
/// Labels this far behind the best so far are not followed: they weigh less than a part in a hundred thousand.
const BEAM: f32 = 12.0;

/// The greatest of a row.
#[inline(always)]
fn top(row: &Scores) -> f32 {
    let mut lanes = [NEVER; 8];
    for part in row.chunks_exact(8) {
        for (l, &v) in lanes.iter_mut().zip(part) {
            *l = if v > *l { v } else { *l };
        }
    }
    lanes.into_iter().fold(NEVER, |most, v| if v > most { v } else { most })
}

/// Labels behind which a name or nothing has ended: a bit for each.
const ENDS: u32 = {
    let (mut all, mut l) = (0, 0);
    while l < LABELS {
        all |= (ends(l as u8) as u32) << l;
        l += 1;
    }
    all
};

/// The labels that are worth at least so much: a bit for each.
#[inline(always)]
fn reaching(row: &Scores, floor: f32) -> u32 {
    let mut lanes = [0u32; 8];
    for part in 0..ROW / 8 {
        for (l, lane) in lanes.iter_mut().enumerate() {
            let bit = 1 << (8 * part + l);
            *lane |= if row[8 * part + l] >= floor { bit } else { 0 };
        }
    }
    lanes.into_iter().fold(0, |all, lane| all | lane)
}

/// The numbers of the bits that are set, from the lowest on.
#[inline(always)]
fn each_bit(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(at)
    })
}

/// The labels that may follow one that starts a name or goes on with it: inside and last, of the same type.
#[inline(always)]
fn ways_on(label: usize) -> [usize; 2] {
    let first = label - (label - 1) % 4;
    [first + INSIDE as usize, first + LAST as usize]
}

impl Steps {
    pub(crate) fn new(weights: &[Scores; ROW]) -> Steps {
        let none = Box::new([[0.0; ROW]; ROW]);
        let mut steps = Steps { scores: Box::new([[NEVER; ROW]; ROW]), exp: none.clone(), exp_to: none };
        steps.set(weights);
        steps
    }

    /// Take over new weights; illegal steps stay so.
    pub(crate) fn set(&mut self, weights: &[Scores; ROW]) {
        for (a, row) in weights.iter().enumerate().take(LABELS) {
            for (b, &weight) in row.iter().enumerate().take(LABELS) {
                if follows(a as u8, b as u8) {
                    self.scores[a][b] = weight;
                    self.exp[a][b] = weight.exp();
                    self.exp_to[b][a] = self.exp[a][b];
                }
            }
        }
    }

    /// The best labels of a sequence that stands between two pieces outside names.
    /// `room` is for what it keeps on the way.
    pub(crate) fn best(&self, scores: &[Scores], room: &mut Vec<Ways>, out: &mut Vec<u8>) {
        viterbi(&self.scores, scores, room, out);
    }

    /// Forward and backward values of a sequence between two pieces outside names: labels far behind the best of their
    /// piece weigh nothing.
    pub(crate) fn lattice(&self, scores: &[Scores]) -> Lattice {
        lattice(self, scores, None, BEAM)
    }

    /// The same of all labels, or, where `allowed` limits those of each piece (a bit a label), of these.
    #[cfg(feature = "train")]
    pub(crate) fn full_lattice(&self, scores: &[Scores], allowed: Option<&[u32]>) -> Lattice {
        lattice(self, scores, allowed, f32::INFINITY)
    }

    /// The weight of one step between pieces `i - 1` and `i`, as a probability.
    #[cfg(feature = "train")]
    pub(crate) fn step_probabilities(&self, lattice: &Lattice, i: usize, mut each: impl FnMut(usize, usize, f32)) {
        let mut outside = [0.0; ROW];
        outside[0] = 1.0;
        let before = if i == 0 { &outside } else { &lattice.forward[i - 1] };
        let factor = lattice.scales[i] / lattice.total.max(1e-30);
        for (a, &start) in before.iter().enumerate().take(LABELS) {
            if start < 1e-7 {
                continue;
            }
            for b in 0..LABELS {
                let p = start * self.exp[a][b] * lattice.local[i][b] * lattice.backward[i][b] * factor;
                if p > 1e-5 {
                    each(a, b, p);
                }
            }
        }
    }

    /// How probable it is that exactly these pieces are a name of this type.
    pub(crate) fn confidence(&self, lattice: &Lattice, found: Found) -> f32 {
        let Found { from, to, kind } = found;
        let first = label(kind, if to - from == 1 { ONLY } else { BEGIN }) as usize;
        let (Some(start), Some(end)) = (lattice.forward.get(from), lattice.backward.get(to - 1)) else { return 0.0 };
        let mut p = start[first];
        let mut at = first;
        for i in from + 1..to {
            let next = label(kind, if i + 1 == to { LAST } else { INSIDE }) as usize;
            p *= self.exp[at][next] * lattice.local[i][next] * lattice.scales[i];
            at = next;
        }
        (p * end[at] / lattice.total.max(1e-30)).clamp(0.0, 1.0)
    }
}

/// The best labels of a sequence by the worth of each step. Compiled for wider registers as well, where there are any.
#[multiversion(targets("x86_64+avx2"))]
fn viterbi(steps: &[Scores; ROW], scores: &[Scores], back: &mut Vec<Ways>, out: &mut Vec<u8>) {
    out.clear();
    let Some(first) = scores.first() else { return };
    back.clear();
    let mut value = [NEVER; ROW];
    for b in (0..LABELS).filter(|&b| starts(b as u8)) {
        value[b] = first[b] + steps[0][b];
    }
    back.push([0; ROW]);
    for row in &scores[1..] {
        let floor = top(&value) - BEAM;
        // Lanes of one width, so that the compiler can take several at once.
        let (mut next, mut from) = ([NEVER; ROW], [0i32; ROW]);
        let alive = reaching(&value, floor);
        for a in each_bit(alive & ENDS) {
            let (v, step) = (value[a], &steps[a]);
            for b in 0..ROW {
                let s = v + step[b];
                let better = s > next[b];
                next[b] = if better { s } else { next[b] };
                from[b] = if better { a as i32 } else { from[b] };
            }
        }
        // Inside a name there are only two ways on, and no other way there.
        for a in each_bit(alive & !ENDS) {
            for b in ways_on(a) {
                let s = value[a] + steps[a][b];
                if s > next[b] {
                    (next[b], from[b]) = (s, a as i32);
                }
            }
        }
        for b in 0..ROW {
            next[b] += row[b];
        }
        value = next;
        back.push(from);
    }
    let (mut at, mut most) = (0, f32::NEG_INFINITY);
    for l in 0..LABELS {
        let whole = value[l] + steps[l][0].max(NEVER);
        if ENDS >> l & 1 == 1 && whole > most {
            (at, most) = (l as u8, whole);
        }
    }
    out.resize(scores.len(), 0);
    for i in (0..scores.len()).rev() {
        out[i] = at;
        at = back[i][at as usize] as u8;
    }
}

/// Forward and backward values by the worth of each step.
#[multiversion(targets("x86_64+avx2"))]
fn lattice(steps: &Steps, scores: &[Scores], allowed: Option<&[u32]>, beam: f32) -> Lattice {
    let Steps { exp, exp_to, .. } = steps;
    let n = scores.len();
    let mut lattice = Lattice { forward: Vec::with_capacity(n), local: Vec::with_capacity(n), ..Lattice::default() };
    let mut before: Scores = [0.0; ROW];
    before[0] = 1.0;
    for (i, row) in scores.iter().enumerate() {
        let mask = allowed.and_then(|a| a.get(i)).copied().unwrap_or(u32::MAX);
        let top = row[..LABELS].iter().fold(NEVER, |most, &v| if v > most { v } else { most });
        let mut local: Scores = [0.0; ROW];
        for b in 0..LABELS {
            if mask >> b & 1 == 1 && row[b] > top - beam {
                local[b] = (row[b] - top).exp();
            }
        }
        let mut now = sparse_step(exp, &before);
        for b in 0..ROW {
            now[b] *= local[b];
        }
        let mut sum = -0.0;
        for v in now {
            sum += v;
        }
        let scale = 1.0 / sum.max(1e-30);
        for v in &mut now {
            *v *= scale;
        }
        lattice.log_total += f64::from(top) - f64::from(scale.ln());
        lattice.scales.push(scale);
        lattice.local.push(local);
        lattice.forward.push(now);
        before = now;
    }
    lattice.backward = vec![[0.0; ROW]; n];
    let mut after: Scores = [0.0; ROW];
    for (b, v) in after.iter_mut().enumerate().take(LABELS) {
        *v = exp[b][0];
    }
    for i in (0..n).rev() {
        lattice.backward[i] = after;
        let mut weighted: Scores = [0.0; ROW];
        for b in 0..ROW {
            weighted[b] = after[b] * lattice.local[i][b] * lattice.scales[i];
        }
        // With a beam, most labels weigh nothing.
        after = if beam.is_finite() { sparse_step(exp_to, &weighted) } else { dense_step(exp, &weighted) };
    }
    lattice.total = lattice.forward.last().map_or(1.0, |f| (0..ROW).map(|b| f[b] * exp[b][0]).sum());
    lattice.log_total += f64::from(lattice.total.max(1e-30)).ln();
    lattice
}

/// What all labels lead to: labels that weigh nothing are passed over.
#[inline(always)]
fn sparse_step(exp: &[Scores; ROW], before: &Scores) -> Scores {
    let mut now = [0.0; ROW];
    for (a, &v) in before.iter().enumerate().take(LABELS) {
        if v > 1e-9 {
            let step = &exp[a];
            for b in 0..ROW {
                now[b] += v * step[b];
            }
        }
    }
    now
}

/// What leads to each label, all of them added up.
#[inline(always)]
fn dense_step(exp: &[Scores; ROW], weighted: &Scores) -> Scores {
    let mut out = [0.0; ROW];
    for (a, slot) in out.iter_mut().enumerate().take(LABELS) {
        let step = &exp[a];
        let mut lanes = [0.0f32; 8];
        for k in 0..ROW / 8 {
            for j in 0..8 {
                lanes[j] += step[8 * k + j] * weighted[8 * k + j];
            }
        }
        let mut sum = -0.0;
        for lane in lanes {
            sum += lane;
        }
        *slot = sum;
    }
    out
}

/// Scaled forward and backward values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lattice {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    local: Vec<Scores>,
    scales: Vec<f32>,
    total: f32,
    /// The logarithm of the sum over all sequences.
    pub log_total: f64,
}

impl Lattice {
    /// How probable each label of a piece is.
    #[cfg(feature = "train")]
    pub(crate) fn marginals(&self, i: usize) -> Scores {
        let mut out = [0.0; ROW];
        let factor = 1.0 / self.total.max(1e-30);
        for (b, slot) in out.iter_mut().enumerate() {
            *slot = self.forward[i][b] * self.backward[i][b] * factor;
        }
        out
    }
}
