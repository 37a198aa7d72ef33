//! A sentence in which somebody is said to have said something: what all its verbs of saying ask of it, found out once.

use super::coarse::{Class, ending};
use super::feature::Hashed;
use super::prose::{Prose, Shape, Word};
use super::words::{Cue, is};

pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub prose: &'a Prose,
    pub lo: usize,
    pub hi: usize,
    /// The last word before the mark that ends it.
    pub last: usize,
    /// Its words up to the one behind the last.
    words: Vec<Seen<'a>>,
    /// What stands before each of its words up to the last, and before the one behind.
    counts: Vec<Counts>,
}

struct Seen<'a> {
    class: Hashed<Class<'a>>,
    /// It is a verb of saying.
    reports: bool,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    verbs: usize,
    quotations: usize,
    commas: usize,
}

impl<'a> Sentence<'a> {
    pub fn new(text: &'a str, prose: &'a Prose, (lo, hi): (usize, usize)) -> Sentence<'a> {
        let last = (lo..hi).rev().find(|&i| !prose.mark(i, ".?!…")).unwrap_or(lo);
        let seen = |i| Some(Seen { class: Hashed::new(class(text, prose.word(i)?)), reports: reports(prose, i, lo) });
        let words = (lo..=last + 1).map_while(seen).collect();
        let mut before = Counts::default();
        let mut counts = vec![before];
        for word in (lo..=last).filter_map(|i| prose.word(i)) {
            before.verbs += usize::from(word.has(is::AUXILIARY | is::PAST) || word.cue.is_some());
            before.quotations += usize::from(word.is_quotation());
            before.commas += usize::from(word.is_mark(","));
            counts.push(before);
        }
        Sentence { text, prose, lo, hi, last, words, counts }
    }

    fn seen(&self, i: usize) -> Option<&Seen<'a>> {
        self.words.get(i.checked_sub(self.lo)?)
    }

    /// A word as coarsely as it matters.
    pub fn class(&self, i: usize) -> Hashed<Class<'a>> {
        self.seen(i).map_or(const { Hashed::fixed("$") }, |seen| seen.class)
    }

    pub fn class_before(&self, i: usize, by: usize) -> Hashed<Class<'a>> {
        i.checked_sub(by).and_then(|i| self.seen(i)).map_or(const { Hashed::fixed("^") }, |seen| seen.class)
    }

    /// What stands between two words, both included: is there a verb, and a quotation?
    pub fn holds(&self, from: usize, to: usize) -> (bool, bool) {
        let (from, to) = (self.before(from), self.before(to + 1));
        (to.verbs > from.verbs, to.quotations > from.quotations)
    }

    /// How many commas stand from a word on.
    pub fn commas(&self, from: usize) -> usize {
        self.before(self.last + 1).commas.saturating_sub(self.before(from).commas)
    }

    /// The first verb of saying from a word on.
    pub fn cue(&self, from: usize) -> Option<usize> {
        (from..=self.last).find(|&i| self.seen(i).is_some_and(|seen| seen.reports))
    }

    /// The verbs of saying.
    pub fn cues(&self) -> impl Iterator<Item = usize> {
        (self.lo..=self.last).filter(|&i| self.seen(i).is_some_and(|seen| seen.reports))
    }

    /// What stands before a word.
    fn before(&self, i: usize) -> Counts {
        self.counts.get(i - self.lo).copied().unwrap_or_default()
    }
}

fn class<'a>(text: &'a str, word: &Word) -> Class<'a> {
    let small = is::STOP
        | is::DETERMINER
        | is::AUXILIARY
        | is::PRONOUN
        | is::PREPOSITION
        | is::INFINITIVE
        | is::CONJUNCTION
        | is::NEGATED;
    match word.shape {
        Shape::Quotation(_) => Class::Fixed("Q"),
        Shape::Punctuation(c) => Class::Mark(c),
        Shape::Number => Class::Fixed("#"),
        Shape::Clitic => Class::Fixed("'s"),
        Shape::Word if word.has(small) => Class::Small(word.span.of(text)),
        Shape::Word if word.has(is::DAY) => Class::Fixed("<day>"),
        Shape::Word if word.cue.is_some() && !word.capital => Class::Fixed("<cue>"),
        Shape::Word if word.capital => Class::Fixed("<Cap>"),
        Shape::Word => match ending(word.span.of(text)) {
            "ing" => Class::Fixed("<ing>"),
            end if end.ends_with("ed") => Class::Fixed("<ed>"),
            end if end.ends_with("ly") => Class::Fixed("<ly>"),
            _ => Class::Fixed("<w>"),
        },
    }
}

/// Word `i` of a sentence that starts at `lo` is a verb of saying.
fn reports(prose: &Prose, i: usize, lo: usize) -> bool {
    prose.word(i).and_then(|w| w.cue).is_some_and(Cue::is_speech) && prose.is_cue(i, lo)
}
