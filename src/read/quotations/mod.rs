//! Quotations: marks → spans, cues, speakers.

mod attribution;
mod candidates;
mod coarse;
mod content;
mod context;
#[cfg(feature = "train")]
mod example;
mod faults;
mod feature;
mod kinds;
mod marks;
mod mention;
mod nested;
mod phrases;
mod prose;
mod question;
mod ranking;
mod reported;
mod salience;
mod sentence;
mod signature;
mod singles;
mod spans;
mod speakers;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
mod training;
mod unattributed;
mod words;

pub use reported::Memo;
#[cfg(feature = "train")]
pub use training::*;
pub(super) use words::{Entry, entry};

use super::names::Name;
use super::{Layout, MarkFault, Quotation, Reported};
use crate::text::Span;

/// A stretch of text in quotation marks, before anybody asked who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Marks included.
    pub span: Span,
    /// In ‘single’ marks.
    pub single: bool,
    /// The quotation around it, an index into the list it comes in.
    pub inside: Option<u32>,
    /// The paragraph before it of the same statement, an index into the list it comes in.
    pub continues: Option<u32>,
}

/// Find what stands in quotation marks, and marks that are at fault.
pub fn spans(layout: &Layout<'_>) -> (Vec<Quoted>, Vec<MarkFault>) {
    spans::find(layout)
}

/// Tell statements from titles and scare quotes, and find cue, speaker and relay of each statement. Speakers' spans
/// are noun phrases or pronouns of the text; who they are is for coreference to say (their `entity` is None here).
/// Gives one quotation for each of `quoted`, in its order.
pub fn attribute(layout: &Layout<'_>, quoted: &[Quoted], names: &[Name]) -> Vec<Quotation> {
    attribution::attribute(layout, quoted, names)
}

/// Reported speech. Of each paragraph is kept what it says, until its words or marks change. Speakers' spans are as
/// [`attribute`] gives them.
pub fn reported<'m>(
    layout: &Layout<'_>,
    quoted: &[Quoted],
    names: &[Name],
    memos: impl Iterator<Item = &'m Memo>,
) -> Vec<Reported> {
    reported::find(layout, quoted, names, memos)
}
