//! `scholiast train quotations`: from annotated articles to the weights in `src/data/speaker_weights.tsv`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use std::{fs, io};

use clap::Args;

use super::annotated::{self, Annotated, Attribution};
use super::loglinear::{Answers, Recipe, weights};
use crate::read::{Context, Layout, Mention, Reader, quotations};
use crate::text::Span;

/// Learn who speaks a quotation from annotated articles, and write the weights
///
/// The same data and seed give the same file, byte for byte. With --dev alone, the weights that the program was built
/// with are measured: a quotation is found if four fifths of both spans are common, and its speaker is right if the
/// spans meet, or one of the entity's mentions meets the annotated one.
#[derive(Args)]
pub struct Arguments {
    /// Annotated articles, in the scorer's form
    #[arg(long, value_name = "FILE", required_unless_present = "dev")]
    data: Option<PathBuf>,
    /// The weights to write
    #[arg(long, value_name = "FILE", default_value = "src/data/speaker_weights.tsv")]
    out: PathBuf,
    /// Annotated articles to measure on
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    /// Weights to measure, in place of those that the program was built with
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    weights: Option<PathBuf>,
    #[command(flatten)]
    recipe: Recipe,
}

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if let Some(weights) = &arguments.weights {
        quotations::use_speaker_weights(fs::read_to_string(weights)?);
    }
    let start = Instant::now();
    let Some(data) = &arguments.data else {
        return arguments.dev.as_deref().map_or(Ok(ExitCode::FAILURE), measure);
    };
    let articles = examples(data)?;
    let dev = arguments.dev.as_deref().map(examples).transpose()?.unwrap_or_default();
    let table = learn(&articles, &dev, &arguments.recipe);
    fs::write(&arguments.out, &table)?;
    eprintln!("{} bytes in {} after {:.0} s", table.len(), arguments.out.display(), start.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}

/// The table of weights.
pub(super) fn learn(train: &[Answers<Arc<str>>], dev: &[Answers<Arc<str>>], recipe: &Recipe) -> String {
    let rows = weights(train, dev, recipe).into_iter().map(|(name, weight)| format!("{name}\t{:.0}\n", weight * 100.0));
    HEADER.to_owned() + &rows.collect::<String>()
}

/// What there is to learn of annotated articles, one JSON object a line. Quotations whose speaker the text does not
/// name, or that the candidates miss, teach nothing.
fn examples(path: &Path) -> io::Result<Vec<Answers<Arc<str>>>> {
    let (mut examples, mut missed) = (Vec::new(), 0);
    for article in annotated::articles(path)? {
        for example in lessons(&article) {
            if example.right.contains(&true) { examples.push(example) } else { missed += 1 }
        }
    }
    eprintln!("{}: {} quotations, and {missed} whose speaker is no candidate", path.display(), examples.len());
    Ok(examples)
}

/// The quotations of an article.
pub(super) fn lessons(article: &Annotated) -> Vec<Answers<Arc<str>>> {
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

/// What the program finds, beside what is annotated.
fn measure(path: &Path) -> io::Result<ExitCode> {
    let (mut there, mut named, mut found, mut met, mut right) = (0, 0, 0, 0, 0);
    // Of each quotation with a speaker, where the annotation does not leave the speaker open: is it right?
    let mut sure: Vec<(f32, bool)> = Vec::new();
    for article in annotated::articles(path)? {
        let span = article.spans();
        let said = |q: &&Attribution| matches!(q.kind.as_str(), "direct" | "mixed");
        let gold = article.quotations.iter().filter(said);
        let gold: Vec<(Span, Option<Span>)> =
            gold.filter_map(|q| Some((span(q.at)?, q.speaker.and_then(&span)))).collect();
        let findings = Reader::new().read(&article.text, &Context::default());
        there += gold.len();
        named += gold.iter().filter(|g| g.1.is_some()).count();
        for quotation in findings.quotations.iter().filter(|q| q.kind.is_statement() && q.inside.is_none()) {
            let known = gold.iter().find(|g| is_found(g.0, quotation.span));
            let speaker = known.and_then(|g| g.1);
            let is_right = speaker.zip(quotation.speaker).is_some_and(|(gold, speaker)| {
                let same = |m: &&Mention| Some(m.entity) == speaker.entity && m.span.overlaps(gold);
                speaker.span.overlaps(gold) || findings.mentions.iter().any(|m| same(&m))
            });
            found += 1;
            met += usize::from(known.is_some());
            right += usize::from(is_right);
            if quotation.speaker.is_some() && known.is_none_or(|g| g.1.is_some()) {
                sure.push((quotation.confidence, is_right));
            }
        }
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let line = |what: &str, right: usize, there: usize| {
        let (p, r) = (share(right, found), share(right, there));
        println!("{what}: precision {p:.2}, recall {r:.2}, F1 {:.2}", 2.0 * p * r / (p + r).max(1e-9));
    };
    line("quotations", met, there);
    line("quotations with their speakers", right, named);
    for bar in [0.0, 0.5, 0.7, 0.8, 0.9, 0.95] {
        let surer: Vec<bool> = sure.iter().filter(|s| s.0 >= bar).map(|s| s.1).collect();
        let right = surer.iter().filter(|right| **right).count();
        let (covered, right) = (share(surer.len(), sure.len()), share(right, surer.len()));
        println!("at {bar:.2}: {covered:.1} % of the quotations, {right:.1} % of the speakers right");
    }
    Ok(ExitCode::SUCCESS)
}

/// Four fifths of both spans are common.
fn is_found(gold: Span, span: Span) -> bool {
    let common = gold.common(span);
    f64::from(common) >= 0.8 * f64::from(gold.len().max(span.len()) as u32)
}

const HEADER: &str = "\
# Weights of the speaker model, in hundredths: feature, weight. Learnt from PolNeAR's annotation of news articles
# (speakers of quotations) by `scholiast train quotations`; no text of them is here. MIT OR Apache-2.0.
";
