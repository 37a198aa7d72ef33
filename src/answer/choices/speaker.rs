//! Who says a statement.

use super::{Choice, called};
use crate::answer::excerpt::excerpt;
use crate::answer::{Target, target};
use crate::corpus::decisions::{Decision, Named, Scope};
use crate::corpus::{Article, Corpus};
use crate::read::{EntityType, LocalEntity, Speaker};
use crate::text::{Anchor, Span};

/// How many possible speakers are offered at once.
const NEAREST: usize = 4;

/// Those named near a statement may say it.
pub(super) fn choices(corpus: &Corpus, article: &Article, offset: u32, path: &str) -> Vec<Choice> {
    let Some((span, speaker)) = statement(article, offset) else { return Vec::new() };
    let (scope, words) = Scope::place(path, Anchor::new(&article.text, span));
    let shown = shown(span.of(&article.text));
    let choice = |(id, entity): (u32, &LocalEntity)| {
        let name = corpus.entity_of(&article.id, crate::read::LocalId(id)).map(|entity| entity.name.clone());
        Choice {
            title: format!("{shown} is said by {}", name.unwrap_or_else(|| entity.name.clone())),
            decision: Decision::Speaker { scope: scope.clone(), words: words.clone(), entity: called(entity) },
        }
    };
    let said = speaker.and_then(|speaker| speaker.entity).map(|entity| entity.0);
    nearest(article, span).into_iter().filter(|(id, _)| Some(*id) != said).take(NEAREST).map(choice).collect()
}

/// The decision that somebody who is still to be chosen says it.
pub(super) fn question(article: &Article, offset: u32, path: &str) -> Option<Choice> {
    let (span, _) = statement(article, offset)?;
    let (scope, words) = Scope::place(path, Anchor::new(&article.text, span));
    let nobody = Named { kind: EntityType::Person, name: "?".to_owned() };
    let title = format!("{} is said by somebody else…", shown(span.of(&article.text)));
    Some(Choice { title, decision: Decision::Speaker { scope, words, entity: nobody } })
}

/// The words as titles show them, in marks of our own.
fn shown(words: &str) -> String {
    format!("“{}”", excerpt(words.trim_matches(['“', '”', '"', '„', '«', '»', '‘', '’', '\'']), SHOWN))
}

const SHOWN: usize = 40;

fn statement(article: &Article, offset: u32) -> Option<(Span, Option<Speaker>)> {
    let findings = &article.findings;
    match target(article, offset)? {
        Target::Quotation(i) => findings.quotations.get(i as usize).map(|q| (q.span, q.speaker)),
        Target::Reported(i) => findings.reported.get(i as usize).map(|r| (r.span, r.speaker)),
        _ => None,
    }
}

/// The people and organisations of an article with their indices, those mentioned nearest to a span first.
fn nearest(article: &Article, span: Span) -> Vec<(u32, &LocalEntity)> {
    let findings = &article.findings;
    let speaks = |kind| matches!(kind, EntityType::Person | EntityType::Organization);
    let mut found: Vec<(bool, u32, u32, &LocalEntity)> = Vec::new();
    for (entity, id) in findings.entities.iter().zip(0..).filter(|(entity, _)| speaks(entity.kind)) {
        let spans = entity.mentions.iter().filter_map(|&m| Some(findings.mentions.get(m as usize)?.span));
        let outside = spans.filter(|mention| !span.overlaps(*mention));
        let gap = |mention: Span| match mention.end <= span.start {
            true => span.start - mention.end,
            false => mention.start.saturating_sub(span.end),
        };
        let near = outside.map(gap).min();
        found.extend(near.map(|distance| (entity.kind != EntityType::Person, distance, id, entity)));
    }
    found.sort_by_key(|(organisation, distance, id, _)| (*organisation, *distance, *id));
    found.into_iter().map(|(.., id, entity)| (id, entity)).collect()
}
