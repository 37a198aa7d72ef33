//! What a request looks at: a snapshot of the corpus that holds exactly the text the client asked about.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::notification::LogTrace;
use tower_lsp::lsp_types::{LogTraceParams, TraceValue, Url};

use super::capabilities::ClientFacts;
use super::serve::failure;
use super::session::{Capture, Session, Subject};
use super::version::Unread;
use crate::corpus::{Article, ArticleId, Corpus};
use crate::settings::Settings;

/// The view of a request about one document. It cannot reach the session.
pub struct View {
    pub scene: Scene,
    pub article: Arc<Article>,
    /// The version of the document, if it is open.
    pub version: Option<i32>,
    pub settings: Arc<Settings>,
}

/// A snapshot of the corpus, and how to speak of it to this client.
pub struct Scene {
    pub corpus: Corpus,
    pub client: Arc<ClientFacts>,
    pub uris: imbl::HashMap<ArticleId, Url>,
}

impl Deref for View {
    type Target = Scene;
    fn deref(&self) -> &Scene {
        &self.scene
    }
}

impl Capture {
    /// Put a question on a blocking thread. None if the document is neither open nor in the index.
    ///
    /// It waits for the reading of its own document's own version and for nothing else. If a newer version has been
    /// read meanwhile, the answer would be about a text that is gone: the client is told so (`ContentModified`).
    pub async fn ask<T: Send + 'static>(
        self,
        session: Arc<Session>,
        method: &'static str,
        question: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let started = Instant::now();
        let Capture { subject, settings, client, uris, trace } = self;
        let read = match &subject {
            Subject::Open(version) => Some(version.article().await.map_err(|unread| match unread {
                Unread::Failed => failure(&format!("{method}: reading the article panicked")),
                Unread::Abandoned => Error::content_modified(),
            })?),
            Subject::File(_) => None,
        };
        let abandoned = Abandoned::default();
        let flag = abandoned.0.clone();
        let asked = session.clone();
        let job = tokio::task::spawn_blocking(move || {
            if flag.load(Ordering::Relaxed) {
                return Err(Error::request_cancelled()); // nobody listens any more
            }
            let (corpus, article, version) = match (read, &subject) {
                (Some(article), Subject::Open(version)) => {
                    let found = asked.catalogue.with(&article, version.ticket);
                    let (corpus, new) = found.map_err(|_| Error::content_modified())?;
                    if new {
                        asked.corpus_changed(Some(article.id.clone()));
                    }
                    (corpus, article, Some(version.number))
                }
                (_, Subject::File(id)) => {
                    let corpus = asked.corpus();
                    let Some(article) = corpus.article(id).cloned() else { return Ok(None) };
                    (corpus, article, None)
                }
                (None, Subject::Open(_)) => return Ok(None),
            };
            let article = corpus.explained(&article);
            let scene = Scene { corpus, client, uris };
            Ok(Some(question(&View { scene, article, version, settings })))
        });
        let answer = job.await.unwrap_or_else(|_| Err(failure(&format!("{method} panicked"))));
        drop(abandoned);
        if trace != TraceValue::Off {
            session.trace(method, started);
        }
        answer
    }
}

impl Session {
    /// Put a question about the whole corpus on a blocking thread.
    pub async fn search<T: Send + 'static>(
        self: &Arc<Session>,
        method: &'static str,
        question: impl FnOnce(&Scene) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Capture { client, uris, .. } = self.capture_id(ArticleId::new(""));
        let scene = Scene { corpus: self.corpus(), client, uris };
        let answer = tokio::task::spawn_blocking(move || question(&scene)).await;
        answer.map(Some).map_err(|_| failure(&format!("{method} panicked")))
    }

    fn trace(&self, method: &str, started: Instant) {
        let message = format!("{method}: {:.1} ms", started.elapsed().as_secs_f64() * 1000.0);
        self.out.notify::<LogTrace>(LogTraceParams { message, verbose: None });
    }
}

/// Raised when the future that holds it is dropped: the request was cancelled.
#[derive(Default)]
struct Abandoned(Arc<AtomicBool>);

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
