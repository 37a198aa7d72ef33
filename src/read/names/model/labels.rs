//! The recogniser's labels: outside, or the beginning, inside, last or only piece of a name of one of seven types.

use crate::read::EntityType;

pub(crate) const TYPES: [EntityType; 7] = EntityType::ALL;

/// Indices of types.
pub(crate) const PERSON: usize = 0;
pub(crate) const ORGANIZATION: usize = 1;
pub(crate) const PLACE: usize = 2;
pub(crate) const GROUP: usize = 3;
pub(crate) const EVENT: usize = 4;

/// Labels in use; label 0 is outside, label `1 + 4 * type + part` a part of a name.
pub(crate) const LABELS: usize = 1 + 4 * TYPES.len();
/// Labels in a row of weights: a whole number of vector registers.
pub(crate) const ROW: usize = 32;

#[cfg(feature = "train")]
pub(crate) const OUTSIDE: u8 = 0;
pub(crate) const BEGIN: u8 = 0;
pub(crate) const INSIDE: u8 = 1;
pub(crate) const LAST: u8 = 2;
pub(crate) const ONLY: u8 = 3;

pub(crate) fn label(kind: usize, part: u8) -> u8 {
    1 + 4 * kind as u8 + part
}

/// The type and part of a label, `None` for outside.
#[inline]
pub(crate) const fn parts(label: u8) -> Option<(usize, u8)> {
    match label {
        0 => None,
        l => Some((((l - 1) / 4) as usize, (l - 1) % 4)),
    }
}

/// A name or nothing may end with the label.
pub(crate) const fn ends(label: u8) -> bool {
    match parts(label) {
        None => true,
        Some((_, part)) => part == LAST || part == ONLY,
    }
}

/// A name or nothing may start with the label.
pub(crate) fn starts(label: u8) -> bool {
    parts(label).is_none_or(|(_, part)| part == BEGIN || part == ONLY)
}

/// The second label may follow the first.
pub(crate) fn follows(a: u8, b: u8) -> bool {
    if ends(a) {
        return starts(b);
    }
    matches!((parts(a), parts(b)), (Some((s, _)), Some((t, part))) if s == t && (part == INSIDE || part == LAST))
}

/// A name among labels: a half-open range of pieces and a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub from: usize,
    pub to: usize,
    pub kind: usize,
}

/// The names that a sequence of labels spells.
pub(crate) fn names(labels: &[u8]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut from = 0;
    for (i, &l) in labels.iter().enumerate() {
        match parts(l) {
            Some((_, BEGIN)) => from = i,
            Some((kind, LAST)) => out.push(Found { from, to: i + 1, kind }),
            Some((kind, ONLY)) => out.push(Found { from: i, to: i + 1, kind }),
            _ => {}
        }
    }
    out
}

/// The labels of names that do not overlap.
#[cfg(feature = "train")]
pub(crate) fn spell(names: &[Found], len: usize) -> Vec<u8> {
    let mut out = vec![OUTSIDE; len];
    for f in names {
        for (i, slot) in out.iter_mut().enumerate().take(f.to).skip(f.from) {
            let part = match (i == f.from, i + 1 == f.to) {
                (true, true) => ONLY,
                (true, false) => BEGIN,
                (false, true) => LAST,
                (false, false) => INSIDE,
            };
            *slot = label(f.kind, part);
        }
    }
    out
}
