//! How far the model's certainty can be trusted: a logistic curve for each type, fitted on texts the first pass has not
//! seen.

use super::crf::{Learnt, Sequence};
use crate::read::names::model::decoder::Steps;
use crate::read::names::model::labels::{names, spell};
use crate::read::names::model::weights::Calibration;

/// The curves from texts annotated by our guideline: they alone say what is right.
pub fn fit<'s>(sequences: impl Iterator<Item = &'s Sequence>, learnt: &Learnt) -> [Calibration; 7] {
    let steps = Steps::new(&learnt.steps);
    let mut points: [Vec<(f32, bool)>; 7] = Default::default();
    let mut best = Vec::new();
    let mut ways = Vec::new();
    for sequence in sequences {
        let scores = learnt.scores(sequence);
        steps.best(&scores, &mut ways, &mut best);
        let found = names(&best);
        if found.is_empty() {
            continue;
        }
        let lattice = steps.full_lattice(&scores, None);
        for f in found {
            let spelt = spell(
                &[crate::read::names::model::labels::Found { from: 0, to: f.to - f.from, kind: f.kind }],
                f.to - f.from,
            );
            let right = sequence.allowed[f.from..f.to].iter().zip(spelt).all(|(&a, l)| a == 1 << l);
            points[f.kind].push((steps.confidence(&lattice, f), right));
        }
    }
    points.map(|p| curve(&p))
}

/// Logistic regression on the log-odds, by gradient descent.
fn curve(points: &[(f32, bool)]) -> Calibration {
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    let odds = |p: f32| f64::from(p.clamp(1e-5, 1.0 - 1e-5) / (1.0 - p.clamp(1e-5, 1.0 - 1e-5))).ln();
    let n = points.len().max(1) as f64;
    for _ in 0..2000 {
        let (mut ds, mut d0) = (0.0, 0.0);
        for &(p, right) in points {
            let x = odds(p);
            let q = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let error = f64::from(u8::from(right)) - q;
            ds += error * x;
            d0 += error;
        }
        slope += 0.1 * ds / n;
        offset += 0.1 * d0 / n;
    }
    Calibration { slope: slope as f32, offset: offset as f32 }
}
