//! How sure the recogniser must be of a name to report it: the table `src/data/name_thresholds.tsv`.

use std::fmt::Write;

use super::score::{Report, f1};
use crate::read::EntityType;
use crate::read::names::model::labels::TYPES;

/// The thresholds that are tried.
fn steps() -> impl Iterator<Item = f32> {
    (12..39).map(|i| i as f32 * 0.025)
}

/// Where no threshold is precise enough.
const STRICTEST: f32 = 0.95;

/// F1 this far below the best is as good: a few names more or less.
const EVEN: f64 = 0.3;

/// The table: of the thresholds that give a type the precision asked for, the least whose F1 is as good as the best.
pub fn table(report: &Report) -> String {
    let mut out = String::from(HEADER);
    for ((kind, points), there) in TYPES.iter().zip(&report.points).zip(report.there) {
        let at = |bar: f32| {
            let shown = points.iter().filter(|p| p.0 >= bar).count();
            let right = points.iter().filter(|p| p.0 >= bar && p.1).count();
            [right, shown - right, there.saturating_sub(right)]
        };
        let precision = |[right, wrong, _]: [usize; 3]| 100.0 * right as f64 / (right + wrong).max(1) as f64;
        let bars = steps().filter(|&bar| precision(at(bar)) >= asked(*kind));
        let bars: Vec<(f32, f64)> = bars.map(|bar| (bar, f1(at(bar)))).collect();
        let most = bars.iter().fold(0.0f64, |most, bar| most.max(bar.1));
        let best = bars.iter().find(|bar| bar.1 >= most - EVEN).map_or(STRICTEST, |bar| bar.0);
        if bars.is_empty() {
            eprintln!("no threshold gives {} the precision asked for; {STRICTEST} is taken", kind.as_str());
        }
        let _ = writeln!(out, "{}\t{best:.3}\t{:.1}", kind.as_str(), precision(at(best)));
    }
    out
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
# Names of which the recogniser is less sure than this are not reported. Precision: of the names reported in the articles
# set aside from training, on which the thresholds were chosen, in percent. Written by `scholiast train names --measure
# --dev FILE --thresholds FILE`.
# origin: measured, licence: MIT OR Apache-2.0
# type\tthreshold\tprecision
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_threshold_that_is_precise_enough_and_as_good_as_the_best() {
        let mut report = Report { core: [0; 3], points: Default::default(), there: [0; 7] };
        // Persons: 98 % takes the wrong one at 0.5 out. Organisations: nothing is right. Places: all are.
        report.points[0] = vec![(0.9, true), (0.8, true), (0.5, false)];
        report.points[1] = vec![(0.9, false)];
        report.points[2] = vec![(0.9, true), (0.4, true)];
        report.there = [2, 1, 2, 0, 0, 0, 0];
        let table = table(&report);
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).take(3).collect();
        assert_eq!(rows, ["person\t0.525\t100.0", "organization\t0.950\t0.0", "place\t0.300\t100.0"]);
    }
}
