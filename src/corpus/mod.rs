//! CORPUS: many articles → one index. A function of the *set* of articles: arrival order never matters, and after any
//! sequence of changes the index equals the one built from scratch.

mod acronyms;
mod article;
pub mod decisions;
mod descriptions;
mod entities;
mod figure_conflicts;
mod figure_groups;
mod implied_dates;
mod index;
pub mod name_key;
mod name_words;
mod quotation_groups;
#[cfg(test)]
pub(crate) mod sample;
mod sources;
pub mod store;
pub mod walk;
pub mod watch;
mod wording;

pub use article::{Article, ArticleId};
pub use entities::{Appearance, Entity, EntityId};
pub use implied_dates::{ImpliedBy, ImpliedDate, TimeOrder};
pub use index::{Among, Corpus, Index};
pub use quotation_groups::{Likeness, Printing, words};
pub use sources::Sources;
pub use wording::{NEAR_DAYS, Topic};
