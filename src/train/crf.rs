//! Training of a linear-chain conditional random field: stochastic gradient ascent on the probability of what the
//! annotators allow, with a step size of its own for every weight (AdaGrad).

use multiversion::multiversion;

use super::random::Random;
use crate::read::names::model::decoder::{Scores, Steps};
use crate::read::names::model::labels::{LABELS, ROW};

/// A sequence of pieces to learn from or to label.
pub struct Sequence {
    /// Feature rows, of all pieces one after the other.
    pub features: Vec<u32>,
    /// Where the features of each piece end.
    pub ends: Vec<u32>,
    /// The labels each piece may have, a bit a label.
    pub allowed: Vec<u32>,
    /// Scores from elsewhere that are added to those learnt.
    pub given: Option<Vec<Scores>>,
    pub weight: f32,
}

impl Sequence {
    pub fn len(&self) -> usize {
        self.allowed.len()
    }

    fn rows(&self, i: usize) -> &[u32] {
        let from = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[from as usize..self.ends[i] as usize]
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Rows of weights.
    pub rows: usize,
    pub epochs: usize,
    /// The step size at the start; it falls to nothing in a straight line.
    pub rate: f32,
    /// The share of features that are left out of a piece, at random.
    pub dropout: f32,
    /// What is left of a weight after an epoch.
    pub keep: f32,
    pub seed: u64,
}

/// What was learnt.
pub struct Learnt {
    pub rows: Vec<f32>,
    pub steps: Box<[Scores; ROW]>,
}

impl Learnt {
    /// Scores of a sequence's pieces.
    pub fn scores(&self, sequence: &Sequence) -> Vec<Scores> {
        let given = |i: usize| sequence.given.as_ref().map(|g| &g[i]);
        (0..sequence.len()).map(|i| sum(&self.rows, sequence.rows(i), given(i))).collect()
    }
}

struct Trainer {
    rows: Vec<f32>,
    squares: Vec<f32>,
    step_squares: Box<[Scores; ROW]>,
    weights: Box<[Scores; ROW]>,
    steps: Steps,
    random: Random,
    options: Options,
}

/// The loss of a sequence that holds no surprises.
const LEARNT: f64 = 0.02;
const FIRST_SQUARE: f32 = 0.1;

pub fn train(sequences: &[&Sequence], steps: &[Scores; ROW], options: Options, report: bool) -> Learnt {
    let size = ROW * options.rows;
    let mut trainer = Trainer {
        rows: vec![0.0; size],
        squares: vec![FIRST_SQUARE; size],
        step_squares: Box::new([[FIRST_SQUARE; ROW]; ROW]),
        weights: Box::new(*steps),
        steps: Steps::new(steps),
        random: Random::new(options.seed),
        options,
    };
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
            losses[s] = trainer.learn(sequences[s], rate);
            loss += losses[s];
        }
        if epoch + 1 < options.epochs {
            trainer.rows.iter_mut().for_each(|w| *w *= options.keep);
        }
        if report {
            eprintln!("  epoch {} loss {loss:.0} after {:.0} s", epoch + 1, start.elapsed().as_secs_f32());
        }
    }
    Learnt { rows: trainer.rows, steps: trainer.weights }
}

#[multiversion(targets("x86_64+avx2"))]
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

/// A step uphill for the weights of some features.
#[multiversion(targets("x86_64+avx2"))]
fn climb(rows: &mut [f32], squares: &mut [f32], features: &[u32], residual: &Scores, rate: f32) {
    let square: Scores = residual.map(|r| r * r);
    let step: Scores = residual.map(|r| rate * r);
    for &f in features {
        let from = f as usize * ROW;
        let (w, g) = (&mut rows[from..from + ROW], &mut squares[from..from + ROW]);
        for b in 0..ROW {
            g[b] += square[b];
            w[b] += step[b] / g[b].sqrt();
        }
    }
}

/// Residuals below this teach nothing.
const NEGLIGIBLE: f32 = 0.002;

impl Trainer {
    fn learn(&mut self, sequence: &Sequence, rate: f32) -> f64 {
        let mut kept: Vec<u32> = Vec::with_capacity(sequence.features.len());
        let mut ends = Vec::with_capacity(sequence.len());
        let bar = (self.options.dropout * u32::MAX as f32) as u32;
        for i in 0..sequence.len() {
            kept.extend(sequence.rows(i).iter().filter(|_| (self.random.next() >> 32) as u32 >= bar));
            ends.push(kept.len());
        }
        let grow = 1.0 / (1.0 - self.options.dropout);
        let rows = |i: usize| &kept[if i == 0 { 0 } else { ends[i - 1] }..ends[i]];
        let mut scores = Vec::with_capacity(sequence.len());
        for i in 0..sequence.len() {
            let mut s = sum(&self.rows, rows(i), None);
            s.iter_mut().for_each(|v| *v *= grow);
            if let Some(given) = &sequence.given {
                s.iter_mut().zip(&given[i]).for_each(|(v, g)| *v += g);
            }
            scores.push(s);
        }
        let free = self.steps.full_lattice(&scores, None);
        let bound = self.steps.full_lattice(&scores, Some(&sequence.allowed));
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
            climb(&mut self.rows, &mut self.squares, rows(i), &residual, rate);
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
        for (a, row) in gradient.iter().enumerate().take(LABELS) {
            for (b, &g) in row.iter().enumerate().take(LABELS) {
                let g = g * sequence.weight;
                if g.abs() > NEGLIGIBLE && g.is_finite() {
                    self.step_squares[a][b] += g * g;
                    self.weights[a][b] += rate * g / self.step_squares[a][b].sqrt();
                }
            }
        }
        self.steps.set(&self.weights);
    }
}
