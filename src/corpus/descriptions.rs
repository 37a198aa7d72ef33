//! Descriptions that only other articles explain: "the Norlandian leader", where one of them calls somebody of this one
//! the president of Norlandia.

use std::cmp::Reverse;
use std::sync::Arc;

use super::store::View;
use super::{Article, Corpus};
use crate::read::{Description, EntityType, Form, Link, LocalId, Mention};

/// How sure it is: the office may be another's by now.
const CONFIDENCE: f32 = 0.8;

impl<V: View> Corpus<V> {
    /// The article with those of its descriptions that mean one of its people by what any article says of him, and
    /// with what he says by them; the article itself where there are none.
    pub fn explained(&self, article: &Arc<Article>) -> Arc<Article> {
        let descriptions = article.findings.descriptions.iter();
        let known = descriptions.filter_map(|d| Some((d, self.holder(article, d)?))).collect::<Vec<_>>();
        if known.is_empty() { article.clone() } else { Arc::new(explain(article, &known)) }
    }

    /// The one of the article's people who holds the office of a description.
    fn holder(&self, article: &Article, description: &Description) -> Option<LocalId> {
        let people = article.findings.entities.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Person);
        let mut holders = people.map(|(_, id)| LocalId(id)).filter(|&id| {
            let entity = self.entity_of(&article.id, id);
            entity.is_some_and(|entity| entity.offices.iter().any(|office| office.answers_to(&description.office)))
        });
        let holder = holders.next()?;
        // Two of one country's leaders: nothing says which.
        holders.next().is_none().then_some(holder)
    }
}

fn explain(article: &Article, known: &[(&Description, LocalId)]) -> Article {
    let mut explained = article.clone();
    let findings = &mut explained.findings;
    for &(description, entity) in known {
        let span = description.span;
        // What somebody said of the place goes before.
        if findings.mentions.iter().any(|m| m.form != Form::Name && m.span.overlaps(span)) {
            continue;
        }
        let (kind, form, link) = (EntityType::Person, Form::Nominal, Link::Role);
        findings.mentions.push(Mention { span, kind, form, title: None, entity, link, confidence: CONFIDENCE });
        let speakers = findings.quotations.iter_mut().filter_map(|q| q.speaker.as_mut());
        let speakers = speakers.chain(findings.reported.iter_mut().filter_map(|r| r.speaker.as_mut()));
        for speaker in speakers.filter(|s| s.entity.is_none() && s.span.overlaps(span) && s.span.end == span.end) {
            speaker.entity = Some(entity);
        }
    }
    findings.mentions.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
    findings.entities.iter_mut().for_each(|entity| entity.mentions.clear());
    for (mention, i) in findings.mentions.iter().zip(0..) {
        if let Some(entity) = findings.entities.get_mut(mention.entity.0 as usize) {
            entity.mentions.push(i);
        }
    }
    explained
}
