//! The reader's word above the machine's: whom words mean, who says a statement, and who is nobody of another article.

mod looked_up;
mod statements;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use looked_up::{Called, Places, Speakers};
use statements::{Statement, speakers_of};

use super::coreference::{PersonName, entity_key};
use super::decided::Means;
use super::fold::tidy;
use super::names::Name;
use super::{
    Decided, Description, EntityType, Form, Link, LocalEntity, LocalId, Mention, Said, Sense, Speaker, Who, Word,
};
use crate::text::{Span, Tidied};

/// Let statements be said by those whom somebody named: each is given the nearest place that names its speaker, as if
/// the text had said so, and everything else about it is found out from there. `tidied`: the text.
pub fn speakers(text: &str, tidied: &Tidied<'_>, decided: &Decided, names: &[Name], said: &mut Said) {
    let decided = speakers_of(text, tidied, decided, said);
    if decided.is_empty() {
        return;
    }
    let names = Called::names(text, names);
    for (statement, who) in decided {
        let at = statement.span(said).start;
        let span = names.nearest(&who, at).unwrap_or(Span { start: at, end: at });
        statement.say(said, Speaker { span, entity: None });
    }
}

/// Let mentions and statements be of those whom somebody named; what is not somebody is no description of him either.
/// `tidied`: the text. Gives those who are nobody of another article.
pub fn entities(
    text: &str,
    tidied: &Tidied<'_>,
    decided: &[Arc<Decided>],
    mentions: &mut Vec<Mention>,
    entities: &mut Vec<LocalEntity>,
    descriptions: &mut Vec<Description>,
    said: &mut Said,
) -> Vec<LocalId> {
    if decided.iter().all(|decided| decided.leaves_alone()) {
        return Vec::new();
    }
    let mut article = Article {
        text,
        tidied,
        called: Called::entities(entities),
        places: Places::new(mentions),
        placed: BTreeSet::new(),
        speakers: Speakers::new(said),
        mentions,
        entities,
        descriptions,
        said,
        touched: BTreeSet::new(),
        split: BTreeSet::new(),
    };
    for decided in decided.iter().filter(|decided| !decided.leaves_alone()) {
        article.follow(decided);
    }
    article.finish()
}

/// An article on its way from what was read to what somebody said of it.
struct Article<'a> {
    text: &'a str,
    tidied: &'a Tidied<'a>,
    /// In no order while this is at work; those that are none any more belong to nobody.
    mentions: &'a mut Vec<Mention>,
    entities: &'a mut Vec<LocalEntity>,
    descriptions: &'a mut Vec<Description>,
    said: &'a mut Said,
    called: Called<LocalId>,
    places: Places,
    /// The mentions of which it was said whom they mean in that place.
    placed: BTreeSet<usize>,
    speakers: Speakers,
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
                    self.placed.insert(mention);
                }
                Word::IsNot(who) => {
                    self.descriptions.retain(|description| !description.span.overlaps(span));
                    let there = self.places.at(span).filter(|&m| self.is(self.mentions[m].entity, who));
                    if let Some(mention) = there {
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
            self.split.extend(self.called.all(who).iter().map(|id| id.0));
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
        self.called.all(who).first().copied().unwrap_or_else(|| self.new_entity(who.kind, &who.name))
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
            sense: Sense::Own,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        self.called.add_new(kind, name, id);
        id
    }

    /// The mention at a span, a new one of an entity where nobody saw one.
    fn mention_at(&mut self, span: Span, entity: LocalId) -> usize {
        if let Some(known) = self.places.at(span) {
            return known;
        }
        let words = span.of(self.text);
        let form = match words.chars().next().is_some_and(char::is_uppercase) {
            true => Form::Name,
            false if words.contains(char::is_whitespace) => Form::Nominal,
            false => Form::Pronoun,
        };
        let kind = self.entities[entity.0 as usize].kind;
        let mut new = Mention { span, kind, form, title: None, entity, link: Link::Decided, confidence: 1.0 };
        for there in self.places.overlapping(span) {
            let old = self.mentions[there].clone();
            if self.placed.contains(&there) && nested(old.span, span) || go_together(&old, &new) {
                continue;
            }
            // What it said of its own is said of this one.
            self.give(there, entity);
            self.mentions[there].entity = NOBODY;
            self.places.remove(old.span);
            new.title = new.title.or(old.title.filter(|title| !title.overlaps(span)));
        }
        self.places.add(span, self.mentions.len());
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
        let from = Some(from).filter(|from| *from != NOBODY);
        for statement in self.said_by(span, from) {
            self.speaks(statement, to);
        }
    }

    /// The statements whose speaker is named by a mention.
    fn said_by(&mut self, span: Span, by: Option<LocalId>) -> Vec<Statement> {
        let mut said = self.speakers.covering(span);
        said.retain(|s| s.speaker(self.said).is_some_and(|speaker| speaker.entity == by));
        said
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
        for mention in self.places.first_persons(span) {
            let mention = &mut self.mentions[mention];
            if mention.link == Link::Speaker && mention.entity == from && span.covers(mention.span) {
                mention.entity = to;
                self.touched.extend([from.0, to.0]);
            }
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

fn nested(a: Span, b: Span) -> bool {
    a.covers(b) || b.covers(a)
}

/// Whether two mentions may be in one place: names and pronouns stand inside descriptions (the mayor of Ustryn).
fn go_together(a: &Mention, b: &Mention) -> bool {
    let (outer, inner) = if a.span.covers(b.span) { (a, b) } else { (b, a) };
    nested(a.span, b.span) && outer.form == Form::Nominal && inner.form != Form::Nominal
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
    fn the_later_of_two_words_about_a_place_holds_for_its_speaker_too() {
        let place = "“I shall be back,” [Lysak] said";
        let findings =
            read(TEXT, &[(place, Word::IsNot(who("Petro Lysak"))), (place, Word::Is(who("Halyna Sorokun")))]);
        let speaker = findings.quotations[0].speaker.unwrap().entity.unwrap();
        assert_eq!(findings.entities[speaker.0 as usize].name, "Halyna Sorokun");
    }

    #[test]
    fn what_is_not_somebody_describes_nobody() {
        let text = "Petro Lysak came. Later the Norwegian president left.";
        assert_eq!(read(text, &[]).descriptions.len(), 1);
        let place = "Later [the Norwegian president] left";
        assert!(read(text, &[(place, Word::IsNot(who("Petro Lysak")))]).descriptions.is_empty());
    }

    #[test]
    fn a_place_takes_the_mentions_away_that_it_cuts_through_or_holds() {
        let text =
            "Petro Lysak, the mayor of Ustryn, spoke. “Never,” the mayor Petro Lysak said. Halyna Sorokun smiled.";
        let found = |said: &[(&str, Word)]| {
            let findings = read(text, said);
            let mut last = 0;
            for mention in findings.mentions.iter().filter(|m| m.form == Form::Name) {
                assert!(mention.span.start >= last, "{} overlaps another", mention.span.of(text));
                last = mention.span.end;
            }
            let speaker = findings.quotations[0].speaker.unwrap().entity.unwrap();
            (clusters(text, &findings), findings.entities[speaker.0 as usize].name.clone())
        };
        let is = |name: &str| Word::Is(who(name));
        let (people, speaker) = found(&[]);
        assert!(people.contains("Petro Lysak: Petro Lysak") && speaker == "Petro Lysak", "{people}");
        // It cuts through a name, which says something.
        let (people, speaker) = found(&[("the mayor Petro [Lysak said]. Halyna", is("Taras Brivenko"))]);
        assert!(people.contains(": Lysak said") && people.matches("Petro Lysak").count() < 4, "{people}");
        assert_eq!(speaker, "Taras Brivenko");
        // It lies inside a name.
        let (people, _) = found(&[("Halyna [Sorokun] smiled", is("Petro Lysak"))]);
        assert!(people.contains("Sorokun") && !people.contains("Halyna"), "{people}");
        // It holds a name, and a decided place stays where it is inside another one.
        let (people, _) = found(&[("[Petro Lysak said. Halyna Sorokun smiled]", is("Taras Brivenko"))]);
        assert!(!people.contains("Halyna Sorokun: "), "{people}");
        let places =
            [("[Halyna] Sorokun smiled", is("Petro Lysak")), ("said. [Halyna Sorokun smiled]", is("Taras Brivenko"))];
        let findings = read(text, &places);
        let there: Vec<&str> =
            findings.mentions.iter().map(|m| m.span.of(text)).filter(|w| w.contains("Halyna")).collect();
        assert_eq!(there, ["Halyna Sorokun smiled", "Halyna"]);
    }

    #[test]
    fn a_description_and_the_names_in_it_go_together() {
        let text = "The road was long. In the evening the old mayor of Warsaw spoke to Petro Lysak.";
        let findings = read(text, &[("evening [the old mayor of Warsaw] spoke", Word::Is(who("Petro Lysak")))]);
        let there: Vec<&str> = findings.mentions.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(there, ["the old mayor of Warsaw", "Warsaw", "Petro Lysak"]);
    }

    #[test]
    fn what_is_said_of_words_of_many_mentions_holds_for_each_and_what_it_says() {
        let day = |i: u32| {
            format!(
                "Petro Lysak came on day {i}.\n\n“I shall be back on day {i},” Lysak said.\n\nTaras Brivenko left.\n\n"
            )
        };
        let text: String = (0..300).map(day).collect();
        let mut decided = Decided::default();
        decided.say("Lysak", Word::Is(who("Halyna Sorokun")));
        decided.say("I shall be back on day 7", Word::Says(who("Taras Brivenko")));
        let findings = Reader::new().read(&text, &Context { decided: vec![Arc::new(decided)], ..Context::default() });
        let name = |id: LocalId| findings.entities[id.0 as usize].name.as_str();
        let count = |words: &str, of: &str| {
            findings.mentions.iter().filter(|m| m.span.of(&text) == words && name(m.entity) == of).count()
        };
        assert_eq!(count("Lysak", "Halyna Sorokun"), 300);
        assert_eq!(count("Petro Lysak", "Petro Lysak"), 300);
        assert_eq!((count("I", "Halyna Sorokun"), count("I", "Taras Brivenko")), (299, 1));
        assert_eq!(count("Taras Brivenko", "Taras Brivenko"), 300);
        let says = |of: &str| {
            let speakers = findings.quotations.iter().filter_map(|q| q.speaker?.entity);
            speakers.filter(|id| name(*id) == of).count()
        };
        assert_eq!((says("Halyna Sorokun"), says("Taras Brivenko")), (299, 1));
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
