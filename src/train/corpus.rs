//! Annotated texts, as the trainer reads them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use serde::Deserialize;

use super::conll;
use crate::read::EntityType;
use crate::read::names::model::hash;

/// Behind the id of a copy.
pub const COPY: &str = "-copy";

/// What a name is by its annotators: one of our seven types, or the catch-all of other guidelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Known(usize),
    Misc,
}

/// Which names the annotators marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guideline {
    /// All seven types of ours.
    Ours,
    /// Persons, organisations, places, and everything else as one type.
    WithMisc,
    /// Persons, organisations, places only.
    Core,
}

/// A text and its names, as byte ranges.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: String,
    pub text: String,
    pub names: Vec<(usize, usize, Kind)>,
    pub guideline: Guideline,
    /// How much its evidence counts.
    pub weight: f32,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    form: Option<String>,
}

/// Articles in the scorer's form: offsets count code points.
pub fn jsonl(path: &Path, guideline: Guideline, weight: f32) -> io::Result<Vec<Article>> {
    let file = fs::read_to_string(path)?;
    let mut out = Vec::new();
    for line in file.lines().filter(|l| !l.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).map_err(|e| io::Error::new(ErrorKind::InvalidData, e))?;
        let mut bytes: Vec<usize> = row.text.char_indices().map(|(i, _)| i).collect();
        bytes.push(row.text.len());
        let names = row.mentions.iter().filter(|m| m.form.as_deref().is_none_or(|f| f == "name"));
        let names = names.filter_map(|m| {
            let kind = EntityType::ALL.iter().position(|kind| kind.as_str() == m.kind).map_or(Kind::Misc, Kind::Known);
            Some((*bytes.get(m.start)?, *bytes.get(m.end)?, kind))
        });
        out.push(Article { names: names.collect(), id: row.id, text: row.text, guideline, weight });
    }
    Ok(out)
}

/// How an article's letters are changed in a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rewriting {
    Shout,
    Whisper,
}

/// Copies of some of our own articles' headlines and paragraphs in capitals, and of a few whole articles without any:
/// a text may come so, and its names are the same.
pub fn rewritten(articles: &[Article]) -> Vec<Article> {
    let mut out = Vec::new();
    for (i, article) in articles.iter().filter(|a| a.guideline == Guideline::Ours).enumerate() {
        let headline = article.text.find('\n').unwrap_or(0);
        if (10..150).contains(&headline) {
            let mut copy = article.copy();
            copy.rewrite(0..headline, Rewriting::Shout);
            copy.text.truncate(headline);
            copy.names.retain(|n| n.1 <= headline);
            copy.weight = 0.5;
            out.push(copy);
        }
        let whole = match i % 24 {
            5 => Rewriting::Shout,
            11 => Rewriting::Whisper,
            _ => continue,
        };
        let mut copy = article.copy();
        copy.rewrite(0..article.text.len(), whole);
        copy.weight = 0.3;
        out.push(copy);
    }
    out
}

impl Article {
    /// A number that an article shares with its copies.
    pub fn origin(&self) -> u64 {
        hash::bytes(self.id.trim_end_matches(COPY).as_bytes()) >> 8
    }

    pub fn copy(&self) -> Article {
        Article { id: format!("{}{COPY}", self.id), ..self.clone() }
    }

    /// Only ASCII letters are changed: lengths stay.
    fn rewrite(&mut self, range: std::ops::Range<usize>, rewriting: Rewriting) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        match rewriting {
            Rewriting::Shout => bytes[range].make_ascii_uppercase(),
            Rewriting::Whisper => bytes[range].make_ascii_lowercase(),
        }
        self.text = String::from_utf8_lossy(&bytes).into_owned();
    }
}

/// Everything below a data folder that the recogniser learns from, in a fixed order.
///
/// # Errors
///
/// A file is missing or cannot be read: without it, other weights would be learnt.
pub fn training(data: &Path) -> io::Result<Vec<Article>> {
    let mut out = jsonl(&data.join("news.jsonl"), Guideline::Ours, 1.0)?;
    for set in conll::SETS {
        out.extend(conll::read(&data.join(set.file), set)?);
    }
    Ok(out)
}
