//! Settings: sent first, sent later, asked for, and wrong.

use serde_json::{Value, json};

use crate::harness::Client;

const URI: &str = "untitled:a";
const TWICE: &str = "The bridge at Selby was closed to all traffic for the night.\n\n\
                     The bridge at Selby was closed to all traffic for the night.\n";

fn found() -> Vec<String> {
    vec!["text/duplicate".to_owned()]
}

#[test]
fn from_the_start_bare_or_wrapped() {
    let settings = json!({"rules": {"text/duplicate": "off"}});
    for options in [settings.clone(), json!({"scholiast": settings})] {
        let mut client = Client::memory();
        client.initialize(json!({"capabilities": {}, "initializationOptions": options}));
        client.open(URI, TWICE);
        assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
    }
}

#[test]
fn changed_while_documents_are_open() {
    let mut client = Client::memory();
    client.initialize(json!({"capabilities": {}}));
    client.open(URI, TWICE);
    assert_eq!(client.diagnostics(URI), (json!(1), found()));
    let change = |rules: Value| json!({"settings": {"scholiast": {"rules": rules}}});
    client.notify("workspace/didChangeConfiguration", change(json!({"text/duplicate": "off"})));
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
    client.notify("workspace/didChangeConfiguration", change(json!({})));
    assert_eq!(client.diagnostics(URI), (json!(1), found()));
}

#[test]
fn asked_for_where_the_client_answers() {
    let mut client = Client::memory();
    client.silent = true;
    client.initialize(json!({"capabilities": {"workspace": {"configuration": true}}}));
    let asked = client.hear("workspace/configuration");
    assert_eq!(asked["params"]["items"], json!([{"section": "scholiast"}]));
    client.open(URI, TWICE);
    assert_eq!(client.diagnostics(URI), (json!(1), found())); // nothing waits for the answer
    client.send(json!({"jsonrpc": "2.0", "id": asked["id"], "result": [{"rules": {"text/duplicate": "off"}}]}));
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));

    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = client.hear("workspace/configuration");
    client.send(json!({"jsonrpc": "2.0", "id": asked["id"], "result": [{}]}));
    assert_eq!(client.diagnostics(URI), (json!(1), found()));
}

#[test]
fn wrong_ones_are_named_and_the_others_count() {
    let mut client = Client::memory();
    let options = json!({"maxFileSize": "much", "rules": {"text/duplicate": "off", "text/nonsense": "off"}});
    client.initialize(json!({"capabilities": {}, "initializationOptions": options}));
    let warnings: Vec<_> = (0..2).map(|_| client.hear("window/showMessage")["params"].clone()).collect();
    assert!(warnings.iter().all(|w| w["type"] == 2), "{warnings:?}");
    let text = Value::Array(warnings).to_string();
    assert!(text.contains("scholiast.maxFileSize") && text.contains("text/nonsense"), "{text}");
    client.open(URI, TWICE);
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
}
