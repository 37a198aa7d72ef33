//! `scholiast quotes`: who said what.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::address::{address, words};
use super::failure::Failure;
use super::load::{Articles, Loaded};
use super::table::{Form, found};
use crate::answer::{SURE, Statement, StatementKind, statements};
use crate::corpus::Corpus;
use crate::settings::Settings;

/// List who said what in articles: place, speaker and the quoted words
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast quotes articles/
  scholiast quotes --by Stoltenberg articles/
  scholiast quotes --by Zelensky --about Putin --csv articles/ > statements.csv
  scholiast quotes --reported --by Stoltenberg articles/

A name is found under every spelling, and by its surname alone. “probably” marks a speaker of whom it is less sure,
“(reported)” words that the article gives without quotation marks; as records they are of the kind \"indirect\".

Exit status: 0; 1 when there are no such statements, or a file could not be read (stderr names it); 2 for unusable
arguments.")]
pub struct Arguments {
    /// Only what this person or body says
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only what is said about this person, body or place
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Also what they are said to have said, without quotation marks: “He said that the road is open”
    #[arg(long)]
    reported: bool,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    articles: Articles,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Loaded { corpus, unreadable } = arguments.articles.load(&Settings::default())?;
    let corpus = corpus.explain();
    let said = statements(&corpus, arguments.by.as_deref(), arguments.about.as_deref(), arguments.reported);
    let rows: Vec<Row> = said.map(|statement| Row::new(&corpus, statement)).collect();
    arguments.form.print(&rows, Row::cells)?;
    Ok(found("statements", rows.len(), unreadable))
}

#[derive(Serialize)]
struct Row {
    place: String,
    date: Option<String>,
    speaker: Option<String>,
    via: Option<String>,
    cue: Option<String>,
    kind: StatementKind,
    /// Of the speaker, or that reported words are what was said: 0 to 1.
    confidence: f32,
    words: String,
    /// The names in the words, with semicolons between them.
    about: String,
}

impl Row {
    fn new(corpus: &Corpus, statement: Statement<'_>) -> Row {
        let Statement { article, span, via, cue, confidence, kind, .. } = statement;
        let words = |span| words(article, span);
        Row {
            place: address(article, span),
            date: article.date().map(|d| d.to_string()),
            speaker: statement.speaker_name(corpus),
            via: via.map(|v| words(v.span)),
            cue: cue.map(words),
            kind,
            confidence: (confidence * 1000.0).round() / 1000.0,
            words: words(span),
            about: statement.about_names(corpus).join("; "),
        }
    }

    fn cells(&self) -> Vec<String> {
        let doubt = if self.confidence < SURE { "probably " } else { "" };
        let speaker = self.speaker.as_ref().map_or("(nobody named)".to_owned(), |name| format!("{doubt}{name}"));
        let reported = if self.kind == StatementKind::Indirect { "(reported) " } else { "" };
        vec![self.place.clone(), speaker, format!("{reported}{}", self.words)]
    }
}
