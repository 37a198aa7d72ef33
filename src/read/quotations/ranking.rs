//! Log-linear models over candidates, "none of them" among these: for a quotation's speaker, and for the words that
//! stand for reported speech. The weights were learnt from annotated news (`data/speaker_weights.tsv`,
//! `data/reported.bin`); only features of the text go in.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, LazyLock, OnceLock};

use crate::data::rows;

/// What speaks for a candidate: the sum of its features' weights, and the features by name where somebody learns.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub score: f32,
    pub features: Option<Vec<Arc<str>>>,
    model: &'static Model,
}

impl Evidence {
    pub fn new(model: &'static Model, record: bool) -> Evidence {
        Evidence { score: 0.0, features: record.then(Vec::new), model }
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
        self.score += self.model.weights.get(&key.folded()).copied().unwrap_or(0.0);
    }

    fn record(&mut self, feature: &[&dyn Part]) {
        if let Some(features) = &mut self.features {
            features.push(feature.iter().map(|part| part.to_string()).collect::<String>().into());
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
#[derive(Debug)]
pub(super) struct Model {
    weights: HashMap<u32, f32, BuildHasherDefault<Identity>>,
}

/// Who speaks a quotation.
pub(super) static SPEAKERS: LazyLock<Model> =
    LazyLock::new(|| Model::of_table(include_str!("../../data/speaker_weights.tsv")));

/// What a verb of saying reports.
pub(super) static REPORTED: LazyLock<Model> =
    LazyLock::new(|| Model::of_packed(OTHER.get().map_or(include_bytes!("../../data/reported.bin"), Vec::as_slice)));

/// Weights to measure in place of those of reported speech.
pub(super) static OTHER: OnceLock<Vec<u8>> = OnceLock::new();

impl Model {
    fn of_table(table: &'static str) -> Model {
        let weights = rows(table).filter_map(|row| {
            let &[feature, weight] = row.as_slice() else { return None };
            Some((Key::of(feature).folded(), weight.parse::<f32>().ok()? / 100.0))
        });
        Model { weights: weights.collect() }
    }

    /// Five bytes a feature: its key, little end first, and its weight in 64ths.
    fn of_packed(bytes: &[u8]) -> Model {
        let weights = bytes.chunks_exact(5).filter_map(|row| {
            let (key, weight) = row.split_first_chunk::<4>()?;
            Some((u32::from_le_bytes(*key), f32::from(*weight.first()? as i8) / STEPS))
        });
        Model { weights: weights.collect() }
    }
}

/// What [`Model::of_packed`] reads; of two features with one key the first stays.
pub(super) fn packed<'a>(weights: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<u8> {
    let mut rows: BTreeMap<u32, i8> = BTreeMap::new();
    for (feature, weight) in weights {
        let steps = (weight * f64::from(STEPS)).round().clamp(f64::from(i8::MIN), f64::from(i8::MAX));
        rows.entry(Key::of(feature).folded()).or_insert(steps as i8);
    }
    rows.into_iter().flat_map(|(key, steps)| key.to_le_bytes().into_iter().chain([steps as u8])).collect()
}

const STEPS: f32 = 64.0;

/// FNV-1a over a feature's name.
pub(super) struct Key(u64);

impl Default for Key {
    fn default() -> Key {
        Key(0xcbf2_9ce4_8422_2325)
    }
}

impl Key {
    fn of(feature: &str) -> Key {
        let mut key = Key::default();
        feature.add_to(&mut key);
        key
    }

    fn folded(&self) -> u32 {
        (self.0 ^ self.0 >> 32) as u32
    }

    pub fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, key: u32) {
        // The table takes its place from the low bits and tells keys apart by the high ones.
        self.0 = u64::from(key) << 32 | u64::from(key);
    }
}
