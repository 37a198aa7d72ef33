//! `scholiast train quotations`: from annotated articles to the weights in `src/data/speaker_weights.tsv`.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use std::{fs, io};

use clap::Args;

use super::annotated::{self, Annotated};
use super::loglinear::{Answers, Recipe, weights};
use crate::read::{Layout, quotations};
use crate::text::Span;

/// Learn who speaks a quotation from annotated articles, and write the weights
///
/// The same data and seed give the same file, byte for byte.
#[derive(Args)]
pub struct Arguments {
    /// Annotated articles, in the scorer's form
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// The weights to write
    #[arg(long, value_name = "FILE", default_value = "src/data/speaker_weights.tsv")]
    out: PathBuf,
    /// Annotated articles to measure on
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    #[command(flatten)]
    recipe: Recipe,
}

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let start = Instant::now();
    let articles = examples(&arguments.data)?;
    let dev = arguments.dev.as_deref().map(examples).transpose()?.unwrap_or_default();
    let mut table = HEADER.to_owned();
    for (feature, weight) in weights(&articles, &dev, &arguments.recipe) {
        let _ = writeln!(table, "{feature}\t{:.0}", weight * 100.0);
    }
    fs::write(&arguments.out, &table)?;
    eprintln!("{} bytes in {} after {:.0} s", table.len(), arguments.out.display(), start.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}

/// What there is to learn of annotated articles, one JSON object a line. Quotations whose speaker the text does not
/// name, or that the candidates miss, teach nothing.
fn examples(path: &Path) -> io::Result<Vec<Answers<Arc<str>>>> {
    let (mut examples, mut missed) = (Vec::new(), 0);
    for article in annotated::articles(path)? {
        for example in of_article(&article) {
            if example.right.contains(&true) { examples.push(example) } else { missed += 1 }
        }
    }
    eprintln!("{}: {} quotations, and {missed} whose speaker is no candidate", path.display(), examples.len());
    Ok(examples)
}

fn of_article(article: &Annotated) -> Vec<Answers<Arc<str>>> {
    let span = article.spans();
    let said = article.quotations.iter().filter(|q| matches!(q.kind.as_str(), "direct" | "mixed"));
    let gold: HashMap<Span, Option<Span>> =
        said.filter_map(|q| Some((span(q.at)?, q.speaker.and_then(&span)))).collect();
    let layout = Layout::new(&article.text);
    let (quoted, _) = quotations::spans(&layout);
    let speakers: Vec<Option<Span>> = quoted.iter().map(|q| gold.get(&q.span).copied().flatten()).collect();
    let examples = quotations::examples(&layout, &quoted, &speakers).into_iter().filter_map(|example| {
        let quoted = quoted.get(example.quotation as usize)?;
        let said = gold.get(&quoted.span);
        if quoted.single || said.is_some_and(|speaker| speaker.is_none()) {
            return None;
        }
        let (mut features, mut right) = (vec![example.nobody], vec![said.is_none()]);
        for (_, of, is_right) in example.candidates {
            features.push(of);
            right.push(is_right);
        }
        Some(Answers { features, right })
    });
    examples.collect()
}

const HEADER: &str = "\
# Weights of the speaker model, in hundredths: feature, weight. Learnt from PolNeAR's annotation of news articles
# (speakers of quotations) by `scholiast train quotations`; no text of them is here. MIT OR Apache-2.0.
";
