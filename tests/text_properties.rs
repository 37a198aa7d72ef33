//! Nothing of a text is lost or invented when it is cut into paragraphs, sentences and tokens, and no text makes the
//! reader fail.

use proptest::prelude::*;
use scholiast::read::Layout;
use scholiast::text::{decode, paragraphs, sentences, tokens};

const PIECES: [&str; 52] = [
    "Roe",
    "the",
    "The",
    "U.S.",
    "a.m.",
    "J.",
    "Mr.",
    "F-16s",
    "O’Neill",
    "al-Rubaie",
    "’s",
    "'s",
    "’",
    "'",
    "“",
    "”",
    "\"",
    "‘",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    ".",
    "...",
    "…",
    "?",
    "!",
    ",",
    ":",
    "—",
    "--",
    "-",
    "$",
    "75",
    "1,000",
    "3.5",
    "%",
    "½",
    "https://t.co/x1",
    "@roe",
    "#tag",
    "www.x.org",
    "😀",
    "👩‍🚒",
    "שלום",
    "\u{200b}",
    "\u{ad}",
    "e\u{301}",
    "Photo:",
    "READ ALSO:",
];
const SPACES: [&str; 8] = ["", "", " ", " ", "\u{a0}", "\n", "\r\n", "\n\n"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(pieces in prop::collection::vec((prop::sample::select(&PIECES[..]), prop::sample::select(&SPACES[..])), 0..80)) {
        let text: String = pieces.iter().flat_map(|(piece, space)| [*piece, *space]).collect();
        check(&text)?;
    }

    #[test]
    fn any_text_is_read(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        check(&text)?;
        if let Ok(decoded) = decode(&bytes, u64::MAX) {
            check(&decoded.text)?;
        }
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut at = 0;
    for paragraph in paragraphs(text) {
        prop_assert!(is_blank(&text[at..paragraph.start as usize]));
        prop_assert!(!paragraph.is_empty());
        at = paragraph.end as usize;
        check_paragraph(paragraph.of(text))?;
    }
    prop_assert!(is_blank(&text[at..]));
    Layout::new(text);
    Ok(())
}

/// Tokens cover everything that is not blank; each belongs to one sentence.
fn check_paragraph(paragraph: &str) -> Result<(), TestCaseError> {
    let tokens = tokens(paragraph);
    let mut at = 0;
    for token in &tokens {
        let gap = &paragraph[at..token.span.start as usize];
        prop_assert!(is_blank(gap));
        prop_assert_eq!(token.spaced, at == 0 && gap.is_empty() || gap.contains(char::is_whitespace), "{:?}", token);
        prop_assert!(!is_blank(token.text(paragraph)));
        at = token.span.end as usize;
    }
    prop_assert!(is_blank(&paragraph[at..]));
    let sentences = sentences(paragraph, &tokens);
    for token in &tokens {
        prop_assert_eq!(sentences.iter().filter(|s| s.covers(token.span)).count(), 1, "{:?}", token);
    }
    prop_assert!(sentences.windows(2).all(|s| s[0].end <= s[1].start));
    Ok(())
}

/// White space, or characters that nobody sees.
fn is_blank(text: &str) -> bool {
    let invisible = |c: char| {
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().all(|c| c.is_whitespace() || invisible(c))
}
