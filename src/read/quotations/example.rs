//! What the model of speakers learns from.

use std::sync::Arc;

use super::attribution::Attribution;
use super::candidates::Candidate;
use super::ranking::Evidence;
use super::words::{self, is};
use crate::text::Span;

/// A quotation as the model sees it: the features of each answer, and which answers are right.
#[derive(Clone, Debug)]
pub struct Example {
    /// An index into the list of quoted spans.
    pub quotation: u32,
    /// The features of "nobody speaks".
    pub nobody: Vec<Arc<str>>,
    /// Speaker, features, and whether that is who speaks.
    pub candidates: Vec<(Span, Vec<Arc<str>>, bool)>,
}

impl Example {
    /// `gold` is the speaker, None where nobody speaks.
    pub(super) fn new(
        quotation: u32,
        nobody: Evidence,
        candidates: Vec<Candidate>,
        rule: Option<&Attribution>,
        gold: Option<Span>,
        text: &str,
    ) -> Example {
        // Where annotators mark the relay of a relayed statement, the one who utters it is right here.
        let relayed = rule.filter(|r| r.via.zip(gold).is_some_and(|(via, gold)| via.overlaps(gold)));
        let gold = relayed.map(|r| r.speaker).or(gold);
        let right = |speaker: Span| gold.is_some_and(|gold| names(speaker, gold) || antecedent(speaker, gold, text));
        let candidates = candidates
            .into_iter()
            .map(|c| (c.speaker, c.evidence.features.unwrap_or_default(), right(c.speaker)))
            .collect();
        Example { quotation, nobody: nobody.features.unwrap_or_default(), candidates }
    }

    /// The first right candidate.
    pub fn speaker(&self) -> Option<Span> {
        self.candidates.iter().find(|c| c.2).map(|c| c.0)
    }
}

/// A candidate is what was marked as the speaker: the same phrase, with or without titles and appositions.
fn names(candidate: Span, gold: Span) -> bool {
    let common = candidate.common(gold);
    let both = candidate.join(gold).len() as u32;
    let head = gold.covers(candidate) && candidate.start - gold.start <= TITLE;
    common * 10 >= both * 3 || head
}

/// Where "who" was marked, the name before it is as right.
fn antecedent(candidate: Span, gold: Span, text: &str) -> bool {
    let relative = words::entry(gold.of(text)).flags & is::RELATIVE != 0;
    relative && candidate.end <= gold.start && gold.start - candidate.end <= 2
}

/// A title before a name has at most so many bytes.
const TITLE: u32 = 40;
