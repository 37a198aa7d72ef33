//! What the models of speakers and of reported speech see of an article, for whoever learns or measures their weights.

pub use super::content::ReportedExample;
pub use super::example::Example;
use super::ranking::{self, measured};
use super::reported;
use super::words::{Cue, entry};
use super::{Quoted, attribution};
use crate::read::Layout;
use crate::text::Span;

/// So sure is reported speech that is shown.
pub const SHOWN: f32 = reported::SURE;

/// What the model of speakers sees of each quotation outside others. `gold` has the speaker of each of `quoted`, None
/// where nobody speaks.
pub fn examples(layout: &Layout<'_>, quoted: &[Quoted], gold: &[Option<Span>]) -> Vec<Example> {
    attribution::examples(layout, quoted, gold)
}

/// What the model of reported speech sees of each verb of saying: for whoever learns its weights.
pub fn reported_examples(layout: &Layout<'_>, quoted: &[Quoted]) -> Vec<ReportedExample> {
    attribution::proses(layout, quoted).iter().flat_map(|p| reported::examples(layout.text, p)).collect()
}

/// Reported speech that is at least so sure.
pub fn reported_spans(layout: &Layout<'_>, quoted: &[Quoted], sure: f32) -> Vec<Span> {
    let proses = attribution::proses(layout, quoted);
    proses.iter().flat_map(|p| reported::contents(layout.text, p, sure)).map(|s| s.span).collect()
}

/// A phrase holds a verb of saying.
pub fn is_speech(phrase: &str) -> bool {
    phrase.split(|c: char| !c.is_alphanumeric()).any(|word| entry(word).cue.is_some_and(Cue::is_speech))
}

/// Weights of reported speech as they are stored.
pub fn reported_weights<'a>(weights: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<u8> {
    ranking::packed(weights)
}

/// Let these stored weights of reported speech hold, if none were used yet: for whoever measures them.
pub fn use_reported_weights(table: Vec<u8>) {
    let _ = measured::REPORTED.set(table);
}

/// Let this table of speakers' weights hold, if none was used yet: for whoever measures them.
pub fn use_speaker_weights(table: String) {
    let _ = measured::SPEAKERS.set(table);
}
