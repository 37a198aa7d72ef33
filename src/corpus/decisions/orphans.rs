//! Decisions about words of an article that stand there no more: listed, and never moved to other words.

use std::path::Path;

use super::{Decision, Decisions, Problem};
use crate::text::{Span, is_whole};

/// The decisions of a folder about words that are not found where they were: in an article of whose text it can be
/// told. `text`: of an article by its path in the folder, where it is known.
pub fn orphans<'t>(decisions: &Decisions, mut text: impl FnMut(&Path) -> Option<&'t str>) -> Vec<Problem> {
    let orphan = |(line, decision): &(u32, Decision)| {
        let (scope, words) = decision.said_of()?;
        let article = scope.article()?;
        let text = text(Path::new(article))?;
        let found = match scope.anchor(words) {
            Some(anchor) => anchor.find(text).is_some(),
            None => stands_in(words, text),
        };
        let how = if scope.anchor(words).is_some() { "where it did" } else { "any more" };
        let message = format!("“{}” does not stand in {article} {how}; nothing is done", shortened(words));
        (!found).then_some(Problem { line: *line, message })
    };
    decisions.made.iter().filter_map(orphan).collect()
}

/// Whether words stand in a text as whole words.
fn stands_in(words: &str, text: &str) -> bool {
    text.match_indices(words).any(|(at, _)| is_whole(text, Span::new(at, at + words.len())))
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or("").trim_end()),
        None => words.to_owned(),
    }
}

/// So many characters of the words are repeated.
const SHOWN: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::decisions::parse;

    #[test]
    fn what_no_longer_stands_where_it_did_is_listed_with_its_line() {
        let file = "not-a-name\ta.txt\tIn [[Spring]] she left.\nis\ta.txt\tThen [[he]] came.\tperson:Petro Lysak\n\
                    type\ta.txt\tUstryn\tplace\nis\tb.txt\tthey\tperson:A\nnot-a-name\t*\tMay\n";
        let decisions = parse(file);
        let lines = |text: &'static str| -> Vec<u32> {
            orphans(&decisions, |path| (path == Path::new("a.txt")).then_some(text)).iter().map(|p| p.line).collect()
        };
        assert_eq!(lines("In Spring she left. Then he came. Ustryn fell silent."), [0; 0]);
        assert_eq!(lines("In Springfield she left. Nobody there knew where he had been. Ustrynians sang."), [0, 1, 2]);
    }
}
