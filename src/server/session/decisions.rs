//! What people decided: loaded from the folders that are read, written there, and made to hold.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticSeverity, MessageType, Position, PublishDiagnosticsParams, Range, Url,
};

use super::{Open, Session, State};
use crate::corpus::ArticleId;
use crate::corpus::decisions::{Book, Decision, Decisions, file};
use crate::read::Context;
use crate::server::indexer;
use crate::server::publish::Event;
use crate::settings::Settings;

impl Session {
    /// What is known of an article besides its text.
    pub fn context(&self, id: &ArticleId) -> Context {
        self.state().context(id)
    }

    /// The folder whose decisions an article's are written to: the innermost one that is read and holds it.
    pub fn folder_of(&self, id: &ArticleId) -> Option<PathBuf> {
        let roots = self.roots_of(Path::new(id.as_str())).into_iter();
        roots.map(|root| root.path).max_by_key(|path| path.components().count())
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

    /// Read the decisions of folders anew, and let them hold. To be called on a blocking thread.
    pub fn reload_decisions(self: &Arc<Session>, folders: impl IntoIterator<Item = PathBuf>) {
        // Two who reload at once must not put the older file behind the newer.
        let _turn = self.deciding.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let before = self.state().book.clone();
        let mut book = (*before).clone();
        for folder in folders {
            match file::load(&folder) {
                Ok(decisions) => {
                    self.report(&folder, before.of(&folder), &decisions);
                    book.set(&folder, decisions);
                }
                Err(error) => {
                    let path = file::path(&folder);
                    let message = format!("{} cannot be read: {error}; the decisions before hold", path.display());
                    self.out.show(MessageType::WARNING, message);
                }
            }
        }
        if book != *before {
            self.hold(&before, Arc::new(book));
        }
    }

    fn hold(self: &Arc<Session>, before: &Book, now: Arc<Book>) {
        let (links_before, links) = (before.links(), now.links());
        if links != links_before {
            self.catalogue.decide(links);
        }
        let mut state = self.state();
        let settings = state.settings.clone();
        state.book = now.clone();
        drop(state);
        self.read_again(&settings, before, &settings, &now);
        self.tell(Event::Settings);
    }

    /// Read the articles anew of which something else is known now.
    pub(super) fn read_again(self: &Arc<Session>, then: &Settings, before: &Book, settings: &Settings, book: &Book) {
        let moved = |id: &ArticleId| context(then, before, id) != context(settings, book, id);
        for (id, open) in self.state().open.iter_mut().filter(|(id, _)| moved(id)) {
            let Open { version, .. } = open;
            *version = version.anew(context(settings, book, id), self.catalogue.ticket());
        }
        let corpus = self.corpus();
        let files = corpus.articles().map(|article| &article.id).filter(|id| moved(id) && !self.is_open(id));
        indexer::read_again(self.clone(), files.map(|id| PathBuf::from(id.as_str())).collect());
    }

    /// Show in a decisions file what of it cannot be followed.
    fn report(&self, folder: &Path, before: Option<&Decisions>, now: &Decisions) {
        if before.is_none_or(|before| before.problems.is_empty()) && now.problems.is_empty() {
            return;
        }
        let Ok(uri) = Url::from_file_path(file::path(folder)) else { return };
        let diagnostics = now.problems.iter().map(|problem| Diagnostic {
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
