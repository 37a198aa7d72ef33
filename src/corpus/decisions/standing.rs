//! How a decision stands to those before it: whether it says anything new, and whether one of them says the opposite.

use super::{Decision, Named};

impl Decision {
    /// Whether one more line of this decision, behind these, is sure to change nothing.
    pub(super) fn holds_in(&self, made: &[(u32, Decision)]) -> bool {
        let mut latest_first = made.iter().rev().map(|(_, old)| old);
        match self {
            Decision::Same(a, b) => {
                latest_first.any(|old| matches!(old, Decision::Same(c, d) if pair(a, b) == pair(c, d)))
            }
            Decision::Different(a, b) => {
                latest_first.any(|old| matches!(old, Decision::Different(c, d) if pair(a, b) == pair(c, d)))
            }
            Decision::Note { .. } | Decision::Split { .. } => latest_first.any(|old| old == self),
            _ => latest_first.find(|old| self.replaces(old)) == Some(self),
        }
    }

    /// Whether it goes before an earlier one: the last word on a subject holds.
    fn replaces(&self, old: &Decision) -> bool {
        match (self, old) {
            (Decision::Date { article, .. }, Decision::Date { article: other, .. }) => article == other,
            // Two names may be one entity's, which the file alone does not tell: the last line of all counts as the last
            // on any, and one that stands before it may be written again.
            (Decision::Prefer { .. }, Decision::Prefer { .. }) => true,
            (
                Decision::Type { scope, words, .. } | Decision::NotAName { scope, words },
                Decision::Type { scope: other, words: others, .. } | Decision::NotAName { scope: other, words: others },
            ) => scope == other && words == others,
            (Decision::Speaker { scope, words, .. }, Decision::Speaker { scope: other, words: others, .. }) => {
                scope == other && words == others
            }
            // What words mean is said anew by each of these.
            (
                Decision::Is { scope, words, .. } | Decision::IsNot { scope, words, .. },
                Decision::Is { scope: other, words: others, .. } | Decision::IsNot { scope: other, words: others, .. },
            ) => scope == other && words == others,
            _ => false,
        }
    }

    /// Whether one says of two names that they are one's, and the other that they are not.
    pub(super) fn contradicts(&self, other: &Decision) -> bool {
        match (self, other) {
            (Decision::Same(a, b), Decision::Different(c, d)) | (Decision::Different(a, b), Decision::Same(c, d)) => {
                pair(a, b) == pair(c, d)
            }
            _ => false,
        }
    }
}

/// Two names in whatever order they were written.
pub(super) fn pair<'n>(a: &'n Named, b: &'n Named) -> (&'n Named, &'n Named) {
    if a <= b { (a, b) } else { (b, a) }
}
