//! Statements of which somebody named the speaker.

use std::collections::HashMap;

use crate::read::decided::Decided;
use crate::read::{QuotationKind, Said, Speaker, Who, Word};
use crate::text::{Span, Tidied};

/// A statement, by its index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Statement {
    Quotation(usize),
    Reported(usize),
}

impl Statement {
    pub fn span(self, said: &Said) -> Span {
        match self {
            Statement::Quotation(i) => said.quotations[i].span,
            Statement::Reported(i) => said.reported[i].span,
        }
    }

    pub fn speaker(self, said: &mut Said) -> Option<&mut Speaker> {
        match self {
            Statement::Quotation(i) => said.quotations[i].speaker.as_mut(),
            Statement::Reported(i) => said.reported[i].speaker.as_mut(),
        }
    }

    pub fn say(self, said: &mut Said, speaker: Speaker) {
        match self {
            Statement::Quotation(i) => {
                let quotation = &mut said.quotations[i];
                quotation.speaker = Some(speaker);
                quotation.confidence = 1.0;
                quotation.unattributed = false;
                quotation.via = None;
                if !quotation.kind.is_statement() {
                    quotation.kind = QuotationKind::Mixed;
                }
            }
            Statement::Reported(i) => {
                said.reported[i].speaker = Some(speaker);
                said.reported[i].confidence = 1.0;
            }
        }
    }
}

/// The statements of which somebody named the speaker, all paragraphs of each, in the order in which it was said.
/// `tidied`: the text.
pub(super) fn speakers_of(text: &str, tidied: &Tidied<'_>, decided: &Decided, said: &Said) -> Vec<(Statement, Who)> {
    if !decided.speaks_of_speakers() {
        return Vec::new();
    }
    let quotations = said.quotations.iter().enumerate().map(|(i, q)| (Statement::Quotation(i), q.span));
    let reported = said.reported.iter().enumerate().map(|(i, r)| (Statement::Reported(i), r.span));
    let all: Vec<(Statement, Span)> = quotations.chain(reported).collect();
    let of_words = all.iter().filter_map(|&(s, span)| Some((s, decided.says(span.of(text))?.clone())));
    let of_places = decided.places().iter().filter_map(|(anchor, word)| {
        let Word::Says(who) = word else { return None };
        let there = anchor.find(tidied)?;
        let most = all.iter().max_by_key(|(_, span)| (span.common(there), std::cmp::Reverse(span.len())))?;
        (2 * most.1.common(there) as usize > there.len()).then(|| (most.0, who.clone()))
    });
    let named: Vec<(Statement, Who)> = of_words.chain(of_places).collect();
    let wholes = Wholes::new(said);
    named.into_iter().flat_map(|(s, who)| wholes.of(s).into_iter().map(move |s| (s, who.clone()))).collect()
}

/// The quotations that go on over several paragraphs.
struct Wholes {
    /// The first paragraph of each quotation, its own index where it is that.
    first: Vec<usize>,
    /// By the first: all of them.
    parts: HashMap<usize, Vec<usize>>,
}

impl Wholes {
    fn new(said: &Said) -> Wholes {
        let mut first: Vec<usize> = Vec::with_capacity(said.quotations.len());
        let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
        for (i, quotation) in said.quotations.iter().enumerate() {
            // A paragraph continues an earlier one.
            let before = quotation.continues.and_then(|before| first.get(before as usize)).copied();
            first.push(before.unwrap_or(i));
            if let Some(before) = before {
                parts.entry(before).or_insert_with(|| vec![before]).push(i);
            }
        }
        Wholes { first, parts }
    }

    /// A statement and its other paragraphs.
    fn of(&self, statement: Statement) -> Vec<Statement> {
        let Statement::Quotation(i) = statement else { return vec![statement] };
        let parts = self.first.get(i).and_then(|first| self.parts.get(first));
        parts.map_or_else(|| vec![statement], |parts| parts.iter().copied().map(Statement::Quotation).collect())
    }
}
