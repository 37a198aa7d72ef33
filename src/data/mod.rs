//! Word lists and tables, each beside its origin and licence (`src/data/README.md`). Data only: what a row means is
//! known to the reader that asks for it.

use std::cmp::Ordering;

/// The rows of a tab-separated table: blank lines and lines that start with `#` are left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The rows of such a table with this class in their first column.
pub fn rows_of(table: &'static str, class: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows(table).filter(move |row| row.first() == Some(&class))
}

/// The words of a class of a table of word lists: rows of a class and its words, with spaces between.
pub fn words_of(table: &'static str, class: &'static str) -> impl Iterator<Item = &'static str> {
    rows_of(table, class).filter_map(|row| row.get(1).copied()).flat_map(|words| words.split(' '))
}

/// Every embedded file: its name, what it is, its origin and licence.
pub fn origins() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = include_str!("README.md").lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.skip(1).filter_map(|row| {
        let mut cells = row.split(" | ");
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// A large table, looked up by its first column, by which it is sorted byte by byte. Nothing is made of it first: the
/// first look-up costs as little as any other, a binary search over the rows where they stand.
#[derive(Debug)]
pub struct Table(&'static str);

impl Table {
    /// The table with its head of comment lines.
    pub const fn new(text: &'static str) -> Table {
        Table(text)
    }

    /// What stands behind the key, up to the end of its row: `Some("")` where the key is all there is.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        // Rows that start before `low` are smaller, those that start at `high` or behind it are greater.
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[start..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| start + at);
            let row = self.0.get(start..end)?;
            let (found, rest) = row.split_once('\t').unwrap_or((row, ""));
            // Comment lines stand at the top; no key starts with their mark, and no character of ours is smaller.
            match found.cmp(key) {
                _ if row.is_empty() || row.starts_with('#') => low = end + 1,
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
                Ordering::Equal => return Some(rest),
            }
        }
        None
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, origins};

    /// A file is listed with its origin and licence, or it is hand-written and says so in its first lines.
    #[test]
    fn every_file_has_an_origin() {
        let listed: Vec<&str> = origins().map(|[file, ..]| file).collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/data");
        for file in std::fs::read_dir(folder).expect("the folder of tables").flatten() {
            let name = file.file_name().into_string().expect("a name in ASCII");
            let is_table = name.ends_with(".tsv") || name.ends_with(".bin");
            if !is_table || listed.contains(&&*name) {
                continue;
            }
            let text = std::fs::read_to_string(file.path()).expect("a table of text");
            let head: String = text.lines().take_while(|line| line.starts_with('#')).collect();
            let by_hand = ["hand-written", "Hand-written", "ritten for"].iter().any(|words| head.contains(words));
            assert!(by_hand, "{name} is neither in README.md nor hand-written by its first lines");
        }
        assert!(
            listed.iter().all(|f| *f == "all others" || std::path::Path::new(folder).join(f).exists()),
            "{listed:?}"
        );
    }

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let table = Table::new("# head\n# more\nab\t1\t2\nabc\nb\tx\nz\t");
        let found = ["ab", "abc", "b", "z"].map(|key| table.get(key));
        assert_eq!(found, [Some("1\t2"), Some(""), Some("x"), Some("")]);
        assert!(["", "a", "abcd", "aa", "c", "zz", "head", "# head"].iter().all(|key| !table.has(key)));
        assert!(Table::new("").get("a").is_none());
        assert_eq!(Table::new("a\n\n").get("a"), Some(""));
    }

    /// Looked up by their first column, or not found at all.
    #[test]
    fn the_tables_that_are_searched_are_sorted() {
        for (name, table) in [
            ("english", include_str!("english.tsv")),
            ("given_names", include_str!("given_names.tsv")),
            ("surnames", include_str!("surnames.tsv")),
            ("cities", include_str!("cities.tsv")),
            ("territories", include_str!("territories.tsv")),
            ("organizations", include_str!("organizations.tsv")),
            ("surname_first", include_str!("surname_first.tsv")),
        ] {
            let rows = table.lines().filter(|row| !row.starts_with('#'));
            let keys: Vec<&str> = rows.map(|row| row.split('\t').next().unwrap_or("")).collect();
            let wrong = keys.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(wrong, None, "{name}.tsv");
        }
    }
}
