//! `scholiast who`: all that articles say of somebody.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::address::address;
use super::failure::{Failure, complain};
use super::load;
use super::terminal::Terminal;
use crate::answer::{Place, Profile, called, counted, profile};
use crate::corpus::Corpus;
use crate::settings::Settings;

/// Print all that articles say of somebody or something, under any spelling
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast who Zelenskiy articles/
  scholiast who \"Black Sea Fleet\" articles/

Exit status: 0; 1 when nobody goes by the name; 2 for unusable arguments.")]
pub struct Arguments {
    /// The name, in any spelling
    name: String,
    /// Files and folders; of a folder every .txt file below it
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let corpus = load::load(&arguments.paths, &Default::default(), &Settings::default()).corpus;
    let found = called(&corpus, &arguments.name);
    let Some(profile) = found.first().and_then(|entity| profile(&corpus, entity)) else {
        complain(&format!("nobody and nothing in these articles goes by “{}”", arguments.name));
        return Ok(ExitCode::from(1));
    };
    let mut out = io::stdout().lock();
    print(&mut out, &corpus, &profile)?;
    if found.len() > 1 {
        let others = found.iter().skip(1).take(SHOWN).map(|entity| entity.name.as_str()).collect::<Vec<_>>();
        writeln!(out, "\nAlso by that name, or one like it: {}", others.join(", "))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How many statements, and others of the name, are shown.
const SHOWN: usize = 10;

fn print(out: &mut impl Write, corpus: &Corpus, profile: &Profile) -> io::Result<()> {
    let terminal = Terminal::stdout();
    let entity = &profile.entity;
    let at = |place: &Place| corpus.article(&place.article).map(|a| address(a, place.span)).unwrap_or_default();
    writeln!(out, "{} · {}", terminal.bold(&entity.name), entity.kind.as_str())?;
    let mut articles: Vec<_> = entity.appearances.iter().map(|a| &a.article).collect();
    articles.dedup();
    writeln!(out, "{} mentions in {} articles, {} quotations", entity.mentions, articles.len(), entity.quotations)?;
    let spellings = entity.spellings.iter().map(|(spelling, n)| format!("{spelling} ({n})")).collect::<Vec<_>>();
    writeln!(out, "Spelled {}", spellings.join(", "))?;
    if let Some(place) = &profile.introduction {
        writeln!(out, "Introduced in {}", at(place))?;
    }
    for note in &profile.notes {
        writeln!(out, "Note: {note}")?;
    }
    section(out, terminal, "Called", profile.roles.iter().map(|(role, place)| format!("{role} ({})", at(place))))?;
    let statements = profile.statements.iter().take(SHOWN);
    section(out, terminal, "Says", statements.map(|(words, place)| format!("“{words}” ({})", at(place))))?;
    if profile.statements.len() > SHOWN {
        writeln!(out, "  … and {} more: scholiast annotate", profile.statements.len() - SHOWN)?;
    }
    section(
        out,
        terminal,
        "Beside",
        profile.beside.iter().map(|(name, n)| format!("{name} ({})", counted(*n, "article"))),
    )?;
    section(out, terminal, "Not to be confused with", profile.bearers.iter().cloned())
}

fn section(
    out: &mut impl Write,
    terminal: Terminal,
    head: &str,
    lines: impl Iterator<Item = String>,
) -> io::Result<()> {
    for (i, line) in lines.enumerate() {
        if i == 0 {
            writeln!(out, "{}", terminal.bold(head))?;
        }
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
