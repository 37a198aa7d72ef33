//! The shorter names that bodies go by: Harbour Lines is Harbour, the Norlandian Air Force is the Air Force.
//!
//! What a name can be shortened to says only which names to compare. Whether the short one means the long one, an
//! article or the corpus has to show.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::rows;
use crate::read::EntityType;
use crate::read::fold::{key, plain};
use crate::read::names::is_place;
use crate::read::names::lexicon::{LEXICON, phrase_key};

/// The keys of a name of anything but a person, longest first: of the name itself, and of what it can be shortened to.
/// The last is the one under which names that may be one are kept together.
pub type Keys = Vec<String>;

/// What is known of single plain words.
struct Words {
    class: FxHashMap<&'static str, &'static str>,
    spelled: FxHashMap<&'static str, &'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { class: FxHashMap::default(), spelled: FxHashMap::default() };
    for row in rows(include_str!("../../data/short_forms.tsv")) {
        match row[..] {
            ["spelled", short, long] => _ = words.spelled.insert(short, long),
            [class, word] => _ = words.class.insert(word, class),
            _ => {}
        }
    }
    words
});

/// The canonical name that the tables give to what is called so.
pub fn known(kind: EntityType, name: &str) -> Option<&'static str> {
    let phrase = phrase_key(&with_initials_joined(name));
    LEXICON.name(&phrase).or_else(|| LEXICON.city(&phrase)).or_else(|| {
        // "U.S. Food and Drug Administration": a body known without its country, which it is written with at times.
        let rest = ["us ", "united states "].iter().find_map(|country| phrase.strip_prefix(country))?;
        LEXICON.name(rest).filter(|_| kind == EntityType::Organization && rest.contains(' '))
    })
}

/// The keys of a name; `canonical` is what the tables call it.
pub fn keys(kind: EntityType, name: &str, canonical: Option<&str>) -> Keys {
    let joined = with_initials_joined(name);
    let mut name = canonical.unwrap_or_else(|| core(&joined));
    let mut keys = vec![key(&spelled_out(name))];
    if kind != EntityType::Organization {
        return keys;
    }
    let is_known = canonical.is_some();
    while let Some(shorter) = shortened(name, is_known) {
        name = shorter;
        let key = key(&spelled_out(name));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// A word that stands by itself for the country or state whose name begins with it.
pub fn is_direction(name: &str) -> bool {
    WORDS.class.get(&*plain(name)) == Some(&"direction")
}

/// A plain word that only says of what form a company is.
pub fn is_legal_form(word: &str) -> bool {
    WORDS.class.get(word) == Some(&"form")
}

/// A body's name without the word that says what it deals in; where it has none, without the place in front.
fn shortened(name: &str, is_known: bool) -> Option<&str> {
    let (start, last) = name.rsplit_once(' ')?;
    let rest = match WORDS.class.get(&*plain(last)) {
        Some(&"trade") => core(start).trim_end_matches(" &"),
        _ => behind_place(name)?,
    };
    let phrase = phrase_key(rest);
    let is_name = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // Singapore Airlines are no Singapore, and a Norlandian Congress is no Congress that everybody knows.
    let is_another = LEXICON.city(&phrase).is_some() || !is_known && LEXICON.name(&phrase).is_some();
    (is_name && !is_another).then_some(rest)
}

/// What stands behind the place that a name begins with.
fn behind_place(name: &str) -> Option<&str> {
    let ends: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).take(LONGEST_PLACE).collect();
    ends.into_iter().rev().find(|&end| is_place(&name[..end])).map(|end| &name[end + 1..])
}

/// In words.
const LONGEST_PLACE: usize = 3;

/// A name with its abbreviated words in full: Mt Cook is Mount Cook.
fn spelled_out(name: &str) -> Cow<'_, str> {
    let long = |word| WORDS.spelled.get(&*plain(word)).copied();
    if !name.split(' ').any(|word| long(word).is_some()) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.split(' ').map(|word| long(word).unwrap_or(word)).collect::<Vec<_>>().join(" "))
}

/// A name whose initials are not apart: U. S. Army is U.S. Army.
fn with_initials_joined(name: &str) -> Cow<'_, str> {
    let is_initial = |word: &str| word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    let mut words = name.split(' ');
    let Some(mut last) = words.next() else { return Cow::Borrowed(name) };
    let mut out = last.to_owned();
    for word in words {
        if !(is_initial(last) && is_initial(word)) {
            out.push(' ');
        }
        out.push_str(word);
        last = word;
    }
    if out.len() == name.len() { Cow::Borrowed(name) } else { Cow::Owned(out) }
}

/// A name without what only says of what form a company is.
fn core(name: &str) -> &str {
    let mut name = name;
    loop {
        let cut = name.rfind([' ', ',']).filter(|&at| {
            let last = plain(name[at + 1..].trim());
            at > 0 && (last.is_empty() || is_legal_form(&last))
        });
        match cut {
            Some(at) => name = name[..at].trim_end_matches([',', ' ']),
            None => return name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{keys, known};
    use crate::read::EntityType;

    fn of(kind: EntityType, name: &str) -> Vec<String> {
        keys(kind, name, known(kind, name))
    }

    #[test]
    fn abbreviated_words_are_the_words() {
        assert_eq!(of(EntityType::Place, "Mt. Hallow"), of(EntityType::Place, "Mount Hallow"));
        assert_eq!(of(EntityType::Organization, "U. S. Grain Board"), of(EntityType::Organization, "US Grain Board"));
    }

    #[test]
    fn a_body_of_the_united_states_has_an_acronym() {
        assert_eq!(of(EntityType::Organization, "USAF"), of(EntityType::Organization, "U.S. Air Force"));
    }

    #[test]
    fn what_is_left_is_a_name_and_no_other() {
        let shortest = |name: &str| of(EntityType::Organization, name).pop();
        assert_eq!(shortest("Harbour Lines Inc."), shortest("Harbour"));
        assert_eq!(shortest("Norwegian Coast Police"), shortest("Coast Police"));
        assert_ne!(shortest("Singapore Airlines"), shortest("Singapore"));
        assert_ne!(shortest("Norwegian Congress"), shortest("Congress"));
    }
}
