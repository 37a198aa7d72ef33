//! He and she, where only one person can be meant.

use super::view::View;
use crate::read::layout::Sentence;
use crate::read::{EntityType, Form, Layout, Link, LocalId, Mention, Zone};
use crate::text::{Span, TokenKind};

/// A person mentioned: where, in which sentence, who. None for somebody without a name.
#[derive(Clone, Copy)]
struct Seen {
    start: u32,
    sentence: usize,
    entity: Option<u32>,
    /// It opens its sentence: the subject, as a rule.
    opens: bool,
}

/// More people than this in a few sentences, and nothing is sure.
const CROWD: usize = 24;

/// The pronouns that surely mean somebody, as mentions. `people`: mentions of people by name or description, in order;
/// `strangers`: descriptions of people not known; `male`: the gender of an entity, where it is known.
pub fn find(
    view: &View<'_, '_>,
    people: &[&Mention],
    strangers: &[Span],
    male: impl Fn(u32) -> Option<bool>,
) -> Vec<Mention> {
    let mut coming: Vec<Seen> = people.iter().map(|m| seen(view, m.span, Some(m.entity.0), m.title)).collect();
    coming.extend(strangers.iter().map(|s| seen(view, *s, None, None)));
    coming.sort_by_key(|s| s.start);
    let mut coming = coming.into_iter().peekable();
    let mut before: Vec<Seen> = Vec::new();
    let mut found = Vec::new();
    let told = told(view);
    for (s, sentence) in view.layout.sentences.iter().enumerate() {
        for t in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
            let token = view.layout.tokens[t];
            while let Some(next) = coming.next_if(|n| n.start < token.span.start) {
                before.push(next);
            }
            if token.kind != TokenKind::Word {
                continue;
            }
            let Some((is_male, case)) = pronoun(view.word(t)) else { continue };
            if view.is_quoted(token.span.start) {
                continue;
            }
            let fits = |e: u32| male(e).is_none_or(|m| m == is_male);
            let opens = t <= sentence.tokens.0 as usize + 2;
            if let Some((entity, confidence)) = antecedent(view, &told, &before, s, opens, case, fits) {
                before.push(Seen { start: token.span.start, sentence: s, entity: Some(entity), opens });
                found.push(Mention {
                    span: token.span,
                    kind: EntityType::Person,
                    form: Form::Pronoun,
                    title: None,
                    entity: LocalId(entity),
                    link: Link::Pronoun,
                    confidence,
                });
            }
        }
    }
    found
}

fn seen(view: &View<'_, '_>, span: Span, entity: Option<u32>, title: Option<Span>) -> Seen {
    let start = title.map_or(span.start, |t| t.start);
    let sentence = view.layout.sentence_at(span.start).unwrap_or(0);
    let first = view.layout.sentences.get(sentence).map_or(0, |s| s.tokens.0 as usize);
    Seen { start: span.start, sentence, entity, opens: view.token_from(start) <= first + 1 }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Subject,
    Object,
    Possessive,
}

/// Male or not, and the case.
fn pronoun(word: &str) -> Option<(bool, Case)> {
    Some(match word {
        "he" | "He" => (true, Case::Subject),
        "she" | "She" => (false, Case::Subject),
        "him" | "himself" => (true, Case::Object),
        "herself" => (false, Case::Object),
        "his" | "His" => (true, Case::Possessive),
        "her" | "Her" => (false, Case::Possessive),
        _ => return None,
    })
}

/// Of each sentence, how many before it tell the story: what is all in one quotation, and the words below a picture,
/// stand between "Lind resigned on Monday." and "“It was time. I am tired,” he said." without parting them.
fn told(view: &View<'_, '_>) -> Vec<usize> {
    let Layout { paragraphs, sentences, .. } = view.layout;
    let mut count = 0;
    let told = |sentence: &Sentence| {
        paragraphs.get(sentence.paragraph as usize).is_some_and(|p| tells(p.zone)) && !view.is_all_quoted(sentence.span)
    };
    let one = |sentence: &Sentence| {
        let before = count;
        count += usize::from(told(sentence));
        before
    };
    sentences.iter().map(one).collect()
}

/// Who is in a picture is not who the story tells of.
fn tells(zone: Zone) -> bool {
    zone.is_text() && zone != Zone::Caption
}

fn antecedent(
    view: &View<'_, '_>,
    told: &[usize],
    before: &[Seen],
    sentence: usize,
    opens: bool,
    case: Case,
    fits: impl Fn(u32) -> bool,
) -> Option<(u32, f32)> {
    let paragraph = view.layout.sentences[sentence].paragraph;
    let in_paragraph = |s: &Seen| view.layout.sentences[s.sentence].paragraph == paragraph;
    let compatible = |s: &&Seen| s.entity.is_none_or(&fits);
    let zone = |s: &Seen| view.layout.paragraphs[view.layout.sentences[s.sentence].paragraph as usize].zone;
    let told_of = |s: &&Seen| in_paragraph(s) || tells(zone(s));
    let recent: Vec<&Seen> = before
        .iter()
        .rev()
        .take(CROWD)
        .take_while(|s| told[s.sentence] + 1 >= told[sentence])
        .filter(|s| told_of(s) && compatible(s))
        .collect();
    let near: Vec<&Seen> = recent.iter().copied().filter(|s| in_paragraph(s)).collect();
    if let Some(only) = only(near.iter().copied()) {
        return only.map(|e| (e, 0.85));
    }
    if near.is_empty() {
        // The first sentence of a paragraph takes up the last of the paragraph before.
        return only(recent.iter().copied()).flatten().map(|e| (e, 0.7));
    }
    // Several: the subject of this sentence for what depends on it, the subject of the one before for a new sentence.
    let subject = |of: usize| near.iter().rev().find(|s| s.sentence == of && s.opens).and_then(|s| s.entity);
    match case {
        Case::Subject if opens && sentence > 0 => subject(sentence - 1).map(|e| (e, 0.6)),
        Case::Possessive => subject(sentence).map(|e| (e, 0.6)),
        _ => None,
    }
}

/// The one person of several mentions: Some(None) where it is somebody without a name.
fn only<'s>(mut seen: impl Iterator<Item = &'s Seen>) -> Option<Option<u32>> {
    let first = seen.next()?.entity;
    (seen.all(|s| s.entity == first)).then_some(first)
}
