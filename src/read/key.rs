//! Words as numbers, and tables that are looked up by them without making a string of a word.

/// A word of at most 24 bytes, its ASCII letters in lower case.
#[derive(Clone, Copy, Debug)]
pub struct Key([u64; 3]);

const PART: usize = size_of::<u64>();

impl Key {
    /// The key of a part of a text, by its bytes; None for longer words, which stand in no table.
    #[inline]
    pub fn of(text: &[u8], start: usize, end: usize) -> Option<Key> {
        let length = end.checked_sub(start).filter(|n| *n <= 3 * PART)?;
        if (1..=PART).contains(&length) {
            return Some(Key([in_lower_case(bytes(text, start, length)), 0, 0]));
        }
        Some(Key::of_long(text, start, length))
    }

    /// The key of more letters than one part holds.
    fn of_long(text: &[u8], start: usize, length: usize) -> Key {
        let mut key = Key([0; 3]);
        for (n, part) in key.0.iter_mut().enumerate() {
            let left = length.saturating_sub(n * PART);
            if left == 0 {
                break;
            }
            *part = in_lower_case(bytes(text, start + n * PART, left.min(PART)));
        }
        key
    }

    /// The key of a whole word.
    #[inline]
    pub fn of_word(word: &str) -> Option<Key> {
        Key::of(word.as_bytes(), 0, word.len())
    }

    #[inline]
    fn hash(self) -> u64 {
        const ODD: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93, 0xbf58_476d_1ce4_e5b9];
        let [a, b, c] = self.0;
        let mixed =
            a.wrapping_mul(ODD[0]) ^ b.wrapping_mul(ODD[1]).rotate_left(17) ^ c.wrapping_mul(ODD[2]).rotate_left(41);
        // The last letters of a word are to count in all that is used: the upper half.
        (mixed ^ (mixed >> 32)).wrapping_mul(ODD[1])
    }

    #[inline]
    fn is(self, other: Key) -> bool {
        let [a, b, c] = self.0;
        let [d, e, f] = other.0;
        (a ^ d) | (b ^ e) | (c ^ f) == 0
    }
}

/// What is known of words, by their keys: every word of every text is looked up in some of these, and almost always one
/// glance at a small list says whether it is there.
#[derive(Debug)]
pub struct Words<V> {
    /// A part of each word's hash, and its place in `words` from 1: at the first free place from the one that another
    /// part names. Where there is no word there is a 0. At most half the places are taken.
    places: Vec<(u16, u16)>,
    words: Vec<(Key, V)>,
}

impl<V: Copy> Words<V> {
    pub fn new() -> Words<V> {
        Words { places: vec![(0, 0); 16], words: Vec::new() }
    }

    #[inline]
    pub fn get(&self, key: Key) -> Option<V> {
        self.find(key).and_then(|at| self.words.get(at)).map(|word| word.1)
    }

    /// What is known of a word, to be changed: at first `new`. No table has more words than fit a `u16`.
    pub fn entry(&mut self, key: Key, new: V) -> &mut V {
        let at = match self.find(key) {
            Some(at) => at,
            None => {
                self.words.push((key, new));
                if 2 * self.words.len() > self.places.len() {
                    self.grow();
                } else {
                    self.list(self.words.len() - 1);
                }
                self.words.len() - 1
            }
        };
        &mut self.words[at].1
    }

    /// Where a word is in `words`.
    #[inline]
    fn find(&self, key: Key) -> Option<usize> {
        let (hash, last) = (key.hash(), self.places.len() - 1);
        let mut at = (hash >> 32) as usize & last;
        while let Some(&(tag, number)) = self.places.get(at)
            && let Some(word) = usize::from(number).checked_sub(1)
        {
            if tag == (hash >> 48) as u16 && self.words.get(word).is_some_and(|(there, _)| there.is(key)) {
                return Some(word);
            }
            at = (at + 1) & last;
        }
        None
    }

    fn list(&mut self, word: usize) {
        let key = self.words[word].0;
        let mut at = (key.hash() >> 32) as usize & (self.places.len() - 1);
        while self.places[at].1 != 0 {
            at = (at + 1) & (self.places.len() - 1);
        }
        self.places[at] = ((key.hash() >> 48) as u16, word as u16 + 1);
    }

    fn grow(&mut self) {
        self.places = vec![(0, 0); 2 * self.places.len()];
        (0..self.words.len()).for_each(|word| self.list(word));
    }
}

/// The last eight bytes of a word, its ASCII letters in lower case, the last of them highest; zeros before a shorter one.
#[inline]
pub fn tail(word: &[u8]) -> u64 {
    match word.last_chunk::<PART>() {
        Some(last) => in_lower_case(u64::from_le_bytes(*last)),
        None => in_lower_case(word.iter().fold(0, |all, byte| all >> 8 | u64::from(*byte) << (8 * (PART - 1)))),
    }
}

/// Up to eight bytes of a text, the rest zero.
#[inline]
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
#[inline]
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
    use super::{Key, Words, tail};

    #[test]
    fn every_word_of_a_table_is_found_in_any_case_and_no_other() {
        let mut table = Words::new();
        let words: Vec<String> = (0..1000).map(|n| format!("{}word{n}", "x".repeat(n % 16))).collect();
        let key = |word: &str| Key::of_word(word).expect("a short word");
        for (n, word) in words.iter().enumerate() {
            *table.entry(key(word), 0) += n + 1;
        }
        assert!(words.iter().enumerate().all(|(n, word)| table.get(key(&word.to_uppercase())) == Some(n + 1)));
        assert!(["", "word", "word1000", "xword0"].iter().all(|word| table.get(key(word)).is_none()));
        *table.entry(key("WORD0"), 7) += 1;
        assert_eq!(table.get(key("word0")), Some(2));
    }

    #[test]
    fn a_tail_is_the_last_bytes_of_a_word_in_any_case() {
        assert_eq!(tail(b"iNg").to_be_bytes(), *b"gni\0\0\0\0\0");
        assert_eq!(tail(b"ReBuilding").to_be_bytes(), *b"gnidliub");
        assert_eq!(tail(b""), 0);
    }

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
