//! Strict F1 of a recogniser on annotated articles: the same span and type.

use std::io;
use std::path::Path;
use std::time::Instant;

use super::corpus::{self, Guideline, Kind};
use crate::read::Layout;
use crate::read::names::model::labels::TYPES;
use crate::read::names::model::thresholds::{BRIEF, Thresholds};
use crate::read::names::model::trained::Trained;

/// How a recogniser did on a file.
pub struct Report {
    /// Persons, organisations and places: right, spurious, missed.
    pub core: [usize; 3],
    /// Whole articles, and texts that are brief.
    pub article: Curves,
    pub brief: Curves,
}

/// What names were found in texts of a kind, by type.
#[derive(Debug, Default)]
pub struct Curves {
    /// How sure the recogniser was of each, thresholds or not, and whether the name was right.
    pub points: [Vec<(f32, bool)>; 7],
    /// Names there are.
    pub there: [usize; 7],
}

impl Curves {
    pub fn add(&mut self, other: Curves) {
        for (t, points) in other.points.into_iter().enumerate() {
            self.points[t].extend(points);
            self.there[t] += other.there[t];
        }
    }

    /// Right, spurious and missed names of a type when those that reach a threshold are shown.
    pub fn at(&self, kind: usize, bar: f32) -> [usize; 3] {
        let shown = self.points[kind].iter().filter(|p| p.0 >= bar);
        let right = shown.clone().filter(|p| p.1).count();
        [right, shown.count() - right, self.there[kind].saturating_sub(right)]
    }
}

/// Measure on a file, and print it.
pub fn report(model: &Trained, path: &Path, mut errors: usize, curves: bool) -> io::Result<Report> {
    let articles = corpus::jsonl(path, Guideline::Ours, 1.0)?;
    let mut counts = [[0usize; 3]; 7];
    let (mut whole, mut brief) = (Curves::default(), Curves::default());
    let (mut tokens, mut seconds) = (0, 0.0);
    for article in &articles {
        let layout = Layout::new(&article.text);
        tokens += layout.tokens.len();
        let start = Instant::now();
        let names = names(model, &layout, Thresholds::embedded());
        seconds += start.elapsed().as_secs_f64();
        let found: Vec<(usize, usize, usize)> = names.iter().map(|n| n.0).collect();
        let gold: Vec<(usize, usize, usize)> = article
            .names
            .iter()
            .filter_map(|&(a, b, k)| match k {
                Kind::Known(t) => Some((a, b, t)),
                Kind::Misc => None,
            })
            .collect();
        let curve = if layout.tokens.len() < BRIEF { &mut brief } else { &mut whole };
        let all = self::names(model, &layout, &Thresholds { article: [0.0; 7], brief: [0.0; 7] }).into_iter();
        all.for_each(|(f, confidence)| curve.points[f.2].push((confidence, gold.contains(&f))));
        gold.iter().for_each(|g| curve.there[g.2] += 1);
        for f in &found {
            counts[f.2][if gold.contains(f) { 0 } else { 1 }] += 1;
            if !gold.contains(f) {
                show(&mut errors, "spurious", &article.text, *f);
            }
        }
        for g in &gold {
            counts[g.2][2] += usize::from(!found.contains(g));
            if !found.contains(g) {
                show(&mut errors, "missed", &article.text, *g);
            }
        }
    }
    let core = [0, 1, 2].map(|k| counts[0][k] + counts[1][k] + counts[2][k]);
    let percent = |a: usize, b: usize| 100.0 * a as f64 / (a + b).max(1) as f64;
    let types: Vec<String> = ["per", "org", "loc", "grp", "evt", "prd", "wrk"]
        .iter()
        .zip(counts)
        .map(|(n, c)| format!("{n} {:.1}", f1(c)))
        .collect();
    println!(
        "{:<18} core {:.2} (P {:.1} R {:.1})  {}  | per P {:.1} org P {:.1} | {:.0}k tokens/s",
        path.file_stem().unwrap_or_default().to_string_lossy(),
        f1(core),
        percent(core[0], core[1]),
        percent(core[0], core[2]),
        types.join(" "),
        percent(counts[0][0], counts[0][1]),
        percent(counts[1][0], counts[1][1]),
        tokens as f64 / seconds / 1000.0
    );
    if curves {
        for (what, curve) in [("articles", &whole), ("brief", &brief)] {
            for (t, kind) in TYPES.iter().enumerate().filter(|(t, _)| !curve.points[*t].is_empty()) {
                print!("  {what} {:<13}", kind.as_str());
                for bar in [0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
                    let c = curve.at(t, bar);
                    print!("  ≥{bar:.2}: P {:.1} F {:.1}", percent(c[0], c[1]), f1(c));
                }
                println!();
            }
        }
    }
    Ok(Report { core, article: whole, brief })
}

pub fn f1(c: [usize; 3]) -> f64 {
    200.0 * c[0] as f64 / (2 * c[0] + c[1] + c[2]).max(1) as f64
}

fn show(errors: &mut usize, what: &str, text: &str, (start, end, kind): (usize, usize, usize)) {
    if *errors == 0 {
        return;
    }
    *errors -= 1;
    let before = (0..=start.saturating_sub(30)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let after = ((end + 30).min(text.len())..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    println!("  {what:<9}{kind} {:?}  in  {:?}", &text[start..end], &text[before..after]);
}

type Found = (usize, usize, usize);

fn names(model: &Trained, layout: &Layout<'_>, thresholds: &Thresholds) -> Vec<(Found, f32)> {
    let index = |k| TYPES.iter().position(|t| *t == k).unwrap_or(0);
    let found = model.names_surer(layout, thresholds);
    found.iter().map(|n| ((n.span.start as usize, n.span.end as usize, index(n.kind)), n.confidence)).collect()
}
