//! `scholiast who`: all that articles say of somebody.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::address::plain;
use super::failure::{Failure, complain};
use super::load;
use super::terminal::Terminal;
use crate::answer::{Profile, called, profile};
use crate::corpus::{Corpus, Entity};
use crate::read::EntityType;
use crate::read::coreference::{ALIKE, Comparable};
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
        let alike = alike(&corpus, &arguments.name);
        let perhaps = if alike.is_empty() { String::new() } else { format!("; perhaps you mean {}", alike.join(", ")) };
        complain(&format!("nobody and nothing in these articles goes by “{}”{perhaps}", arguments.name));
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

/// Names of entities that are spelled like one, the likeliest first.
fn alike(corpus: &Corpus, name: &str) -> Vec<String> {
    let wanted = [EntityType::Person, EntityType::Organization].map(|kind| (kind, Comparable::new(kind, name)));
    let likeness = |entity: &Entity| {
        let kind = if entity.kind == EntityType::Person { EntityType::Person } else { EntityType::Organization };
        let (_, wanted) = wanted.iter().find(|(of, _)| *of == kind)?;
        let likeness = wanted.likeness(&Comparable::new(kind, &entity.name));
        Some((likeness, entity.mentions, entity.name.clone())).filter(|_| likeness >= ALIKE)
    };
    let mut alike: Vec<(f32, u32, String)> = corpus.entities().filter_map(|entity| likeness(entity)).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    alike.into_iter().take(PERHAPS).map(|(.., name)| name).collect()
}

/// How many names that may be meant are listed.
const PERHAPS: usize = 3;

/// How many lines of a section, and others of the name, are shown.
const SHOWN: usize = 10;

fn print(out: &mut impl Write, corpus: &Corpus, profile: &Profile) -> io::Result<()> {
    let terminal = Terminal::stdout();
    writeln!(out, "{} · {}", terminal.bold(&profile.entity.name), profile.entity.kind.as_str())?;
    for section in profile.sections(corpus) {
        let indent = if section.title.is_empty() { "" } else { "  " };
        if !section.title.is_empty() {
            writeln!(out, "{}", terminal.bold(section.title))?;
        }
        for line in section.lines.iter().take(SHOWN) {
            writeln!(out, "{indent}{}", plain(terminal, corpus, line))?;
        }
        let more = section.lines.len().saturating_sub(SHOWN) + section.more;
        if more > 0 {
            writeln!(out, "{indent}… and {more} more")?;
        }
    }
    Ok(())
}
