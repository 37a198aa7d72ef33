//! Clients that do not behave.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

const ALL_REQUESTS: fn() -> Value = || {
    json!({
        "window": {"workDoneProgress": true},
        "workspace": {
            "configuration": true,
            "didChangeConfiguration": {"dynamicRegistration": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "codeLens": {"refreshSupport": true},
            "inlayHint": {"refreshSupport": true},
            "semanticTokens": {"refreshSupport": true},
            "diagnostics": {"refreshSupport": true},
        },
    })
};

#[test]
fn a_client_that_never_answers_is_served_all_the_same() {
    let workspace = Workspace::new(&[("a.txt", "See https://example.org/a there.")]);
    let mut client = Client::memory();
    client.silent = true;
    client.start(&workspace, ALL_REQUESTS());
    client.indexed();
    assert_eq!(client.links(&workspace.uri("a.txt")), ["https://example.org/a"]);
    client.hear("workspace/configuration");
    client.hear("window/workDoneProgress/create");
}

#[test]
fn many_messages_before_the_clients_answers_do_not_deadlock() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::memory();
    client.silent = true;
    client.start(&workspace, ALL_REQUESTS());
    client.open("untitled:a", "0");
    for version in 2..5000 {
        client.change("untitled:a", version, &version.to_string());
    }
    client.silent = false;
    let asked = client.hear("workspace/configuration");
    client.send(json!({"jsonrpc": "2.0", "id": asked["id"], "result": [null]}));
    assert!(client.is_alive());
}

#[test]
fn answers_that_are_late_wrong_or_to_no_question_are_dropped() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::memory();
    client.silent = true;
    client.start(&workspace, ALL_REQUESTS());
    let asked = client.hear("workspace/configuration")["id"].clone();
    for id in [asked.clone(), asked, json!(12345), json!("x"), json!(null)] {
        client.send(json!({"jsonrpc": "2.0", "id": id, "result": {"not": "expected"}}));
        client.send(json!({"jsonrpc": "2.0", "id": id, "error": {"code": 1, "message": "no"}}));
    }
    assert!(client.is_alive());
}

/// The pipe's buffers hold about 64 KiB; the answers are some megabytes.
#[test]
fn a_client_that_does_not_read_can_still_write() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::process();
    client.start(&workspace, json!({}));
    let text: String = (0..10).map(|i| format!("See https://example.org/{i} there.\n\n")).collect();
    client.open("untitled:a", &text);
    client.pause();
    let ids: Vec<i64> = (0..3000).map(|_| client.ask("documentLink", "untitled:a")).collect();
    client.go_on();
    for id in ids {
        assert_eq!(client.response(id)["result"].as_array().map(Vec::len), Some(10));
    }
}

#[test]
fn broken_messages_get_an_error_and_life_goes_on() {
    let mut client = Client::memory();
    client.initialize(json!({}));
    let body = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    for (bytes, code) in [
        (body("{\"method\""), -32700),
        (b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec(), -32700),
        (b"Content-Length: soon\r\n\r\n".to_vec(), -32700),
        (b"what is this?\r\n".to_vec(), -32700),
        (body("[]"), -32600),
        (body("{}"), -32600),
        (body("null"), -32600),
        (body(r#"{"jsonrpc":"2.0","id":[],"method":"x"}"#), -32600),
        (body(r#"{"jsonrpc":"2.0","id":null,"method":7}"#), -32600),
    ] {
        client.send_bytes(&bytes);
        let error = client.wait(|m| m.get("error").is_some() && m["id"].is_null());
        assert_eq!(error["error"]["code"], code, "{}: {error}", String::from_utf8_lossy(&bytes));
    }
    let id = client.request("textDocument/hover", json!({"textDocument": 7}));
    assert_eq!(client.error_code(id), -32602);
    assert!(client.is_alive());
}

#[test]
fn every_request_is_answered_also_those_the_protocol_lets_one_ignore() {
    let mut client = Client::memory();
    client.initialize(json!({}));
    for method in ["$/unknown", "textDocument/typeDefinition", "textDocument/rename", "workspace/executeCommand"] {
        let id = client.request(method, json!({}));
        assert!([-32601, -32602].contains(&client.error_code(id)), "{method}");
    }
    client.notify("$/unknown", json!({}));
    client.notify("unknown", json!({}));
    client.send(json!({"jsonrpc": "2.0", "id": "a string", "method": "textDocument/documentLink",
        "params": {"textDocument": {"uri": "untitled:x"}}}));
    assert_eq!(client.wait(|m| m["id"] == "a string")["result"], json!(null));
}

#[test]
fn indexing_is_shown_and_cancelled() {
    let files: Vec<(String, String)> =
        (0..2000).map(|i| (format!("{i}.txt"), "Ada Byron said so. ".repeat(20))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let workspace = Workspace::new(&files);
    let mut client = Client::started(&workspace, json!({"window": {"workDoneProgress": true}}));
    let begin = client.hear("$/progress");
    assert_eq!(begin["params"]["value"]["kind"], "begin");
    assert_eq!(begin["params"]["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", json!({"token": begin["params"]["token"]}));
    let end = client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end");
    let message = end["params"]["value"]["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("cancelled after"), "{message}");
    assert_eq!(begin["params"]["token"], end["params"]["token"]);
    assert!(client.is_alive());
}

#[test]
fn a_client_that_shows_no_progress_is_shown_none() {
    let workspace = Workspace::new(&[("a.txt", "a")]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    std::thread::sleep(Duration::from_millis(50));
    assert!(client.heard("$/progress").is_empty() && client.heard("window/workDoneProgress/create").is_empty());
}

#[test]
fn tracing_is_switched_on_and_off() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open("untitled:a", "a");
    client.notify("$/setTrace", json!({"value": "messages"}));
    client.links("untitled:a");
    let message = client.hear("$/logTrace")["params"]["message"].to_string();
    assert!(message.contains("documentLink"), "{message}");
    client.notify("$/setTrace", json!({"value": "off"}));
    client.links("untitled:a");
    assert!(client.heard("$/logTrace").is_empty());
}
