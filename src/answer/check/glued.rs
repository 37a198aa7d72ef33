//! `text/glued-words`: a photo credit or an address glued to the word before it.

use std::sync::LazyLock;

use super::Found;
use crate::corpus::{Article, Corpus};
use crate::data;
use crate::text::Span;

/// Credit words, and whether each is an agency's name.
static CREDITS: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let rows = data::rows(include_str!("../../data/credit_words.tsv"));
    rows.filter_map(|row| Some((*row.first()?, *row.get(1)? == "names"))).collect()
});

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let text = article.text.as_str();
    let mut out = Vec::new();
    for (start, word) in suspects(text) {
        if let Some((glue, shown)) = seam(word, behind(text, start + word.len())) {
            let (left, right) = (&word[..glue], &word[glue..shown.1]);
            let at = Span::new(start + glue, start + glue);
            let left_shown = &word[shown.0..glue];
            let message = format!("“{left_shown}” and “{right}” are printed as one word");
            let found = Found::new(Span::new(start + shown.0, start + shown.1), message);
            let title = format!(
                "Insert a space between “{}” and “{right}”",
                left.trim_start_matches(|c: char| !c.is_alphanumeric())
            );
            out.push(found.fix(title, vec![(at, " ".to_owned())]));
        }
    }
    out
}

/// The runs without white space that may hold a seam, and where they start: those with the scheme of an address, or
/// with a capital behind a letter. Credit words begin with plain capitals.
fn suspects(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let seam = move |i: usize| match bytes[i] {
        b':' => bytes[i..].starts_with(b"://"),
        b'A'..=b'Z' => i > 0 && (bytes[i - 1].is_ascii_lowercase() || !bytes[i - 1].is_ascii()),
        _ => false,
    };
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = (next..bytes.len()).find(|&i| seam(i))?;
        let start =
            text[..at].rfind(char::is_whitespace).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
        next = end;
        Some((start, &text[start..end]))
    })
}

/// A little of the text behind an offset: enough to see what follows.
fn behind(text: &str, offset: usize) -> &str {
    let end = (offset..=text.len().min(offset + 32)).rev().find(|&i| text.is_char_boundary(i));
    &text[offset..end.unwrap_or(offset)]
}

/// Where two words are glued in a run without white space, and from where to where to show it; `rest` is the text
/// behind the run.
fn seam(run: &str, rest: &str) -> Option<(usize, (usize, usize))> {
    if let Some(scheme) = address(run) {
        let left = run[..scheme.0].chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        return (left > 0).then_some((scheme.0, (scheme.0 - left, scheme.1)));
    }
    credit(run, rest)
}

/// From where to where the scheme of an address reaches: `http://`.
fn address(run: &str) -> Option<(usize, usize)> {
    let scheme = ["https://", "http://"].into_iter().filter_map(|s| Some((run.find(s)?, s.len())));
    let (start, len) = scheme.min()?;
    // An address inside another's path or query is no glue.
    let glued = !run[..start].contains(['/', '=', '?']);
    glued.then_some((start, start + len))
}

/// A word in small letters that goes on with a credit word: `officersPhoto`, `bridgeReuters/`.
fn credit(run: &str, rest: &str) -> Option<(usize, (usize, usize))> {
    let mut before = None;
    let glue = run.char_indices().find_map(|(i, c)| {
        let seam = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        before = Some(c);
        seam.then_some(i)
    })?;
    let tail: usize = run[glue..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    // Handles and addresses are written as one word.
    if run[..glue].contains(['/', '@', '#', '.', '_']) {
        return None;
    }
    let (_, agency) = CREDITS.iter().find(|(word, _)| *word == &run[glue..glue + tail])?;
    let behind = &run[glue + tail..];
    let head: usize = run[..glue].chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let left = &run[glue - head..glue];
    let small = left.chars().all(char::is_lowercase);
    let rest = rest.split(['\n', '\r']).next().unwrap_or("").trim();
    // A credit goes on with a colon, a slash or a capital; what is a brand's name goes on with anything.
    let credited = behind.starts_with([':', '/', '|']) || (behind.is_empty() && rest.starts_with([':', '/', '|', '©']));
    let named = behind.is_empty() && rest.starts_with(char::is_uppercase);
    let ends = behind.is_empty() && rest.is_empty();
    let sure = match (small, left.chars().count()) {
        (_, 0..3) => false,
        (true, _) => credited || named || (*agency && ends),
        (false, _) => credited,
    };
    sure.then_some((glue, (glue - head, glue + tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glued(text: &str) -> Option<&str> {
        let word = text.split_whitespace().next().unwrap_or("");
        let (_, (start, end)) = seam(word, &text[word.len()..])?;
        Some(&word[start..end])
    }

    #[test]
    fn tells_glue_from_brands() {
        for (text, found) in [
            ("officersPhoto: Press Service", Some("officersPhoto")),
            ("bridgeReuters/Ana Lund", Some("bridgeReuters")),
            ("MarvennaPhoto: Press Service", Some("MarvennaPhoto")),
            ("(gatehttps://example.org)", Some("gatehttps://")),
            ("ridgeBy Ana Lund", Some("ridgeBy")),
            ("ridgeReuters", Some("ridgeReuters")),
            ("iPhoto: a program", None),
            ("GoPhoto is a program", None),
            ("deviantArt and YouTube", None),
            ("McDonald said", None),
            ("x.example/lundAP", None),
            ("waterfrontPhoto is", None),
            ("https://example.org/?u=https://example.com", None),
            ("(https://example.org)", None),
            ("", None),
        ] {
            assert_eq!(glued(text), found, "{text}");
        }
    }
}
