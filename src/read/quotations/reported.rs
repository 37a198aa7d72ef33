//! Reported speech: what somebody is said to have said, without marks. Each verb of saying is asked which words of its
//! sentence are its content.

use std::sync::{Arc, Mutex, PoisonError};

use super::Quoted;
use super::content::{Choice, Content, alike};
use super::mention::mention;
use super::prose::Prose;
use super::sentence::Sentence;
use super::words::Cue;
use crate::read::names::Name;
use crate::read::{Layout, Paragraph, Reported, Speaker, Zone};
use crate::text::Span;

/// The reported speech of an article.
pub(super) fn find<'m>(
    layout: &Layout<'_>,
    quoted: &[Quoted],
    names: &[Name],
    memos: impl Iterator<Item = &'m Memo>,
) -> Vec<Reported> {
    let mut out = Vec::new();
    let mut marked = (0..).zip(quoted).filter(|(_, q)| q.inside.is_none()).map(|(i, q)| (i, q.span)).peekable();
    for ((index, paragraph), memo) in layout.paragraphs.iter().enumerate().zip(memos) {
        let Span { start, end } = paragraph.span;
        while marked.next_if(|(_, span)| span.start < start).is_some() {}
        let atoms: Vec<(u32, Span)> = std::iter::from_fn(|| marked.next_if(|(_, span)| span.start < end)).collect();
        if !is_told(paragraph.zone) || !speaks(layout, paragraph) {
            continue;
        }
        let marks = atoms.iter().map(|(_, span)| span.back(start)).collect();
        let contents = memo.of(marks, || {
            let prose = Prose::new(layout, index, paragraph.span, &atoms, false);
            let sure = contents(layout.text, &prose, SURE).into_iter().filter(|c| !c.marked);
            sure.map(|c| c.back(start)).collect()
        });
        out.extend(contents.iter().map(|c| {
            let phrase = c.speaker.map(|phrase| mention(layout, names, phrase.shift(start)));
            let speaker = phrase.map(|span| Speaker { span, entity: None });
            Reported { span: c.span.shift(start), cue: c.cue.shift(start), speaker, confidence: c.confidence }
        }));
    }
    out.sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end)));
    out
}

/// Less sure contents are not shown. `scholiast train reported --dev FILE` measures what that gives.
pub(super) const SURE: f32 = 0.55;

/// What a paragraph reports, kept for the quotations that stand in it.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Option<Kept>>);

/// Quotations and contents, in the paragraph's own offsets.
type Kept = (Vec<Span>, Arc<[Content]>);

impl Memo {
    fn of(&self, marks: Vec<Span>, read: impl FnOnce() -> Vec<Content>) -> Arc<[Content]> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, contents)) if *known == marks => contents.clone(),
            _ => kept.insert((marks, read().into())).1.clone(),
        }
    }
}

/// Paragraphs in which the article tells what was said.
pub(super) fn is_told(zone: Zone) -> bool {
    matches!(zone, Zone::Body | Zone::Caption)
}

/// The paragraph has a verb of saying.
fn speaks(layout: &Layout<'_>, paragraph: &Paragraph) -> bool {
    let (from, to) = paragraph.tokens;
    let known = layout.known.get(from as usize..to as usize).unwrap_or(&[]);
    known.iter().any(|known| known.entry.cue.is_some_and(Cue::is_speech))
}

/// What a paragraph reports that is at least so sure, in the order of their cues.
pub(super) fn contents(text: &str, prose: &Prose, sure: f32) -> Vec<Content> {
    prose.sentences.iter().flat_map(|&sentence| of_sentence(text, prose, sentence, sure)).collect()
}

/// Of two verbs that report more or less the same words the surer one stays.
fn of_sentence(text: &str, prose: &Prose, sentence: (usize, usize), sure: f32) -> Vec<Content> {
    let Some(sentence) = speaking(text, prose, sentence) else { return Vec::new() };
    let found = sentence.cues().filter_map(|cue| Choice::of(&sentence, cue, false).content());
    let mut found: Vec<Content> = found.filter(|c| c.confidence >= sure).collect();
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut kept: Vec<Content> = Vec::new();
    for content in found {
        if !kept.iter().any(|k| alike(k.span, content.span)) {
            kept.push(content);
        }
    }
    kept.sort_by_key(|c| c.cue.start);
    kept
}

/// The cues of a paragraph, for whoever learns.
#[cfg(feature = "train")]
pub(super) fn examples(text: &str, prose: &Prose) -> Vec<super::content::ReportedExample> {
    let sentences = prose.sentences.iter().filter_map(|&sentence| speaking(text, prose, sentence));
    let of = |s: Sentence<'_>| s.cues().filter_map(|cue| Choice::of(&s, cue, true).example()).collect::<Vec<_>>();
    sentences.flat_map(of).collect()
}

/// A sentence, if it has verbs of saying outside marks.
fn speaking<'a>(text: &'a str, prose: &'a Prose, (lo, hi): (usize, usize)) -> Option<Sentence<'a>> {
    let hi = hi.min(lo + LONGEST);
    let speaks = prose.words.get(lo..hi)?.iter().any(|word| word.cue.is_some_and(Cue::is_speech));
    speaks.then(|| Sentence::new(text, prose, (lo, hi)))
}

/// More words of a sentence are not looked at.
const LONGEST: usize = 160;
