//! How sure the recogniser must be of a name to report it: the table `src/data/name_thresholds.tsv`.

use std::fmt::Write;

use super::score::{Report, f1};
use crate::read::EntityType;
use crate::read::names::model::labels::TYPES;

const STEP: f32 = 0.025;

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
        let bars = (12..39).map(|i| i as f32 * STEP).filter(|&bar| precision(at(bar)) >= asked(*kind));
        let bars: Vec<(f32, f64)> = bars.map(|bar| (bar, f1(at(bar)))).collect();
        let most = bars.iter().fold(0.0f64, |most, bar| most.max(bar.1));
        let best = bars.iter().find(|bar| bar.1 >= most - EVEN).map_or(0.95, |bar| bar.0);
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
# set aside from training, in percent. Written by `scholiast train names --measure --dev FILE --thresholds FILE`.
# origin: measured, licence: MIT OR Apache-2.0
# type\tthreshold\tprecision
";
