//! Quotations inside quotations: who speaks there is said inside the outer one, or not at all.

use super::Quoted;
use super::attribution::{Attribution, placed};
use super::phrases::Phrase;
use super::prose::Prose;
use super::speakers::Scene;
use super::words::Cue;
use crate::read::Layout;
use crate::text::Span;

/// Fill in the speakers of those of `quoted` that lie inside others: “They told me, ‘Go home,’” she said.
pub(super) fn attribute(layout: &Layout<'_>, quoted: &[Quoted], known: &mut [Option<Attribution>]) {
    let mut inside: Vec<(u32, u32, Span)> =
        quoted.iter().enumerate().filter_map(|(i, q)| Some((q.inside?, i as u32, q.span))).collect();
    inside.sort_unstable();
    for group in inside.chunk_by(|a, b| a.0 == b.0) {
        let Some(outer) = group.first().and_then(|g| quoted.get(g.0 as usize)) else { continue };
        let Some(paragraph) = layout.paragraph_at(outer.span.start) else { continue };
        let atoms: Vec<(u32, Span)> = group.iter().map(|&(_, i, span)| (i, span)).collect();
        let prose = Prose::new(layout, paragraph, within_marks(layout.text, outer.span), &atoms, false);
        for &(i, span) in &atoms {
            let word = prose.words.partition_point(|w| w.span.start < span.start);
            let finding = Scene::new(&prose, layout.text, word).and_then(|scene| scene.speaker());
            let says = |cue: Phrase| matches!(prose.word(cue.0).and_then(|w| w.cue), Some(Cue::Say | Cue::Tell));
            let finding = finding.filter(|f| f.cue.is_some_and(says));
            if let Some(slot) = known.get_mut(i as usize) {
                *slot = finding.and_then(|f| placed(&prose, f));
            }
        }
    }
}

/// A quotation without its outer marks.
fn within_marks(text: &str, span: Span) -> Span {
    let of = span.of(text);
    let width = |c: Option<char>| c.filter(|c| !c.is_alphanumeric()).map_or(0, |c| c.len_utf8() as u32);
    let start = span.start + width(of.chars().next());
    Span { start, end: span.end.saturating_sub(width(of.chars().next_back())).max(start) }
}
