//! What is counted or measured: the noun phrase behind a number.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::amount::Amount;
use crate::data::rows;
use crate::read::FigureKind;
use crate::read::numerals::{Lexed, PLURALS, Role, is_plural};
use crate::text::Span;

/// How many lexemes behind a number its noun is looked for.
const REACH: usize = 10;

/// A counted noun.
pub struct Noun {
    /// Its head in the singular and in lower case: "leader" of "government and private sector leaders".
    pub head: String,
    pub phrase: Span,
}

/// Words that end a noun phrase.
const STOPS: [Role; 8] = [
    Role::Determiner,
    Role::Possessive,
    Role::Preposition,
    Role::Conjunction,
    Role::Pronoun,
    Role::Auxiliary,
    Role::Adverb,
    Role::Verb,
];

pub fn is_stop(lx: &Lexed, i: usize) -> bool {
    lx.any(i, &STOPS)
}

/// A determiner or pronoun: behind "as" it begins a clause, and nothing is compared.
pub fn opens_clause(lx: &Lexed, i: usize) -> bool {
    lx.any(i, &[Role::Determiner, Role::Possessive, Role::Pronoun])
}

/// The plural noun that a number at `from` counts: "20 [right-wing activists]", "12-[member] panel".
pub fn counted(lx: &Lexed, from: usize) -> Option<Noun> {
    if lx.is_joint(from) {
        let word = from + 1;
        let plain = lx.is_lower(word) && !is_stop(lx, word);
        return plain.then(|| Noun { head: singular(lx.text(word)), phrase: lx.span(word, word + 1) });
    }
    let first = past_of(lx, from);
    let mut head = None;
    for i in first..first + REACH {
        if lx.is_word(i) {
            if head.is_some() && !(is_plural(lx, i) && lx.is_lower(i) && !is_stop(lx, i)) {
                break;
            }
            if is_plural(lx, i) && !lx.is(i, Role::Verb) {
                head = Some(i);
            } else if is_stop(lx, i) && !goes_on(lx, i, first) {
                break;
            }
        } else if !joins_words(lx, i) {
            break;
        }
    }
    let head = head?;
    Some(Noun { head: singular(lx.text(head)), phrase: lx.span(first, head + 1) })
}

/// Whether a function word stands inside a counted phrase that begins at `first`.
fn goes_on(lx: &Lexed, i: usize, first: usize) -> bool {
    lx.is(i, Role::And) && i > first || modifies(lx, i) || begins_name(lx, i)
}

/// "[South] American nations"
fn begins_name(lx: &Lexed, i: usize) -> bool {
    lx.is(i, Role::Adverb) && lx.is_capital(i) && lx.is_capital(i + 1)
}

/// The singular noun behind an ordinal or "one": the last of up to three plain words, "second [counteroffensive]".
pub fn single(lx: &Lexed, from: usize) -> Option<Noun> {
    let from = past_of(lx, from);
    let mut end = from;
    while end < from + 5 && (lx.is_word(end) && !is_stop(lx, end) || end > from && lx.is_joint(end)) {
        end += 1;
    }
    let head = (from..end).rev().find(|&i| lx.is_word(i))?;
    Some(Noun { head: singular(lx.text(head)), phrase: lx.span(from, head + 1) })
}

/// What money or a share is of: "$75 billion in [military, humanitarian and financial aid]", "a fifth of [the land]".
pub fn measured(lx: &Lexed, a: &Amount, kind: FigureKind, from: usize) -> Option<Span> {
    let of = lx.value(from, Role::OfWhat);
    let aside = lx.role(from, Role::NoHead).is_some_and(|(_, end)| end > from + 1);
    if aside || of.is_some_and(|of| !says_what(of, kind)) || of.is_none() && is_signed(lx, a) {
        return None;
    }
    let first = if of.is_some() { past_of(lx, from + 1) } else { from };
    let whole = of.is_some() || kind == FigureKind::Ratio;
    let mut end = first;
    let mut seen = false;
    while end < first + 2 * REACH {
        let open = !seen && whole && lx.any(end, &[Role::Determiner, Role::Possessive, Role::Article]);
        let told = is_told(lx, end, seen) || !seen && !whole && is_predicate(lx, a, end);
        // "41 percent for [high]-income families"
        let stop = is_stop(lx, end) && !(modifies(lx, end) && lx.is_joint(end + 1));
        let plain = lx.is_word(end) && !(stop || told || seen && is_complete(lx, end));
        let list = seen
            && (lx.mark(end) == ',' && lists_on(lx, end + 1) || lx.is(end, Role::And) && goes_on_behind_and(lx, end));
        if !(open || plain || list || joins_words(lx, end) || end > first && ends_title(lx, end)) {
            break;
        }
        seen |= plain;
        end += 1;
    }
    while end > first && (!lx.is_word(end - 1) || lx.is(end - 1, Role::NoHead)) {
        end -= 1;
    }
    let head = end.checked_sub(1).filter(|&head| seen && head >= first && !is_stop(lx, head))?;
    // "$5 million in March", "in Leeds", "$2 last month": when and where, not what.
    let circumstance = of != Some(OF) && lx.any(head, &[Role::TimeUnit, Role::TimeUnits])
        || of == Some(IN) && lx.is_capital(head) && !is_plural(lx, head);
    (!circumstance).then(|| lx.span(first, end))
}

/// The values of [`Role::OfWhat`]: of anything, for whom money or a share is, and in what only money is.
const OF: i32 = 0;
const FOR: i32 = 1;
const IN: i32 = 2;

fn says_what(of: i32, kind: FigureKind) -> bool {
    match kind {
        FigureKind::Money => true,
        FigureKind::Measure => of == OF,
        _ => matches!(of, OF | FOR),
    }
}

/// "+1.5%": in a table, where what stands behind is another cell.
fn is_signed(lx: &Lexed, a: &Amount) -> bool {
    let before = a.number.wrapping_sub(1);
    lx.is_glued(a.number) && (lx.mark(before) == '+' || lx.is_hyphen(before)) && !lx.is_joint(before)
}

/// "51 percent [opposed] it", "$8 million [raised]"; not "a 5 percent [reduced] rate".
fn is_predicate(lx: &Lexed, a: &Amount, i: usize) -> bool {
    let attributive =
        lx.any(a.first.wrapping_sub(1), &[Role::Article, Role::Possessive]) || lx.is_joint(i.wrapping_sub(1));
    lx.ends(i, Role::PastEnding) && lx.is_lower(i) && !attributive
}

/// "voters [give]", "vote [Sen.] Lind": behind a plural only another one is of the same phrase, and a title begins a new
/// one.
fn is_complete(lx: &Lexed, i: usize) -> bool {
    let before = i - 1;
    let plural = is_plural(lx, before) && !lx.is(before, Role::GoesOn);
    let name = lx.is_capital(before) && lx.is_capital(i);
    plural && !name && !(is_plural(lx, i) && lx.is_lower(i)) || ends_title(lx, i + 1)
}

/// "aid [and] relief", "Danes [and] Swedes"; not "8 percent support [and] Lind at 7".
fn goes_on_behind_and(lx: &Lexed, and: usize) -> bool {
    let next = and + 1;
    lx.is_word(next) && !is_stop(lx, next) && !(lx.is_capital(next) && lx.is_lower(and - 1))
}

/// The full stop of "Mr."
fn ends_title(lx: &Lexed, i: usize) -> bool {
    lx.mark(i) == '.' && lx.is_glued(i) && i > 0 && lx.is(i - 1, Role::GoesOn) && lx.is_capital(i - 1)
}

/// "65 percent [thought]", "a 7 percent drop [triggered] one", "$1 trillion on [Friday]": a verb or a day, and nothing
/// that is measured.
fn is_told(lx: &Lexed, i: usize, seen: bool) -> bool {
    let follows = lx.is_word(i + 1) && !is_stop(lx, i + 1) && !lx.is_digits(i + 1);
    let participle = seen && lx.ends(i, Role::PastEnding) && lx.is_lower(i) && !follows;
    let past = lx.any(i, &[Role::PastCue, Role::ReportCue]) && lx.is_lower(i) && !lx.is(i, Role::Change) && !follows;
    participle || past || lx.is_capital(i) && lx.any(i, &[Role::Weekday, Role::Month])
}

/// A list that has an "and" before it ends: ", humanitarian, and financial aid".
fn lists_on(lx: &Lexed, from: usize) -> bool {
    (from..from + 6)
        .take_while(|&i| lx.is_word(i) && (!is_stop(lx, i) || lx.is(i, Role::And)) || lx.mark(i) == ',')
        .any(|i| lx.is(i, Role::And))
}

/// "of the", "of them", "other", "more": between a number and its noun.
fn past_of(lx: &Lexed, from: usize) -> usize {
    let mut i = from;
    if lx.is(i, Role::Of) && lx.any(i + 1, &[Role::Determiner, Role::Possessive]) {
        i += 2;
    }
    while modifies(lx, i) {
        i += 1;
    }
    // "two [long]-range guns"
    if i > from && lx.is_joint(i) { i - 1 } else { i }
}

/// Determiners and adverbs that may stand inside a counted phrase: "two other ships", "12 more people".
fn modifies(lx: &Lexed, i: usize) -> bool {
    lx.is(i, Role::Modifier) || lx.is(i, Role::Verb) && lx.ends(i, Role::PastEnding) && is_plural(lx, i + 1)
}

/// A hyphen inside a word, the dots of "U.S.", an apostrophe before `s`, a quotation mark around a word.
fn joins_words(lx: &Lexed, i: usize) -> bool {
    lx.is_joint(i) && lx.mark(i) != '—'
        || lx.mark(i) == '.' && lx.is_glued(i) && i > 0 && lx.is_word(i - 1) && lx.text(i - 1).len() == 1
        || matches!(lx.mark(i), '’' | '\'') && lx.is_glued(i) && lx.is_glued(i + 1) && lx.is_word(i + 1)
}

/// The singular of a noun, in lower case.
pub fn singular(plural: &str) -> String {
    static IRREGULAR: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| rows(PLURALS).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect());
    let word = plural.to_lowercase();
    if let Some(singular) = IRREGULAR.get(word.as_str()) {
        return (*singular).to_owned();
    }
    let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
    let cut = |n: usize| word.get(..word.len().saturating_sub(n)).unwrap_or("").to_owned();
    if !word.ends_with('s') || word.len() < 4 || ends(&["ss", "us", "is"]) {
        word
    } else if word.ends_with("ies") {
        cut(3) + "y"
    } else if ends(&["ches", "shes", "sses", "xes", "zzes", "oes"]) {
        cut(2)
    } else {
        cut(1)
    }
}
