//! Learning the weights of a log-linear model over the answers to a question.

use std::collections::HashMap;
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::random::Random;

/// How to learn. The defaults made the weights of speakers that are shipped.
#[derive(Args, Clone, Copy, Debug)]
pub struct Recipe {
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Learn so many times, each time from another order of the data, and take the mean of the weights
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..))]
    pub orders: u64,
    /// Passes over the data
    #[arg(long, default_value_t = 6)]
    pub epochs: usize,
    /// The first step size
    #[arg(long, default_value_t = 0.05)]
    pub rate: f64,
    /// How strongly weights are drawn to nothing
    #[arg(long, default_value_t = 0.01)]
    pub decay: f64,
    /// Features of fewer candidates than this are not learnt
    #[arg(long, default_value_t = 8)]
    pub rare: u32,
    /// Smaller weights are left out
    #[arg(long, default_value_t = 0.05)]
    pub least: f64,
}

/// The features of "none of them", then of each candidate, by name or by number, and which answers are right.
pub struct Answers<T> {
    pub features: Vec<Vec<T>>,
    pub right: Vec<bool>,
}

type Example = Answers<u32>;

/// The features that are frequent enough, sorted by name.
struct Features<'a> {
    names: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Features<'a> {
    fn of(examples: &'a [Answers<Arc<str>>], rare: u32) -> Features<'a> {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for feature in examples.iter().flat_map(|e| &e.features).flatten() {
            *counts.entry(feature).or_default() += 1;
        }
        let mut names: Vec<&str> = counts.into_iter().filter(|(_, n)| *n >= rare).map(|(name, _)| name).collect();
        names.sort_unstable();
        let numbers = names.iter().enumerate().map(|(i, name)| (*name, i as u32)).collect();
        Features { names, numbers }
    }

    fn numbered(&self, example: &Answers<Arc<str>>) -> Example {
        let number = |name: &Arc<str>| self.numbers.get(&**name).copied();
        let features = example.features.iter().map(|of| of.iter().filter_map(number).collect()).collect();
        Answers { features, right: example.right.clone() }
    }
}

/// Learn from examples and measure on others. The weights that are great enough, by feature.
pub fn weights<'a>(train: &'a [Answers<Arc<str>>], dev: &[Answers<Arc<str>>], recipe: &Recipe) -> Vec<(&'a str, f64)> {
    let features = Features::of(train, recipe.rare);
    let numbered = |examples: &[Answers<Arc<str>>]| examples.iter().map(|e| features.numbered(e)).collect::<Vec<_>>();
    let (train, dev, count) = (numbered(train), numbered(dev), features.names.len());
    // What is learnt last weighs most: the order of the data should not.
    let learnt: Vec<Vec<f64>> = (recipe.seed..recipe.seed + recipe.orders)
        .into_par_iter()
        .map(|seed| learn(&train, count, &Recipe { seed, ..*recipe }))
        .collect();
    let mean = |i: usize| learnt.iter().map(|weights| weights[i]).sum::<f64>() / recipe.orders as f64;
    // What is left out is not measured either.
    let kept = |w: f64| if w.abs() < recipe.least { 0.0 } else { w };
    let weights: Vec<f64> = (0..count).map(mean).map(kept).collect();
    eprintln!("loss {:.4}{}", loss(&train, &weights), measured(&dev, &weights));
    features.names.into_iter().zip(weights).filter(|(_, w)| *w != 0.0).collect()
}

/// Weights by stochastic gradient with a step size of its own for each (AdaGrad), averaged over all passes but the
/// first.
fn learn(train: &[Example], features: usize, recipe: &Recipe) -> Vec<f64> {
    let mut random = Random::new(recipe.seed);
    let mut train: Vec<&Example> = train.iter().collect();
    let mut weights = vec![0.0; features];
    let mut squares = vec![1e-8; features];
    let (mut sum, mut summed) = (vec![0.0; features], 0.0);
    for epoch in 0..recipe.epochs {
        random.shuffle(&mut train);
        for (step, example) in train.iter().enumerate() {
            if epoch > 0 && step % AVERAGED == 0 {
                sum.iter_mut().zip(&weights).for_each(|(sum, w)| *sum += w);
                summed += 1.0;
            }
            let p = probabilities(example, &weights);
            let right = right(example, &p);
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
    }
    if summed > 0.0 { sum.iter().map(|s| s / summed).collect() } else { weights }
}

/// The average takes in the weights once in so many examples.
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

/// The mean loss.
fn loss(examples: &[Example], weights: &[f64]) -> f64 {
    let loss = |e| -right(e, &probabilities(e, weights)).ln();
    examples.iter().map(loss).sum::<f64>() / examples.len().max(1) as f64
}

/// How weights do on other articles: the loss, right answers, and right answers among the sure ones.
fn measured(dev: &[Example], weights: &[f64]) -> String {
    if dev.is_empty() {
        return String::new();
    }
    let (mut correct, mut sure, mut surely) = (0, 0, 0);
    for example in dev {
        let p = probabilities(example, weights);
        let best = (0..p.len()).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(0);
        correct += usize::from(example.right[best]);
        sure += usize::from(p[best] >= 0.9);
        surely += usize::from(p[best] >= 0.9 && example.right[best]);
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    format!(
        "; measured: loss {:.4}, right {:.2} %, sure of {:.1} % and right there {:.2} %",
        loss(dev, weights),
        share(correct, dev.len()),
        share(sure, dev.len()),
        share(surely, sure)
    )
}
