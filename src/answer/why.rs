//! Why a name, a description or a pronoun is taken for somebody.

use super::excerpt::excerpt;
use super::line::{Line, Piece};
use super::subject::Subject;
use super::{Target, counted, target};
use crate::corpus::decisions::write_line;
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{EntityType, Form, Link, Mention};

/// The reasons for taking some words for somebody.
#[derive(Clone, Debug)]
pub struct Why {
    /// The words, as they stand there.
    pub words: String,
    /// Whom they are taken for.
    pub name: String,
    /// What says so: in this article, in others, and by somebody's decision.
    pub lines: Vec<Vec<Piece>>,
}

/// Why the words at an offset mean whom they are said to mean; None where they mean nobody.
pub fn why(corpus: &Corpus, article: &Article, offset: u32) -> Option<Why> {
    let Target::Mention(i) = target(article, offset)? else { return None };
    let mention = article.findings.mentions.get(i as usize)?;
    let subject = Subject::of_mention(corpus, article, i)?;
    let mut lines = vec![here(article, &subject, mention)];
    lines.push(Line::default().text(format!("Confidence {:.2}", mention.confidence)).0);
    lines.extend(office(article, &subject, mention));
    lines.extend(elsewhere(article, &subject));
    lines.extend(decided(corpus, article, &subject, mention));
    let others: Vec<&str> = corpus.bearers(article, mention.entity).into_iter().map(|other| &*other.name).collect();
    if !others.is_empty() {
        let shown = others.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        let more = others.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.push(Line::default().text(format!("Not one with {shown}{more}")).0);
    }
    Some(Why { words: excerpt(mention.span.of(&article.text), 60), name: subject.name().to_owned(), lines })
}

/// How many of many are shown.
const SHOWN: usize = 5;

/// The rule that joined the words to the others of this article, and the place it went by.
fn here(article: &Article, subject: &Subject<'_>, mention: &Mention) -> Vec<Piece> {
    let rule = match mention.link {
        Link::First => "is where this article first speaks of it",
        Link::SameName => "is the name that stands in",
        Link::FullName => "is a shorter or longer form of the name in",
        Link::Surname => "is the surname of the one named in",
        Link::Acronym => "is the short form of the name in",
        Link::Alias => "is in the tables as another name of the one in",
        Link::Apposition => "stands beside the name in",
        Link::Role => "describes, by a role, the one named in",
        Link::Speaker => "is said by the speaker, named in",
        Link::Decided => "is this one by somebody’s decision, as in",
        Link::Pronoun => "stands for the likeliest of those named before it, in",
    };
    let line = Line::default().quote(excerpt(mention.span.of(&article.text), 60)).text(format!(" {rule}"));
    if mention.link == Link::First {
        return line.0;
    }
    let mentions = subject.local.mentions.iter().filter_map(|&m| article.findings.mentions.get(m as usize));
    let named = mentions.filter(|m| m.form == Form::Name && m.span != mention.span);
    let full = named.clone().find(|m| name_key::tidy(m.span.of(&article.text)) == subject.local.name);
    let before = named.clone().rfind(|m| m.span.end <= mention.span.start);
    let by = match mention.form {
        Form::Pronoun => before.or(full),
        _ => full.or(before),
    };
    match by.or_else(|| named.clone().next()) {
        Some(by) => line.text(" ").this(article, by.span).0,
        None => line.text(" this article").0,
    }
}

/// Which article says that somebody is what a description calls him, where this one does not.
fn office(article: &Article, subject: &Subject<'_>, mention: &Mention) -> Option<Vec<Piece>> {
    let described = article.findings.descriptions.iter().find(|d| d.span == mention.span)?;
    let found = subject.recent().find_map(|appearance| {
        let role =
            appearance.local.roles.iter().find(|role| {
                role.office.former == described.office.former && role.office.answers_to(&described.office)
            })?;
        Some((appearance.article, role))
    });
    let (told, role) = found?;
    Some(Line::default().text("Called ").quote(excerpt(&role.text, 60)).text(" in ").article(told, role.span).0)
}

/// What joined this article's to others', the latest of which are shown.
fn elsewhere(article: &Article, subject: &Subject<'_>) -> Vec<Vec<Piece>> {
    let others = subject.article_count().saturating_sub(1);
    if others == 0 {
        return Vec::new();
    }
    let local = subject.local;
    let rule = match local.kind {
        EntityType::Person if local.given.is_empty() => {
            "only the surname stands here, and it has one bearer, or one far more prominent than the others"
        }
        EntityType::Person => "full names that agree",
        _ => "the same name, however it is spelled",
    };
    let mut lines = vec![Line::default().text(format!("One with {}: {rule}", counted(others, "other article"))).0];
    let mut last = None;
    let recent = subject.recent().filter(|a| a.article.id != article.id);
    let once = recent.filter(|a| last.replace(&a.article.id) != Some(&a.article.id)).take(SHOWN);
    for appearance in once {
        if let Some(place) = appearance.mentions().next() {
            let words = excerpt(place.span.of(&appearance.article.text), 40);
            lines.push(Line::default().quote(words).text(" in ").article(appearance.article, place.span).0);
        }
    }
    lines
}

/// What people decided of who it is.
fn decided(corpus: &Corpus, article: &Article, subject: &Subject<'_>, mention: &Mention) -> Vec<Vec<Piece>> {
    let Some(entity) = &subject.entity else { return Vec::new() };
    let decided = corpus.decided(article, mention.entity, entity).into_iter().take(SHOWN);
    let line = |decision| {
        let line = write_line(&decision).replace('\t', "  ");
        Line::default().text("Decided: ").emphasis(line).0
    };
    decided.map(line).collect()
}
