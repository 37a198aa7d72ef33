//! Acronyms that articles introduce: "the Norlandian Coast Board", later "the NCB". An article that writes only the one
//! or only the other means the same body, if no article introduces the acronym for another.

use std::sync::Arc;

use imbl::{HashMap, OrdMap};

use super::decisions::{BlockLinks, Links};
use super::entities::BlockKey;

/// A body: its block, and its full names there.
pub(super) type Body = (BlockKey, Arc<[Arc<str>]>);

/// Acronyms by the block that their name alone is kept in, with the bodies they are introduced for and by how many
/// local entities.
#[derive(Clone, Debug, Default)]
pub(super) struct Acronyms(HashMap<BlockKey, OrdMap<Body, u32>>);

impl Acronyms {
    pub(super) fn insert(&mut self, acronym: &BlockKey, body: Body) {
        *self.0.entry(acronym.clone()).or_default().entry(body).or_default() += 1;
    }

    pub(super) fn remove(&mut self, acronym: &BlockKey, body: &Body) {
        let Some(bodies) = self.0.get_mut(acronym) else { return };
        if let Some(count) = bodies.get_mut(body) {
            *count -= 1;
            if *count == 0 {
                bodies.remove(body);
            }
        }
        if bodies.is_empty() {
            self.0.remove(acronym);
        }
    }

    /// The one body that an acronym stands for.
    pub(super) fn body(&self, acronym: &BlockKey) -> Option<&Body> {
        let bodies = self.0.get(acronym)?;
        bodies.keys().next().filter(|_| bodies.len() == 1)
    }
}

/// What joins blocks: what readers decided, and acronyms.
#[derive(Clone, Debug, Default)]
pub(super) struct Joins {
    pub links: Arc<Links>,
    pub acronyms: Acronyms,
}

impl Joins {
    /// The block in which the members of a block are kept.
    pub(super) fn block<'k>(&'k self, key: &'k BlockKey) -> &'k BlockKey {
        self.links.block(self.body(key).map_or(key, |(block, _)| block))
    }

    /// The body that the members of a block mean, where they are called by an acronym. What readers decided about
    /// them goes before.
    pub(super) fn body(&self, key: &BlockKey) -> Option<&Body> {
        self.acronyms.body(key).filter(|_| !self.links.name(key))
    }

    /// What is decided about the members of a block.
    pub(super) fn decided(&self, key: &BlockKey) -> Option<&BlockLinks> {
        self.links.of(self.block(key))
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::decisions::{Links, parse};
    use crate::corpus::sample::{article, index};
    use crate::corpus::{ArticleId, Index};

    const BOTH: &str = "The Norwegian Coast Board left on Monday. Lawyers of the NCB came back.";
    const LONG: &str = "The Norwegian Coast Board closed the harbour.";
    const SHORT: &str = "Lawyers of the NCB came back on Tuesday.";
    const OTHER: &str = "The Nordic Cattle Board left on Monday. Lawyers of the NCB came back.";

    /// The bodies of an index: their ids with the articles they appear in.
    fn bodies(index: &Index) -> Vec<String> {
        let corpus = index.snapshot();
        let articles = |e: &crate::corpus::Entity| e.articles().map(ArticleId::as_str).collect::<Vec<_>>().join(" ");
        let boards = corpus.entities().filter(|e| e.name.contains("NCB") || e.name.contains("Board"));
        let mut out: Vec<String> = boards.map(|e| format!("{} in {}", e.name, articles(e))).collect();
        out.sort();
        out
    }

    #[test]
    fn an_acronym_is_the_body_it_is_introduced_for_while_an_article_does() {
        let mut index = index(&[SHORT, LONG]);
        let apart = ["NCB in 0", "Norwegian Coast Board in 1"];
        assert_eq!(bodies(&index), apart);
        index.add(article("2", None, BOTH));
        assert_eq!(bodies(&index), ["Norwegian Coast Board in 0 1 2"]);
        index.remove(&ArticleId::new("2"));
        assert_eq!(bodies(&index), apart);
    }

    #[test]
    fn an_acronym_of_two_bodies_is_neither() {
        let mut index = index(&[SHORT, BOTH, OTHER]);
        assert_eq!(bodies(&index), ["NCB in 0", "Nordic Cattle Board in 2", "Norwegian Coast Board in 1"]);
        index.remove(&ArticleId::new("2"));
        assert_eq!(bodies(&index), ["Norwegian Coast Board in 0 1"]);
    }

    #[test]
    fn what_a_reader_says_of_an_acronym_goes_before() {
        let mut index = index(&[SHORT, BOTH]);
        let decide = |line: &str| Links::new(parse(line).made.iter().map(|(_, decision)| decision));
        index.decide(decide("different\torganization:NCB\torganization:Norwegian Coast Board"));
        assert_eq!(bodies(&index), ["NCB in 0", "Norwegian Coast Board in 1"]);
        index.decide(Links::default());
        assert_eq!(bodies(&index), ["Norwegian Coast Board in 0 1"]);
    }
}
