//! Names of places that stand for the teams that play under them: "England beat Pakistan", "Chicago 5 Detroit 3".

mod around;
mod sport;
mod words;

use rustc_hash::FxHashSet;

use super::coreference::place_key;
use super::names::{Name, is_place};
use super::{EntityType, Layout};
use around::Around;
pub use sport::Said;

/// A team that goes by the name of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Team {
    /// What it plays, where the article tells.
    pub sport: Option<&'static str>,
}

impl Team {
    /// "football team", "team"
    pub fn noun(self) -> String {
        self.sport.map_or_else(|| "team".to_owned(), |sport| format!("{sport} team"))
    }
}

/// The names of an article that surely mean a team.
#[derive(Debug, Default)]
pub struct Teams {
    /// Of each name, whether it does; empty where none does.
    of: Vec<bool>,
    sport: Option<&'static str>,
}

impl Teams {
    /// The team that a name means, by its index.
    pub fn of(&self, name: usize) -> Option<Team> {
        self.of.get(name).filter(|is_team| **is_team).map(|_| Team { sport: self.sport })
    }
}

/// The teams among an article's names, which become bodies. None but where the article is about a sport of teams; of what
/// may be either, the place is meant.
pub fn find<'s>(layout: &Layout<'_>, names: &mut [Name], said: impl Iterator<Item = &'s Said>) -> Teams {
    let Some(Team { sport }) = sport::played(layout, said) else { return Teams::default() };
    let mut of: Vec<bool> =
        (0..names.len()).map(|i| Around::new(layout, names, i).is_some_and(|a| a.is_team())).collect();
    let joined: Vec<usize> = (0..names.len()).filter(|&i| !of[i] && is_joined(layout, names, i, &of)).collect();
    joined.into_iter().for_each(|i| of[i] = true);
    // Elsewhere the same name means the team unless the words around it say where something is.
    let key = |name: &Name| place_key(name.span.of(layout.text));
    let sure: FxHashSet<String> = names.iter().zip(&of).filter(|(_, is)| **is).map(|(name, _)| key(name)).collect();
    if sure.is_empty() {
        return Teams::default();
    }
    let is_called_so = |i: usize| names[i].kind == EntityType::Place && sure.contains(&key(&names[i]));
    let may_be = |i: usize| Around::new(layout, names, i).is_some_and(|a| a.may_be_team());
    let called: Vec<usize> = (0..names.len()).filter(|&i| !of[i] && is_called_so(i) && may_be(i)).collect();
    called.into_iter().for_each(|i| of[i] = true);
    for (name, _) in names.iter_mut().zip(&of).filter(|(_, is_team)| **is_team) {
        name.kind = EntityType::Organization;
    }
    Teams { of, sport }
}

/// "between England and Pakistan": beside a team, joined to it.
fn is_joined(layout: &Layout<'_>, names: &[Name], i: usize, of: &[bool]) -> bool {
    let and = |a: usize, b: usize| {
        let between = layout.text.get(names[a].span.end as usize..names[b].span.start as usize);
        matches!(between.map(|words| words.trim().trim_end_matches(" the")), Some("and"))
    };
    let beside = |other: usize, a: usize, b: usize| of.get(other) == Some(&true) && and(a, b);
    let is_one = names[i].kind == EntityType::Place && Around::new(layout, names, i).is_some_and(|a| a.may_be_team());
    is_one && (i > 0 && beside(i - 1, i - 1, i) || beside(i + 1, i, i + 1))
}

/// Whether a name may mean a team: places do, and bodies that are called like a place. Not where somebody said what it is.
fn is_candidate(layout: &Layout<'_>, name: &Name) -> bool {
    match name.kind {
        _ if name.confidence >= 1.0 => false,
        EntityType::Place => true,
        EntityType::Organization => is_place(name.span.of(layout.text)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
