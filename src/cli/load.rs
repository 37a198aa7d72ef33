//! Files and folders → an index of their articles.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use super::failure::{Failure, complain};
use super::progress::Progress;
use crate::corpus::decisions::{Book, Known, file, orphans};
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

/// The dates of articles that do not tell them.
#[derive(Args)]
pub struct Dates {
    /// A table of the articles' dates: file name, a tab, a date like 2024-06-06
    #[arg(long, value_name = "TABLE.tsv")]
    datelines: Option<PathBuf>,
}

impl Dates {
    pub fn read(&self) -> Result<Datelines, Failure> {
        self.datelines.as_deref().map_or_else(|| Ok(Datelines::new()), datelines)
    }
}

/// The articles that a command is about.
#[derive(Args)]
pub struct Articles {
    /// Files and folders; of a folder every .txt file below it
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    dates: Dates,
}

impl Articles {
    pub fn load(&self, settings: &Settings) -> Result<Loaded, Failure> {
        Ok(load(&self.paths, &self.dates.read()?, settings))
    }
}

/// Read the articles of files and folders into one corpus.
pub fn load(paths: &[PathBuf], datelines: &Datelines, settings: &Settings) -> Loaded {
    let mut unreadable = 0;
    let Files { files, walked } = files(paths, |trouble| {
        unreadable += 1;
        complain(&trouble);
    });
    if files.is_empty() && unreadable == 0 {
        complain("no articles found: folders are searched for .txt files that are neither hidden nor git-ignored");
    }
    let book = holding(&files);
    let progress = Progress::new(files.len(), "Reading");
    let read: Vec<Option<Arc<Article>>> = files
        .par_iter()
        .map(|(id, file)| {
            let article = read(id, file, &book, datelines, settings);
            progress.step();
            article.map_err(|error| complain(&format!("{} is left out: {error}", file.path.display()))).ok()
        })
        .collect();
    let at = files.values().zip(&read).filter_map(|(file, article)| Some((&*file.place, &*article.as_ref()?.text)));
    report_orphans(&book, &at.collect(), &walked);
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

/// What people decided about the articles of files and folders. Decisions that have lost their words or their article
/// are complained about: of all articles those are read of whose words something is decided.
pub fn decisions(paths: &[PathBuf]) -> Book {
    let Files { files, walked } = files(paths, |_| {});
    let book = holding(&files);
    let decided = decided(&book);
    let limit = Settings::default().max_file_size;
    let text = |file: &File| Some((file.place.clone(), walk::load(&file.path, limit).ok()?.text));
    let files: Vec<&File> = files.values().filter(|file| decided.contains(&file.place)).collect();
    let texts: Vec<(PathBuf, String)> = files.into_par_iter().filter_map(text).collect();
    let texts = texts.iter().map(|(place, text)| (place.as_path(), text.as_str())).collect();
    report_orphans(&book, &texts, &walked);
    book
}

/// Where the articles stand of whose words something is decided.
fn decided(book: &Book) -> HashSet<PathBuf> {
    let articles = |folder: &Path| -> Vec<PathBuf> {
        let made = book.of(folder).into_iter().flat_map(|decisions| &decisions.made);
        made.filter_map(|(_, decision)| Some(folder.join(decision.said_of()?.0.article()?))).collect()
    };
    book.folders().flat_map(articles).collect()
}

/// Complain about decisions of which the article is not in the folders that were walked any more, or the words do not
/// stand in it.
fn report_orphans(book: &Book, texts: &HashMap<&Path, &str>, walked: &[PathBuf]) {
    for folder in book.folders() {
        let Some(decisions) = book.of(folder) else { continue };
        let known = |article: &Path| {
            let path = folder.join(article);
            let gone = || walked.iter().any(|root| path.starts_with(root)) && file::is_gone(&path);
            match texts.get(&*path) {
                Some(text) => Known::Text(text),
                None if gone() => Known::Gone,
                None => Known::Nothing,
            }
        };
        for problem in orphans(decisions, known) {
            complain(&format!("{}:{}: {}", file::path(folder).display(), problem.line + 1, problem.message));
        }
    }
}

/// What is decided in the folders of articles, and in those above them.
fn holding(files: &BTreeMap<ArticleId, File>) -> Book {
    let mut book = Book::default();
    for folder in file::holders(files.values().filter_map(|file| file.place.parent())) {
        let path = file::path(&folder);
        match file::load(&folder) {
            Ok(decisions) => {
                for problem in &decisions.problems {
                    complain(&format!("{}:{}: {}", path.display(), problem.line + 1, problem.message));
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
fn datelines(path: &Path) -> Result<Datelines, Failure> {
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

fn read(
    id: &ArticleId,
    file: &File,
    book: &Book,
    datelines: &Datelines,
    settings: &Settings,
) -> Result<Arc<Article>, LoadError> {
    let decoded = walk::load(&file.path, settings.max_file_size)?;
    let given = datelines.get(id.as_str()).or_else(|| datelines.get(id.file_name()));
    let context = book.context(&file.place, given.copied());
    let findings = Reader::new().read(&decoded.text, &context);
    Ok(Arc::new(Article { id: id.clone(), text: Text::new(decoded.text), findings }))
}

/// An article's file.
struct File {
    /// As the command line names it.
    path: PathBuf,
    /// Where that is, whatever links and dots lead there: decisions stand in the folders above.
    place: PathBuf,
}

/// What paths name.
struct Files {
    /// Themselves, and the articles of folders; each once, sorted by path.
    files: BTreeMap<ArticleId, File>,
    /// The folders of which all articles are among them.
    walked: Vec<PathBuf>,
}

fn files(paths: &[PathBuf], mut trouble: impl FnMut(String)) -> Files {
    let real = |folder: &Path| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf())
    };
    let mut out = BTreeMap::new();
    let mut walked = Vec::new();
    for root in paths {
        // A file is an article, whatever it is called, and said to be missing when it is read.
        if !root.is_dir() {
            let place = root
                .file_name()
                .map_or_else(|| root.clone(), |name| real(root.parent().unwrap_or(Path::new(""))).join(name));
            out.insert(id(root), File { path: root.clone(), place });
            continue;
        }
        let walk = walk::walk(root, true, &|| false);
        let real = real(root);
        if walk.troubles.is_empty() {
            walked.push(real.clone());
        }
        walk.troubles.into_iter().for_each(&mut trouble);
        out.extend(walk.files.into_iter().map(|path| {
            let place = path.strip_prefix(root).map_or_else(|_| path.clone(), |below| real.join(below));
            (id(&path), File { path, place })
        }));
    }
    Files { files: out, walked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::decisions::parse;

    #[test]
    fn only_articles_of_whose_words_something_is_decided_are_looked_at() {
        let mut book = Book::default();
        let made = "not-a-name\ta.txt\tIn [[Spring]] she left.\ntype\tb.txt\tUstryn\tplace\nnot-a-name\t*\tMay\n";
        book.set(Path::new("/news"), parse(made));
        book.set(Path::new("/news/june"), parse("note\tperson:Petro Lysak\ta farmer\nis\ta.txt\tthey\tperson:A\n"));
        let expected = ["/news/a.txt", "/news/b.txt", "/news/june/a.txt"].map(PathBuf::from);
        assert_eq!(decided(&book), expected.into());
    }
}
