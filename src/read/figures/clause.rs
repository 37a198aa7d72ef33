//! What the clause around a figure says of it: how it takes part in a change, how far money has come, what it is for
//! each of, and what news tells by it.

use std::sync::LazyLock;

use crate::data::rows;
use crate::read::numerals::{FRAMES, Kind, Lexed, Role, mask};
use crate::read::{Change, ChangeRole, Figure, FigureKind, Status};

/// How far words before and behind a figure may stand, in lexemes.
const BEFORE: usize = 10;
const BEHIND: usize = 10;

/// The names of the frames, by row.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| rows(FRAMES).filter_map(|row| row.first().copied()).collect());

/// Complete a figure that was read at the lexeme `at`, up to before `end`.
pub fn complete(lx: &Lexed, figure: &mut Figure, at: usize, end: usize) {
    let mut first = at;
    while first > 0 && lx.get(first).is_some_and(|l| l.span().start > figure.span.start) {
        first -= 1;
    }
    let behind = figure.measures.map_or(end, |m| past(lx, end, m.end));
    figure.per = per(lx, figure, end).or_else(|| per(lx, figure, behind));
    figure.change = change(lx, first, end);
    if figure.kind == FigureKind::Money {
        figure.status = nearest(lx, first, end, Role::Status).and_then(|value| match value {
            0 => Some(Status::Requested),
            1 => Some(Status::Promised),
            2 => Some(Status::Provided),
            _ => None,
        });
    }
    let told = !matches!(figure.kind, FigureKind::Ordinal | FigureKind::Score | FigureKind::Age);
    let frame = if told { nearest(lx, first, end, Role::Frame) } else { None };
    figure.frame = frame.and_then(|row| NAMES.get(usize::try_from(row).ok()?)).copied();
}

/// The first lexeme from `i` on that ends behind `offset`.
fn past(lx: &Lexed, mut i: usize, offset: u32) -> usize {
    while lx.get(i).is_some_and(|l| l.span().end <= offset) {
        i += 1;
    }
    i
}

/// "a month", "per barrel", "/kg".
fn per(lx: &Lexed, figure: &Figure, at: usize) -> Option<crate::text::Span> {
    let slash = lx.mark(at) == '/' && lx.is_glued(at) && lx.is_glued(at + 1);
    let said = lx.is(at, Role::Per) || slash;
    let article = lx.any(at, &[Role::Article, Role::Every]);
    if !(said || article) || !lx.is_word(at + 1) || lx.is_glued(at + 1) && !slash {
        return None;
    }
    let time = lx.is(at + 1, Role::TimeUnit);
    // "paid $3 a gallon"; of other things only what returns with time: "40 shells a day".
    let alone = !(lx.is_joint(at + 2) || lx.is_lower(at + 2) && article && !lx.any(at + 2, STOPS));
    let priced = figure.kind == FigureKind::Money && lx.is_lower(at + 1) && alone;
    (said || time && alone || article && priced).then(|| lx.span(at + 1, at + 2))
}

const STOPS: &[Role] =
    &[Role::Preposition, Role::Conjunction, Role::Auxiliary, Role::Verb, Role::Pronoun, Role::Determiner, Role::Adverb];

/// "rose [5 percent]", "rose by 5", "to 60", "from 55"; "a 5 percent rise".
fn change(lx: &Lexed, first: usize, end: usize) -> Option<Change> {
    let before = first.checked_sub(1);
    let led = |role: Role| before.is_some_and(|b| lx.is(b, role)) || lx.is(first, role);
    let by = before.is_some_and(|b| lx.is(b, Role::By));
    let role = if led(Role::From) {
        ChangeRole::From
    } else if led(Role::To) {
        ChangeRole::To
    } else {
        ChangeRole::By
    };
    let reach = if role == ChangeRole::By && !by { 2 } else { BEFORE };
    let verb = (first.saturating_sub(reach)..first)
        .rev()
        .take_while(|&i| !ends_clause(lx, i) && (reach > 2 || lx.is_word(i)))
        .find_map(|i| lx.value(i, Role::Change));
    // "a 5 percent rise", "5 percent higher"
    let noun = || {
        (end..end + 2)
            .take_while(|&i| lx.is_word(i) && !lx.any(i, &[Role::Preposition, Role::Conjunction, Role::To]))
            .find_map(|i| lx.value(i, Role::Change))
            .filter(|_| role == ChangeRole::By)
    };
    let rose = verb.or_else(noun)? > 0;
    Some(Change { rose, role })
}

/// The value of the nearest word in this role in the clause; what stands behind is as near as what stands before.
fn nearest(lx: &Lexed, first: usize, end: usize, role: Role) -> Option<i32> {
    let wanted = mask(&[role]);
    let found = |i: usize| if lx.begins(i, wanted) { lx.role(i, role).map(|r| r.0) } else { None };
    let behind = (end..end + BEHIND).take_while(|&i| !ends_clause(lx, i)).zip(1..);
    let behind = behind.filter_map(|(i, far)| Some((far, found(i)?))).next();
    let before = (first.saturating_sub(BEFORE)..first).rev().take_while(|&i| !ends_clause(lx, i)).zip(1..);
    let before = before.filter_map(|(i, far)| Some((far, found(i)?))).next();
    match (before, behind) {
        (Some(b), Some(a)) => Some(if a.0 <= b.0 { a.1 } else { b.1 }),
        (found, other) => Some(found.or(other)?.1),
    }
}

/// A full stop, a semicolon, a colon; a comma before a new clause is not seen.
fn ends_clause(lx: &Lexed, i: usize) -> bool {
    match lx.kind(i) {
        None => true,
        Some(Kind::Mark) => match lx.mark(i) {
            '.' => lx.get(i + 1).is_none_or(|next| next.spaced),
            '!' | '?' | ';' | ':' | '—' | '…' => true,
            _ => false,
        },
        Some(_) => false,
    }
}
