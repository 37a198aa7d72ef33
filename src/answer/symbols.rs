//! Find anybody, by any spelling.

use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Place;
use super::subject::{Subject, best_introduction, role as role_of};
use crate::corpus::{Corpus, Entity, name_key};
use crate::read::EntityType;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub kind: EntityType,
    /// What it is: its role.
    pub container: Option<String>,
    /// Its best introduction.
    pub place: Place,
}

/// The entities whose spellings match a query, best first, at most `limit`. An empty query gives the most frequent.
///
/// A query may spell a name in its own way ("zelenskiy"): it is compared letter for letter and by spelling-folded keys.
pub fn symbols(corpus: &Corpus, query: &str, limit: usize) -> Vec<Symbol> {
    matching(corpus, query).into_iter().filter_map(|entity| symbol(corpus, entity)).take(limit).collect()
}

/// The entities themselves.
pub(super) fn matching<'a>(corpus: &'a Corpus, query: &str) -> Vec<&'a Arc<Entity>> {
    let mut found: Vec<(u32, &Arc<Entity>)> = if query.trim().is_empty() {
        corpus.entities().map(|entity| (0, entity)).collect()
    } else {
        let mut search = Search::new(query);
        corpus.entities().filter_map(|entity| Some((search.score(entity)?, entity))).collect()
    };
    let best = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    // A subsequence scattered over a long name is no match when another is a real one.
    found.retain(|(score, _)| *score * 2 >= best);
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then(y.mentions.cmp(&x.mentions)).then_with(|| x.id.cmp(&y.id)));
    found.into_iter().map(|(_, entity)| entity).collect()
}

struct Search {
    matcher: Matcher,
    spelled: Pattern,
    folded: Pattern,
    buffer: Vec<char>,
}

impl Search {
    fn new(query: &str) -> Search {
        let pattern = |text: &str| Pattern::new(text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Search {
            matcher: Matcher::new(Config::DEFAULT),
            spelled: pattern(query),
            folded: pattern(&name_key::fold(query)),
            buffer: Vec::new(),
        }
    }

    /// How well the best of an entity's spellings matches.
    fn score(&mut self, entity: &Entity) -> Option<u32> {
        let mut best = None;
        for (spelling, _) in &entity.spellings {
            let spelled = self.spelled.score(Utf32Str::new(spelling, &mut self.buffer), &mut self.matcher);
            let score = spelled.or_else(|| {
                let key = name_key::fold(spelling);
                self.folded.score(Utf32Str::new(&key, &mut self.buffer), &mut self.matcher)
            });
            best = best.max(score);
        }
        best
    }
}

fn symbol(corpus: &Corpus, entity: &Entity) -> Option<Symbol> {
    let appearance = entity.appearances.first()?;
    let subject = Subject::new(corpus, corpus.article(&appearance.article)?, appearance.local)?;
    let place = match best_introduction(subject.appearances()) {
        Some(introduction) => introduction.place,
        None => subject.appearances().flat_map(|a| a.mentions()).next()?,
    };
    let role = corpus.article(&place.article).and_then(|article| {
        let local = subject.appearances().find(|a| a.article.id == article.id)?.local;
        Some(role_of(local)?.text.clone())
    });
    let container =
        role.or_else(|| subject.appearances().take(SEARCHED).find_map(|a| Some(role_of(a.local)?.text.clone())));
    Some(Symbol { name: entity.name.clone(), kind: entity.kind, container, place })
}

/// In how many appearances a role is looked for.
const SEARCHED: usize = 64;
