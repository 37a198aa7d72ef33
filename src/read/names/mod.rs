//! Names of people, organisations, places…: who is mentioned where.

pub mod bare;
mod decided;
mod doubt;
mod edges;
mod lands;
pub(crate) mod lexicon;
// The trainer looks into the model.
#[cfg_attr(feature = "train", allow(unreachable_pub))]
pub(crate) mod model;
mod numbered;
mod organizations;
mod places;
mod titles;

use std::sync::LazyLock;

use super::fold::plain;
use super::{EntityType, Layout};
use crate::text::{Span, Token};
pub use decided::decided;
use lexicon::{LEXICON, flag, phrase_key};
pub use model::trained::Evidence;
use model::trained::Trained;
use model::weights::Weights;
pub use organizations::KnownOrganization;
pub use places::KnownPlace;

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

/// The recogniser whose weights are embedded.
pub(crate) fn recognizer() -> &'static Trained {
    static TRAINED: LazyLock<Trained> = LazyLock::new(|| Trained {
        weights: Weights::new(WEIGHTS).expect("the embedded weights are whole"),
        words: model::word_table(),
    });
    &TRAINED
}

static WEIGHTS: &[u8] = include_bytes!("../../data/names.bin");

/// What a paragraph says of its names by itself, in its own offsets: kept while the paragraph stays as it is.
pub fn look(paragraph: &str, tokens: &[Token], sentences: &[Span]) -> Evidence {
    recognizer().look(paragraph, tokens, sentences)
}

/// The names of an article from what its paragraphs say, one [`look`] each, in order.
pub fn find<'e>(layout: &Layout<'_>, evidence: impl Iterator<Item = &'e Evidence> + Clone) -> Vec<Name> {
    let mut names = recognizer().find(layout, evidence);
    numbered::settle(layout, &mut names);
    names
}

/// Whether the tables know a word: as a name of people or places, or as a word.
pub fn is_known_word(word: &str) -> bool {
    let plain = plain(word);
    LEXICON.flags(&plain) != 0 || is_known_name(&plain)
}

/// Whether the tables know a place of this name.
pub fn is_place(name: &str) -> bool {
    let phrase = phrase_key(name);
    LEXICON.is_place(&phrase) || LEXICON.city(&phrase).is_some()
}

/// Whether a single word says who is meant: it is the surname of one famous bearer, or a name that is no surname.
pub fn is_known_alone(word: &str) -> bool {
    let plain = plain(word);
    LEXICON.flags(&plain) & (flag::FAMOUS | flag::GIVEN | flag::ENGLISH) != 0 || is_known_name(&plain)
}

/// Whether it is one of the words that start sentences and join others: "with", "that", "after".
pub fn is_function_word(word: &str) -> bool {
    LEXICON.classes_of(word) & flag::STOP != 0
}

fn is_known_name(plain: &str) -> bool {
    LEXICON.name(plain).is_some() || LEXICON.city(plain).is_some() || LEXICON.is_place(plain)
}

#[cfg(test)]
mod tests;
