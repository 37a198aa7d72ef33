//! Where a remark belongs after the text has changed under it.
//!
//! Exact words first, in their context where there are several or where they are short, then similar words where they
//! are long and clearly the best; otherwise the remark is an orphan, and said to be one. The short-cuts of web annotation
//! (the best candidate always wins) put remarks on the wrong words; nothing here ever does that silently.

use memchr::memmem;
use strsim::levenshtein;

use super::Span;
use super::tidied::{Tidied, tidy};

/// Words of an article, with enough of its text to find them again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    pub exact: String,
    /// Up to `CONTEXT` characters before and behind it.
    pub prefix: String,
    pub suffix: String,
}

/// How much text around an anchor is kept, in characters.
pub const CONTEXT: usize = 32;

/// Shorter words (in characters) are only ever found exactly.
const FUZZY_LENGTH: usize = 12;
/// How similar changed words have to be, and by how much more than the next best place.
const SIMILAR: f64 = 0.85;
const LEAD: f64 = 0.10;
/// How similar the text around has to be, to choose between equal words or to accept changed ones.
const CONTEXT_SIMILAR: f64 = 0.6;
/// So many places with the same words, or with the same first word of changed ones, are compared.
const MOST_PLACES: usize = 200;

impl Anchor {
    /// Of the words at a span. White space is kept as spaces, one for each byte of it.
    pub fn new(text: &str, span: Span) -> Anchor {
        let on_line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
        let (prefix, suffix) = around(text, span, CONTEXT, CONTEXT);
        Anchor { exact: on_line(span.of(text)), prefix: on_line(prefix), suffix: on_line(suffix) }
    }

    /// Where the anchor's words stand in the text of which `text` was made; None if they are gone or it is not clear
    /// which ones they are.
    pub fn find(&self, text: &Tidied<'_>) -> Option<Span> {
        let tidied = |part: &str| Tidied::new(part).as_str().to_owned();
        let anchor = Anchor { exact: tidy(&self.exact), prefix: tidied(&self.prefix), suffix: tidied(&self.suffix) };
        anchor.find_tidy(text.as_str()).map(|span| text.made_of(span))
    }

    fn find_tidy(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        let whole = |span: &Span| is_whole(text, *span);
        let span = |at: usize| Span::new(at, at + self.exact.len());
        // Nothing else stands between just these words, however alike the other places are.
        let line = [self.prefix.as_str(), &self.exact, &self.suffix].concat();
        let mut unchanged =
            memmem::find_iter(text.as_bytes(), &line).map(|at| span(at + self.prefix.len())).filter(whole);
        if let (Some(only), None) = (unchanged.next(), unchanged.next()) {
            return Some(only);
        }
        let places = memmem::find_iter(text.as_bytes(), &self.exact).map(span).filter(whole);
        let places: Vec<Span> = places.take(MOST_PLACES + 1).collect();
        match places[..] {
            [] => self.find_changed(text),
            [only] if self.speaks_for_itself() => Some(only),
            // Nobody can tell so many apart.
            _ if places.len() > MOST_PLACES => None,
            _ => {
                let around = Around::of(self);
                best(places.iter().map(|&at| (around.similarity(text, at), at)), CONTEXT_SIMILAR)
            }
        }
    }

    /// Whether these words are the ones meant wherever else they have come to stand: a lone "he" is another one there.
    fn speaks_for_itself(&self) -> bool {
        let alone = self.prefix.is_empty() && self.suffix.is_empty();
        alone || self.exact.chars().nth(FUZZY_LENGTH - 1).is_some()
    }

    /// The one place with similar words in a similar context.
    fn find_changed(&self, text: &str) -> Option<Span> {
        let length = self.exact.chars().count();
        if length < FUZZY_LENGTH {
            return None;
        }
        let first = self.exact.split_whitespace().next()?;
        let around = Around::of(self);
        let places = memmem::find_iter(text.as_bytes(), first).take(MOST_PLACES);
        let spans = places.map(|at| {
            let end = text[at..].char_indices().nth(length).map_or(text.len(), |(i, _)| at + i);
            self.fitted(text, at, end)
        });
        // Few words are compared: what stands around them says sooner that they are others.
        let near = spans.filter(|span| around.similarity(text, *span) >= CONTEXT_SIMILAR);
        best(near.map(|span| (similarity(&self.exact, span.of(text)), span)), SIMILAR)
    }

    /// The span from `at` whose end, near `end`, is where the anchor's suffix begins, if that is near.
    fn fitted(&self, text: &str, at: usize, end: usize) -> Span {
        let Some(behind) = self.suffix.get(..self.suffix.char_indices().nth(8).map_or(self.suffix.len(), |(i, _)| i))
        else {
            return Span::new(at, end);
        };
        let from = text.floor_char_boundary(end.saturating_sub(self.exact.len() / 4).max(at + 1));
        let to = text.floor_char_boundary((end + self.exact.len() / 4 + behind.len()).min(text.len()));
        let window = text.get(from..to.max(from)).unwrap_or("");
        match window.find(behind) {
            Some(i) if !behind.is_empty() => Span::new(at, from + i),
            _ => Span::new(at, end),
        }
    }
}

/// What stood around an anchor, as far as that is known.
struct Around<'a> {
    prefix: &'a str,
    suffix: &'a str,
    /// Their characters.
    before: usize,
    behind: usize,
}

impl Around<'_> {
    fn of(anchor: &Anchor) -> Around<'_> {
        let Anchor { prefix, suffix, .. } = anchor;
        Around { prefix, suffix, before: prefix.chars().count(), behind: suffix.chars().count() }
    }

    /// How much the text around a place is like it.
    fn similarity(&self, text: &str, span: Span) -> f64 {
        let (prefix, suffix) = around(text, span, self.before, self.behind);
        let (prefix, suffix) = (similarity(self.prefix, prefix), similarity(self.suffix, suffix));
        let sum = self.before as f64 * prefix + self.behind as f64 * suffix;
        sum / (self.before + self.behind).max(1) as f64
    }
}

/// So many characters before and behind a span, where there are so many.
fn around(text: &str, span: Span, before: usize, behind: usize) -> (&str, &str) {
    let head = text.get(..span.start as usize).unwrap_or("");
    let tail = text.get(span.end as usize..).unwrap_or("");
    let start = match before.checked_sub(1) {
        Some(last) => head.char_indices().rev().nth(last).map_or(0, |(at, _)| at),
        None => head.len(),
    };
    let end = tail.char_indices().nth(behind).map_or(tail.len(), |(at, _)| at);
    (head.get(start..).unwrap_or(""), tail.get(..end).unwrap_or(""))
}
/// How much two texts are alike: one less the part of the longer one's characters that are to be changed.
fn similarity(a: &str, b: &str) -> f64 {
    let longer = a.chars().count().max(b.chars().count());
    if longer == 0 {
        return 1.0;
    }
    // At either end they are mostly the same, and finding the distance takes time in the square of their length.
    let same = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    let start = same.map_or(a.len().min(b.len()), |((at, _), _)| at);
    let (a, b) = (a.get(start..).unwrap_or(""), b.get(start..).unwrap_or(""));
    let same: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (a.get(..a.len() - same).unwrap_or(""), b.get(..b.len() - same).unwrap_or(""));
    1.0 - levenshtein(a, b) as f64 / longer as f64
}

/// Whether no word goes on beyond a span.
pub fn is_whole(text: &str, span: Span) -> bool {
    let words = span.of(text);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = || text.get(..span.start as usize).and_then(|before| before.chars().next_back());
    let behind = || text.get(span.end as usize..).and_then(|behind| behind.chars().next());
    !(letter(words.chars().next()) && letter(before()) || letter(words.chars().next_back()) && letter(behind()))
}

/// The best place, if it scores at least `least` and leads the next best one.
fn best(scored: impl Iterator<Item = (f64, Span)>, least: f64) -> Option<Span> {
    let mut scored: Vec<(f64, Span)> = scored.collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match scored[..] {
        [(score, span), ref rest @ ..] if score >= least => {
            rest.first().is_none_or(|next| score - next.0 >= LEAD).then_some(span)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The mayor said the bridge would open in May. The engineer said the bridge would never open at all, \
                        and the mayor left.";

    /// What stands at the place of `words`' `nth` occurrence in [`TEXT`] after the text has changed.
    fn after<'a>(words: &str, nth: usize, changed: &'a str) -> Option<&'a str> {
        let at = TEXT.match_indices(words).nth(nth).expect("words of the text").0;
        Anchor::new(TEXT, Span::new(at, at + words.len())).find(&Tidied::new(changed)).map(|s| s.of(changed))
    }

    #[test]
    fn words_are_found_where_they_moved() {
        let moved = format!("A new headline\n\n{TEXT}");
        assert_eq!(after("engineer", 0, &moved), Some("engineer"));
    }

    #[test]
    fn of_equal_words_the_context_tells_which() {
        let moved = format!("Update: the bridge is late. {TEXT}");
        let at = TEXT.match_indices("the bridge").nth(1).expect("twice").0;
        let anchor = Anchor::new(TEXT, Span::new(at, at + 10));
        assert_eq!(anchor.find(&Tidied::new(&moved)), Some(Span::new(at + 28, at + 38)));
    }

    #[test]
    fn long_words_are_found_when_changed_a_little_and_short_ones_are_orphans() {
        let changed = TEXT.replace("would never open at all", "would perhaps open after all");
        assert_eq!(after("would never open at all", 0, &changed), None, "too different");
        let changed = TEXT.replace("would never open at all", "would newer open at all");
        assert_eq!(after("would never open at all", 0, &changed), Some("would newer open at all"));
        assert_eq!(after("engineer", 0, &TEXT.replace("engineer", "enginer")), None);
    }

    #[test]
    fn short_words_that_stand_elsewhere_are_other_words() {
        let text = "She spoke first. After the vote he left the hall.\nNobody saw it.";
        let he = Anchor::new(text, Span::new(32, 34));
        assert_eq!((he.exact.as_str(), he.suffix.as_str()), ("he", " left the hall. Nobody saw it."));
        let find = |text: &str| he.find(&Tidied::new(text));
        assert_eq!(find(&text.replace("Nobody", "No one")), Some(Span::new(32, 34)));
        assert_eq!(find("She spoke first. Nobody knew what he had in mind."), None);
        assert_eq!(find("She spoke first. After the vote hers left the hall.\nNobody saw it."), None);
    }

    #[test]
    fn words_are_found_in_other_apostrophes_and_after_other_line_ends() {
        let text = "At noon he left. Ada O’Brien\nsmiled at\r\nMr O’Brien.";
        let at = text.find("Ada").expect("there");
        let anchor = Anchor::new(text, Span::new(at, at + "Ada O’Brien".len()));
        assert_eq!(anchor.find(&Tidied::new(text)).map(|s| s.of(text)), Some("Ada O’Brien"));
        let changed = "At\nnoon he left.  Ada\nO'Brien smiled at Mr O’Brien.";
        assert_eq!(anchor.find(&Tidied::new(changed)).map(|s| s.of(changed)), Some("Ada\nO'Brien"));
    }

    #[test]
    fn what_is_the_same_at_the_ends_changes_no_similarity() {
        let texts = ["", "a", "ab", "aba", "never open", "newer open", "never", "“né”", "né", "ñé", "open at open"];
        for (a, b) in texts.iter().flat_map(|a| texts.map(|b| (a, b))) {
            assert!((similarity(a, b) - strsim::normalized_levenshtein(a, b)).abs() < 1e-9, "{a} {b}");
        }
    }

    #[test]
    fn of_many_places_alike_the_one_that_has_not_changed_is_meant() {
        let text: String = (100..500).map(|day| format!("On day {day} he left. ")).collect();
        let at = text.find("250 he").expect("there") + 4;
        let anchor = Anchor::new(&text, Span::new(at, at + 2));
        let moved = format!("A new headline\n\n{text}");
        assert_eq!(anchor.find(&Tidied::new(&moved)), Some(Span::new(at + 16, at + 18)));
        let changed = text.replace("day 250", "one day");
        assert_eq!(anchor.find(&Tidied::new(&changed)), None);
    }

    #[test]
    fn two_places_alike_are_no_place() {
        let doubled = format!("{TEXT}\n\n{TEXT}");
        assert_eq!(after("engineer", 0, &doubled), None);
    }
}
