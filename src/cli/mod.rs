//! TERMINAL: one file per subcommand.

mod address;
mod annotate;
mod check;
mod entities;
mod failure;
mod figures;
mod hover;
mod kwic;
mod licences;
mod load;
mod lsp;
mod notes;
mod offsets;
mod progress;
mod quotes;
mod rules;
mod snippet;
mod table;
mod terminal;
mod timeline;
mod who;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Reads news articles closely: who each name is, what each number says, who said each quotation, which day
/// "Thursday" was; across a folder of .txt files.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  scholiast check articles/                     what an editor would want to know
  scholiast hover articles/001.txt:3:14         who or what this is
  scholiast quotes --by Smith articles/         who said what
  scholiast figures --unit USD articles/        what each number says, of what, by whom
  scholiast who Zelensky articles/              all that is known of somebody
  scholiast annotate articles/ > found.jsonl    everything found, for other programs

Articles are .txt files, one an article. `scholiast COMMAND --help` explains a command."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Arguments),
    Check(check::Arguments),
    Hover(hover::Arguments),
    Quotes(quotes::Arguments),
    Who(who::Arguments),
    Figures(figures::Arguments),
    Timeline(timeline::Arguments),
    Entities(entities::Arguments),
    Kwic(kwic::Arguments),
    Notes(notes::Arguments),
    Rules(rules::Arguments),
    Lsp(lsp::Arguments),
    Licences(licences::Arguments),
    #[cfg(feature = "train")]
    Train(crate::train::Arguments),
}

/// Run the program with the process's arguments.
///
/// Exit codes: 0 for success; 1 when there is something to look at (a file that could not be read, a finding at or
/// above `--fail-on`); 2 for unusable arguments.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Hover(arguments) => hover::run(&arguments),
        Command::Quotes(arguments) => quotes::run(&arguments),
        Command::Who(arguments) => who::run(&arguments),
        Command::Figures(arguments) => figures::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Entities(arguments) => entities::run(&arguments),
        Command::Kwic(arguments) => kwic::run(&arguments),
        Command::Notes(arguments) => notes::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Licences(arguments) => licences::run(&arguments),
        #[cfg(feature = "train")]
        Command::Train(arguments) => crate::train::run(&arguments).map_err(Failure::from),
    };
    result.unwrap_or_else(Failure::report)
}
