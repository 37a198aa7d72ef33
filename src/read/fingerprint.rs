//! Whether two paragraphs say the same words: marks, capitals and white space are no difference.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Equal for paragraphs of the same words, and hardly ever for others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    pub words: u32,
    hash: u64,
}

impl Fingerprint {
    pub fn of(text: &str) -> Fingerprint {
        let (mut words, mut hasher) = (0, FxHasher::default());
        spell(text, |c| {
            words += u32::from(c == ' ');
            hasher.write_u32(c as u32);
        });
        Fingerprint { words, hash: hasher.finish() }
    }
}

/// Two texts have the same words.
pub fn same_words(a: &str, b: &str) -> bool {
    spelled(a) == spelled(b)
}

fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    spell(text, |c| out.push(c));
    out
}

/// The words alone, a space behind each.
fn spell(text: &str, mut push: impl FnMut(char)) {
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            inside = true;
            push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            inside = true;
            c.to_lowercase().for_each(&mut push);
        } else if inside && c.is_whitespace() {
            inside = false;
            push(' ');
        }
    }
    if inside {
        push(' ');
    }
}
