//! `scholiast entities`: who and what articles speak of.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::failure::Failure;
use super::load::{self, Loaded};
use super::table::Form;
use crate::corpus::Entity;
use crate::read::{EntityType, Team};
use crate::settings::Settings;

/// List who and what articles speak of, the most frequent first
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast entities articles/
  scholiast entities --type person --csv articles/ > people.csv

Exit status: 0; 1 when some file could not be read (stderr names it); 2 for unusable arguments.")]
pub struct Arguments {
    /// Files and folders; of a folder every .txt file below it
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only those of a type: person, organization, place, group, event, product or work
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<EntityType>,
    #[command(flatten)]
    form: Form,
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    r#type: &'static str,
    name: &'a str,
    mentions: u32,
    articles: usize,
    quotations: u32,
    /// Other spellings, separated by "; ".
    spellings: String,
    /// "football team", where the name of a place means one.
    team: String,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Loaded { corpus, unreadable } = load::load(&arguments.paths, &Default::default(), &Settings::default());
    let wanted = |entity: &&Entity| arguments.kind.is_none_or(|kind| kind == entity.kind);
    let mut rows: Vec<Row<'_>> = corpus.entities().map(|entity| &**entity).filter(wanted).map(row).collect();
    rows.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    arguments.form.print(&rows, |row| {
        let counts = format!("{} in {}", row.mentions, row.articles);
        let what = if row.team.is_empty() { row.r#type } else { &row.team };
        vec![row.name.to_owned(), what.to_owned(), counts, row.spellings.clone()]
    })?;
    Ok(ExitCode::from(u8::from(unreadable > 0)))
}

fn row(entity: &Entity) -> Row<'_> {
    let others = entity.spellings.iter().map(|(spelling, _)| spelling.as_str()).filter(|s| *s != entity.name);
    Row {
        id: entity.id.to_string(),
        r#type: entity.kind.as_str(),
        name: &entity.name,
        mentions: entity.mentions,
        articles: entity.articles().count(),
        quotations: entity.quotations,
        spellings: others.collect::<Vec<_>>().join("; "),
        team: entity.sense.team().map(Team::noun).unwrap_or_default(),
    }
}
