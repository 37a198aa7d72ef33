//! Embedded look-up tables: what is known of single words, and the lists of known names. Both are read in place.

use super::hash;

/// Little-endian numbers from a byte string; zero where it is too short.
pub(crate) struct Bytes(pub &'static [u8]);

impl Bytes {
    #[inline(always)]
    pub(crate) fn u16(&self, i: usize) -> u16 {
        self.0.get(2 * i..2 * i + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
    }

    #[inline(always)]
    pub(crate) fn u32(&self, i: usize) -> u32 {
        self.0.get(4 * i..4 * i + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }
}

/// What `src/data/words.bin` knows of single words; `src/data/build/words.py` says how it is laid out.
pub(crate) struct WordTable {
    log2: u32,
    fingerprints: Bytes,
    rows: Bytes,
    lists: &'static [u8],
    coarse: &'static [u8],
    fine: Bytes,
}

/// A word's entry. Words the table has not heard of have cluster 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordEntry {
    /// Cluster of 256, from 1.
    pub coarse: u16,
    /// Cluster of 1024, from 1.
    pub fine: u16,
    pub lists: u8,
}

const NO_ROW: u16 = 0xffff;

impl WordTable {
    pub(crate) fn new(file: &'static [u8]) -> Option<WordTable> {
        let (magic, rest) = file.split_at_checked(8)?;
        let (header, rest) = rest.split_at_checked(8)?;
        let header = Bytes(header);
        let (log2, n) = (header.u32(0), header.u32(1) as usize);
        if magic != b"SCHWORD1" || log2 > 24 {
            return None;
        }
        let slots = 1usize << log2;
        let (fingerprints, rest) = rest.split_at_checked(2 * slots)?;
        let (rows, rest) = rest.split_at_checked(2 * slots)?;
        let (lists, rest) = rest.split_at_checked(slots)?;
        let (coarse, rest) = rest.split_at_checked(n)?;
        let fine = rest.get(..2 * n)?;
        Some(WordTable { log2, fingerprints: Bytes(fingerprints), rows: Bytes(rows), lists, coarse, fine: Bytes(fine) })
    }

    /// The entry of a word, by the hash of its lower-case form.
    pub(crate) fn get(&self, lower: u64) -> WordEntry {
        let x = lower.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (x >> (64 - self.log2)) as usize;
        let fingerprint = (x >> 8) as u16;
        let mask = (1usize << self.log2) - 1;
        for _ in 0..=mask {
            let (row, lists) = (self.rows.u16(slot), self.lists[slot]);
            if row == NO_ROW && lists == 0 {
                break;
            }
            if self.fingerprints.u16(slot) == fingerprint {
                return match row {
                    NO_ROW => WordEntry { lists, ..WordEntry::default() },
                    row => WordEntry {
                        coarse: u16::from(self.coarse[row as usize]) + 1,
                        fine: self.fine.u16(row as usize) + 1,
                        lists,
                    },
                };
            }
            slot = (slot + 1) & mask;
        }
        WordEntry::default()
    }
}

/// The lists a word or a run of words may be on: bits. Those below 8 are of `words.bin`.
#[cfg_attr(not(feature = "train"), allow(dead_code))]
pub(crate) mod lists {
    /// Seven bits, one a type of name.
    pub const TYPES: u32 = 8;
    pub const CITY: u32 = 15;
    pub const COUNTRY: u32 = 16;
    pub const CAPITAL: u32 = 17;
    pub const STATE: u32 = 18;
    pub const DEMONYM: u32 = 19;
    pub const ENGLISH: u32 = 20;
    pub const GIVEN: u32 = 21;
    pub const SURNAME: u32 = 22;
    pub const ROLE: u32 = 23;
    pub const ORG_WORD: u32 = 24;
    pub const PLACE_WORD: u32 = 25;
    pub const OTHER_WORD: u32 = 26;
    pub const NOT_NAME: u32 = 27;
    pub const STOP: u32 = 28;
    /// Inc, Corp, Ltd: they end companies' names.
    pub const COMPANY: u32 = 29;
    /// Mr, Mrs, Ms.
    pub const MISTER: u32 = 30;
    /// What joins the words of an organisation: and, of, &.
    pub const JOINS: u32 = 7;
}

/// Known names: hashes of one or more lower-case words → which lists they are on. The trainer builds it from the tables
/// of `src/data`.
pub(crate) struct Lists {
    slots: usize,
    keys: Bytes,
    bits: Bytes,
}

/// The bit of [`Lists`] that says: longer names start with these words.
pub(crate) const PREFIX: u32 = 1 << 31;

/// Extend the key of some words by one more.
pub(crate) fn chain(key: u64, lower: u64) -> u64 {
    hash::mix(77, key, lower)
}

impl Lists {
    pub(crate) fn new(file: &'static [u8]) -> Option<Lists> {
        let slots = file.len() / 8;
        let (keys, bits) = file.split_at_checked(4 * slots)?;
        (slots > 0 && bits.len() == keys.len()).then_some(Lists { slots, keys: Bytes(keys), bits: Bytes(bits) })
    }

    /// The bits of a key made by [`chain`]; 0 if it is unknown.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> u32 {
        let fingerprint = fingerprint(key);
        let mut slot = slot(fingerprint, self.slots);
        loop {
            match self.keys.u32(slot) {
                0 => return 0,
                k if k == fingerprint => return self.bits.u32(slot),
                _ => slot = if slot + 1 == self.slots { 0 } else { slot + 1 },
            }
        }
    }
}

/// What is kept of a key: a key that is not in the table is taken for one that is once in forty thousand times.
fn fingerprint(key: u64) -> u32 {
    (key as u32).max(1)
}

fn slot(fingerprint: u32, slots: usize) -> usize {
    ((u64::from(fingerprint) * slots as u64) >> 32) as usize
}

/// The bytes of a table from its entries, as [`Lists::new`] reads them.
#[cfg(feature = "train")]
pub(crate) fn pack(entries: &std::collections::BTreeMap<u64, u32>) -> Vec<u8> {
    let mut kept = std::collections::BTreeMap::<u32, u32>::new();
    for (&key, &bits) in entries {
        *kept.entry(fingerprint(key)).or_default() |= bits;
    }
    // A quarter of the slots stays empty, so that what is not there is soon found to be missing.
    let size = kept.len().max(6) * 4 / 3;
    let (mut keys, mut bits) = (vec![0u32; size], vec![0u32; size]);
    for (fingerprint, value) in kept {
        let mut at = slot(fingerprint, size);
        while keys[at] != 0 {
            at = (at + 1) % size;
        }
        (keys[at], bits[at]) = (fingerprint, value);
    }
    keys.iter().chain(&bits).flat_map(|v| v.to_le_bytes()).collect()
}
