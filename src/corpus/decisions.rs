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
//! note        person:Caleb Whitlow    met him in 2019
//! ```

mod book;
pub mod file;
mod format;
mod links;
mod standing;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

pub use book::{Book, relative};
pub use format::{decision, parse, write_line};
pub use links::{BlockLinks, Links};

use crate::read::EntityType;

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
    Note {
        entity: Named,
        text: String,
    },
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
