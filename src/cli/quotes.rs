//! `scholiast quotes`: who said what.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::failure::{Failure, complain};
use super::load::{self, Loaded};
use super::terminal::Terminal;
use crate::answer::{Statement, statements};
use crate::corpus::Corpus;
use crate::read::QuotationKind;
use crate::settings::Settings;
use crate::text::PositionEncoding;

/// List who said what in articles: place, speaker and the quoted words
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast quotes articles/
  scholiast quotes --by Stoltenberg articles/
  scholiast quotes --by Zelensky --about Putin --csv articles/ > statements.csv

A name is found under every spelling, and by its surname alone. “probably” marks a speaker of whom it is less sure.

Exit status: 0; 1 when there are no such statements, or a file could not be read (stderr names it); 2 for unusable
arguments.")]
pub struct Arguments {
    /// Files and folders; of a folder every .txt file below it
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only what this person or body says
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only what is said about this person, body or place
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// A table with a header, for spreadsheets
    #[arg(long)]
    csv: bool,
    /// One JSON object a statement
    #[arg(long, conflicts_with = "csv")]
    jsonl: bool,
    /// A table of the articles' dates: file name, a tab, a date like 2024-06-06
    #[arg(long, value_name = "TABLE.tsv")]
    datelines: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let datelines = arguments.datelines.as_deref().map(load::datelines).transpose()?.unwrap_or_default();
    let Loaded { corpus, unreadable } = load::load(&arguments.paths, &datelines, &Settings::default());
    let terminal = Terminal::stdout();
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.csv {
        writeln!(out, "{}", COLUMNS.join(","))?;
    }
    let mut listed = 0;
    for statement in statements(&corpus, arguments.by.as_deref(), arguments.about.as_deref()) {
        let row = Row::new(&corpus, statement);
        listed += 1;
        if arguments.jsonl {
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        } else if arguments.csv {
            writeln!(out, "{}", row.csv())?;
        } else {
            writeln!(out, "{}", row.text(terminal))?;
        }
    }
    out.flush()?;
    if listed == 0 {
        complain("no such statements");
    }
    Ok(ExitCode::from(u8::from(listed == 0 || unreadable > 0)))
}

/// A statement; line and column count from one, in characters.
#[derive(Serialize)]
struct Row {
    path: String,
    line: u32,
    column: u32,
    date: Option<String>,
    speaker: Option<String>,
    via: Option<String>,
    cue: Option<String>,
    kind: QuotationKind,
    confidence: f32,
    words: String,
    about: Vec<String>,
}

const COLUMNS: [&str; 11] =
    ["path", "line", "column", "date", "speaker", "via", "cue", "kind", "confidence", "words", "about"];

impl Row {
    fn new(corpus: &Corpus, statement: Statement<'_>) -> Row {
        let Statement { article, quotation } = statement;
        let position = article.text.position(quotation.span.start, PositionEncoding::Utf32);
        let words = |span: crate::text::Span| {
            let words: Vec<&str> = span.of(&article.text).split_whitespace().collect();
            words.join(" ")
        };
        Row {
            path: article.id.to_string(),
            line: position.line + 1,
            column: position.column + 1,
            date: article.date().map(|d| d.to_string()),
            speaker: statement.speaker_name(corpus),
            via: quotation.via.map(|v| words(v.span)),
            cue: quotation.cue.map(words),
            kind: quotation.kind,
            confidence: (quotation.confidence * 1000.0).round() / 1000.0,
            words: words(quotation.span),
            about: statement.about_names(corpus),
        }
    }

    /// "articles/001.txt:3:14: Ingrid Tolleson: “We signed.”"
    fn text(&self, terminal: Terminal) -> String {
        let Row { path, line, column, words, .. } = self;
        let speaker = match &self.speaker {
            Some(name) => terminal.bold(name),
            None => "somebody unnamed".to_owned(),
        };
        let doubt = if self.speaker.is_some() && self.confidence < crate::answer::SURE { "probably " } else { "" };
        let via = self.via.as_ref().map_or(String::new(), |via| format!(", according to {via}"));
        format!("{path}:{line}:{column}: {doubt}{speaker}{via}: {words}")
    }

    fn csv(&self) -> String {
        let kind = serde_json::to_value(self.kind).ok().and_then(|k| k.as_str().map(str::to_owned));
        let or_nothing = |field: &Option<String>| field.clone().unwrap_or_default();
        let fields = [
            self.path.clone(),
            self.line.to_string(),
            self.column.to_string(),
            or_nothing(&self.date),
            or_nothing(&self.speaker),
            or_nothing(&self.via),
            or_nothing(&self.cue),
            kind.unwrap_or_default(),
            self.confidence.to_string(),
            self.words.clone(),
            self.about.join("; "),
        ];
        fields.map(|f| field(&f)).join(",")
    }
}

/// A field as RFC 4180 has it.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
