//! Names of people, organisations, places…: who is mentioned where.

mod decided;
pub(crate) mod lexicon;
mod parse;
mod rules;
mod words;

use super::{EntityType, Layout};
use crate::text::Span;
pub use decided::decided;

/// A name found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name alone: no title, no possessive, no leading "the".
    pub span: Span,
    pub kind: EntityType,
    /// The title or role directly before it ("Ukrainian President" gives "President"), without the space between.
    pub title: Option<Span>,
    pub confidence: f32,
}

/// Whatever finds names. The rules implement it; a statistical model will.
pub trait Recognizer: Send + Sync {
    /// The names of an article, in order, not overlapping.
    fn names(&self, layout: &Layout<'_>) -> Vec<Name>;
}

/// The recogniser built into the program.
pub fn recognizer() -> &'static dyn Recognizer {
    &rules::Rules
}

#[cfg(test)]
mod tests;
