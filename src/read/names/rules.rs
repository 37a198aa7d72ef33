//! Names by rules and tables: what a sentence shows, checked against what the rest of the article shows.

use std::collections::{HashMap, HashSet};

use super::lexicon::flag;
use super::parse::{Found, Parser};
use super::words::{Shape, Stretch, Style, Words};
use super::{Name, Recognizer};
use crate::read::{EntityType, Layout, fold};
use crate::text::Span;

/// The recogniser of rules and tables.
pub struct Rules;

impl Recognizer for Rules {
    fn names(&self, layout: &Layout<'_>) -> Vec<Name> {
        let words = Words::new(layout);
        let mut parser = Parser::new(&words);
        for &sentence in &words.sentences {
            if sentence.style == Style::Plain {
                parser.sentence(sentence);
            }
        }
        let found = std::mem::take(&mut parser.found);
        let article = Article::new(&words, &found);
        let mut out: Vec<Name> = found.iter().filter_map(|f| article.judge(f)).collect();
        for &sentence in &words.sentences {
            if sentence.style != Style::Plain {
                article.headline(sentence, &mut parser, &mut out);
            }
        }
        out.sort_by_key(|n| n.span);
        out.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
        out
    }
}

/// What the article's plain sentences show.
struct Article<'w, 'a> {
    words: &'w Words<'a>,
    /// Names by their plain words joined by spaces; surnames and acronyms of full ones too.
    names: HashMap<String, EntityType>,
    /// The spelling-folded surnames of people: another spelling of one is no stranger.
    surnames: HashSet<String>,
    /// The longest of them, in words.
    longest: usize,
}

impl<'w, 'a> Article<'w, 'a> {
    fn new(words: &'w Words<'a>, found: &[Found]) -> Article<'w, 'a> {
        let mut article = Article { words, names: HashMap::new(), surnames: HashSet::new(), longest: 1 };
        for f in found.iter().filter(|f| !f.doubtful) {
            let Some(kind) = f.kind else { continue };
            let (start, end) = f.words;
            article.longest = article.longest.max(end - start);
            let key = article.key(start, end);
            if kind == EntityType::Person && end - start > 1 {
                let mut last = end - 1;
                while last > start + 1 && article.words.is(last, flag::SUFFIX) {
                    last -= 1;
                }
                let surname = article.words.facts(last).plain.to_string();
                article.surnames.insert(fold::key(&surname));
                article.names.insert(surname, kind);
                if last > start + 1 && article.words.is(last - 1, flag::PARTICLE) {
                    article.names.insert(article.key(last - 1, last + 1), kind);
                }
                let given = article.words.facts(start);
                if given.flags & flag::GIVEN != 0 && given.flags & flag::ENGLISH == 0 {
                    article.names.entry(given.plain.to_string()).or_insert(kind);
                }
            }
            if kind == EntityType::Organization && end - start > 2 {
                let acronym: String = (start..end)
                    .filter(|&i| words.words[i].shape.is_capital())
                    .filter_map(|i| words.facts(i).plain.chars().next())
                    .collect();
                article.names.entry(acronym).or_insert(kind);
            }
            article.names.entry(key).or_insert(kind);
        }
        article
    }

    fn key(&self, start: usize, end: usize) -> String {
        let mut key = String::new();
        for i in start..end {
            if !key.is_empty() && self.words.words[i].shape != Shape::Clitic {
                key.push(' ');
            }
            key.push_str(&self.words.facts(i).plain);
        }
        key
    }

    /// The name that a candidate is, if it is one.
    fn judge(&self, f: &Found) -> Option<Name> {
        let (start, end) = f.words;
        let facts = self.words.facts(start);
        let (kind, confidence) = match f.kind {
            Some(kind) if !f.doubtful => (kind, f.confidence),
            Some(kind) => (kind, (facts.capital_inside > 0 || !facts.lower).then_some(0.8)?),
            None if end - start == 1 => self.guess_word(start, f.doubtful)?,
            None => self.guess_words(start, end)?,
        };
        Some(self.name(start, end, kind, f.title, confidence))
    }

    fn name(&self, start: usize, end: usize, kind: EntityType, title: Option<(usize, usize)>, confidence: f32) -> Name {
        let span = |(a, b): (usize, usize)| Span {
            start: self.words.words[a].span.start,
            end: self.words.words[b - 1].span.end,
        };
        Name { span: span((start, end)), kind, title: title.map(span), confidence }
    }

    fn guess_word(&self, i: usize, doubtful: bool) -> Option<(EntityType, f32)> {
        let facts = self.words.facts(i);
        if let Some(&kind) = self.names.get(&*facts.plain) {
            return Some((kind, 0.85));
        }
        if doubtful {
            return None;
        }
        let english = facts.flags & flag::ENGLISH != 0;
        match self.words.words[i].shape {
            Shape::Initial => None,
            Shape::Capitals if facts.plain.len() <= 6 && !english => Some((EntityType::Organization, 0.6)),
            _ if english || facts.lower => None,
            _ if self.surnames.contains(&fold::key(&facts.plain)) => Some((EntityType::Person, 0.8)),
            _ if facts.flags & (flag::GIVEN | flag::SURNAME) != 0 => Some((EntityType::Person, 0.6)),
            _ if i > 0 && matches!(self.words.str(i - 1), "in" | "at" | "near" | "from") => {
                Some((EntityType::Place, 0.5))
            }
            _ => Some((EntityType::Organization, 0.4)),
        }
    }

    fn guess_words(&self, start: usize, end: usize) -> Option<(EntityType, f32)> {
        if let Some(&kind) = self.names.get(&self.key(start, end)) {
            return Some((kind, 0.85));
        }
        let english = (start..end).filter(|&i| self.words.is(i, flag::ENGLISH)).count();
        let surname = self.words.is(end - 1, flag::SURNAME);
        if end - start <= 3 && english == 0 || end - start == 2 && surname && !self.words.is(start, flag::ENGLISH) {
            return Some((EntityType::Person, 0.6));
        }
        None
    }

    /// A sentence whose capitals say nothing: only names known from elsewhere.
    fn headline(&self, sentence: Stretch, parser: &mut Parser<'_, '_>, out: &mut Vec<Name>) {
        let (first, end) = (sentence.words.0 as usize, sentence.words.1 as usize);
        let mut i = first;
        while i < end {
            if !self.words.words[i].shape.is_capital() {
                i += 1;
                continue;
            }
            let plain_word = self.words.is(i, flag::ENGLISH);
            let seen = (1..=self.longest.min(end - i))
                .rev()
                .find_map(|n| Some((n, *self.names.get(&self.key(i, i + n))?)))
                .filter(|&(n, _)| {
                    n > 1 || !self.words.is(i, flag::STOP) && (!plain_word || sentence.style == Style::Title)
                });
            let known = parser.known(i, end).filter(|(n, k)| {
                *n > 1
                    || !(plain_word || k.capitals && sentence.style == Style::Capitals && self.words.str(i).len() < 3)
            });
            let hit = match (seen, known) {
                (Some((n, kind)), Some((m, _))) if n >= m => Some((n, kind, 0.85)),
                (_, Some((m, k))) => Some((m, k.kind, 0.85)),
                (Some((n, kind)), None) => Some((n, kind, 0.85)),
                _ => self.full_name(i, end).map(|n| (n, EntityType::Person, 0.6)),
            };
            match hit {
                Some((n, kind, confidence)) => {
                    out.push(self.name(i, i + n, kind, None, confidence));
                    i += n;
                }
                None => i += 1,
            }
        }
    }

    /// A given name and something that is no ordinary word.
    fn full_name(&self, i: usize, end: usize) -> Option<usize> {
        let given = self.words.is(i, flag::GIVEN) && !self.words.is(i, flag::STOP | flag::CALENDAR);
        let next = i + 1;
        (given
            && next < end
            && self.words.words[next].shape.is_capital()
            && !self.words.is(next, flag::ENGLISH | flag::STOP))
        .then_some(2)
    }
}
