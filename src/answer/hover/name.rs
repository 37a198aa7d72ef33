//! Who or what a name, description or pronoun is.

use super::{Hover, Line, Piece, SURE, label, organization, place};
use crate::answer::counted;
use crate::answer::excerpt::{excerpt, quoted};
use crate::answer::subject::{Appearance, Subject, role};
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{EntityType, Form, Link, Mention, Quotation, Role};

pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32) -> Option<Hover> {
    let mention = article.findings.mentions.get(index as usize)?;
    let subject = Subject::new(corpus, article, mention.entity)?;
    let mut lines = vec![first_line(&subject, mention)];
    lines.extend(notes(corpus, article, &subject, mention));
    lines.extend(this_word(article, &subject, mention));
    lines.extend(its_government(article, mention));
    lines.extend(elsewhere(article, &subject));
    lines.extend(spellings(article, &subject, mention));
    lines.extend(counts(&subject));
    lines.extend(first_and_last(&subject));
    lines.extend(place::line(article, &subject));
    lines.extend(organization::line(&subject));
    lines.extend(organization::belongs(corpus, &subject));
    lines.extend(statements(article, &subject, mention));
    Some(Hover { span: mention.span, lines })
}

/// Names below this are likely, not sure; what only refers to somebody, as speakers do, below [`SURE`].
const SURE_NAME: f32 = 0.6;

/// "**Valerii Zaluzhnyi** · commander-in-chief of Ukraine’s armed forces"
fn first_line(subject: &Subject<'_>, mention: &Mention) -> Vec<Piece> {
    let sure = if mention.form == Form::Name { SURE_NAME } else { SURE };
    let doubt = if mention.confidence < sure { "probably " } else { "" };
    let what = match subject.role() {
        Some(role) => excerpt(&role.text, 80),
        None => match (subject.team(), subject.country()) {
            (Some(team), _) => team.noun(),
            (_, Some(country)) => format!("people · {country}"),
            _ => noun(subject.kind()).to_owned(),
        },
    };
    let line = if doubt.is_empty() { Line::default() } else { Line::default().text(doubt) };
    let line = line.strong(subject.name());
    if what.is_empty() { line.0 } else { line.text(format!(" · {what}")).0 }
}

/// What a kind is called where nothing better is known; people without a role go without.
fn noun(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "",
        EntityType::Organization => "organisation",
        EntityType::Place => "place",
        EntityType::Group => "people or group",
        EntityType::Event => "event",
        EntityType::Product => "product",
        EntityType::Work => "title of a work",
    }
}

/// What people noted about it, the latest first.
fn notes(corpus: &Corpus, article: &Article, subject: &Subject<'_>, mention: &Mention) -> Vec<Vec<Piece>> {
    let Some(entity) = &subject.entity else { return Vec::new() };
    let mut notes: Vec<&str> = corpus.notes(article, mention.entity, entity).collect();
    notes.reverse();
    notes.truncate(NOTES);
    notes.into_iter().map(|note| Line::default().text("Note: ").emphasis(excerpt(note, 160)).0).collect()
}

const NOTES: usize = 3;

/// Why this word means it, where the word alone does not say so.
fn this_word(article: &Article, subject: &Subject<'_>, mention: &Mention) -> Option<Vec<Piece>> {
    let word = excerpt(mention.span.of(&article.text), 60);
    let why = match (mention.form, mention.link) {
        (_, Link::Speaker) => "who speaks these words",
        (Form::Pronoun, _) => "a pronoun",
        (Form::Nominal, Link::Apposition) => "stands beside the name",
        (Form::Nominal, _) => "a description by role",
        (_, Link::Acronym) => "its short form",
        (_, Link::Alias) if name_key::fold(&word) != name_key::fold(subject.name()) => "another name for it",
        _ => return None,
    };
    Some(Line::default().quote(word).text(format!(" here: {why}")).0)
}

/// "Kyiv" here: the government of Ukraine.
fn its_government(article: &Article, mention: &Mention) -> Option<Vec<Piece>> {
    let country = article.government(mention)?;
    let word = excerpt(mention.span.of(&article.text), 60);
    Some(Line::default().quote(word).text(format!(" here: the government of {country}")).0)
}

/// What other articles call it, where this one says nothing or where one says "former" and the other does not.
fn elsewhere(article: &Article, subject: &Subject<'_>) -> Option<Vec<Piece>> {
    let here = subject.role();
    let telling = |other: &Role| here.is_none_or(|here| here.office.former != other.office.former);
    let others = subject.recent().take(SEARCHED).filter(|a| a.article.id != article.id);
    let mut found = others.filter_map(|a| Some((a, role(a.local)?)));
    let (appearance, role) = found.find(|(_, r)| telling(r))?;
    let line = Line::default().text(format!("Called {} in ", excerpt(&role.text, 70)));
    Some(line.article(appearance.article, role.span).0)
}

/// In how many appearances a role, or a statement, is looked for.
const SEARCHED: usize = 64;

/// "Also Zelensky (31), Zelenskyi (4)": the other spellings, most frequent first.
fn spellings(article: &Article, subject: &Subject<'_>, mention: &Mention) -> Option<Vec<Piece>> {
    let here = mention.span.of(&article.text);
    let others = subject.spellings().iter().filter(|(s, _)| s != subject.name() && s != here);
    let mut listed: Vec<String> = others.map(|(s, n)| format!("{} ({n})", excerpt(s, 40))).collect();
    if listed.is_empty() {
        return None;
    }
    let more = listed.len().saturating_sub(SPELLINGS);
    listed.truncate(SPELLINGS);
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    Some(Line::default().text(format!("Also {}", listed.join(", "))).0)
}

const SPELLINGS: usize = 6;

/// "47 mentions in 5 articles · 26 quotations"
fn counts(subject: &Subject<'_>) -> Option<Vec<Piece>> {
    let mentions = subject.mention_count() as usize;
    let quotations = subject.quotation_count() as usize;
    if mentions < 2 {
        return Some(Line::default().text("Mentioned nowhere else").0);
    }
    let mut text = counted(mentions, "mention");
    match subject.article_count() {
        1 => text.push_str(", all in this article"),
        n => text.push_str(&format!(" in {}", counted(n, "article"))),
    }
    if quotations > 0 {
        text.push_str(&format!(" · {}", counted(quotations, "quotation")));
    }
    Some(Line::default().text(text).0)
}

/// The first and the last article by date; without dates, where else.
fn first_and_last(subject: &Subject<'_>) -> Option<Vec<Piece>> {
    if subject.article_count() < 2 {
        return None;
    }
    let at = |line: Line, a: Appearance<'_>| match a.mentions().next() {
        Some(place) => line.article(a.article, place.span),
        None => line.text(label(a.article)),
    };
    let first = subject.appearances().next()?;
    if first.article.date().is_none() {
        let articles = subject.article_count();
        let mut line = Line::default().text("In ");
        let mut last = None;
        let mut shown = 0;
        for a in subject.appearances() {
            if last.replace(&a.article.id) == Some(&a.article.id) {
                continue;
            }
            if shown == 3 {
                return Some(line.text(format!(" and {} more (undated)", articles - shown)).0);
            }
            line = at(if shown > 0 { line.text(", ") } else { line }, a);
            shown += 1;
        }
        return Some(line.text(" (undated)").0);
    }
    let line = at(Line::default().text("First in "), first);
    match subject.recent().next().filter(|last| last.article.id != first.article.id) {
        Some(last) => Some(at(line.text(" · last in "), last).0),
        None => Some(line.0),
    }
}

/// The last two statements, but none that stands in the paragraph being read.
fn statements(article: &Article, subject: &Subject<'_>, mention: &Mention) -> Vec<Vec<Piece>> {
    let reading = article.paragraph(mention.span.start).map(|p| p.span);
    let statements = subject.recent().take(SEARCHED).flat_map(|a| a.statements().rev().map(move |q| (a, q)));
    let unread = |a: &Appearance<'_>, q: &Quotation| {
        a.article.id != article.id || reading.is_none_or(|reading| !reading.covers(q.span))
    };
    let worth = |a: &Appearance<'_>, q: &Quotation| q.span.of(&a.article.text).split_whitespace().count() >= WORDS;
    let shown = statements.filter(|(a, q)| unread(a, q) && worth(a, q)).take(2);
    shown
        .map(|(a, q)| {
            Line::default().quote(quoted(q.span.of(&a.article.text), 110)).text(" — ").article(a.article, q.span).0
        })
        .collect()
}

/// A statement of fewer words says nothing by itself.
const WORDS: usize = 4;
