//! The words around the name of a place, in its paragraph: whether they make a team of it.

use super::is_candidate;
use super::words::{TABLE, flag};
use crate::read::names::Name;
use crate::read::{EntityType, Layout};
use crate::text::TokenKind;

pub struct Around<'a> {
    layout: &'a Layout<'a>,
    names: &'a [Name],
    /// Its index.
    name: usize,
    /// Its first token, and the one behind its last.
    first: usize,
    next: usize,
    /// The tokens of its paragraph.
    from: usize,
    to: usize,
}

impl<'a> Around<'a> {
    /// None for what is no name of a place, and where a paragraph only says where and when it was written.
    pub fn new(layout: &'a Layout<'_>, names: &'a [Name], name: usize) -> Option<Around<'a>> {
        let span = names.get(name).filter(|name| is_candidate(layout, name))?.span;
        let paragraph = layout.paragraphs.get(layout.paragraph_at(span.start)?)?;
        if paragraph.dateline.is_some_and(|dateline| dateline.covers(span)) {
            return None;
        }
        let (first, next) = (layout.token_at(span.start), layout.token_at(span.end - 1) + 1);
        let (from, to) = (paragraph.tokens.0 as usize, paragraph.tokens.1 as usize);
        let is_whole = layout.tokens.get(first)?.span.start == span.start;
        (is_whole && from <= first && next <= to).then_some(Around { layout, names, name, first, next, from, to })
    }

    /// Whether a team is surely meant.
    pub fn is_team(&self) -> bool {
        if self.is_in_a_table() || self.has_a_score() || self.is_scheduled() || self.heads_a_list() {
            return true;
        }
        let is_body = self.names[self.name].kind == EntityType::Organization;
        !self.is_where() && (is_body || self.contends() || self.is_met() || self.is_whose() || self.is_played_for())
    }

    /// Whether nothing says that the place is meant.
    pub fn may_be_team(&self) -> bool {
        // "The trip to Norland"; who lost to it is known before.
        !(self.is_where()
            || self.word(self.before()).eq_ignore_ascii_case("to")
            || self.word(self.first.wrapping_sub(1)) == "(" && self.word(self.next) == ")"
            || self.word(self.next) == "-"
            || self.owns() && self.is(self.next + 1, flag::STATE)
            || self.is(self.next, flag::STATE)
            || self.opens() && self.is_dated())
    }

    /// "in Norland", "Norland, Delia", "NORLAND 2024": where something is.
    fn is_where(&self) -> bool {
        let year = || self.kind(self.next) == Some(TokenKind::Number) && self.word(self.next).len() == 4;
        self.is(self.before(), flag::WITHIN) || self.is_beside_a_place() || year()
    }

    /// "Ostrel 74 59 .556 -" alone in its line.
    fn is_in_a_table(&self) -> bool {
        let numbers = (self.next..(self.next + 4).min(self.to)).filter(|&t| self.kind(t) == Some(TokenKind::Number));
        self.opens() && self.is_score(self.next) && self.is_score(self.next + 1) && numbers.count() >= 3
    }

    /// "Norland 3 Delia 1", "Norland 3, at Delia 1", on either side.
    fn has_a_score(&self) -> bool {
        if !self.is_score(self.next) {
            return false;
        }
        let mark = |t: usize| matches!(self.word(t), "," | ";" | "-" | "–");
        let at = |t: usize| self.word(t).eq_ignore_ascii_case("at");
        let mut other = self.next + 1;
        other += usize::from(mark(other));
        other += usize::from(at(other));
        if self.name_from(other).is_some_and(|name| self.is_score(self.layout.token_at(name.span.end - 1) + 1)) {
            return true;
        }
        let Some(mut last) = self.first.checked_sub(1) else { return false };
        for skipped in [at(last), mark(last.saturating_sub(usize::from(at(last))))] {
            last = last.saturating_sub(usize::from(skipped));
        }
        self.is_score(last) && last.checked_sub(1).is_some_and(|t| self.name_to(t).is_some())
    }

    /// "Norland at Delia" alone in a line.
    fn is_scheduled(&self) -> bool {
        let at = |t: usize| self.word(t).eq_ignore_ascii_case("at");
        let ends = |name: &Name| self.layout.token_at(name.span.end - 1) + 1 == self.to;
        let starts = |name: &Name| self.layout.token_at(name.span.start) == self.from;
        let home = || self.opens() && at(self.next) && self.name_from(self.next + 1).is_some_and(ends);
        let away = || {
            let before = self.first.checked_sub(2).filter(|t| *t >= self.from && at(t + 1));
            self.next == self.to && before.and_then(|t| self.name_to(t)).is_some_and(starts)
        };
        home() || away()
    }

    /// "Norland: 1-Ada Byron, 2-…", "Norland - Ada Byron (12th)": who plays, who scored.
    fn heads_a_list(&self) -> bool {
        if !self.opens() || !matches!(self.word(self.next), ":" | "-" | "–" | "—") {
            return false;
        }
        let entry = self.next + 1;
        let listed = |name: &Name| {
            let behind = self.layout.token_at(name.span.end - 1) + 1;
            let another = || self.name_from(behind + 1).is_some_and(|next| next.kind == EntityType::Person);
            match self.word(behind) {
                "(" => true,
                "," => self.is_score(behind + 1) || another(),
                _ => self.is_score(behind),
            }
        };
        let person = self.name_from(entry).filter(|name| name.kind == EntityType::Person);
        // "Ostrel: 183" may be where a match is.
        let numbered = self.word(self.next) != ":" && self.is_score(entry);
        numbered || person.is_some_and(listed) || self.is(entry, flag::PLAYS)
    }

    /// "Norland beat Delia", "Norland could win", "Norland and Delia drew": what a side does.
    fn contends(&self) -> bool {
        self.is(self.next, flag::CONTEST | flag::FEAT)
            || self.is(self.next, flag::MAY) && self.is(self.next + 1, flag::FEAT)
    }

    /// "beat Norland", "a draw with Norland": what is done to a side. But "beat Norland champion Ada Byron" is her doing.
    fn is_met(&self) -> bool {
        let before = self.before();
        if self.is(self.next, flag::PERSON) || self.goes_on(self.next) || !(self.from..self.first).contains(&before) {
            return false;
        }
        let near = |flag: u16, reach: usize| (1..=reach).any(|n| before >= self.from + n && self.is(before - n, flag));
        match self.word(before) {
            "to" => near(flag::LOSS, 2),
            "against" => near(flag::MEETING | flag::LOSS | flag::PLAYS | flag::CONTEST | flag::FEAT, 5),
            _ if self.is(before, flag::RIVAL) => near(flag::MEETING | flag::LOSS, 4),
            _ => self.is(before, flag::CONTEST),
        }
    }

    /// "Norland’s captain", "the Norland captain".
    fn is_whose(&self) -> bool {
        match self.owns() {
            true => self.is(self.next + 1, flag::WHOSE | flag::MEETING),
            false => self.is(self.next, flag::WHOSE),
        }
    }

    /// "scored twice for Norland".
    fn is_played_for(&self) -> bool {
        let before = self.before();
        let is_for = before < self.first && self.word(before).eq_ignore_ascii_case("for");
        is_for && (1..=4).any(|n| before >= self.from + n && self.is(before - n, flag::PLAYS))
    }

    /// "Leeds, Norland": one of two names that say where.
    fn is_beside_a_place(&self) -> bool {
        let place = |name: &Name| name.kind == EntityType::Place;
        let behind = || self.word(self.next) == "," && self.name_from(self.next + 1).is_some_and(place);
        let before = || {
            let comma = self.first.checked_sub(1).filter(|t| *t > self.from && self.word(*t) == ",");
            comma.and_then(|t| self.name_to(t - 1)).is_some_and(place)
        };
        behind() || before()
    }

    /// "OSTREL 1996-08-30", "OSTREL, May 2": where and when it was written.
    fn is_dated(&self) -> bool {
        let at = self.next + usize::from(self.word(self.next) == ",");
        self.kind(at) == Some(TokenKind::Number) && !self.is_score(at) || self.kind(at + 1) == Some(TokenKind::Number)
    }

    /// It is the first of its paragraph.
    fn opens(&self) -> bool {
        self.first == self.from
    }

    fn owns(&self) -> bool {
        matches!(self.word(self.next), "’s" | "'s" | "’" | "'")
    }

    /// A number that may be a score or a place in a table.
    fn is_score(&self, token: usize) -> bool {
        self.kind(token) == Some(TokenKind::Number) && {
            let digits = self.word(token);
            digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
        }
    }

    /// A word with a capital, which may go on with the name: "Norland Sen. Ada Byron".
    fn goes_on(&self, token: usize) -> bool {
        self.kind(token) == Some(TokenKind::Word)
            && self.word(token).starts_with(char::is_uppercase)
            && !self.layout.word(self.first).chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
    }

    /// The token before the name and its article.
    fn before(&self) -> usize {
        let article = self.first > self.from && self.word(self.first - 1).eq_ignore_ascii_case("the");
        self.first.wrapping_sub(1 + usize::from(article))
    }

    fn is(&self, token: usize, flags: u16) -> bool {
        TABLE.flags(self.word(token)) & flags != 0
    }

    /// A token of the paragraph.
    fn word(&self, token: usize) -> &'a str {
        if (self.from..self.to).contains(&token) { self.layout.word(token) } else { "" }
    }

    fn kind(&self, token: usize) -> Option<TokenKind> {
        let inside = (self.from..self.to).contains(&token);
        self.layout.tokens.get(token).filter(|_| inside).map(|token| token.kind)
    }

    /// The name that starts with a token of the paragraph.
    fn name_from(&self, token: usize) -> Option<&'a Name> {
        let start = self.layout.tokens.get(token).filter(|_| (self.from..self.to).contains(&token))?.span.start;
        let at = self.names.partition_point(|name| name.span.start < start);
        self.names.get(at).filter(|name| name.span.start == start)
    }

    /// The name that ends with a token of the paragraph.
    fn name_to(&self, token: usize) -> Option<&'a Name> {
        let end = self.layout.tokens.get(token).filter(|_| (self.from..self.to).contains(&token))?.span.end;
        let behind = self.names.partition_point(|name| name.span.start < end);
        self.names.get(behind.checked_sub(1)?).filter(|name| name.span.end == end)
    }
}
