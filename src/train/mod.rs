//! TRAINING: from annotated texts to the weights that are embedded. Only with the cargo feature `train`.

mod annotated;
mod calibrate;
mod conll;
mod corpus;
mod crf;
mod features;
pub mod links;
mod lists;
mod loglinear;
pub mod names;
pub mod quotations;
mod random;
pub mod reported;
mod score;
mod swap;
mod thresholds;

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
    Links(links::Arguments),
    Names(names::Arguments),
    Quotations(quotations::Arguments),
    Reported(reported::Arguments),
}

pub fn run(arguments: &Arguments) -> std::io::Result<ExitCode> {
    match &arguments.what {
        What::Links(arguments) => links::run(arguments),
        What::Names(arguments) => names::run(arguments),
        What::Quotations(arguments) => quotations::run(arguments),
        What::Reported(arguments) => reported::run(arguments),
    }
}

#[cfg(test)]
mod tests;
