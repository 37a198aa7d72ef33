//! What decisions say about entities across articles: who is one, who is two, under which name, with which notes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Decision, Named};
use crate::corpus::entities::BlockKey;
use crate::corpus::name_key::tidy;
use crate::corpus::name_words::folded;

/// The decisions about entities of all folders, ready for the index: by the block of entities that they are about, so
/// that a block looks at its own and no others, however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    blocks: HashMap<BlockKey, BlockLinks>,
    /// The block that each joined block is kept in; those not named stand for themselves.
    joined: HashMap<BlockKey, BlockKey>,
    /// The words of the names that somebody prefers, with the blocks whose entities may be shown under them.
    preferred: BTreeMap<String, BTreeSet<BlockKey>>,
}

/// The decisions about the entities of one block. Who is who does not depend on the order of the lines, and these are
/// sorted; the rest is in file order, where the last of several names holds. Names are tidied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockLinks {
    pub same: Vec<(Named, Named)>,
    pub different: Vec<(Named, Named)>,
    pub prefer: Vec<(Named, String)>,
    pub notes: Vec<(Named, String)>,
}

impl Links {
    pub fn new<'a>(decisions: impl Iterator<Item = &'a Decision> + Clone) -> Links {
        let mut keys = Keys::default();
        let mut links = Links { joined: joined(decisions.clone(), &mut keys), ..Links::default() };
        for decision in decisions {
            match decision {
                Decision::Same(a, b) => links.at(keys.of(a)).same.push((tidied(a), tidied(b))),
                Decision::Different(a, b) => links.at(keys.of(a)).different.push((tidied(a), tidied(b))),
                Decision::Prefer { entity, name } => {
                    let key = keys.of(entity);
                    let kept = links.block(&key).clone();
                    for word in folded(name) {
                        links.preferred.entry(word).or_default().insert(kept.clone());
                    }
                    links.at(key).prefer.push((tidied(entity), name.clone()))
                }
                Decision::Note { entity, text } => links.at(keys.of(entity)).notes.push((tidied(entity), text.clone())),
                // About words of articles, and followed where these are read.
                Decision::Type { .. }
                | Decision::NotAName { .. }
                | Decision::Is { .. }
                | Decision::IsNot { .. }
                | Decision::Speaker { .. }
                | Decision::Split { .. }
                | Decision::Date { .. } => {}
            }
        }
        for of in links.blocks.values_mut() {
            for pairs in [&mut of.same, &mut of.different] {
                pairs.sort_unstable();
                pairs.dedup();
            }
        }
        links
    }

    /// The block in which the members of a block are kept.
    pub(in crate::corpus) fn block<'k>(&'k self, key: &'k BlockKey) -> &'k BlockKey {
        self.joined.get(key).unwrap_or(key)
    }

    /// Whether anything is decided about a block.
    pub(in crate::corpus) fn name(&self, key: &BlockKey) -> bool {
        self.blocks.contains_key(key) || self.joined.contains_key(key)
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

    /// The blocks in which members are kept that somebody wants shown under a name of which a word begins so.
    pub(in crate::corpus) fn preferred(&self, prefix: &str) -> impl Iterator<Item = &BlockKey> {
        let begun = self.preferred.range(prefix.to_owned()..).take_while(move |(word, _)| word.starts_with(prefix));
        begun.flat_map(|(_, blocks)| blocks)
    }

    fn at(&mut self, key: BlockKey) -> &mut BlockLinks {
        let at = self.block(&key).clone();
        self.blocks.entry(at).or_default()
    }
}

fn tidied(named: &Named) -> Named {
    Named { kind: named.kind, name: tidy(&named.name) }
}

/// The blocks of names, each worked out once: folding a name is not cheap, and many lines are about one.
#[derive(Default)]
struct Keys<'a>(HashMap<&'a Named, BlockKey>);

impl<'a> Keys<'a> {
    fn of(&mut self, named: &'a Named) -> BlockKey {
        self.0.entry(named).or_insert_with(|| BlockKey::of_named(named)).clone()
    }
}

/// The blocks that decisions join, each with the first of its group.
fn joined<'a>(decisions: impl Iterator<Item = &'a Decision>, keys: &mut Keys<'a>) -> HashMap<BlockKey, BlockKey> {
    let mut groups = Groups::default();
    for decision in decisions {
        if let Decision::Same(a, b) = decision {
            let (a, b) = (groups.number(keys.of(a)), groups.number(keys.of(b)));
            groups.join(a, b);
        }
    }
    let mut first: HashMap<usize, &BlockKey> = HashMap::new();
    let tops: Vec<usize> = (0..groups.keys.len()).map(|i| top(&mut groups.parents, i)).collect();
    for (key, &top) in groups.keys.iter().zip(&tops) {
        let first = first.entry(top).or_insert(key);
        *first = (*first).min(key);
    }
    let pairs = groups.keys.iter().zip(&tops).map(|(key, top)| (key, first[top]));
    pairs.filter(|(key, first)| key != first).map(|(key, first)| (key.clone(), first.clone())).collect()
}

/// Blocks on their way into groups.
#[derive(Default)]
struct Groups {
    keys: Vec<BlockKey>,
    numbers: HashMap<BlockKey, usize>,
    /// Of each block, one that is nearer to the top of its group; the top is its own.
    parents: Vec<usize>,
}

impl Groups {
    fn number(&mut self, key: BlockKey) -> usize {
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.keys.len();
        self.keys.push(key.clone());
        self.parents.push(number);
        self.numbers.insert(key, number);
        number
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (top(&mut self.parents, a), top(&mut self.parents, b));
        self.parents[a.max(b)] = a.min(b);
    }
}

/// The top of a group, on a way that is shorter the next time: a chain of a hundred thousand lines is walked once.
fn top(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
