//! `scholiast timeline`: what articles tell, by when it was.

use std::path::{Path, PathBuf, is_separator};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::address::{address, words};
use super::failure::Failure;
use super::load::{self, Dates, Loaded};
use super::table::{Form, found};
use crate::answer::timeline;
use crate::corpus::walk::is_article;
use crate::settings::Settings;

/// List what articles tell by when it was: every sentence with a date, the earliest first
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast timeline articles/
  scholiast timeline Zelensky articles/
  scholiast timeline --csv --datelines dates.tsv articles/ > days.csv

A first argument that is no file and no folder, and has no slash, is the name of somebody or something: then only
sentences that mention it are listed. “Thursday” and “last month” are counted from the article's date and left out where that is not known.

Exit status: 0; 1 when there are no such sentences, or a file could not be read (stderr names it); 2 for unusable
arguments.")]
pub struct Arguments {
    /// A name, in any spelling, if the first is no path; files and folders, of a folder every .txt file below it
    #[arg(required = true, value_name = "[NAME] PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    dates: Dates,
}

#[derive(Serialize)]
struct Row {
    /// TIMEX3
    when: String,
    place: String,
    words: String,
    sentence: String,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let datelines = arguments.dates.read()?;
    let (name, paths) = match arguments.paths.split_first() {
        Some((first, rest)) if !rest.is_empty() && !is_path(first) => (first.to_str(), rest),
        _ => (None, &arguments.paths[..]),
    };
    let Loaded { corpus, unreadable } = load::load(paths, &datelines, &Settings::default());
    let rows: Vec<Row> = timeline(&corpus, name)
        .into_iter()
        .map(|moment| {
            let words = |span| words(moment.article, span);
            Row {
                when: moment.value.to_owned(),
                place: address(moment.article, moment.time),
                words: words(moment.time),
                sentence: words(moment.sentence),
            }
        })
        .collect();
    arguments.form.print(&rows, |row| vec![row.when.clone(), row.place.clone(), row.sentence.clone()])?;
    let what = name.map_or("sentences".to_owned(), |name| {
        format!("sentences: “{name}” is no file and no folder, and was taken for a name that they mention")
    });
    Ok(found(&what, rows.len(), unreadable))
}

/// A file or folder, or what names one that is not there: no name has a slash or the ending of an article.
fn is_path(argument: &Path) -> bool {
    is_article(argument) || argument.exists() || argument.to_string_lossy().contains(is_separator)
}
