//! TEXT: what an article is made of. Knows no encodings but its own, no protocol, no language.

mod anchor;
mod decode;
mod document;
mod paragraph;
mod position;
mod sentence;
mod span;
mod tidied;
mod token;

pub use anchor::{Anchor, is_whole};
pub use decode::{DecodeError, Decoded, Encoding as FileEncoding, decode};
pub use document::{Document, Edit};
pub use paragraph::paragraphs;
pub use position::{LineTable, Position, PositionEncoding, Text};
pub use sentence::sentences;
pub use span::Span;
pub use tidied::{Tidied, tidy};
pub(crate) use token::{BYTES_A_TOKEN, is_hyphen_in_word, is_invisible};
pub use token::{Token, TokenKind, tokens};
