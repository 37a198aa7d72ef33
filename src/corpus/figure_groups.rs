//! The same value of the same unit across articles.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Bound;

use imbl::{OrdMap, OrdSet};
use rust_decimal::Decimal;

use super::ArticleId;
use crate::read::{Figure, FigureKind};

/// A figure of the corpus.
pub(super) type FigureRef = (ArticleId, u32);

/// What figures of one group share. A group needs a unit: "two" of anything is everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FigureKey {
    kind: FigureKind,
    unit: String,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl FigureKey {
    pub(super) fn of(figure: &Figure) -> Option<FigureKey> {
        let comparable = !figure.vague && (figure.low.is_some() || figure.high.is_some());
        let unit = figure.unit.clone().filter(|_| comparable)?;
        let exact = |d: Decimal| d.normalize();
        Some(FigureKey { kind: figure.kind, unit, low: figure.low.map(exact), high: figure.high.map(exact) })
    }

    pub(super) fn id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        format!("f:{:016x}", hasher.finish())
    }
}

/// Which figures have which value.
#[derive(Clone, Debug, Default)]
pub(super) struct FigureGroups {
    /// Sorted, so that values of one kind and unit stand side by side.
    groups: OrdMap<FigureKey, OrdSet<FigureRef>>,
}

impl FigureGroups {
    pub(super) fn insert(&mut self, at: FigureRef, key: &FigureKey) {
        self.groups.entry(key.clone()).or_default().insert(at);
    }

    pub(super) fn remove(&mut self, at: &FigureRef, key: &FigureKey) {
        if let Some(set) = self.groups.get_mut(key) {
            set.remove(at);
            if set.is_empty() {
                self.groups.remove(key);
            }
        }
    }

    pub(super) fn group(&self, key: &FigureKey) -> impl Iterator<Item = &FigureRef> {
        self.groups.get(key).into_iter().flatten()
    }

    /// Figures of the same kind and unit with the next smaller and the next greater values, by turns; at most
    /// `values` values on each side and a few figures of each.
    pub(super) fn neighbours(&self, key: &FigureKey, values: usize) -> impl Iterator<Item = &FigureRef> {
        let alike = |(k, _): &(&FigureKey, _)| k.kind == key.kind && k.unit == key.unit;
        let mut smaller = self.groups.range::<_, FigureKey>(..key).rev().take_while(alike).take(values);
        let mut greater =
            self.groups.range::<_, FigureKey>((Bound::Excluded(key), Bound::Unbounded)).take_while(alike).take(values);
        let turns = std::iter::from_fn(move || match (smaller.next(), greater.next()) {
            (None, None) => None,
            turn => Some(turn),
        });
        turns.flat_map(|(a, b)| a.into_iter().chain(b)).flat_map(|(_, figures)| figures.iter().take(FEW))
    }
}

/// How many figures of one value stand for it among its neighbours.
const FEW: usize = 8;

/// The keys of an article's figures, by their index.
pub(super) fn keys(figures: &[Figure]) -> BTreeMap<u32, FigureKey> {
    figures.iter().enumerate().filter_map(|(i, f)| Some((i as u32, FigureKey::of(f)?))).collect()
}
