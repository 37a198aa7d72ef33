//! Who holds which office in a body or land, by what articles call people.

use super::Place;
use super::belonging::SEARCHED;
use super::subject::{Appearance, Subject};
use crate::corpus::{Article, Corpus};
use crate::read::{EntityType, LocalId, Office, Role};

/// An office in a body or land, and who holds it or held it: the latest first.
pub(super) struct Seat<'a> {
    pub title: &'a str,
    pub holders: Vec<Holder<'a>>,
}

/// Somebody in an office, as one article says.
pub(super) struct Holder<'a> {
    pub subject: Subject<'a>,
    pub article: &'a Article,
    pub role: &'a Role,
}

impl Holder<'_> {
    pub fn place(&self) -> Place {
        Place { article: self.article.id.clone(), span: self.role.span }
    }

    /// "Hanna Sor", "formerly Petro Sor"
    pub fn text(&self) -> String {
        let formerly = if self.role.office.former { "formerly " } else { "" };
        format!("{formerly}{}", self.subject.name())
    }
}

/// The offices that articles state in a body or land, those of the latest articles first; each holder once.
pub(super) fn seats<'a>(corpus: &'a Corpus, of: &Subject<'a>) -> Vec<Seat<'a>> {
    let mut seats: Vec<Seat<'a>> = Vec::new();
    for appearance in of.recent().take(SEARCHED) {
        for (id, role) in stated(appearance) {
            let title = role.office.title.as_str();
            let seat = match seats.iter().position(|seat| seat.title == title) {
                Some(at) => &mut seats[at],
                None if seats.len() < MOST => {
                    seats.push(Seat { title, holders: Vec::new() });
                    let last = seats.len() - 1;
                    &mut seats[last]
                }
                None => continue,
            };
            let Some(subject) = Subject::new(corpus, appearance.article, id) else { continue };
            if seat.holders.len() < MOST && !seat.holders.iter().any(|holder| holder.subject.is_same(&subject)) {
                seat.holders.push(Holder { subject, article: appearance.article, role });
            }
        }
    }
    seats
}

/// More offices, and more holders of one, nobody reads.
const MOST: usize = 100;

/// The roles that an article states in a body or land, and who has them.
fn stated<'a>(of: Appearance<'a>) -> impl Iterator<Item = (LocalId, &'a Role)> {
    let people = of.article.findings.entities.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Person);
    let roles = people.flat_map(|(person, id)| person.roles.iter().map(move |role| (LocalId(id), role)));
    roles.filter(move |(_, role)| !role.office.title.is_empty() && role.office.of.contains(&of.local.key))
}

/// The bodies and lands that an office is one of, in the article that states it.
pub(super) fn bodies<'a>(corpus: &'a Corpus, article: &'a Article, office: &Office) -> Vec<Subject<'a>> {
    let entities = || article.findings.entities.iter().zip(0..).filter(|(e, _)| e.kind != EntityType::Person);
    let body = |key: &String| {
        let (_, id) = entities().find(|(e, _)| e.key == *key)?;
        Subject::new(corpus, article, LocalId(id))
    };
    office.of.iter().filter_map(body).collect()
}
