//! The reader's word above the machine's: whom words mean, who says a statement, and who is nobody of another article.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::coreference::{PersonName, entity_key};
use super::decided::Means;
use super::fold::tidy;
use super::names::Name;
use super::{Decided, EntityType, Form, Link, LocalEntity, LocalId, Mention, QuotationKind, Said, Speaker, Who, Word};
use crate::text::{Span, Tidied};

/// Let statements be said by those whom somebody named: each is given the nearest place that names its speaker, as if
/// the text had said so, and everything else about it is found out from there. `tidied`: the text.
pub fn speakers(text: &str, tidied: &Tidied<'_>, decided: &Decided, names: &[Name], said: &mut Said) {
    for (statement, who) in speakers_of(text, tidied, decided, said) {
        let near = |name: &&Name| name.span.start.abs_diff(statement.span(said).start);
        let named = names.iter().filter(|name| who.is(name.kind, &tidy(name.span.of(text)))).min_by_key(near);
        let at = statement.span(said).start;
        let span = named.map_or(Span { start: at, end: at }, |name| name.span);
        statement.say(said, Speaker { span, entity: None });
    }
}

/// Let mentions and statements be of those whom somebody named. `tidied`: the text. Gives those who are nobody of another article.
pub fn entities(
    text: &str,
    tidied: &Tidied<'_>,
    decided: &[Arc<Decided>],
    mentions: &mut Vec<Mention>,
    entities: &mut Vec<LocalEntity>,
    said: &mut Said,
) -> Vec<LocalId> {
    if decided.iter().all(|decided| decided.leaves_alone()) {
        return Vec::new();
    }
    let at = mentions.iter().enumerate().map(|(i, mention)| (mention.span, i)).collect();
    let mut article =
        Article { text, tidied, mentions, entities, said, at, touched: BTreeSet::new(), split: BTreeSet::new() };
    for decided in decided.iter().filter(|decided| !decided.leaves_alone()) {
        article.follow(decided);
    }
    article.finish()
}

/// A statement, by its index.
#[derive(Clone, Copy)]
enum Statement {
    Quotation(usize),
    Reported(usize),
}

impl Statement {
    fn span(self, said: &Said) -> Span {
        match self {
            Statement::Quotation(i) => said.quotations[i].span,
            Statement::Reported(i) => said.reported[i].span,
        }
    }

    fn say(self, said: &mut Said, speaker: Speaker) {
        match self {
            Statement::Quotation(i) => {
                let quotation = &mut said.quotations[i];
                quotation.speaker = Some(speaker);
                quotation.confidence = 1.0;
                quotation.unattributed = false;
                quotation.via = None;
                if !quotation.kind.is_statement() {
                    quotation.kind = QuotationKind::Mixed;
                }
            }
            Statement::Reported(i) => {
                said.reported[i].speaker = Some(speaker);
                said.reported[i].confidence = 1.0;
            }
        }
    }
}

/// The statements of which somebody named the speaker, all paragraphs of each, in the order in which it was said.
fn speakers_of(text: &str, tidied: &Tidied<'_>, decided: &Decided, said: &Said) -> Vec<(Statement, Who)> {
    let quotations = said.quotations.iter().enumerate().map(|(i, q)| (Statement::Quotation(i), q.span));
    let reported = said.reported.iter().enumerate().map(|(i, r)| (Statement::Reported(i), r.span));
    let all: Vec<(Statement, Span)> = quotations.chain(reported).collect();
    let of_words = all.iter().filter_map(|&(s, span)| Some((s, decided.says(span.of(text))?.clone())));
    let of_places = decided.places().iter().filter_map(|(anchor, word)| {
        let Word::Says(who) = word else { return None };
        let there = anchor.find(tidied)?;
        let most = all.iter().max_by_key(|(_, span)| (span.common(there), std::cmp::Reverse(span.len())))?;
        (2 * most.1.common(there) as usize > there.len()).then(|| (most.0, who.clone()))
    });
    let named: Vec<(Statement, Who)> = of_words.chain(of_places).collect();
    named.into_iter().flat_map(|(s, who)| whole(s, said).into_iter().map(move |s| (s, who.clone()))).collect()
}

/// A statement and its other paragraphs.
fn whole(statement: Statement, said: &Said) -> Vec<Statement> {
    let Statement::Quotation(i) = statement else { return vec![statement] };
    let mut first = i;
    // A paragraph continues an earlier one.
    while let Some(before) = said.quotations[first].continues.map(|b| b as usize).filter(|b| *b < first) {
        first = before;
    }
    let mut parts = BTreeSet::from([first, i]);
    for (j, q) in said.quotations.iter().enumerate().skip(first + 1) {
        if q.continues.is_some_and(|before| parts.contains(&(before as usize))) {
            parts.insert(j);
        }
    }
    parts.into_iter().map(Statement::Quotation).collect()
}

/// An article on its way from what was read to what somebody said of it.
struct Article<'a> {
    text: &'a str,
    tidied: &'a Tidied<'a>,
    /// In no order while this is at work; those that are none any more belong to nobody.
    mentions: &'a mut Vec<Mention>,
    entities: &'a mut Vec<LocalEntity>,
    said: &'a mut Said,
    at: HashMap<Span, usize>,
    /// The entities that have lost or won mentions.
    touched: BTreeSet<u32>,
    split: BTreeSet<u32>,
}

/// The entity of a mention that is none.
const NOBODY: LocalId = LocalId(u32::MAX);

impl Article<'_> {
    fn follow(&mut self, decided: &Decided) {
        self.words(decided);
        for (anchor, word) in decided.places() {
            let (Word::Is(_) | Word::IsNot(_)) = word else { continue };
            let Some(span) = anchor.find(self.tidied) else { continue };
            match word {
                Word::Is(who) => {
                    let to = self.called(who);
                    let mention = self.mention_at(span, to);
                    self.give(mention, to);
                }
                Word::IsNot(who) => {
                    if let Some(&mention) = self.at.get(&span).filter(|&&m| self.is(self.mentions[m].entity, who)) {
                        let to = self.another(mention);
                        self.give(mention, to);
                    }
                }
                _ => {}
            }
        }
        for (statement, who) in speakers_of(self.text, self.tidied, decided, self.said) {
            let to = self.called(&who);
            self.speaks(statement, to);
        }
        for who in decided.split() {
            let split = (0..self.entities.len() as u32).filter(|&e| self.is(LocalId(e), who));
            self.split.extend(split.collect::<Vec<_>>());
        }
    }

    /// What was said of names wherever they stand.
    fn words(&mut self, decided: &Decided) {
        let mut others: BTreeMap<(LocalId, String), LocalId> = BTreeMap::new();
        for i in 0..self.mentions.len() {
            let Mention { span, form: Form::Name, entity, .. } = self.mentions[i] else { continue };
            if entity == NOBODY || !decided.speaks_of_meaning() {
                continue;
            }
            let words = tidy(span.of(self.text));
            let to = match decided.means(&words) {
                Some(Means::This(who)) => self.called(who),
                Some(Means::None(not)) if not.iter().any(|who| self.is(entity, who)) => {
                    // All that are called so and are not this one are one.
                    let known = others.get(&(entity, words.clone())).copied();
                    let to = known.unwrap_or_else(|| self.another(i));
                    others.insert((entity, words), to);
                    to
                }
                _ => continue,
            };
            self.give(i, to);
        }
    }

    fn is(&self, entity: LocalId, who: &Who) -> bool {
        let Some(entity) = self.entities.get(entity.0 as usize) else { return false };
        who.is(entity.kind, &entity.name) || entity.spellings.iter().any(|(spelling, _)| who.is(entity.kind, spelling))
    }

    /// The entity that goes by a name, the most mentioned of several; a new one where there is none.
    fn called(&mut self, who: &Who) -> LocalId {
        let all = (0..self.entities.len() as u32).map(LocalId).filter(|&e| self.is(e, who));
        let most = all.max_by_key(|e| (self.entities[e.0 as usize].mentions.len(), std::cmp::Reverse(e.0)));
        most.unwrap_or_else(|| self.new_entity(who.kind, &who.name))
    }

    /// Somebody else of the name that a mention is; nobody for a description or a pronoun.
    fn another(&mut self, mention: usize) -> LocalId {
        let Mention { span, form, kind, .. } = self.mentions[mention];
        if form != Form::Name {
            return NOBODY;
        }
        let new = self.new_entity(kind, &tidy(span.of(self.text)));
        // Who it is in other articles is not known either.
        self.split.insert(new.0);
        new
    }

    fn new_entity(&mut self, kind: EntityType, name: &str) -> LocalId {
        let id = LocalId(self.entities.len() as u32);
        self.entities.push(LocalEntity {
            kind,
            name: name.to_owned(),
            spellings: Vec::new(),
            key: entity_key(kind, name),
            given: given(kind, name),
            canonical: None,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        id
    }

    /// The mention at a span, a new one of an entity where nobody saw one.
    fn mention_at(&mut self, span: Span, entity: LocalId) -> usize {
        if let Some(&known) = self.at.get(&span) {
            return known;
        }
        let words = span.of(self.text);
        let form = match words.chars().next().is_some_and(char::is_uppercase) {
            true => Form::Name,
            false if words.contains(char::is_whitespace) => Form::Nominal,
            false => Form::Pronoun,
        };
        let kind = self.entities[entity.0 as usize].kind;
        let new = Mention { span, kind, form, title: None, entity, link: Link::Decided, confidence: 1.0 };
        self.at.insert(span, self.mentions.len());
        self.mentions.push(new);
        self.mentions.len() - 1
    }

    /// Let a mention be of an entity, and so what is said by it there.
    fn give(&mut self, mention: usize, to: LocalId) {
        let from = std::mem::replace(&mut self.mentions[mention].entity, to);
        let Mention { span, title, .. } = self.mentions[mention];
        self.mentions[mention].link = Link::Decided;
        self.mentions[mention].confidence = 1.0;
        self.touched.extend([from.0, to.0]);
        let Some(entity) = self.entities.get(to.0 as usize) else { return self.silence(span, from) };
        self.mentions[mention].kind = entity.kind;
        if from == to {
            return;
        }
        if let Some(old) = self.entities.get_mut(from.0 as usize) {
            let (moving, staying) = old.roles.drain(..).partition(|role| title == Some(role.span));
            old.roles = staying;
            self.entities[to.0 as usize].roles.extend::<Vec<_>>(moving);
        }
        for statement in self.said_by(span, from) {
            self.speaks(statement, to);
        }
    }

    /// The statements whose speaker is named by a mention.
    fn said_by(&self, span: Span, by: LocalId) -> Vec<Statement> {
        let by = |s: &Option<Speaker>| s.is_some_and(|s| s.entity == Some(by) && s.span.covers(span));
        let quotations = self.said.quotations.iter().enumerate().filter(|(_, q)| by(&q.speaker));
        let reported = self.said.reported.iter().enumerate().filter(|(_, r)| by(&r.speaker));
        let quotations = quotations.map(|(i, _)| Statement::Quotation(i));
        quotations.chain(reported.map(|(i, _)| Statement::Reported(i))).collect()
    }

    /// A mention that is none names no speaker.
    fn silence(&mut self, span: Span, from: LocalId) {
        for speaker in self.said.speakers_mut().filter(|s| s.entity == Some(from) && s.span.covers(span)) {
            speaker.entity = None;
        }
    }

    /// Let a statement be said by an entity, and its first persons be that.
    fn speaks(&mut self, statement: Statement, to: LocalId) {
        let (speaker, span) = match statement {
            Statement::Quotation(i) => {
                let quotation = &mut self.said.quotations[i];
                let end = quotation.outside.map_or(quotation.span.end, |outside| outside.end);
                (&mut quotation.speaker, Span { start: quotation.span.start, end })
            }
            Statement::Reported(i) => (&mut self.said.reported[i].speaker, Span::default()),
        };
        let Some(speaker) = speaker else { return };
        let from = speaker.entity.replace(to);
        let Some(from) = from.filter(|from| *from != to) else { return };
        let first_person = |m: &&mut Mention| m.link == Link::Speaker && m.entity == from && span.covers(m.span);
        for mention in self.mentions.iter_mut().filter(first_person) {
            mention.entity = to;
            self.touched.extend([from.0, to.0]);
        }
    }

    /// Put everything in order again; those who have nothing left are gone.
    fn finish(self) -> Vec<LocalId> {
        let Article { text, mentions, entities, said, touched, split, .. } = self;
        mentions.retain(|mention| mention.entity != NOBODY);
        mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        let mut there: BTreeSet<u32> = mentions.iter().map(|m| m.entity.0).collect();
        there.extend(said.speakers_mut().filter_map(|speaker| speaker.entity).map(|entity| entity.0));
        let new: HashMap<u32, LocalId> = there.iter().zip(0..).map(|(&old, new)| (old, LocalId(new))).collect();
        let renumbered = |id: LocalId| new.get(&id.0).copied().unwrap_or(id);
        mentions.iter_mut().for_each(|mention| mention.entity = renumbered(mention.entity));
        said.speakers_mut().for_each(|speaker| speaker.entity = speaker.entity.map(renumbered));
        let mut old = 0..;
        entities.retain(|_| old.next().is_some_and(|id| there.contains(&id)));
        entities.iter_mut().for_each(|entity| entity.mentions.clear());
        for (mention, i) in mentions.iter().zip(0..) {
            entities[mention.entity.0 as usize].mentions.push(i);
        }
        for id in touched.iter().filter_map(|id| new.get(id)) {
            rename(text, mentions, &mut entities[id.0 as usize]);
        }
        split.iter().filter_map(|id| new.get(id)).copied().collect()
    }
}

/// The spellings of an entity anew, and a name that is one of them, if it has any and its name was one.
fn rename(text: &str, mentions: &[Mention], entity: &mut LocalEntity) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for mention in entity.mentions.iter().map(|&m| &mentions[m as usize]).filter(|m| m.form == Form::Name) {
        *counts.entry(tidy(mention.span.of(text))).or_default() += 1;
    }
    let was_spelled = entity.spellings.iter().any(|(spelling, _)| *spelling == entity.name);
    entity.spellings = counts.into_iter().collect();
    entity.spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let fullest = entity.spellings.iter().max_by_key(|(s, n)| (s.split_whitespace().count(), *n)).map(|(s, _)| s);
    if let Some(name) = fullest.filter(|_| was_spelled && !entity.spellings.iter().any(|(s, _)| *s == entity.name)) {
        entity.key = entity_key(entity.kind, name);
        entity.given = given(entity.kind, name);
        entity.name = name.clone();
    }
}

fn given(kind: EntityType, name: &str) -> String {
    if kind == EntityType::Person { PersonName::parse(name).given.join(" ") } else { String::new() }
}

impl Who {
    /// Whether this is what something of a type is called.
    fn is(&self, kind: EntityType, name: &str) -> bool {
        let person = |kind: EntityType| kind == EntityType::Person;
        person(self.kind) == person(kind) && self.name == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Context, Findings, Reader};
    use crate::text::Anchor;

    fn who(name: &str) -> Who {
        Who { kind: EntityType::Person, name: name.to_owned() }
    }

    /// The findings after something was said of words between two others.
    fn read(text: &str, said: &[(&str, Word)]) -> Findings {
        let mut decided = Decided::default();
        for (place, word) in said {
            let (before, rest) = place.split_once('[').unwrap();
            let (words, _) = rest.split_once(']').unwrap();
            let at = text.find(&place.replace(['[', ']'], "")).unwrap() + before.len();
            decided.say_there(Anchor::new(text, Span::new(at, at + words.len())), word.clone());
        }
        Reader::new().read(text, &Context { decided: vec![Arc::new(decided)], ..Context::default() })
    }

    /// The mentions of each entity.
    fn clusters(text: &str, findings: &Findings) -> String {
        let mentions = |entity: &LocalEntity| {
            let words = entity.mentions.iter().map(|&m| findings.mentions[m as usize].span.of(text));
            format!("{}: {}", entity.name, words.collect::<Vec<_>>().join(", "))
        };
        let of = findings.entities.iter().filter(|e| e.kind == EntityType::Person).map(mentions);
        of.collect::<Vec<_>>().join("\n")
    }

    const TEXT: &str = "Halyna Sorokun met Petro Lysak on Thursday. He left at noon. “I shall be back,” Lysak said. \
                        Sorokun smiled.";

    #[test]
    fn one_place_means_whom_somebody_says_it_means() {
        let findings = read(TEXT, &[("“I shall be back,” [Lysak] said", Word::Is(who("Halyna Sorokun")))]);
        assert!(clusters(TEXT, &findings).contains("Halyna Sorokun: Halyna Sorokun"), "{}", clusters(TEXT, &findings));
        let lysak = findings.mentions.iter().find(|m| m.span.of(TEXT) == "Lysak").unwrap();
        assert_eq!(findings.entities[lysak.entity.0 as usize].name, "Halyna Sorokun");
        assert_eq!(findings.quotations[0].speaker.unwrap().entity, Some(lysak.entity));
        let i = findings.mentions.iter().find(|m| m.span.of(TEXT) == "I").unwrap();
        assert_eq!(i.entity, lysak.entity, "the first person of what he says");
    }

    #[test]
    fn a_place_that_nobody_saw_is_a_mention_and_one_that_is_not_his_is_another() {
        let findings = read(TEXT, &[("Thursday. [He] left", Word::Is(who("Halyna Sorokun")))]);
        let he = findings.mentions.iter().find(|m| m.span.of(TEXT) == "He").unwrap();
        assert_eq!(findings.entities[he.entity.0 as usize].name, "Halyna Sorokun");
        let findings = read(TEXT, &[("[Sorokun] smiled", Word::IsNot(who("Halyna Sorokun")))]);
        let last = findings.mentions.iter().rfind(|m| m.span.of(TEXT) == "Sorokun").unwrap();
        assert_eq!(findings.entities[last.entity.0 as usize].mentions.len(), 1);
        assert_eq!(findings.split, [last.entity]);
    }

    #[test]
    fn a_statement_is_said_by_whom_somebody_says_with_what_it_says_of_its_speaker() {
        let findings = read(TEXT, &[("[“I shall be back,”] Lysak", Word::Says(who("Halyna Sorokun")))]);
        let speaker = findings.quotations[0].speaker.unwrap().entity.unwrap();
        assert_eq!(findings.entities[speaker.0 as usize].name, "Halyna Sorokun");
        let i = findings.mentions.iter().find(|m| m.span.of(TEXT) == "I").unwrap();
        assert_eq!(i.entity, speaker);
        let findings = read(TEXT, &[("[“I shall be back,”] Lysak", Word::Says(who("Taras Brivenko")))]);
        let speaker = findings.quotations[0].speaker.unwrap().entity.unwrap();
        assert_eq!(findings.entities[speaker.0 as usize].name, "Taras Brivenko", "whom the article does not name");
    }

    #[test]
    fn a_statement_whose_speaker_is_decided_lacks_none() {
        let text = "The water fell for a third day.\n\n“We shall never leave this valley to anybody, whatever they \
                    offer us for it.”\n\nThe road to the dam was closed.";
        assert!(read(text, &[]).quotations[0].unattributed, "the text names nobody");
        let place = "[“We shall never leave this valley to anybody, whatever they offer us for it.”]";
        let findings = read(text, &[(place, Word::Says(who("Halyna Sorokun")))]);
        assert!(!findings.quotations[0].unattributed);
    }

    #[test]
    fn what_is_said_of_words_wherever_they_stand_holds_in_each_place() {
        let mut decided = Decided::default();
        decided.say("Sorokun", Word::IsNot(who("Halyna Sorokun")));
        decided.say("I shall be back", Word::Says(who("Halyna Sorokun")));
        let findings = Reader::new().read(TEXT, &Context { decided: vec![Arc::new(decided)], ..Context::default() });
        assert!(clusters(TEXT, &findings).contains("\nSorokun: Sorokun"), "{}", clusters(TEXT, &findings));
        let speaker = findings.quotations[0].speaker.unwrap().entity.unwrap();
        assert_eq!(findings.entities[speaker.0 as usize].name, "Halyna Sorokun");
    }
}
