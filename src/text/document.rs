//! A text under edit: a rope with a version, edited in the client's positions.

use std::sync::OnceLock;

use ropey::Rope;

use super::{Position, PositionEncoding, Text};

/// One edit: replace `range` (the whole text if there is none) by `text`.
#[derive(Clone, Debug)]
pub struct Edit {
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// An open document. Edits touch the rope; everything that reads takes the immutable [`Text`] of a version.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    version: i32,
    /// The text of this version, once somebody asked for it.
    text: OnceLock<Text>,
}

impl Document {
    pub fn new(text: &str, version: i32) -> Document {
        Document { rope: Rope::from_str(text), version, text: OnceLock::new() }
    }

    pub fn version(&self) -> i32 {
        self.version
    }

    /// Apply edits in order; each one's positions refer to the text the one before left. Positions outside the text
    /// are moved into it as the protocol says, and a range that ends before it starts is turned round.
    pub fn edit(&mut self, edits: &[Edit], version: i32, encoding: PositionEncoding) {
        for edit in edits {
            let Some((start, end)) = edit.range else {
                self.rope = Rope::from_str(&edit.text);
                continue;
            };
            let (a, b) = (self.char_at(start, encoding), self.char_at(end, encoding));
            self.rope.remove(a.min(b)..a.max(b));
            self.rope.insert(a.min(b), &edit.text);
        }
        self.version = version;
        self.text = OnceLock::new();
    }

    /// The text of this version: built on the first call after an edit, shared from then on.
    pub fn text(&self) -> Text {
        self.text.get_or_init(|| Text::new(self.rope.to_string())).clone()
    }

    /// The character index of a position. A line past the end is the end of the text, a column past the end of its
    /// line the end of the line before its line break, a column inside a character the start of the character.
    fn char_at(&self, position: Position, encoding: PositionEncoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let (start, end) = (self.rope.line_to_char(line), self.line_end(line));
        let column = position.column as usize;
        let (first, last) = (self.units(start, encoding), self.units(end, encoding));
        if column >= last - first {
            return end;
        }
        match encoding {
            PositionEncoding::Utf8 => self.rope.byte_to_char(first + column),
            PositionEncoding::Utf16 => self.rope.utf16_cu_to_char(first + column),
            PositionEncoding::Utf32 => first + column,
        }
    }

    /// The units before a character.
    fn units(&self, char: usize, encoding: PositionEncoding) -> usize {
        match encoding {
            PositionEncoding::Utf8 => self.rope.char_to_byte(char),
            PositionEncoding::Utf16 => self.rope.char_to_utf16_cu(char),
            PositionEncoding::Utf32 => char,
        }
    }

    /// The character index of a line's break, or of the text's end.
    fn line_end(&self, line: usize) -> usize {
        let (start, mut end) = (self.rope.line_to_char(line), self.rope.line_to_char(line + 1));
        while end > start && matches!(self.rope.char(end - 1), '\n' | '\r') {
            end -= 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[track_caller]
    fn check(text: &str, from: Position, to: Position, encoding: PositionEncoding, edited: &str) {
        let mut document = Document::new(text, 1);
        let before = document.text();
        document.edit(&[Edit { range: Some((from, to)), text: "|".into() }], 2, encoding);
        assert_eq!((document.text().as_str(), document.version()), (edited, 2));
        assert_eq!(before.as_str(), text);
    }

    #[test]
    fn columns_count_the_clients_units() {
        use PositionEncoding::*;
        check("“Roe”😀!", at(0, 4), at(0, 4), Utf16, "“Roe|”😀!");
        check("“Roe”😀!", at(0, 7), at(0, 8), Utf16, "“Roe”😀|");
        check("“Roe”😀!", at(0, 6), at(0, 6), Utf32, "“Roe”😀|!");
        check("“Roe”😀!", at(0, 3), at(0, 6), Utf8, "“|”😀!");
        // Inside a character: its start.
        check("“Roe”😀!", at(0, 6), at(0, 7), Utf16, "“Roe”|!");
        check("“Roe”😀!", at(0, 1), at(0, 2), Utf8, "|“Roe”😀!");
    }

    #[test]
    fn positions_outside_the_text_are_moved_into_it() {
        use PositionEncoding::*;
        check("a\r\nb\rc\n", at(0, 9), at(0, 9), Utf16, "a|\r\nb\rc\n");
        check("a\r\nb\rc\n", at(1, u32::MAX), at(1, u32::MAX), Utf8, "a\r\nb|\rc\n");
        check("a\r\nb\rc\n", at(9, 0), at(u32::MAX, u32::MAX), Utf32, "a\r\nb\rc\n|");
        check("a\r\nb\rc\n", at(2, 1), at(0, 1), Utf16, "a|\n");
    }

    #[test]
    fn edits_follow_one_another_and_texts_are_shared() {
        let mut document = Document::new("one", 1);
        let insert =
            |line, column, text: &str| Edit { range: Some((at(line, column), at(line, column))), text: text.into() };
        let whole = Edit { range: None, text: "two\n".into() };
        document.edit(&[insert(0, 3, "!"), whole, insert(1, 0, "three")], 7, PositionEncoding::Utf16);
        assert_eq!(document.text().as_str(), "two\nthree");
        assert_eq!(document.text().as_ptr(), document.text().as_ptr());
    }

    #[test]
    fn rope_and_line_table_count_the_same_lines() {
        for text in ["", "\n", "a\r\nb\rc\n\n", "\r\r\n\n\r", "a\u{2028}b\u{85}c\u{b}d\u{c}e", "😀\r"] {
            let document = Document::new(text, 0);
            assert_eq!(document.rope.len_lines(), document.text().lines().count(), "{text:?}");
        }
    }
}
