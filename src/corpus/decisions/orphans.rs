//! Decisions about an article that is no more, or about words that stand there no more: listed, and never moved to
//! other words.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use super::{Decision, Decisions, Problem};
use crate::read::unquoted;
use crate::text::{Span, Tidied, is_whole, paragraphs, tidy};

/// What is known of an article that a decision names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'t> {
    Text(&'t str),
    /// There is none.
    Gone,
    /// It may be one that nobody has looked for.
    Nothing,
}

/// The decisions of a folder about articles that are gone, or about words that are not found where they were.
/// `known`: of an article by its path in the folder.
pub fn orphans<'t>(decisions: &Decisions, known: impl Fn(&Path) -> Known<'t>) -> Vec<Problem> {
    let mut articles: BTreeMap<&str, Vec<(u32, &Decision)>> = BTreeMap::new();
    for (line, decision) in &decisions.made {
        if let Some(article) = decision.article() {
            articles.entry(article).or_default().push((*line, decision));
        }
    }
    let mut out = Vec::new();
    for (article, decisions) in articles {
        match known(Path::new(article)) {
            Known::Text(text) => {
                let text = Text::new(text);
                out.extend(decisions.into_iter().filter_map(|(line, decision)| lost(line, decision, article, &text)));
            }
            Known::Gone => {
                let message = format!("There is no article {article}; nothing is done");
                out.extend(decisions.into_iter().map(|(line, _)| Problem { line, message: message.clone() }));
            }
            Known::Nothing => {}
        }
    }
    out.sort_by_key(|problem| problem.line);
    out
}

/// What is wrong with a decision about words of an article, if they are gone.
fn lost(line: u32, decision: &Decision, article: &str, text: &Text<'_>) -> Option<Problem> {
    let (scope, words) = decision.said_of()?;
    let (found, how) = match (scope.anchor(words), decision) {
        (Some(anchor), _) => (anchor.find(&text.tidied).is_some(), "where it did"),
        (None, Decision::Speaker { .. }) => (text.holds(&unquoted(words)), "any more"),
        (None, _) => (text.holds(&tidy(words)), "any more"),
    };
    let message = format!("“{}” does not stand in {article} {how}; nothing is done", shortened(words));
    (!found).then_some(Problem { line, message })
}

/// The text of an article, looked through for many words.
struct Text<'t> {
    text: &'t str,
    tidied: Tidied<'t>,
    paragraphs: OnceCell<Vec<Span>>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Text<'t> {
        Text { text, tidied: Tidied::new(text), paragraphs: OnceCell::new() }
    }

    /// Whether tidy words stand in it as whole words, in one paragraph.
    fn holds(&self, words: &str) -> bool {
        let text = self.tidied.as_str();
        let mut places = text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
        places.any(|place| is_whole(text, place) && self.is_in_one_paragraph(self.tidied.made_of(place)))
    }

    fn is_in_one_paragraph(&self, span: Span) -> bool {
        if !span.of(self.text).contains(['\n', '\r']) {
            return true;
        }
        let paragraphs = self.paragraphs.get_or_init(|| paragraphs(self.text));
        let at = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        paragraphs.get(at).is_some_and(|paragraph| paragraph.covers(span))
    }
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
            let known = |path: &Path| if path == Path::new("a.txt") { Known::Text(text) } else { Known::Nothing };
            orphans(&decisions, known).iter().map(|p| p.line).collect()
        };
        assert_eq!(lines("In Spring she left. Then he came. Ustryn fell silent."), [0; 0]);
        assert_eq!(lines("In Springfield she left. Nobody there knew where he had been. Ustrynians sang."), [0, 1, 2]);
    }

    #[test]
    fn words_stand_where_they_do_in_other_apostrophes_and_line_ends() {
        let file = "not-a-name\ta.txt\tO'Brien dam\nis\ta.txt\tat the [[O’Brien dam]] that\tperson:Ada\n\
                    speaker\ta.txt\t\"We won't.\"\tperson:Ada\ntype\ta.txt\tthe O'Brien said\tplace\n";
        let text = "All of them had waited for hours on the road, and at last they saw at the O’Brien\ndam that \
                    the water fell. “We won’t,” the\n\nO’Brien said.\n";
        let lines: Vec<u32> = orphans(&parse(file), |_| Known::Text(text)).iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3], "in two paragraphs");
    }

    #[test]
    fn every_line_about_an_article_that_is_gone_is_listed_whatever_it_says() {
        let file = "date\ta.txt\t2024-05-06\nsplit\ta.txt\tperson:Ada\ntype\ta.txt\tUstryn\tplace\ndate\tb.txt\t\
                    2024-05-06\nnote\tperson:Ada\ta.txt\n";
        let known = |path: &Path| if path == Path::new("a.txt") { Known::Gone } else { Known::Nothing };
        let problems = orphans(&parse(file), known);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(problems[0].message, "There is no article a.txt; nothing is done");
    }
}
