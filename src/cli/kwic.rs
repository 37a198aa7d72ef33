//! `scholiast kwic`: every mention of somebody in its context, under any spelling.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::address::address;
use super::failure::{Failure, complain};
use super::load;
use super::table::Form;
use crate::answer::{appearances, called};
use crate::corpus::Article;
use crate::settings::Settings;
use crate::text::Span;

/// List every mention of somebody or something in its context: by who it is, not by how it is spelled
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast kwic Zelensky articles/
  scholiast kwic --csv NATO articles/ > nato.csv

Exit status: 0; 1 when nobody goes by the name; 2 for unusable arguments.")]
pub struct Arguments {
    /// The name, in any spelling
    name: String,
    /// Files and folders; of a folder every .txt file below it
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Row {
    place: String,
    before: String,
    mention: String,
    behind: String,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let corpus = load::load(&arguments.paths, &Default::default(), &Settings::default()).corpus;
    let Some(entity) = called(&corpus, &arguments.name).into_iter().next() else {
        complain(&format!("nobody and nothing in these articles goes by “{}”", arguments.name));
        return Ok(ExitCode::from(1));
    };
    let places = appearances(&corpus, entity);
    let rows: Vec<Row> = places.iter().filter_map(|p| Some(row(corpus.article(&p.article)?, p.span))).collect();
    arguments.form.print(&rows, |row| {
        let before = format!("{:>WIDTH$}", row.before);
        vec![row.place.clone(), before, format!("{}{}", row.mention, row.behind)]
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How many characters of context stand on either side.
const WIDTH: usize = 40;

fn row(article: &Article, span: Span) -> Row {
    let text = article.text.as_str();
    let in_line = |c: &char| !matches!(c, '\n' | '\r');
    // Not the whole line: an article may be one.
    let mut before: Vec<char> = text[..span.start as usize].chars().rev().take_while(in_line).take(WIDTH).collect();
    before.reverse();
    let behind: String = text[span.end as usize..].chars().take_while(in_line).take(WIDTH).collect();
    Row {
        place: address(article, span),
        before: before.into_iter().collect::<String>().trim_end().to_owned(),
        mention: span.of(text).to_owned(),
        behind: behind.trim_end().to_owned(),
    }
}
