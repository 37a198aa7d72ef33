//! Bounds: "more than", "at least", "about" before a number, "or more", "or so" behind it.

use crate::read::Bound;
use crate::read::numerals::{Lexed, Role};

/// A bound, and the lexemes it reaches to.
pub struct Bounding {
    pub bound: Bound,
    /// The first lexeme of the words before, or the end of the words behind.
    pub reach: usize,
    /// A single word that often speaks of place or topic: "over", "about".
    pub weak: bool,
}

impl Bounding {
    /// Whether it is a bound from below; None if it is none at all.
    pub fn is_lower(&self) -> Option<bool> {
        match self.bound {
            Bound::MoreThan | Bound::AtLeast => Some(true),
            Bound::LessThan | Bound::AtMost => Some(false),
            Bound::Exact | Bound::About | Bound::Range => None,
        }
    }
}

/// The bound that ends before the lexeme `first`.
pub fn before(lx: &Lexed, first: usize) -> Option<Bounding> {
    let roles = [
        (Role::MoreThan, Bound::MoreThan),
        (Role::AtLeast, Bound::AtLeast),
        (Role::AtMost, Bound::AtMost),
        (Role::LessThan, Bound::LessThan),
        (Role::About, Bound::About),
    ];
    // Of "more than" and "no more than" the longer one is meant.
    let (start, bound) = roles
        .into_iter()
        .filter_map(|(role, bound)| Some((lx.role_before(first, role)?.1, bound)))
        .min_by_key(|found| found.0)?;
    // "inching back up to 4 percent", "went up to 5": there it went.
    let arrives =
        lx.is(first.wrapping_sub(1), Role::To) && lx.any(start.wrapping_sub(1), &[Role::Change, Role::Adverb]);
    if arrives && bound == Bound::AtMost {
        return None;
    }
    let weak = start + 1 == first && lx.is(start, Role::WeakBound);
    let reach = lx.role_before(start, Role::Intensifier).map_or(start, |found| found.1);
    Some(Bounding { bound, reach, weak })
}

/// The bound that begins at `end`: "or more", "-plus", "or so".
pub fn behind(lx: &Lexed, end: usize) -> Option<Bounding> {
    let roles = [(Role::OrMore, Bound::AtLeast), (Role::OrLess, Bound::AtMost), (Role::OrSo, Bound::About)];
    roles
        .into_iter()
        .filter_map(|(role, bound)| Some(Bounding { bound, reach: lx.role(end, role)?.1, weak: false }))
        .max_by_key(|found| found.reach)
        .filter(|_| lx.is_word(end) || lx.is_glued(end))
}

/// Where a bound before the lexeme `first` begins.
pub fn start_before(lx: &Lexed, first: usize) -> Option<usize> {
    before(lx, first).map(|b| b.reach)
}
