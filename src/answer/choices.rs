//! What a reader may decide about the finding at a place.

mod here;
mod speaker;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::subject::Subject;
use super::symbols::matching;
use super::{Target, dates, target};
use crate::corpus::decisions::{Decision, Named, Scope};
use crate::corpus::{Article, Corpus, Entity, name_key};
use crate::read::{EntityType, Form, LocalEntity, Mention};
use crate::text::Anchor;

/// A decision on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Names the exact words: "“Biden” is not Hunter Biden, in this place".
    pub title: String,
    pub decision: Decision,
}

/// What may be decided at an offset. `path`: how decisions write the article's path.
pub fn choices(corpus: &Corpus, article: &Article, offset: u32, path: &str) -> Vec<Choice> {
    match target(article, offset) {
        Some(Target::Mention(i)) => match article.findings.mentions.get(i as usize) {
            Some(mention) if mention.form == Form::Name => about_name(corpus, article, mention, path),
            Some(mention) => here::about_reference(corpus, article, mention, path),
            None => Vec::new(),
        },
        Some(Target::Quotation(_) | Target::Reported(_)) => speaker::choices(corpus, article, offset, path),
        Some(Target::Time(i)) => about_date(article, i, path).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Decisions on offer at an offset that lack their entity: which of [`others_in`] it is, is to be asked.
pub fn questions(article: &Article, offset: u32, path: &str) -> Vec<Choice> {
    match target(article, offset) {
        Some(Target::Mention(i)) => here::question(article, i, path).into_iter().collect(),
        Some(Target::Quotation(_) | Target::Reported(_)) => {
            speaker::question(article, offset, path).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Those of an article who may be meant, the most mentioned first; people, organisations and places as far as they are
/// wanted.
pub fn others_in(article: &Article, wanted: impl Fn(EntityType) -> bool) -> Vec<Named> {
    let mut found: Vec<&LocalEntity> = article.findings.entities.iter().filter(|e| wanted(e.kind)).collect();
    found.sort_by_key(|entity| (Reverse(entity.mentions.len()), &entity.name));
    let mut seen = HashSet::new();
    found.into_iter().map(called).filter(|named| seen.insert(named.name.clone())).collect()
}

/// What decisions about an article call an entity of it.
fn called(entity: &LocalEntity) -> Named {
    Named { kind: entity.kind, name: entity.name.clone() }
}

/// The name that the entity at an offset is shown under, and how decisions name it. None is about a team: its name
/// does not tell which one of the place is meant.
pub fn named_at(corpus: &Corpus, article: &Article, offset: u32) -> Option<(String, Option<Named>)> {
    let Target::Mention(i) = target(article, offset)? else { return None };
    let subject = Subject::of_mention(corpus, article, i)?;
    Some((subject.name().to_owned(), subject.team().is_none().then(|| subject.named())))
}

/// Other entities that this one might be, the likeliest first: those of one surname, or of a name spelled much like it.
pub fn lookalikes<'c>(corpus: &'c Corpus, named: &Named, limit: usize) -> Vec<&'c Arc<Entity>> {
    let surname = named.name.split_whitespace().next_back().unwrap_or("");
    let found = matching(corpus, &named.name).into_iter().take(limit);
    let found = found.chain(matching(corpus, surname).into_iter().take(4 * limit));
    let person = |kind: EntityType| kind == EntityType::Person;
    let mut seen = HashSet::new();
    let found = found.filter(|other| person(other.kind) == person(named.kind) && other.named() != *named);
    found.filter(|other| seen.insert(&other.id)).take(limit).collect()
}

fn about_name(corpus: &Corpus, article: &Article, mention: &Mention, path: &str) -> Vec<Choice> {
    let Some(subject) = Subject::new(corpus, article, mention.entity) else { return Vec::new() };
    let words = name_key::tidy(mention.span.of(&article.text));
    let (entity, shown) = (subject.named(), subject.name());
    let this = Named { kind: entity.kind, name: words.clone() };
    let mut out = Vec::new();
    let mut offer = |title: String, decision: Decision| out.push(Choice { title, decision });
    // A name does not tell which team of its place is meant.
    let is_team = subject.team().is_some();
    if this != entity && !is_team {
        offer(format!("“{words}” is not {shown}"), Decision::Different(entity.clone(), this.clone()));
    }
    let bearers = if is_team { Vec::new() } else { corpus.bearers(article, mention.entity) };
    for other in bearers.into_iter().take(BEARERS) {
        let title = format!("{shown} is the same as {}", other.name);
        offer(title, Decision::Same(other.named(), entity.clone()));
    }
    out.extend(here::about_name(corpus, article, mention, path));
    let mut offer = |title: String, decision: Decision| out.push(Choice { title, decision });
    if !is_team && words != shown && (this.kind != EntityType::Person || words.contains(' ')) {
        let decision = Decision::Prefer { entity: entity.clone(), name: words.clone() };
        offer(format!("Show {shown} as “{words}”"), decision);
    }
    let (here, words_here) = Scope::place(path, Anchor::new(&article.text, mention.span));
    if here::stands_again(article, mention) {
        let decision = Decision::NotAName { scope: here.clone(), words: words_here.clone() };
        offer(format!("“{words}” is not a name, in this place"), decision);
    }
    let of_article = || Scope::Article(path.to_owned());
    offer(
        format!("“{words}” is not a name, in this article"),
        Decision::NotAName { scope: of_article(), words: words.clone() },
    );
    offer(
        format!("“{words}” is not a name, in any article"),
        Decision::NotAName { scope: Scope::Everywhere, words: words.clone() },
    );
    for (kind, noun) in KINDS.into_iter().filter(|(kind, _)| *kind != mention.kind) {
        if here::stands_again(article, mention) {
            let decision = Decision::Type { scope: here.clone(), words: words_here.clone(), kind };
            offer(format!("“{words}” is {noun}, in this place"), decision);
        }
        if subject.article_count() > 1 {
            let decision = Decision::Type { scope: of_article(), words: words.clone(), kind };
            offer(format!("“{words}” is {noun}, in this article"), decision);
        }
        let decision = Decision::Type { scope: Scope::Everywhere, words: words.clone(), kind };
        offer(format!("“{words}” is {noun}"), decision);
    }
    out
}

/// How many others of one surname are offered.
const BEARERS: usize = 3;

/// The types that are mistaken for each other.
const KINDS: [(EntityType, &str); 3] =
    [(EntityType::Person, "a person"), (EntityType::Organization, "an organisation"), (EntityType::Place, "a place")];

/// A day in the article may be the day of the article.
fn about_date(article: &Article, time: u32, path: &str) -> Option<Choice> {
    let time = article.findings.times.get(time as usize)?;
    let date = time.value.as_ref()?.parse().ok()?;
    let title = format!("This article is of {}", dates::with_weekday(date));
    Some(Choice { title, decision: Decision::Date { article: path.to_owned(), date } })
}
