//! How sure the recogniser must be of a name to report it: `src/data/name_thresholds.tsv`.

use std::sync::LazyLock;

use super::labels::TYPES;
use crate::data;

/// The least confidence of a name that is reported, by type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Thresholds {
    pub article: [f32; 7],
    /// For texts of less than [`BRIEF`] tokens: hardly a name comes twice in them, so the second pass has little to say
    /// and right names are reported with less confidence.
    pub brief: [f32; 7],
}

/// A paragraph or two.
pub(crate) const BRIEF: usize = 100;

impl Thresholds {
    pub(crate) fn embedded() -> &'static Thresholds {
        static EMBEDDED: LazyLock<Thresholds> = LazyLock::new(|| {
            let table = include_str!("../../../data/name_thresholds.tsv");
            let column = |at: usize| {
                TYPES.map(|kind| {
                    let row = data::rows(table).find(|row| row.first() == Some(&kind.as_str()));
                    row.and_then(|row| row.get(at)?.parse().ok()).unwrap_or(0.0)
                })
            };
            Thresholds { article: column(1), brief: column(2) }
        });
        &EMBEDDED
    }

    /// For a text of so many tokens.
    pub(crate) fn of(&self, tokens: usize) -> &[f32; 7] {
        if tokens < BRIEF { &self.brief } else { &self.article }
    }
}
