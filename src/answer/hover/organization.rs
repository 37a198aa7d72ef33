//! What an organisation is, where the tables know it, and what it belongs to by what articles say.

use super::{Line, Piece};
use crate::answer::belonging::{Tie, wholes};
use crate::answer::excerpt::excerpt;
use crate::answer::subject::Subject;
use crate::corpus::Corpus;
use crate::read::EntityType;
use crate::read::names::KnownOrganization;

/// "Dutch bank · Wikidata Q287471"
pub(super) fn line(subject: &Subject<'_>) -> Option<Vec<Piece>> {
    if subject.kind() != EntityType::Organization || subject.team().is_some() {
        return None;
    }
    let KnownOrganization { wikidata, what } = KnownOrganization::of(subject.name())?;
    let id = format!("Wikidata {wikidata}");
    Some(Line::default().text(if what.is_empty() { id } else { format!("{} · {id}", capitalized(what)) }).0)
}

/// "Subsidiary of Veltrax (001, 6 June)": what articles say it belongs to.
pub(super) fn belongs(corpus: &Corpus, subject: &Subject<'_>) -> Vec<Vec<Piece>> {
    if subject.kind() != EntityType::Organization {
        return Vec::new();
    }
    let line = |tie: &Tie<'_>| {
        let line = Line::default().text(format!("{} (", capitalized(&excerpt(&tie.text(), 70))));
        line.article(tie.article, tie.words).text(")").0
    };
    wholes(corpus, subject).iter().take(SHOWN).map(line).collect()
}

/// How many it belongs to are shown.
const SHOWN: usize = 2;

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
