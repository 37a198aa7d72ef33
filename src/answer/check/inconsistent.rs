//! `name/inconsistent`: one person spelled in two ways in one article.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use rustc_hash::FxHashMap;

use super::Found;
use crate::answer::cover::Cover;
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{EntityType, Form};
use crate::text::Span;

pub(super) fn check(corpus: &Corpus, article: &Article) -> Vec<Found> {
    let quoted = Cover::quoted(article);
    people(corpus, article).into_iter().filter_map(|mentions| person(article, &quoted, &mentions)).collect()
}

/// The named mentions of each person, in the order of the text.
fn people(corpus: &Corpus, article: &Article) -> Vec<Vec<Span>> {
    let findings = &article.findings;
    let mut out: Vec<Vec<Span>> = Vec::new();
    let mut known = FxHashMap::default();
    for (entity, i) in findings.entities.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Person) {
        let mentions = entity.mentions.iter().filter_map(|&m| findings.mentions.get(m as usize));
        let spans = mentions.filter(|m| m.form == Form::Name).map(|m| m.span);
        // Two people of the article may be one of the corpus.
        let joined = corpus.entity_of(&article.id, crate::read::LocalId(i)).map(|e| e.id.clone());
        let at = match joined {
            Some(id) => *known.entry(id).or_insert(out.len()),
            None => out.len(),
        };
        if at == out.len() {
            out.push(Vec::new());
        }
        out[at].extend(spans);
    }
    out.iter_mut().for_each(|spans| spans.sort());
    out
}

/// The words of a name as the article spells them, and where.
type Spelled<'a> = BTreeMap<&'a str, Vec<Span>>;

/// The finding about one person, if there is one.
fn person(article: &Article, quoted: &Cover, mentions: &[Span]) -> Option<Found> {
    let text = article.text.as_str();
    let mut spelled: Spelled<'_> = BTreeMap::new();
    for &mention in mentions {
        let prose = article.paragraph(mention.start).is_some_and(|p| p.zone.is_text());
        if !prose || quoted.covers(mention) {
            continue;
        }
        for word in words(text, mention) {
            let spelling = word.of(text);
            if spells(spelling) {
                spelled.entry(spelling).or_default().push(word);
            }
        }
    }
    if spelled.len() < 2 {
        return None;
    }
    let mut by_key: BTreeMap<String, Spelled<'_>> = BTreeMap::new();
    for (spelling, at) in spelled {
        by_key.entry(name_key::fold(spelling)).or_default().insert(spelling, at);
    }
    let mut meant = Vec::new();
    let mut deviating: Vec<(Span, &str, &str)> = Vec::new();
    for spelled in by_key.into_values().filter(|s| s.len() > 1) {
        let (dominant, _) = spelled.iter().max_by_key(|(_, at)| (at.len(), std::cmp::Reverse(at.first().copied())))?;
        let dominant = *dominant;
        let others = spelled.iter().filter(|(spelling, _)| !same_letters(spelling, dominant));
        let before = deviating.len();
        deviating.extend(others.flat_map(|(spelling, at)| at.iter().map(move |span| (*span, *spelling, dominant))));
        if deviating.len() > before {
            meant.push((dominant, spelled[dominant].len()));
        }
    }
    deviating.sort();
    let (span, spelling, dominant) = *deviating.first()?;
    let times = meant.iter().find(|(word, _)| *word == dominant).map_or(0, |(_, n)| *n);
    let message = format!("“{spelling}” is spelled “{dominant}” elsewhere in this article ({})", times_in_words(times));
    let mut found = Found::new(span, message);
    for (other, spelling, _) in &deviating[1..] {
        found = found.related(article, *other, format!("“{spelling}”"));
    }
    let edits = deviating.iter().map(|(span, _, dominant)| (*span, (*dominant).to_owned())).collect();
    let all: Vec<String> = meant.iter().map(|(word, _)| format!("“{word}”")).collect();
    Some(found.fix(format!("Spell the name {} in the whole article", all.join(" and ")), edits))
}

fn times_in_words(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// Whether a word shows how a name is spelled: headlines in capitals and initials do not, and nor does what an
/// apostrophe leaves behind that was decoded wrongly ("Farrowâ€™s").
fn spells(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && word.chars().count() > 2 && !word.ends_with(['Ã', 'Â', 'â'])
}

/// Capitals, typographic apostrophes and accents apart from their letters are no other spelling.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.nfc().collect::<String>().to_lowercase().replace(['’', '‘', 'ʼ'], "'");
    letters(a) == letters(b)
}

/// The words of a name, hyphens and apostrophes inside them included, a possessive left out.
pub(super) fn words(text: &str, name: Span) -> impl Iterator<Item = Span> {
    let body = name.of(text);
    body.split_whitespace().filter_map(move |word| {
        let start = name.start as usize + (word.as_ptr() as usize - body.as_ptr() as usize);
        let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        let end = word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        (lead < end).then(|| Span::new(start + lead, start + end))
    })
}
