//! The transport alone, over a service that misbehaves on purpose.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};

use super::{End, Frames, Outgoing, messages};
use crate::server::frames::Frame;

/// Notes the order in which messages reach it, then does what the method says.
#[derive(Clone, Default)]
struct Unruly(Arc<Mutex<Vec<i64>>>);

impl Service<Request> for Unruly {
    type Response = Option<Response>;
    type Error = std::convert::Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        assert!(request.method() != "panic at once", "as asked");
        let seen = self.0.clone();
        Box::pin(async move {
            let (method, id, params) = request.into_parts();
            if let Some(number) = params.as_ref().and_then(|params| params["number"].as_i64()) {
                seen.lock().unwrap().push(number);
                // The longer the earlier: what is behind the first await comes in another order.
                tokio::time::sleep(Duration::from_micros(500_u64.saturating_sub(number as u64))).await;
            }
            assert!(method != "panic", "as asked");
            if method == "panic later" {
                tokio::task::yield_now().await;
                panic!("as asked");
            }
            if method == "never" {
                std::future::pending::<()>().await;
            }
            let order = seen.lock().unwrap().clone();
            Ok(id.filter(|_| method != "mute").map(|id| Response::from_ok(id, json!(order))))
        })
    }
}

/// Send messages, and give so many responses and the end.
async fn converse(sent: Vec<Value>, responses: usize) -> (Vec<Value>, End) {
    let (mut ours, theirs) = tokio::io::duplex(1 << 20);
    let (out, mut frames) = Outgoing::new();
    for message in sent {
        let body = message.to_string();
        ours.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
    }
    let serving = tokio::spawn(messages(Frames::new(theirs, false), Unruly::default(), out));
    let mut bytes = Vec::new();
    for _ in 0..responses {
        bytes.extend(frames.recv().await.flatten().unwrap());
    }
    drop(ours);
    let (mut received, mut frames) = (Vec::new(), Frames::new(&bytes[..], false));
    while let Some(Frame::Message(message)) = frames.next().await {
        received.push(message);
    }
    received.sort_by_key(|message| message["id"].as_i64());
    (received, serving.await.unwrap())
}

fn request(id: i64, method: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method})
}

#[tokio::test]
async fn a_panic_is_an_error_response_and_nothing_more() {
    let panics = ["panic at once", "panic", "panic later", "well"];
    let mut sent: Vec<Value> = (1..).zip(panics).map(|(id, method)| request(id, method)).collect();
    sent.insert(0, json!({"jsonrpc": "2.0", "method": "panic"}));
    sent.insert(0, json!({"jsonrpc": "2.0", "method": "panic later"}));
    let (received, _) = converse(sent, 4).await;
    for (response, method) in received.iter().zip(&panics[..3]) {
        let error = json!({"code": -32603, "message": format!("{method} panicked")});
        assert_eq!(response["error"], error);
    }
    assert_eq!(received[3]["result"], json!([]));
}

#[tokio::test]
async fn handlers_begin_in_wire_order_whatever_they_wait_for_later() {
    let mut sent: Vec<Value> =
        (0..500).map(|number| json!({"jsonrpc": "2.0", "method": "change", "params": {"number": number}})).collect();
    sent.push(request(1, "see"));
    let (received, _) = converse(sent, 1).await;
    assert_eq!(received[0]["result"], json!((0..500).collect::<Vec<_>>()));
}

#[tokio::test]
async fn a_request_that_hangs_holds_up_no_other() {
    let sent = vec![request(1, "never"), request(2, "never"), request(3, "well")];
    let (received, end) = converse(sent, 1).await;
    assert_eq!((&received[0]["id"], end), (&json!(3), End::Abrupt));
}

#[tokio::test]
async fn a_request_that_the_service_does_not_answer_is_answered_for_it() {
    let (received, _) = converse(vec![request(1, "mute")], 1).await;
    assert_eq!(received[0]["error"]["code"], -32601);
}

#[tokio::test]
async fn exit_is_orderly_after_shutdown_only() {
    let exit = json!({"jsonrpc": "2.0", "method": "exit"});
    assert_eq!(converse(vec![exit.clone()], 0).await.1, End::Abrupt);
    assert_eq!(converse(vec![request(1, "shutdown"), exit], 1).await.1, End::Orderly);
}
