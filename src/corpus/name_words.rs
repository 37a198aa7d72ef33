//! The words of names, in order: who has a name with a word that begins so.

use std::collections::BTreeSet;

use imbl::OrdMap;

use super::entities::{BlockKey, Member};

/// The blocks that hold a name of which this is a word, each with the number of its members that do.
#[derive(Clone, Debug, Default)]
pub(super) struct NameWords(OrdMap<String, OrdMap<BlockKey, u32>>);

/// So many blocks are looked at: a bound on the work for the beginning of many names.
const MOST: usize = 1_000;

impl NameWords {
    pub(super) fn insert(&mut self, key: &BlockKey, member: &Member) {
        for word in words(member) {
            *self.0.entry(word).or_default().entry(key.clone()).or_default() += 1;
        }
    }

    pub(super) fn remove(&mut self, key: &BlockKey, member: &Member) {
        for word in words(member) {
            let Some(blocks) = self.0.get_mut(&word) else { continue };
            match blocks.get_mut(key) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(blocks.remove(key)),
            }
            if blocks.is_empty() {
                self.0.remove(&word);
            }
        }
    }

    /// The blocks with a name of which a word begins so; `prefix` as [`folded`] gives it.
    pub(super) fn beginning<'a>(&'a self, prefix: &str) -> BTreeSet<&'a BlockKey> {
        self.from(prefix).flat_map(|(_, blocks)| blocks.keys()).take(MOST).collect()
    }

    /// The blocks with a name of which a word begins so and is such a one, as [`folded`] gives it.
    pub(super) fn such<'a>(&'a self, prefix: &str, is: impl Fn(&str) -> bool) -> BTreeSet<&'a BlockKey> {
        self.from(prefix).filter(|(word, _)| is(word)).flat_map(|(_, blocks)| blocks.keys()).take(MOST).collect()
    }

    fn from<'a>(&'a self, prefix: &str) -> impl Iterator<Item = (&'a String, &'a OrdMap<BlockKey, u32>)> {
        self.0.range(prefix.to_owned()..).take_while(move |(word, _)| word.starts_with(prefix))
    }
}

/// The words of a name as they are compared.
pub fn folded(name: &str) -> impl Iterator<Item = String> {
    name.split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn words(member: &Member) -> BTreeSet<String> {
    member.names().flat_map(folded).collect()
}
