//! Where else?

use super::subject::{Appearance, Subject};
use super::{Place, Target, declaration, definition, target};
use crate::corpus::{Article, Corpus};

/// All mentions of the entity, printings of the quotation or figures of the group, articles in time order. Without
/// the declaration: a name's first mention in the article, a quotation's or figure's first printing.
pub fn references(corpus: &Corpus, article: &Article, offset: u32, include_declaration: bool) -> Vec<Place> {
    let target = target(article, offset);
    let mut out = match target {
        Some(Target::Mention(i)) => match Subject::of_mention(corpus, article, i) {
            Some(subject) => subject.in_time().all.into_iter().flat_map(Appearance::mentions).collect(),
            None => Vec::new(),
        },
        Some(Target::Quotation(i)) => definition::quotations(corpus, article, i),
        Some(Target::Figure(i)) => definition::figures(corpus, article, i),
        Some(Target::Time(_) | Target::Reported(_)) | None => Vec::new(),
    };
    if !include_declaration {
        let declared = match target {
            Some(Target::Mention(_)) => declaration(corpus, article, offset),
            _ => out.first().cloned().into_iter().collect(),
        };
        out.retain(|place| !declared.contains(place));
    }
    out
}
