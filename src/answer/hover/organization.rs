//! What an organisation is, where the tables know it.

use super::{Line, Piece};
use crate::answer::subject::Subject;
use crate::read::EntityType;
use crate::read::names::KnownOrganization;

/// "Dutch bank · Wikidata Q287471"
pub(super) fn line(subject: &Subject<'_>) -> Option<Vec<Piece>> {
    if subject.kind() != EntityType::Organization {
        return None;
    }
    let KnownOrganization { wikidata, what } = KnownOrganization::of(subject.name())?;
    let id = format!("Wikidata {wikidata}");
    Some(Line::default().text(if what.is_empty() { id } else { format!("{} · {id}", capitalized(what)) }).0)
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
