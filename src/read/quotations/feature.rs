//! Features of the models, named by the parts of their names. They are looked up for every quotation's every candidate,
//! so names are never built but for whoever learns: the hash of a name is made from the hashes of its parts, those of
//! its fixed words when the program is built, and those of words that stand in many features once.

use std::fmt;

/// The hash of a text, made so that the hashes of two texts give that of both in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    sum: u64,
    /// The base to the power of the text's length.
    power: u64,
}

impl Key {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

    pub const EMPTY: Key = Key { sum: 0, power: 1 };

    pub const fn of(text: &str) -> Key {
        let bytes = text.as_bytes();
        let (mut key, mut i) = (Key::EMPTY, 0);
        while i < bytes.len() {
            key = key.and(bytes[i]);
            i += 1;
        }
        key
    }

    pub const fn and(self, byte: u8) -> Key {
        let sum = self.sum.wrapping_mul(Key::BASE).wrapping_add(byte as u64 + 1);
        Key { sum, power: self.power.wrapping_mul(Key::BASE) }
    }

    pub const fn then(self, next: Key) -> Key {
        let sum = self.sum.wrapping_mul(next.power).wrapping_add(next.sum);
        Key { sum, power: self.power.wrapping_mul(next.power) }
    }

    /// What tables know it by: never 0.
    pub const fn folded(self) -> u32 {
        let mixed = (self.sum ^ self.sum >> 32).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 32) as u32 | 1 << 31
    }
}

/// A part of a feature's name.
pub(super) trait Part: fmt::Display {
    fn key(&self) -> Key;
}

impl Part for &str {
    #[inline]
    fn key(&self) -> Key {
        Key::of(self)
    }
}

impl Part for bool {
    #[inline]
    fn key(&self) -> Key {
        if *self { const { Key::of("true") } } else { const { Key::of("false") } }
    }
}

impl Part for char {
    #[inline]
    fn key(&self) -> Key {
        Key::of(self.encode_utf8(&mut [0; 4]))
    }
}

impl Part for usize {
    #[inline]
    fn key(&self) -> Key {
        let tens = if *self > 9 { (self / 10).key() } else { Key::EMPTY };
        tens.and(b'0' + (self % 10) as u8)
    }
}

impl Part for u32 {
    #[inline]
    fn key(&self) -> Key {
        (*self as usize).key()
    }
}

impl<T: Part> Part for &T {
    #[inline]
    fn key(&self) -> Key {
        (**self).key()
    }
}

/// A part of many features' names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hashed<T> {
    pub of: T,
    pub key: Key,
}

impl<T: Part> Hashed<T> {
    pub fn new(of: T) -> Hashed<T> {
        let key = of.key();
        Hashed { of, key }
    }
}

impl<T: Part> Part for Hashed<T> {
    #[inline]
    fn key(&self) -> Key {
        self.key
    }
}

impl<T: fmt::Display> fmt::Display for Hashed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.of.fmt(f)
    }
}

/// A feature: the hash of its name, and how to spell that.
pub(super) struct Feature<N: Fn() -> String> {
    pub key: Key,
    pub name: N,
}

/// A feature by the parts of its name: `parts!["len", words]`.
macro_rules! parts {
    (@key $key:expr;) => { $key };
    (@key $key:expr; $part:literal) => { $key.then(const { $crate::read::quotations::feature::Key::of($part) }) };
    (@key $key:expr; $part:literal, $($rest:tt)*) => {
        parts!(@key $key.then(const { $crate::read::quotations::feature::Key::of($part) }); $($rest)*)
    };
    (@key $key:expr; $part:expr) => { $key.then($crate::read::quotations::feature::Part::key(&$part)) };
    (@key $key:expr; $part:expr, $($rest:tt)*) => {
        parts!(@key $key.then($crate::read::quotations::feature::Part::key(&$part)); $($rest)*)
    };
    (@name $($part:expr),*) => { || [$($part.to_string()),*].concat() };
    ($($part:tt)*) => {
        $crate::read::quotations::feature::Feature {
            key: parts!(@key $crate::read::quotations::feature::Key::EMPTY; $($part)*),
            name: parts!(@name $($part)*),
        }
    };
}
pub(super) use parts;
