//! `scholiast train names`: from annotated texts to the weights in `src/data/names.bin`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, io, thread};

use clap::Args;

use super::corpus::{self, Article, Guideline, Kind};
use super::crf::{self, Learnt, Options, Sequence};
use super::features::Features;
use super::score::Curves;
use super::{calibrate, lists, score, swap, thresholds};
use crate::read::Layout;
use crate::read::names::model::context::Memory;
use crate::read::names::model::decoder::{Scores, Steps};
use crate::read::names::model::feature::{Brief, REACH, look_around, of_place, of_word};
use crate::read::names::model::labels::{Found, LABELS, OUTSIDE, ROW, label, spell};
use crate::read::names::model::piece::{Piece, pieces};
use crate::read::names::model::table::{self, WordTable};
use crate::read::names::model::trained::{Trained, open_runs, settled};
use crate::read::names::model::weights::{self, Calibration, Parts, Table, Weights};
use crate::read::names::model::word::Word;

/// Learn to find names from annotated articles, and write the weights
///
/// The same data and seed give the same file, byte for byte.
#[derive(Args)]
pub struct Arguments {
    /// The folder with news.jsonl and the .conll files
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The weights to write
    #[arg(long, value_name = "FILE", default_value = "src/data/names.bin")]
    out: PathBuf,
    /// Annotated articles to measure on, in the scorer's form; may be repeated
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// The same, with the score of all these together at the end
    #[arg(long, value_name = "FILE")]
    pooled: Vec<PathBuf>,
    #[command(flatten)]
    recipe: Recipe,
    /// Do not learn: measure the weights that are there
    #[arg(long)]
    measure: bool,
    /// Write the table of thresholds that does best on the first measured file, and on the brief texts of all pooled
    #[arg(long, value_name = "FILE", requires = "dev")]
    thresholds: Option<PathBuf>,
    /// Print what each threshold of confidence gives
    #[arg(long)]
    curves: bool,
    /// Print so many errors of each measured file
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// How to learn. The defaults made the weights that are shipped.
#[derive(Args, Clone, Copy, Debug)]
pub struct Recipe {
    #[arg(long, default_value_t = Recipe::default().seed)]
    pub seed: u64,
    /// Passes over the data
    #[arg(long, default_value_t = Recipe::default().epochs)]
    pub epochs: usize,
    /// log2 of the numbers that features are hashed to
    #[arg(long, default_value_t = Recipe::default().rows)]
    pub rows: u32,
    /// Features that the data holds less often have no weights
    #[arg(long, default_value_t = Recipe::default().least)]
    pub least: u32,
    /// So many features have weights
    #[arg(long, default_value_t = Recipe::default().most)]
    pub most: usize,
    /// The first step size
    #[arg(long, default_value_t = Recipe::default().rate)]
    pub rate: f32,
    /// The share of features left out of a piece, at random
    #[arg(long, default_value_t = Recipe::default().dropout)]
    pub dropout: f32,
    /// What is left of a weight after a pass
    #[arg(long, default_value_t = Recipe::default().keep)]
    pub keep: f32,
    /// How much more than by itself what is annotated by other guidelines counts
    #[arg(long, default_value_t = Recipe::default().others)]
    pub others: f32,
    /// Parts the data is cut into, so that the second pass learns from labels of texts the first has not seen
    #[arg(long, default_value_t = Recipe::default().folds)]
    pub folds: usize,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe {
            seed: 1,
            epochs: 5,
            rows: 21,
            least: 2,
            most: 200_000,
            rate: 0.06,
            dropout: 0.15,
            keep: 0.98,
            others: 1.5,
            folds: 2,
        }
    }
}

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let start = Instant::now();
    let model = if arguments.measure {
        fs::read(&arguments.out)?
    } else {
        let mut articles = corpus::training(&arguments.data)?;
        for article in articles.iter_mut().filter(|a| a.guideline != Guideline::Ours) {
            article.weight *= arguments.recipe.others;
        }
        let rewritten = corpus::rewritten(&articles);
        articles.extend(swap::swapped(&articles, arguments.recipe.seed));
        articles.extend(rewritten);
        let model = train(&articles, &arguments.recipe);
        fs::write(&arguments.out, &model)?;
        eprintln!("{} bytes in {} after {:.0} s", model.len(), arguments.out.display(), start.elapsed().as_secs_f32());
        model
    };
    let trained = self::trained(model).ok_or_else(|| {
        let what = "no weights of this version of the program; leave --measure out to learn them";
        io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", arguments.out.display()))
    })?;
    let mut articles = None;
    for path in &arguments.dev {
        let report = score::report(trained, path, arguments.errors, arguments.curves)?;
        articles.get_or_insert(report.article);
    }
    let mut pooled = [0; 3];
    let mut brief = Curves::default();
    for path in &arguments.pooled {
        let report = score::report(trained, path, arguments.errors, arguments.curves)?;
        pooled = std::array::from_fn(|i| pooled[i] + report.core[i]);
        brief.add(report.brief);
    }
    if let (Some(table), Some(articles)) = (&arguments.thresholds, &articles) {
        fs::write(table, thresholds::table(articles, &brief))?;
    }
    if !arguments.pooled.is_empty() {
        println!("pooled             core {:.2}", score::f1(pooled));
    }
    Ok(ExitCode::SUCCESS)
}

/// A recogniser from the bytes of a weights file; None if it is not one of this version. They are never given back.
pub(super) fn trained(file: Vec<u8>) -> Option<&'static Trained> {
    let weights = Weights::new(file.leak())?;
    Some(Box::leak(Box::new(Trained { weights, words: crate::read::names::model::word_table() })))
}

/// A paragraph of the training data.
struct Paragraph {
    article: usize,
    /// Copies of an article share its number: they are held out together.
    origin: u64,
    /// Of an article that our guideline was read for, not of a copy.
    ours: bool,
    words: Vec<Brief>,
    sequence: Sequence,
}

/// log2 of the numbers that features of the second pass are hashed to.
const CONTEXT_ROWS: u32 = 16;

pub(super) fn train(articles: &[Article], recipe: &Recipe) -> Vec<u8> {
    let packed: &'static [u8] = lists::build().leak();
    let tables = Tables {
        words: crate::read::names::model::word_table(),
        lists: table::Lists::new(packed).expect("a table that was just packed"),
        mask: (1 << recipe.rows) - 1,
    };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut misfits = 0;
    for (a, article) in articles.iter().enumerate() {
        tables.paragraphs(a, article, &mut paragraphs, &mut misfits);
    }
    let pieces: usize = paragraphs.iter().map(|p| p.words.len()).sum();
    let features: usize = paragraphs.iter().map(|p| p.sequence.features.len()).sum();
    eprintln!(
        "{} articles, {} paragraphs, {pieces} pieces, {features} features, {misfits} names that begin or end inside a piece",
        articles.len(),
        paragraphs.len()
    );
    let flat = [[0.0; ROW]; ROW];
    let options = Options {
        rows: 0,
        epochs: recipe.epochs,
        rate: recipe.rate,
        dropout: recipe.dropout,
        keep: recipe.keep,
        seed: recipe.seed,
    };
    let kept = {
        let mut sequences: Vec<&mut Sequence> = paragraphs.iter_mut().map(|p| &mut p.sequence).collect();
        let frequent = Features::frequent(&mut sequences, recipe.rows, recipe.least);
        eprintln!("{} of the features are frequent", frequent.0.len());
        frequent.telling(&mut sequences, &flat, Options { epochs: CHOOSING, ..options }, recipe.most)
    };
    let options = Options { rows: kept.0.len(), ..options };
    let (whole, held_out) = thread::scope(|scope| {
        let rest = scope.spawn(|| held_out(&paragraphs, &flat, options, recipe));
        let all: Vec<&Sequence> = paragraphs.iter().map(|p| &p.sequence).collect();
        let whole = crf::train(&all, &flat, options, true);
        (whole, rest.join().expect("a fold to be trained"))
    });
    let context = context(&paragraphs, held_out, articles.len(), &whole.steps, recipe.seed);
    let (local_scale, local_rows) = quantise(&whole.rows);
    let (context_scale, context_rows) = quantise(&context.learnt.rows);
    weights::pack(&Parts {
        local: Table { log2: recipe.rows, features: &kept.0, rows: &local_rows, scale: local_scale },
        steps: &whole.steps,
        context: Table { log2: CONTEXT_ROWS, features: &context.features.0, rows: &context_rows, scale: context_scale },
        context_steps: &context.learnt.steps,
        lists: packed,
        calibration: context.calibration,
    })
}

/// Passes over the data to see which features tell.
const CHOOSING: usize = 2;

/// First-pass scores of every paragraph, from weights that have not seen its article, and those weights' steps.
fn held_out(
    paragraphs: &[Paragraph],
    flat: &[Scores; ROW],
    options: Options,
    recipe: &Recipe,
) -> Vec<(Vec<Scores>, Box<[Scores; ROW]>)> {
    let folds = recipe.folds.max(2);
    let mut out: Vec<_> = paragraphs.iter().map(|_| (Vec::new(), Box::new(*flat))).collect();
    for fold in 0..folds {
        let others: Vec<&Sequence> =
            paragraphs.iter().filter(|p| p.origin as usize % folds != fold).map(|p| &p.sequence).collect();
        let options = Options { epochs: options.epochs.min(6), seed: options.seed + 1 + fold as u64, ..options };
        let learnt = crf::train(&others, flat, options, false);
        for (p, slot) in paragraphs.iter().zip(&mut out).filter(|(p, _)| p.origin as usize % folds == fold) {
            *slot = (learnt.scores(&p.sequence), learnt.steps.clone());
        }
    }
    out
}

struct Context {
    features: Features,
    learnt: Learnt,
    calibration: [Calibration; 7],
}

/// Learn the second pass from what the first makes of articles it has not seen.
fn context(
    paragraphs: &[Paragraph],
    held_out: Vec<(Vec<Scores>, Box<[Scores; ROW]>)>,
    articles: usize,
    steps: &[Scores; ROW],
    seed: u64,
) -> Context {
    let labels: Vec<Vec<u8>> = paragraphs
        .iter()
        .zip(&held_out)
        .map(|(p, (scores, steps))| {
            let steps = Steps::new(steps);
            let mut labels = vec![OUTSIDE; p.words.len()];
            let (mut best, mut ways) = (Vec::new(), Vec::new());
            let settled = settled(&p.words, scores);
            for (from, to) in open_runs(&p.words, |i| settled[i]) {
                steps.best(&scores[from..to], &mut ways, &mut best);
                labels[from..to].copy_from_slice(&best);
            }
            labels
        })
        .collect();
    let mut memories: Vec<Memory> = (0..articles).map(|_| Memory::default()).collect();
    for (p, labels) in paragraphs.iter().zip(&labels) {
        memories[p.article].add(&p.words, labels);
    }
    for p in paragraphs {
        memories[p.article].add_small(&p.words);
    }
    let mask = (1u64 << CONTEXT_ROWS) - 1;
    let mut sequences: Vec<Sequence> = paragraphs
        .iter()
        .zip(&labels)
        .zip(held_out)
        .map(|((p, labels), (scores, _))| {
            let mut each: Vec<Vec<u32>> = vec![Vec::new(); p.words.len()];
            memories[p.article].features(&p.words, labels, |i, f| each[i].push((f & mask) as u32));
            let mut sequence = Sequence {
                features: Vec::new(),
                ends: Vec::new(),
                allowed: p.sequence.allowed.clone(),
                given: Some(scores),
                weight: p.sequence.weight,
            };
            for features in each {
                sequence.features.extend(features);
                sequence.ends.push(sequence.features.len() as u32);
            }
            sequence
        })
        .collect();
    let features = Features::frequent(&mut sequences.iter_mut().collect::<Vec<_>>(), CONTEXT_ROWS, 1);
    let options = Options { rows: features.0.len(), epochs: 5, rate: 0.03, dropout: 0.1, keep: 1.0, seed };
    let all: Vec<&Sequence> = sequences.iter().collect();
    let learnt = crf::train(&all, steps, options, true);
    let whole = sequences.iter().zip(paragraphs).filter(|(_, p)| p.ours).map(|(s, _)| s);
    let calibration = calibrate::fit(whole, &learnt);
    Context { features, learnt, calibration }
}

/// Weights as int8, and what one step of them is worth.
fn quantise(weights: &[f32]) -> (f32, Vec<i8>) {
    let most = weights.iter().fold(0.0f32, |m, w| m.max(w.abs()));
    let scale = (most / 127.0).clamp(1e-6, 0.03);
    (scale, weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8).collect())
}

struct Tables {
    words: &'static WordTable,
    lists: table::Lists,
    mask: u64,
}

impl Tables {
    fn paragraphs(&self, index: usize, article: &Article, out: &mut Vec<Paragraph>, misfits: &mut usize) {
        let layout = Layout::new(&article.text);
        for paragraph in &layout.paragraphs {
            let base = paragraph.span.start;
            let shift = |span: crate::text::Span| crate::text::Span { start: span.start - base, end: span.end - base };
            let text = paragraph.span.of(&article.text);
            let tokens: Vec<_> = layout
                .tokens_in(paragraph.tokens)
                .iter()
                .map(|t| crate::text::Token { span: shift(t.span), ..*t })
                .collect();
            let sentences: Vec<_> = layout.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize]
                .iter()
                .map(|s| shift(s.span))
                .collect();
            let pieces = pieces(text, &tokens, &sentences);
            let words: Vec<Word> =
                pieces.iter().map(|p| Word::new(p.span.of(text), p.kind, self.words, &self.lists)).collect();
            let mut briefs: Vec<Brief> = words.iter().zip(&pieces).map(|(w, p)| Brief::new(w).at(p)).collect();
            look_around(&mut briefs, &self.lists);
            let mut sequence = Sequence {
                features: Vec::new(),
                ends: Vec::new(),
                allowed: allowed(article, base as usize, &pieces, misfits),
                given: None,
                weight: article.weight,
            };
            for i in 0..pieces.len() {
                let mut add = |f: u64| sequence.features.push((f & self.mask) as u32);
                for offset in -REACH..=REACH {
                    if let Some(w) = i.checked_add_signed(offset).and_then(|j| words.get(j)) {
                        of_word(w, offset, &mut add);
                    }
                }
                of_place(&briefs, i, &mut add);
                sequence.ends.push(sequence.features.len() as u32);
            }
            out.push(Paragraph {
                article: index,
                origin: article.origin(),
                ours: article.guideline == Guideline::Ours && article.weight >= 1.0,
                words: briefs,
                sequence,
            });
        }
    }
}

/// The labels that the annotators leave open for each piece.
fn allowed(article: &Article, base: usize, pieces: &[Piece], misfits: &mut usize) -> Vec<u32> {
    // The types that others' guidelines know by no name of their own.
    const OTHERS: std::ops::Range<usize> = 3..7;
    let outside = 1u32 << OUTSIDE;
    let any_other: u32 = OTHERS.flat_map(|t| (0..4).map(move |part| 1u32 << label(t, part))).sum();
    let background = match article.guideline {
        Guideline::Core => outside | any_other,
        Guideline::Ours | Guideline::WithMisc => outside,
    };
    let mut out = vec![background; pieces.len()];
    for &(start, end, kind) in &article.names {
        let from = pieces.partition_point(|p| base + p.span.end as usize <= start);
        let to = pieces.partition_point(|p| base + (p.span.start as usize) < end);
        if from >= to {
            continue;
        }
        *misfits += usize::from(
            base + pieces[from].span.start as usize != start || base + pieces[to - 1].span.end as usize != end,
        );
        let len = to - from;
        let kinds = match kind {
            Kind::Known(t) => t..t + 1,
            Kind::Misc => OTHERS,
        };
        for t in kinds.clone() {
            for (i, l) in spell(&[Found { from: 0, to: len, kind: t }], len).into_iter().enumerate() {
                let slot = &mut out[from + i];
                *slot = if t == kinds.start { 1 << l } else { *slot | 1 << l };
            }
        }
        if kind == Kind::Misc {
            out[from..to].iter_mut().for_each(|a| *a |= outside);
        }
    }
    debug_assert!(out.iter().all(|a| *a != 0 && *a < 1 << LABELS));
    out
}
