//! Whatever is typed, the server's text is the editor's: 10,000 random edits in all three position encodings leave a
//! document equal to a plain string edited by a simple, independent model. `PROPTEST_CASES` multiplies the work.

use proptest::prelude::*;
use scholiast::text::{Document, Edit, Position, PositionEncoding};

/// What the texts are made of: every kind of line end, line ends that the protocol does not know, letters of one to
/// four bytes, marks, right-to-left letters, combining and invisible characters.
const PIECES: [&str; 20] = [
    "a",
    "Roe ",
    "é",
    "’",
    "“",
    "”",
    "😀",
    "👩‍🚒",
    "𝔘",
    "\n",
    "\r\n",
    "\r",
    "\r\r\n",
    "שלום",
    "القدس",
    "e\u{301}",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
];
const EDITS: usize = 40;
/// Times [`EDITS`]: ten thousand.
const CASES: u32 = 250;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(CASES),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_servers_text_is_the_editors(
        text in text(40),
        encoding in prop_oneof![
            Just(PositionEncoding::Utf8),
            Just(PositionEncoding::Utf16),
            Just(PositionEncoding::Utf32),
        ],
        edits in prop::collection::vec(edit(), EDITS),
        batch in 1usize..5,
    ) {
        let mut document = Document::new(&text, 0);
        let mut model = text;
        for (i, edits) in edits.chunks(batch).enumerate() {
            for edit in edits {
                apply(&mut model, edit, encoding);
            }
            document.edit(edits, i as i32 + 1, encoding);
            let found = document.text();
            prop_assert_eq!(found.as_str(), model.as_str());
            prop_assert_eq!(found.lines().count(), lines(&model).len());
            prop_assert_eq!(document.version(), i as i32 + 1);
        }
        for (line, (start, end)) in lines(&model).into_iter().enumerate() {
            for (i, c) in model[start..end].char_indices() {
                let offset = (start + i) as u32;
                let position = document.text().position(offset, encoding);
                prop_assert_eq!(position.line as usize, line);
                prop_assert_eq!(document.text().offset(position, encoding), offset);
                prop_assert_eq!(model_offset(&model, position, encoding), offset as usize, "{:?}", c);
            }
        }
    }
}

fn text(pieces: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..pieces).prop_map(|pieces| pieces.concat())
}

/// Edits inside and outside of the text; ranges may be reversed, and some replace everything.
fn edit() -> impl Strategy<Value = Edit> {
    let column = prop_oneof![10 => 0u32..30, 1 => Just(u32::MAX)];
    let line = prop_oneof![20 => 0u32..12, 1 => Just(u32::MAX)];
    let position = (line, column).prop_map(|(line, column)| Position { line, column });
    let near =
        (position.clone(), 0u32..6).prop_map(|(at, by)| (at, Position { column: at.column.saturating_add(by), ..at }));
    let range =
        prop_oneof![6 => near.prop_map(Some), 3 => (position.clone(), position).prop_map(Some), 1 => Just(None)];
    (range, text(12)).prop_map(|(range, text)| Edit { range, text })
}

// ---- the model: slow and obvious

fn apply(model: &mut String, edit: &Edit, encoding: PositionEncoding) {
    let Some((start, end)) = edit.range else {
        *model = edit.text.clone();
        return;
    };
    let (a, b) = (model_offset(model, start, encoding), model_offset(model, end, encoding));
    model.replace_range(a.min(b)..a.max(b), &edit.text);
}

/// Where each line starts and where its text ends, before its line break.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let start = text.len() - rest.len();
        let Some(end) = rest.find(['\r', '\n']) else {
            lines.push((start, text.len()));
            return lines;
        };
        lines.push((start, start + end));
        let behind = &rest[end..];
        rest = behind.strip_prefix("\r\n").unwrap_or(&behind[1..]);
    }
}

fn model_offset(text: &str, position: Position, encoding: PositionEncoding) -> usize {
    let Some(&(start, end)) = lines(text).get(position.line as usize) else { return text.len() };
    let mut column = 0;
    for (i, c) in text[start..end].char_indices() {
        column += match encoding {
            PositionEncoding::Utf8 => c.len_utf8(),
            PositionEncoding::Utf16 => c.len_utf16(),
            PositionEncoding::Utf32 => 1,
        };
        if column > position.column as usize {
            return start + i;
        }
    }
    end
}
