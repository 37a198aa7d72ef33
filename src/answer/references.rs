//! Where else?

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subject;
use super::{Place, Target, declaration, definition, target};
use crate::corpus::{Article, ArticleId, Corpus, TimeOrder};

/// All mentions of the entity, printings of the quotation or figures of the group, articles in time order. Without
/// the declaration: a name's first mention in the article, a quotation's or figure's first printing.
pub fn references(corpus: &Corpus, article: &Article, offset: u32, include_declaration: bool) -> Vec<Place> {
    let target = target(article, offset);
    let mut out = match target {
        Some(Target::Mention(i)) => match Subject::of_mention(corpus, article, i) {
            Some(subject) => in_time(corpus, subject.appearances().flat_map(|a| a.mentions()).collect()),
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

/// Places with those of undated articles where other articles imply that they belong. They come with all dated ones
/// first.
fn in_time(corpus: &Corpus, mut places: Vec<Place>) -> Vec<Place> {
    let dated = |place: &Place| corpus.article(&place.article).is_some_and(|article| article.date().is_some());
    let undated: BTreeSet<&ArticleId> = places.iter().rev().take_while(|p| !dated(p)).map(|p| &p.article).collect();
    if undated.len() > MOST_UNDATED || !places.first().is_some_and(dated) {
        return places;
    }
    // Once for each article, however often it speaks of the entity.
    let mut orders: BTreeMap<ArticleId, Option<TimeOrder>> = BTreeMap::new();
    places.sort_by_cached_key(|place| {
        let order = || corpus.article(&place.article).map(|article| corpus.time_order(article));
        orders.entry(place.article.clone()).or_insert_with(order).clone()
    });
    places
}

/// In a folder of which hardly a date is known, nothing is looked for.
pub(super) const MOST_UNDATED: usize = 200;
