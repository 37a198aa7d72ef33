//! Byte offsets → offsets in the unit that a program's reader counts in.

use clap::ValueEnum;

use crate::text::Span;

/// The unit of offsets into an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Unicode code points
    #[value(name = "utf-32")]
    Utf32,
    /// UTF-16 code units, as JavaScript and Java count
    #[value(name = "utf-16")]
    Utf16,
    /// bytes of UTF-8
    #[value(name = "utf-8")]
    Utf8,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Unit::Utf32 => "utf-32",
            Unit::Utf16 => "utf-16",
            Unit::Utf8 => "utf-8",
        }
    }
}

/// Converts the offsets of one text, each in constant time.
pub struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    /// Units before each block of [`BLOCK`] bytes; empty where bytes are units.
    blocks: Vec<u32>,
}

const BLOCK: usize = 256;

impl<'a> Offsets<'a> {
    pub fn new(text: &'a str, unit: Unit) -> Offsets<'a> {
        let mut blocks = Vec::new();
        if unit != Unit::Utf8 && !text.is_ascii() {
            let mut units = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                blocks.push(units);
                units += count(block, unit);
            }
            blocks.push(units);
        }
        Offsets { text, unit, blocks }
    }

    /// The units before a byte offset; offsets past the end count as the end.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        match self.blocks.get(offset / BLOCK) {
            Some(before) => before + count(&self.text.as_bytes()[offset / BLOCK * BLOCK..offset], self.unit),
            None => offset as u32,
        }
    }

    /// The units of the whole text.
    pub fn len(&self) -> u32 {
        self.at(self.text.len() as u32)
    }

    pub fn range(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

/// The units that start in a stretch of bytes: a code point counts where its first byte stands, and the second half
/// of a surrogate pair with it.
fn count(bytes: &[u8], unit: Unit) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    let pairs = if unit == Unit::Utf16 { bytes.iter().filter(|&&b| b >= 0xF0).count() } else { 0 };
    (starts + pairs) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_across_blocks() {
        let text = "aß😀—".repeat(200);
        for (unit, each) in [(Unit::Utf32, 4), (Unit::Utf16, 5), (Unit::Utf8, 10)] {
            let offsets = Offsets::new(&text, unit);
            assert_eq!(offsets.len(), 200 * each, "{unit:?}");
            assert_eq!(offsets.range(Span::new(990, 1000)), (99 * each, 100 * each), "{unit:?}");
        }
        assert_eq!(Offsets::new("", Unit::Utf32).len(), 0);
        assert_eq!(Offsets::new("abc", Unit::Utf16).at(9), 3);
    }
}
