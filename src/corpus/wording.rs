//! Whether two quotations are the same utterance: words weighted by how telling they are, aligned locally.
//!
//! The weights come from a fixed table and not from the corpus, so that two quotations relate the same way whatever
//! else the corpus holds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::quotation_groups::Likeness;
use crate::data;

/// What else speaks for or against two quotations being one utterance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// Both speakers are known, and they are the same entity; or both are known and are not.
    pub same_speaker: Option<bool>,
    /// Both articles are dated, and at most [`NEAR_DAYS`] lie between them.
    pub near: bool,
    /// They stand in one article.
    pub same_article: bool,
    /// One of them is a title: "Affordable Care Act".
    pub title: bool,
}

/// Articles at most this many days apart may report one event.
pub const NEAR_DAYS: i32 = 7;

/// The total weight from which on the same words are no figure of speech.
const TELLING: f32 = 7.0;
/// A rewording shares at least this weight, and this part of the shorter quotation's weight…
const SHARED: f32 = 20.0;
const COVERAGE: f32 = 0.9;
/// …or these, if dates or speakers agree.
const SHARED_SUPPORTED: f32 = 15.0;
const COVERAGE_SUPPORTED: f32 = 0.6;
/// A part of another's quotation has at least this weight if the days agree.
const PART_NEAR: f32 = 12.0;
/// A part is looked for in so many words of the whole.
const LONGEST_SEARCHED: usize = 4_000;
/// The price of a word that the other quotation lacks, and of one in place of another.
const GAP: f32 = -1.2;
const MISMATCH: f32 = -2.0;
/// Fewer words are too few to tell a rewording from another sentence.
const FEWEST_REWORDED: usize = 8;
/// Alignment is quadratic; words past this many do not change the verdict.
const MOST_WORDS: usize = 400;

/// How `other` relates to `this`; None if they are different statements.
pub(super) fn likeness(this: &[String], other: &[String], evidence: Evidence) -> Option<Likeness> {
    let shorter = if this.len() <= other.len() { this } else { other };
    let telling = weight(shorter) >= TELLING && evidence.same_speaker != Some(false)
        || weight(shorter) >= SHARED
        || evidence.same_article
        || evidence.same_speaker == Some(true);
    if this == other {
        return telling.then_some(Likeness::Identical);
    }
    if evidence.title {
        return None;
    }
    let part = is_telling_part(shorter, evidence);
    if part && other.len() < this.len() && contains(this, other) {
        return Some(Likeness::Fragment);
    }
    if part && this.len() < other.len() && contains(other, this) {
        return Some(Likeness::Whole);
    }
    if shorter.len() < FEWEST_REWORDED {
        return None;
    }
    let (this, other) = (&this[..this.len().min(MOST_WORDS)], &other[..other.len().min(MOST_WORDS)]);
    let shared = shared_weight(this, other);
    let coverage = shared / weight(this).min(weight(other)).max(f32::EPSILON);
    let supported = evidence.near || evidence.same_speaker == Some(true) || evidence.same_article;
    let accepted = evidence.same_speaker != Some(false) && shared >= SHARED && coverage >= COVERAGE
        || supported && shared >= SHARED_SUPPORTED && coverage >= COVERAGE_SUPPORTED;
    accepted.then_some(Likeness::Reworded)
}

/// What a statement speaks of: its words, cut to stems, by weight.
pub struct Topic<'a> {
    stems: FxHashMap<&'a str, f32>,
    length: f32,
}

impl<'a> Topic<'a> {
    pub fn of(words: &'a [String]) -> Topic<'a> {
        let stem = |w: &'a String| w.char_indices().nth(STEM).map_or(w.as_str(), |(i, _)| w.split_at(i).0);
        let stems: FxHashMap<&str, f32> = words.iter().take(MOST_WORDS).map(|w| (stem(w), word_weight(w))).collect();
        let length = stems.values().map(|w| w * w).sum::<f32>().sqrt();
        Topic { stems, length }
    }

    /// How much two statements speak of the same, 0 to 1: the cosine.
    pub fn resemblance(&self, other: &Topic<'_>) -> f32 {
        let common: f32 = self.stems.iter().filter_map(|(stem, w)| Some(w * other.stems.get(stem)?)).sum();
        common / (self.length * other.length).max(f32::EPSILON)
    }
}

/// Words of one beginning of so many letters are forms of one.
const STEM: usize = 6;

/// A part of a longer quotation is the same statement and no phrase that anybody uses: the fewer days and speakers
/// agree, the more words it takes, and the more telling ones.
fn is_telling_part(part: &[String], evidence: Evidence) -> bool {
    if evidence.same_article {
        return true;
    }
    let (words, least) = match (evidence.same_speaker, evidence.near) {
        (Some(true), true) => (3, TELLING),
        (Some(true), false) => (6, SHARED_SUPPORTED),
        (None, true) => (5, PART_NEAR),
        _ => (FEWEST_REWORDED, SHARED),
    };
    part.len() >= words && weight(part) >= least
}

fn contains(whole: &[String], part: &[String]) -> bool {
    let whole = &whole[..whole.len().min(LONGEST_SEARCHED)];
    part.len() > 1 && whole.windows(part.len()).any(|w| w == part)
}

/// How telling these words are together.
fn weight(words: &[String]) -> f32 {
    words.iter().map(|w| word_weight(w)).sum()
}

/// The weight of the words that the best local alignment (Smith and Waterman 1981) of both matches.
fn shared_weight(a: &[String], b: &[String]) -> f32 {
    // For each cell: the score of the best alignment that ends there, and the weight of its matches.
    let mut row = vec![(0.0_f32, 0.0_f32); b.len() + 1];
    let mut best = (0.0, 0.0);
    for x in a {
        let mut diagonal = (0.0, 0.0);
        for (j, y) in b.iter().enumerate() {
            let (step, matched) = if x == y { (word_weight(x), word_weight(x)) } else { (MISMATCH, 0.0) };
            let mut cell = (diagonal.0 + step, diagonal.1 + matched);
            for from in [row[j], row[j + 1]] {
                if from.0 + GAP > cell.0 {
                    cell = (from.0 + GAP, from.1);
                }
            }
            if cell.0 <= 0.0 {
                cell = (0.0, 0.0);
            }
            diagonal = std::mem::replace(&mut row[j + 1], cell);
            if cell.0 > best.0 {
                best = cell;
            }
        }
        // The column before the first word starts nothing.
        row[0] = (0.0, 0.0);
    }
    best.1
}

fn word_weight(word: &str) -> f32 {
    static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
        let row = |row: Vec<&'static str>| Some((*row.first()?, row.get(1)?.parse().ok()?));
        data::rows(include_str!("../data/word_idf.tsv")).filter_map(row).collect()
    });
    WEIGHTS.get(word).or_else(|| WEIGHTS.get("*")).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    fn like(this: &str, other: &str, evidence: Evidence) -> Option<Likeness> {
        likeness(&words(this), &words(other), evidence)
    }

    const NOTHING: Evidence = Evidence { same_speaker: None, near: false, same_article: false, title: false };
    const NEAR: Evidence = Evidence { near: true, ..NOTHING };

    #[test]
    fn typography_and_insertions_are_no_difference() {
        let (a, b) = ("“The sluices can’t stay shut,”", "\"the sluices can't [for ever] stay shut\"");
        assert_eq!(like(a, b, NOTHING), Some(Likeness::Identical));
    }

    #[test]
    fn a_figure_of_speech_is_the_same_statement_only_from_the_same_speaker() {
        let same = Evidence { same_speaker: Some(true), ..NOTHING };
        assert_eq!(like("it is what it is", "it is what it is", NOTHING), None);
        assert_eq!(like("it is what it is", "it is what it is", same), Some(Likeness::Identical));
    }

    #[test]
    fn a_part_is_a_fragment_of_the_whole() {
        let (whole, part) = (
            "the river has no flag and feeds whoever ploughs beside it",
            "no flag and feeds whoever ploughs beside it",
        );
        assert_eq!(like(whole, part, NEAR), Some(Likeness::Fragment));
        assert_eq!(like(part, whole, NEAR), Some(Likeness::Whole));
    }

    #[test]
    fn a_common_phrase_is_no_part_of_what_another_says_or_says_in_another_year() {
        let (whole, part) =
            ("we will take a step in the right direction with the dam", "a step in the right direction");
        assert_eq!(like(whole, part, NOTHING), None);
        assert_eq!(like(whole, part, Evidence { same_speaker: Some(true), ..NOTHING }), None);
        assert_eq!(like(whole, part, Evidence { title: true, ..NEAR }), None);
    }

    #[test]
    fn some_words_changed_are_a_rewording_if_days_or_speakers_agree() {
        let this = "the sluices stay shut until the last barley field beside the canal is sown";
        let other = "the gates stay shut until the last barley field along the canal is sown";
        assert_eq!(like(this, other, NEAR), Some(Likeness::Reworded));
        assert_eq!(like(this, other, Evidence { same_speaker: Some(false), ..NOTHING }), None);
        let unlike = "nobody here ever asked the engineers when the sluices would be shut for the barley";
        assert_eq!(like(this, unlike, NEAR), None);
    }
}
