//! TRAINING: from annotated texts to the weights that are embedded. Only with the cargo feature `train`.

pub mod quotations;
mod random;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Learn weights from annotated data
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Quotations(quotations::Arguments),
}

pub fn run(arguments: &Arguments) -> std::io::Result<ExitCode> {
    match &arguments.what {
        What::Quotations(arguments) => quotations::run(arguments),
    }
}
