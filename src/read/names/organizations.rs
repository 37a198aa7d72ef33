//! What the tables know of organisations.

use super::lexicon::{LEXICON, phrase_key};
use crate::data::Table;

static ORGANIZATIONS: Table = Table::new(include_str!("../../data/organizations.tsv"));

/// An organisation that the tables know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownOrganization {
    pub wikidata: &'static str,
    /// "Dutch bank"; may be empty.
    pub what: &'static str,
}

impl KnownOrganization {
    /// The organisation of a name, by any name that the tables give it.
    pub fn of(name: &str) -> Option<KnownOrganization> {
        let name = LEXICON.name(&phrase_key(name)).unwrap_or(name);
        let (wikidata, what) = ORGANIZATIONS.get(name)?.split_once('\t')?;
        Some(KnownOrganization { wikidata, what })
    }
}
