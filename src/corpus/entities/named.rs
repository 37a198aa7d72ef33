//! Bodies, places and works that share their shortest name: which of them are one.
//!
//! Full names are anchors. A short name is a leaf: it is joined to the one anchor that some article calls by both
//! names. Bodies whose short name alone is the same (the Norlandian Air Force, the Delian Air Force) stay apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Member, MemberId, PROMINENCE};

/// The names of a local entity, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names {
    /// Those that no other of its names can be shortened to.
    full: Vec<Arc<str>>,
    /// What it is called for short.
    short: Vec<Arc<str>>,
}

impl Names {
    /// `block`: the key of the block it is kept in. A name that belongs elsewhere, as an acronym does, tells nothing.
    pub(super) fn new(block: &Arc<str>, names: impl Iterator<Item = Vec<String>>) -> Names {
        let names: Vec<Vec<String>> = names.filter(|keys| keys.last().is_some_and(|last| **last == **block)).collect();
        let is_short = |key: &String| names.iter().any(|keys| keys.iter().skip(1).any(|shorter| shorter == key));
        let own: BTreeSet<&String> = names.iter().filter_map(|keys| keys.first()).collect();
        let (short, full): (Vec<&String>, Vec<&String>) = own.into_iter().partition(|key| is_short(key));
        let shared = |keys: Vec<&String>| keys.into_iter().map(|key| key.as_str().into()).collect();
        let full = if full.is_empty() { vec![block.clone()] } else { shared(full) };
        Names { full, short: shared(short) }
    }
}

impl Names {
    /// Those that no other of its names can be shortened to.
    pub(super) fn full(&self) -> &[Arc<str>] {
        &self.full
    }
}

/// The entities that the members of a block make up.
pub(super) fn clusters<'m>(members: &[(&'m MemberId, &'m Arc<Member>)]) -> Vec<Vec<&'m MemberId>> {
    // Most names have no other form.
    if members.windows(2).all(|two| two[0].1.names.full == two[1].1.names.full) {
        return vec![members.iter().map(|(id, _)| *id).collect()];
    }
    let mut anchors = Anchors::default();
    for (_, member) in members {
        anchors.insert(&member.names);
    }
    let mut clusters: BTreeMap<usize, Vec<&MemberId>> = BTreeMap::new();
    let meant = anchors.meant(members);
    for &(id, member) in members {
        let Some(of) = member.names.full.first().and_then(|full| anchors.of(full)) else { continue };
        clusters.entry(meant.get(&of).copied().unwrap_or(of)).or_default().push(id);
    }
    let mut clusters: Vec<Vec<&MemberId>> = clusters.into_values().collect();
    clusters.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    clusters
}

/// Full names, in groups of those that are one entity's.
#[derive(Default)]
struct Anchors<'m> {
    numbers: BTreeMap<&'m str, usize>,
    /// Of each name, one that is nearer to the first of its group; the first is its own.
    parents: Vec<usize>,
}

impl<'m> Anchors<'m> {
    fn insert(&mut self, names: &'m Names) {
        let mut first = None;
        for full in &names.full {
            let next = self.numbers.len();
            let number = *self.numbers.entry(full).or_insert(next);
            if number == next {
                self.parents.push(number);
            }
            let top = self.top(number);
            let first = self.top(*first.get_or_insert(top));
            self.parents[first.max(top)] = first.min(top);
        }
    }

    fn top(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    fn of(&self, full: &str) -> Option<usize> {
        Some(self.top(*self.numbers.get(full)?))
    }

    /// The group that each group of short names means: the one that articles call so, or one that far more of them do
    /// than call any other so.
    fn meant(&self, members: &[(&'m MemberId, &'m Arc<Member>)]) -> BTreeMap<usize, usize> {
        let mut called: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for (_, member) in members {
            let Some(long) = member.names.full.first().and_then(|full| self.of(full)) else { continue };
            let short: BTreeSet<usize> = member.names.short.iter().filter_map(|short| self.of(short)).collect();
            for short in short.into_iter().filter(|short| *short != long) {
                *called.entry(short).or_default().entry(long).or_default() += 1;
            }
        }
        let mut meant = BTreeMap::new();
        for (short, bodies) in &called {
            let mut bodies: Vec<(usize, usize)> = bodies.iter().map(|(body, articles)| (*articles, *body)).collect();
            bodies.sort_unstable_by(|a, b| b.cmp(a));
            // What is itself a short name of a longer one is not followed further.
            let body = match bodies[..] {
                [(_, only)] => Some(only),
                [(first, body), (second, _), ..] if first >= PROMINENCE * second => Some(body),
                _ => None,
            };
            meant.extend(body.filter(|body| !called.contains_key(body)).map(|body| (*short, body)));
        }
        meant
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::ArticleId;
    use crate::corpus::sample::index;

    #[test]
    fn names_of_one_member_are_one_whatever_came_before() {
        let mut anchors = super::Anchors::default();
        let names =
            |full: &[&str]| super::Names { full: full.iter().map(|&name| name.into()).collect(), short: Vec::new() };
        let (a, b, c, all) = (names(&["a"]), names(&["b"]), names(&["c"]), names(&["c", "b", "a"]));
        [&a, &b, &c, &all].into_iter().for_each(|names| anchors.insert(names));
        assert_eq!(["a", "b", "c"].map(|name| anchors.of(name)), [Some(0); 3]);
    }

    /// The bodies of a corpus: their spellings with the articles they appear in.
    fn bodies(texts: &[&str]) -> Vec<String> {
        let corpus = index(texts).snapshot();
        let mut out: Vec<String> = corpus
            .entities()
            .filter(|e| e.name.contains("Veltrax") || e.name.contains("Coast Police"))
            .map(|e| {
                let spellings: Vec<&str> = e.spellings.iter().map(|(s, _)| s.as_str()).collect();
                let articles: Vec<&str> = e.articles().map(ArticleId::as_str).collect();
                format!("{} in {}", spellings.join(" = "), articles.join(" "))
            })
            .collect();
        out.sort();
        out
    }

    const BOTH: &str = "The chief executive of Veltrax Computer said on Monday that Veltrax would open a plant. Shares of \
                        Veltrax Computer rose.";
    const LONG: &str = "The chief executive of Veltrax Computer said on Monday it would open a plant.";
    const SHORT: &str = "The chief executive of Veltrax Inc. said on Monday it would open a plant.";

    #[test]
    fn a_short_name_is_the_body_that_some_article_calls_so() {
        assert_eq!(bodies(&[LONG, SHORT]), ["Veltrax Computer in 0", "Veltrax Inc. in 1"]);
        assert_eq!(bodies(&[BOTH, LONG, SHORT]), ["Veltrax Computer = Veltrax = Veltrax Inc. in 0 1 2"]);
    }

    #[test]
    fn bodies_with_one_short_name_stay_apart() {
        let police = |of: &str| format!("The {of} Coast Police left on Monday. The Coast Police had six ships.");
        let (one, other) = (police("Norwegian"), police("Danish"));
        let alone = "The Coast Police had six ships.";
        assert_eq!(
            bodies(&[&one, &other, alone]),
            [
                "Coast Police = Danish Coast Police in 1",
                "Coast Police = Norwegian Coast Police in 0",
                "Coast Police in 2"
            ]
        );
    }
}
