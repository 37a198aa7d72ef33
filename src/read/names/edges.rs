//! Where a name starts and ends, as far as no weights need to say it: articles and possessives are outside, particles
//! of a surname inside.

use super::Name;
use super::lexicon::{LEXICON, flag};
use crate::read::{EntityType, Layout};
use crate::text::TokenKind;

/// Take in and leave out what the guideline of names does.
pub(super) fn mend(layout: &Layout<'_>, name: &mut Name) {
    let first = layout.token_at(name.span.start);
    let last = layout.token_at(name.span.end.saturating_sub(1));
    match name.kind {
        // The Hague, The Gambia.
        EntityType::Place => {}
        EntityType::Person => {
            // A name may start inside a token, as in "anti-Marchenko".
            let from = with_particles(layout, first);
            if from < first {
                name.span.start = layout.tokens[from].span.start;
            }
        }
        _ if first < last && layout.word(first).eq_ignore_ascii_case("the") => {
            name.span.start = layout.tokens[first + 1].span.start;
        }
        _ => {}
    }
    // Wendy's is a name; "Harbour Lines Inc's" is one and a possessive.
    let possessive = last > first && layout.tokens[last].kind == TokenKind::Clitic;
    if possessive && LEXICON.classes_of(layout.word(last - 1)) & flag::COMPANY != 0 {
        name.span.end = layout.tokens[last - 1].span.end;
    }
}

/// The first of the particles directly before a token, in small letters: Mr. *el* Karimi, *van der* Meer.
fn with_particles(layout: &Layout<'_>, mut first: usize) -> usize {
    while let Some(before) = first.checked_sub(1) {
        let (small, here) = (&layout.tokens[before], &layout.tokens[first]);
        let joined = here.span.start > small.span.end && here.span.start - small.span.end == 1;
        let classes = LEXICON.classes(layout.word(before));
        if !joined || classes & (flag::PARTICLE | flag::ORDINARY) != flag::PARTICLE {
            break;
        }
        first = before;
    }
    first
}
