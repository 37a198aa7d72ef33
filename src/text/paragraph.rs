//! Paragraphs: the blocks of an article, in blank-line style and in one-paragraph-a-line style.

use super::Span;
use super::token::is_invisible;

/// The paragraphs of a text, in order, without their surrounding white space. They never overlap, and everything
/// outside them is white space (or invisible: a byte order mark, zero-width spaces).
///
/// Each line is a paragraph, unless the text is hard-wrapped: then the lines of a block between blank lines are one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let blocks = blocks(text);
    // A wrapped block shows itself by its small letters after the line breaks; where such blocks are the rule, the
    // others of the same width are wrapped too.
    let width = common_width(&blocks);
    let mut out: Vec<Span> = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    for block in &blocks {
        let alike = |w: &usize| {
            let last = block.last().is_some_and(Line::ends_sentence);
            block.len() > 1 && last && full_lines(block, *w) == block.len() - 1
        };
        let wrapped = own_width(block).or(width.filter(alike));
        for (i, line) in block.iter().enumerate() {
            match (wrapped, out.last_mut()) {
                (Some(width), Some(last)) if i > 0 && block[i - 1].is_full(line, width) => *last = last.join(line.span),
                _ => out.push(line.span),
            }
        }
    }
    out
}

/// Lines longer than this (in characters) are paragraphs by themselves.
const WIDEST: usize = 110;
const NARROWEST: usize = 30;

/// A line that is not blank, without surrounding white space.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    span: Span,
    /// Its characters.
    width: usize,
}

impl Line<'_> {
    /// It is so long that the first word of the next line had no room.
    fn is_full(&self, next: &Line<'_>, width: usize) -> bool {
        let word = next.text.find(char::is_whitespace).map_or(next.text, |end| &next.text[..end]);
        self.width + 1 + word.chars().take(WIDEST).count() > width
    }

    fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
        end.ends_with(['.', '!', '?', '…', ':'])
    }
}

/// The blocks of lines between blank lines.
fn blocks(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut blocks = vec![Vec::new()];
    let mut start = 0;
    let mut after_return = false;
    for line in text.split_inclusive(['\n', '\r']) {
        let blank = |c: char| c.is_whitespace() || is_invisible(c);
        let body = line.trim_start_matches(blank);
        let at = start + line.len() - body.len();
        let body = body.trim_end_matches(blank);
        start += line.len();
        if !body.is_empty() {
            let line = Line { text: body, span: Span::new(at, at + body.len()), width: body.chars().count() };
            if let Some(block) = blocks.last_mut() {
                block.push(line);
            }
        } else if !(after_return && line == "\n") && blocks.last().is_some_and(|b| !b.is_empty()) {
            blocks.push(Vec::new());
        }
        after_return = line.ends_with('\r');
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The width at which a block is wrapped, if it shows by itself that it is.
fn own_width(block: &[Line<'_>]) -> Option<usize> {
    let breaks = block.len() - 1;
    let width = block.iter().map(|l| l.width).max().filter(|w| (NARROWEST..=WIDEST).contains(w))?;
    let open = block[..breaks].iter().filter(|l| !l.ends_sentence()).count();
    let small = block[1..].iter().filter(|l| l.text.starts_with(char::is_lowercase)).count();
    let full = full_lines(block, width);
    let filled = full * 10 >= breaks * 8 || full >= 2 && full + 1 >= breaks; // a headline on top is short
    let wrapped = breaks > 0 && filled && open * 2 > breaks && small * 3 > breaks;
    wrapped.then_some(width)
}

/// The width of the wrapped blocks, if half the blocks of several lines are wrapped.
fn common_width(blocks: &[Vec<Line<'_>>]) -> Option<usize> {
    let several = blocks.iter().filter(|b| b.len() > 1).count();
    let widths: Vec<usize> = blocks.iter().filter_map(|b| own_width(b)).collect();
    widths.iter().copied().max().filter(|_| widths.len() * 2 >= several)
}

/// How many lines of a block were full when the next began.
fn full_lines(block: &[Line<'_>], width: usize) -> usize {
    block.windows(2).filter(|pair| pair[0].is_full(&pair[1], width)).count()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(text: &str, paragraphs: &[&str]) {
        let found: Vec<&str> = super::paragraphs(text).iter().map(|p| p.of(text)).collect();
        assert_eq!(found, paragraphs);
    }

    #[test]
    fn blank_lines_and_line_ends_part_paragraphs() {
        check("One.\n\nTwo.\r\n\r\nThree.\rFour.\n", &["One.", "Two.", "Three.", "Four."]);
        check("\u{feff}  One. \n\u{a0}\n\tTwo.\u{200b}\n", &["One.", "Two."]);
        check(" \n\u{a0}\r\n", &[]);
        check("", &[]);
    }

    #[test]
    fn each_line_is_a_paragraph_where_lines_are_not_wrapped() {
        check("Minister visits harbour\nBy Jane Doe\n\nBody.", &["Minister visits harbour", "By Jane Doe", "Body."]);
        let long = "The council of the harbour town voted late on Monday to keep the old lighthouse, the mayor said, and the \
                    plan to sell it is off the table.";
        check(&format!("{long}\n{long}"), &[long, long]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let first = "The council of the harbour town voted late on Monday to keep\nthe old lighthouse, the mayor said, and \
                     the plan to sell it is\noff the table.";
        let second = "Opposition leaders asked for a recount, which the council of\nMarvenna refused.";
        check(&format!("Lighthouse stays\n\n{first}\n\n{second}\n"), &["Lighthouse stays", first, second]);
        check(
            &format!("Lighthouse stays\n{first}").replace('\n', "\r\n"),
            &["Lighthouse stays", &first.replace('\n', "\r\n")],
        );
    }
}
