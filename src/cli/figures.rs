//! `scholiast figures`: the ledger of what articles say by numbers.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::address::{address, words};
use super::failure::Failure;
use super::load::{Articles, Loaded};
use super::table::{Form, found};
use crate::answer::{Entry, ledger};
use crate::corpus::Corpus;
use crate::read::figures::{Units, display};
use crate::read::{Bound, FigureKind, Status};
use crate::settings::Settings;

/// List what articles say by numbers: value, unit, of what, who says so, when and where
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast figures articles/
  scholiast figures --unit USD --about Ukraine articles/
  scholiast figures --unit soldier --csv --datelines dates.tsv articles/ > soldiers.csv

Articles come in the order of their dates. A unit is an ISO code (USD), a symbol or a name (km2, square mile), or what is
counted (soldier).

Exit status: 0; 1 when there are no such figures, or a file could not be read (stderr names it); 2 for unusable
arguments.")]
pub struct Arguments {
    /// Only figures in sentences that mention this person, body or place
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Only figures of this unit, currency or counted noun
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    articles: Articles,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Loaded { corpus, unreadable } = arguments.articles.load(&Settings::default())?;
    let entries = ledger(&corpus, arguments.about.as_deref(), arguments.unit.as_deref());
    let rows: Vec<Row> = entries.into_iter().map(|entry| Row::new(&corpus, entry)).collect();
    arguments.form.print(&rows, Row::cells)?;
    Ok(found("figures", rows.len(), unreadable))
}

#[derive(Serialize)]
struct Row {
    place: String,
    /// When it was so; TIMEX3.
    when: Option<String>,
    kind: FigureKind,
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    bound: Bound,
    per: Option<String>,
    /// What is counted or measured.
    of: Option<String>,
    status: Option<Status>,
    speaker: Option<String>,
    words: String,
    #[serde(skip)]
    shown: String,
}

impl Row {
    fn new(corpus: &Corpus, entry: Entry<'_>) -> Row {
        let Entry { article, figure, .. } = entry;
        let words = |span| words(article, span);
        Row {
            place: address(article, figure.span),
            when: entry.when(),
            kind: figure.kind,
            low: figure.low.map(|d| d.normalize().to_string()),
            high: figure.high.map(|d| d.normalize().to_string()),
            unit: figure.unit.clone(),
            bound: figure.bound,
            per: figure.per.map(words),
            of: figure.measures.map(words),
            status: figure.status,
            speaker: entry.said_by(corpus),
            words: words(figure.span),
            shown: display(figure, Units::default()),
        }
    }

    fn cells(&self) -> Vec<String> {
        let per = self.per.as_ref().map_or(String::new(), |per| format!(" per {per}"));
        let value = if self.shown.is_empty() { self.words.clone() } else { format!("{}{per}", self.shown) };
        let or = |cell: &Option<String>, none: &str| cell.clone().unwrap_or_else(|| none.to_owned());
        vec![self.place.clone(), or(&self.when, "undated"), value, or(&self.speaker, "-"), or(&self.of, "")]
    }
}
