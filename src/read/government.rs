//! Capitals that stand for the government in them: "Kyiv accused", "a deal with Moscow", "the Kremlin’s plans".

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::plain;
use super::names::lexicon::{LEXICON, phrase_key};
use crate::data::rows;
use crate::text::{Span, Token, TokenKind, tokens};

/// The country whose government a name surely means where it stands; `sentence`: the stretch of the text that the
/// name is in. None for a place, and where it may be either.
pub fn government(text: &str, sentence: Span, name: Span) -> Option<&'static str> {
    let phrase = phrase_key(name.of(text));
    let phrase = LEXICON.name(&phrase).map_or(phrase, phrase_key);
    let country = WORDS.countries.get(&*phrase)?;
    let from = text.floor_char_boundary((name.start.saturating_sub(NEAR)).max(sentence.start) as usize);
    let to = text.floor_char_boundary((name.end.saturating_add(NEAR)).min(sentence.end) as usize);
    let near = Span::new(from, to);
    if !near.covers(name) {
        return None;
    }
    let (of, name) = (near.of(text), name.back(near.start));
    let tokens = tokens(of);
    let first = tokens.binary_search_by_key(&name.start, |t| t.span.start).ok()?;
    let next = first + tokens[first..].iter().position(|t| t.span.end == name.end)? + 1;
    let around = Around { text: of, tokens: &tokens, first, next };
    (around.is_owner() || around.is_subject() || around.is_dealt_with()).then_some(*country)
}

/// Whether a place is a capital or seat of a government, which may stand for the country.
pub fn is_seat(name: &str) -> bool {
    let phrase = phrase_key(name);
    let phrase = LEXICON.name(&phrase).map_or(phrase, phrase_key);
    WORDS.countries.contains_key(&*phrase)
}

/// Words before a name that are looked at for what goes to it.
const REACH: usize = 12;

/// Bytes around a name that are looked at.
const NEAR: u32 = 160;

struct Words {
    /// Plain names of capitals and seats of government, with their countries.
    countries: FxHashMap<String, &'static str>,
    classes: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { countries: FxHashMap::default(), classes: FxHashMap::default() };
    for row in rows(include_str!("../data/countries.tsv")) {
        if let [country, .., capital] = row[..]
            && row.len() == 5
            && !capital.is_empty()
        {
            words.countries.insert(phrase_key(capital), country);
        }
    }
    for row in rows(include_str!("../data/government.tsv")) {
        match row[..] {
            ["seat", name, country] => _ = words.countries.insert(phrase_key(name), country),
            [class, of] => words.classes.entry(class).or_default().extend(of.split(' ')),
            _ => {}
        }
    }
    words
});

/// The words of a sentence around a name.
struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Its first token, and the one behind its last.
    first: usize,
    next: usize,
}

impl Around<'_> {
    /// "Kyiv’s troops", "Moscow’s new foreign policy".
    fn is_owner(&self) -> bool {
        let owns = matches!(self.at(self.next), "’s" | "'s" | "’" | "'");
        owns && (1..=2).any(|n| self.is("state", self.next + n))
    }

    /// "Kyiv has claimed", "Moscow still seeks", "Seoul was preparing".
    fn is_subject(&self) -> bool {
        let verb = self.behind_adverbs(self.next);
        if self.before(1).is_some_and(|t| self.is("locative", t) || self.is("object", t) || self.joins_names(t)) {
            return false;
        }
        match &*plain(self.at(verb)) {
            "is" | "was" => self.is_doing(self.behind_adverbs(verb + 1)),
            // "Moscow has been hit" is the town, as "Moscow would be" may be.
            word if WORDS.has("act", word) => match &*plain(self.at(self.behind_adverbs(verb + 1))) {
                "been" | "be" => self.is_doing(self.behind_adverbs(verb + 1) + 1),
                _ => true,
            },
            _ => false,
        }
    }

    /// "a deal with Moscow", "aid to Kyiv", "accused the Kremlin".
    fn is_dealt_with(&self) -> bool {
        let Some(before) = self.before(1) else { return false };
        // "the Damascus suburbs" are the town’s.
        let alone = self.tokens.get(self.next).is_none_or(|t| t.kind != TokenKind::Word)
            || self.is("rest", self.next)
            || self.is_doing(self.next);
        let given = || (2..=4).any(|n| self.before(n).is_some_and(|t| self.is("given", t))) || self.is_transferred();
        alone && (self.is("dealing", before) || self.is("object", before) || self.is("toward", before) && given())
            || self.is("giving", before) && self.is("gift", self.next)
    }

    /// "ceding most of the land in the east to Moscow": in the same clause.
    fn is_transferred(&self) -> bool {
        let clause = (2..=REACH)
            .map_while(|n| self.before(n))
            .take_while(|&t| self.tokens.get(t).is_some_and(|t| t.kind == TokenKind::Word) && !self.is("joining", t));
        clause.into_iter().any(|t| self.is("transfer", t))
    }

    /// "Paris and Moscow", but not "the war goes on, and Moscow".
    fn joins_names(&self, token: usize) -> bool {
        let name = |token: Option<usize>| token.is_some_and(|t| self.at(t).starts_with(char::is_uppercase));
        let comma = token.checked_sub(1).is_some_and(|t| self.at(t) == ",");
        self.is("joining", token) && name(token.checked_sub(1 + usize::from(comma)))
    }

    /// The token from here on that is none of at most two adverbs.
    fn behind_adverbs(&self, token: usize) -> usize {
        token + (0..2).take_while(|n| self.is("adverb", token + n)).count()
    }

    fn is_doing(&self, token: usize) -> bool {
        let word = self.at(token);
        word.len() > 4 && word != "being" && word.ends_with("ing") && word.starts_with(char::is_lowercase)
    }

    fn is(&self, class: &str, token: usize) -> bool {
        WORDS.has(class, &plain(self.at(token)))
    }

    fn at(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.text(self.text))
    }

    /// The `n`th token before the name and its article.
    fn before(&self, n: usize) -> Option<usize> {
        let article = self.first.checked_sub(1).is_some_and(|t| self.at(t).eq_ignore_ascii_case("the"));
        self.first.checked_sub(n + usize::from(article))
    }
}

impl Words {
    fn has(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::government;
    use crate::text::Span;

    /// Whose government the marked name means.
    fn of(marked: &str) -> Option<&'static str> {
        let text = marked.replace(['[', ']'], "");
        let start = marked.find('[')?;
        let name = Span::new(start, marked.find(']')? - 1);
        government(&text, Span::new(0, text.len()), name)
    }

    #[test]
    fn a_capital_that_acts_or_is_dealt_with_is_its_government() {
        for (country, sentence) in [
            ("Ukraine", "Then [Kyiv] accused the envoy."),
            ("Ukraine", "[Kiev] is now preparing an answer."),
            ("Ukraine", "She praised [Kyiv]’s armed forces."),
            ("Russia", "They spoke of a deal with [Moscow]."),
            ("Russia", "The plans were leaked to the [Kremlin] on Monday."),
            ("Germany", "He blamed [Berlin] for the delay."),
            ("Russia", "The front lies by the river, and [Moscow] now hopes to move it."),
            ("Russia", "It would mean ceding much of the land along the river to [Moscow]."),
            ("Russia", "A truce would only serve by giving the [Kremlin] time to arm."),
        ] {
            assert_eq!(of(sentence), Some(country), "{sentence}");
        }
    }

    #[test]
    fn a_town_is_a_town() {
        for sentence in [
            "They met in [Kyiv] and left.",
            "The envoy flew to [Moscow] on Monday.",
            "He lived in the suburbs of [Paris].",
            "The streets of [Moscow]’s centre were empty.",
            "[Kyiv] was hit at night.",
            "[Kyiv] has been hit at night.",
            "Roads around [Kyiv] have ice.",
            "They agreed with the [Paris] talks.",
            "Schools in Minsk, and [Moscow] could close.",
            "He ceded the chair, packed and flew to [Moscow].",
            "They gave [Paris] residents hope.",
            "[Odesa] said no.",
            "[Kyiv]",
        ] {
            assert_eq!(of(sentence), None, "{sentence}");
        }
    }
}
