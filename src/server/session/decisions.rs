//! What people decided: loaded from the folders that are read, written there, and made to hold.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, MutexGuard, PoisonError};

use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticSeverity, MessageType, Position, PublishDiagnosticsParams, Range, Url,
};

use super::{Open, Session, State};
use crate::corpus::decisions::{self, Book, Decision, Decisions, Problem, file, orphans};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::read::{Context, Differences};
use crate::server::indexer;
use crate::server::publish::Event;
use crate::server::roots::Root;
use crate::settings::Settings;

/// What each folder's decisions file was last said to be wrong with, where anything is.
pub(super) type Reported = BTreeMap<PathBuf, Vec<Problem>>;

/// What was known when the articles on disk were last looked through: they are read in the background, after the
/// settings and decisions that hold for the next request.
#[derive(Default)]
pub(super) struct Known {
    settings: Arc<Settings>,
    book: Arc<Book>,
    /// The folders whose decisions somebody has looked at, also where none could be read.
    looked_at: BTreeSet<PathBuf>,
}

impl Session {
    /// What is known of an article besides its text.
    pub fn context(&self, id: &ArticleId) -> Context {
        self.state().context(id)
    }

    /// The folder whose decisions an article's are written to: the innermost one with decisions that holds it, else
    /// the one that is read. Above a folder that somebody opened nothing is written.
    pub fn folder_of(&self, id: &ArticleId) -> Option<PathBuf> {
        let path = Path::new(id.as_str());
        let state = self.state();
        let roots = state.roots.iter().filter(|root| root.holds(path));
        let root = roots.max_by_key(|root| root.path.components().count())?;
        let near = |folder: &&Path| path.starts_with(folder) && may_write(root, folder);
        Some(state.book.folders().rfind(near).unwrap_or(&root.path).to_path_buf())
    }

    /// Whether decisions may be written into a folder.
    pub fn writes_to(&self, folder: &Path) -> bool {
        let state = self.state();
        let known = |root: &&Root| root.path == folder || state.book.of(folder).is_some();
        state.roots.iter().filter(known).any(|root| may_write(root, folder))
    }

    /// Write a decision into a folder's file, and let it hold. To be called on a blocking thread.
    pub fn decide(self: &Arc<Session>, folder: &Path, decision: &Decision) {
        match file::append(folder, decision) {
            Ok(opposite) => {
                self.reload_decisions([folder.to_path_buf()]);
                if let Some(line) = opposite {
                    let (line, path) = (line + 1, file::path(folder));
                    let message = format!("Line {line} of {} says the opposite; delete one of the two", path.display());
                    self.out.show(MessageType::WARNING, message);
                }
            }
            Err(error) => self.out.show(MessageType::ERROR, not_written(folder, &error)),
        }
    }

    /// Read the decisions of folders anew, and let them hold; those of folders that bear on no article any more are
    /// forgotten. To be called on a blocking thread.
    pub fn reload_decisions(self: &Arc<Session>, folders: impl IntoIterator<Item = PathBuf>) {
        // Two who reload at once must not put the older file behind the newer.
        let mut known = self.known();
        let roots = self.roots();
        let before = known.book.clone();
        let mut book = (*before).clone();
        for folder in folders {
            let bears = |root: &Root| root.path.starts_with(&folder) || root.deep && folder.starts_with(&root.path);
            let loaded = if roots.iter().any(bears) {
                known.looked_at.insert(folder.clone());
                file::load(&folder)
            } else {
                known.looked_at.remove(&folder);
                Ok(Decisions::default())
            };
            match loaded {
                Ok(decisions) => book.set(&folder, decisions),
                Err(error) => {
                    let path = file::path(&folder);
                    let message = format!("{} cannot be read: {error}; the decisions before hold", path.display());
                    self.out.show(MessageType::WARNING, message);
                }
            }
        }
        if book != *before {
            // Only the blocks of which it now says something else are looked at again.
            self.catalogue.decide(book.links());
            let book = Arc::new(book);
            let settings = {
                let mut state = self.state();
                state.book = book.clone();
                self.renew(&mut state);
                state.settings.clone()
            };
            self.report_decisions();
            self.read_again(&mut known, settings, book);
            self.tell(Event::Settings);
        }
    }

    /// Other settings may give articles other dates. To be called on a blocking thread.
    pub(super) fn settings_changed(self: &Arc<Session>) {
        let mut known = self.known();
        let book = known.book.clone();
        self.read_again(&mut known, self.settings(), book);
    }

    /// Look at the decisions of all folders around these; `again`: also where somebody has looked before. To be called
    /// on a blocking thread.
    pub fn find_decisions<'p>(self: &Arc<Session>, folders: impl IntoIterator<Item = &'p Path>, again: bool) {
        let mut holders = file::holders(folders);
        if !again {
            holders.retain({
                let known = self.known();
                move |folder| !known.looked_at.contains(folder)
            });
        }
        let holders: Vec<PathBuf> = holders.into_iter().collect();
        if !holders.is_empty() {
            self.watch_stores(&holders);
            self.reload_decisions(holders);
        }
    }

    /// The folders with decisions at or below paths.
    pub fn decided_in(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let state = self.state();
        let folders = state.book.folders().filter(|folder| paths.iter().any(|path| folder.starts_with(path)));
        folders.map(Path::to_path_buf).collect()
    }

    /// Have the open documents of which something else is known now read anew, before the next request looks at them.
    pub(super) fn renew(&self, state: &mut State) {
        let State { settings, book, open, .. } = state;
        for (id, Open { version, .. }) in open.iter_mut() {
            let now = context(settings, book, id);
            if now != *version.context() {
                *version = version.anew(now, self.catalogue.ticket());
            }
        }
    }

    /// Read the files anew on which it bears that something else is known now.
    fn read_again(self: &Arc<Session>, known: &mut Known, settings: Arc<Settings>, book: Arc<Book>) {
        let mut differences = Differences::default();
        let mut bears = |article: &Article| {
            let then = context(&known.settings, &known.book, &article.id);
            let now = context(&settings, &book, &article.id);
            then.bears_on(&article.text, &now, &mut differences) && !self.is_open(&article.id)
        };
        let corpus = self.corpus();
        let files = corpus.articles().filter(|article| bears(article)).map(|article| article.id.as_str().into());
        indexer::read_again(self.clone(), files.collect());
        (known.settings, known.book) = (settings, book);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Show in the decisions files what of them cannot be followed, where that is not what was shown last. To be called
    /// on a blocking thread.
    pub fn report_decisions(&self) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        let (book, corpus) = (self.state().book.clone(), self.corpus());
        let folders: BTreeSet<PathBuf> =
            book.folders().map(Path::to_path_buf).chain(reported.keys().cloned()).collect();
        for folder in folders {
            let problems = book.of(&folder).map(|decisions| {
                let mut problems = decisions.problems.clone();
                problems.extend(orphans(decisions, |path| self.known_of(&folder.join(path), &corpus)));
                problems.sort_by_key(|problem| problem.line);
                problems
            });
            let problems = problems.unwrap_or_default();
            if reported.get(&folder).map_or(&[][..], Vec::as_slice) == problems {
                continue;
            }
            self.show_problems(&folder, &problems);
            match problems.is_empty() {
                true => reported.remove(&folder),
                false => reported.insert(folder, problems),
            };
        }
    }

    fn known_of<'c>(&self, path: &Path, corpus: &'c Corpus) -> decisions::Known<'c> {
        let Some(id) = path.to_str().map(ArticleId::new) else { return decisions::Known::Nothing };
        match corpus.article(&id) {
            Some(article) => decisions::Known::Text(&article.text),
            // One that is open is about to be in the corpus, whether there is a file of it or not.
            None if self.has_read(path) && !self.is_open(&id) && file::is_gone(path) => decisions::Known::Gone,
            None => decisions::Known::Nothing,
        }
    }

    fn show_problems(&self, folder: &Path, problems: &[Problem]) {
        let Ok(uri) = Url::from_file_path(file::path(folder)) else { return };
        let diagnostics = problems.iter().map(|problem| Diagnostic {
            range: Range::new(Position::new(problem.line, 0), Position::new(problem.line, u32::MAX >> 1)),
            severity: Some(DiagnosticSeverity::WARNING),
            source: Some("scholiast".to_owned()),
            message: problem.message.clone(),
            ..Diagnostic::default()
        });
        let diagnostics = diagnostics.collect();
        self.out.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version: None });
    }
}

impl State {
    pub(super) fn context(&self, id: &ArticleId) -> Context {
        context(&self.settings, &self.book, id)
    }
}

fn context(settings: &Settings, book: &Book, id: &ArticleId) -> Context {
    book.context(Path::new(id.as_str()), settings.article_dates.of(id.as_str()))
}

pub(in crate::server) fn not_written(folder: &Path, error: &io::Error) -> String {
    let path = file::path(folder);
    let hint = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "; make the folder writable",
        _ => "",
    };
    format!("Nothing was decided: {} cannot be written: {error}{hint}", path.display())
}

/// In a folder that somebody opened, or around a file that was opened alone; above an opened folder nothing is written.
fn may_write(root: &Root, folder: &Path) -> bool {
    folder.starts_with(&root.path) || !root.deep && root.path.starts_with(folder)
}
