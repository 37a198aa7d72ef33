//! Copies of articles in which names are exchanged for others, the same everywhere in the article: what is learnt must
//! not hang on the names of a few years of American politics.

use std::collections::{HashMap, HashSet};

use super::corpus::{Article, Guideline, Kind};
use super::random::Random;
use crate::data::rows;

struct Pools {
    given: Vec<&'static str>,
    surnames: Vec<&'static str>,
    cities: Vec<&'static str>,
    english: HashSet<&'static str>,
    /// Words of the tables' organisations: they stay, they say what kind of body it is.
    bodies: HashSet<String>,
}

impl Pools {
    fn load() -> Pools {
        let first = |table: &'static str| rows(table).filter_map(|r| r.first().copied()).collect::<Vec<_>>();
        let words = rows(include_str!("../data/company_words.tsv")).chain(rows(include_str!("../data/name_words.tsv")));
        Pools {
            given: first(include_str!("../data/given_names.tsv")),
            surnames: first(include_str!("../data/surnames.tsv")),
            cities: rows(include_str!("../data/cities.tsv")).filter_map(|r| r.get(1).copied()).collect(),
            english: first(include_str!("../data/english.tsv")).into_iter().collect(),
            bodies: words.filter_map(|r| r.get(1).map(|w| w.to_lowercase())).collect(),
        }
    }

    /// A name to stand for `word`, the `place`-th of `of` words of a name of this kind; none if it is to stay.
    fn other(&self, word: &str, kind: usize, place: usize, of: usize, random: &mut Random) -> Option<String> {
        let lower = word.to_lowercase();
        let letters = word.chars().count();
        if letters < 3 || !word.chars().all(char::is_alphabetic) || !word.starts_with(char::is_uppercase) {
            return None;
        }
        let shouted = letters > 1 && word.chars().all(char::is_uppercase);
        match kind {
            0 if shouted => None,
            0 => {
                let pool = match (place + 1 < of, random.below(10)) {
                    (true, _) | (false, 0 | 1) => &self.given,
                    (false, 2 | 3) if of == 1 => return city(self.cities[random.below(self.cities.len())]),
                    _ => &self.surnames,
                };
                Some(titled(pool[random.below(pool.len())]))
            }
            1 if shouted => (letters <= 6).then(|| {
                let letters = (0..letters).map(|_| char::from(b'A' + random.below(26) as u8));
                letters.collect()
            }),
            1 if self.english.contains(&*lower) || self.bodies.contains(&lower) => None,
            1 | 2 if kind == 1 || of == 1 => match random.below(if kind == 1 { 10 } else { 4 }) {
                0..4 if kind == 2 => city(self.cities[random.below(self.cities.len())]),
                0..5 => Some(titled(self.surnames[random.below(self.surnames.len())])),
                5..7 => Some(titled(self.given[random.below(self.given.len())])),
                7 => city(self.cities[random.below(self.cities.len())]),
                // A made-up brand: two ends of names.
                _ => {
                    let a = self.surnames[random.below(self.surnames.len())];
                    let b = self.given[random.below(self.given.len())];
                    Some(titled(&format!("{}{}", &a[..a.len() / 2 + 1], &b[b.len() / 2..])))
                }
            },
            _ => None,
        }
    }
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn city(name: &str) -> Option<String> {
    Some(name.to_owned()).filter(|n| n.chars().all(char::is_alphabetic))
}

/// A copy of each of our own articles with other names.
pub fn swapped(articles: &[Article], seed: u64) -> Vec<Article> {
    let pools = Pools::load();
    let mut random = Random::new(seed ^ 0x5a5a);
    articles.iter().filter(|a| a.guideline == Guideline::Ours).map(|a| swap(a, &pools, &mut random)).collect()
}

fn swap(article: &Article, pools: &Pools, random: &mut Random) -> Article {
    let mut others: HashMap<(usize, &str), Option<String>> = HashMap::new();
    let mut text = String::with_capacity(article.text.len());
    let mut names = Vec::with_capacity(article.names.len());
    let mut at = 0;
    for &(start, end, kind) in &article.names {
        if start < at {
            continue;
        }
        text.push_str(&article.text[at..start]);
        let from = text.len();
        let name = &article.text[start..end];
        match kind {
            Kind::Known(kind @ 0..=2) => {
                let words: Vec<&str> = name.split(' ').collect();
                for (i, word) in words.iter().enumerate() {
                    if i > 0 {
                        text.push(' ');
                    }
                    let other =
                        others.entry((kind, word)).or_insert_with(|| pools.other(word, kind, i, words.len(), random));
                    text.push_str(other.as_deref().unwrap_or(word));
                }
            }
            _ => text.push_str(name),
        }
        names.push((from, text.len(), kind));
        at = end;
    }
    text.push_str(&article.text[at..]);
    Article { text, names, weight: 0.4, ..article.copy() }
}
