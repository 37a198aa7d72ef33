//! Which body an article says belongs to which: "Harbour Lines, a unit of Veltrax", "Norlandia’s Defence Ministry".
//!
//! Only what the words say outright. Each phrase is looked for a few words around a name, so this is linear.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::plain;
use super::government::is_seat;
use super::names::KnownPlace;
use super::names::lexicon::{LEXICON, flag, phrase_key};
use super::{Belonging, EntityType, Form, Layout, LocalEntity, Mention};
use crate::data::rows;
use crate::text::{Span, TokenKind};

/// What the article says of which body belongs to which; each fact once, where it is first said, in that order.
pub fn find(layout: &Layout<'_>, mentions: &[Mention], entities: &[LocalEntity]) -> Vec<Belonging> {
    let names: Vec<&Mention> = mentions.iter().filter(|m| m.form == Form::Name).collect();
    let mut found: Vec<Belonging> = Vec::new();
    for (i, name) in names.iter().enumerate().filter(|(_, m)| m.kind != EntityType::Person) {
        let Some(sentence) = layout.sentence_at(name.span.start).and_then(|s| layout.sentences.get(s)) else {
            continue;
        };
        let here = Here { layout, names: &names, i, end: sentence.tokens.1 as usize };
        found.extend(here.said().and_then(|said| said.belonging(&names, entities)));
    }
    found.sort_by_key(|f| (f.part, f.whole, f.span));
    found.dedup_by_key(|f| (f.part, f.whole));
    found.sort_by_key(|f| f.span);
    found
}

/// The rows of one class: words and what they say.
type Words = FxHashMap<&'static str, Relation>;

/// What one is to the other: "unit of"; and whether that other may be a land.
#[derive(Clone, Copy)]
struct Relation {
    words: &'static str,
    land: bool,
}

/// What "Norlandia’s Defence Ministry" says.
const PART: Relation = Relation { words: "part of", land: true };

static WORDS: LazyLock<FxHashMap<&'static str, Words>> = LazyLock::new(|| {
    let mut classes: FxHashMap<&'static str, Words> = FxHashMap::default();
    for row in rows(include_str!("../data/belonging.tsv")) {
        let [class, word, ref more @ ..] = row[..] else { continue };
        let relation = Relation { words: more.first().copied().unwrap_or(""), land: more.get(1) == Some(&"land") };
        classes.entry(class).or_default().insert(word, relation);
    }
    classes
});

fn look_up(class: &str, word: &str) -> Option<Relation> {
    WORDS.get(class)?.get(&*plain(word)).copied()
}

fn is(class: &str, word: &str) -> bool {
    look_up(class, word).is_some()
}

/// A fact by the indices of the two names.
struct Said {
    part: usize,
    whole: usize,
    relation: Relation,
}

impl Said {
    fn belonging(&self, names: &[&Mention], entities: &[LocalEntity]) -> Option<Belonging> {
        let (part, whole) = (names.get(self.part)?, names.get(self.whole)?);
        let entity = |name: &Mention| entities.get(name.entity.0 as usize);
        let (one, other) = (entity(part)?, entity(whole)?);
        let is_whole = match whole.kind {
            EntityType::Organization => true,
            // A capital may stand for the whole land: "Seoul’s Unification Ministry".
            EntityType::Place => self.relation.land && !is_seat(&other.name),
            _ => false,
        };
        // "The bureau’s Leeds office" names a place.
        let is_part = part.kind == EntityType::Organization && !is_place(&one.name);
        (is_part && is_whole && one.key != other.key).then(|| Belonging {
            span: part.span.join(whole.span),
            part: part.entity,
            whole: whole.entity,
            relation: self.relation.words,
        })
    }
}

fn is_place(name: &str) -> bool {
    let phrase = phrase_key(name);
    LEXICON.is_place(&phrase) || LEXICON.city(&phrase).is_some()
}

/// A name and the words behind it, to the end of its sentence.
struct Here<'h, 'a> {
    layout: &'h Layout<'a>,
    names: &'h [&'h Mention],
    i: usize,
    end: usize,
}

/// How many words may stand before the word that tells ("a wholly owned investment banking subsidiary of"), and before
/// the name behind it ("of financial services firm").
const LONGEST: usize = 5;

impl Here<'_, '_> {
    fn said(&self) -> Option<Said> {
        let name = self.names[self.i];
        if let Some(said) = self.owned(name) {
            return Some(said);
        }
        let mut at = self.token_from(name.span.end);
        // The acronym that a name is given.
        if self.word(at) == "(" {
            at += (1..=LONGEST).find(|n| self.word(at + n) == ")")? + 1;
        }
        match self.word(at) {
            "," | "—" | "–" => {
                let relative = is("relative", self.word(at + 1));
                self.stated(if relative { at + 2 } else { at + 1 }, relative)
            }
            "’s" | "'s" | "’" | "'" => self.possessive(at + 1),
            _ => self.beside(at).or_else(|| self.stated(at, true)),
        }
    }

    /// ", a unit of Veltrax", "is part of Veltrax", "owns Harbour"; `clause`: there must be a verb first.
    fn stated(&self, from: usize, clause: bool) -> Option<Said> {
        let mut at = from;
        if clause {
            for (class, reverse) in [("verb", false), ("reverse_verb", true)] {
                if let Some((relation, behind)) = self.phrase(class, at) {
                    return self.told(relation, self.other(behind, relation)?, reverse);
                }
            }
            if !is("is", self.word(at)) {
                return None;
            }
            at += 1;
        }
        while is("modifier", self.word(at)) {
            at += 1;
        }
        let article = self.is_article(at);
        at += usize::from(article);
        for (class, reverse) in [("phrase", false), ("reverse", true)] {
            if let Some((relation, behind)) = self.phrase(class, at) {
                return self.told(relation, self.other(behind, relation)?, reverse);
            }
        }
        // "a wholly owned subsidiary of Veltrax", "a Veltrax unit"
        for at in at..at + LONGEST + 1 {
            if let Some(relation) = look_up("unit", self.word(at)).filter(|_| article) {
                return match self.word(at + 1) {
                    "of" => self.told(relation, self.other(at + 2, relation)?, false),
                    _ => None,
                };
            }
            match self.name_at(at) {
                Some(m) if self.names[m].kind == EntityType::Organization => {
                    let unit = self.token_from(self.names[m].span.end);
                    let relation = look_up("unit", self.word(unit)).filter(|_| article && self.is_over(unit + 1))?;
                    return self.told(relation, m, false);
                }
                Some(_) => {}
                None if self.is_plain(at) => {}
                None => return None,
            }
        }
        None
    }

    /// Behind "Veltrax’s": "Harbour unit", "subsidiary Harbour", "parent company, Harbour", "Defence Ministry".
    fn possessive(&self, at: usize) -> Option<Said> {
        let Some(m) = self.name_at(at) else {
            let tells = |at: &usize| is("unit", self.word(*at)) || is("whole", self.word(*at)) || !self.is_plain(*at);
            return self.beside((at..at + LONGEST).find(tells)?);
        };
        let name = self.names[m];
        let behind = self.token_from(name.span.end);
        let unit = look_up("unit", self.word(behind)).filter(|_| self.is_over(behind + 1));
        let body =
            || self.is_body(name.span) && self.is_over(behind) && self.may_have_bodies() && !self.is_of_many(name.span);
        let relation = unit.or_else(|| body().then_some(PART))?;
        Some(Said { part: m, whole: self.i, relation })
    }

    /// "Veltrax unit Harbour", "Harbour parent company Veltrax".
    fn beside(&self, at: usize) -> Option<Said> {
        let (relation, up) = match (look_up("whole", self.word(at)), look_up("unit", self.word(at))) {
            (Some(relation), _) => (relation, true),
            (None, Some(relation)) => (relation, false),
            _ => return None,
        };
        let mut next = at + 1;
        if is("form", self.word(next)) {
            next += 1;
        }
        let comma = self.word(next) == ",";
        let other =
            self.name_at(next + usize::from(comma)).filter(|&m| self.names[m].kind == EntityType::Organization)?;
        let behind = self.token_from(self.names[other].span.end);
        // "Google’s parent, Alphabet, said": what a comma opens, a comma closes.
        if comma && !matches!(self.word(behind), "," | "." | "") || matches!(self.word(behind), "’s" | "'s") && !up {
            return None;
        }
        self.told(relation, other, !up)
    }

    /// "Veltrax-owned Harbour Lines".
    fn owned(&self, name: &Mention) -> Option<Said> {
        let inside = self.layout.token_at(name.span.end);
        let token = self.layout.tokens.get(inside)?.span;
        let rest = Span { start: name.span.end, end: token.end };
        let mut behind = inside + 1;
        let word = if rest.start > token.start {
            rest.of(self.layout.text).strip_prefix('-')?
        } else {
            behind += 1;
            if self.word(inside) != "-" {
                return None;
            }
            self.word(inside + 1)
        };
        let relation = look_up("owned", word).filter(|_| name.kind == EntityType::Organization)?;
        let part = self.name_at(behind)?;
        Some(Said { part, whole: self.i, relation })
    }

    fn told(&self, relation: Relation, other: usize, reverse: bool) -> Option<Said> {
        let (part, whole) = if reverse { (other, self.i) } else { (self.i, other) };
        Some(Said { part, whole, relation })
    }

    /// The phrase of a class that stands at a token, and where it ends.
    fn phrase(&self, class: &str, at: usize) -> Option<(Relation, usize)> {
        let stands = |phrase: &str| phrase.split(' ').zip(at..).all(|(word, t)| self.word(t) == word);
        let (phrase, relation) = WORDS.get(class)?.iter().find(|(phrase, _)| stands(phrase))?;
        Some((*relation, at + phrase.split(' ').count()))
    }

    /// The name that a phrase leads to: "Germany’s Veltrax", "financial services firm Veltrax", "the Coast Guard".
    fn other(&self, from: usize, relation: Relation) -> Option<usize> {
        let mut at = from + usize::from(self.is_article(from));
        for _ in 0..LONGEST {
            let Some(m) = self.name_at(at) else {
                if !self.is_plain(at) {
                    return None;
                }
                at += 1;
                continue;
            };
            let behind = self.token_from(self.names[m].span.end);
            let possessive = matches!(self.word(behind), "’s" | "'s" | "’" | "'");
            match self.names[m].kind {
                EntityType::Organization => return Some(m).filter(|_| self.is_over(behind)),
                EntityType::Place if relation.land && self.is_over(behind) => return Some(m),
                EntityType::Place | EntityType::Group => at = behind + usize::from(possessive),
                _ => return None,
            }
        }
        None
    }

    /// Whether a phrase ends before a token: no "Veltrax’s", no "Veltrax managers", no "Veltrax and Norden".
    fn is_over(&self, at: usize) -> bool {
        let word = self.word(at);
        let listed = is("list", word) && self.name_at(at + 1).is_some();
        let closed = self.layout.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Punctuation) && word != "-";
        !listed && (at >= self.end || closed || self.is_stop(at) || is("after", word))
    }

    fn is_article(&self, at: usize) -> bool {
        is("article", self.word(at))
    }

    fn is_stop(&self, at: usize) -> bool {
        self.layout.known.get(at).is_some_and(|known| known.classes & flag::STOP != 0)
    }

    /// A word that may stand before a noun.
    fn is_plain(&self, at: usize) -> bool {
        let word = self.word(at);
        let letters = word.starts_with(|c: char| c.is_alphabetic());
        at < self.end && letters && !self.is_stop(at) && !is("is", word) && !is("after", word)
    }

    /// Whether a name is that of a part of something: "Defence Ministry", "National Committee on Fisheries".
    fn is_body(&self, name: Span) -> bool {
        let words: Vec<&str> = name.of(self.layout.text).split_whitespace().collect();
        let own = words.iter().position(|word| is("of", word)).unwrap_or(words.len());
        let head = own.checked_sub(1).and_then(|last| words.get(last));
        head.is_some_and(|head| is("body", head)) && !words.iter().any(|word| is("report", word))
    }

    /// "Norlandia’s Supreme Court", "the ministry’s Press Department", and not "Veltrax’s Supreme Court", "Geneva’s Human
    /// Rights Council".
    fn may_have_bodies(&self) -> bool {
        let name = self.names[self.i];
        match name.kind {
            EntityType::Place => {
                !matches!(KnownPlace::of(name.span.of(self.layout.text)), Some(KnownPlace::City { .. }))
            }
            _ => self.is_body(name.span),
        }
    }

    /// "European Commission", "International Atomic Energy Agency": of no one land.
    fn is_of_many(&self, name: Span) -> bool {
        name.of(self.layout.text).split_whitespace().any(|word| is("many", word))
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.layout.word(at) } else { "" }
    }

    fn token_from(&self, offset: u32) -> usize {
        self.layout.tokens.partition_point(|t| t.span.start < offset)
    }

    /// The name that begins at a token, one of the next few.
    fn name_at(&self, at: usize) -> Option<usize> {
        let start = self.layout.tokens.get(at).filter(|_| at < self.end)?.span.start;
        let near = self.names.get(self.i + 1..)?.iter().take(LONGEST).position(|m| m.span.start == start)?;
        Some(self.i + 1 + near)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Context, LocalId, Reader};

    /// "part < whole (relation)" of each fact of a text.
    fn facts(text: &str) -> Vec<String> {
        let found = Reader::new().read(text, &Context::default());
        let name = |id: LocalId| &found.entities[id.0 as usize].name;
        found.belongings.iter().map(|b| format!("{} < {} ({})", name(b.part), name(b.whole), b.relation)).collect()
    }

    #[test]
    fn what_is_said_outright_is_found() {
        for (text, fact) in [
            ("Brannock Bank, a unit of Veltrax Group, said so.", "Brannock Bank < Veltrax Group (unit of)"),
            (
                "Brannock Bank (BB), a wholly owned subsidiary of Germany’s Veltrax Group, fell.",
                "Brannock Bank < Veltrax Group (subsidiary of)",
            ),
            ("Brannock Bank, a Veltrax Group subsidiary, fell.", "Brannock Bank < Veltrax Group (subsidiary of)"),
            (
                "Brannock Bank, which is owned by the Dutch lender Veltrax Group, fell.",
                "Brannock Bank < Veltrax Group (owned by)",
            ),
            ("Brannock Bank is now part of Veltrax Group.", "Brannock Bank < Veltrax Group (part of)"),
            ("Veltrax Group, which owns Brannock Bank, fell.", "Brannock Bank < Veltrax Group (owned by)"),
            (
                "Veltrax Group, the parent company of Brannock Bank, fell.",
                "Brannock Bank < Veltrax Group (subsidiary of)",
            ),
            ("Brannock Bank’s parent company, Veltrax Group, fell.", "Brannock Bank < Veltrax Group (subsidiary of)"),
            ("Shares of Veltrax Group’s Brannock Bank unit fell.", "Brannock Bank < Veltrax Group (unit of)"),
            ("Norway’s Defence Ministry said so.", "Defence Ministry < Norway (part of)"),
        ] {
            assert_eq!(facts(text), [fact], "{text}");
        }
    }

    #[test]
    fn what_is_not_said_outright_is_left() {
        for text in [
            "Brannock Bank, part of Veltrax Group’s plan, fell.",
            "Brannock Bank, part of the Veltrax Group campaign, fell.",
            "Brannock Bank is not a unit of Veltrax Group.",
            "Brannock Bank was part of Veltrax Group.",
            "Brannock Bank, a unit of Veltrax Group and Norden Holding, fell.",
            "Seoul’s Defence Ministry said so.",
            "Norway’s Brannock Bank said so.",
            "Norway’s Brannock News Agency said so.",
            "Veltrax Group’s Supreme Court appeal failed.",
            "Veltrax Group’s National Labour Council is new.",
            "Norway’s Security Council veto was used.",
            "Norway’s European Commission met.",
            "Geneva’s Human Rights Council met.",
        ] {
            assert!(facts(text).is_empty(), "{text}: {:?}", facts(text));
        }
    }
}
