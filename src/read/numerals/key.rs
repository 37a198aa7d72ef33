//! Words as numbers, to be looked up without making a string of them.

use std::hash::{Hash, Hasher};

/// A word of at most 24 bytes, its ASCII letters in lower case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u64; 3]);

const PART: usize = size_of::<u64>();

impl Key {
    /// The key of a part of a text, by its bytes; None for longer words, which stand in no table.
    pub fn of(text: &[u8], start: usize, end: usize) -> Option<Key> {
        let length = end.checked_sub(start).filter(|n| *n <= 3 * PART)?;
        let mut key = Key([0; 3]);
        for (n, part) in key.0.iter_mut().enumerate() {
            let left = length.saturating_sub(n * PART);
            if left == 0 {
                break;
            }
            *part = in_lower_case(bytes(text, start + n * PART, left.min(PART)));
        }
        Some(key)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|part| state.write_u64(*part));
    }
}

/// Up to eight bytes of a text, the rest zero.
fn bytes(text: &[u8], start: usize, count: usize) -> u64 {
    let whole = text.get(start..start + PART).and_then(|bytes| bytes.try_into().ok());
    match whole {
        Some(bytes) => u64::from_le_bytes(bytes) & (u64::MAX >> (8 * (PART - count))),
        // At the end of a text there are no eight.
        None => text.iter().skip(start).take(count).rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    }
}

/// Eight bytes at once: a byte from A to Z has its high bit set in one of the sums alone, and is given the bit by which
/// a small letter differs.
fn in_lower_case(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let low = bytes & (EACH * 0x7F);
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let past_z = low + EACH * (0x7F - b'Z' as u64);
    let capitals = !bytes & (from_a ^ past_z) & (EACH * 0x80);
    bytes | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn words_have_the_key_of_their_small_letters_wherever_they_stand() {
        let key = |word: &str| Key::of(word.as_bytes(), 0, word.len()).map(|key| key.0);
        for word in ["", "A", "Zebra", "@[`{", "ÄÖ", "Twenty-One’s", "Counterintelligence1234"] {
            assert_eq!(key(word), key(&word.to_ascii_lowercase()), "{word}");
            let text = format!("x {word} and more than eight bytes");
            assert!(Key::of(text.as_bytes(), 2, 2 + word.len()).map(|key| key.0) == key(word), "{word}");
        }
        assert!(key("twenty") != key("twenties") && key("@") != key("`") && key("Ä") != key("ä"));
        assert!(key("Counterintelligence12345").is_some() && key("Counterintelligence123456").is_none());
    }
}
