//! Byte offset ↔ line and column in UTF-8, UTF-16 or UTF-32 units: the only place that knows position encodings.

use std::ops::Deref;
use std::sync::Arc;

/// The unit in which columns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionEncoding {
    Utf8,
    Utf16,
    Utf32,
}

/// Zero-based line and column; the column counts units of a [`PositionEncoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// An immutable text with its line table. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    text: Arc<str>,
    lines: Arc<LineTable>,
}

impl Text {
    pub fn new(text: impl Into<Arc<str>>) -> Text {
        let text = text.into();
        let lines = Arc::new(LineTable::new(&text));
        Text { text, lines }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn shared(&self) -> Arc<str> {
        self.text.clone()
    }

    pub fn lines(&self) -> &LineTable {
        &self.lines
    }

    pub fn position(&self, offset: u32, encoding: PositionEncoding) -> Position {
        self.lines.position(&self.text, offset, encoding)
    }

    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> u32 {
        self.lines.offset(&self.text, position, encoding)
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

/// Where each line of a text starts. Lines end at `\n`, `\r\n` or `\r`.
///
/// Any position costs a binary search and a look at a few hundred bytes, however long the line is.
#[derive(Clone, Debug)]
pub struct LineTable {
    starts: Vec<u32>,
    /// Units counted from the start of the text, every [`STEP`] bytes or so; none for a text in ASCII, where all units
    /// are the same.
    marks: Vec<Mark>,
}

const STEP: usize = 256;

#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: u32,
    utf16: u32,
    utf32: u32,
}

impl LineTable {
    pub fn new(text: &str) -> LineTable {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, b) in bytes.iter().enumerate() {
            if *b == b'\n' || *b == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
                starts.push(i as u32 + 1);
            }
        }
        LineTable { starts, marks: if text.is_ascii() { Vec::new() } else { marks(text) } }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The position of a byte offset; offsets past the end or inside a character are moved back.
    pub fn position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> Position {
        let offset = floor(text, offset as usize);
        let line = self.starts.partition_point(|&s| s as usize <= offset) - 1;
        let column = self.units(text, offset, encoding) - self.units(text, self.starts[line] as usize, encoding);
        Position { line: line as u32, column: column as u32 }
    }

    /// The byte offset of a position. As the protocol says, a column past the end of its line is the line's end
    /// (before the line break), and a line past the end is the end of the text.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else {
            return text.len() as u32;
        };
        let start = start as usize;
        let end = self.starts.get(position.line as usize + 1).map_or(text.len(), |&e| e as usize);
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        let (first, last) = (self.units(text, start, encoding), self.units(text, end, encoding));
        let column = position.column as usize;
        if column >= last - first { end as u32 } else { self.at_units(text, first + column, encoding) as u32 }
    }

    /// The units before a byte offset, from the start of the text.
    fn units(&self, text: &str, offset: usize, encoding: PositionEncoding) -> usize {
        if encoding == PositionEncoding::Utf8 || self.marks.is_empty() {
            return offset;
        }
        let mark = self.mark(|mark| mark.byte as usize <= offset);
        mark.units(encoding) + units(&text[mark.byte as usize..offset], encoding)
    }

    /// The byte offset of the character that holds a unit.
    fn at_units(&self, text: &str, wanted: usize, encoding: PositionEncoding) -> usize {
        if encoding == PositionEncoding::Utf8 || self.marks.is_empty() {
            return floor(text, wanted);
        }
        let mark = self.mark(|mark| mark.units(encoding) <= wanted);
        let (mut at, mut left) = (mark.byte as usize, wanted - mark.units(encoding));
        for c in text[at..].chars() {
            let width = if encoding == PositionEncoding::Utf16 { c.len_utf16() } else { 1 };
            if left < width {
                break;
            }
            left -= width;
            at += c.len_utf8();
        }
        at
    }

    /// The last mark for which `before` holds.
    fn mark(&self, before: impl Fn(&Mark) -> bool) -> Mark {
        let index = self.marks.partition_point(before);
        index.checked_sub(1).map_or(Mark::default(), |i| self.marks[i])
    }
}

impl Mark {
    fn units(&self, encoding: PositionEncoding) -> usize {
        match encoding {
            PositionEncoding::Utf8 => self.byte as usize,
            PositionEncoding::Utf16 => self.utf16 as usize,
            PositionEncoding::Utf32 => self.utf32 as usize,
        }
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / STEP + 1);
    let (mut mark, mut rest) = (Mark::default(), text);
    while !rest.is_empty() {
        marks.push(mark);
        let (part, behind) = rest.split_at(floor(rest, STEP));
        mark.byte += part.len() as u32;
        mark.utf16 += units(part, PositionEncoding::Utf16) as u32;
        mark.utf32 += units(part, PositionEncoding::Utf32) as u32;
        rest = behind;
    }
    marks
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Counted on bytes: every character has one byte that continues no other, and two units if it takes four bytes.
fn units(text: &str, encoding: PositionEncoding) -> usize {
    let characters = |text: &str| text.bytes().filter(|b| (*b as i8) >= -0x40).count();
    match encoding {
        PositionEncoding::Utf8 => text.len(),
        PositionEncoding::Utf16 => characters(text) + text.bytes().filter(|b| *b >= 0xF0).count(),
        PositionEncoding::Utf32 => characters(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_found_deep_inside_a_long_line() {
        let text = Text::new("“Roe’s” 😀 שלום ".repeat(200) + "\r\nend");
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            let mut column = 0;
            for (offset, c) in text.char_indices().take_while(|(_, c)| *c != '\r') {
                let position = Position { line: 0, column };
                assert_eq!(text.position(offset as u32, encoding), position);
                assert_eq!(text.offset(position, encoding), offset as u32);
                column += units(c.encode_utf8(&mut [0; 4]), encoding) as u32;
            }
            assert_eq!(text.offset(Position { line: 0, column: u32::MAX }, encoding), text.len() as u32 - 5);
            assert_eq!(text.offset(Position { line: 1, column: 1 }, encoding), text.len() as u32 - 2);
        }
    }

    #[test]
    fn inside_a_character_is_its_start() {
        let text = Text::new("a😀");
        assert_eq!(text.offset(Position { line: 0, column: 2 }, PositionEncoding::Utf16), 1);
        assert_eq!(text.offset(Position { line: 0, column: 3 }, PositionEncoding::Utf8), 1);
        assert_eq!(text.position(3, PositionEncoding::Utf16), Position { line: 0, column: 1 });
    }
}
