//! A source line with carets under a span. A paragraph is one line, so the line is cut to what fits around the span.

use crate::text::{Position, PositionEncoding, Span, Text};

/// A piece of a line and where the carets stand under it.
#[derive(Debug, PartialEq, Eq)]
pub struct Snippet {
    pub line: String,
    /// Columns before the carets, and how many carets.
    pub carets: (usize, usize),
}

/// The line on which a span begins, cut to `width` columns around it.
pub fn snippet(text: &Text, span: Span, width: usize) -> Snippet {
    let width = width.max(20);
    let from = text.position(span.start, PositionEncoding::Utf8);
    let line_start = text.offset(Position { column: 0, ..from }, PositionEncoding::Utf8) as usize;
    let start = (span.start as usize).clamp(line_start, text.len());
    // An article may be one line: what cannot be shown is not looked at.
    let reach = text.floor_char_boundary(start + width * LONGEST);
    let line_end = text[start..reach].find(['\n', '\r']).map_or(reach, |i| start + i);
    let end = (span.end as usize).clamp(start, line_end);

    let shown = fit(text[start..end].chars(), width - 1);
    let cut = shown.len() < text[start..end].len();
    let caret_width = columns(&shown).max(1);
    // What the span leaves goes to both sides, and what one side cannot use to the other.
    let left_over = width.saturating_sub(caret_width + 2);
    let after = if cut { "" } else { &text[end..line_end] };
    let want_after = columns(&fit(after.chars(), left_over));
    let before = fit(text[line_start..start].chars().rev(), left_over - want_after.min(left_over / 2));
    let before: String = before.chars().rev().collect();
    let after_shown = fit(after.chars(), left_over.saturating_sub(columns(&before)));

    let lead = if before.len() < start - line_start { "…" } else { "" };
    let tail = if cut || after_shown.len() < after.len() { "…" } else { "" };
    let carets = (columns(lead) + columns(&tidy(&before)), caret_width);
    Snippet { line: format!("{lead}{}{}{}{tail}", tidy(&before), tidy(&shown), tidy(&after_shown)), carets }
}

/// So many bytes a column are looked at, more than any that are seen.
const LONGEST: usize = 16;

/// The characters that fit into so many columns.
fn fit(chars: impl Iterator<Item = char>, width: usize) -> String {
    let mut used = 0;
    chars
        .take_while(|&c| {
            used += column(c);
            used <= width
        })
        .collect()
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    let mut buffer = [0; 4];
    if c.is_control() { 1 } else { console::measure_text_width(c.encode_utf8(&mut buffer)) }
}

/// Without characters that would move the cursor or turn the line around.
fn tidy(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, words: &str, width: usize) -> String {
        let start = text.find(words).unwrap_or(0);
        let text = Text::new(text);
        let shown = snippet(&text, Span::new(start, start + words.len()), width);
        format!("{}\n{}{}", shown.line, " ".repeat(shown.carets.0), "^".repeat(shown.carets.1))
    }

    #[test]
    fn windows_a_long_line() {
        let text =
            "\nThe bridge was shut at noon and opened again “within two days“ as the river fell, said the mayor.\n";
        for (words, expected) in [
            ("“within two days“", "…ened again “within two days“ as the ri…\n            ^^^^^^^^^^^^^^^^^"),
            ("The bridge", "The bridge was shut at noon and opened…\n^^^^^^^^^^"),
            ("mayor.", "…ys“ as the river fell, said the mayor.\n                                 ^^^^^^"),
        ] {
            assert_eq!(drawn(text, words, 40), expected);
        }
    }

    #[test]
    fn a_cut_says_so_however_long_the_line_is() {
        let text = format!("{}the end", "a word and ".repeat(1000));
        let first = snippet(&Text::new(text.as_str()), Span::new(2, 6), 20);
        assert_eq!((first.line.as_str(), first.carets), ("a word and a word …", (2, 4)));
        let all = snippet(&Text::new(text.as_str()), Span::new(0, text.len()), 20);
        assert_eq!((all.line.as_str(), all.carets), ("a word and a word a…", (0, 19)));
    }

    #[test]
    fn survives_any_text() {
        for text in ["", "\n", "日本語のテキスト", "a\tb\u{202e}c", "\r\n\r\n"] {
            let all = Text::new(text);
            let shown = snippet(&all, Span::new(0, text.len()), 20);
            assert!(columns(&shown.line) <= 20, "{shown:?}");
        }
    }
}
