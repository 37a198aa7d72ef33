//! Which mentions of one article are the same entity: full name ← surname ← title + surname, acronyms, descriptions;
//! pronouns only where sure.

mod clusters;
mod person;

use super::names::Name;
use super::{Form, Layout, LocalEntity, LocalId, Mention, Quotation, Role, Speaker};
use crate::text::Span;
use clusters::Clusters;

pub use person::PersonName;

/// Join an article's names into entities, add the descriptions and pronouns that surely refer to one of them, and
/// fill in the entity of each quotation's speaker and relay.
pub fn resolve(
    layout: &Layout<'_>,
    names: Vec<Name>,
    quotations: &mut [Quotation],
) -> (Vec<Mention>, Vec<LocalEntity>) {
    let clusters = Clusters::new(layout.text, &names);
    let mut entities: Vec<LocalEntity> = clusters.entities();
    let mut mentions: Vec<Mention> = Vec::with_capacity(names.len());
    for (name, (cluster, link, confidence)) in names.iter().zip(clusters.of_names()) {
        entities[cluster].mentions.push(mentions.len() as u32);
        mentions.push(Mention {
            span: name.span,
            kind: name.kind,
            form: Form::Name,
            title: name.title,
            entity: LocalId(cluster as u32),
            link,
            confidence: confidence.min(name.confidence),
        });
    }
    for name in &mentions {
        if let Some(title) = name.title {
            add_role(layout.text, title, &mut entities[name.entity.0 as usize].roles);
        }
    }
    for quotation in quotations.iter_mut() {
        for speaker in [&mut quotation.speaker, &mut quotation.via].into_iter().flatten() {
            fill(speaker, layout.text, &mentions);
        }
    }
    (mentions, entities)
}

fn add_role(text: &str, span: Span, roles: &mut Vec<Role>) {
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let role = words.join(" ");
    if roles.iter().all(|r| !r.text.eq_ignore_ascii_case(&role)) {
        let former = ["former", "ex-", "then-"].iter().any(|f| role.to_lowercase().starts_with(f));
        roles.push(Role { span, text: role, former });
    }
}

/// The entity of the mention that a speaker's span covers.
fn fill(speaker: &mut Speaker, text: &str, mentions: &[Mention]) {
    let at = mentions.partition_point(|m| m.span.end <= speaker.span.start);
    let covered: Vec<&Mention> = mentions[at..].iter().take_while(|m| m.span.start < speaker.span.end).collect();
    // "Zelensky’s office" is not Zelensky.
    let tail = |m: &Mention| Span { start: m.span.end, end: speaker.span.end.max(m.span.end) }.of(text).trim();
    let found = covered.iter().find(|m| tail(m).is_empty() && m.kind == super::EntityType::Person);
    let found = found.or_else(|| covered.iter().find(|m| tail(m).is_empty()));
    speaker.entity = found.map(|m| m.entity);
}

#[cfg(test)]
mod tests;
