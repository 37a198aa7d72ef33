//! The report for people: each finding with its source line and carets.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Report, region};
use crate::answer::Place;
use crate::answer::check::Diagnostic;
use crate::cli::snippet::snippet;
use crate::cli::terminal::Terminal;
use crate::corpus::{Article, Corpus};
use crate::settings::Level;

pub(super) fn write(out: &mut impl Write, corpus: &Corpus, reports: &[Report]) -> io::Result<()> {
    let terminal = Terminal::stdout();
    let mut counts: BTreeMap<std::cmp::Reverse<Level>, usize> = BTreeMap::new();
    for report in reports {
        for diagnostic in &report.diagnostics {
            finding(out, terminal, corpus, &report.article, diagnostic)?;
            *counts.entry(std::cmp::Reverse(diagnostic.level)).or_default() += 1;
        }
    }
    let noun = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let articles = noun(reports.len(), "article", "articles");
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(level, n)| match level.0 {
            Level::Information => noun(n, "note", "notes"),
            level => noun(n, level.as_str(), &format!("{}s", level.as_str())),
        })
        .collect();
    match counts.is_empty() {
        true => writeln!(out, "Nothing to report in {articles}."),
        false => writeln!(out, "{} in {articles}.", counts.join(", ")),
    }
}

/// A finding: where, how grave, what; the line; then what else belongs to it.
fn finding(
    out: &mut impl Write,
    terminal: Terminal,
    corpus: &Corpus,
    article: &Article,
    diagnostic: &Diagnostic,
) -> io::Result<()> {
    let (from, _) = region(article, diagnostic.span);
    let place = terminal.bold(&format!("{}:{}:{}:", article.id, from.line, from.column));
    let level = terminal.at_level(diagnostic.level, diagnostic.level.as_str());
    writeln!(out, "{place} {level}: {} [{}]", diagnostic.message, diagnostic.code)?;

    let number = from.line.to_string();
    let gutter = number.len().max(3);
    let shown = snippet(&article.text, diagnostic.span, terminal.width.saturating_sub(gutter + 5));
    let bar = terminal.dim("│");
    let carets = terminal.at_level(diagnostic.level, &"^".repeat(shown.carets.1));
    writeln!(out, "  {} {bar} {}", terminal.dim(&format!("{number:>gutter$}")), shown.line)?;
    writeln!(out, "  {:gutter$} {bar} {:before$}{carets}", "", "", before = shown.carets.0)?;
    for line in notes(corpus, article, diagnostic) {
        writeln!(out, "  {:gutter$} {} {line}", "", terminal.dim("="))?;
    }
    writeln!(out)
}

/// The related places and what can be done.
fn notes(corpus: &Corpus, article: &Article, diagnostic: &Diagnostic) -> Vec<String> {
    let mut out: Vec<String> = diagnostic
        .related
        .iter()
        .take(RELATED)
        .map(|(p, message)| format!("{message}: {}", at(corpus, article, p)))
        .collect();
    let more = diagnostic.related.len().saturating_sub(RELATED);
    if more > 0 {
        out.push(format!("and {more} more"));
    }
    out.extend(diagnostic.fixes.iter().map(|fix| format!("fix: {}", fix.title)));
    out
}

const RELATED: usize = 4;

/// "line 3, column 5", or with the file's name in another article.
fn at(corpus: &Corpus, article: &Article, place: &Place) -> String {
    let here = place.article == article.id;
    match if here { Some(article) } else { corpus.article(&place.article).map(|a| &**a) } {
        Some(other) => {
            let (from, _) = region(other, place.span);
            let file = if here { String::new() } else { format!("{}, ", other.id) };
            format!("{file}line {}, column {}", from.line, from.column)
        }
        None => place.article.to_string(),
    }
}
