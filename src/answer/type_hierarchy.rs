//! What stands above and below somebody or something, by what articles say: a person, the offices he holds, the body
//! they are offices of, and what that belongs to.

use std::collections::BTreeSet;

use super::belonging::{SEARCHED, Tie, parts, wholes};
use super::line::where_it_stands;
use super::offices::{Holder, Seat, bodies, seats};
use super::subject::{Subject, role_at};
use super::{Place, Target, target};
use crate::corpus::{Article, Corpus};
use crate::read::{EntityType, Form, Role};
use crate::text::Span;

/// Somebody, something or an office, where an article speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    pub name: String,
    /// None: an office.
    pub kind: Option<EntityType>,
    /// Who holds it, what it is to the one asked about, or the article.
    pub detail: String,
    /// The name, or the words that state the office: by them it is known again.
    pub place: Place,
    /// The sentence that tells.
    pub sentence: Span,
}

/// Who or what stands at an offset; on the words of a role, the office.
pub fn rung(corpus: &Corpus, article: &Article, offset: u32) -> Option<Rung> {
    let at = Span { start: offset, end: offset };
    let rung = match asked(corpus, article, at)? {
        Asked::Office(subject, role) => office(article, role, subject.name()),
        Asked::Entity(subject, span) => {
            let role = subject.role().map(|role| role.text.clone());
            entity(&subject, article, span, role.unwrap_or_else(|| where_it_stands(article)))
        }
    };
    Some(rung)
}

/// What stands above what is at a place: an item's own, or any other.
pub fn above(corpus: &Corpus, article: &Article, at: Span) -> Vec<Rung> {
    match asked(corpus, article, at) {
        None => Vec::new(),
        Some(Asked::Office(_, role)) => {
            let here = |subject: &Subject<'_>| {
                entity(subject, article, named(subject, article, role.span), where_it_stands(article))
            };
            bodies(corpus, article, &role.office).iter().map(here).collect()
        }
        Some(Asked::Entity(subject, _)) if subject.kind() == EntityType::Person => held(corpus, &subject),
        Some(Asked::Entity(subject, _)) => wholes(corpus, &subject).iter().map(|tie| tied(tie, false)).collect(),
    }
}

/// What stands below it.
pub fn below(corpus: &Corpus, article: &Article, at: Span) -> Vec<Rung> {
    match asked(corpus, article, at) {
        None => Vec::new(),
        Some(Asked::Office(subject, role)) => {
            let title = &role.office.title;
            let mut holders: Vec<Holder<'_>> = Vec::new();
            for body in bodies(corpus, article, &role.office) {
                let seat = seats(corpus, &body).into_iter().find(|seat| seat.title == title);
                for holder in seat.into_iter().flat_map(|seat| seat.holders) {
                    if !holders.iter().any(|other| other.subject.is_same(&holder.subject)) {
                        holders.push(holder);
                    }
                }
            }
            if holders.is_empty() {
                holders.push(Holder { subject, article, role });
            }
            holders.iter().map(holder).collect()
        }
        Some(Asked::Entity(subject, _)) if subject.kind() == EntityType::Person => Vec::new(),
        Some(Asked::Entity(subject, _)) => {
            let offices = seats(corpus, &subject).into_iter().filter_map(|seat| staffed(&seat));
            offices.chain(parts(corpus, &subject).iter().map(|tie| tied(tie, true))).collect()
        }
    }
}

/// What a question is about.
enum Asked<'a> {
    /// An office, by somebody's role that states it.
    Office(Subject<'a>, &'a Role),
    Entity(Subject<'a>, Span),
}

/// A role of exactly that place goes before the names in it; where only a point is asked for, behind them.
fn asked<'a>(corpus: &'a Corpus, article: &'a Article, at: Span) -> Option<Asked<'a>> {
    let findings = &article.findings;
    let on_name = findings.mentions.iter().any(|m| m.form != Form::Nominal && m.span.contains(at.start));
    let exact = |span: Span| span == at || at.is_empty() && !on_name && span.touches(at.start);
    if let Some((id, role)) = role_at(article, exact) {
        return Some(Asked::Office(Subject::new(corpus, article, id)?, role));
    }
    let Target::Mention(i) = target(article, at.start)? else { return None };
    let mention = findings.mentions.get(i as usize)?;
    Some(Asked::Entity(Subject::new(corpus, article, mention.entity)?, mention.span))
}

/// The offices of a person, the latest first, each once; one of which no body is said only where it is not said of any.
fn held(corpus: &Corpus, person: &Subject<'_>) -> Vec<Rung> {
    let recent = || person.recent().take(SEARCHED);
    let all = || recent().flat_map(|a| a.local.roles.iter().map(move |role| (a.article, role)));
    let titled = |(_, role): &(&Article, &Role)| !role.office.title.is_empty();
    let of_a_body = all().filter(|(_, role)| !role.office.of.is_empty());
    let known: BTreeSet<&str> = of_a_body.map(|(_, role)| role.office.title.as_str()).collect();
    let mut seen: Vec<(&str, Vec<String>, bool)> = Vec::new();
    let mut out = Vec::new();
    for (article, role) in all().filter(titled) {
        if role.office.of.is_empty() && known.contains(role.office.title.as_str()) {
            continue;
        }
        if out.len() == MOST {
            break;
        }
        let of: Vec<String> = bodies(corpus, article, &role.office).iter().map(|body| body.name().to_owned()).collect();
        let this = (role.office.title.as_str(), of, role.office.former);
        if seen.contains(&this) {
            continue;
        }
        let what = if this.1.is_empty() { where_it_stands(article) } else { this.1.join(", ") };
        out.push(office(article, role, &format!("{}{what}", if this.2 { "formerly · " } else { "" })));
        seen.push(this);
    }
    out
}

/// More offices of one person nobody reads.
const MOST: usize = 100;

fn entity(subject: &Subject<'_>, article: &Article, span: Span, detail: String) -> Rung {
    Rung {
        name: subject.name().to_owned(),
        kind: Some(subject.kind()),
        detail,
        place: Place { article: article.id.clone(), span },
        sentence: article.sentence(span.start).unwrap_or(span),
    }
}

fn office(article: &Article, role: &Role, detail: &str) -> Rung {
    Rung {
        name: role.office.title.clone(),
        kind: None,
        detail: detail.to_owned(),
        place: Place { article: article.id.clone(), span: role.span },
        sentence: article.sentence(role.span.start).unwrap_or(role.span),
    }
}

/// An office with who holds it: "Hanna Sor, formerly Petro Sor".
fn staffed(seat: &Seat<'_>) -> Option<Rung> {
    let latest = seat.holders.first()?;
    let holders: Vec<String> = seat.holders.iter().take(NAMED).map(Holder::text).collect();
    let more = if seat.holders.len() > NAMED { " …" } else { "" };
    Some(office(latest.article, latest.role, &format!("{}{more}", holders.join(", "))))
}

/// How many holders of an office stand beside it.
const NAMED: usize = 3;

fn holder(holder: &Holder<'_>) -> Rung {
    let formerly = if holder.role.office.former { "formerly · " } else { "" };
    let span = named(&holder.subject, holder.article, holder.role.span);
    let detail = format!("{formerly}{}", where_it_stands(holder.article));
    Rung {
        sentence: holder.article.sentence(holder.role.span.start).unwrap_or(span),
        ..entity(&holder.subject, holder.article, span, detail)
    }
}

/// A body above or below another: "subsidiary of Veltrax"; below, its own words are about the one asked for.
fn tied(tie: &Tie<'_>, below: bool) -> Rung {
    let standing = where_it_stands(tie.article);
    let detail = if below { format!("{} · {standing}", tie.relation) } else { standing };
    let rung = entity(&tie.subject, tie.article, tie.mention, detail);
    Rung { sentence: rung.sentence.join(tie.words), ..rung }
}

/// Where an article names somebody: inside some words or next to them, or else first.
fn named(subject: &Subject<'_>, article: &Article, near: Span) -> Span {
    let mentions = subject.local.mentions.iter().filter_map(|&m| article.findings.mentions.get(m as usize));
    let names = mentions.filter(|m| m.form == Form::Name).map(|m| m.span);
    names.min_by_key(|span| (!near.covers(*span), span.start.abs_diff(near.start), span.start)).unwrap_or(near)
}
