//! The people of a country, who are not the country: "two Ukrainians", "every American", "the American people". The
//! adjective ("American aid") and the side ("the Russians attacked") are the country.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::data::words_of;
use crate::read::names::lexicon::{LEXICON, phrase_key};
use crate::read::names::{Name, is_function_word};
use crate::read::{EntityType, Layout};
use crate::text::TokenKind;

/// Whether a name means people of a country or state.
pub fn is_people(layout: &Layout<'_>, name: &Name) -> bool {
    if name.kind != EntityType::Group || !LEXICON.is_place(&phrase_key(name.span.of(layout.text))) {
        return false;
    }
    let (first, last) = (layout.token_at(name.span.start), layout.token_at(name.span.end - 1));
    let is_whole = layout.tokens.get(last).is_some_and(|token| token.span.end == name.span.end);
    let around = Around { layout, before: first.checked_sub(1), next: last + 1 };
    match is_plural(name.span.of(layout.text)) {
        true => !around.is_definite(),
        false => is_whole && (around.is_one() || around.describes_people()),
    }
}

/// "Ukrainians", "Englishmen", but not "Swiss".
pub fn is_plural(demonym: &str) -> bool {
    demonym.ends_with('s') && !demonym.ends_with("ss") || demonym.ends_with("men")
}

/// The words beside a name.
struct Around<'a> {
    layout: &'a Layout<'a>,
    before: Option<usize>,
    next: usize,
}

impl Around<'_> {
    fn is_definite(&self) -> bool {
        self.word_before().eq_ignore_ascii_case("the")
    }

    /// "every American", "an American who": and nothing else is American.
    fn is_one(&self) -> bool {
        WORDS.one.contains(&*self.word_before().to_lowercase()) && self.ends(self.next)
    }

    /// "American families", "a Russian citizen", but not "taxpayer dollars".
    fn describes_people(&self) -> bool {
        let head = self.layout.word(self.next);
        WORDS.people.contains(head) || WORDS.counted.contains(head) && self.ends(self.next + 1)
    }

    /// No noun follows that what stands before could go with.
    fn ends(&self, token: usize) -> bool {
        let is_word = self.layout.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word);
        let word = self.layout.word(token);
        !is_word && word != "-" || is_function_word(word) && !WORDS.joining.contains(word)
    }

    fn word_before(&self) -> &str {
        self.before.map_or("", |token| self.layout.word(token))
    }
}

struct Words {
    /// One person.
    counted: BTreeSet<&'static str>,
    /// Several.
    people: BTreeSet<&'static str>,
    one: BTreeSet<&'static str>,
    joining: BTreeSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |class| words_of(include_str!("../../data/people_words.tsv"), class).collect();
    Words { counted: of("counted"), people: of("people"), one: of("one"), joining: of("joining") }
});
