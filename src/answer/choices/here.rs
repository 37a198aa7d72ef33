//! What may be decided of one place, or of one article.

use super::{BEARERS, Choice, called};
use crate::answer::excerpt::excerpt;
use crate::answer::subject::Subject;
use crate::corpus::decisions::{Decision, Named, Scope};
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{EntityType, LocalEntity, Mention};
use crate::text::Anchor;

/// Who a name is in its place, and whether its entity is somebody else than in other articles.
pub(super) fn about_name(corpus: &Corpus, article: &Article, mention: &Mention, path: &str) -> Vec<Choice> {
    let Some(subject) = Subject::new(corpus, article, mention.entity) else { return Vec::new() };
    let words = name_key::tidy(mention.span.of(&article.text));
    let local = called(subject.local);
    let mut out = Vec::new();
    let mut is_not = |of: &str, scope, words_there| {
        let decision = Decision::IsNot { scope, words: words_there, entity: local.clone() };
        out.push(Choice { title: format!("“{words}” is not {}, in this {of}", subject.name()), decision });
    };
    if words != local.name {
        is_not("article", Scope::Article(path.to_owned()), words.clone());
    }
    if subject.local.mentions.len() > 1 {
        let (scope, words) = place(article, mention, path);
        is_not("place", scope, words);
    }
    let shares_a_word = |other: &&LocalEntity| {
        let of_name = |word| words.split(' ').any(|ours| name_key::fold(ours) == name_key::fold(word));
        person(other.kind) == person(mention.kind) && other.name.split(' ').any(of_name)
    };
    let others = others(article, mention).into_iter().filter(shares_a_word).map(called);
    out.extend(is_one_of(article, mention, path, others.take(BEARERS)));
    if subject.article_count() > 1 {
        let decision = Decision::Split { article: path.to_owned(), entity: local };
        out.push(Choice { title: format!("{} is somebody else in this article", subject.name()), decision });
    }
    out
}

/// Who a description or a pronoun means, in its place: those who were named last before it, and not whom it is taken
/// for.
pub(super) fn about_reference(corpus: &Corpus, article: &Article, mention: &Mention, path: &str) -> Vec<Choice> {
    let Some(subject) = Subject::new(corpus, article, mention.entity) else { return Vec::new() };
    let fits = |other: &&LocalEntity| person(other.kind) == person(mention.kind);
    let others = others(article, mention).into_iter().filter(fits).map(called);
    let mut out = is_one_of(article, mention, path, others.take(BEARERS));
    let (scope, words) = place(article, mention, path);
    let decision = Decision::IsNot { scope, words: words.clone(), entity: called(subject.local) };
    out.push(Choice {
        title: format!("“{}” is not {}, in this place", excerpt(&words, 40), subject.name()), decision
    });
    out
}

/// The decision that a mention is of somebody who is still to be chosen.
pub(super) fn question(article: &Article, mention: u32, path: &str) -> Option<Choice> {
    let mention = article.findings.mentions.get(mention as usize)?;
    let entity = called(article.findings.entities.get(mention.entity.0 as usize)?);
    let (scope, words) = place(article, mention, path);
    let title = format!("“{}” is somebody else, in this place…", excerpt(&words, 40));
    Some(Choice { title, decision: Decision::Is { scope, words, entity } })
}

/// Whether the words of a mention are a mention in other places as well.
pub(super) fn stands_again(article: &Article, mention: &Mention) -> bool {
    let text = article.text.as_str();
    article.findings.mentions.iter().filter(|m| m.span.of(text) == mention.span.of(text)).nth(1).is_some()
}

fn place(article: &Article, mention: &Mention, path: &str) -> (Scope, String) {
    Scope::place(path, Anchor::new(&article.text, mention.span))
}

fn is_one_of(article: &Article, mention: &Mention, path: &str, others: impl Iterator<Item = Named>) -> Vec<Choice> {
    let (scope, words) = place(article, mention, path);
    let shown = excerpt(&words, 40);
    let choice = |other: Named| Choice {
        title: format!("“{shown}” is {}, in this place", other.name),
        decision: Decision::Is { scope: scope.clone(), words: words.clone(), entity: other },
    };
    others.map(choice).collect()
}

/// The other entities of the article: those last mentioned before a mention first, those only mentioned behind it last.
fn others<'a>(article: &'a Article, mention: &Mention) -> Vec<&'a LocalEntity> {
    let findings = &article.findings;
    let own = findings.entities.get(mention.entity.0 as usize).map(|entity| &entity.name);
    let mut found: Vec<(bool, u32, &LocalEntity)> = Vec::new();
    for entity in findings.entities.iter().filter(|entity| Some(&entity.name) != own) {
        let starts = entity.mentions.iter().filter_map(|&m| Some(findings.mentions.get(m as usize)?.span.start));
        let near = starts.map(|at| (at > mention.span.start, at.abs_diff(mention.span.start))).min();
        found.extend(near.map(|(behind, distance)| (behind, distance, entity)));
    }
    found.sort_by_key(|(behind, distance, _)| (*behind, *distance));
    found.into_iter().map(|(.., entity)| entity).collect()
}

fn person(kind: EntityType) -> bool {
    kind == EntityType::Person
}
