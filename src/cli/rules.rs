//! `scholiast rules`: what `check` and the editor look for.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::failure::Failure;
use super::terminal::Terminal;
use crate::answer::check::RULES;

/// List what `check` and the editor look for
#[derive(Args)]
pub struct Arguments {
    /// The form of the list
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// a line for each rule
    Text,
    /// the reference page
    Markdown,
    /// an array of rules
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => text(&mut out)?,
        Format::Markdown => markdown(&mut out)?,
        Format::Json => json(&mut out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(out: &mut impl Write) -> io::Result<()> {
    let terminal = Terminal::stdout();
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    for rule in RULES {
        let code = terminal.bold(&format!("{:width$}", rule.code));
        let level = terminal.at_level(rule.level, &format!("{:11}", rule.level.as_str()));
        writeln!(out, "{code}  {level}  {}", rule.summary)?;
    }
    Ok(())
}

fn markdown(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# Rules\n")?;
    writeln!(out, "| Code | Level | What it reports |\n|---|---|---|")?;
    for rule in RULES {
        writeln!(out, "| [`{}`](#{}) | {} | {} |", rule.code, anchor(rule.code), rule.level.as_str(), rule.summary)?;
    }
    for rule in RULES {
        writeln!(
            out,
            "\n## {}\n\n{} Level: {}.\n\n{}",
            rule.code,
            rule.summary,
            rule.level.as_str(),
            rule.explanation
        )?;
    }
    Ok(())
}

fn json(out: &mut impl Write) -> Result<(), Failure> {
    let rules: Vec<_> = RULES
        .iter()
        .map(|r| json!({"code": r.code, "level": r.level, "summary": r.summary, "explanation": r.explanation}))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The anchor that Markdown renderers give to a heading.
fn anchor(heading: &str) -> String {
    heading.replace('/', "")
}
