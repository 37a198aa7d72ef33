//! Everything that goes to the client: one queue, never full, so that a client that does not read stops nobody.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::lsp_types::notification::{LogMessage, Notification, ShowMessage};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{LogMessageParams, MessageType, ShowMessageParams};

/// How long a client may take to answer. Nothing waits on its answers but the tasks that ask.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a person may take.
const PATIENCE_WITH_PEOPLE: Duration = Duration::from_secs(600);

/// The way to the client. Sending never blocks and keeps the order in which it was called.
#[derive(Clone)]
pub struct Outgoing(Arc<Inner>);

struct Inner {
    queue: mpsc::UnboundedSender<Option<Vec<u8>>>,
    asked: Mutex<HashMap<i64, oneshot::Sender<Option<Value>>>>,
    next: AtomicI64,
}

impl Outgoing {
    /// The way, and the queue of framed messages that somebody has to write out; None is the last.
    pub fn new() -> (Outgoing, mpsc::UnboundedReceiver<Option<Vec<u8>>>) {
        let (queue, frames) = mpsc::unbounded_channel();
        let inner = Inner { queue, asked: Mutex::default(), next: AtomicI64::new(1) };
        (Outgoing(Arc::new(inner)), frames)
    }

    /// Queue a message.
    pub fn send(&self, message: &impl Serialize) {
        let body = match serde_json::to_vec(message) {
            Ok(body) => body,
            Err(error) => return tracing::error!("a message could not be written: {error}"),
        };
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(&body);
        let _ = self.0.queue.send(Some(frame)); // nobody writes any more: the session is over
    }

    /// Say that nothing follows.
    pub fn close(&self) {
        let _ = self.0.queue.send(None);
    }

    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.send(&json!({"jsonrpc": "2.0", "method": N::METHOD, "params": params}));
    }

    /// Ask the client. The question is queued at once; None if it answers with an error, with nonsense or not at all.
    pub fn ask<R: Request>(&self, params: R::Params) -> impl Future<Output = Option<R::Result>> + Send + use<R>
    where
        R::Result: Send,
    {
        self.ask_within::<R>(PATIENCE, params)
    }

    /// The same, for a question that a person answers.
    pub fn ask_person<R: Request>(&self, params: R::Params) -> impl Future<Output = Option<R::Result>> + Send + use<R>
    where
        R::Result: Send,
    {
        self.ask_within::<R>(PATIENCE_WITH_PEOPLE, params)
    }

    fn ask_within<R: Request>(
        &self,
        patience: Duration,
        params: R::Params,
    ) -> impl Future<Output = Option<R::Result>> + Send + use<R>
    where
        R::Result: Send,
    {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let (answer, answered) = oneshot::channel();
        self.asked().insert(id, answer);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": R::METHOD, "params": params}));
        let inner = self.0.clone();
        async move {
            let value = tokio::time::timeout(patience, answered).await;
            inner.asked.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
            serde_json::from_value(value.ok()?.ok()??).ok()
        }
    }

    /// The client's answer to a question; one that comes too late, or to no question, is dropped.
    pub fn answered(&self, id: &Value, result: Option<Value>) {
        let asker = id.as_i64().and_then(|id| self.asked().remove(&id));
        match asker {
            Some(asker) => drop(asker.send(result)), // the asker may be gone
            None => tracing::debug!("an answer to no question: {id}"),
        }
    }

    /// A line in the client's log.
    pub fn log(&self, level: MessageType, message: impl Into<String>) {
        self.notify::<LogMessage>(LogMessageParams { typ: level, message: message.into() });
    }

    /// A message to the person.
    pub fn show(&self, level: MessageType, message: impl Into<String>) {
        self.notify::<ShowMessage>(ShowMessageParams { typ: level, message: message.into() });
    }

    fn asked(&self) -> std::sync::MutexGuard<'_, HashMap<i64, oneshot::Sender<Option<Value>>>> {
        self.0.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
