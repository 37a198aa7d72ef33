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
#[derive(Clone, Debug)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    pub fn new(text: &str) -> LineTable {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut i = 0;
        while i < bytes.len() {
            match bytes[i] {
                b'\n' => starts.push(i as u32 + 1),
                b'\r' if bytes.get(i + 1) != Some(&b'\n') => starts.push(i as u32 + 1),
                _ => {}
            }
            i += 1;
        }
        LineTable { starts }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The position of a byte offset; offsets past the end or inside a character are moved back.
    pub fn position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> Position {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&s| s as usize <= offset) - 1;
        let before = &text[self.starts[line] as usize..offset];
        Position { line: line as u32, column: units(before, encoding) as u32 }
    }

    /// The byte offset of a position. As the protocol says, a column past the end of its line is the line's end
    /// (before the line break), and a line past the end is the end of the text.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else {
            return text.len() as u32;
        };
        let end = self.starts.get(position.line as usize + 1).map_or(text.len(), |&e| e as usize);
        let line = text[start as usize..end].trim_end_matches(['\n', '\r']);
        let mut left = position.column as usize;
        for (i, c) in line.char_indices() {
            let width = match encoding {
                PositionEncoding::Utf8 => c.len_utf8(),
                PositionEncoding::Utf16 => c.len_utf16(),
                PositionEncoding::Utf32 => 1,
            };
            if left < width {
                return start + i as u32;
            }
            left -= width;
        }
        start + line.len() as u32
    }
}

fn units(text: &str, encoding: PositionEncoding) -> usize {
    match encoding {
        PositionEncoding::Utf8 => text.len(),
        PositionEncoding::Utf16 => text.encode_utf16().count(),
        PositionEncoding::Utf32 => text.chars().count(),
    }
}
