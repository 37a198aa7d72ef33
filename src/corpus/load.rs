//! Reading article files.

use std::io;
use std::path::Path;

use crate::text::{DecodeError, Decoded, decode};

/// Why a file is not among the articles. The text says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("there is no such file")]
    Missing,
    #[error("it cannot be read ({0}); check that you may")]
    Unreadable(io::Error),
    #[error(transparent)]
    NoArticle(#[from] DecodeError),
}

/// The text of a file of at most `limit` bytes.
pub fn load(path: &Path, limit: u64) -> Result<Decoded, LoadError> {
    let size = std::fs::metadata(path)?.len();
    if size > limit {
        return Err(DecodeError::TooLarge { size, limit }.into());
    }
    // A file that grows meanwhile is measured again by `decode`.
    Ok(decode(&std::fs::read(path)?, limit)?)
}

impl From<io::Error> for LoadError {
    fn from(error: io::Error) -> LoadError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadError::Missing,
            _ => LoadError::Unreadable(error),
        }
    }
}
