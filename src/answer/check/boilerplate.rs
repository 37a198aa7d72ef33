//! `text/boilerplate`: paragraphs that are no part of the article.

use super::{Found, delete};
use crate::corpus::{Article, Corpus};
use crate::read::Zone;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    let mut out = Vec::new();
    for (i, paragraph) in article.findings.paragraphs.iter().enumerate() {
        let (message, title) = match paragraph.zone {
            Zone::Boilerplate => ("This line is not part of the article’s text", "Delete the line"),
            Zone::Embed => ("This is an embedded post, not the article’s own text", "Delete the embedded post"),
            _ => continue,
        };
        let found = Found::new(paragraph.span, message.to_owned());
        out.push(match delete(article, i) {
            Some(edit) => found.fix(title, vec![edit]),
            None => found,
        });
    }
    out
}
