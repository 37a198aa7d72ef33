//! `scholiast train reported`: from annotated articles to the weights in `src/data/reported.bin`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use std::{fs, io};

use clap::Args;

use super::annotated::{self, Annotated, Attribution};
use super::loglinear::{Answers, Recipe, weights};
use crate::read::{Layout, quotations};
use crate::text::Span;

/// Learn what verbs of saying report, and write the weights
///
/// The same data and seed give the same file, byte for byte. With --dev alone, the weights that the program was built
/// with are measured: content is found if more than half of both stretches is common.
#[derive(Args)]
pub struct Arguments {
    /// Annotated articles, in the scorer's form
    #[arg(long, value_name = "FILE", required_unless_present = "dev")]
    data: Option<PathBuf>,
    /// The weights to write
    #[arg(long, value_name = "FILE", default_value = "src/data/reported.bin")]
    out: PathBuf,
    /// Annotated articles to measure on
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    /// Weights to measure, in place of those that the program was built with
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    weights: Option<PathBuf>,
    /// Print so many errors, at the confidence from which on it is shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// How the weights that are shipped were learnt.
const RECIPE: Recipe = Recipe { seed: 1, orders: 1, epochs: 10, rate: 0.05, decay: 0.003, rare: 16, least: 0.1 };

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if let Some(weights) = &arguments.weights {
        quotations::use_reported_weights(fs::read(weights)?);
    }
    let start = Instant::now();
    let Some(data) = &arguments.data else {
        return arguments.dev.as_deref().map_or(Ok(ExitCode::FAILURE), |dev| measure(dev, arguments.errors));
    };
    let train = examples(data)?;
    let dev = arguments.dev.as_deref().map(examples).transpose()?.unwrap_or_default();
    let table = quotations::reported_weights(weights(&train, &dev, &RECIPE));
    fs::write(&arguments.out, &table)?;
    eprintln!("{} bytes in {} after {:.0} s", table.len(), arguments.out.display(), start.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}

/// What there is to learn, one question a verb of saying. Content that is no stretch of its sentence teaches nothing.
fn examples(path: &Path) -> io::Result<Vec<Answers<Arc<str>>>> {
    let (mut examples, mut exact, mut near, mut missed) = (Vec::new(), 0, 0, 0);
    for article in annotated::articles(path)? {
        let layout = Layout::new(&article.text);
        let (quoted, _) = quotations::spans(&layout);
        let gold = gold(&article);
        for example in quotations::reported_examples(&layout, &quoted) {
            let gold: Vec<Span> = gold.iter().filter(|g| g.cue.contains(example.cue.start)).map(|g| g.span).collect();
            let spans: Vec<Span> = example.stretches.iter().map(|(span, _)| words(&article.text, *span)).collect();
            let mut right: Vec<bool> = spans.iter().map(|span| gold.contains(span)).collect();
            if !gold.is_empty() && !right.contains(&true) {
                let overlap = |span: Span| gold.iter().map(|g| overlap(*g, span)).fold(0.0, f64::max);
                let all = spans.iter().map(|span| overlap(*span)).enumerate();
                let Some((best, _)) = all.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, o)| *o > 0.5) else {
                    missed += 1;
                    continue;
                };
                right[best] = true;
                near += 1;
            } else if !gold.is_empty() {
                exact += 1;
            }
            let features = std::iter::once(example.nothing).chain(example.stretches.into_iter().map(|s| s.1)).collect();
            let right = std::iter::once(gold.is_empty()).chain(right).collect();
            examples.push(Answers { features, right });
        }
    }
    eprintln!("{}: {} cues; content exact {exact}, near {near}, missed {missed}", path.display(), examples.len());
    Ok(examples)
}

/// Reported content, and its cue.
struct Gold {
    span: Span,
    cue: Span,
}

/// What is reported, by its cue. Content around the clause of its cue counts as two pieces.
fn gold(article: &Annotated) -> Vec<Gold> {
    let (span, text) = (article.spans(), article.text.as_str());
    let reported = |a: &&Attribution| matches!(a.kind.as_str(), "indirect" | "mixed");
    let mut out = Vec::new();
    for attribution in article.attributions.iter().filter(reported) {
        let (Some(content), Some(cue)) = (span(attribution.at), attribution.cue.and_then(&span)) else { continue };
        let speaker = attribution.speaker.and_then(&span).unwrap_or(cue);
        let clause = if content.covers(speaker) { speaker.join(cue) } else { cue };
        let pieces = match content.covers(cue) {
            true => [
                Span { start: content.start, end: clause.start.max(content.start) },
                Span { start: clause.end.min(content.end), end: content.end },
            ],
            false => [content, Span::default()],
        };
        let pieces = pieces.map(|piece| words(text, piece)).into_iter();
        out.extend(pieces.filter(|p| p.len() > 3).map(|span| Gold { span, cue }));
    }
    out
}

/// A stretch from its first letter or digit to its last.
fn words(text: &str, span: Span) -> Span {
    let of = span.of(text);
    let start = of.find(char::is_alphanumeric).unwrap_or(of.len());
    let end = of.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(start, |(i, c)| i + c.len_utf8());
    Span::new(start, end).shift(span.start)
}

/// How much of two stretches is common.
fn overlap(a: Span, b: Span) -> f64 {
    let common = a.common(b);
    f64::from(common) / a.join(b).len().max(1) as f64
}

/// Precision, recall and F1 of the program's weights on speech: what is reported by a verb of saying.
fn measure(path: &Path, errors: usize) -> io::Result<ExitCode> {
    let articles = annotated::articles(path)?;
    for sure in [0.3, 0.4, 0.5, quotations::SHOWN, 0.6, 0.7, 0.8, 0.9] {
        let mut errors = if sure == quotations::SHOWN { errors } else { 0 };
        let (mut found, mut right, mut exact, mut there, mut met) = (0, 0, 0, 0, 0);
        for article in &articles {
            let layout = Layout::new(&article.text);
            let (quoted, _) = quotations::spans(&layout);
            let marked = |s: Span| quoted.iter().any(|q| words(&article.text, q.span).covers(s));
            let mut gold = gold(article);
            gold.retain(|g| !marked(g.span) && quotations::is_speech(g.cue.of(&article.text)));
            let found_here = quotations::reported_spans(&layout, &quoted, sure).into_iter();
            let spans: Vec<Span> = found_here.map(|s| words(&article.text, s)).filter(|s| !marked(*s)).collect();
            found += spans.len();
            right += spans.iter().filter(|s| gold.iter().any(|g| overlap(g.span, **s) > 0.5)).count();
            exact += spans.iter().filter(|s| gold.iter().any(|g| g.span == **s)).count();
            there += gold.len();
            met += gold.iter().filter(|g| spans.iter().any(|s| overlap(g.span, *s) > 0.5)).count();
            let text = article.text.as_str();
            for missed in gold.iter().filter(|g| !spans.iter().any(|s| overlap(g.span, *s) > 0.5)).take(errors) {
                println!("missed   {:?}: {:?}", missed.cue.of(text), missed.span.of(text));
                errors -= 1;
            }
            for spurious in spans.iter().filter(|s| !gold.iter().any(|g| overlap(g.span, **s) > 0.5)).take(errors) {
                println!("spurious {:?}", spurious.of(text));
                errors -= 1;
            }
        }
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        let (p, r) = (share(right, found), share(met, there));
        println!(
            "at {sure:.2}: {found} found of {there}; precision {p:.1}, recall {r:.1}, F1 {:.1}; to the word {:.1}",
            2.0 * p * r / (p + r).max(1e-9),
            share(exact, found)
        );
    }
    Ok(ExitCode::SUCCESS)
}
