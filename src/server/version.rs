//! One version of an open document, and its article, read at most once.

use std::sync::{Arc, Mutex, OnceLock};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use tower_lsp::lsp_types::Url;

use super::catalogue::Ticket;
use crate::corpus::{Article, ArticleId};
use crate::read::{Context, Reader};
use crate::text::{Document, Text};

/// A version of an open document, as a request captured it.
pub struct Version {
    pub id: ArticleId,
    /// As the client writes it.
    pub uri: Url,
    pub number: i32,
    pub ticket: Ticket,
    document: Document,
    context: Context,
    text: OnceLock<Text>,
    /// What the document's versions share: an edit costs the reading of the paragraphs it touched.
    reader: Arc<Mutex<Reader>>,
    reading: OnceLock<Reading>,
}

type Reading = Shared<BoxFuture<'static, Result<Arc<Article>, Unread>>>;

/// Why a version has no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The reader panicked.
    Failed,
    /// Nobody wanted it any more.
    Abandoned,
}

impl Version {
    pub fn new(
        id: ArticleId,
        uri: Url,
        document: Document,
        context: Context,
        ticket: Ticket,
        reader: Arc<Mutex<Reader>>,
    ) -> Arc<Version> {
        let number = document.version();
        let (text, reading) = (OnceLock::new(), OnceLock::new());
        Arc::new(Version { id, uri, number, ticket, document, context, text, reader, reading })
    }

    /// The version after this one, of the same document.
    pub fn next(&self, document: Document, ticket: Ticket) -> Arc<Version> {
        let (id, uri, context) = (self.id.clone(), self.uri.clone(), self.context.clone());
        Version::new(id, uri, document, context, ticket, self.reader.clone())
    }

    /// The same text, to be read with other knowledge.
    pub fn anew(&self, context: Context, ticket: Ticket) -> Arc<Version> {
        let (id, uri) = (self.id.clone(), self.uri.clone());
        Version::new(id, uri, self.document.clone(), context, ticket, self.reader.clone())
    }

    /// What is known of it besides its text.
    pub fn context(&self) -> &Context {
        &self.context
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Its text, made on first use: an edit of a large document does not pay for it.
    pub fn text(&self) -> &Text {
        self.text.get_or_init(|| self.document.text())
    }

    /// Its article, read on a blocking thread the first time anybody asks.
    pub fn article(self: &Arc<Version>) -> Reading {
        let start = || {
            let version = self.clone();
            let job = tokio::task::spawn_blocking(move || version.read());
            async move { job.await.unwrap_or(Err(Unread::Failed)) }.boxed().shared()
        };
        self.reading.get_or_init(start).clone()
    }

    fn read(self: Arc<Version>) -> Result<Arc<Article>, Unread> {
        let mut reader = self.reader.lock().unwrap_or_else(|poisoned| {
            self.reader.clear_poison();
            let mut reader = poisoned.into_inner();
            *reader = Reader::new();
            reader
        });
        // While an earlier version was being read, this one may have been overtaken and everybody left.
        if Arc::strong_count(&self) == 1 {
            return Err(Unread::Abandoned);
        }
        let text = self.text().clone();
        let findings = reader.read(&text, &self.context);
        Ok(Arc::new(Article { id: self.id.clone(), text, findings }))
    }
}
