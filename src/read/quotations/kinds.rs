//! What a quotation is: a statement, words out of one, a term held at arm's length, a title.

use super::Quoted;
use super::attribution::Attribution;
use super::prose::inner;
use super::speakers::Rule;
use super::words::{self, is};
use crate::read::{Layout, QuotationKind, Zone};

/// Fewer words than this, without a reporting verb, are a term and not a statement.
const STATEMENT: usize = 8;

pub(super) fn kind(layout: &Layout<'_>, quoted: &Quoted, known: Option<&Attribution>) -> QuotationKind {
    let words = inner(quoted.span.of(layout.text));
    let zone = layout.paragraph_at(quoted.span.start).and_then(|p| layout.paragraphs.get(p)).map(|p| p.zone);
    if matches!(zone, Some(Zone::Headline | Zone::RepeatedHeadline | Zone::Subhead | Zone::Boilerplate | Zone::Embed)) {
        return QuotationKind::Title;
    }
    let Some(known) = known else { return unsaid(words) };
    let reported = known.cue.is_some() && known.rule != Rule::SameSentence;
    let short = words.split_whitespace().nth(STATEMENT - 1).is_none();
    let continued = matches!(known.rule, Rule::Continued | Rule::Label);
    if title_case(words) && !continued || short && !reported || quoted.single && !(continued || reported && !short) {
        return unsaid(words);
    }
    if words.starts_with(char::is_uppercase) { QuotationKind::Direct } else { QuotationKind::Mixed }
}

/// What words are that nobody says.
fn unsaid(words: &str) -> QuotationKind {
    if title_case(words) { QuotationKind::Title } else { QuotationKind::Scare }
}

/// Two words or more, all with capitals but for the small ones: "The Art of the Deal".
fn title_case(text: &str) -> bool {
    let capital = |w: &str| {
        let first = w.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        first.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit()) || words::entry(w).flags & is::SMALL != 0
    };
    text.split_whitespace().nth(1).is_some() && text.split_whitespace().all(capital)
}
