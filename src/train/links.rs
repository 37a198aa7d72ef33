//! `scholiast train links`: how well the program tells who is who, beside annotated articles and labelled pairs of names.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use std::{fs, io};

use clap::Args;
use rayon::prelude::*;
use serde::Deserialize;

use super::annotated::{Range, spans};
use crate::corpus::{Article, ArticleId, Corpus, Index};
use crate::read::coreference::{ALIKE, Comparable};
use crate::read::{Context, EntityType, Form, LocalId, Mention, Reader};
use crate::text::{Span, Text};

/// Measure who is who beside annotated articles
///
/// Nothing is learnt: the rules that join names, descriptions and pronouns have no weights. Each file is read as one
/// corpus. An annotated name is found if more than half of it and of a mention together is common.
#[derive(Args)]
pub struct Arguments {
    /// Annotated articles, in the scorer's form, whose ids of entities hold throughout the file
    #[arg(long, value_name = "FILE", num_args = 1.., required_unless_present = "pairs")]
    dev: Vec<PathBuf>,
    /// Labelled pairs of names: a table with the columns schema, name1, name2, is_match
    #[arg(long, value_name = "FILE.csv")]
    pairs: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut pooled = Counts::default();
    for path in &arguments.dev {
        let counts = measure(path)?;
        println!("{}:", path.display());
        counts.print();
        pooled.add(&counts);
    }
    if arguments.dev.len() > 1 {
        println!("pooled:");
        pooled.print();
    }
    if let Some(pairs) = &arguments.pairs {
        measure_pairs(pairs)?;
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Deserialize)]
struct Annotated {
    text: String,
    #[serde(default)]
    mentions: Vec<Gold>,
    /// Ids hold inside one group alone.
    #[serde(default)]
    group: String,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(flatten)]
    at: Range,
    #[serde(default)]
    r#type: String,
    form: Option<String>,
    entity: Option<String>,
}

/// An annotated name: which article, whose by the annotation, whose by the program. What is not found is nobody's.
struct Name {
    article: usize,
    gold: (String, String),
    found: Option<(String, Arc<str>)>,
    /// A person by both.
    person: bool,
}

/// What was counted.
#[derive(Clone, Copy, Default)]
struct Counts {
    names: usize,
    found: usize,
    /// Sums over names, for B-cubed.
    precision: f64,
    recall: f64,
    /// Pairs of names of two articles: joined by the program, joined rightly, to be joined.
    joined: usize,
    rightly: usize,
    there: usize,
    /// People found, and those who are kept together with mostly somebody else.
    people: usize,
    misplaced: usize,
    /// Descriptions and pronouns of people who are named, shown, and right.
    pronouns: Shown,
    descriptions: Shown,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    there: usize,
    shown: usize,
    right: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.names += other.names;
        self.found += other.found;
        self.precision += other.precision;
        self.recall += other.recall;
        self.joined += other.joined;
        self.rightly += other.rightly;
        self.there += other.there;
        self.people += other.people;
        self.misplaced += other.misplaced;
        for (mine, its) in [(&mut self.pronouns, other.pronouns), (&mut self.descriptions, other.descriptions)] {
            mine.there += its.there;
            mine.shown += its.shown;
            mine.right += its.right;
        }
    }

    fn print(&self) {
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r).max(1e-9);
        let names = self.names.max(1) as f64;
        let (p, r) = (100.0 * self.precision / names, 100.0 * self.recall / names);
        println!("  {} names, {:.1} % found", self.names, share(self.found, self.names));
        println!("  B-cubed: precision {p:.2}, recall {r:.2}, F1 {:.2}", f1(p, r));
        let (p, r) = (share(self.rightly, self.joined), share(self.rightly, self.there));
        println!("  pairs across articles: precision {p:.2}, recall {r:.2} ({} joined)", self.joined);
        let wrong = share(self.misplaced, self.people);
        println!("  people kept with somebody else: {} of {}, {wrong:.2} %", self.misplaced, self.people);
        for (what, of) in [("pronouns", self.pronouns), ("descriptions", self.descriptions)] {
            let (shown, right) = (share(of.shown, of.there), share(of.right, of.shown));
            println!("  {what} of people named: {shown:.1} % of {} shown, {right:.1} % of them right", of.there);
        }
    }
}

fn measure(path: &Path) -> io::Result<Counts> {
    let named = |e: serde_json::Error| io::Error::other(format!("{}: {e}", path.display()));
    let lines: Vec<String> = fs::read_to_string(path)?.lines().map(str::to_owned).collect();
    let articles: Vec<Annotated> =
        lines.iter().map(|line| serde_json::from_str(line).map_err(named)).collect::<io::Result<_>>()?;
    let read = |(i, of): (usize, &Annotated)| {
        let text = Text::new(of.text.clone());
        let findings = Reader::new().read(&text, &Context::default());
        Arc::new(Article { id: ArticleId::new(format!("{i:06}")), text, findings })
    };
    let corpus: Vec<Arc<Article>> = articles.par_iter().enumerate().map(read).collect();
    let mut index = Index::new();
    corpus.iter().for_each(|article| index.add(article.clone()));
    let index = index.snapshot();
    let mut counts = Counts::default();
    let mut names = Vec::new();
    for (i, (annotated, article)) in articles.iter().zip(&corpus).enumerate() {
        names.extend(names_of(i, annotated, article, &index));
        references(annotated, article, &mut counts);
    }
    compare(&names, &mut counts);
    Ok(counts)
}

/// The annotated names of an article, with what the program makes of them.
fn names_of(i: usize, annotated: &Annotated, article: &Article, corpus: &Corpus) -> Vec<Name> {
    let span = spans(&annotated.text);
    let found = |at: Span| {
        let alike = |m: &&Mention| overlap(at, m.span);
        let best = article.findings.mentions.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
        let entity = corpus.entity_of(&article.id, best.entity).filter(|_| alike(&best) > 0.5)?;
        Some((best.kind, entity.id.0.clone()))
    };
    let named = annotated.mentions.iter().filter(|m| m.form.as_deref().is_none_or(|form| form == "name"));
    let names = named.filter_map(|m| {
        let (entity, found) = (m.entity.clone()?, found(span(m.at)?));
        let person = m.r#type == "person" && found.as_ref().is_some_and(|(kind, _)| *kind == EntityType::Person);
        let found = found.map(|(_, id)| (annotated.group.clone(), id));
        Some(Name { article: i, gold: (annotated.group.clone(), entity), found, person })
    });
    names.collect()
}

/// Descriptions and pronouns of people whom the article names: are they theirs?
fn references(annotated: &Annotated, article: &Article, counts: &mut Counts) {
    let span = spans(&annotated.text);
    let mentions = &article.findings.mentions;
    let mut named: HashMap<&str, Vec<LocalId>> = HashMap::new();
    for gold in annotated.mentions.iter().filter(|m| m.form.as_deref().is_none_or(|form| form == "name")) {
        let (Some(entity), Some(at)) = (gold.entity.as_deref(), span(gold.at)) else { continue };
        // "Harbour Lines’ chief Ada Byron" ends in who it is.
        let ends = |m: &&Mention| m.form == Form::Name && m.kind == EntityType::Person && at.covers(m.span);
        let its = mentions.iter().filter(ends).filter(|m| m.span.end == at.end);
        named.entry(entity).or_default().extend(its.map(|m| m.entity));
    }
    for gold in &annotated.mentions {
        let (Some(entity), Some(at)) = (gold.entity.as_deref(), span(gold.at)) else { continue };
        let Some(of) = named.get(entity).filter(|of| !of.is_empty()) else { continue };
        let (form, shown) = match gold.form.as_deref() {
            Some("pronoun") if is_personal(at.of(&annotated.text)) => (Form::Pronoun, &mut counts.pronouns),
            Some("nominal") => (Form::Nominal, &mut counts.descriptions),
            _ => continue,
        };
        shown.there += 1;
        if let Some(found) = mentions.iter().find(|m| m.form == form && m.span.end == at.end) {
            shown.shown += 1;
            shown.right += usize::from(of.contains(&found.entity));
        }
    }
}

fn is_personal(word: &str) -> bool {
    ["he", "him", "his", "himself", "she", "her", "hers", "herself"].contains(&&*word.to_lowercase())
}

/// What the two stretches have in common, as a part of both together.
fn overlap(a: Span, b: Span) -> f64 {
    let common = f64::from(a.common(b));
    common / (a.len() as f64 + b.len() as f64 - common).max(1.0)
}

/// How the program's entities fit the annotated ones.
fn compare(names: &[Name], counts: &mut Counts) {
    type Members<'n> = Vec<&'n Name>;
    let mut gold: BTreeMap<&(String, String), Members<'_>> = BTreeMap::new();
    let mut found: BTreeMap<&(String, Arc<str>), Members<'_>> = BTreeMap::new();
    for name in names {
        gold.entry(&name.gold).or_default().push(name);
        if let Some(of) = &name.found {
            found.entry(of).or_default().push(name);
        }
    }
    counts.names += names.len();
    counts.precision += names.iter().filter(|n| n.found.is_none()).count() as f64;
    for name in names.iter().filter(|n| n.found.is_none()) {
        counts.recall += 1.0 / gold[&name.gold].len() as f64;
    }
    for members in found.values() {
        let mut parts: BTreeMap<&(String, String), Members<'_>> = BTreeMap::new();
        members.iter().for_each(|name| parts.entry(&name.gold).or_default().push(name));
        let most = parts.values().map(Vec::len).max().unwrap_or(0);
        counts.found += members.len();
        counts.joined += across(members);
        for (of, part) in &parts {
            let n = part.len() as f64;
            counts.precision += n * n / members.len() as f64;
            counts.recall += n * n / gold[of].len() as f64;
            counts.rightly += across(part);
            let people = part.iter().filter(|name| name.person).count();
            counts.people += people;
            // Of two as frequent neither is somebody else's.
            counts.misplaced += if part.len() < most { people } else { 0 };
        }
    }
    for members in gold.values() {
        let there: Members<'_> = members.iter().copied().filter(|n| n.found.is_some()).collect();
        counts.there += across(&there);
    }
}

/// Pairs of names that stand in two articles.
fn across(names: &[&Name]) -> usize {
    let mut articles: BTreeMap<usize, usize> = BTreeMap::new();
    names.iter().for_each(|name| *articles.entry(name.article).or_default() += 1);
    (names.len() * names.len() - articles.values().map(|n| n * n).sum::<usize>()) / 2
}

#[derive(Deserialize)]
struct Pair {
    schema: String,
    name1: String,
    name2: String,
    is_match: String,
}

/// How many of the pairs the program tells rightly, by the names alone.
fn measure_pairs(path: &Path) -> io::Result<()> {
    let mut table = csv::Reader::from_path(path)?;
    let pairs: Vec<Pair> = table.deserialize().collect::<Result<_, _>>()?;
    let ready: Vec<(Comparable, Comparable, bool)> = pairs
        .iter()
        .map(|pair| {
            let kind = if pair.schema == "Person" { EntityType::Person } else { EntityType::Organization };
            (Comparable::new(kind, &pair.name1), Comparable::new(kind, &pair.name2), pair.is_match == "true")
        })
        .collect();
    const ROUNDS: usize = 100;
    let start = Instant::now();
    let mut likeness: Vec<f32> = Vec::new();
    for _ in 0..ROUNDS {
        likeness = ready.iter().map(|(a, b, _)| std::hint::black_box(a.likeness(b))).collect();
    }
    let micros = start.elapsed().as_secs_f64() * 1e6 / (ROUNDS * ready.len().max(1)) as f64;
    println!("{}: {} pairs, {micros:.2} µs each", path.display(), ready.len());
    for least in [0.5, 0.6, ALIKE, 0.8, 0.9] {
        let told = || likeness.iter().zip(&ready).filter(|(of, _)| **of >= least);
        let (joined, right) = (told().count(), told().filter(|(_, pair)| pair.2).count());
        let there = ready.iter().filter(|pair| pair.2).count();
        let (p, r) = (right as f64 / joined.max(1) as f64, right as f64 / there.max(1) as f64);
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        let mark = if least == ALIKE { ", the program's" } else { "" };
        println!("  from {least:.2}: precision {p:.3}, recall {r:.3}, F1 {f1:.3}{mark}");
    }
    Ok(())
}
