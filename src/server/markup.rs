//! A hover's lines as Markdown or plain text. No tables: terminals print them raw.

use super::view::Scene;
use crate::answer::{Piece, Place};

/// The text of a hover.
pub fn hover(scene: &Scene, lines: &[Vec<Piece>], markdown: bool) -> String {
    let piece = |piece: &Piece| if markdown { markdown_piece(scene, piece) } else { plain_piece(scene, piece) };
    let line = |line: &Vec<Piece>| line.iter().map(piece).collect::<String>();
    let lines: Vec<String> = lines.iter().map(line).map(|l| if markdown { escape_start(l) } else { l }).collect();
    // Two spaces before the line end make it stay one; a blank line would spread the hover.
    lines.join(if markdown { "  \n" } else { "\n" })
}

/// One line as Markdown.
pub fn line(scene: &Scene, line: &[Piece]) -> String {
    line.iter().map(|piece| markdown_piece(scene, piece)).collect()
}

fn markdown_piece(scene: &Scene, piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => escape(text),
        Piece::Strong(text) => wrapped("**", text),
        Piece::Emphasis(text) => wrapped("*", text),
        Piece::Quote(words) => format!("“{}”", escape(words)),
        Piece::Link { label, place } => match address(scene, place) {
            Some(address) => format!("[{}](<{address}>)", escape(label)),
            None => escape(label),
        },
    }
}

fn plain_piece(scene: &Scene, piece: &Piece) -> String {
    match piece {
        Piece::Text(text) | Piece::Strong(text) | Piece::Emphasis(text) => one_line(text),
        Piece::Quote(words) => format!("“{}”", one_line(words)),
        Piece::Link { label, place } => match line_number(scene, place) {
            Some(line) => format!("{} ({}:{line})", one_line(label), place.article.file_name()),
            None => one_line(label),
        },
    }
}

/// Marks of emphasis must touch the words.
fn wrapped(mark: &str, text: &str) -> String {
    let text = escape(text);
    let (body, trimmed) = (text.trim(), text.len() - text.trim_start().len());
    if body.is_empty() {
        return text;
    }
    format!("{}{mark}{body}{mark}{}", &text[..trimmed], &text[trimmed + body.len()..])
}

/// A file's address with the line, in the form that editors follow.
fn address(scene: &Scene, place: &Place) -> Option<String> {
    let uri = scene.uri(&place.article)?;
    Some(format!("{uri}#L{}", line_number(scene, place)?))
}

fn line_number(scene: &Scene, place: &Place) -> Option<u32> {
    let article = scene.corpus.article(&place.article)?;
    Some(scene.position(&article.text, place.span.start).line + 1)
}

/// Text as Markdown that shows it as it is, on one line. Nothing is escaped that needs not be: terminals show the
/// backslashes.
pub fn escape(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '<' => true,
            '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
            ']' => matches!(after, '(' | '['),
            '~' => before == '~' || after == '~',
            '&' => after == '#' || after.is_ascii_alphabetic(),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// What is markup at the start of a line only: headings, lists, quotations, rules.
fn escape_start(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let list = line[digits..].starts_with(['.', ')']) && digits > 0;
    match list || line.starts_with(['#', '>', '-', '+', '=', '|', '~']) {
        true => format!("{}\\{}", &line[..digits], &line[digits..]),
        false => line,
    }
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_articles_is_never_markup() {
        for (text, markdown) in [
            ("5 * 3 <b>\nz", r"5 \* 3 \<b> z"),
            ("[The] deck [x](y) a_b _c_", r"[The] deck [x\](y) a_b \_c\_"),
            ("R&D, A & B, &amp; ~~x~~ ~5", r"R\&D, A & B, \&amp; \~\~x\~\~ ~5"),
        ] {
            assert_eq!(escape(text), markdown);
        }
        assert_eq!(wrapped("**", " Ada *L* "), r" **Ada \*L\*** ");
        assert_eq!(wrapped("*", ""), "");
        for (line, markdown) in [("1. x", r"1\. x"), ("- x", r"\- x"), ("1.5 km", r"1\.5 km"), ("**x**", "**x**")] {
            assert_eq!(escape_start(line.to_owned()), markdown);
        }
    }
}
