//! Descriptions that only other articles explain: "the Norlandian leader", where one of them calls somebody of this one
//! the president of Norlandia.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::store::View;
use super::{Article, Corpus, Entity};
use crate::read::{EntityType, Form, Link, LocalId, Mention, Office};
use crate::text::Span;

/// How sure it is: the office may be another's by now.
const CONFIDENCE: f32 = 0.8;

impl<V: View> Corpus<V> {
    /// The article with those of its descriptions that mean one of its people by what any article says of him, and
    /// with what he says by them; the article itself where there are none. Linear in the article.
    pub fn explained(&self, article: &Arc<Article>) -> Arc<Article> {
        if article.findings.descriptions.is_empty() {
            return article.clone();
        }
        let people = self.people(article);
        let mut holders: FxHashMap<&Office, Option<LocalId>> = FxHashMap::default();
        let known = article.findings.descriptions.iter().filter_map(|description| {
            let office = &description.office;
            let holder = *holders.entry(office).or_insert_with(|| holder(&people, office));
            Some((description.span, holder?))
        });
        let known: Vec<(Span, LocalId)> = known.collect();
        if known.is_empty() { article.clone() } else { Arc::new(explain(article, &known)) }
    }

    /// The article's people of whom any article says what they are.
    fn people(&self, article: &Article) -> Vec<(LocalId, Arc<Entity>)> {
        let people = article.findings.entities.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Person);
        let known = people.filter_map(|(_, id)| Some((LocalId(id), self.entity_of(&article.id, LocalId(id))?)));
        known.filter(|(_, entity)| !entity.offices.is_empty()).collect()
    }
}

/// The one of some people who holds an office. Two of one country's leaders: nothing says which.
fn holder(people: &[(LocalId, Arc<Entity>)], described: &Office) -> Option<LocalId> {
    let held = |entity: &Entity, former: bool| {
        let mut offices = entity.offices.iter().filter(|office| office.former == former);
        offices.any(|office| office.answers_to(described))
    };
    // Who is also called the former president may no longer be the president.
    let holds = |entity: &Entity| held(entity, described.former) && (described.former || !held(entity, true));
    let mut holders = people.iter().filter(|(_, entity)| holds(entity)).map(|(id, _)| *id);
    let holder = holders.next()?;
    holders.next().is_none().then_some(holder)
}

fn explain(article: &Article, known: &[(Span, LocalId)]) -> Article {
    let mut explained = article.clone();
    let findings = &mut explained.findings;
    // What somebody said of the place goes before.
    let mut taken = findings.mentions.iter().filter(|m| m.form != Form::Name).map(|m| m.span).peekable();
    let is_free = |(span, _): &&(Span, LocalId)| {
        while taken.next_if(|other| other.end <= span.start).is_some() {}
        taken.peek().is_none_or(|other| !other.overlaps(*span))
    };
    let known: Vec<(Span, LocalId)> = known.iter().filter(is_free).copied().collect();
    let (kind, form, link, confidence) = (EntityType::Person, Form::Nominal, Link::Role, CONFIDENCE);
    let mention =
        |&(span, entity): &(Span, LocalId)| Mention { span, kind, form, title: None, entity, link, confidence };
    findings.mentions.extend(known.iter().map(mention));
    findings.mentions.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
    findings.entities.iter_mut().for_each(|entity| entity.mentions.clear());
    for (mention, i) in findings.mentions.iter().zip(0..) {
        if let Some(entity) = findings.entities.get_mut(mention.entity.0 as usize) {
            entity.mentions.push(i);
        }
    }
    let by_end: FxHashMap<u32, (Span, LocalId)> = known.into_iter().map(|known| (known.0.end, known)).collect();
    let quoted = findings.quotations.iter_mut().map(|q| (&mut q.speaker, &mut q.confidence));
    let reported = findings.reported.iter_mut().map(|r| (&mut r.speaker, &mut r.confidence));
    for (speaker, confidence) in quoted.chain(reported) {
        let Some(speaker) = speaker.as_mut().filter(|speaker| speaker.entity.is_none()) else { continue };
        if let Some((_, entity)) = by_end.get(&speaker.span.end).filter(|(span, _)| span.overlaps(speaker.span)) {
            speaker.entity = Some(*entity);
            *confidence = confidence.min(CONFIDENCE);
        }
    }
    explained
}
