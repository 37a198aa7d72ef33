//! `name/first-reference` and `name/ambiguous`: surnames of which an article does not say whose they are.

use std::collections::BTreeMap;

use super::Found;
use crate::answer::SURE;
use crate::answer::cover::Cover;
use crate::corpus::{Article, Corpus, name_key};
use crate::read::names::{bare, is_function_word, is_known_alone};
use crate::read::{EntityType, Form, LocalEntity, LocalId, Mention, Zone};
use crate::text::Span;

pub(super) fn missing(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let quoted = Cover::quoted(article);
    let people = article.findings.entities.iter().zip(0..).filter(|(entity, _)| entity.kind == EntityType::Person);
    let found = people.filter_map(|(entity, id)| {
        let statements = statements(article, LocalId(id));
        if statements == 0 || !is_bare(article, entity) {
            return None;
        }
        let known = corpus.entity_of(&article.id, LocalId(id));
        let full = known.as_ref().map(|known| known.name.as_str()).filter(|name| name.contains(' '));
        // Once is easily somebody else, or nobody, unless there is such a person.
        if statements < 2 && full.is_none() {
            return None;
        }
        let first = named(article, entity).find(|m| is_prose(article, &quoted, m))?;
        if is_described(article, first.span) {
            return None;
        }
        let word = first.span.of(&article.text);
        let others = match full {
            Some(full) => format!("; other articles call the one of this surname {full}"),
            None => String::new(),
        };
        Some(Found::new(first.span, format!("“{word}” is not introduced in this article{others}")))
    });
    found.collect()
}

pub(super) fn ambiguous(_: &Corpus, article: &Article) -> Vec<Found> {
    let quoted = Cover::quoted(article);
    let mut bearers: BTreeMap<&str, Vec<&LocalEntity>> = BTreeMap::new();
    let people = article.findings.entities.iter().filter(|entity| entity.kind == EntityType::Person);
    for entity in people.filter(|entity| !entity.given.is_empty()) {
        bearers.entry(&entity.key).or_default().push(entity);
    }
    let mut out = Vec::new();
    for (surname, people) in bearers.iter().filter(|(_, people)| people.len() > 1) {
        let bare = article.findings.mentions.iter().filter(|m| {
            let word = m.span.of(&article.text);
            m.form == Form::Name
                && m.kind == EntityType::Person
                && m.title.is_none()
                && !word.contains(' ')
                && name_key::fold(word) == **surname
                && !is_known_alone(word)
                && bare::is_whole(&article.text, m.span)
                && is_prose(article, &quoted, m)
        });
        if let Some((mention, [a, b])) = bare.filter_map(|m| Some((m, two(article, people, m)?))).next() {
            let word = mention.span.of(&article.text);
            let message = format!("“{word}” may be {} or {}", a.name, b.name);
            let mut found = Found::new(mention.span, message);
            for person in [a, b] {
                if let Some(full) = named(article, person).find(|m| m.span.of(&article.text).contains(' ')) {
                    found = found.related(article, full.span, person.name.clone());
                }
            }
            out.push(found);
        }
    }
    out
}

/// The two whom a bare surname may mean: both named in full before it in its paragraph.
fn two<'a>(article: &Article, people: &[&'a LocalEntity], mention: &Mention) -> Option<[&'a LocalEntity; 2]> {
    let full = |entity: &&&'a LocalEntity| {
        let before = named(article, entity).filter(|m| m.span.end <= mention.span.start);
        before.filter(|m| m.span.of(&article.text).contains(' ')).last()
    };
    let paragraph = article.paragraph(mention.span.start)?.span;
    let here: Vec<&&LocalEntity> =
        people.iter().filter(|entity| full(entity).is_some_and(|m| m.span.start >= paragraph.start)).collect();
    match here[..] {
        [a, b] => Some([a, b]),
        _ => None,
    }
}

/// Whether a person is only ever called by a surname, and nothing beside it says who that is.
fn is_bare(article: &Article, entity: &LocalEntity) -> bool {
    let text = article.text.as_str();
    let bare = |m: &Mention| m.title.is_none() && bare::is_surname(m.span.of(text)) && bare::stands_alone(text, m.span);
    entity.given.is_empty()
        && entity.roles.is_empty()
        && entity.canonical.is_none()
        && named(article, entity).all(bare)
        && !entity
            .spellings
            .iter()
            .any(|(word, _)| is_known_alone(word) || bare::is_plural(word) || bare::is_named_in_full(text, word))
}

/// Whether the word before a name is one that describes its bearer: "his mother Nagina", but not "said Barnard" or
/// "with Barnard".
fn is_described(article: &Article, name: Span) -> bool {
    let before = article.text.get(..name.start as usize).unwrap_or("").trim_end_matches(' ');
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let is_cue = |cue: Span| cue.end as usize == before.len();
    let says = article.findings.quotations.iter().filter_map(|q| q.cue).any(is_cue);
    word.starts_with(char::is_lowercase) && !says && !is_function_word(word)
}

/// How many quotations it speaks in the article.
fn statements(article: &Article, id: LocalId) -> usize {
    let quotations = article.findings.quotations.iter().filter(|q| q.kind.is_statement() && q.confidence >= SURE);
    quotations.filter(|q| q.speaker.is_some_and(|speaker| speaker.entity == Some(id))).count()
}

fn named<'a>(article: &'a Article, entity: &'a LocalEntity) -> impl Iterator<Item = &'a Mention> {
    let mentions = entity.mentions.iter().filter_map(|&m| article.findings.mentions.get(m as usize));
    mentions.filter(|m| m.form == Form::Name)
}

fn is_prose(article: &Article, quoted: &Cover, mention: &Mention) -> bool {
    article.paragraph(mention.span.start).is_some_and(|p| p.zone == Zone::Body) && !quoted.covers(mention.span)
}
