//! `scholiast hover`: what an editor shows at a place, for scripts and for looking into.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use clap::Args;

use super::address::plain;
use super::failure::{Failure, complain};
use super::load::{self, Dates};
use super::terminal::Terminal;
use crate::answer;
use crate::settings::Settings;
use crate::text::{Position, PositionEncoding};

/// Print what an editor shows at a place: who this is, who says it, what the number means, which day it was
///
/// The .txt files of the file's folder are read as well, as the corpus it belongs to.
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast hover articles/001.txt:3:14
  scholiast hover --datelines dates.tsv articles/001.txt:5:30

Exit status: 0; 1 when nothing is known about the place; 2 for unusable arguments.")]
pub struct Arguments {
    /// The file, the line and the column in characters, both from one
    #[arg(value_name = "FILE:LINE:COL")]
    place: FilePosition,
    #[command(flatten)]
    dates: Dates,
}

/// `FILE:LINE:COL`
#[derive(Clone, Debug)]
struct FilePosition {
    file: PathBuf,
    position: Position,
}

impl FromStr for FilePosition {
    type Err = &'static str;

    fn from_str(said: &str) -> Result<FilePosition, &'static str> {
        const FORM: &str = "expected a file, a line and a column, such as articles/001.txt:3:14";
        let mut parts = said.rsplitn(3, ':');
        let mut number = || parts.next()?.parse::<u32>().ok()?.checked_sub(1);
        let (column, line) = (number().ok_or(FORM)?, number().ok_or(FORM)?);
        let file = parts.next().filter(|file| !file.is_empty()).ok_or(FORM)?;
        Ok(FilePosition { file: PathBuf::from(file), position: Position { line, column } })
    }
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let FilePosition { file, position } = &arguments.place;
    let datelines = arguments.dates.read()?;
    let settings = Settings::default();
    let corpus = load::load(&corpus_of(file), &datelines, &settings).corpus;
    let usage = |what: String| Failure::Usage(format!("{}: {what}", file.display()));
    let article =
        corpus.article(&load::id(file)).ok_or_else(|| usage("there is no article to look into".to_owned()))?;
    let lines = article.text.lines().count();
    if position.line as usize >= lines {
        return Err(usage(format!("line {} is past its end; it has {lines}", position.line + 1)));
    }
    let offset = article.text.offset(*position, PositionEncoding::Utf32);
    let article = &corpus.explained(article);
    match answer::hover(&corpus, article, offset, &settings) {
        Some(hover) => {
            let terminal = Terminal::stdout();
            let mut out = io::stdout().lock();
            for line in &hover.lines {
                writeln!(out, "{}", plain(terminal, &corpus, line))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        None => {
            complain("nothing is known about this place");
            Ok(ExitCode::from(1))
        }
    }
}

/// The file and the folder it stands in, unless that is the root or somebody's home.
fn corpus_of(file: &Path) -> Vec<PathBuf> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut out = vec![file.to_owned()];
    let too_wide = folder.canonicalize().is_ok_and(|f| {
        let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
        f.parent().is_none() || Some(f) == home
    });
    if folder.is_dir() && !too_wide {
        out.push(folder.to_owned());
    }
    out
}
