//! Diagnostics, pushed or pulled but never both.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Client, Workspace, codes};

const URI: &str = "untitled:a";
/// A paragraph that stands twice: `text/duplicate`.
const TWICE: &str = "The bridge at Selby was closed to all traffic for the night.\n\n\
                     The bridge at Selby was closed to all traffic for the night.\n";
const ONCE: &str = "The bridge at Selby was closed to all traffic for the night.\n";

fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

#[test]
fn pushed_at_once_after_open_and_after_a_pause_in_typing() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, TWICE);
    assert_eq!(client.diagnostics(URI), (json!(1), vec!["text/duplicate".to_owned()]));
    for version in 2..=20 {
        client.change(URI, version, ONCE);
    }
    assert_eq!(client.diagnostics(URI), (json!(20), vec![]));
    client.change(URI, 21, TWICE);
    assert_eq!(client.diagnostics(URI), (json!(21), vec!["text/duplicate".to_owned()]));
    client.close(URI);
    assert_eq!(client.diagnostics(URI), (json!(null), vec![]));
}

/// The wrong spelling stands here alone, the right one in another article too.
#[test]
fn a_slip_in_a_name_is_shown_with_the_spelling_of_other_articles_as_its_fix() {
    let slip = "President Oleksandr Toporivksiy spoke to reporters on Friday.\n";
    let others = "President Oleksandr Toporivskiy spoke on Thursday. Oleksandr Toporivskiy left at noon.\n";
    let workspace = Workspace::new(&[("a.txt", slip), ("b.txt", others), ("c.txt", others)]);
    let literals = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let mut client = Client::started(&workspace, json!({"textDocument": {"codeAction": literals}}));
    client.indexed();
    let uri = workspace.uri("a.txt");
    client.open(&uri, slip);
    assert_eq!(client.diagnostics(&uri), (json!(1), vec!["name/typo".to_owned()]));
    let at = json!({"line": 0, "character": 22});
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at},
                        "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = client.call("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Spell the name “Toporivskiy”");
}

#[test]
fn reports_never_go_back_in_time() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, TWICE);
    let mut last = 1;
    for version in 2..=60 {
        client.change(URI, version, if version % 2 == 0 { ONCE } else { TWICE });
        std::thread::sleep(Duration::from_millis(u64::from(version as u32 * 7919 % 60)));
    }
    while last < 60 {
        let (version, codes) = client.diagnostics(URI);
        let version = version.as_i64().unwrap();
        assert!(version >= last, "{version} after {last}");
        assert_eq!(codes.is_empty(), version % 2 == 0);
        last = version;
    }
}

#[test]
fn a_client_that_pulls_is_not_pushed_at() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::memory();
    let capabilities = client.start(&workspace, pulling());
    assert_eq!(capabilities["diagnosticProvider"]["workspaceDiagnostics"], false);
    client.open(URI, TWICE);
    let report = client.answer("diagnostic", URI);
    assert_eq!((&report["kind"], codes(&report["items"])), (&json!("full"), vec!["text/duplicate".to_owned()]));

    let again = json!({"textDocument": {"uri": URI}, "previousResultId": report["resultId"]});
    let unchanged = client.call("textDocument/diagnostic", again.clone());
    assert_eq!(unchanged, json!({"kind": "unchanged", "resultId": report["resultId"]}));

    client.change(URI, 2, ONCE);
    let report = client.call("textDocument/diagnostic", again);
    assert_eq!((&report["kind"], codes(&report["items"])), (&json!("full"), vec![]));
    client.close(URI);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(client.heard("textDocument/publishDiagnostics"), Vec::<Value>::new());
}

#[test]
fn a_client_that_pulls_is_asked_to_pull_again_when_the_corpus_has_changed() {
    let workspace = Workspace::new(&[("a.txt", ONCE)]);
    let mut client = Client::started(&workspace, pulling());
    client.open(URI, TWICE);
    client.hear("workspace/diagnostic/refresh");
    client.open(&workspace.uri("a.txt"), TWICE);
    client.hear("workspace/diagnostic/refresh");
}

#[test]
fn only_what_the_client_understands_is_sent() {
    let workspace = Workspace::new(&[]);
    for (capabilities, understands) in [
        (json!({}), false),
        (json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true, "dataSupport": true}}}), true),
    ] {
        let mut client = Client::started(&workspace, capabilities);
        client.open(URI, TWICE);
        let params = client.hear("textDocument/publishDiagnostics")["params"].clone();
        let diagnostic = &params["diagnostics"][0];
        assert_eq!(diagnostic["source"], "scholiast");
        assert!(diagnostic["message"].as_str().is_some_and(|m| !m.is_empty()));
        assert_eq!(diagnostic.get("relatedInformation").is_some(), understands, "{diagnostic}");
        assert_eq!(diagnostic["data"]["code"] == "text/duplicate", understands, "{diagnostic}");
        assert!(diagnostic.get("tags").is_none());
    }
}

#[test]
fn fixes_are_offered_for_the_range_asked_about_and_make_the_fault_go() {
    let workspace = Workspace::new(&[]);
    let capabilities = json!({
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {}}},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    });
    let mut client = Client::started(&workspace, capabilities);
    let text = "“We close the bridge tonight“, said Ada Byron, the mayor.\n";
    client.open(URI, text);
    let params = client.hear("textDocument/publishDiagnostics")["params"].clone();
    let fault = &params["diagnostics"][0];
    assert_eq!(fault["code"], "quote/wrong-mark", "{params}");

    let ask = |client: &mut Client, range: &Value, context: Value| {
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        client.call("textDocument/codeAction", params)
    };
    let actions = ask(&mut client, &fault["range"], json!({"diagnostics": []}));
    assert_eq!(
        (&actions[0]["kind"], &actions[0]["diagnostics"][0]["code"]),
        (&json!("quickfix"), &json!("quote/wrong-mark"))
    );
    let elsewhere = json!({"start": {"line": 0, "character": 50}, "end": {"line": 0, "character": 52}});
    assert_eq!(ask(&mut client, &elsewhere, json!({"diagnostics": []})), json!([]));
    assert_eq!(ask(&mut client, &fault["range"], json!({"diagnostics": [], "only": ["refactor"]})), json!([]));
    assert_eq!(ask(&mut client, &fault["range"], json!({"diagnostics": [], "only": ["quickfix"]})), actions);

    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    let edits: Vec<Value> = change["edits"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|edit| json!({"range": edit["range"], "text": edit["newText"]}))
        .collect();
    client.edit(URI, 2, json!(edits));
    assert_eq!(client.diagnostics(URI), (json!(2), vec![]));
}
