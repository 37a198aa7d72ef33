//! What an editor would want to know: one file per rule, and `rules`, the one table of codes, levels and texts.

mod rules;

pub use rules::{RULES, Rule, rule};

use super::Place;
use crate::corpus::{Article, Corpus};
use crate::settings::{Level, Settings};
use crate::text::Span;

/// A finding to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub span: Span,
    /// `quote/wrong-mark`: a row of [`RULES`].
    pub code: &'static str,
    pub level: Level,
    pub message: String,
    pub related: Vec<(Place, String)>,
    /// To be greyed rather than underlined.
    pub unnecessary: bool,
    pub fixes: Vec<Fix>,
}

/// A change that would settle a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Names the exact text: "Replace “ by ” after ‘days’".
    pub title: String,
    /// Replacements in the article, in order, not overlapping.
    pub edits: Vec<(Span, String)>,
    /// The one to take if only one can be taken.
    pub preferred: bool,
}

/// The diagnostics of an article, sorted by span.
pub fn check(corpus: &Corpus, article: &Article, settings: &Settings) -> Vec<Diagnostic> {
    let _ = (corpus, article, settings);
    Vec::new()
}
