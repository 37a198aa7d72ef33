//! Who says the quoted words, and where else they stand.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::remark::remark;
use super::reworded::reworded;
use super::{Hover, Line, Piece};
use crate::answer::excerpt::{excerpt, quoted};
use crate::answer::subject::Subject;
use crate::corpus::{Article, Corpus, Likeness, Printing};
use crate::data;
use crate::read::{Quotation, QuotationKind, Speaker};

pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32) -> Option<Hover> {
    let quotation = article.findings.quotations.get(index as usize)?;
    let asked = Asked { corpus, article, quotation };
    let mut lines = vec![asked.first_line()];
    lines.extend(asked.relay());
    lines.extend(asked.around());
    lines.extend(asked.continued());
    let printings = corpus.printings(article, index);
    lines.extend(asked.printings(&printings));
    lines.extend(remark(corpus, article, quotation, &printings));
    Some(Hover { span: quotation.span, lines })
}

/// The quotation asked about.
struct Asked<'a> {
    corpus: &'a Corpus,
    article: &'a Article,
    quotation: &'a Quotation,
}

impl Asked<'_> {
    /// "**Ingrid Tolleson** · the UN envoy · “reminded”"
    fn first_line(&self) -> Vec<Piece> {
        match self.quotation.kind {
            QuotationKind::Title => return Line::default().strong("A title").text(" · not a statement").0,
            QuotationKind::Scare if self.quotation.speaker.is_none() && self.is_phrase() => {
                return Line::default().strong("Words set apart").text(" · not a statement").0;
            }
            _ => {}
        }
        let Some(speaker) = self.quotation.speaker else {
            return Line::default().strong("Speaker not found").0;
        };
        let doubt = if self.quotation.confidence < SURE { "probably " } else { "" };
        let line = if doubt.is_empty() { Line::default() } else { Line::default().text(doubt) };
        let mut line = self.named(line, speaker);
        if let Some(role) = self.subject(speaker).and_then(|s| s.role()) {
            line = line.text(format!(" · {}", excerpt(&role.text, 60)));
        }
        match self.quotation.cue {
            Some(cue) => {
                let word = excerpt(cue.of(&self.article.text), 30);
                let note = if is_loaded(&word) { ", a loaded verb" } else { "" };
                let line = line.text(" · ").quote(word);
                if note.is_empty() { line.0 } else { line.text(note).0 }
            }
            None => line.0,
        }
    }

    /// Too few words to state something.
    fn is_phrase(&self) -> bool {
        self.quotation.span.of(&self.article.text).split_whitespace().count() < STATEMENT
    }

    /// A speaker's name and, where the article words it differently, the words.
    fn named(&self, line: Line, speaker: Speaker) -> Line {
        let words = excerpt(speaker.span.of(&self.article.text), 80);
        let Some(subject) = self.subject(speaker) else { return line.strong(words) };
        let line = line.strong(subject.name());
        if subject.name().contains(&words) { line } else { line.text(", ").quote(words).text(" here") }
    }

    fn subject(&self, speaker: Speaker) -> Option<Subject<'_>> {
        Subject::new(self.corpus, self.article, speaker.entity?)
    }

    fn relay(&self) -> Option<Vec<Piece>> {
        let via = self.quotation.via?;
        Some(self.named(Line::default().text("According to "), via).0)
    }

    /// "Quoted by **Zelensky**": the speakers of the quotations around this one.
    fn around(&self) -> Option<Vec<Piece>> {
        let mut line = Line::default();
        let mut inner = self.quotation;
        let mut deep = 0;
        while let Some(outer) = inner.inside.and_then(|i| self.article.findings.quotations.get(i as usize)) {
            line = line.text(if deep == 0 { "Quoted by " } else { ", quoted by " });
            line = match outer.speaker {
                Some(speaker) => self.named(line, speaker),
                None => line.text("somebody unnamed"),
            };
            deep += 1;
            inner = outer;
            if deep == DEEPEST {
                break;
            }
        }
        (deep > 0).then_some(line.0)
    }

    fn continued(&self) -> Option<Vec<Piece>> {
        let before = self.article.findings.quotations.get(self.quotation.continues? as usize)?;
        let words = quoted(before.span.of(&self.article.text), 50);
        Some(Line::default().text("Continues ").link(format!("“{words}”"), self.article, before.span).0)
    }

    /// Where else the words stand: the same ones in a line, shorter and longer ones, then reworded ones with what
    /// differs.
    fn printings(&self, printings: &[Printing]) -> Vec<Vec<Piece>> {
        let places: Vec<_> = printings
            .iter()
            .filter_map(|p| {
                let here = p.article == self.article.id;
                let article = if here { self.article } else { self.corpus.article(&p.article)? };
                Some((p.likeness, article, article.findings.quotations.get(p.quotation as usize)?))
            })
            .collect();
        let mut lines = Vec::new();
        for (likeness, intro) in [
            (Likeness::Identical, "Same words in "),
            (Likeness::Fragment, "In part in "),
            (Likeness::Whole, "In full in "),
        ] {
            let mut listed: Vec<_> = places.iter().filter(|(l, ..)| *l == likeness).collect();
            // Once an article; of this one every line.
            listed.dedup_by_key(|(_, a, q)| (&a.id, (a.id == self.article.id).then_some(q.span)));
            if listed.is_empty() {
                continue;
            }
            let mut line = Line::default().text(intro);
            for (i, (_, article, quotation)) in listed.iter().take(LISTED).enumerate() {
                line = line.text(if i > 0 { ", " } else { "" });
                line = self.place(line, article, quotation);
            }
            if listed.len() > LISTED {
                line = line.text(format!(" and {} more", listed.len() - LISTED));
            }
            lines.push(line.0);
        }
        for (_, article, quotation) in places.iter().filter(|(l, ..)| *l == Likeness::Reworded).take(REWORDED) {
            let this = self.quotation.span.of(&self.article.text);
            let Some(diff) = reworded(this, quotation.span.of(&article.text)) else { continue };
            let mut line = self.place(Line::default().text("Reworded in "), article, quotation).text(": ");
            line.0.extend(diff);
            lines.push(line.0);
        }
        lines
    }

    /// A link, with the speaker if the other article names somebody else.
    fn place(&self, line: Line, article: &Article, quotation: &Quotation) -> Line {
        let line = if article.id == self.article.id {
            line.this(article, quotation.span)
        } else {
            line.article(article, quotation.span)
        };
        let subject = |a: &Article, q: &Quotation| {
            let entity = q.speaker.and_then(|s| s.entity)?;
            Subject::new(self.corpus, a, entity).map(|s| (s.entity.as_ref().map(|e| e.id.clone()), s.name().to_owned()))
        };
        match (subject(self.article, self.quotation), subject(article, quotation)) {
            (Some((Some(this), _)), Some((Some(other), name))) if this != other => {
                line.text(format!(" (there said by {name})"))
            }
            _ => line,
        }
    }
}

/// Whether a reporting verb judges what it reports.
fn is_loaded(cue: &str) -> bool {
    static LOADED: LazyLock<HashSet<&str>> =
        LazyLock::new(|| data::rows(include_str!("../../data/loaded_cues.tsv")).flatten().collect());
    cue.split_whitespace().any(|word| LOADED.contains(word.to_lowercase().as_str()))
}

/// The confidence below which the reader is told that it is likely, not sure: of a speaker, and of whom a pronoun or a
/// description means. Of the speakers above it one in fifty is wrong.
pub const SURE: f32 = 0.9;
/// So many words were said by somebody, whoever it was.
const STATEMENT: usize = 6;
const DEEPEST: usize = 3;
const LISTED: usize = 3;
const REWORDED: usize = 2;
