//! Training of a linear-chain conditional random field: stochastic gradient ascent on the probability of what the
//! annotators allow, with a step size of its own for every weight (AdaGrad).

use super::random::Random;
use crate::read::names::model::decoder::{Scores, Steps};
use crate::read::names::model::dense::{Dense, HIDDEN, Hidden, INPUTS, Input};
use crate::read::names::model::feature::{POSITIONS, REACH};
use crate::read::names::model::labels::{LABELS, ROW};

/// A sequence of pieces to learn from or to label.
pub struct Sequence {
    /// Feature rows, of all pieces one after the other.
    pub features: Vec<u32>,
    /// Where the features of each piece end.
    pub ends: Vec<u32>,
    /// The labels each piece may have, a bit a label.
    pub allowed: Vec<u32>,
    /// The word of each piece, as an index into the inputs of the dense scorer.
    pub words: Vec<u32>,
    /// Whether the dense scorer looks at the piece.
    pub near: Vec<bool>,
    /// Scores from elsewhere that are added to those learnt.
    pub given: Option<Vec<Scores>>,
    pub weight: f32,
}

impl Sequence {
    pub fn len(&self) -> usize {
        self.allowed.len()
    }

    /// The sums that the units of the dense scorer get, piece by piece; nothing where it does not look.
    fn units(&self, dense: &Dense, inputs: &[Input]) -> Vec<Hidden> {
        let mut out = Vec::with_capacity(self.words.len());
        for i in 0..self.words.len() {
            let mut units = dense.bias;
            if self.near[i] {
                for (k, word) in self.around(i) {
                    for (u, p) in units.iter_mut().zip(dense.project(k, &inputs[word])) {
                        *u += p;
                    }
                }
            }
            out.push(units);
        }
        out
    }

    /// The words around a piece, by position.
    fn around(&self, i: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..POSITIONS).filter_map(move |k| {
            let j = (i + k).checked_sub(REACH as usize)?;
            Some((k, *self.words.get(j)? as usize))
        })
    }

    fn rows(&self, i: usize) -> &[u32] {
        let from = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[from as usize..self.ends[i] as usize]
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// log2 of the rows of weights.
    pub log2: u32,
    pub epochs: usize,
    /// The step size at the start; it falls to nothing in a straight line.
    pub rate: f32,
    /// The share of features that are left out of a piece, at random.
    pub dropout: f32,
    /// What is left of a weight after an epoch.
    pub keep: f32,
    /// The step size of the dense scorer, as a share of the rest's.
    pub dense_rate: f32,
    pub seed: u64,
}

/// What was learnt.
pub struct Learnt {
    pub rows: Vec<f32>,
    pub steps: Box<[Scores; ROW]>,
    pub dense: Dense,
}

impl Learnt {
    /// Scores of a sequence's pieces.
    pub fn scores(&self, sequence: &Sequence, inputs: &[Input]) -> Vec<Scores> {
        let units = sequence.units(&self.dense, inputs);
        let mut out = Vec::with_capacity(sequence.len());
        for i in 0..sequence.len() {
            let mut s = sum(&self.rows, sequence.rows(i), sequence.given.as_ref().map(|g| &g[i]));
            if let Some(units) = units.get(i).filter(|_| sequence.near[i]) {
                s.iter_mut().zip(self.dense.score(units)).for_each(|(s, d)| *s += d);
            }
            out.push(s);
        }
        out
    }
}

struct Trainer {
    rows: Vec<f32>,
    squares: Vec<f32>,
    step_squares: Box<[Scores; ROW]>,
    weights: Box<[Scores; ROW]>,
    dense: Dense,
    dense_squares: Dense,
    steps: Steps,
    random: Random,
    options: Options,
}

/// The loss of a sequence that holds no surprises.
const LEARNT: f64 = 0.02;
const FIRST_SQUARE: f32 = 0.1;

pub fn train(sequences: &[&Sequence], steps: &[Scores; ROW], inputs: &[Input], options: Options, report: bool) -> Learnt {
    let size = ROW << options.log2;
    let mut trainer = Trainer {
        rows: vec![0.0; size],
        squares: vec![FIRST_SQUARE; size],
        step_squares: Box::new([[FIRST_SQUARE; ROW]; ROW]),
        weights: Box::new(*steps),
        dense: Dense::zero(),
        dense_squares: Dense::zero(),
        steps: Steps::new(steps),
        random: Random::new(options.seed),
        options,
    };
    if !inputs.is_empty() {
        trainer.start_dense();
    }
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let total = (order.len() * options.epochs).max(1);
    let mut done = 0;
    let mut losses = vec![f64::MAX; sequences.len()];
    let start = std::time::Instant::now();
    for epoch in 0..options.epochs {
        trainer.random.shuffle(&mut order);
        let mut loss = 0.0;
        for &s in &order {
            let rate = options.rate * (1.0 - done as f32 / total as f32);
            done += 1;
            // What is known by heart is looked at again now and then only.
            if losses[s] < LEARNT && (epoch + s) % 4 != 0 {
                continue;
            }
            losses[s] = trainer.learn(sequences[s], inputs, rate);
            loss += losses[s];
        }
        if epoch + 1 < options.epochs {
            trainer.rows.iter_mut().for_each(|w| *w *= options.keep);
        }
        if report {
            eprintln!("  epoch {} loss {loss:.0} after {:.0} s", epoch + 1, start.elapsed().as_secs_f32());
        }
    }
    Learnt { rows: trainer.rows, steps: trainer.weights, dense: trainer.dense }
}

fn sum(rows: &[f32], features: &[u32], given: Option<&Scores>) -> Scores {
    let mut out = given.copied().unwrap_or([0.0; ROW]);
    for &f in features {
        let from = f as usize * ROW;
        for (s, w) in out.iter_mut().zip(&rows[from..from + ROW]) {
            *s += w;
        }
    }
    out
}

/// Residuals below this teach nothing.
const NEGLIGIBLE: f32 = 0.002;

impl Trainer {
    fn start_dense(&mut self) {
        let mut random = || (self.random.next() >> 40) as f32 / (1u64 << 24) as f32 - 0.5;
        self.dense.input.iter_mut().flatten().for_each(|w| *w = 0.2 * random());
        self.dense.bias = [0.1; HIDDEN];
        self.dense.output.iter_mut().for_each(|row| row[..LABELS].iter_mut().for_each(|w| *w = 0.2 * random()));
        self.dense_squares.input.iter_mut().flatten().for_each(|w| *w = FIRST_SQUARE);
        self.dense_squares.bias = [FIRST_SQUARE; HIDDEN];
        self.dense_squares.output.iter_mut().flatten().for_each(|w| *w = FIRST_SQUARE);
    }

    /// A step for the weights that led from a piece's words to its scores.
    fn learn_dense(&mut self, sequence: &Sequence, inputs: &[Input], i: usize, units: &Hidden, residual: &Scores, rate: f32) {
        let rate = rate * self.options.dense_rate;
        let mut back: Hidden = [0.0; HIDDEN];
        for u in 0..HIDDEN {
            if units[u] <= 0.0 {
                continue;
            }
            let (w, g) = (&mut self.dense.output[u], &mut self.dense_squares.output[u]);
            for b in 0..ROW {
                back[u] += w[b] * residual[b];
                let d = residual[b] * units[u];
                g[b] += d * d;
                w[b] += rate * d / (g[b] + 1e-6).sqrt();
            }
        }
        for u in 0..HIDDEN {
            let g = &mut self.dense_squares.bias[u];
            *g += back[u] * back[u];
            self.dense.bias[u] += rate * back[u] / g.sqrt();
        }
        for (k, word) in sequence.around(i) {
            let (ws, gs) = (&mut self.dense.input, &mut self.dense_squares.input);
            inputs[word].each(|n, v| {
                let (w, g) = (&mut ws[k * INPUTS + n], &mut gs[k * INPUTS + n]);
                for u in 0..HIDDEN {
                    let d = back[u] * v;
                    g[u] += d * d;
                    w[u] += rate * d / g[u].sqrt();
                }
            });
        }
    }

    fn learn(&mut self, sequence: &Sequence, inputs: &[Input], rate: f32) -> f64 {
        let mut kept: Vec<u32> = Vec::with_capacity(sequence.features.len());
        let mut ends = Vec::with_capacity(sequence.len());
        let bar = (self.options.dropout * u32::MAX as f32) as u32;
        for i in 0..sequence.len() {
            kept.extend(sequence.rows(i).iter().filter(|_| (self.random.next() >> 32) as u32 >= bar));
            ends.push(kept.len());
        }
        let grow = 1.0 / (1.0 - self.options.dropout);
        let rows = |i: usize| &kept[if i == 0 { 0 } else { ends[i - 1] }..ends[i]];
        let units = if inputs.is_empty() { Vec::new() } else { sequence.units(&self.dense, inputs) };
        let mut scores = Vec::with_capacity(sequence.len());
        for i in 0..sequence.len() {
            let mut s = sum(&self.rows, rows(i), None);
            s.iter_mut().for_each(|v| *v *= grow);
            if let Some(units) = units.get(i).filter(|_| sequence.near[i]) {
                s.iter_mut().zip(self.dense.score(units)).for_each(|(v, d)| *v += d);
            }
            if let Some(given) = &sequence.given {
                s.iter_mut().zip(&given[i]).for_each(|(v, g)| *v += g);
            }
            scores.push(s);
        }
        let free = self.steps.lattice(&scores, None);
        let bound = self.steps.lattice(&scores, Some(&sequence.allowed));
        let mut touched = false;
        for i in 0..sequence.len() {
            let (p, q) = (free.marginals(i), bound.marginals(i));
            let mut residual = [0.0; ROW];
            let mut most = 0.0f32;
            for b in 0..ROW {
                residual[b] = (q[b] - p[b]) * sequence.weight;
                most = most.max(residual[b].abs());
            }
            if !(most > NEGLIGIBLE && most.is_finite()) {
                continue;
            }
            touched = true;
            if let Some(units) = units.get(i).filter(|_| sequence.near[i]) {
                self.learn_dense(sequence, inputs, i, units, &residual, rate);
            }
            let squares: Scores = residual.map(|r| r * r);
            for &f in rows(i) {
                let from = f as usize * ROW;
                let (w, g) = (&mut self.rows[from..from + ROW], &mut self.squares[from..from + ROW]);
                for b in 0..ROW {
                    g[b] += squares[b];
                    w[b] += rate * residual[b] / g[b].sqrt();
                }
            }
        }
        if touched {
            self.learn_steps(sequence, &free, &bound, rate);
        }
        (free.log_total - bound.log_total) * f64::from(sequence.weight)
    }

    fn learn_steps(
        &mut self,
        sequence: &Sequence,
        free: &crate::read::names::model::decoder::Lattice,
        bound: &crate::read::names::model::decoder::Lattice,
        rate: f32,
    ) {
        let mut gradient = [[0.0f32; ROW]; ROW];
        for i in 0..sequence.len() {
            self.steps.step_probabilities(free, i, |a, b, p| gradient[a][b] -= p);
            self.steps.step_probabilities(bound, i, |a, b, p| gradient[a][b] += p);
        }
        for a in 0..LABELS {
            for b in 0..LABELS {
                let g = gradient[a][b] * sequence.weight;
                if g.abs() > NEGLIGIBLE && g.is_finite() {
                    self.step_squares[a][b] += g * g;
                    self.weights[a][b] += rate * g / self.step_squares[a][b].sqrt();
                }
            }
        }
        self.steps.set(&self.weights);
    }
}
