//! `scholiast train quotations`: from annotated articles to the weights in `src/data/speaker_weights.tsv`.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, io};

use clap::Args;
use serde::Deserialize;

use super::random::Random;
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

/// How to learn. The defaults made the weights that are shipped.
#[derive(Args, Clone, Copy, Debug)]
struct Recipe {
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Passes over the data
    #[arg(long, default_value_t = 4)]
    epochs: usize,
    /// The first step size
    #[arg(long, default_value_t = 0.05)]
    rate: f64,
    /// How strongly weights are drawn to nothing
    #[arg(long, default_value_t = 0.01)]
    decay: f64,
    /// Features of fewer candidates than this are not learnt
    #[arg(long, default_value_t = 5)]
    rare: u32,
    /// Smaller weights are left out
    #[arg(long, default_value_t = 0.05)]
    least: f64,
}

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let start = Instant::now();
    let articles = examples(&arguments.data)?;
    let features = Features::of(&articles, arguments.recipe.rare);
    let mut train: Vec<Example> = articles.iter().map(|e| features.numbered(e)).collect();
    let dev = arguments.dev.as_deref().map(examples).transpose()?.unwrap_or_default();
    let dev: Vec<Example> = dev.iter().map(|e| features.numbered(e)).collect();
    let weights = learn(&mut train, &dev, features.names.len(), &arguments.recipe);
    let table = table(&features, &weights, arguments.recipe.least);
    fs::write(&arguments.out, &table)?;
    eprintln!("{} bytes in {} after {:.0} s", table.len(), arguments.out.display(), start.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}

/// The features of "nobody", then of each candidate, by name or by number, and which answers are right.
struct Answers<T> {
    features: Vec<Vec<T>>,
    right: Vec<bool>,
}

type Example = Answers<u32>;

#[derive(Deserialize)]
struct Annotated {
    text: String,
    quotations: Vec<AnnotatedQuotation>,
}

#[derive(Deserialize)]
struct AnnotatedQuotation {
    #[serde(flatten)]
    at: Range,
    kind: String,
    speaker: Option<Range>,
}

#[derive(Clone, Copy, Deserialize)]
struct Range {
    start: usize,
    end: usize,
}

/// What there is to learn of annotated articles, one JSON object a line. Quotations whose speaker the text does not
/// name, or that the candidates miss, teach nothing.
fn examples(path: &Path) -> io::Result<Vec<Answers<String>>> {
    let (mut examples, mut missed) = (Vec::new(), 0);
    for line in fs::read_to_string(path)?.lines() {
        let article: Annotated = serde_json::from_str(line)?;
        for example in of_article(&article) {
            if example.right.contains(&true) { examples.push(example) } else { missed += 1 }
        }
    }
    eprintln!("{}: {} quotations, and {missed} whose speaker is no candidate", path.display(), examples.len());
    Ok(examples)
}

fn of_article(article: &Annotated) -> Vec<Answers<String>> {
    let offsets: Vec<usize> = article.text.char_indices().map(|(i, _)| i).chain([article.text.len()]).collect();
    let span = |r: Range| Some(Span::new(*offsets.get(r.start)?, *offsets.get(r.end)?));
    let said = article.quotations.iter().filter(|q| matches!(q.kind.as_str(), "direct" | "mixed"));
    let gold: HashMap<Span, Option<Span>> =
        said.filter_map(|q| Some((span(q.at)?, q.speaker.and_then(span)))).collect();
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

/// The features that are frequent enough, sorted by name.
struct Features<'a> {
    names: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Features<'a> {
    fn of(examples: &'a [Answers<String>], rare: u32) -> Features<'a> {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for feature in examples.iter().flat_map(|e| &e.features).flatten() {
            *counts.entry(feature).or_default() += 1;
        }
        let mut names: Vec<&str> = counts.into_iter().filter(|(_, n)| *n >= rare).map(|(name, _)| name).collect();
        names.sort_unstable();
        let numbers = names.iter().enumerate().map(|(i, name)| (*name, i as u32)).collect();
        Features { names, numbers }
    }

    fn numbered(&self, example: &Answers<String>) -> Example {
        let number = |name: &String| self.numbers.get(name.as_str()).copied();
        let features = example.features.iter().map(|of| of.iter().filter_map(number).collect()).collect();
        Answers { features, right: example.right.clone() }
    }
}

/// Weights by stochastic gradient with a step size of its own for each (AdaGrad), averaged over all passes but the
/// first.
fn learn(train: &mut [Example], dev: &[Example], features: usize, recipe: &Recipe) -> Vec<f64> {
    let mut random = Random::new(recipe.seed);
    let mut weights = vec![0.0; features];
    let mut squares = vec![1e-8; features];
    let (mut sum, mut summed) = (vec![0.0; features], 0.0);
    for epoch in 0..recipe.epochs {
        random.shuffle(train);
        let mut loss = 0.0;
        for (step, example) in train.iter().enumerate() {
            if epoch > 0 && step % AVERAGED == 0 {
                sum.iter_mut().zip(&weights).for_each(|(sum, w)| *sum += w);
                summed += 1.0;
            }
            let p = probabilities(example, &weights);
            let right = right(example, &p);
            loss -= right.ln();
            for ((of, p), is_right) in example.features.iter().zip(&p).zip(&example.right) {
                let gradient = p - if *is_right { p / right } else { 0.0 };
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &feature in of {
                    let feature = feature as usize;
                    let gradient = gradient + recipe.decay * weights[feature];
                    squares[feature] += gradient * gradient;
                    weights[feature] -= recipe.rate * gradient / squares[feature].sqrt();
                }
            }
        }
        let average: Vec<f64> = if summed > 0.0 { sum.iter().map(|s| s / summed).collect() } else { weights.clone() };
        eprintln!("pass {epoch}: loss {:.4}{}", loss / train.len() as f64, measured(dev, &average));
    }
    sum.iter().map(|s| s / f64::max(summed, 1.0)).collect()
}

/// The average takes in the weights once in so many quotations.
const AVERAGED: usize = 400;

fn probabilities(example: &Example, weights: &[f64]) -> Vec<f64> {
    let scores: Vec<f64> = example.features.iter().map(|of| of.iter().map(|&f| weights[f as usize]).sum()).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let raised: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f64 = raised.iter().sum();
    raised.iter().map(|r| r / sum).collect()
}

/// The probability of all right answers.
fn right(example: &Example, p: &[f64]) -> f64 {
    p.iter().zip(&example.right).filter(|(_, right)| **right).map(|(p, _)| p).sum::<f64>().max(1e-12)
}

/// How weights do on other articles: the loss, right answers, and right answers among the sure ones.
fn measured(dev: &[Example], weights: &[f64]) -> String {
    if dev.is_empty() {
        return String::new();
    }
    let (mut loss, mut correct, mut sure, mut surely) = (0.0, 0, 0, 0);
    for example in dev {
        let p = probabilities(example, weights);
        loss -= right(example, &p).ln();
        let best = (0..p.len()).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(0);
        correct += usize::from(example.right[best]);
        sure += usize::from(p[best] >= 0.9);
        surely += usize::from(p[best] >= 0.9 && example.right[best]);
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    format!(
        "; measured: loss {:.4}, right {:.2} %, sure of {:.1} % and right there {:.2} %",
        loss / dev.len() as f64,
        share(correct, dev.len()),
        share(sure, dev.len()),
        share(surely, sure)
    )
}

/// The file: a weight a line, in hundredths.
fn table(features: &Features<'_>, weights: &[f64], least: f64) -> String {
    let mut table = HEADER.to_owned();
    for (name, weight) in features.names.iter().zip(weights).filter(|(_, w)| w.abs() >= least) {
        let _ = writeln!(table, "{name}\t{:.0}", weight * 100.0);
    }
    table
}

const HEADER: &str = "\
# Weights of the speaker model, in hundredths: feature, weight. Learnt from our annotation of news articles
# (speakers of quotations) by `scholiast train quotations`; no text of them is here. MIT OR Apache-2.0.
";
