//! What people decided, in `.scholiast/decisions.tsv` at the corpus root: plain text, one line a decision, readable,
//! editable by hand, mergeable line by line. What is in it goes before anything the program found.
//!
//! A line is a verb and its fields, separated by tabs; blank lines and lines that start with `#` are left alone:
//!
//! ```text
//! date        articles/envoy.txt    2024-12-12
//! same        person:Oleksandr Toporivskyy    person:Alexander Toporivskiy
//! different   person:Halyna Sorokun    person:Petro Sorokun
//! prefer      person:Toporivsky    Oleksandr Toporivskyy
//! type        *    Bystrel Dam    place
//! not-a-name  articles/envoy.txt    Spring
//! is          articles/envoy.txt    at noon [[he]] left the hall    person:Petro Sorokun
//! speaker     articles/envoy.txt    “The gates stay shut”    person:Halyna Sorokun
//! split       articles/envoy.txt    person:Halyna Sorokun
//! note        person:Caleb Whitlow    met him in 2019
//! ```
//!
//! Words in double brackets are meant in that place alone, which is found again by the text around them.

mod book;
pub mod file;
mod format;
mod links;
mod orphans;
mod standing;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

pub use book::{Book, relative};
pub use format::{decision, parse, write_line};
pub use links::{BlockLinks, Links};
pub use orphans::{Known, orphans};

use crate::read::EntityType;
use crate::text::Anchor;

/// An entity as a person writes it: its type and any of its full spellings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    pub kind: EntityType,
    pub name: String,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.name)
    }
}

impl FromStr for Named {
    /// What is wrong with it.
    type Err = String;

    fn from_str(field: &str) -> Result<Named, String> {
        format::named(field)
    }
}

/// How far a decision about a name reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Everywhere,
    /// One article, by its path relative to the corpus root.
    Article(String),
    /// One place of it: where the words stand between these others.
    Place {
        article: String,
        before: String,
        after: String,
    },
}

impl Scope {
    /// A place of an article, and the words that stand there.
    pub fn place(article: &str, anchor: Anchor) -> (Scope, String) {
        let Anchor { exact, prefix, suffix } = anchor;
        (Scope::Place { article: article.to_owned(), before: prefix, after: suffix }, exact)
    }

    /// The article that it is limited to.
    pub fn article(&self) -> Option<&str> {
        match self {
            Scope::Everywhere => None,
            Scope::Article(article) | Scope::Place { article, .. } => Some(article),
        }
    }

    /// How words of this scope are found, if in one place only.
    fn anchor(&self, words: &str) -> Option<Anchor> {
        match self {
            Scope::Place { before, after, .. } => {
                Some(Anchor { exact: words.to_owned(), prefix: before.clone(), suffix: after.clone() })
            }
            _ => None,
        }
    }
}

/// One thing a person decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// The article, by its path relative to the corpus root, is of this date.
    Date {
        article: String,
        date: Date,
    },
    Same(Named, Named),
    Different(Named, Named),
    /// Show the entity under this name.
    Prefer {
        entity: Named,
        name: String,
    },
    /// The words are a name of this type.
    Type {
        scope: Scope,
        words: String,
        kind: EntityType,
    },
    /// The words are no name.
    NotAName {
        scope: Scope,
        words: String,
    },
    /// The words mean this entity.
    Is {
        scope: Scope,
        words: String,
        entity: Named,
    },
    /// The words do not mean this entity, whom else they may mean.
    IsNot {
        scope: Scope,
        words: String,
        entity: Named,
    },
    /// The quoted or reported words are said by this entity.
    Speaker {
        scope: Scope,
        words: String,
        entity: Named,
    },
    /// The entity of this name in an article, by its path, is nobody of another article.
    Split {
        article: String,
        entity: Named,
    },
    Note {
        entity: Named,
        text: String,
    },
}

impl Decision {
    /// The same about another entity, where it is about one.
    pub fn about(mut self, other: Named) -> Decision {
        if let Decision::Is { entity, .. }
        | Decision::IsNot { entity, .. }
        | Decision::Speaker { entity, .. }
        | Decision::Split { entity, .. }
        | Decision::Prefer { entity, .. }
        | Decision::Note { entity, .. } = &mut self
        {
            *entity = other;
        }
        self
    }

    /// The article that it is limited to, by its path.
    pub fn article(&self) -> Option<&str> {
        match self {
            Decision::Date { article, .. } | Decision::Split { article, .. } => Some(article),
            _ => self.said_of().and_then(|(scope, _)| scope.article()),
        }
    }

    /// What it says of words, and where they are meant.
    pub fn said_of(&self) -> Option<(&Scope, &str)> {
        match self {
            Decision::Type { scope, words, .. }
            | Decision::NotAName { scope, words }
            | Decision::Is { scope, words, .. }
            | Decision::IsNot { scope, words, .. }
            | Decision::Speaker { scope, words, .. } => Some((scope, words)),
            _ => None,
        }
    }
}

/// A decisions file as read: its decisions, and what could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Each with its line, counted from 0, in file order.
    pub made: Vec<(u32, Decision)>,
    pub problems: Vec<Problem>,
}

/// A line of a decisions file that cannot be followed, or that another contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Counted from 0.
    pub line: u32,
    pub message: String,
}
