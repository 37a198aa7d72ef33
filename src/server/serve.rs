//! One session's messages, in wire order.
//!
//! tower-lsp routes and types; its own `Server` is not used. Bare, it reorders edits, freezes on computing handlers,
//! dies of a panic or of one malformed message, deadlocks under load and ignores `exit`. Here every handler is polled
//! once in the order in which messages arrive (edits are applied, snapshots taken, cancellations fired), and what is
//! left of it runs as a task of its own.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;
use tower::Service;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::backend::Backend;
use super::frames::{Frame, Frames};
use super::initialize::Initialize;
use super::outgoing::Outgoing;
use super::session::Session;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `exit` after `shutdown`.
    Orderly,
    /// `exit` without `shutdown`, or the stream ended.
    Abrupt,
}

/// What kind of stream the client is at the other end of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Our parent process, or near it: when it dies, so do we.
    Pipe,
    /// Anybody: bytes that cannot be this protocol end the session.
    Socket,
}

/// Serve one client over a pair of streams, to the end of its session.
pub async fn serve(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
) -> End {
    let (out, frames) = Outgoing::new();
    let writing = tokio::spawn(write(frames, writer));
    let end = session(Frames::new(reader, peer == Peer::Socket), out.clone(), peer).await;
    out.close();
    // What is queued still goes out, but a client that does not read cannot hold us.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(2), writing).await;
    end
}

async fn write(mut frames: mpsc::UnboundedReceiver<Option<Vec<u8>>>, mut writer: impl AsyncWrite + Unpin) {
    while let Some(Some(frame)) = frames.recv().await {
        if writer.write_all(&frame).await.is_err() || frames.is_empty() && writer.flush().await.is_err() {
            return;
        }
    }
    let _ = writer.flush().await; // the client may be gone
}

async fn session(frames: Frames<impl AsyncRead + Unpin>, out: Outgoing, peer: Peer) -> End {
    let (session, tasks) = Session::new(out.clone());
    let backend = Backend::new(session.clone());
    let (service, _socket) = LspService::build(|_| backend)
        .custom_method("$/setTrace", Backend::set_trace)
        .custom_method("window/workDoneProgress/cancel", Backend::progress_cancelled)
        .finish();
    let service = Initialize::new(service, session.clone());
    let end = tokio::select! {
        end = messages(frames, service, out) => end,
        () = session.orphaned(), if peer == Peer::Pipe => End::Abrupt,
    };
    session.close();
    drop(tasks);
    end
}

/// Take messages until `exit` or the end of the stream.
pub(super) async fn messages<S>(mut frames: Frames<impl AsyncRead + Unpin>, mut service: S, out: Outgoing) -> End
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let mut shut_down = false;
    while let Some(frame) = frames.next().await {
        let mut message = match frame {
            Frame::Message(Value::Object(message)) => message,
            Frame::Message(_) => {
                out.send(&Response::from_error(Id::Null, Error::invalid_request()));
                continue;
            }
            Frame::Broken(fault) => {
                tracing::warn!("a broken message: {fault}");
                let error = Error { message: format!("Parse error: {fault}").into(), ..Error::parse_error() };
                out.send(&Response::from_error(Id::Null, error));
                continue;
            }
        };
        let id = message.remove("id");
        let Some(Value::String(method)) = message.remove("method") else {
            match id {
                Some(id) if message.contains_key("result") || message.contains_key("error") => {
                    out.answered(&id, message.remove("result"));
                }
                id => out.send(&refusal(id.as_ref(), &Error::invalid_request())),
            }
            continue;
        };
        if method == "exit" {
            return if shut_down { End::Orderly } else { End::Abrupt };
        }
        let Some(request) = request(&method, id.clone(), message.remove("params")) else {
            out.send(&refusal(id.as_ref(), &Error::invalid_request()));
            continue;
        };
        shut_down |= dispatch(&mut service, request, &out) && method == "shutdown";
    }
    End::Abrupt
}

/// Run a message's handler to its first suspension, here and now; the rest of it runs as a task. True if it has
/// already succeeded.
fn dispatch<S>(service: &mut S, request: Request, out: &Outgoing) -> bool
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let call = Call { id: request.id().cloned(), method: request.method().to_owned(), out: out.clone() };
    let handler = match std::panic::catch_unwind(AssertUnwindSafe(|| service.call(request))) {
        Ok(handler) => handler,
        Err(panic) => return call.end::<S::Error>(Err(panic)),
    };
    let mut handler = Box::pin(AssertUnwindSafe(handler).catch_unwind());
    match (&mut handler).now_or_never() {
        Some(outcome) => call.end(outcome),
        None => {
            tokio::spawn(async move { call.end(handler.await) });
            false
        }
    }
}

/// A message being handled. Every request gets exactly one response.
struct Call {
    id: Option<Id>,
    method: String,
    out: Outgoing,
}

type Outcome<E> = Result<Result<Option<Response>, E>, Box<dyn Any + Send>>;

impl Call {
    fn end<E>(self, outcome: Outcome<E>) -> bool {
        let response = match outcome {
            Ok(Ok(Some(response))) => response,
            Ok(_) => match self.id {
                Some(id) => Response::from_error(id, Error::method_not_found()),
                None => return true,
            },
            Err(panic) => {
                tracing::error!("{} panicked: {}", self.method, panic_text(panic.as_ref()));
                let Some(id) = self.id else { return false };
                Response::from_error(id, failure(&format!("{} panicked", self.method)))
            }
        };
        self.out.send(&response);
        response.is_ok()
    }
}

/// An internal error that says what failed.
pub(super) fn failure(what: &str) -> Error {
    Error { code: ErrorCode::InternalError, message: what.to_owned().into(), data: None }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}

fn request(method: &str, id: Option<Value>, params: Option<Value>) -> Option<Request> {
    let mut request = Request::build(method.to_owned());
    match id {
        None => {}
        Some(Value::String(id)) => request = request.id(id),
        Some(Value::Number(id)) => request = request.id(id.as_i64()?),
        Some(_) => return None,
    }
    Some(match params {
        None | Some(Value::Null) => request.finish(),
        Some(params @ (Value::Object(_) | Value::Array(_))) => request.params(params).finish(),
        Some(_) => return None,
    })
}

/// An error response to a message whose id may be anything.
fn refusal(id: Option<&Value>, error: &Error) -> Value {
    let id = id.filter(|id| id.is_string() || id.is_number());
    json!({"jsonrpc": "2.0", "id": id, "error": error})
}

#[cfg(test)]
mod tests;
