//! Whether a time is told as past or as still to come: the nearest cue in its clause.

use super::Tense;
use crate::read::numerals::{Kind, Lexed, Role};

/// How far a cue may stand, in lexemes.
const REACH: usize = 14;
/// A verb this close belongs to the time itself: "said Thursday", "told reporters on Thursday".
const CLOSE: usize = 4;

pub fn tense(lx: &Lexed, first: usize, end: usize) -> Tense {
    let before = backwards(lx, first);
    let after = forwards(lx, end);
    let (cue, distance) = match (before, after) {
        (Some(b), Some(a)) if a.1 + 2 < b.1 => a,
        (Some(b), _) => b,
        (None, Some(a)) => a,
        (None, None) => return Tense::Unknown,
    };
    match cue {
        // "was extended to Nov. 16"
        Tense::Past if lx.is(first.wrapping_sub(1), Role::Until) => Tense::Past,
        Tense::Past if distance <= CLOSE => Tense::ClearlyPast,
        Tense::PerhapsFuture if distance > CLOSE => Tense::Unknown,
        cue => cue,
    }
}

fn backwards(lx: &Lexed, first: usize) -> Option<(Tense, usize)> {
    let mut distance = 0;
    for i in (first.saturating_sub(REACH)..first).rev() {
        distance += match boundary(lx, i) {
            Boundary::None => 1,
            Boundary::Comma => 4,
            Boundary::End => return None,
        };
        if let Some(cue) = cue_ending_at(lx, i, distance <= CLOSE + 2) {
            return Some((cue, distance));
        }
    }
    None
}

fn forwards(lx: &Lexed, end: usize) -> Option<(Tense, usize)> {
    let mut distance = 0;
    for i in end..end + REACH {
        distance += match boundary(lx, i) {
            Boundary::None => 1,
            Boundary::Comma => 4,
            Boundary::End => return None,
        };
        if let Some(cue) = cue_ending_at(lx, i, distance <= 2) {
            return Some((cue, distance));
        }
    }
    None
}

enum Boundary {
    None,
    Comma,
    End,
}

fn boundary(lx: &Lexed, i: usize) -> Boundary {
    match lx.kind(i) {
        None => Boundary::End,
        Some(Kind::Mark) => match lx.mark(i) {
            ',' | '“' | '”' | '"' => Boundary::Comma,
            '.' if !lx.get(i + 1).is_none_or(|l| l.spaced) => Boundary::None,
            '.' | '!' | '?' | ';' | ':' | '—' | '…' => Boundary::End,
            _ => Boundary::None,
        },
        Some(_) => Boundary::None,
    }
}

/// The cue whose last word is at `i`. A verb of reporting dates only what is beside it.
fn cue_ending_at(lx: &Lexed, i: usize, close: bool) -> Option<Tense> {
    if let Some((_, start)) = lx.role_before(i + 1, Role::FutureCue) {
        // "had been due on Friday"
        let past = lx.role_before(i + 1, Role::PastCue).is_some_and(|p| p.1 < start);
        return Some(if past { Tense::Past } else { Tense::Future });
    }
    // "had been due to expire": the verb before the infinitive says when.
    let governed = lx.is(i.wrapping_sub(1), Role::To);
    if !governed && lx.role_before(i + 1, Role::WeakFutureCue).is_some() {
        return Some(Tense::PerhapsFuture);
    }
    if lx.is(i, Role::ReportCue) {
        return close.then_some(Tense::Past);
    }
    let past = lx.is(i, Role::PastCue) || lx.is_lower(i) && lx.text(i).len() > 4 && lx.ends(i, Role::PastEnding);
    // "will be named", "can be reached"
    let passive = lx.is(i.wrapping_sub(1), Role::Passive);
    (past && !passive).then_some(Tense::Past)
}
