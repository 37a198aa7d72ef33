//! `scholiast licences`: where the embedded tables and weights come from, and on what terms.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use super::failure::Failure;
use crate::data;

/// Say where the embedded tables and weights come from, and under which licences
#[derive(Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "scholiast is licensed under MIT OR Apache-2.0. It embeds:")?;
    for [file, what, origin] in data::origins() {
        writeln!(out, "\n{file}: {what}\n    {origin}")?;
    }
    Ok(ExitCode::SUCCESS)
}
