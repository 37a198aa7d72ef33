//! Words in marks that the article gives to nobody.

use super::Quoted;
use super::attribution::Attribution;
use super::kinds::Habit;
use super::prose::inner;
use super::signature::{self, trimmed};
use crate::read::{Layout, Paragraph, Zone};
use crate::text::Span;

/// Somebody said it: a sentence or more in the marks that the article uses for statements. And nobody is named: nothing
/// around it tells of speaking, nothing signs it, and it stands in no dialogue.
pub(super) fn is_unattributed(
    layout: &Layout<'_>,
    habit: &Habit,
    all: &[Quoted],
    quoted: &Quoted,
    known: Option<&Attribution>,
) -> bool {
    if quoted.inside.is_some() || habit.is_unusual(quoted) || known.is_some_and(|k| k.confidence >= GUESSED) {
        return false;
    }
    let words = inner(quoted.span.of(layout.text));
    if words.split_whitespace().nth(WORDS - 1).is_none() || !words.starts_with(|c: char| c.is_uppercase() || c == '[') {
        return false;
    }
    let Some(at) = layout.paragraph_at(quoted.span.start) else { return false };
    let paragraph = |at: usize| layout.paragraphs.get(at).filter(|p| p.zone == Zone::Body);
    let Some(own) = paragraph(at) else { return false };
    let before = trimmed(layout.text, Span { start: own.span.start, end: quoted.span.start });
    let behind = trimmed(layout.text, Span { start: quoted.span.end.min(own.span.end), end: own.span.end });
    // Words that go on outside the marks, or lead up to them, are a sentence with the quoted ones.
    let closed = ends_sentence(words) || behind.is_empty();
    if !closed || !(before.is_empty() || ends_sentence(before.of(layout.text))) {
        return false;
    }
    if signature::line(layout, quoted.span).is_some() {
        return false;
    }
    let above = at.checked_sub(1).and_then(paragraph).filter(|_| before.is_empty());
    let below = paragraph(at + 1).filter(|_| behind.is_empty());
    [above, Some(own), below].into_iter().flatten().all(|p| !speaks(layout, all, p, quoted))
}

/// So many words were said by somebody.
const WORDS: usize = 8;
/// A speaker of less confidence is a guess.
const GUESSED: f32 = 0.3;

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…'])
}

/// A paragraph has a verb of saying outside marks, or other words in marks.
fn speaks(layout: &Layout<'_>, all: &[Quoted], paragraph: &Paragraph, quoted: &Quoted) -> bool {
    let first = all.partition_point(|q| q.span.end <= paragraph.span.start);
    let inside = || all.iter().skip(first).take_while(|q| q.span.start < paragraph.span.end);
    if inside().any(|q| q.inside.is_none() && q.span != quoted.span) {
        return true;
    }
    let (from, to) = paragraph.tokens;
    let known = layout.known.get(from as usize..to as usize).unwrap_or_default();
    layout
        .tokens_in((from, to))
        .iter()
        .zip(known)
        .any(|(token, known)| known.entry.cue.is_some() && !quoted.span.covers(token.span))
}
