//! TERMINAL: one file per subcommand.

mod annotate;
mod failure;
mod load;
mod lsp;
mod offsets;
mod progress;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Reads news articles closely: who each name is, what each number says, who said each quotation, which day
/// "Thursday" was; across a folder of .txt files.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Arguments),
    Lsp(lsp::Arguments),
}

/// Run the program with the process's arguments.
///
/// Exit codes: 0 for success; 1 when there is something to look at (a file that could not be read, a finding at or
/// above `--fail-on`); 2 for unusable arguments.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
    };
    result.unwrap_or_else(Failure::report)
}
