//! Files and folders → an index of their articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::failure::{Failure, complain};
use super::progress::Progress;
use crate::corpus::decisions::{Book, file};
use crate::corpus::walk::{self, LoadError};
use crate::corpus::{Article, ArticleId, Corpus, Index};
use crate::read::Reader;
use crate::settings::Settings;
use crate::text::Text;

/// What the paths of a command line hold.
pub struct Loaded {
    pub corpus: Corpus,
    /// Files and folders that could not be read. Each has been complained about on stderr.
    pub unreadable: usize,
}

/// The dates of articles by file name, as `--datelines` gives them.
pub type Datelines = HashMap<String, Date>;

/// Read the articles of files and folders into one corpus.
pub fn load(paths: &[PathBuf], datelines: &Datelines, settings: &Settings) -> Loaded {
    let mut unreadable = 0;
    let files = files(paths, |trouble| {
        unreadable += 1;
        complain(&trouble);
    });
    if files.is_empty() && unreadable == 0 {
        complain("no articles found: folders are searched for .txt files that are neither hidden nor git-ignored");
    }
    let book = decisions(paths);
    let progress = Progress::new(files.len(), "Reading");
    let read: Vec<Option<Arc<Article>>> = files
        .par_iter()
        .map(|path| {
            let article = read(path, &book, datelines, settings);
            progress.step();
            article.map_err(|error| complain(&format!("{} is left out: {error}", path.display()))).ok()
        })
        .collect();
    let mut index = Index::new();
    for article in read {
        match article {
            Some(article) => index.add(article),
            None => unreadable += 1,
        }
    }
    index.decide(book.links());
    Loaded { corpus: index.snapshot(), unreadable }
}

/// What people decided about the articles: in the innermost folders with decisions that hold the paths.
pub fn decisions(paths: &[PathBuf]) -> Book {
    let folders: BTreeSet<PathBuf> = paths.iter().filter_map(|path| file::nearest(path)).collect();
    let mut book = Book::default();
    for folder in folders {
        let path = file::path(&folder);
        match file::load(&folder) {
            Ok(decisions) => {
                for problem in &decisions.problems {
                    complain(&format!(
                        "{}:{}: {}; the line is left out",
                        path.display(),
                        problem.line + 1,
                        problem.message
                    ));
                }
                book.set(&folder, decisions);
            }
            Err(error) => complain(&format!("{} cannot be read: {error}; nothing in it holds", path.display())),
        }
    }
    book
}

/// The name under which a file's article goes.
pub fn id(path: &Path) -> ArticleId {
    let path = path.strip_prefix(".").unwrap_or(path);
    ArticleId::new(path.to_string_lossy())
}

/// Parse a table of datelines: file name TAB ISO date.
pub fn datelines(path: &Path) -> Result<Datelines, Failure> {
    let usage = |what: String| Failure::Usage(format!("{}: {what}", path.display()));
    let table = fs::read_to_string(path).map_err(|e| usage(format!("the table of datelines cannot be read: {e}")))?;
    let mut out = HashMap::new();
    for (number, line) in table.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let row = line.split_once('\t').and_then(|(name, date)| Some((name.to_owned(), date.trim().parse().ok()?)));
        let (name, date) = row.ok_or_else(|| {
            usage(format!("line {}: expected a file name, a tab and a date like 2024-06-06", number + 1))
        })?;
        out.insert(name, date);
    }
    Ok(out)
}

fn read(path: &Path, book: &Book, datelines: &Datelines, settings: &Settings) -> Result<Arc<Article>, LoadError> {
    let decoded = walk::load(path, settings.max_file_size)?;
    let id = id(path);
    let given = datelines.get(id.as_str()).or_else(|| datelines.get(id.file_name()));
    let context = book.context(&std::path::absolute(path)?, given.copied());
    let findings = Reader::new().read(&decoded.text, &context);
    Ok(Arc::new(Article { id, text: Text::new(decoded.text), findings }))
}

/// The files that paths name: themselves, and the articles of folders; each once, sorted by path.
fn files(paths: &[PathBuf], mut trouble: impl FnMut(String)) -> Vec<PathBuf> {
    let mut out = BTreeMap::new();
    for root in paths {
        // A file is an article, whatever it is called, and said to be missing when it is read.
        if !root.is_dir() {
            out.insert(id(root), root.clone());
            continue;
        }
        let walk = walk::walk(root, true, &|| false);
        walk.troubles.into_iter().for_each(&mut trouble);
        out.extend(walk.files.into_iter().map(|file| (id(&file), file)));
    }
    out.into_values().collect()
}
