//! The `initialize` request, taken as it comes.
//!
//! Clients say more, and other, things in it than lsp-types of any one year can parse; a client must not be refused
//! over a capability nobody asks about. So the raw parameters go to the session, and tower-lsp sees none of them.

use std::sync::Arc;
use std::task::{Context, Poll};

use serde_json::{Value, json};
use tower::Service;
use tower_lsp::jsonrpc::Request;

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

impl<S: Service<Request>> Service<Request> for Initialize<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        if request.method() != "initialize" || request.id().is_none() {
            return self.inner.call(request);
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
        self.inner.call(bare.finish())
    }
}
