//! ANSWERS: a question about a snapshot → a plain value. One file per question; no protocol type, no language
//! knowledge, no IO. Nothing here reads text anew. Answers about a place are look-ups; only searches (`symbols`, `called`,
//! `statements`, `ledger`, `timeline`) walk the whole corpus.

mod belonging;
mod call_hierarchy;
pub mod check;
mod choices;
mod completion;
mod cover;
mod dates;
mod definition;
mod excerpt;
mod folds;
mod highlights;
mod hover;
mod inlays;
mod ledger;
mod lenses;
mod line;
mod links;
mod offices;
mod outline;
mod profile;
mod references;
mod rename;
mod selection;
mod statements;
mod subject;
mod symbols;
mod target;
mod tokens;
mod type_hierarchy;
mod why;

pub use call_hierarchy::{Edge, Voice, speaks_about, spoken_about, voice};
pub use choices::{Choice, choices, lookalikes, named_at, others_in, questions};
pub use completion::{Completion, completions};
pub use definition::{declaration, definition, implementation};
pub use folds::{Fold, FoldKind, folds};
pub use highlights::highlights;
pub use hover::{Hover, SURE, hover};
pub use inlays::{Inlay, inlays};
pub use ledger::{Entry, Moment, ledger, timeline};
pub use lenses::{Lens, lenses};
pub use line::Piece;
pub use links::{Link, links};
pub use outline::{OutlineItem, OutlineKind, outline};
pub use profile::{Profile, Section, appearances, called, profile};
pub use references::references;
pub use rename::{renamable, rename};
pub use selection::selection;
pub use statements::{Statement, StatementKind, statements};
pub use symbols::{Symbol, symbols};
pub use target::{Target, target};
pub use tokens::{SemanticToken, TokenModifier, TokenType, tokens};
pub use type_hierarchy::{Rung, above, below, rung};
pub use why::{Why, why};

use crate::corpus::ArticleId;
use crate::text::Span;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub article: ArticleId,
    pub span: Span,
}

/// "1 article", "5 articles"
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
