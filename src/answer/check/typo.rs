//! `name/typo`: a name that stands nowhere else, and is one or two letters away from one that stands in many places.

use std::collections::BTreeMap;

use strsim::osa_distance;

use super::Found;
use super::inconsistent::words;
use crate::answer::cover::Cover;
use crate::corpus::{Article, Corpus, Entity, name_key};
use crate::read::names::is_known_word;
use crate::read::{EntityType, Form, Mention};
use crate::text::Span;

/// Shorter words are a letter away from too many others.
const SHORTEST: usize = 6;
/// Two letters may be wrong from this length on.
const LONG: usize = 9;
/// So often the other spelling stands in all articles.
const FREQUENT: u32 = 3;
/// So often the wrong one may stand in its article.
const SELDOM: usize = 2;
/// More seldom words are a list of names, not a report with a slip.
const MOST: usize = 1_000;

pub(super) fn check(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let text = article.text.as_str();
    // A name in marks of whatever kind may be a word of somebody’s own making.
    let quoted = Cover::new(article.findings.quotations.iter().map(|q| q.span).collect());
    let mut spelled: BTreeMap<&str, Vec<(Span, &Mention)>> = BTreeMap::new();
    for mention in article.findings.mentions.iter().filter(|m| m.form == Form::Name) {
        for word in words(text, mention.span) {
            spelled.entry(word.of(text)).or_default().push((word, mention));
        }
    }
    let prose = |span: Span| article.paragraph(span.start).is_some_and(|p| p.zone.is_text());
    let odd: Vec<_> = spelled.iter().filter(|(word, at)| at.len() <= SELDOM && is_shaped(word)).collect();
    if odd.len() > MOST {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (word, places) in odd {
        let Some((span, mention)) = places.iter().find(|(span, _)| prose(*span) && !quoted.covers(*span)) else {
            continue;
        };
        let name = Spelled { text, word, mention };
        // Whoever mistypes a name begins it rightly.
        let initial = word.get(..word.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
        let here = spelled.range(initial..).take_while(|(other, _)| other.starts_with(initial));
        let near = here.filter(|(other, _)| near(word, other));
        let meant = near.filter_map(|(other, places)| name.meant_here(corpus, article, other, places)).next();
        let Some((right, times)) = meant.or_else(|| name.meant_elsewhere(corpus)) else { continue };
        if is_known_word(word) || stands_elsewhere(corpus, word, places.len()) {
            continue;
        }
        let message = format!("“{word}” stands nowhere else; “{right}” stands in {times} places");
        let edits = places.iter().filter(|(span, _)| !quoted.covers(*span)).map(|(span, _)| (*span, right.clone()));
        out.push(Found::new(*span, message).fix(format!("Spell the name “{right}”"), edits.collect()));
    }
    out
}

/// A word of a name that may be misspelled.
struct Spelled<'a> {
    text: &'a str,
    word: &'a str,
    mention: &'a Mention,
}

impl Spelled<'_> {
    /// The word of another name of this article that is meant, and how often it stands in all articles.
    fn meant_here(
        &self,
        corpus: &Corpus,
        article: &Article,
        other: &str,
        places: &[(Span, &Mention)],
    ) -> Option<(String, u32)> {
        let fits = |(span, mention): &&(Span, &Mention)| {
            mention.kind == self.mention.kind && self.agrees(mention.span.of(self.text), span.of(self.text))
        };
        let (_, mention) = places.iter().find(fits)?;
        let entity = corpus.entity_of(&article.id, mention.entity)?;
        let times = times(&entity, other).max(places.len() as u32);
        (times >= FREQUENT).then(|| (other.to_owned(), times))
    }

    /// The word of a name of other articles that is meant: of a name of several words that are the same but for it.
    fn meant_elsewhere(&self, corpus: &Corpus) -> Option<(String, u32)> {
        let name = self.mention.span.of(self.text);
        if !name.contains(' ') {
            return None;
        }
        let half = self.word.char_indices().nth(self.word.chars().count() / 2).map_or(0, |(at, _)| at);
        let word = self.word.to_lowercase();
        let alike = corpus.with_word_like(self.word.get(..half)?, |other| near(&word, other));
        let found = alike.filter_map(|entity| {
            let spelling = |spelling: &str| {
                let mut others = spelling.split(' ').filter(|other| near(self.word, other));
                others.find(|other| self.agrees(spelling, other)).map(str::to_owned)
            };
            let right = entity.spellings.iter().find_map(|(s, _)| spelling(s).filter(|_| s.contains(' ')))?;
            let times = times(entity, &right);
            let known = entity.kind == self.mention.kind && times >= FREQUENT && entity.articles().count() > 1;
            known.then_some((right, times))
        });
        found.max_by_key(|(_, times)| *times)
    }

    /// Whether a name is this one but for the word, which is another one there.
    fn agrees(&self, name: &str, other: &str) -> bool {
        let ours = self.mention.span.of(self.text);
        let rest = |name: &str, word: &str| {
            let words = name.split_whitespace().filter(|w| !w.contains(word));
            words.map(name_key::fold).collect::<Vec<_>>()
        };
        let last = |name: &str, word: &str| name.split_whitespace().next_back().is_some_and(|w| w.contains(word));
        let (ours_rest, theirs) = (rest(ours, self.word), rest(name, other));
        let place = last(ours, self.word) == last(name, other);
        match self.mention.kind {
            // A surname alone is meant by the one whose surname is like it.
            EntityType::Person => place && (ours_rest == theirs || ours_rest.is_empty() && last(name, other)),
            _ => place && ours_rest == theirs,
        }
    }
}

/// Whether a word shows how a name is spelled.
fn is_shaped(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() + 1 >= SHORTEST
        && letters.all(char::is_lowercase)
}

/// Whether two words are one or two slips apart, and not two spellings or two forms of one name.
fn near(word: &str, other: &str) -> bool {
    let (long, other_long) = (word.chars().count(), other.chars().count());
    let shorter = long.min(other_long);
    let most = if shorter >= LONG { 2 } else { 1 };
    // Nearly all pairs are told apart by this, before anything is made of them.
    if word.chars().next() != other.chars().next() || long.abs_diff(other_long) > most || shorter < SHORTEST - 1 {
        return false;
    }
    let form = |longer: &str, shorter: &str| longer.starts_with(shorter);
    let end = |word: &str| word.char_indices().next_back().map_or(0, |(at, _)| at);
    other.chars().all(char::is_alphabetic)
        && !form(word, other)
        && !form(other, word)
        // The last letter may be an ending.
        && word[..end(word)] != other[..end(other)]
        && (1..=most).contains(&osa_distance(word, other))
        && name_key::fold(word) != name_key::fold(other)
}

/// Whether a word of a name stands in more places than these.
fn stands_elsewhere(corpus: &Corpus, word: &str, here: usize) -> bool {
    let whole = word.to_lowercase();
    let is = |other: &str| other.strip_prefix(&*whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('\''));
    let places: u32 = corpus.with_word_like(&whole, is).map(|entity| times(entity, word)).sum();
    places as usize > here
}

/// How often an entity is mentioned by a name with a word.
fn times(entity: &Entity, word: &str) -> u32 {
    let spelled = |name: &str| name.split([' ', '-', '\'']).any(|w| w == word);
    entity.spellings.iter().filter(|(name, _)| spelled(name)).map(|(_, n)| n).sum()
}
