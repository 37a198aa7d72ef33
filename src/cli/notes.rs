//! `scholiast notes`: what people noted about those whom articles mention.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::failure::Failure;
use super::load;
use super::table::Form;
use crate::corpus::decisions::Decision;

/// List the notes of readers, in the order in which they were written
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast notes articles/
  scholiast notes --csv articles/ > notes.csv")]
pub struct Arguments {
    /// Files and folders of articles
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Row {
    about: String,
    note: String,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let book = load::decisions(&arguments.paths);
    let rows: Vec<Row> = book
        .decisions()
        .filter_map(|decision| match decision {
            Decision::Note { entity, text } => Some(Row { about: entity.name.clone(), note: text.clone() }),
            _ => None,
        })
        .collect();
    arguments.form.print(&rows, |row| vec![row.about.clone(), row.note.clone()])?;
    Ok(ExitCode::SUCCESS)
}
