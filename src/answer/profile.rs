//! All that the corpus knows of somebody or something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::belonging::{Tie, parts, wholes};
use super::excerpt::quoted;
use super::line::{Line, Piece};
use super::offices::{Holder, Seat, seats};
use super::subject::{Appearance, Subject, best_introduction};
use super::symbols::matching;
use super::{Place, counted};
use crate::corpus::{Article, Corpus, Entity, EntityId, name_key};
use crate::read::{EntityType, LocalId};

/// What is known of an entity, most telling first.
#[derive(Clone, Debug)]
pub struct Profile {
    pub entity: Arc<Entity>,
    pub introduction: Option<Place>,
    pub notes: Vec<String>,
    /// What articles call it, each role once, in time order.
    pub roles: Vec<(String, Place)>,
    /// What it belongs to: "unit of Veltrax".
    pub wholes: Vec<(String, Place)>,
    /// Who holds which office in it: "president: Hanna Sor", offices of the latest articles first.
    pub offices: Vec<(String, Place)>,
    /// What belongs to it: "Harbour Lines (unit of it)".
    pub parts: Vec<(String, Place)>,
    /// What it says, the latest first.
    pub statements: Most<(String, Place)>,
    /// Who and what stands in the same articles, with the number of those articles.
    pub beside: Most<(String, usize)>,
    /// Others of its surname or name.
    pub bearers: Vec<String>,
    /// Its first mention in each article, in time order.
    pub articles: Vec<Place>,
}

/// The first of a list that may be long.
#[derive(Clone, Debug)]
pub struct Most<T> {
    pub shown: Vec<T>,
    /// How many there are besides.
    pub more: usize,
}

/// How many statements are shown.
const STATEMENTS: usize = 500;

/// The profile of an entity.
pub fn profile(corpus: &Corpus, entity: &Arc<Entity>) -> Option<Profile> {
    let first = entity.appearances.first()?;
    let article = corpus.article(&first.article)?;
    let subject = Subject::new(corpus, article, first.local)?;
    let appearances = subject.in_time();
    let mut statements =
        appearances.latest_first().flat_map(|a| a.statements().rev().map(move |q| (a.article, q.span)));
    let place = |article: &Article, span| Place { article: article.id.clone(), span };
    Some(Profile {
        entity: entity.clone(),
        introduction: best_introduction(appearances.all.iter().copied()).map(|introduction| introduction.place),
        notes: corpus.notes(article, first.local, entity).map(str::to_owned).collect(),
        roles: roles(appearances.all.iter().copied()),
        wholes: wholes(corpus, &subject).iter().map(|tie| (tie.text(), tie.place())).collect(),
        offices: offices(corpus, &subject),
        parts: parts(corpus, &subject).iter().map(|tie| (part(tie), tie.place())).collect(),
        statements: Most {
            shown: statements
                .by_ref()
                .take(STATEMENTS)
                .map(|(a, span)| (quoted(span.of(&a.text), usize::MAX), place(a, span)))
                .collect(),
            more: statements.count(),
        },
        beside: beside(corpus, entity),
        bearers: corpus.bearers(article, first.local).into_iter().map(|other| other.name.clone()).collect(),
        articles: first_mentions(&appearances.all),
    })
}

/// A part of a profile as a reader sees it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Empty for what needs no heading.
    pub title: &'static str,
    pub lines: Vec<Vec<Piece>>,
    /// How many lines are left out.
    pub more: usize,
}

impl Profile {
    /// The profile in words, without its name; parts of which nothing is known are left out.
    pub fn sections(&self, corpus: &Corpus) -> Vec<Section> {
        let entity = &self.entity;
        let at = |line: Line, place: &Place| match corpus.article(&place.article) {
            Some(article) => line.article(article, place.span),
            None => line,
        };
        let counts = [
            format!("{} in {}", counted(entity.mentions as usize, "mention"), counted(self.articles.len(), "article")),
            counted(entity.quotations as usize, "quotation"),
        ];
        let spellings = entity.spellings.iter().map(|(spelling, n)| format!("{spelling} ({n})"));
        let mut summary = vec![
            Line::default().text(counts.join(", ")),
            Line::default().text(format!("Spelled {}", spellings.collect::<Vec<_>>().join(", "))),
        ];
        summary.extend(self.introduction.as_ref().map(|place| at(Line::default().text("Introduced in "), place)));
        summary.extend(self.notes.iter().map(|note| Line::default().text("Note: ").emphasis(note.as_str())));
        let placed = |(words, place): &(String, Place)| at(Line::default().text(format!("{words} — ")), place);
        let said = |(words, place): &(String, Place)| at(Line::default().quote(words.as_str()).text(" — "), place);
        let beside = |(name, n): &(String, usize)| Line::default().text(format!("{name}, {}", counted(*n, "article")));
        let article = |place: &Place| at(Line::default(), place);
        let sections = [
            ("", summary, 0),
            ("Called", self.roles.iter().map(placed).collect(), 0),
            ("Belongs", self.wholes.iter().map(placed).collect(), 0),
            ("Offices", self.offices.iter().map(placed).collect(), 0),
            ("Belong to it", self.parts.iter().map(placed).collect(), 0),
            ("Says", self.statements.shown.iter().map(said).collect(), self.statements.more),
            ("Beside", self.beside.shown.iter().map(beside).collect(), self.beside.more),
            (
                "Not to be confused with",
                self.bearers.iter().map(|name| Line::default().text(name.as_str())).collect(),
                0,
            ),
            ("Articles", self.articles.iter().map(article).collect(), 0),
        ];
        let lines = |lines: Vec<Line>| lines.into_iter().map(|line| line.0).collect();
        let sections = sections.into_iter().filter(|(_, lines, _)| !lines.is_empty());
        sections.map(|(title, of, more)| Section { title, lines: lines(of), more }).collect()
    }
}

/// The entities that go by a name, the most frequent first; those whose spellings are like it, if none does.
pub fn called<'a>(corpus: &'a Corpus, name: &str) -> Vec<&'a Arc<Entity>> {
    let wanted = name_key::fold(name);
    let goes_by = |entity: &&Arc<Entity>| {
        name_key::fold(&entity.name) == wanted || entity.spellings.iter().any(|(s, _)| name_key::fold(s) == wanted)
    };
    let mut found: Vec<&Arc<Entity>> = corpus.entities().filter(goes_by).collect();
    if found.is_empty() {
        return matching(corpus, name);
    }
    found.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    found
}

/// Every place that mentions an entity, articles in time order; pronouns and descriptions included.
pub fn appearances(corpus: &Corpus, entity: &Entity) -> Vec<Place> {
    let Some(first) = entity.appearances.first() else { return Vec::new() };
    let Some(article) = corpus.article(&first.article) else { return Vec::new() };
    Subject::new(corpus, article, first.local).map_or_else(Vec::new, |subject| mentions(&subject.in_time().all))
}

fn mentions(appearances: &[Appearance<'_>]) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    let mut from = 0;
    for appearance in appearances {
        // An article may have it twice, as two who the corpus knows are one.
        if out.last().is_some_and(|last| last.article != appearance.article.id) {
            from = out.len();
        }
        out.extend(appearance.mentions());
        out[from..].sort_by_key(|place| place.span);
    }
    out
}

fn first_mentions(appearances: &[Appearance<'_>]) -> Vec<Place> {
    let mut out = mentions(appearances);
    out.dedup_by(|next, first| next.article == first.article);
    out
}

fn roles<'a>(appearances: impl Iterator<Item = Appearance<'a>>) -> Vec<(String, Place)> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for appearance in appearances {
        for role in &appearance.local.roles {
            if seen.insert(name_key::fold(&role.text)) {
                let place = Place { article: appearance.article.id.clone(), span: role.span };
                out.push((role.text.clone(), place));
            }
        }
    }
    out
}

/// "president: Hanna Sor", "president: formerly Petro Sor"
fn offices(corpus: &Corpus, subject: &Subject<'_>) -> Vec<(String, Place)> {
    if subject.kind() == EntityType::Person {
        return Vec::new();
    }
    let held = |seat: Seat<'_>| {
        let line = |holder: &Holder<'_>| (format!("{}: {}", seat.title, holder.text()), holder.place());
        seat.holders.iter().map(line).collect::<Vec<_>>()
    };
    seats(corpus, subject).into_iter().flat_map(held).collect()
}

/// "Harbour Lines (unit of it)"
fn part(tie: &Tie<'_>) -> String {
    format!("{} ({} it)", tie.subject.name(), tie.relation)
}

/// How many companions are named.
const COMPANIONS: usize = 8;

fn beside(corpus: &Corpus, entity: &Entity) -> Most<(String, usize)> {
    let mut counts: BTreeMap<EntityId, (String, usize)> = BTreeMap::new();
    for id in entity.articles() {
        let Some(article) = corpus.article(id) else { continue };
        let locals = 0..article.findings.entities.len() as u32;
        let others = locals.filter_map(|i| corpus.entity_of(id, LocalId(i)));
        let telling = |other: &Arc<Entity>| {
            matches!(other.kind, EntityType::Person | EntityType::Organization) && other.id != entity.id
        };
        let mut met = BTreeSet::new();
        for other in others.filter(telling) {
            if met.insert(other.id.clone()) {
                counts.entry(other.id.clone()).or_insert_with(|| (other.name.clone(), 0)).1 += 1;
            }
        }
    }
    let mut shown: Vec<(String, usize)> = counts.into_values().collect();
    shown.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let more = shown.len().saturating_sub(COMPANIONS);
    shown.truncate(COMPANIONS);
    Most { shown, more }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::corpus::Index;
    use crate::corpus::sample::article;

    #[test]
    fn an_undated_article_stands_where_others_imply_and_one_of_which_nothing_is_known_last() {
        const SAID: &str = "“The river has no flag and no master,” Halyna Sorokun said on Tuesday.";
        let mut index = Index::new();
        let later = "“The dam is open,” Halyna Sorokun, the mayor, said.";
        let nowhere = "“I like the river,” Halyna Sorokun said.";
        for (id, day, text) in [
            ("4", None, nowhere),
            ("3", None, SAID),
            ("2", Some(date(2024, 4, 14)), later),
            ("1", Some(date(2024, 3, 14)), SAID),
        ] {
            index.add(article(id, day, text));
        }
        let corpus = index.snapshot();
        let found = called(&corpus, "Halyna Sorokun");
        let told = profile(&corpus, found[0]).unwrap();
        let ids = |places: Vec<&Place>| places.iter().map(|p| p.article.as_str().to_owned()).collect::<String>();
        assert_eq!(ids(told.articles.iter().collect()), "3124");
        assert_eq!(ids(told.statements.shown.iter().map(|(_, place)| place).collect()), "2134");
    }
}
