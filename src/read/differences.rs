//! Which articles a decision bears on: those that contain its words. All others read as before.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::decided::Decided;

/// What differs between what was said and what is said now, found out once for all articles of which the same is said.
#[derive(Default)]
pub struct Differences {
    known: HashMap<(Places, Places), Known>,
}

type Said = Vec<Arc<Decided>>;
/// Where in memory it is said: the same place says the same.
type Places = Vec<usize>;

struct Known {
    difference: Arc<Difference>,
    /// Nothing else comes to stand in its place.
    _said: [Said; 2],
}

/// The words on which something else is said.
#[derive(Default)]
pub struct Difference {
    words: BTreeSet<Vec<String>>,
    /// There are too many to look for them.
    any: bool,
}

/// More words than this are not looked for: everything is read anew.
const MANY: usize = 64;

impl Differences {
    pub(super) fn between(&mut self, a: &Said, b: &Said) -> Arc<Difference> {
        let places = |said: &Said| said.iter().map(|decided| Arc::as_ptr(decided) as usize).collect::<Vec<_>>();
        let key = (places(a), places(b));
        let new = || Known { difference: Arc::new(Difference::new(a, b)), _said: [a.clone(), b.clone()] };
        self.known.entry(key).or_insert_with(new).difference.clone()
    }
}

impl Difference {
    fn new(a: &Said, b: &Said) -> Difference {
        let mut difference = Difference::default();
        // What both say in the same order says nothing new.
        if a.len() == b.len() {
            a.iter().zip(b).filter(|(a, b)| a != b).for_each(|(a, b)| difference.add(a.differs_on(b)));
        } else {
            let nothing = Decided::default();
            a.iter().chain(b).for_each(|said| difference.add(said.differs_on(&nothing)));
        }
        difference
    }

    fn add(&mut self, words: impl Iterator<Item = Vec<String>>) {
        self.words.extend(words.take(MANY + 1));
        self.any |= self.words.len() > MANY;
    }

    /// Whether some of the words stand in a text.
    pub fn bears_on(&self, text: &str) -> bool {
        self.any || self.words.iter().any(|all| all.iter().all(|word| text.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Context, EntityType, Word};

    fn context(say: impl Fn(&mut Decided)) -> Context {
        let mut decided = Decided::default();
        say(&mut decided);
        Context { decided: vec![Arc::new(decided)], ..Context::default() }
    }

    #[test]
    fn a_decision_bears_on_the_articles_that_contain_its_words() {
        let before = context(|said| said.say("Ustryn", Word::Name(EntityType::Place)));
        let now = context(|said| {
            said.say("Ustryn", Word::Name(EntityType::Place));
            said.say("Bystrel Dam", Word::NoName);
            said.part(EntityType::Person, "Ada O’Lund", "Mrs.  Lund");
        });
        let mut differences = Differences::default();
        let mut bears = |text| now.bears_on(text, &before, &mut differences);
        assert!(bears("At the Bystrel Dam."));
        assert!(bears("At the Bystrel\nDam."));
        assert!(!bears("At Bystrel. Ustryn fell silent."));
        assert!(bears("Mrs. Lund is not Ada O'Lund."));
        assert!(!bears("Mrs. Dale knows no Ada."));
        assert!(!before.bears_on("Ustryn", &before.clone(), &mut differences));
        assert!(before.bears_on("Ustryn", &Context::default(), &mut differences));
        let many = context(|said| (0..100).for_each(|i| said.say(&format!("Name {i}"), Word::NoName)));
        assert!(many.bears_on("Nobody.", &before, &mut differences));
    }
}
