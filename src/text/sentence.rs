//! Sentences of one paragraph.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Span, Token, TokenKind};
use crate::data;

/// The sentences of one paragraph, in order; their spans count from the paragraph's start. Every token belongs to
/// exactly one of them.
///
/// They survive `U.S.`, `Mr.`, `Gen.`, initials, decimals, quotations, brackets and ellipses. A quotation of several
/// sentences is cut into its sentences; what follows its closing mark without opening a sentence stays with the last.
pub fn sentences(paragraph: &str, tokens: &[Token]) -> Vec<Span> {
    let text = Words { paragraph, tokens, bracket_end: bracket_ends(paragraph, tokens) };
    let mut out = Vec::new();
    let (mut first, mut at) = (0, 0);
    while at < tokens.len() {
        let end = text.sentence_end(first, at);
        if let Some(end) = end {
            out.push(tokens[first].span.join(tokens[end - 1].span));
            first = end;
        }
        at = match text.bracket_end[at] {
            // Brackets inside a sentence do not cut it; those that hold sentences of their own do not hold others.
            close if close > at && at > first => close,
            _ => end.unwrap_or(at + 1),
        };
    }
    if let (Some(a), Some(b)) = (tokens.get(first), tokens.last()) {
        out.push(a.span.join(b.span));
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    BeforeName,
    BeforeNumber,
    BeforeOpener,
    Opener,
    Cue,
}

static CLASSES: LazyLock<FxHashMap<&'static str, Vec<Class>>> = LazyLock::new(|| {
    let mut classes: FxHashMap<_, Vec<Class>> = FxHashMap::default();
    for row in data::rows(include_str!("../data/abbreviations.tsv")) {
        let &[class, words] = row.as_slice() else { continue };
        let class = match class {
            "before-name" => Class::BeforeName,
            "before-number" => Class::BeforeNumber,
            "before-opener" => Class::BeforeOpener,
            "opener" => Class::Opener,
            _ => Class::Cue,
        };
        for word in words.split(' ') {
            classes.entry(word).or_default().push(class);
        }
    }
    classes
});

fn is(word: &str, class: Class) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes.contains(&class))
}

struct Words<'a> {
    paragraph: &'a str,
    tokens: &'a [Token],
    /// For an opening bracket, the index of the bracket that closes it; 0 for all others.
    bracket_end: Vec<usize>,
}

/// How many marks may stand between a full stop and the next sentence.
const MARKS: usize = 8;

impl<'a> Words<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.paragraph))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.spaced)
    }

    /// If the token at `at` ends the sentence that starts at `first`: the index behind it and its closing marks.
    fn sentence_end(&self, first: usize, at: usize) -> Option<usize> {
        let stop = self.stop(at)?;
        let mut end = at + 1;
        let mut closed = false;
        let mut asked = stop == Stop::Asked;
        while end < self.tokens.len() && end - at < MARKS && !self.spaced(end) {
            let word = self.word(end);
            if !closed && self.stop(end).is_some_and(|s| s != Stop::Abbreviation) {
                asked |= self.stop(end) == Some(Stop::Asked);
            } else if closes(word) {
                closed |= !matches!(word, ")" | "]");
            } else {
                break;
            }
            end += 1;
        }
        // A closing mark set apart by a space, as French typography does.
        while matches!(self.word(end), "”" | "»") && end - at < MARKS {
            (closed, end) = (true, end + 1);
        }
        if end >= self.tokens.len() {
            return None;
        }
        let stop = if asked { Stop::Asked } else { stop };
        self.ends(stop, first, at, end, closed).then_some(end)
    }

    /// Whether a stop at `at` parts what is before `next` from what follows.
    fn ends(&self, stop: Stop, first: usize, at: usize, next: usize, closed: bool) -> bool {
        let mut opener = next;
        while self.kind(opener) == Some(TokenKind::Punctuation) && opener - next < MARKS {
            opener += 1;
        }
        let (word, marks) = (self.word(opener), opener > next);
        if word.is_empty() || matches!(self.word(next), "," | ";" | ":" | "." | "…" | "..." | "!" | "?") {
            return false;
        }
        let lower = starts_lower(word) && self.kind(opener) == Some(TokenKind::Word);
        let opens_quotation = marks && self.spaced(next) && matches!(self.word(next), "“" | "\"" | "``" | "«" | "„");
        if !self.spaced(next) {
            // The space is missing: “… stalled.The war …”
            let before = self.word(at.wrapping_sub(1));
            return stop == Stop::Full
                && self.kind(next) == Some(TokenKind::Word)
                && is_capitalised(word)
                && starts_lower(before)
                && before.len() > 2
                && !is_abbreviation(before);
        }
        match stop {
            Stop::Asked if closed => !lower && !self.cue_follows(opener),
            Stop::Asked => !lower,
            Stop::Ellipsis => !lower && (closed || opens_quotation || is(word, Class::Opener)),
            Stop::Abbreviation => !lower && (closed || opens_quotation || is(word, Class::Opener)),
            Stop::Full if lower => opens_quotation && !closed,
            Stop::Full if closed => true,
            Stop::Full => self.full_stop(first, at, opener),
        }
    }

    /// Whether the lone dot at `at` is a full stop, and not the dot of the abbreviation before it.
    fn full_stop(&self, first: usize, at: usize, opener: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= first) else {
            return false;
        };
        if self.spaced(at) {
            return true;
        }
        let (word, next) = (self.word(before), self.word(opener));
        // Then-Sen. Roe
        let abbreviation = word.rsplit_once('-').map_or(word, |(_, last)| last);
        if self.kind(before) == Some(TokenKind::Number) {
            return before > first || word.len() > 3; // “1. ” opens an item of a list
        }
        let shouted = title_case(abbreviation);
        let has = |class| is(abbreviation, class) || shouted.as_deref().is_some_and(|a| is(a, class));
        if has(Class::BeforeName) {
            return false;
        }
        if has(Class::BeforeNumber) && self.kind(opener) == Some(TokenKind::Number) {
            return false;
        }
        !has(Class::BeforeOpener) || is(next, Class::Opener) || self.kind(opener) == Some(TokenKind::Handle)
    }

    /// What stop a token is, if it is one.
    fn stop(&self, at: usize) -> Option<Stop> {
        let word = self.word(at);
        match self.kind(at)? {
            TokenKind::Word if word.ends_with('.') => Some(Stop::Abbreviation),
            TokenKind::Punctuation => match word {
                "." if self.spaced(at) && (self.word(at + 1) == "." || at > 0 && self.word(at - 1) == ".") => {
                    Some(Stop::Ellipsis) // . . .
                }
                "." | "。" | "।" | "۔" => Some(Stop::Full),
                "!" | "?" | "‼" | "⁉" | "？" | "！" | "؟" => Some(Stop::Asked),
                "…" => Some(Stop::Ellipsis),
                _ if word.len() > 1 && word.bytes().all(|b| b == b'.') => Some(Stop::Ellipsis),
                _ => None,
            },
            _ => None,
        }
    }

    /// “…?” Volodymyr Zelensky asked: a name of a few words, then a verb of saying.
    fn cue_follows(&self, at: usize) -> bool {
        let name = (at..at + 6).take_while(|&i| self.kind(i) == Some(TokenKind::Word) && !starts_lower(self.word(i)));
        let end = at + name.count();
        end > at && is(self.word(end), Class::Cue)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    /// `!` or `?`
    Asked,
    Ellipsis,
    /// A word that ends in a dot of its own.
    Abbreviation,
}

fn closes(word: &str) -> bool {
    matches!(word, "”" | "\"" | "''" | "’" | "'" | "»" | "›" | ")" | "]" | "}" | "“" | "*")
}

fn is_abbreviation(word: &str) -> bool {
    [Class::BeforeName, Class::BeforeNumber, Class::BeforeOpener].into_iter().any(|class| is(word, class))
}

/// Starts with a small letter and is no name like `al-Rubaie` or `iPhone`.
fn starts_lower(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none_or(char::is_lowercase)
}

/// `SEN` → `Sen`.
fn title_case(word: &str) -> Option<String> {
    let shouted = (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    shouted.then(|| word[..1].to_string() + &word[1..].to_ascii_lowercase())
}

/// For each opening round or square bracket, the index of its closing one.
fn bracket_ends(paragraph: &str, tokens: &[Token]) -> Vec<usize> {
    let mut ends = vec![0; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let close = match token.text(paragraph) {
            "(" => {
                open.push((i, ")"));
                continue;
            }
            "[" => {
                open.push((i, "]"));
                continue;
            }
            close @ (")" | "]") => close,
            _ => continue,
        };
        if open.last().is_some_and(|o| o.1 == close)
            && let Some((start, _)) = open.pop()
        {
            ends[start] = i;
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use crate::text::tokens;

    /// `¶` stands where a sentence should end, with no space around it.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('¶', " ");
        let found: Vec<&str> = super::sentences(&text, &tokens(&text)).iter().map(|s| s.of(&text)).collect();
        assert_eq!(found.join("¶"), marked);
    }

    #[test]
    fn abbreviations_end_a_sentence_only_before_an_opener() {
        check("The U.S. Congress met.¶It left the U.S.¶The vote is on Sept. 5 at 5 a.m. Moscow time.");
        check("Mr. Roe and Gen. A. B. Smith met then-Sen. Doe.¶Roe Inc. Chairman Jane Q. Public left.");
        check("He lives in Fresno, Calif.¶She does not.¶No. 5 is alive.¶He said no.¶She said yes.");
        check("It cost 3.5 percent.¶20 people came to Article 5.¶Nobody left at 5 p.m.¶The end.");
        check("1. Open the window.¶2. Close it.");
    }

    #[test]
    fn quotations_and_what_follows_them() {
        check("“We left.¶We came back,” Roe said.¶“Why?” he asked.¶“Why not?” Jane Roe asked.");
        check("“It is over.”¶Roe left.¶\"It is over.\"¶\"Is it?\"¶It was “over.” and done.");
        check("He said: “Go!”¶Roe went.¶‘Why now?’ asked Doe.¶“What a day!” said Roe.");
        check("“We … wait.¶And so… Well, no…¶The end.”");
    }

    #[test]
    fn brackets_and_broken_text() {
        check("The plan (see p. 5. It is long.) failed.¶(It was new.)¶So what [sic. The] then?!¶Yes.");
        let text = "The talks stalled.The mayor left HARBOUR.NET";
        assert_eq!(super::sentences(text, &tokens(text)).len(), 2);
        assert!(super::sentences("", &[]).is_empty());
    }
}
