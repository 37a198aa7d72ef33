//! Definite descriptions that can only mean one person of the article: "the Ukrainian president", "the former
//! president", "Ukraine’s leader".

use super::roles::{RoleHere, title};
use super::view::View;
use crate::read::names::lexicon::{LEXICON, flag};
use crate::read::{EntityType, Form, Link, LocalEntity, LocalId, Mention, Office};
use crate::text::Span;

/// A [`Description`](crate::read::Description) while its article is read.
pub struct DescriptionHere {
    pub span: Span,
    /// Of [`UNKNOWN`] if it is one of something without a name.
    pub office: Office<u32>,
    /// It is a role in something of theirs: "the commander of Norlandia’s navy".
    of_theirs: bool,
}

/// The descriptions that surely mean somebody, as mentions, and all others. `roles`: who holds which role, and where
/// his name is written first.
pub fn find(
    view: &View<'_, '_>,
    names: &[Mention],
    roles: &[(u32, u32, RoleHere)],
) -> (Vec<Mention>, Vec<DescriptionHere>) {
    let (mut found, mut unresolved) = (Vec::new(), Vec::new());
    let mut next = 0; // names[next..] end behind the current token
    for (s, sentence) in view.layout.sentences.iter().enumerate() {
        let (mut t, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        while t < end {
            while next < names.len() && names[next].span.end <= view.span(t).start {
                next += 1;
            }
            // The Office of *the President* is nobody's description.
            let in_name = names.get(next).is_some_and(|name| name.span.start < view.span(t).start);
            let described = if in_name { None } else { describe(view, names, next, t, end) };
            let Some((description, stop)) = described else {
                t += 1;
                continue;
            };
            let opens = t == sentence.tokens.0 as usize;
            let subject = || only_subject(view, &names[..next], s, &description, roles).filter(|_| opens);
            match holder(&description, roles).or_else(subject) {
                Some((entity, confidence)) => found.push(Mention {
                    span: description.span,
                    kind: EntityType::Person,
                    form: Form::Nominal,
                    title: None,
                    entity: LocalId(entity),
                    link: Link::Role,
                    confidence,
                }),
                None => unresolved.push(description),
            }
            t = stop.max(t + 1);
        }
    }
    (found, unresolved)
}

/// A description that starts at token `t`, and where it ends.
fn describe(
    view: &View<'_, '_>,
    names: &[Mention],
    next: usize,
    t: usize,
    end: usize,
) -> Option<(DescriptionHere, usize)> {
    let mut at = t;
    let mut next = next;
    let mut description = DescriptionHere { span: view.span(t), office: Office::default(), of_theirs: false };
    let article = matches!(view.word(t), "the" | "The");
    if article {
        at += 1;
    } else if !is_former(view.word(t)) && names.get(next).is_none_or(|n| n.span.start != view.span(t).start) {
        // Without an article only "Ukraine’s president", "former president of Ukraine".
        return None;
    }
    let mut words = Vec::new();
    let mut head = None;
    while at < end && at < t + 8 {
        if let Some(name) = names.get(next).filter(|n| n.span.start == view.span(at).start) {
            if name.kind == EntityType::Person || !words.is_empty() {
                break;
            }
            description.office.of.push(name.entity.0);
            at = view.token_from(name.span.end);
            next += 1;
            if matches!(view.word(at), "’s" | "'s" | "’" | "'") {
                at += 1;
            } else if !article {
                return None;
            }
            continue;
        }
        if is_former(view.word(at)) {
            description.office.former = true;
        } else if view.is(at, flag::ROLE)
            || head.is_some() && view.is(at, flag::ROLE_BEFORE) && view.is(at + 1, flag::ROLE)
        {
            words.push(view.word(at));
            head = Some(at);
        } else if view.is(at, flag::ROLE_BEFORE) && head.is_none() {
            words.push(view.word(at));
        } else {
            break;
        }
        at += 1;
    }
    let head = head?;
    if !article && description.office.of.is_empty() {
        return None;
    }
    let mut stop = head + 1;
    // "commander-in-chief"
    if view.word(head).eq_ignore_ascii_case("commander") && view.word(stop) == "in" && view.word(stop + 1) == "chief" {
        words.extend(["in", "chief"]);
        stop += 2;
    }
    // Before a name it is that name's title.
    let follows = |n: &Mention| n.span.start == view.span(stop).start && stop < end;
    if names.get(next).is_some_and(|n| follows(n) && n.kind == EntityType::Person) {
        return None;
    }
    if matches!(view.word(stop), "of" | "for") && stop + 1 < end {
        let of = stop + 1 + usize::from(view.word(stop + 1) == "the");
        match names[next..].iter().take(3).find(|n| n.span.start == view.span(of).start) {
            Some(name) if name.kind != EntityType::Person => {
                description.office.of.push(name.entity.0);
                stop = view.token_from(name.span.end);
                description.of_theirs = stop < end && matches!(view.word(stop), "’s" | "'s" | "’" | "'");
            }
            // Of something without a name: nobody's role that we know.
            _ => description.office.of.push(UNKNOWN),
        }
    }
    description.office.title = title(words.into_iter());
    description.span = Span { start: view.span(t).start, end: view.span(stop - 1).end };
    Some((description, stop))
}

/// Nothing with a name.
const UNKNOWN: u32 = u32::MAX;

impl DescriptionHere {
    /// The office it says somebody holds, if it names of what: "the Norlandian leader", but not "the leader".
    pub fn known(&self, entities: &[LocalEntity]) -> Option<Office> {
        // "The Norlandian leaders" are several.
        let one = |role: &str| LEXICON.classes(role) & flag::ROLE != 0;
        let head = self.office.title.rsplit(' ').next();
        let several = head.and_then(|head| head.strip_suffix('s')).is_some_and(one);
        let is_known = !self.office.of.is_empty() && !self.of_theirs && !several;
        is_known.then(|| self.office.known(entities))?
    }
}

fn is_former(word: &str) -> bool {
    word.eq_ignore_ascii_case("former") || word.eq_ignore_ascii_case("then")
}

/// The one person that a description means.
fn holder(description: &DescriptionHere, roles: &[(u32, u32, RoleHere)]) -> Option<(u32, f32)> {
    let fits = |(_, first, role): &&(u32, u32, RoleHere)| {
        let place = description.office.of.iter().all(|of| role.office.of.contains(of));
        // Without a country or body it takes up somebody already introduced.
        let known = !description.office.of.is_empty() || *first < description.span.start;
        // The commander of a land's navy is not the commander-in-chief of its forces.
        let same = role.office.title == description.office.title
            || !description.of_theirs && role.answers_to(&description.office.title);
        role.office.former == description.office.former && place && known && same
    };
    if let Some(holder) = only(roles.iter().filter(fits).map(|r| r.0)) {
        return Some((holder, if description.office.of.is_empty() { 0.75 } else { 0.9 }));
    }
    if !description.office.of.is_empty() {
        return None;
    }
    // "the president" among several presidents: the one who needs no country.
    let bare = |r: &&(u32, u32, RoleHere)| r.2.office.of.is_empty() && r.2.office.title == description.office.title;
    only(roles.iter().filter(fits).filter(bare).map(|r| r.0)).map(|holder| (holder, 0.65))
}

/// How sure a former holder is that the article does not call so.
const UNSTATED: f32 = 0.65;

/// Whom "The former president" at the start of a sentence takes up where nobody is said to be one: the subject of the
/// sentence before, if nobody else stands in the paragraph who may be meant. Whoever holds that office now is not meant.
fn only_subject(
    view: &View<'_, '_>,
    before: &[Mention],
    sentence: usize,
    description: &DescriptionHere,
    roles: &[(u32, u32, RoleHere)],
) -> Option<(u32, f32)> {
    if !description.office.former || !description.office.of.is_empty() {
        return None;
    }
    let last = sentence.checked_sub(1)?;
    let sentences = &view.layout.sentences;
    let paragraph = sentences.get(sentence)?.paragraph;
    let is_here = |m: &&Mention| sentences.get(view.sentence(m)).is_some_and(|s| s.paragraph == paragraph);
    let holds = |role: &RoleHere| !role.office.former && role.answers_to(&description.office.title);
    let holds_office = |m: &Mention| roles.iter().any(|(e, _, role)| *e == m.entity.0 && holds(role));
    let mut people = before
        .iter()
        .rev()
        .take_while(is_here)
        .filter(|m| m.kind == EntityType::Person && !holds_office(m) && view.sentence(m) < sentence)
        .peekable();
    let nearest = people.peek().filter(|m| view.sentence(m) == last)?.entity.0;
    Some((only(people.map(|m| m.entity.0))?, UNSTATED)).filter(|(entity, _)| *entity == nearest)
}

fn only(mut holders: impl Iterator<Item = u32>) -> Option<u32> {
    let first = holders.next()?;
    holders.all(|h| h == first).then_some(first)
}
