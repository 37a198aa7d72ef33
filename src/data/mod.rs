//! Word lists and tables, each beside its origin and licence (`src/data/README.md`). Data only: what a row means is
//! known to the reader that asks for it.

/// The rows of a tab-separated table: blank lines and lines that start with `#` are left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// A large table, sorted by the bytes of its first column, looked up in place: no start-up cost, no memory but its text.
#[derive(Clone, Copy, Debug)]
pub struct Sorted {
    table: &'static str,
}

impl Sorted {
    /// The table behind its head of comment lines.
    pub const fn new(table: &'static str) -> Sorted {
        Sorted { table }
    }

    /// What stands behind the key, up to the end of its row: `Some("")` where the key is all there is.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.table.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        // Invariant: both are starts of rows (or the end), and the row sought starts in low..high.
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |p| p + 1).max(low);
            let end = bytes[start..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |p| start + p);
            let row = self.table.get(start..end)?;
            let (name, rest) = row.split_once('\t').unwrap_or((row, ""));
            if row.starts_with('#') || name < key {
                low = (end + 1).min(bytes.len());
            } else if name > key {
                high = start;
            } else {
                return Some(rest);
            }
        }
        None
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}
