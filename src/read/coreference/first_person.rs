//! I, me and my in a quotation are its speaker.

use super::view::View;
use crate::read::{EntityType, Form, Link, LocalEntity, Mention, Quotation};
use crate::text::Span;

/// A speaker of less confidence may be another.
const SURE: f32 = 0.9;

/// The first persons of quotations whose speaker is surely a person known, as mentions, in order.
pub fn find(view: &View<'_, '_>, quotations: &[Quotation], entities: &[LocalEntity]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (index, quotation) in (0_u32..).zip(quotations).filter(|(_, q)| q.kind.is_statement() && q.inside.is_none()) {
        let Some(entity) = quotation.speaker.and_then(|s| s.entity).filter(|_| quotation.confidence >= SURE) else {
            continue;
        };
        if entities.get(entity.0 as usize).is_none_or(|e| e.kind != EntityType::Person) {
            continue;
        }
        // What somebody else is quoted with is not the speaker's I.
        let behind = quotations.iter().skip(index as usize + 1).take_while(|q| q.span.start < quotation.span.end);
        let inner: Vec<Span> = behind.filter(|q| q.inside == Some(index)).map(|q| q.span).collect();
        let is_inner =
            |at: Span| inner[..inner.partition_point(|i| i.start <= at.start)].last().is_some_and(|i| i.covers(at));
        for span in [Some(quotation.span), quotation.outside].into_iter().flatten() {
            let tokens = view.token_from(span.start)..view.token_from(span.end);
            let said = tokens.filter(|&t| is_first_person(view.word(t))).map(|t| view.span(t));
            found.extend(said.filter(|at| !is_inner(*at)).map(|span| Mention {
                span,
                kind: EntityType::Person,
                form: Form::Pronoun,
                title: None,
                entity,
                link: Link::Speaker,
                confidence: quotation.confidence,
            }));
        }
    }
    found.sort_by_key(|m| m.span.start);
    found.dedup_by_key(|m| m.span);
    found
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "I" | "me" | "Me" | "my" | "My" | "mine" | "myself" | "Myself")
}
