//! What a quotation is: a statement, words out of one, a term held at arm's length, a title.

use super::Quoted;
use super::attribution::Attribution;
use super::prose::inner;
use super::words::{self, is};
use crate::read::{Layout, QuotationKind, Zone};

/// What an article's marks are for.
pub(super) struct Habit {
    /// Statements stand in single marks: British style.
    single: bool,
}

impl Habit {
    pub fn of(quoted: &[Quoted]) -> Habit {
        let outer = |single: bool| quoted.iter().filter(|q| q.inside.is_none() && q.single == single).count();
        Habit { single: outer(true) >= 3 && outer(true) > outer(false) }
    }

    /// In single marks, where statements stand in double ones.
    pub fn is_unusual(&self, quoted: &Quoted) -> bool {
        quoted.single && !self.single
    }
}

/// In an article of double marks, words in single ones are a statement only if there are so many of them or a verb of
/// saying leads straight to them, no title, and it is so sure who speaks.
const WORDS: usize = 4;
const SURE: f32 = 0.9;

pub(super) fn kind(layout: &Layout<'_>, habit: &Habit, quoted: &Quoted, known: Option<&Attribution>) -> QuotationKind {
    let words = inner(quoted.span.of(layout.text));
    let zone = layout.paragraph_at(quoted.span.start).and_then(|p| layout.paragraphs.get(p)).map(|p| p.zone);
    if matches!(zone, Some(Zone::Headline | Zone::RepeatedHeadline | Zone::Subhead | Zone::Boilerplate | Zone::Embed)) {
        return QuotationKind::Title;
    }
    let Some(known) = known else { return unsaid(words) };
    if quoted.inside.is_some() {
        return QuotationKind::Direct;
    }
    let short = words.split_whitespace().nth(WORDS - 1).is_none();
    let few = short && (title_case(words) || !is_led_to(layout, quoted, known));
    if habit.is_unusual(quoted) && (few || known.confidence < SURE) {
        return unsaid(words);
    }
    if words.starts_with(char::is_uppercase) { QuotationKind::Direct } else { QuotationKind::Mixed }
}

/// A verb of saying stands right before the marks.
fn is_led_to(layout: &Layout<'_>, quoted: &Quoted, known: &Attribution) -> bool {
    let between = known.cue.and_then(|cue| layout.text.get(cue.end as usize..quoted.span.start as usize));
    between.is_some_and(|between| matches!(between.trim(), "" | "," | ":"))
}

/// What words are that nobody says.
fn unsaid(words: &str) -> QuotationKind {
    if title_case(words) { QuotationKind::Title } else { QuotationKind::Scare }
}

/// Two words or more, all with capitals but for the small ones: "The Art of the Deal".
pub(super) fn title_case(text: &str) -> bool {
    let capital = |w: &str| {
        let first = w.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        first.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit()) || words::entry(w).flags & is::SMALL != 0
    };
    text.split_whitespace().nth(1).is_some() && text.split_whitespace().all(capital)
}
