//! What decisions say about entities across articles: who is one, who is two, under which name, with which notes.

use std::collections::{BTreeMap, HashMap};

use super::{Decision, Named};
use crate::corpus::entities::BlockKey;

/// The decisions about entities of all folders, ready for the index: by the block of entities that they are about, so
/// that a block looks at its own and no others, however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    blocks: HashMap<BlockKey, BlockLinks>,
    /// The block that each joined block is kept in; those not named stand for themselves.
    joined: HashMap<BlockKey, BlockKey>,
}

/// The decisions about the entities of one block, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockLinks {
    pub same: Vec<(Named, Named)>,
    pub different: Vec<(Named, Named)>,
    pub prefer: Vec<(Named, String)>,
    pub notes: Vec<(Named, String)>,
}

impl Links {
    pub fn new<'a>(decisions: impl Iterator<Item = &'a Decision> + Clone) -> Links {
        let mut links = Links { joined: joined(decisions.clone()), blocks: HashMap::new() };
        for decision in decisions {
            match decision {
                Decision::Same(a, b) => links.of_named(a).same.push((a.clone(), b.clone())),
                Decision::Different(a, b) => links.of_named(a).different.push((a.clone(), b.clone())),
                Decision::Prefer { entity, name } => links.of_named(entity).prefer.push((entity.clone(), name.clone())),
                Decision::Note { entity, text } => links.of_named(entity).notes.push((entity.clone(), text.clone())),
                Decision::Date { .. } | Decision::Type { .. } | Decision::NotAName { .. } => {}
            }
        }
        links
    }

    /// The block in which the members of a block are kept.
    pub(in crate::corpus) fn block<'k>(&'k self, key: &'k BlockKey) -> &'k BlockKey {
        self.joined.get(key).unwrap_or(key)
    }

    /// What is decided about a block in which members are kept.
    pub(in crate::corpus) fn of(&self, key: &BlockKey) -> Option<&BlockLinks> {
        self.blocks.get(key)
    }

    /// The blocks of which these links say something else than others, or which they keep elsewhere.
    pub(in crate::corpus) fn changed<'l>(&'l self, other: &'l Links) -> impl Iterator<Item = &'l BlockKey> {
        let blocks = self.blocks.iter().filter(|(key, links)| other.blocks.get(key) != Some(links)).map(|(key, _)| key);
        let joined = self.joined.iter().filter(|(key, at)| other.joined.get(key) != Some(at));
        blocks.chain(joined.flat_map(|(key, at)| [key, at]))
    }

    fn of_named(&mut self, named: &Named) -> &mut BlockLinks {
        let key = BlockKey::of_named(named);
        let at = self.block(&key).clone();
        self.blocks.entry(at).or_default()
    }
}

/// The blocks that decisions join, each with the first of its group.
fn joined<'a>(decisions: impl Iterator<Item = &'a Decision>) -> HashMap<BlockKey, BlockKey> {
    fn top(parents: &BTreeMap<BlockKey, BlockKey>, key: &BlockKey) -> BlockKey {
        let mut key = key;
        while let Some(parent) = parents.get(key) {
            key = parent;
        }
        key.clone()
    }
    let mut parents: BTreeMap<BlockKey, BlockKey> = BTreeMap::new();
    for decision in decisions {
        let Decision::Same(a, b) = decision else { continue };
        let (a, b) = (BlockKey::of_named(a), BlockKey::of_named(b));
        let (top_a, top_b) = (top(&parents, &a), top(&parents, &b));
        if top_a != top_b {
            let first = (&top_a).min(&top_b).clone();
            // Short ways for the next one who asks.
            parents
                .extend([top_a, top_b, a, b].into_iter().filter(|key| *key != first).map(|key| (key, first.clone())));
        }
    }
    parents.keys().map(|key| (key.clone(), top(&parents, key))).collect()
}
