//! Column files: a token and its tag a line, an empty line behind a sentence, `# doc` before a document. Their texts are
//! put together again, so that they are cut as the program cuts articles.

use std::fs;
use std::io;
use std::path::Path;

use super::corpus::{Article, Guideline, Kind};

/// A file of the training data.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    pub file: &'static str,
    guideline: Guideline,
    weight: f32,
    /// Every `keep`-th document is read.
    keep: usize,
    /// Hyphens are tokens of their own: they are glued to both neighbours.
    hyphens: bool,
    /// Sentences have nothing to do with each other: each is a document.
    sentences: bool,
}

const fn set(file: &'static str, guideline: Guideline, weight: f32) -> Set {
    Set { file, guideline, weight, keep: 1, hyphens: false, sentences: false }
}

pub const SETS: [Set; 7] = [
    set("wikigold.conll", Guideline::WithMisc, 0.6),
    set("crossner.conll", Guideline::WithMisc, 0.4),
    Set { hyphens: true, ..set("gum.conll", Guideline::Core, 0.4) },
    Set { hyphens: true, ..set("uner_ewt.conll", Guideline::Core, 0.5) },
    set("re3d.conll", Guideline::Core, 0.4),
    Set { sentences: true, ..set("wnut17.train.conll", Guideline::WithMisc, 0.4) },
    Set { keep: 2, ..set("btc.train.conll", Guideline::Core, 0.4) },
];

pub fn read(path: &Path, set: Set) -> io::Result<Vec<Article>> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let file = fs::read_to_string(path).map_err(named)?;
    let mut out = Vec::new();
    let mut text = Builder::new(set);
    let mut documents = 0;
    let mut finish = |text: &mut Builder| {
        let done = std::mem::replace(text, Builder::new(set));
        if !done.text.is_empty() {
            documents += 1;
            if documents % set.keep == 0 {
                out.push(done.article(format!("{}-{documents}", set.file)));
            }
        }
    };
    for line in file.lines() {
        if line.starts_with("# doc") {
            finish(&mut text);
        } else if line.trim().is_empty() {
            text.sentence();
            if set.sentences {
                finish(&mut text);
            }
        } else if let Some((token, tag)) = line.split_once('\t') {
            text.token(token, tag);
        }
    }
    finish(&mut text);
    Ok(out)
}

struct Builder {
    set: Set,
    text: String,
    names: Vec<(usize, usize, Kind)>,
    /// The tag's type of the name that is being read.
    open: Option<String>,
    glue: bool,
    quotes: [bool; 2],
}

impl Builder {
    fn new(set: Set) -> Builder {
        Builder { set, text: String::new(), names: Vec::new(), open: None, glue: true, quotes: [false; 2] }
    }

    fn sentence(&mut self) {
        self.open = None;
        self.glue = false;
        self.quotes = [false; 2];
    }

    fn token(&mut self, token: &str, tag: &str) {
        let tag = tag.rsplit('\t').next().unwrap_or("O");
        let (glued, glues) = self.glues(token);
        if !(self.glue || glued || self.text.is_empty()) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(token);
        self.glue = glues;
        let (part, name) = tag.split_once('-').unwrap_or(("O", ""));
        let kind = match name {
            "PER" => Kind::Known(0),
            "ORG" => Kind::Known(1),
            "LOC" => Kind::Known(2),
            _ => Kind::Misc,
        };
        if part == "O" {
            self.open = None;
        } else if part == "I" && self.open.as_deref() == Some(name) {
            if let Some(last) = self.names.last_mut() {
                last.1 = self.text.len();
            }
        } else {
            self.names.push((start, self.text.len(), kind));
            self.open = Some(name.to_owned());
        }
    }

    /// Whether a token stands close to the one before it, and to the one behind it.
    fn glues(&mut self, token: &str) -> (bool, bool) {
        let quote = match token {
            "\"" => Some(0),
            "'" => Some(1),
            _ => None,
        };
        if let Some(q) = quote {
            self.quotes[q] = !self.quotes[q];
            return (!self.quotes[q], self.quotes[q]);
        }
        match token {
            "(" | "[" | "{" | "$" | "£" | "€" | "“" | "‘" | "``" | "#" => (false, true),
            "-" | "–" if self.set.hyphens => (true, true),
            "/" => (true, true),
            "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "”" | "''" | "..." | "…" => (true, false),
            "n't" | "n’t" => (true, false),
            t if (t.starts_with('\'') || t.starts_with('’')) && t.chars().count() <= 3 => (true, false),
            _ => (false, false),
        }
    }

    fn article(self, id: String) -> Article {
        Article { id, text: self.text, names: self.names, guideline: self.set.guideline, weight: self.set.weight }
    }
}
