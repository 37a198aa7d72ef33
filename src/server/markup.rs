//! A hover's lines as Markdown or plain text. No tables: terminals print them raw.

use super::view::Scene;
use crate::answer::{Piece, Place};

/// The text of a hover.
pub fn hover(scene: &Scene, lines: &[Vec<Piece>], markdown: bool) -> String {
    let piece = |piece: &Piece| if markdown { markdown_piece(scene, piece) } else { plain_piece(scene, piece) };
    let lines: Vec<String> = lines.iter().map(|line| line.iter().map(piece).collect()).collect();
    // Two spaces before the line end make it stay one; a blank line would spread the hover.
    lines.join(if markdown { "  \n" } else { "\n" })
}

fn markdown_piece(scene: &Scene, piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => escape(text),
        Piece::Strong(text) => wrapped("**", text),
        Piece::Emphasis(text) => wrapped("*", text),
        Piece::Quote(text) => escape(text),
        Piece::Link { label, place } => match address(scene, place) {
            Some(address) => format!("[{}](<{address}>)", escape(label)),
            None => escape(label),
        },
    }
}

fn plain_piece(scene: &Scene, piece: &Piece) -> String {
    match piece {
        Piece::Text(text) | Piece::Strong(text) | Piece::Emphasis(text) | Piece::Quote(text) => one_line(text),
        Piece::Link { label, place } => match line(scene, place) {
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
    Some(format!("{uri}#L{}", line(scene, place)?))
}

fn line(scene: &Scene, place: &Place) -> Option<u32> {
    let article = scene.corpus.article(&place.article)?;
    Some(scene.position(&article.text, place.span.start).line + 1)
}

/// Text as Markdown that shows it as it is, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_articles_is_never_markup() {
        assert_eq!(escape("5 * 3 <b>_[x](y)\nz"), r"5 \* 3 \<b\>\_\[x\](y) z");
        assert_eq!(wrapped("**", " Ada *L* "), r" **Ada \*L\*** ");
        assert_eq!(wrapped("*", ""), "");
    }
}
