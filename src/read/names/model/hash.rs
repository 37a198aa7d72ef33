//! Hashes of words and features. They are part of the weights: changing one means training again.

/// FNV-1a with a final mix.
#[inline]
pub(crate) fn bytes(bytes: &[u8]) -> u64 {
    let mut hash = Hash::new();
    bytes.iter().for_each(|&b| hash.add(b));
    hash.end()
}

/// The same, byte by byte.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    #[inline]
    pub(crate) fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    #[inline]
    pub(crate) fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    #[inline]
    pub(crate) fn end(self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// One hash of a template and what fills it.
#[inline(always)]
pub(crate) fn mix(template: u64, a: u64, b: u64) -> u64 {
    let mut x = (a ^ b.rotate_left(23)).wrapping_add(template.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x ^= x >> 32;
    x = x.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 32)
}
