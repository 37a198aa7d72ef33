//! Settings: sent first, sent later, asked for, and wrong.

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

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

/// Of a style nothing is said until it is chosen, nor of days when it was another one, nor of what others said.
#[test]
fn a_house_style_is_looked_for_once_it_is_chosen() {
    let text = "The minister flew to Kiev on Monday. “Kiev is calm,” he said over chicken Kiev in Kiev.\n";
    let mut client = Client::memory();
    client.initialize(json!({"capabilities": {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}}}));
    client.open(URI, text);
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
    let choose = |style: &str, date: &str| json!({"settings": {"scholiast": {"houseStyle": style, "articleDates": {"untitled:a": date}}}});
    client.notify("workspace/didChangeConfiguration", choose("ap", "2021-06-01"));
    assert_eq!(client.diagnostics(URI), (json!(1), vec!["name/house-style".to_owned()]));
    let at = json!({"line": 0, "character": 22});
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": at, "end": at},
                        "context": {"diagnostics": [], "only": ["quickfix"]}});
    let fix = client.call("textDocument/codeAction", params);
    assert_eq!(fix[0]["title"], "Spell the name “Kyiv” in the whole article", "{fix}");
    client.notify("workspace/didChangeConfiguration", choose("ap", "2018-06-01"));
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
}

/// AP wrote “percent” up to 28 March 2019, and writes the sign since.
#[test]
fn numbers_are_written_as_the_chosen_style_does_on_the_day() {
    let text = "Prices rose 5 percent, the minister said. “It was 5 percent,” he said.\n";
    let mut client = Client::memory();
    client.initialize(json!({"capabilities": {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}}}));
    client.open(URI, text);
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
    let choose = |style: &str, date: &str| json!({"settings": {"scholiast": {"houseStyle": style, "articleDates": {"untitled:a": date}}}});
    client.notify("workspace/didChangeConfiguration", choose("ap", "2021-06-01"));
    assert_eq!(client.diagnostics(URI), (json!(1), vec!["figure/style".to_owned()]));
    let at = json!({"line": 0, "character": 14});
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": at, "end": at},
                        "context": {"diagnostics": [], "only": ["quickfix"]}});
    let fix = client.call("textDocument/codeAction", params);
    assert_eq!(fix[0]["title"], "Write “5%” for “5 percent”", "{fix}");
    client.notify("workspace/didChangeConfiguration", choose("ap", "2018-06-01"));
    assert_eq!(client.diagnostics(URI), (json!(1), vec![]));
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

#[test]
fn a_given_date_dates_what_is_open_and_what_is_not() {
    let text = "On Thursday the bridge at Selby was closed to all traffic.\n";
    let workspace = Workspace::new(&[("open.txt", text), ("shut.txt", text)]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    let (open, shut) = (workspace.uri("open.txt"), workspace.uri("shut.txt"));
    client.open(&open, text);
    let hints = |client: &mut Client, uri: &str| {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
        client.call("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}))
    };
    assert_eq!(hints(&mut client, &open), json!([]));
    let dates = json!({"open.txt": "2025-04-10", "shut.txt": "2025-04-11"});
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"scholiast": {"articleDates": dates}}}));
    let open_hints = hints(&mut client, &open);
    assert!(open_hints[0]["label"].as_str().is_some_and(|label| label.contains("10 Apr 2025")), "{open_hints}");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while hints(&mut client, &shut) == json!([]) {
        assert!(std::time::Instant::now() < deadline, "the closed article has no date");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
