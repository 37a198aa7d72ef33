//! Spelling-folded keys: Zelenskyy = Zelensky = Zelenskyi = Zelenskiy.

pub use crate::read::fold::key as fold;

/// A name as written, white space folded to single spaces and typographic apostrophes straightened.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace(['’', '‘'], "'")
}

/// Whether two folded given names may be one person's: equal, or one the initials or the beginning words of the other.
pub fn given_names_agree(a: &str, b: &str) -> bool {
    let mut a = a.split(' ');
    let mut b = b.split(' ');
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y || is_initial_of(x, y) || is_initial_of(y, x) => {}
            (Some(_), Some(_)) => return false,
            _ => return true,
        }
    }
}

/// Lower-case letters and digits of a name, words joined by hyphens: readable, for ids.
pub fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    let mut chars = initial.chars();
    matches!((chars.next(), chars.as_str()), (Some(c), "" | ".") if name.starts_with(c))
}
