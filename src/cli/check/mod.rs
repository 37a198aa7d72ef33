//! `scholiast check`: the findings of articles, for people, programs and build servers.

mod github;
mod json;
mod sarif;
mod text;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::failure::Failure;
use super::load::{Articles, Loaded};
use super::progress::Progress;
use crate::answer::check::{Diagnostic, check, rule};
use crate::corpus::{Article, Corpus};
use crate::settings::{HouseStyle, Level, Settings};
use crate::text::{Position, PositionEncoding, Span};

/// Report what an editor would want to know: slips of quotation marks, repeated text, furniture, spellings
///
/// `scholiast rules` lists what is looked for.
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast check articles/
  scholiast check --rule text/boilerplate=off draft.txt
  scholiast check --format github --fail-on information articles/
  scholiast check --format sarif articles/ > scholiast.sarif

Exit status: 0; 1 when a finding is at or above --fail-on; 2 for unusable arguments or a file that could not be read
(stderr names it; the others are checked).")]
pub struct Arguments {
    /// The form of the report
    #[arg(long, default_value = "text")]
    format: Format,
    /// The lowest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: FailOn,
    /// The level of a rule, such as quote/repeated=off (again for another rule)
    #[arg(long = "rule", value_name = "CODE=LEVEL", value_parser = rule_level)]
    rules: Vec<(String, Level)>,
    #[arg(long, value_name = "STYLE", default_value = "none", hide_default_value = true, value_parser = house_style)]
    #[arg(help = format!("The newsroom whose style of names and numbers is wanted: {}", HouseStyle::listed(str::to_owned)))]
    house_style: HouseStyle,
    #[command(flatten)]
    articles: Articles,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// with the source line and carets
    Text,
    /// an array of findings
    Json,
    /// annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Hint,
    Information,
    Warning,
    Error,
    /// the exit status says nothing about findings
    Never,
}

/// The findings of one article.
struct Report {
    article: Arc<Article>,
    diagnostics: Vec<Diagnostic>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let rules = arguments.rules.iter().cloned().collect();
    let settings = Settings { rules, house_style: arguments.house_style, ..Settings::default() };
    let Loaded { corpus, unreadable } = arguments.articles.load(&settings)?;
    let reports = reports(&corpus, &settings);

    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Text => text::write(&mut out, &corpus, &reports)?,
        Format::Json => json::write(&mut out, &corpus, &reports)?,
        Format::Github => github::write(&mut out, &reports)?,
        Format::Sarif => sarif::write(&mut out, &corpus, &reports)?,
    }
    out.flush()?;

    let worst = reports.iter().flat_map(|r| &r.diagnostics).map(|d| d.level).max();
    let fails = arguments.fail_on.level().is_some_and(|limit| worst >= Some(limit));
    Ok(ExitCode::from(if unreadable > 0 { 2 } else { u8::from(fails) }))
}

fn house_style(name: &str) -> Result<HouseStyle, String> {
    let unknown = || format!("there is no such style; it takes {}", HouseStyle::listed(str::to_owned));
    HouseStyle::named(name).ok_or_else(unknown)
}

/// The findings of all articles, in path order.
fn reports(corpus: &Corpus, settings: &Settings) -> Vec<Report> {
    let articles: Vec<&Arc<Article>> = corpus.articles().collect();
    let progress = Progress::new(articles.len(), "Checking");
    articles
        .into_par_iter()
        .map(|article| {
            let diagnostics = check(corpus, &corpus.explained(article), settings);
            progress.step();
            Report { article: article.clone(), diagnostics }
        })
        .collect()
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            FailOn::Hint => Some(Level::Hint),
            FailOn::Information => Some(Level::Information),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Error => Some(Level::Error),
            FailOn::Never => None,
        }
    }
}

/// Parse `quote/repeated=off`.
fn rule_level(said: &str) -> Result<(String, Level), String> {
    let (code, level) = said.split_once('=').ok_or("expected a code and a level, such as quote/repeated=off")?;
    rule(code).ok_or_else(|| format!("there is no rule {code}; `scholiast rules` lists them"))?;
    let parsed = serde_json::from_value(serde_json::Value::from(level));
    let level = parsed.map_err(|_| format!("{level} is no level: off, hint, information, warning or error"))?;
    Ok((code.to_owned(), level))
}

/// From where to where a span reaches, lines and columns from one, in characters; the end is exclusive.
fn region(article: &Article, span: Span) -> (Position, Position) {
    let one_based = |offset| {
        let position = article.text.position(offset, PositionEncoding::Utf32);
        Position { line: position.line + 1, column: position.column + 1 }
    };
    (one_based(span.start), one_based(span.end))
}
