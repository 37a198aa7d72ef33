//! How sure the recogniser must be of a name to report it: the table `src/data/name_thresholds.tsv`.

use std::fmt::Write;

use super::score::{Curves, f1};
use crate::read::EntityType;
use crate::read::names::model::labels::TYPES;

/// The thresholds that are tried.
fn steps() -> impl Iterator<Item = f32> {
    (4..39).map(|i| i as f32 * 0.025)
}

/// Where no threshold is precise enough.
const STRICTEST: f32 = 0.95;

/// F1 this far below the best is as good in articles: a few names more or less.
const EVEN: f64 = 0.3;

/// The table: of the thresholds that give a type the precision asked for, the least whose F1 is as good as the best. In
/// brief texts nothing is asked for, and the best is taken; types that `brief` has no names of are reported as in articles.
pub fn table(articles: &Curves, brief: &Curves) -> String {
    let mut out = String::from(HEADER);
    for (t, kind) in TYPES.iter().enumerate() {
        let in_article = threshold(articles, t, asked(*kind), EVEN).unwrap_or_else(|| {
            eprintln!("no threshold gives {} the precision asked for; {STRICTEST} is taken", kind.as_str());
            STRICTEST
        });
        let in_brief = threshold(brief, t, 0.0, 0.0).filter(|_| brief.there[t] > 0).unwrap_or(in_article);
        let precision = precision(articles.at(t, in_article));
        let _ = writeln!(out, "{}\t{in_article:.3}\t{in_brief:.3}\t{precision:.1}", kind.as_str());
    }
    out
}

fn threshold(curves: &Curves, kind: usize, asked: f64, even: f64) -> Option<f32> {
    let bars = steps().filter(|&bar| precision(curves.at(kind, bar)) >= asked);
    let bars: Vec<(f32, f64)> = bars.map(|bar| (bar, f1(curves.at(kind, bar)))).collect();
    let most = bars.iter().fold(0.0f64, |most, bar| most.max(bar.1));
    bars.iter().find(|bar| bar.1 >= most - even).map(|bar| bar.0)
}

fn precision([right, wrong, _]: [usize; 3]) -> f64 {
    100.0 * right as f64 / (right + wrong).max(1) as f64
}

/// Percent of the names shown that must be right.
fn asked(kind: EntityType) -> f64 {
    match kind {
        EntityType::Person => 98.0,
        EntityType::Organization => 95.0,
        _ => 0.0,
    }
}

const HEADER: &str = "\
# Names of which the recogniser is less sure than this are not reported: in articles, and in texts of a paragraph or two.
# Precision: of the names reported in the articles set aside from training, on which the thresholds were chosen, in
# percent. Written by `scholiast train names --measure --dev FILE --pooled FILE… --thresholds FILE`.
# origin: measured, licence: MIT OR Apache-2.0
# type\tthreshold\tin brief texts\tprecision
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_threshold_that_is_precise_enough_and_as_good_as_the_best() {
        // Persons: 98 % takes the wrong one at 0.5 out. Organisations: nothing is right. Places: all are.
        let mut articles = Curves { there: [2, 1, 2, 0, 0, 0, 0], ..Curves::default() };
        articles.points[0] = vec![(0.9, true), (0.8, true), (0.5, false)];
        articles.points[1] = vec![(0.9, false)];
        articles.points[2] = vec![(0.9, true), (0.4, true)];
        // In brief texts a wrong person is worth two right ones.
        let mut brief = Curves { there: [3, 0, 0, 0, 0, 0, 0], ..Curves::default() };
        brief.points[0] = vec![(0.9, true), (0.5, false), (0.4, true), (0.4, true)];
        let table = table(&articles, &brief);
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).take(3).collect();
        let expected = ["person\t0.525\t0.100\t100.0", "organization\t0.950\t0.950\t0.0", "place\t0.100\t0.100\t100.0"];
        assert_eq!(rows, expected);
    }
}
