//! The same words across articles: exact by a hash of the normalised words, parts and rewordings through an index of
//! word trigrams.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use imbl::{HashMap, OrdSet};
use rustc_hash::FxHasher;

use super::ArticleId;
use crate::read::{Quotation, QuotationKind};

/// How the words of another quotation relate to those of the one asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same words.
    Identical,
    /// The other is a part of this one.
    Fragment,
    /// This one is a part of the other.
    Whole,
    /// At least eight words, some of them changed.
    Reworded,
}

/// Another place where a quotation's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    pub article: ArticleId,
    /// An index into the article's quotations.
    pub quotation: u32,
    pub likeness: Likeness,
}

/// A quotation of the corpus.
pub(super) type QuotationRef = (ArticleId, u32);

/// Which quotations hold which words.
#[derive(Clone, Debug, Default)]
pub(super) struct QuotationGroups {
    exact: HashMap<u64, OrdSet<QuotationRef>>,
    trigrams: HashMap<u64, OrdSet<QuotationRef>>,
}

/// What the index keeps of one quotation: equal for two quotations that differ in nothing the index knows of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Postings {
    exact: u64,
    /// In order, each once.
    trigrams: Box<[u64]>,
}

/// Quotations of fewer words are too common to be anybody's.
pub(super) const FEWEST_WORDS: usize = 2;
/// A trigram in more quotations than this is a figure of speech; of quotations that are printed more often than this,
/// so many are compared.
const COMMON: usize = 200;

impl QuotationGroups {
    pub(super) fn insert(&mut self, at: &QuotationRef, postings: &Postings) {
        self.exact.entry(postings.exact).or_default().insert(at.clone());
        for &trigram in &postings.trigrams[..] {
            self.trigrams.entry(trigram).or_default().insert(at.clone());
        }
    }

    pub(super) fn remove(&mut self, at: &QuotationRef, postings: &Postings) {
        take(&mut self.exact, postings.exact, at);
        for &trigram in &postings.trigrams[..] {
            take(&mut self.trigrams, trigram, at);
        }
    }

    /// Other quotations of exactly the words of this one, a bounded number.
    pub(super) fn exact(&self, at: &QuotationRef, postings: &Postings) -> BTreeSet<QuotationRef> {
        let same = self.exact.get(&postings.exact).into_iter().flatten();
        same.filter(|other| *other != at).take(COMMON).cloned().collect()
    }

    /// Other quotations that may share words with this one: all with the same words, and those with a common trigram.
    pub(super) fn candidates(&self, at: &QuotationRef, postings: &Postings) -> BTreeSet<QuotationRef> {
        let mut out = self.exact(at, postings);
        let common = postings.trigrams.iter().filter_map(|t| self.trigrams.get(t)).filter(|set| set.len() <= COMMON);
        for set in common {
            out.extend(set.iter().filter(|other| *other != at).cloned());
        }
        out
    }
}

fn take(map: &mut HashMap<u64, OrdSet<QuotationRef>>, key: u64, at: &QuotationRef) {
    if let Some(set) = map.get_mut(&key) {
        set.remove(at);
        if set.is_empty() {
            map.remove(&key);
        }
    }
}

impl Postings {
    /// The postings of a quotation in `text`; none if it is too short or no quotation of words.
    pub(super) fn of(quotation: &Quotation, text: &str) -> Option<Postings> {
        if quotation.kind == QuotationKind::Scare {
            return None;
        }
        let words = word_hashes(quotation.span.of(text));
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let mut trigrams: Vec<u64> = words.windows(3).map(hash).collect();
        trigrams.sort_unstable();
        trigrams.dedup();
        Some(Postings { exact: hash(&words), trigrams: trigrams.into() })
    }
}

/// The id of the group of quotations with the same words.
pub(super) fn group_id(quoted: &str) -> String {
    format!("q:{:016x}", hash(&word_hashes(quoted)))
}

/// The words of a quotation as they are compared: lower case, without punctuation, typography and insertions in brackets.
pub fn words(quoted: &str) -> Vec<String> {
    let mut out = Vec::new();
    each_word(quoted, |word| out.push(word.to_owned()));
    out
}

/// A hash of each of these words: enough to find others with the same words, without writing the words down.
fn word_hashes(quoted: &str) -> Vec<u64> {
    let mut out = Vec::new();
    each_word(quoted, |word| {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        out.push(hasher.finish());
    });
    out
}

fn each_word(quoted: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut depth = 0_u32;
    for c in quoted.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '’' | '\'' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200d}' => continue,
            c if c.is_ascii_alphanumeric() => {
                word.push(c.to_ascii_lowercase());
                continue;
            }
            c if c.is_alphanumeric() => {
                word.extend(c.to_lowercase());
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            take(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

fn hash(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Postings of an article's quotations, by their index.
pub(super) fn postings(quotations: &[Quotation], text: &str) -> BTreeMap<u32, Postings> {
    let of = |(i, q): (usize, &Quotation)| Some((i as u32, Postings::of(q, text)?));
    quotations.iter().enumerate().filter_map(of).collect()
}
