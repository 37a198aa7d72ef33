//! The look-up table of known names, from the tables of `src/data`.

use std::collections::BTreeMap;

use crate::data;
use crate::read::EntityType;
use crate::read::names::model::table::lists::*;
use crate::read::names::model::{hash, table, word};
use crate::text::{TokenKind, sentences, tokens};

/// The packed table.
pub fn build() -> Vec<u8> {
    let mut lists = Builder::default();
    for row in data::rows(include_str!("../data/names.tsv")) {
        let all = EntityType::ALL;
        let Some(kind) = row.first().and_then(|k| all.iter().position(|n| n.as_str() == *k)) else { continue };
        lists.all(&row[1..], TYPES + kind as u32);
    }
    for row in data::rows(include_str!("../data/countries.tsv")) {
        let cell = |i: usize| row.get(i).copied().unwrap_or("");
        lists.all(&[cell(0), cell(2)], COUNTRY);
        lists.all(&[cell(3)], DEMONYM);
        lists.all(&[cell(4)], CAPITAL);
    }
    for row in data::rows(include_str!("../data/us_states.tsv")) {
        let cell = |i: usize| row.get(i).copied().unwrap_or("");
        lists.all(&[cell(0), cell(1), cell(2)], STATE);
    }
    for row in data::rows(include_str!("../data/cities.tsv")) {
        lists.all(&row[..row.len().min(2)], CITY);
    }
    for (table, bit) in [
        (include_str!("../data/english.tsv"), ENGLISH),
        (include_str!("../data/given_names.tsv"), GIVEN),
        (include_str!("../data/surnames.tsv"), SURNAME),
    ] {
        for row in data::rows(table) {
            lists.all(&row[..1], bit);
        }
    }
    for row in data::rows(include_str!("../data/roles.tsv")) {
        lists.all(&row[2.min(row.len())..], ROLE);
    }
    for row in data::rows(include_str!("../data/name_words.tsv")) {
        let bit = match row.first().copied().unwrap_or("") {
            // For the reader alone.
            "polity" => continue,
            "org_tail" | "org_head" => ORG_WORD,
            "place_tail" | "place_head" => PLACE_WORD,
            "notname" => NOT_NAME,
            "stop" => STOP,
            _ => OTHER_WORD,
        };
        lists.all(&row[1.min(row.len())..], bit);
    }
    for row in data::rows(include_str!("../data/company_words.tsv")) {
        let bit = match row.first().copied().unwrap_or("") {
            "company" => COMPANY,
            "mister" => MISTER,
            _ => JOINS,
        };
        lists.all(&row[1.min(row.len())..], bit);
    }
    table::pack(&lists.entries)
}

#[derive(Default)]
struct Builder {
    entries: BTreeMap<u64, u32>,
}

impl Builder {
    /// Put names, several to a cell between bars, on a list.
    fn all(&mut self, cells: &[&str], bit: u32) {
        for name in cells.iter().flat_map(|c| c.split('|')).filter(|n| !n.is_empty()) {
            self.one(name, bit);
        }
    }

    fn one(&mut self, name: &str, bit: u32) {
        let tokens = tokens(name);
        let pieces = crate::read::names::model::piece::pieces(name, &tokens, &sentences(name, &tokens));
        let mut key = 0;
        for (i, piece) in pieces.iter().enumerate() {
            key = table::chain(key, hash::bytes(word::lower(piece.span.of(name)).as_bytes()));
            let last = i + 1 == pieces.len();
            *self.entries.entry(key).or_default() |= if last { 1 << bit } else { table::PREFIX };
        }
        debug_assert!(pieces.iter().all(|p| p.kind != TokenKind::Url));
    }
}
