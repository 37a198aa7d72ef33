//! The one mutable state of a session.
//!
//! It lies under one lock, which is never kept across an await. Handlers change it, or capture from it, before their
//! first await, in wire order; everything after works on what they captured.

mod configure;
pub mod decisions;
mod folders;

use std::collections::HashMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tower_lsp::lsp_types::request::*;
use tower_lsp::lsp_types::*;

use self::decisions::{Known, Reported};
use super::capabilities::ClientFacts;
use super::catalogue::Catalogue;
use super::outgoing::Outgoing;
use super::parent::Parent;
use super::publish::{self, Event};
use super::roots::{self, Root};
use super::semantic::LastTokens;
use super::version::Version;
use super::{configuration, from_lsp, indexer, profile};
use crate::corpus::decisions::Book;
use crate::corpus::decisions::file::folder_of as decisions_of;
use crate::corpus::watch::Watch;
use crate::corpus::{ArticleId, Corpus};
use crate::read::Reader;
use crate::settings::Settings;
use crate::text::Document;

pub struct Session {
    pub out: Outgoing,
    pub catalogue: Catalogue,
    /// Only one folder is walked at a time.
    pub scanning: tokio::sync::Mutex<()>,
    state: Mutex<State>,
    /// Our own watcher of files, once one is needed.
    watch: Mutex<Option<Watch>>,
    /// Only one reloads decisions at a time.
    known: Mutex<Known>,
    /// What is wrong with decisions files, as the client was last told.
    reported: Mutex<Reported>,
    publisher: mpsc::UnboundedSender<Event>,
    changed_paths: mpsc::UnboundedSender<Vec<PathBuf>>,
    /// Whether the first walk is over.
    indexed: watch::Sender<bool>,
    parent: watch::Sender<Option<Parent>>,
    closed: AtomicBool,
    runtime: tokio::runtime::Handle,
}

struct State {
    client: Arc<ClientFacts>,
    settings: Arc<Settings>,
    /// What people decided about the articles of the folders that are read.
    book: Arc<Book>,
    open: HashMap<ArticleId, Open>,
    /// How the client writes the addresses of open documents.
    uris: imbl::HashMap<ArticleId, Url>,
    named_roots: Vec<PathBuf>,
    roots: Vec<Root>,
    /// Complaints about the first settings, until the client can show them.
    complaints: Vec<String>,
    progress: HashMap<NumberOrString, Arc<AtomicBool>>,
    progress_made: u32,
    trace: TraceValue,
}

struct Open {
    version: Arc<Version>,
    tokens: Option<LastTokens>,
}

/// What a request captures of the session, in wire order.
pub struct Capture {
    pub subject: Subject,
    pub settings: Arc<Settings>,
    pub client: Arc<ClientFacts>,
    pub uris: imbl::HashMap<ArticleId, Url>,
    pub trace: TraceValue,
}

/// The document a request is about.
pub enum Subject {
    Open(Arc<Version>),
    /// Not open: if it is in the index, that is what it says.
    File(ArticleId),
}

impl Session {
    /// A session and its background tasks, which end when they are dropped.
    pub fn new(out: Outgoing) -> (Arc<Session>, JoinSet<()>) {
        let (publisher, events) = mpsc::unbounded_channel();
        let (changed_paths, paths) = mpsc::unbounded_channel();
        let session = Arc::new(Session {
            out,
            catalogue: Catalogue::default(),
            scanning: tokio::sync::Mutex::default(),
            state: Mutex::new(State::new()),
            watch: Mutex::default(),
            known: Mutex::default(),
            reported: Mutex::default(),
            publisher,
            changed_paths,
            indexed: watch::Sender::new(false),
            parent: watch::Sender::new(None),
            closed: AtomicBool::new(false),
            runtime: tokio::runtime::Handle::current(),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(publish::run(session.clone(), events));
        tasks.spawn(indexer::follow(session.clone(), paths));
        (session, tasks)
    }

    /// What the client says of itself, before anything else.
    pub fn initialize(&self, params: &Value) {
        let (settings, complaints) = configuration::read(params.get("initializationOptions").unwrap_or(&Value::Null));
        let mut state = self.state();
        state.client = Arc::new(ClientFacts::new(params.get("capabilities").unwrap_or(&Value::Null)));
        state.settings = Arc::new(settings);
        state.complaints = complaints;
        state.named_roots = roots::named(params);
        state.trace = trace(params.get("trace").unwrap_or(&Value::Null));
        drop(state);
        let process = params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        self.parent.send_replace(process.and_then(Parent::new));
    }

    /// The client is ready: start what runs in the background.
    pub fn start(self: &Arc<Session>) {
        let client = self.client();
        let (complaints, named) = {
            let mut state = self.state();
            (std::mem::take(&mut state.complaints), std::mem::take(&mut state.named_roots))
        };
        self.warn(complaints);
        self.runtime.spawn_blocking(crate::read::warm_up);
        if client.answers_configuration {
            self.pull_configuration();
        }
        self.register(&client);
        self.add_roots(named.into_iter().map(|path| Root { path, deep: true }).collect());
    }

    fn register(self: &Arc<Session>, client: &ClientFacts) {
        let mut registrations = Vec::new();
        if client.registers_configuration {
            registrations.push(Registration {
                id: "configuration".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(serde_json::json!({"section": "scholiast"})),
            });
        }
        if client.watches_files {
            // Not `**/*.txt`: article files may be called `.TXT`, and folders that go say so only by their own name.
            registrations.push(Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(serde_json::json!({"watchers": [{"globPattern": "**/*"}]})),
            });
        }
        if !registrations.is_empty() {
            self.spawn(self.out.ask::<RegisterCapability>(RegistrationParams { registrations }));
        }
    }

    // Documents

    pub fn open(self: &Arc<Session>, document: TextDocumentItem) {
        let TextDocumentItem { uri, version, text, .. } = document;
        if is_ours(&uri) {
            return;
        }
        let id = from_lsp::article_id(&uri);
        let reader = Arc::new(Mutex::new(Reader::new()));
        let ticket = self.catalogue.ticket();
        let mut state = self.state();
        let context = state.context(&id);
        let version = Version::new(id.clone(), uri.clone(), Document::new(&text, version), context, ticket, reader);
        state.uris.insert(id.clone(), uri.clone());
        state.open.insert(id.clone(), Open { version, tokens: None });
        drop(state);
        self.tell(Event::Opened(id));
        // The neighbours of a file outside every folder are its corpus.
        let folder = from_lsp::file_path(&uri).and_then(|path| {
            let outside = self.roots_of(&path).is_empty();
            path.parent().filter(|_| outside).map(Path::to_path_buf)
        });
        if let Some(path) = folder {
            self.add_roots(vec![Root { path, deep: false }]);
        }
    }

    pub fn change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        if is_ours(&uri) {
            return;
        }
        let id = from_lsp::article_id(&uri);
        let edits = from_lsp::edits(params.content_changes);
        let mut state = self.state();
        let encoding = state.client.encoding;
        let Some(open) = state.open.get_mut(&id) else {
            drop(state);
            return self.out.log(MessageType::WARNING, format!("{uri} was changed but never opened; ignored"));
        };
        let current = open.version.number;
        if version <= current {
            drop(state);
            let message = format!("{uri}: a change to version {version} came after version {current}; ignored");
            return self.out.log(MessageType::WARNING, message);
        }
        let mut document = open.version.document().clone();
        document.edit(&edits, version, encoding);
        open.version = open.version.next(document, self.catalogue.ticket());
        drop(state);
        self.tell(Event::Changed(id));
    }

    pub fn close_document(self: &Arc<Session>, uri: &Url) {
        let id = from_lsp::article_id(uri);
        let mut state = self.state();
        state.uris.remove(&id);
        let known = state.open.remove(&id).is_some();
        drop(state);
        if known {
            self.tell(Event::Closed(id.clone(), uri.clone()));
            indexer::closed(self.clone(), id, from_lsp::file_path(uri));
        }
    }

    pub fn is_open(&self, id: &ArticleId) -> bool {
        self.state().open.contains_key(id)
    }

    pub fn open_documents(&self) -> Vec<ArticleId> {
        self.state().open.keys().cloned().collect()
    }

    /// The current version of an open document.
    pub fn version(&self, id: &ArticleId) -> Option<Arc<Version>> {
        self.state().open.get(id).map(|open| open.version.clone())
    }

    /// The current versions of all open documents. To be called before the first await.
    pub fn versions(&self) -> HashMap<ArticleId, Arc<Version>> {
        self.state().open.iter().map(|(id, open)| (id.clone(), open.version.clone())).collect()
    }

    /// What a request about a document needs. To be called before the first await.
    pub fn capture(&self, uri: &Url) -> Capture {
        self.capture_id(from_lsp::article_id(uri))
    }

    pub fn capture_id(&self, id: ArticleId) -> Capture {
        let state = self.state();
        Capture {
            subject: match state.open.get(&id) {
                Some(open) => Subject::Open(open.version.clone()),
                None => Subject::File(id),
            },
            settings: state.settings.clone(),
            client: state.client.clone(),
            uris: state.uris.clone(),
            trace: state.trace,
        }
    }

    /// The tokens last sent for a document, replaced by new ones.
    pub fn swap_tokens(&self, id: &ArticleId, tokens: LastTokens) -> Option<LastTokens> {
        self.state().open.get_mut(id)?.tokens.replace(tokens)
    }

    pub fn corpus(&self) -> Corpus {
        self.catalogue.snapshot()
    }

    pub fn client(&self) -> Arc<ClientFacts> {
        self.state().client.clone()
    }

    pub fn settings(&self) -> Arc<Settings> {
        self.state().settings.clone()
    }

    // Progress and trace

    pub fn new_progress(&self, cancelled: Arc<AtomicBool>) -> NumberOrString {
        let mut state = self.state();
        state.progress_made += 1;
        let token = NumberOrString::String(format!("scholiast/{}", state.progress_made));
        state.progress.insert(token.clone(), cancelled);
        token
    }

    pub fn end_progress(&self, token: &NumberOrString) {
        self.state().progress.remove(token);
    }

    pub fn cancel_progress(&self, token: &NumberOrString) {
        if let Some(cancelled) = self.state().progress.get(token) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    pub fn set_trace(&self, value: &Value) {
        self.state().trace = trace(value);
    }

    // Background

    /// The corpus has changed, in other ways than by its article `by` being read anew.
    pub fn corpus_changed(&self, by: Option<ArticleId>) {
        self.tell(Event::Corpus(by));
    }

    pub fn set_indexed(&self) {
        self.indexed.send_replace(true);
    }

    pub fn is_indexed(&self) -> bool {
        *self.indexed.borrow()
    }

    /// Return when the first walk is over, or after a while.
    pub async fn first_walk(&self, patience: std::time::Duration) {
        let mut indexed = self.indexed.subscribe();
        let _ = tokio::time::timeout(patience, indexed.wait_for(|&indexed| indexed)).await;
    }

    /// Ask the client to ask again. All: also for what depends on its article alone.
    pub fn refresh(&self, all: bool) {
        let client = self.client();
        if client.refreshes_lenses {
            self.spawn(self.out.ask::<CodeLensRefresh>(()));
        }
        if client.refreshes_diagnostics && client.pulls_diagnostics {
            self.spawn(self.out.ask::<WorkspaceDiagnosticRefresh>(()));
        }
        if client.refreshes_inlays && all {
            self.spawn(self.out.ask::<InlayHintRefreshRequest>(()));
        }
        if client.refreshes_tokens && all {
            self.spawn(self.out.ask::<SemanticTokensRefresh>(()));
        }
    }

    pub fn spawn<F>(&self, future: F)
    where
        F: Future + Send + 'static,
        F::Output: Send,
    {
        self.runtime.spawn(future);
    }

    pub fn spawn_blocking(&self, work: impl FnOnce() + Send + 'static) {
        self.runtime.spawn_blocking(work);
    }

    /// Return when the client's process is gone.
    pub async fn orphaned(&self) {
        let mut parent = self.parent.subscribe();
        let known = parent.wait_for(Option::is_some).await.ok().and_then(|parent| *parent);
        match known {
            Some(parent) => parent.gone().await,
            None => std::future::pending().await,
        }
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    fn tell(&self, event: Event) {
        let _ = self.publisher.send(event); // the session is over
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn new() -> State {
        State {
            client: Arc::new(ClientFacts::new(&Value::Null)),
            settings: Arc::default(),
            book: Arc::default(),
            open: HashMap::new(),
            uris: imbl::HashMap::new(),
            named_roots: Vec::new(),
            roots: Vec::new(),
            complaints: Vec::new(),
            progress: HashMap::new(),
            progress_made: 0,
            trace: TraceValue::Off,
        }
    }
}

/// Whether a document is one that we keep for the person, and no article, whatever the editor takes it for.
fn is_ours(uri: &Url) -> bool {
    let path = from_lsp::file_path(uri);
    path.is_some_and(|path| decisions_of(&path).is_some() || profile::cache().is_some_and(|at| path.starts_with(at)))
}

fn trace(value: &Value) -> TraceValue {
    serde_json::from_value(value.clone()).unwrap_or(TraceValue::Off)
}
