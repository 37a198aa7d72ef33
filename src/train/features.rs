//! Which features have weights of their own: those that the data holds often enough, and of these the ones that matter.

use super::crf::{self, Options, Sequence};
use crate::read::names::model::decoder::Scores;
use crate::read::names::model::labels::ROW;

/// The features of sequences that are kept, in order. The sequences lose all others, and name those by their place here.
pub struct Features(pub Vec<u32>);

impl Features {
    /// Those that the sequences hold at least so often.
    pub fn frequent(sequences: &mut [&mut Sequence], log2: u32, least: u32) -> Features {
        let mut counts = vec![0u32; 1 << log2];
        for &f in sequences.iter().flat_map(|s| &s.features) {
            counts[f as usize] += 1;
        }
        let kept: Vec<u32> = (0..1u32 << log2).filter(|&f| counts[f as usize] >= least.max(1)).collect();
        number(sequences, &kept, 1 << log2);
        Features(kept)
    }

    /// Of these, so many: those that tell most of all that is told, by what a short training gives them.
    pub fn telling(
        self,
        sequences: &mut [&mut Sequence],
        steps: &[Scores; ROW],
        options: Options,
        most: usize,
    ) -> Features {
        if self.0.len() <= most {
            return self;
        }
        let known: Vec<&Sequence> = sequences.iter().map(|s| &**s).collect();
        let learnt = crf::train(&known, steps, Options { rows: self.0.len(), ..options }, false);
        let mut told = vec![0.0f32; self.0.len()];
        for &f in sequences.iter().flat_map(|s| &s.features) {
            told[f as usize] += 1.0;
        }
        for (told, row) in told.iter_mut().zip(learnt.rows.chunks(ROW)) {
            *told *= row.iter().map(|w| w * w).sum::<f32>();
        }
        let mut order: Vec<u32> = (0..self.0.len() as u32).collect();
        order.sort_by(|&a, &b| told[b as usize].total_cmp(&told[a as usize]).then(a.cmp(&b)));
        order.truncate(most);
        order.sort_unstable();
        number(sequences, &order, self.0.len());
        Features(order.iter().map(|&f| self.0[f as usize]).collect())
    }
}

/// Leave the features out that are not kept, and number the others; they are below `end`.
fn number(sequences: &mut [&mut Sequence], kept: &[u32], end: usize) {
    const GONE: u32 = u32::MAX;
    let mut numbers = vec![GONE; end];
    for (n, &f) in kept.iter().enumerate() {
        numbers[f as usize] = n as u32;
    }
    for sequence in sequences {
        let mut features = Vec::with_capacity(sequence.features.len());
        let mut from = 0;
        for end in &mut sequence.ends {
            let here = &sequence.features[from..*end as usize];
            from = *end as usize;
            features.extend(here.iter().map(|&f| numbers[f as usize]).filter(|&n| n != GONE));
            *end = features.len() as u32;
        }
        sequence.features = features;
    }
}
