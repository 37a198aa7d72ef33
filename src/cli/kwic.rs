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
    let line_before = text[..span.start as usize].rsplit(['\n', '\r']).next().unwrap_or("");
    let line_behind = text[span.end as usize..].split(['\n', '\r']).next().unwrap_or("");
    let skip = line_before.chars().count().saturating_sub(WIDTH);
    Row {
        place: address(article, span),
        before: line_before.chars().skip(skip).collect::<String>().trim_end().to_owned(),
        mention: span.of(text).to_owned(),
        behind: line_behind.chars().take(WIDTH).collect::<String>().trim_end().to_owned(),
    }
}
