//! What the article says a person is: "Ukrainian President" before the name, ", the commander-in-chief of Ukraine’s
//! armed forces," behind it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;
use crate::data::{rows, words_of};
use crate::read::fold::plain;
use crate::read::names::lexicon::flag;
use crate::read::{EntityType, LocalEntity, Mention, Office};
use crate::text::Span;

/// A [`Role`](crate::read::Role) while its article is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleHere {
    pub span: Span,
    pub office: Office<u32>,
}

struct Words {
    former: FxHashSet<&'static str>,
    before: FxHashSet<&'static str>,
    other: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let class = |class| words_of(include_str!("../../data/role_words.tsv"), class).collect();
    Words { former: class("former"), before: class("before"), other: class("other") }
});

/// No apposition is longer, in tokens.
const LONGEST: usize = 16;

/// General words and the roles they may mean.
static KINDS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| rows(include_str!("../../data/role_kinds.tsv")).map(|row| (row[0], row[1..].to_vec())).collect());

impl RoleHere {
    /// Whether a description with this title may mean the holder of this role.
    pub fn answers_to(&self, title: &str) -> bool {
        answers_to(&self.office.title, title)
    }
}

impl Office<u32> {
    /// The office for other articles; None where it is one of something without a name.
    pub fn known(&self, entities: &[LocalEntity]) -> Option<Office> {
        let key = |&of: &u32| Some(entities.get(of as usize)?.key.clone());
        let of: Option<Vec<String>> = self.of.iter().map(key).collect();
        Some(Office { title: self.title.clone(), of: of?, former: self.former })
    }
}

impl Office {
    /// Whether a description by an office may mean the holder of this one, whether he still holds it or not. In the
    /// same or a more general word: an opposition leader is not the leader.
    pub fn answers_to(&self, described: &Office) -> bool {
        let of = described.of.iter().all(|of| self.of.contains(of));
        of && (self.title == described.title || is_kind(&self.title, &described.title))
    }
}

/// Whether a general word may mean the holder of a role: "leader" a president.
fn is_kind(title: &str, general: &str) -> bool {
    KINDS.get(general).is_some_and(|roles| roles.contains(&title))
}

fn answers_to(title: &str, described: &str) -> bool {
    if title == described || is_kind(title, described) {
        return true;
    }
    // "the minister" for a deputy defence minister, but never "the president" for a vice president.
    let rest = title.strip_suffix(described).and_then(|rest| rest.strip_suffix(' '));
    rest.and_then(|rest| rest.rsplit(' ').next()).is_some_and(|word| !WORDS.other.contains(word))
}

/// The roles stated around a person's name.
pub fn around(view: &View<'_, '_>, mentions: &[Mention], i: usize) -> Vec<RoleHere> {
    before(view, mentions, i).into_iter().chain(behind(view, mentions, i)).collect()
}

/// "former NATO Secretary General", "President of Ukraine" directly before the name.
fn before(view: &View<'_, '_>, mentions: &[Mention], i: usize) -> Option<RoleHere> {
    let name = &mentions[i];
    let sentence = view.layout.sentences.get(view.sentence(name))?;
    let mut at = view.token_from(name.span.start);
    let mut earlier = i; // mentions[..earlier] end before `at`
    let mut office = Office::default();
    let mut words: Vec<&str> = Vec::new();
    let (mut head, mut start) = (None, at);
    while at > sentence.tokens.0 as usize {
        let t = at - 1;
        if let Some(m) = ends_at(mentions, earlier, view.span(t).end)
            && mentions[m].kind != EntityType::Person
        {
            office.of.push(mentions[m].entity.0);
            at = view.token_from(mentions[m].span.start);
            earlier = m;
            // "President of Ukraine" + name: the role stands behind the "of".
            if head.is_none() {
                if at >= 2 && view.word(at - 1) == "of" && view.is(at - 2, flag::ROLE) {
                    at -= 1;
                } else {
                    return None;
                }
            }
            start = at;
        } else if view.is(t, flag::ROLE) && (head.is_none() || !words.is_empty()) || head.is_some() && view.in_title(t)
        {
            head = head.or(Some(t));
            words.push(view.word(t));
            (at, start) = (t, t);
        } else if head.is_some() && WORDS.former.contains(&*plain(view.word(t))) {
            office.former = true;
            start = t;
            break;
        } else if matches!(view.word(t), "." | "-") && head.is_none() && !view.layout.tokens[t].spaced
            || head.is_some()
                && matches!(view.word(t), "’s" | "'s")
                && ends_at(mentions, earlier, view.span(t).start).is_some()
            || words.last().is_some_and(|w| w.eq_ignore_ascii_case("chief")) && matches!(view.word(t), "in" | "-")
        {
            at = t;
        } else {
            break;
        }
    }
    head?;
    words.reverse();
    office.former |= words.first().is_some_and(|w| WORDS.former.contains(&*plain(w)));
    office.title = title(words.iter().copied());
    let end = name
        .title
        .map_or_else(|| view.span(view.token_from(name.span.start).checked_sub(1)?).end.into(), |t| Some(t.end))?;
    let from = view.span(start).start;
    (from < end).then_some(RoleHere { span: Span { start: from, end }, office })
}

/// ", the commander-in-chief of Ukraine’s armed forces," behind the name.
fn behind(view: &View<'_, '_>, mentions: &[Mention], i: usize) -> Option<RoleHere> {
    let name = &mentions[i];
    let sentence = view.layout.sentences.get(view.sentence(name))?;
    let comma = view.token_from(name.span.end);
    let end = (sentence.tokens.1 as usize).min(comma + LONGEST);
    if comma + 1 >= end || !matches!(view.word(comma), "," | "—" | "–") {
        return None;
    }
    let mut from = comma + 1;
    if WORDS.before.contains(&*plain(view.word(from))) {
        from += 1;
    }
    let mut later = i + 1;
    let mut office = Office::default();
    let mut words: Vec<&str> = Vec::new();
    let (mut stop, mut head) = (from, None);
    while stop < end {
        let word = view.word(stop);
        if matches!(word, "," | "." | ";" | "—" | "–" | "who" | "which" | ":" | "(" | "“" | "\"" | "”") {
            break;
        }
        if let Some(m) = starts_at(mentions, later, view.span(stop).start) {
            if mentions[m].kind == EntityType::Person {
                // The next of a list, with its own title.
                return None;
            }
            office.of.push(mentions[m].entity.0);
            later = m + 1;
            stop = view.token_from(mentions[m].span.end);
            continue;
        }
        if head.is_none() {
            let plain_word = plain(word);
            if WORDS.former.contains(&*plain_word) {
                office.former = true;
            } else if view.in_title(stop) {
                words.push(word);
                let more = view.is(stop + 1, flag::ROLE) || view.is(stop + 1, flag::ROLE_BEFORE);
                let chief = ["chief", "commander"].iter().any(|w| word.eq_ignore_ascii_case(w)) || word.contains('-');
                if view.is(stop, flag::ROLE) && (chief || !more) {
                    head = Some(stop);
                }
            } else if stop > from + 4 || matches!(word, "said" | "is" | "was" | "and" | "has" | "told" | "with" | "as")
            {
                return None;
            }
        } else if view.in_title(stop) && stop == head? + words.len() {
            words.push(word);
        }
        stop += 1;
    }
    // A relative clause or the sentence's end closes it as well as a comma.
    let closed =
        stop >= sentence.tokens.1 as usize || matches!(view.word(stop), "," | "." | ";" | "—" | "–" | "who" | ")");
    head.filter(|_| closed && stop > from)?;
    office.title = title(words.into_iter());
    let span = Span { start: view.span(from).start, end: view.span(stop - 1).end };
    Some(RoleHere { span, office })
}

/// The plain words of a title, without what says when: "commander in chief", "secretary general".
pub fn title<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for word in words {
        for part in plain(word).split('-') {
            if !WORDS.former.contains(part) && !part.is_empty() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(part);
            }
        }
    }
    out
}

/// The mention among `mentions[..before]` that ends exactly there.
fn ends_at(mentions: &[Mention], before: usize, end: u32) -> Option<usize> {
    let m = before.checked_sub(1)?;
    (mentions[m].span.end == end).then_some(m)
}

/// The mention from index `from` on that starts exactly there.
fn starts_at(mentions: &[Mention], from: usize, start: u32) -> Option<usize> {
    let near = mentions.get(from..)?.iter().take(8).position(|m| m.span.start == start)?;
    Some(from + near)
}
