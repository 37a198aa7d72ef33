//! Word lists and tables, each beside its origin and licence (`src/data/README.md`). Data only: what a row means is
//! known to the reader that asks for it.

/// The rows of a tab-separated table: blank lines and lines that start with `#` are left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}
