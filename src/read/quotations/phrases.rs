//! Noun phrases around a reporting verb, found without a parser.

use super::prose::{Prose, Shape, Word};
use super::words::{Cue, is};

/// The first and last word of a noun phrase.
pub(super) type Phrase = (usize, usize);

/// How many words a noun phrase may have to its left, and to its right.
const LEFT: usize = 14;
const RIGHT: usize = 28;

impl Prose {
    fn wordy(&self, i: usize) -> bool {
        self.word(i).is_some_and(Word::is_wordy)
    }

    pub fn capital(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.capital)
    }

    pub fn mark(&self, i: usize, marks: &str) -> bool {
        self.word(i).is_some_and(|w| w.is_mark(marks))
    }

    pub fn has(&self, i: usize, flags: u64) -> bool {
        self.word(i).is_some_and(|w| w.has(flags))
    }

    /// Word `i` of a sentence that starts at `lo` reports something.
    pub fn is_cue(&self, i: usize, lo: usize) -> bool {
        let Some(word) = self.word(i) else { return false };
        let Some(cue) = word.cue else { return false };
        if cue == Cue::According {
            return self.word(i + 1).is_some_and(|w| w.span.end - w.span.start == 2 && w.has(is::INSIDE));
        }
        if word.capital && i > lo && !self.headline {
            return false;
        }
        let Some(before) = i.checked_sub(1).filter(|&b| b >= lo).and_then(|b| self.word(b)) else {
            return !word.has(is::NOUN) || word.capital;
        };
        if before.has(is::ARTICLE) || before.shape == Shape::Clitic && !(word.has(is::ING) && before.has(is::BE)) {
            return false;
        }
        if !word.has(is::NOUN) {
            return true;
        }
        before.capital
            || before.has(is::PRONOUN | is::AUXILIARY | is::RELATIVE | is::NEGATED)
            || before.shape == Shape::Word
                && before.cue.is_none()
                && !before.has(is::STOP | is::PREPOSITION)
                && self.plural(i - 1)
            || before.is_mark(",)") && i >= lo + 2
    }

    fn plural(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.flags & is::PLURAL != 0)
    }

    /// The noun phrase that ends right before word `i`: the subject of a verb there.
    pub fn left(&self, i: usize, lo: usize) -> Option<Phrase> {
        let mut j = self.skip_auxiliaries(i, lo)?;
        if self.mark(j, ")") {
            let open = (lo..j).rev().take(LEFT).find(|&k| self.mark(k, "("))?;
            j = open.checked_sub(1).filter(|&k| k >= lo)?;
        }
        if self.mark(j, ",—–-") {
            return self.left_of_apposition(j, lo);
        }
        Some((self.chunk(j, lo)?, j))
    }

    /// The word before word `i`, auxiliaries, adverbs, days and years left out: Smith | on Monday also said.
    fn skip_auxiliaries(&self, i: usize, lo: usize) -> Option<usize> {
        let j = (lo..i).rev().find(|&j| !self.is_auxiliary(j))?;
        let year = self.word(j).is_some_and(|w| w.shape == Shape::Number) && j > lo && self.has(j - 1, is::INSIDE);
        if !self.has(j, is::DAY) && !year {
            return Some(j);
        }
        let before = |j: usize| self.has(j, is::DAY | is::INSIDE | is::AUXILIARY) || self.has(j, is::AFTER_SUBJECT);
        (lo..j).rev().find(|&k| !before(k)).or(Some(j))
    }

    pub fn is_auxiliary(&self, j: usize) -> bool {
        self.word(j).is_some_and(|w| w.has(is::AUXILIARY | is::NEGATED) || w.has(is::ADVERB) && !w.capital)
    }

    /// The noun phrase before the apposition that ends at the comma or dash `j`: Smith, 54, a teacher from Ohio, said.
    fn left_of_apposition(&self, j: usize, lo: usize) -> Option<Phrase> {
        let boundary = |from: usize| {
            (lo..from)
                .rev()
                .take(30)
                .find(|&k| self.mark(k, ",;:—–.?!") || self.word(k).is_some_and(Word::is_quotation))
        };
        let mut close = j;
        for _ in 0..4 {
            let Some(k) = boundary(close).filter(|&k| self.mark(k, ",—–") && k > lo) else { break };
            let mut end = k - 1;
            if self.mark(end, ")") {
                end = (lo..end).rev().take(LEFT).find(|&k| self.mark(k, "("))?.checked_sub(1).filter(|&k| k >= lo)?;
            }
            let start = self.chunk(end, lo)?;
            let apposition = self.word(start).is_some_and(|w| {
                w.shape == Shape::Number || w.has(is::DETERMINER) || !w.capital && !w.has(is::PRONOUN)
            });
            let more = start.checked_sub(1).is_some_and(|b| b > lo && self.mark(b, ","));
            if !(apposition && more) {
                return Some((start, end));
            }
            close = k;
        }
        let end = close.checked_sub(1).filter(|&k| k >= lo)?;
        Some((self.chunk(end, lo)?, end))
    }

    /// The first word of the noun phrase that ends with word `j`.
    pub fn chunk(&self, j: usize, lo: usize) -> Option<usize> {
        if self.has(j, is::PRONOUN | is::OBJECT) {
            return Some(j);
        }
        if !self.wordy(j) {
            return None;
        }
        let mut k = j;
        while k > lo && j - k <= LEFT {
            let before = k - 1;
            let Some(word) = self.word(before) else { break };
            if word.shape == Shape::Clitic && !word.has(is::NEGATED) {
                k = before;
                continue;
            }
            if !word.is_wordy() || word.has(is::DAY) || word.has(is::BE) && word.shape == Shape::Word {
                break;
            }
            if word.has(is::INSIDE) {
                let Some(noun) = before.checked_sub(1).filter(|&n| n >= lo && self.could_head(n, lo)) else { break };
                k = noun;
                continue;
            }
            if word.has(is::CONJUNCTION) {
                let both = before > lo && self.capital(k) && self.capital(before - 1);
                if !both {
                    break;
                }
                k = before - 1;
                continue;
            }
            if word.has(is::STOP | is::PRONOUN | is::OBJECT | is::NEGATED) || self.is_cue(before, lo) {
                break;
            }
            k = before;
            if word.has(is::DETERMINER) {
                // "the lawyers for | the official": what is before may still belong to it.
                let inside = k > lo + 1 && self.has(k - 1, is::INSIDE) && self.could_head(k - 2, lo);
                if !inside {
                    break;
                }
            }
        }
        Some(k)
    }

    /// A word that a prepositional phrase may hang on.
    fn could_head(&self, i: usize, lo: usize) -> bool {
        self.word(i).is_some_and(|w| {
            w.is_wordy()
                && !w.has(is::STOP | is::AUXILIARY | is::DAY)
                && !self.is_cue(i, lo)
                && (w.capital || w.has(is::DETERMINER | is::TITLED | is::AGENT))
        })
    }

    /// The noun phrase that starts at word `i`.
    pub fn right(&self, i: usize, hi: usize) -> Option<Phrase> {
        let first = self.word(i).filter(|_| i < hi)?;
        if first.has(is::PRONOUN) {
            return Some((i, i));
        }
        if !first.is_wordy() || first.has(is::BREAK_RIGHT | is::DAY) {
            return None;
        }
        let mut k = i;
        while k + 1 < hi && k - i <= RIGHT {
            let Some(next) = self.word(k + 1) else { break };
            if next.is_mark(",") {
                if !self.apposition_at(k + 2, hi) {
                    break;
                }
            } else if next.is_mark(".") {
                if !self.has(k, is::TITLE) {
                    break;
                }
            } else if !next.is_wordy() && !next.is_mark("(") || next.has(is::AFTER_SUBJECT | is::DAY) {
                break;
            }
            if next.is_mark("(") {
                break;
            }
            k += 1;
        }
        while k > i && self.mark(k, ",") {
            k -= 1;
        }
        Some((i, k))
    }

    fn apposition_at(&self, i: usize, hi: usize) -> bool {
        i < hi && self.word(i).is_some_and(|w| w.has(is::DETERMINER | is::RELATIVE) || w.capital && !w.has(is::DAY))
    }

    /// Roughly the subject of the clause that starts at word `lo`.
    pub fn main_subject(&self, lo: usize, hi: usize) -> Option<Phrase> {
        let mut i = lo;
        for _ in 0..4 {
            let word = self.word(i).filter(|_| i < hi)?;
            if word.has(is::CONNECTIVE) {
                i += 1;
                if self.mark(i, ",") {
                    i += 1;
                }
                continue;
            }
            let participle = word.capital && word.has(is::PARTICIPLE);
            let adverb = word.has(is::ADVERB) && self.mark(i + 1, ",");
            if !(word.has(is::PREPOSITION | is::DAY) || participle || adverb) {
                break;
            }
            let comma = (i..hi).find(|&k| self.mark(k, ",") || self.word(k).is_some_and(Word::is_quotation));
            match comma.filter(|&k| self.mark(k, ",")) {
                Some(k) => i = k + 1,
                None => {
                    if let Some(k) = (i + 1..hi).find(|&k| self.has(k, is::PRONOUN)) {
                        return Some((k, k));
                    }
                    i += 1;
                    break;
                }
            }
        }
        let first = self.word(i).filter(|w| i < hi && w.is_wordy())?;
        if first.has(is::PRONOUN) {
            return Some((i, i));
        }
        let mut k = i;
        while k + 1 < hi && k - i <= LEFT && !self.ends_subject(k + 1, k, lo) {
            k += 1;
        }
        while k > i && self.word(k).is_some_and(|w| w.has(is::STOP | is::CONJUNCTION) || w.is_mark(",")) {
            k -= 1;
        }
        Some((i, k))
    }

    /// Word `next`, behind word `k`, is no longer part of the subject.
    fn ends_subject(&self, next: usize, k: usize, lo: usize) -> bool {
        let (Some(word), Some(last)) = (self.word(next), self.word(k)) else { return true };
        if word.shape == Shape::Clitic {
            return false;
        }
        if !word.is_wordy() || self.is_cue(next, lo) || word.has(is::AUXILIARY | is::RELATIVE | is::NEGATED) {
            return true;
        }
        if word.has(is::STOP) && !word.has(is::INSIDE) {
            return true;
        }
        let verb_end = word.has(is::VERB_END);
        let past = word.has(is::PAST) && !word.capital;
        past || !word.capital
            && !word.has(is::AGENT)
            && last.capital
            && !last.has(is::DETERMINER)
            && last.shape != Shape::Clitic
            && verb_end
            && !word.has(is::INSIDE | is::CONJUNCTION)
    }

    /// The subject of the cue at word `i`, in a sentence of the words `lo..hi`.
    pub fn subject(&self, i: usize, lo: usize, hi: usize) -> Option<(Phrase, Subject)> {
        let word = self.word(i)?;
        if word.cue == Some(Cue::According) {
            return Some((self.right(i + 2, hi)?, Subject::According));
        }
        if word.has(is::ING) {
            let progressive = i > lo && self.has(i - 1, is::BE);
            if progressive {
                return Some((self.left(i, lo)?, Subject::Left));
            }
            if let Some(absolute) = self.absolute(i, lo) {
                return Some((absolute, Subject::Absolute));
            }
            return Some((self.main_subject(lo, hi)?, Subject::Participle));
        }
        let j = self.skip_auxiliaries(i, lo)?;
        let before = self.word(j)?;
        if before.has(is::RELATIVE) {
            let mut k = j.checked_sub(1).filter(|&k| k >= lo)?;
            if self.mark(k, ",") {
                k = k.checked_sub(1).filter(|&k| k >= lo)?;
            }
            if let Some(start) = self.chunk(k, lo) {
                return Some(((start, k), Subject::Relative));
            }
        }
        if before.is_mark(",") {
            if let Some(phrase) = self.left(i, lo) {
                return Some((phrase, Subject::Apposition));
            }
            return Some((self.main_subject(lo, hi)?, Subject::Coordinate));
        }
        if before.has(is::CONJUNCTION | is::CONNECTIVE | is::INFINITIVE) {
            return Some((self.main_subject(lo, hi)?, Subject::Coordinate));
        }
        Some((self.left(i, lo)?, Subject::Left))
    }

    /// What the relative clause that a verb continues is about: **a complaint** that named him and alleged "…".
    pub fn antecedent(&self, i: usize, lo: usize) -> Option<Phrase> {
        let joined = i > lo && self.has(i - 1, is::CONJUNCTION) || self.has(i, is::ING);
        let relative = (lo..i.saturating_sub(1)).rev().take(20).filter(|_| joined);
        let relative = relative.take_while(|&k| !self.word(k).is_some_and(Word::is_quotation));
        let relative = relative.into_iter().find(|&k| self.has(k, is::RELATIVE) && k > lo)?;
        let end = if self.mark(relative - 1, ",") { relative.checked_sub(2)? } else { relative - 1 };
        if end < lo || self.is_cue(end, lo) {
            return None;
        }
        Some((self.chunk(end, lo)?, end))
    }

    /// The subject of an absolute participle: with **Smith** stressing …, telling reporters "…".
    fn absolute(&self, i: usize, lo: usize) -> Option<Phrase> {
        if !matches!(self.word(i)?.cue, Some(Cue::Say | Cue::Tell | Cue::Call)) {
            return None;
        }
        let participle =
            |k: usize| self.word(k).is_some_and(|w| !w.capital && (w.has(is::ING) || w.has(is::PARTICIPLE)));
        // The first participle of the chain is the one whose subject follows "with" or "as".
        let from = i.saturating_sub(24).max(lo);
        let with = (from..i).rev().find(|&k| self.has(k, is::WITH))?;
        let first = (with + 1..=i).find(|&k| participle(k))?;
        let start = self.chunk(first.checked_sub(1)?, with + 1)?;
        let whole = start == with + 1 && first > start && !self.has(first - 1, is::DETERMINER);
        whole.then_some((start, first - 1))
    }
}

impl Prose {
    /// Where the run of capitalised words that starts at word `i` ends: Smith, Mary Smith of the White House.
    pub fn name_end(&self, i: usize, hi: usize) -> usize {
        let starts = |k: usize| {
            self.word(k).is_some_and(|w| w.capital && w.shape == Shape::Word && !w.has(is::PRONOUN | is::DAY))
        };
        if !starts(i) || self.has(i, is::DETERMINER | is::STOP | is::CONNECTIVE) {
            return i;
        }
        let mut end = i + 1;
        while end < hi && end - i < LEFT {
            if starts(end) || self.mark(end, "&") && starts(end + 1) {
                end += 1;
            } else if self.has(end, is::INSIDE | is::DETERMINER) && starts(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }
}

/// How a cue and its subject stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// NP cue
    Left,
    /// NP, apposition, cue
    Apposition,
    /// NP, who cue
    Relative,
    /// NP … and cue
    Coordinate,
    /// NP …, cueing
    Participle,
    /// with NP cueing
    Absolute,
    According,
}

impl Subject {
    pub fn name(self) -> &'static str {
        match self {
            Subject::Left => "left",
            Subject::Apposition => "appos",
            Subject::Relative => "rel",
            Subject::Coordinate => "coord",
            Subject::Participle => "ing",
            Subject::Absolute => "abs",
            Subject::According => "acc",
        }
    }
}
