//! Word lists and tables, each beside its origin and licence (`src/data/README.md`). Data only: what a row means is
//! known to the reader that asks for it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The rows of a tab-separated table: blank lines and lines that start with `#` are left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Every embedded file: its name, what it is, its origin and licence.
pub fn origins() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = include_str!("README.md").lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.skip(1).filter_map(|row| {
        let mut cells = row.split(" | ");
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// A large table, looked up by its first column. Its index is made on the first look-up, in a few milliseconds; the
/// rows stay where they are.
#[derive(Debug)]
pub struct Table {
    text: &'static str,
    rows: OnceLock<FxHashMap<&'static str, &'static str>>,
}

impl Table {
    /// The table behind its head of comment lines.
    pub const fn new(text: &'static str) -> Table {
        Table { text, rows: OnceLock::new() }
    }

    /// What stands behind the key, up to the end of its row: `Some("")` where the key is all there is.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.rows.get_or_init(|| self.index()).get(key).copied()
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn index(&self) -> FxHashMap<&'static str, &'static str> {
        let mut index = FxHashMap::with_capacity_and_hasher(self.text.lines().count(), Default::default());
        let rows = self.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        index.extend(rows.map(|row| row.split_once('\t').unwrap_or((row, ""))));
        index
    }
}
