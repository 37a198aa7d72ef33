//! The `initialize` request, taken as it comes.
//!
//! Clients say more, and other, things in it than lsp-types of any one year can parse; a client must not be refused
//! over a capability nobody asks about. So the raw parameters go to the session, and tower-lsp sees none of them. What
//! the types of lsp-types have no place for is added to the answer.

use std::sync::Arc;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};

use super::capabilities;
use super::session::Session;

pub struct Initialize<S> {
    inner: S,
    session: Arc<Session>,
    seen: bool,
}

impl<S> Initialize<S> {
    pub fn new(inner: S, session: Arc<Session>) -> Initialize<S> {
        Initialize { inner, session, seen: false }
    }
}

impl<S> Service<Request> for Initialize<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() != "initialize" || request.id().is_none() {
            return self.inner.call(request).boxed();
        }
        let (method, id, params) = request.into_parts();
        // A second one is refused by tower-lsp and must not change anything.
        if !std::mem::replace(&mut self.seen, true) {
            self.session.initialize(&params.unwrap_or(Value::Null));
        }
        let mut bare = Request::build(method).params(json!({"capabilities": {}}));
        if let Some(id) = id {
            bare = bare.id(id);
        }
        self.inner.call(bare.finish()).map(|answer| Ok(answer?.map(capabilities::with_more))).boxed()
    }
}
