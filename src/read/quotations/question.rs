//! A quotation and everything that its speaker may be read from.

use super::prose::Prose;
use super::salience::Salience;
use super::speakers::Scene;
use crate::text::Span;

/// A quotation and everything its speaker may be read from.
pub(super) struct Question<'a> {
    pub text: &'a str,
    pub prose: &'a Prose,
    pub scene: &'a Scene<'a>,
    pub quotation: Span,
    pub rule: Option<Ruled>,
    pub earlier: &'a [Earlier],
    /// It continues the quotation before.
    pub continues: bool,
    /// The paragraph before, where the quotation opens its own.
    pub before: &'a dyn Fn() -> Option<&'a Prose>,
    pub salience: &'a Salience<'a>,
    /// Keep the features' names.
    pub record: bool,
}

/// An earlier speaker of the article, seen from a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earlier {
    pub speaker: Span,
    pub cue: Option<Span>,
    /// In the same sentence, the same paragraph, the one before, or farther.
    pub place: &'static str,
    /// How much lies between the two quotations.
    pub gap: &'static str,
}

/// What the rules say of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruled {
    pub speaker: Span,
    pub cue: Option<Span>,
    pub name: &'static str,
}
