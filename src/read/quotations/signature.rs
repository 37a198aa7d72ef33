//! Words signed by whoever wrote them: “…” — Jonas Vik, harbour pilot, or a line of its own below them.

use super::Quoted;
use super::attribution::Attribution;
use super::speakers::Rule;
use crate::read::names::Name;
use crate::read::{EntityType, Layout, Zone};
use crate::text::{Span, is_invisible};

/// Fill in the speakers of those of `quoted` that are signed, unless it is surer who speaks. `names` are in order.
pub(super) fn attribute(layout: &Layout<'_>, quoted: &[Quoted], names: &[Name], known: &mut [Option<Attribution>]) {
    for (quoted, known) in quoted.iter().zip(known) {
        if quoted.inside.is_some() || known.is_some_and(|k| k.confidence >= Rule::Signed.confidence()) {
            continue;
        }
        if let Some(speaker) = signature(layout, quoted.span, names) {
            let confidence = Rule::Signed.confidence();
            *known = Some(Attribution { speaker, cue: None, via: None, rule: Rule::Signed, confidence });
        }
    }
}

/// Who signs a quotation.
fn signature(layout: &Layout<'_>, quotation: Span, names: &[Name]) -> Option<Span> {
    let (line, dashed) = line(layout, quotation)?;
    let name = names.get(names.partition_point(|n| n.title.unwrap_or(n.span).start < line.start))?;
    let opens = name.title.unwrap_or(name.span).start == line.start && name.kind == EntityType::Person;
    let then = layout.text.get(name.span.end as usize..line.end as usize)?;
    let ends = then.is_empty() || then.starts_with([',', ';', '(']) || then.starts_with(" (");
    (opens && (ends || dashed && then.starts_with(' '))).then_some(name.span)
}

/// The line that signs a quotation, without its dash, and whether it has one: the rest of its paragraph, or the next one
/// where nothing else stands in its own.
pub(super) fn line(layout: &Layout<'_>, quotation: Span) -> Option<(Span, bool)> {
    let at = layout.paragraph_at(quotation.start)?;
    let paragraph = layout.paragraphs.get(at)?.span;
    let behind = Span { start: quotation.end.min(paragraph.end), end: paragraph.end };
    let rest = trimmed(layout.text, behind);
    let below = rest.is_empty();
    let line = if below {
        let next = layout.paragraphs.get(at + 1).filter(|next| matches!(next.zone, Zone::Body | Zone::Caption))?;
        let opens = trimmed(layout.text, Span { start: paragraph.start, end: quotation.start }).is_empty();
        Some(trimmed(layout.text, next.span)).filter(|_| opens)?
    } else {
        rest
    };
    let text = line.of(layout.text);
    let dashed = text.starts_with(DASHES);
    let signs = dashed || below && text.contains(',') && !text.ends_with(['.', ':', '!', '?']);
    let line = trimmed(layout.text, Span { start: line.end - text.trim_start_matches(DASHES).len() as u32, ..line });
    (signs && text.len() <= LONGEST).then_some((line, dashed))
}

/// A longer line is no signature, in bytes.
const LONGEST: usize = 160;

const DASHES: [char; 5] = ['-', '–', '—', '―', '~'];

/// Without what cannot be seen at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let unseen = |c: char| c.is_whitespace() || is_invisible(c);
    let of = span.of(text);
    let rest = of.trim_start_matches(unseen);
    let start = span.start + (of.len() - rest.len()) as u32;
    Span { start, end: start + rest.trim_end_matches(unseen).len() as u32 }
}
