//! A log-linear model over the candidates for a quotation's speaker, "nobody" among them. The weights were learnt
//! from annotated news (`data/speaker_weights.tsv`); only features of the text go in.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
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

    /// Note a feature, by the parts of its name.
    pub fn note(&mut self, feature: &[&dyn Part]) {
        let mut key = Key::default();
        feature.iter().for_each(|part| part.add_to(&mut key));
        self.weigh(&key);
        self.record(feature);
    }

    /// Note a feature, and the feature together with what the candidate is.
    pub fn note_both(&mut self, feature: &[&dyn Part], kind: &str) {
        let mut key = Key::default();
        feature.iter().for_each(|part| part.add_to(&mut key));
        self.weigh(&key);
        "|".add_to(&mut key);
        kind.add_to(&mut key);
        self.weigh(&key);
        if self.features.is_some() {
            self.record(feature);
            self.record(&[feature, &[&"|", &kind]].concat());
        }
    }

    fn weigh(&mut self, key: &Key) {
        self.score += WEIGHTS.get(&key.0).copied().unwrap_or(0.0);
    }

    fn record(&mut self, feature: &[&dyn Part]) {
        if let Some(features) = &mut self.features {
            features.push(feature.iter().map(|part| part.to_string()).collect());
        }
    }
}

/// A part of a feature's name. Features are looked up in every quotation's every candidate: their names are hashed
/// part by part and never built, but for whoever learns.
pub(super) trait Part: fmt::Display {
    fn add_to(&self, key: &mut Key);
}

impl Part for &str {
    fn add_to(&self, key: &mut Key) {
        self.bytes().for_each(|byte| key.add(byte));
    }
}

impl Part for Cow<'_, str> {
    fn add_to(&self, key: &mut Key) {
        (&**self).add_to(key);
    }
}

impl Part for bool {
    fn add_to(&self, key: &mut Key) {
        if *self { "true" } else { "false" }.add_to(key);
    }
}

impl Part for char {
    fn add_to(&self, key: &mut Key) {
        (&*self.encode_utf8(&mut [0; 4])).add_to(key);
    }
}

impl Part for usize {
    fn add_to(&self, key: &mut Key) {
        if *self > 9 {
            (self / 10).add_to(key);
        }
        key.add(b'0' + (self % 10) as u8);
    }
}

impl Part for u32 {
    fn add_to(&self, key: &mut Key) {
        (*self as usize).add_to(key);
    }
}

impl<T: Part> Part for &T {
    fn add_to(&self, key: &mut Key) {
        (**self).add_to(key);
    }
}

/// The parts of a feature's name: `parts!["len", words]`.
macro_rules! parts {
    ($($part:expr),*) => {
        &[$(&$part as &dyn $crate::read::quotations::ranking::Part),*]
    };
}
pub(super) use parts;

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
        let mut key = Key::default();
        feature.add_to(&mut key);
        Some((key.0, weight.parse::<f32>().ok()? / 100.0))
    })
    .collect()
});

/// FNV-1a over a feature's name.
pub(super) struct Key(u64);

impl Default for Key {
    fn default() -> Key {
        Key(0xcbf2_9ce4_8422_2325)
    }
}

impl Key {
    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
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
