//! A log-linear model over the candidates for a quotation's speaker, "nobody" among them. The weights were learnt
//! from annotated news (`data/speaker_weights.tsv`); only features of the text go in.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::data::rows;

/// What speaks for a candidate: the sum of its features' weights, and the features by name where somebody learns.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub score: f32,
    pub features: Option<Vec<String>>,
}

impl Evidence {
    pub fn new(record: bool) -> Evidence {
        Evidence { score: 0.0, features: record.then(Vec::new) }
    }

    /// Note a feature.
    pub fn note(&mut self, feature: fmt::Arguments<'_>) {
        let mut key = Key(OFFSET);
        let _ = key.write_fmt(feature);
        self.score += WEIGHTS.get(&key.0).copied().unwrap_or(0.0);
        if let Some(features) = &mut self.features {
            features.push(feature.to_string());
        }
    }
}

/// The probability of each score.
pub(super) fn probabilities(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.iter().map(|r| r / sum).collect()
}

/// Weights by the hash of the feature's name: no string is built to look one up.
static WEIGHTS: LazyLock<HashMap<u64, f32, BuildHasherDefault<Identity>>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/speaker_weights.tsv"));
    rows.filter_map(|row| {
        let &[feature, weight] = row.as_slice() else { return None };
        let mut key = Key(OFFSET);
        let _ = key.write_str(feature);
        Some((key.0, weight.parse::<f32>().ok()? / 100.0))
    })
    .collect()
});

/// FNV-1a over what is written.
struct Key(u64);

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

impl Write for Key {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

/// The keys are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
