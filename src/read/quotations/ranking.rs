//! Log-linear models over candidates, "none of them" among these: for a quotation's speaker, and for the words that
//! stand for reported speech. The weights were learnt from annotated news (`data/speaker_weights.tsv`,
//! `data/reported.bin`); only features of the text go in.

#[cfg(feature = "train")]
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::feature::{Feature, Key, Part};
use crate::data::rows;

/// What speaks for a candidate: the sum of its features' weights, and the features by name where somebody learns.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub score: f32,
    pub features: Option<Vec<Arc<str>>>,
    model: &'static Model,
}

impl Evidence {
    /// `record` keeps the features' names.
    pub fn new(model: &'static Model, record: bool) -> Evidence {
        Evidence { score: 0.0, features: record.then(Vec::new), model }
    }

    /// Note a feature.
    #[inline]
    pub fn note(&mut self, feature: Feature<impl Fn() -> String>) {
        self.score += self.model.weight(feature.key);
        self.record(feature.key, || (feature.name)());
    }

    /// Note a feature, and the feature together with what the candidate is.
    #[inline]
    pub fn note_both(&mut self, feature: Feature<impl Fn() -> String>, kind: impl Part) {
        let both = feature.key.then(const { Key::of("|") }).then(kind.key());
        self.score += self.model.weight(feature.key);
        self.score += self.model.weight(both);
        self.record(feature.key, || (feature.name)());
        self.record(both, || format!("{}|{kind}", (feature.name)()));
    }

    #[inline]
    fn record(&mut self, key: Key, name: impl Fn() -> String) {
        // Where nobody learns, the code that spells names is left out altogether.
        if cfg!(feature = "train")
            && let Some(features) = &mut self.features
        {
            let name = name();
            // Weights are learnt by name and looked up by key.
            debug_assert_eq!(key, Key::of(&name), "{name}");
            features.push(name.into());
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

/// Weights by the hash of the feature's name, in a table with at least as many free places as weights: a feature without
/// weight is soon known to have none.
#[derive(Debug)]
pub(super) struct Model {
    /// Key and weight, at the first place that was free, counted from the one that the key's low bits name. A place
    /// whose key is 0 is free.
    places: Box<[(u32, f32)]>,
}

/// Who speaks a quotation.
pub(super) static SPEAKERS: LazyLock<Model> = LazyLock::new(|| {
    #[cfg(feature = "train")]
    if let Some(table) = measured::SPEAKERS.get() {
        return Model::of_table(table);
    }
    Model::of_table(include_str!("../../data/speaker_weights.tsv"))
});

/// What a verb of saying reports.
pub(super) static REPORTED: LazyLock<Model> = LazyLock::new(|| {
    #[cfg(feature = "train")]
    if let Some(table) = measured::REPORTED.get() {
        return Model::of_packed(table);
    }
    Model::of_packed(include_bytes!("../../data/reported.bin"))
});

/// Weights to measure in place of those that the program was built with.
#[cfg(feature = "train")]
pub(super) mod measured {
    use std::sync::OnceLock;

    pub static SPEAKERS: OnceLock<String> = OnceLock::new();
    pub static REPORTED: OnceLock<Vec<u8>> = OnceLock::new();
}

impl Model {
    /// Of two weights with one key the first holds.
    fn new(weights: &[(u32, f32)]) -> Model {
        let mut model = Model { places: vec![(0, 0.0); (2 * weights.len()).next_power_of_two()].into_boxed_slice() };
        for &weight in weights {
            let at = model.place(weight.0);
            if let Some(place) = model.places.get_mut(at).filter(|place| place.0 == 0) {
                *place = weight;
            }
        }
        model
    }

    /// The weight of a feature, 0 where none was learnt.
    #[inline]
    fn weight(&self, feature: Key) -> f32 {
        self.places.get(self.place(feature.folded())).map_or(0.0, |place| place.1)
    }

    /// Where a key is, or would be.
    #[inline]
    fn place(&self, key: u32) -> usize {
        let last = self.places.len() - 1;
        let mut at = key as usize & last;
        while self.places.get(at).is_some_and(|place| place.0 != key && place.0 != 0) {
            at = (at + 1) & last;
        }
        at
    }

    fn of_table(table: &'static str) -> Model {
        let weights = rows(table).filter_map(|row| {
            let &[feature, weight] = row.as_slice() else { return None };
            Some((Key::of(feature).folded(), weight.parse::<f32>().ok()? / 100.0))
        });
        Model::new(&weights.collect::<Vec<_>>())
    }

    /// Five bytes a feature: its key, little end first, and its weight in 64ths.
    fn of_packed(bytes: &[u8]) -> Model {
        let weights = bytes.chunks_exact(5).filter_map(|row| {
            let (key, weight) = row.split_first_chunk::<4>()?;
            Some((u32::from_le_bytes(*key), f32::from(*weight.first()? as i8) / STEPS))
        });
        Model::new(&weights.collect::<Vec<_>>())
    }
}

/// What [`Model::of_packed`] reads; of two features with one key the first stays.
#[cfg(feature = "train")]
pub(super) fn packed<'a>(weights: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<u8> {
    let mut rows: BTreeMap<u32, i8> = BTreeMap::new();
    for (feature, weight) in weights {
        let steps = (weight * f64::from(STEPS)).round().clamp(f64::from(i8::MIN), f64::from(i8::MAX));
        rows.entry(Key::of(feature).folded()).or_insert(steps as i8);
    }
    rows.into_iter().flat_map(|(key, steps)| key.to_le_bytes().into_iter().chain([steps as u8])).collect()
}

const STEPS: f32 = 64.0;
