//! ANSWERS: a question about a snapshot → a plain value. One file per question; no protocol type, no language
//! knowledge, no IO. Answers are look-ups: nothing here reads text anew or walks the whole corpus.

pub mod check;
mod definition;
mod folds;
mod highlights;
mod hover;
mod inlays;
mod lenses;
mod links;
mod outline;
mod references;
mod selection;
mod symbols;
mod target;
mod tokens;

pub use definition::{declaration, definition, implementation};
pub use folds::{Fold, FoldKind, folds};
pub use highlights::highlights;
pub use hover::{Hover, Piece, hover};
pub use inlays::{Inlay, inlays};
pub use lenses::{Lens, lenses};
pub use links::{Link, links};
pub use outline::{OutlineItem, OutlineKind, outline};
pub use references::references;
pub use selection::selection;
pub use symbols::{Symbol, symbols};
pub use target::{Target, target};
pub use tokens::{SemanticToken, TokenModifier, TokenType, tokens};

use crate::corpus::ArticleId;
use crate::text::Span;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub article: ArticleId,
    pub span: Span,
}
