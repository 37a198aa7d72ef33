//! Which sport an article is about, by how many of its words are of which.

use super::Team;
use super::words::{TABLE, Tells};
use crate::read::Layout;
use crate::text::{Token, TokenKind};

/// What a paragraph says of sport: kept while the paragraph stays as it is.
#[derive(Debug)]
pub struct Said {
    words: u32,
    /// The numbers of its words that are of some sport, as often as they stand.
    of_sport: Vec<u16>,
}

impl Said {
    pub fn of(paragraph: &str, tokens: &[Token]) -> Said {
        let is_word = |token: &&Token| token.kind == TokenKind::Word;
        let mut said = Said { words: tokens.iter().filter(is_word).count() as u32, of_sport: Vec::new() };
        for (i, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let next = || tokens.get(i + 1).map_or("", |next| next.text(paragraph));
            said.of_sport.extend(TABLE.numbers(token.text(paragraph), next).into_iter().flatten());
        }
        said
    }
}

/// A word counts so often at most: "final" eighty times is a heading.
const MOST: u32 = 3;
/// Words of sport in a thousand, at least; if only one of them is of a certain sport.
const ENOUGH: u32 = 15;
const ENOUGH_OF_ONE: u32 = 25;

/// The sport of teams that an article is about: no other article is taken to speak of teams.
pub fn played<'s>(layout: &Layout<'_>, said: impl Iterator<Item = &'s Said>) -> Option<Team> {
    let mut words = 0;
    let mut times = vec![0; TABLE.tells.len()];
    for paragraph in said {
        words += paragraph.words;
        paragraph.of_sport.iter().for_each(|&number| times[usize::from(number)] += 1);
    }
    match label(layout) {
        Some(Tells { single: true, .. }) => return None,
        Some(Tells { sports, .. }) if sports.is_power_of_two() => {
            return Some(Team { sport: TABLE.sports.get(sports.trailing_zeros() as usize).copied() });
        }
        _ => {}
    }
    let told = || TABLE.tells.iter().zip(&times).filter(|(_, n)| **n > 0).map(|(tells, n)| (tells, (*n).min(MOST)));
    let of_one = told().filter(|(tells, _)| tells.sports != 0).count();
    let of_any = told().filter(|(tells, _)| tells.sporting).count();
    let all: u32 = told().filter(|(tells, _)| !tells.single).map(|(_, n)| n).sum();
    let enough = if of_one > 1 { ENOUGH } else { ENOUGH_OF_ONE };
    // A touchdown or two are figures of speech.
    let is_named = told().any(|(tells, _)| tells.sports != 0 && tells.is_name);
    if of_one == 0 || of_one < 3 && !is_named || of_any < 2 || 1000 * all < enough * words {
        return None;
    }
    let single: u32 = told().filter(|(tells, _)| tells.single).map(|(_, n)| n).sum();
    let of = |sport: usize| -> u32 { told().filter(|(tells, _)| tells.sports >> sport & 1 == 1).map(|(_, n)| n).sum() };
    let mut sports: Vec<(u32, &'static str)> =
        TABLE.sports.iter().enumerate().map(|(i, name)| (of(i), *name)).collect();
    sports.sort_unstable_by(|a, b| b.cmp(a));
    match sports[..] {
        [(most, _), ..] if single > most => None,
        // An article about many sports does not tell whose team it speaks of.
        [(most, sport), (second, _), ..] if 2 * most >= 3 * second && most > second => {
            Some(Team { sport: Some(sport) })
        }
        _ => Some(Team { sport: None }),
    }
}

/// The sport that stands before an article's headline: "SOCCER - …", "Rugby Union: …".
fn label(layout: &Layout<'_>) -> Option<Tells> {
    let tokens = layout.tokens_in(layout.paragraphs.first()?.tokens);
    let is_end = |token: &Token| matches!(token.text(layout.text), ":" | "-" | "–" | "—" | "|");
    tokens.iter().take(LABEL).skip(1).find(|token| is_end(token))?;
    let name = tokens.first()?.text(layout.text);
    let known = TABLE.numbers(name, || "")[0].and_then(|number| TABLE.tells.get(usize::from(number)))?;
    Some(*known).filter(|tells| tells.is_name)
}

/// In tokens, its mark included.
const LABEL: usize = 4;
