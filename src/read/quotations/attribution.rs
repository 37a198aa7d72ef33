//! From quoted spans to quotations: each is told what it is and who speaks.

use super::Quoted;
use super::kinds;
use super::prose::Prose;
use super::speakers::{Finding, Rule, Scene, of_sentence};
use crate::read::names::Name;
use crate::read::{Layout, Quotation, QuotationKind, Speaker, Zone};
use crate::text::Span;

/// What is known of a quotation, in the article's spans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub speaker: Span,
    pub cue: Option<Span>,
    pub via: Option<Span>,
    pub rule: Rule,
}

pub(super) fn attribute(layout: &Layout<'_>, quoted: &[Quoted], names: &[Name]) -> Vec<Quotation> {
    let mut work = Work { layout, quoted, names, known: vec![None; quoted.len()], before: None };
    let outer: Vec<(u32, Span)> = directly_in(quoted, None);
    let mut next = 0;
    for paragraph in 0..layout.paragraphs.len() {
        let Some(end) = layout.paragraphs.get(paragraph).map(|p| p.span.end) else { break };
        let from = next;
        while outer.get(next).is_some_and(|(_, span)| span.start < end) {
            next += 1;
        }
        if let Some(atoms) = outer.get(from..next).filter(|atoms| !atoms.is_empty()) {
            work.paragraph(paragraph, atoms);
        }
    }
    let Work { known, .. } = work;
    let inside: Vec<bool> = quoted.iter().map(|q| q.inside.is_some()).collect();
    quoted.iter().zip(known).zip(inside).map(|((quoted, known), _)| finish(layout, quoted, known)).collect()
}

fn directly_in(quoted: &[Quoted], outer: Option<u32>) -> Vec<(u32, Span)> {
    let list = quoted.iter().enumerate().filter(|(_, q)| q.inside == outer);
    list.map(|(i, q)| (i as u32, q.span)).collect()
}

struct Work<'a> {
    layout: &'a Layout<'a>,
    quoted: &'a [Quoted],
    names: &'a [Name],
    known: Vec<Option<Attribution>>,
    /// The last paragraph that was looked at.
    before: Option<(usize, Prose)>,
}

impl Work<'_> {
    fn paragraph(&mut self, index: usize, atoms: &[(u32, Span)]) {
        let Some(of) = self.layout.paragraphs.get(index) else { return };
        let headline = of.zone == Zone::Headline || of.zone == Zone::RepeatedHeadline;
        let prose = Prose::new(self.layout, index, of.span, atoms, headline);
        let mut latest: Option<u32> = None;
        for &(quotation, span) in atoms {
            let at = prose.words.partition_point(|w| w.span.start < span.start);
            let attribution = self.attribution(&prose, index, at, quotation, latest, atoms);
            if let Some(slot) = self.known.get_mut(quotation as usize) {
                *slot = attribution;
            }
            if attribution.is_some() {
                latest = Some(quotation);
            }
        }
        self.before = Some((index, prose));
    }

    fn attribution(
        &mut self,
        prose: &Prose,
        paragraph: usize,
        at: usize,
        quotation: u32,
        latest: Option<u32>,
        atoms: &[(u32, Span)],
    ) -> Option<Attribution> {
        let text = self.layout.text;
        let scene = Scene::new(prose, text, at)?;
        if let Some(finding) = scene.speaker() {
            return self.placed(prose, finding);
        }
        let sentence = prose.span((scene.lo, scene.at))?;
        let same = atoms.iter().rev().find(|(i, s)| *i < quotation && s.start >= sentence.start);
        if let Some(known) = same.and_then(|(i, _)| self.known_of(*i)) {
            return Some(Attribution { rule: Rule::SameSentence, ..known });
        }
        if let Some(finding) = scene.before_all().or_else(|| scene.subject()) {
            return self.placed(prose, finding);
        }
        if !scene.starts_sentence() {
            return None;
        }
        if let Some(known) = latest.and_then(|i| self.known_of(i)) {
            return Some(Attribution { rule: Rule::Continued, ..known });
        }
        let sentence = prose.sentence_of(at)?;
        match sentence.checked_sub(1) {
            Some(before) => {
                let finding = of_sentence(prose, before).or_else(|| {
                    let &(lo, hi) = prose.sentences.get(before)?;
                    let speaker = prose.main_subject(lo, hi)?;
                    Some(Finding { speaker, cue: None, via: None, rule: Rule::SentenceBefore })
                })?;
                self.placed(prose, finding)
            }
            None => self.by_paragraph_before(paragraph, quotation),
        }
    }

    /// The speaker of a quotation that fills its paragraph: who spoke, or was spoken of, in the one before.
    fn by_paragraph_before(&mut self, paragraph: usize, quotation: u32) -> Option<Attribution> {
        let before = paragraph.checked_sub(1)?;
        let whole = self.layout.paragraphs.get(before)?.span;
        let first = self.quoted.partition_point(|q| q.span.start < whole.start);
        let atoms: Vec<(u32, Span)> = self
            .quoted
            .get(first..)?
            .iter()
            .enumerate()
            .take_while(|(_, q)| q.span.start < whole.end)
            .filter(|(_, q)| q.inside.is_none())
            .map(|(i, q)| ((first + i) as u32, q.span))
            .collect();
        let last = atoms.last().filter(|(i, _)| *i < quotation);
        if self.before.as_ref().is_none_or(|(index, _)| *index != before) {
            self.before = Some((before, Prose::new(self.layout, before, whole, &atoms, false)));
        }
        let (_, prose) = self.before.as_ref()?;
        let sentence = prose.sentences.len().checked_sub(1)?;
        let &(lo, hi) = prose.sentences.get(sentence)?;
        let colon = prose.mark(hi.checked_sub(1)?, ":");
        let quoting = last.is_some_and(|(_, s)| prose.word(lo).is_some_and(|w| s.end > w.span.start));
        let mut found = None;
        if colon || !quoting {
            found = of_sentence(prose, sentence).and_then(|f| self.placed(prose, f));
        }
        if found.is_none() {
            found = last.and_then(|(i, _)| self.known_of(*i));
        }
        if found.is_none() {
            let speaker = prose.main_subject(lo, hi)?;
            let rule = Rule::ParagraphBefore;
            found = self.placed(prose, Finding { speaker, cue: None, via: None, rule });
        }
        found.map(|f| Attribution { rule: Rule::ParagraphBefore, ..f })
    }

    fn known_of(&self, quotation: u32) -> Option<Attribution> {
        self.known.get(quotation as usize).copied().flatten()
    }

    /// A finding in the article's spans.
    fn placed(&self, prose: &Prose, finding: Finding) -> Option<Attribution> {
        let span = |phrase| prose.span(phrase);
        let _ = self.names;
        Some(Attribution {
            speaker: span(finding.speaker)?,
            cue: finding.cue.and_then(span),
            via: finding.via.and_then(span),
            rule: finding.rule,
        })
    }
}

fn finish(layout: &Layout<'_>, quoted: &Quoted, known: Option<Attribution>) -> Quotation {
    let kind = kinds::kind(layout, quoted, known.as_ref());
    let said = matches!(kind, QuotationKind::Direct | QuotationKind::Mixed);
    let known = known.filter(|_| said);
    let speaker = |span| Speaker { span, entity: None };
    Quotation {
        span: quoted.span,
        kind,
        speaker: known.map(|k| speaker(k.speaker)),
        cue: known.and_then(|k| k.cue),
        via: known.and_then(|k| k.via).map(speaker),
        inside: quoted.inside,
        continues: quoted.continues,
        confidence: known.map_or(0.5, |k| k.rule.confidence()),
    }
}
