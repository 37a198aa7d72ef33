//! Bytes → text. Never fails on an encoding; says what it did.

use encoding_rs::WINDOWS_1252;

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
    /// Without byte order mark; line ends as they stand.
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

/// Decode the bytes of an article file of at most `limit` bytes: UTF-8 with or without byte order mark, UTF-16 with
/// one, Windows-1252 otherwise. What cannot be decoded becomes U+FFFD.
pub fn decode(bytes: &[u8], limit: u64) -> Result<Decoded, DecodeError> {
    if bytes.len() as u64 > limit {
        return Err(DecodeError::TooLarge { size: bytes.len() as u64, limit });
    }
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, Encoding::Utf8Bom),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, Encoding::Utf16Le, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, Encoding::Utf16Be, u16::from_be_bytes),
        _ if is_utf8(bytes) => utf8(bytes, Encoding::Utf8),
        _ => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded { text: text.into_owned(), encoding: Encoding::Windows1252, replaced: 0 }
        }
    };
    if decoded.text.as_bytes().contains(&0) { Err(DecodeError::Binary) } else { Ok(decoded) }
}

/// Valid UTF-8, or UTF-8 that was damaged: accented letters of Windows-1252 hardly ever happen to be valid sequences,
/// so a file with more valid than broken ones is UTF-8. A file cut off inside a character is, too.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken, mut cut) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
        cut = chunk.invalid().len();
    }
    broken == 0 || valid > 0 && valid >= broken || broken == 1 && cut > 1
}

fn utf8(bytes: &[u8], encoding: Encoding) -> Decoded {
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding, replaced }
}

fn utf16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut replaced = usize::from(!odd.is_empty());
    let mut replace = |_| {
        replaced += 1;
        char::REPLACEMENT_CHARACTER
    };
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or_else(&mut replace)).collect();
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding, replaced }
}

#[cfg(test)]
mod tests {
    use super::Encoding::*;
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding, replaced: usize) {
        let decoded = decode(bytes, 1000).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.replaced), (text, encoding, replaced));
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        check("Roe’s “lighthouse” 😀".as_bytes(), "Roe’s “lighthouse” 😀", Utf8, 0);
        check(b"\xEF\xBB\xBFRoe", "Roe", Utf8Bom, 0);
        check(b"\xFF\xFER\0o\0e\0\x19\x20\x3D\xD8\x00\xDE", "Roe’😀", Utf16Le, 0);
        check(b"\xFE\xFF\0R\0o\0e", "Roe", Utf16Be, 0);
        check(b"caf\xE9 \x93Roe\x94", "café “Roe”", Windows1252, 0);
        check(b"", "", Utf8, 0);
    }

    #[test]
    fn damage_is_counted() {
        check(b"\xE2\x80\x99s \xE2\x80\x9CRoe\xE2\x80 end", "’s “Roe\u{fffd} end", Utf8, 1);
        check(b"The end of it\xE2\x80", "The end of it\u{fffd}", Utf8, 1);
        check(b"\xFF\xFER\0\x00\xDEx\0o", "R\u{fffd}x\u{fffd}", Utf16Le, 2);
        check("a \u{fffd} of its own".as_bytes(), "a \u{fffd} of its own", Utf8, 0);
    }

    #[test]
    fn what_is_no_article() {
        assert_eq!(decode(b"\x7FELF\0\0", 1000).unwrap_err(), DecodeError::Binary);
        assert_eq!(decode(b"\xFF\xFE\0\0R\0\0\0", 1000).unwrap_err(), DecodeError::Binary);
        assert_eq!(decode(b"Roe", 2).unwrap_err(), DecodeError::TooLarge { size: 3, limit: 2 });
    }
}
