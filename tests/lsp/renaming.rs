//! Another name for somebody, across articles.

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

const DAM: &str = "Petro Lysak spoke in Ustryn. “Petro Lysak is my name,” Lysak said.\n";
const GATE: &str = "Petro Lysak left the gate.\n";

fn rename(client: &mut Client, uri: &str, character: u32, name: &str) -> i64 {
    let position = json!({"line": 0, "character": character});
    client.request("textDocument/rename", json!({"textDocument": {"uri": uri}, "position": position, "newName": name}))
}

/// The edits of a document: where they start, and the new text.
fn edits(document: &Value) -> Vec<String> {
    let edits = document["edits"].as_array().cloned().unwrap_or_default();
    edits.iter().map(|e| format!("{} {}", e["range"]["start"]["character"], e["newText"])).collect()
}

#[test]
fn a_name_changes_in_every_article_and_what_is_quoted_stays() {
    let workspace = Workspace::new(&[("dam.txt", DAM), ("gate.txt", GATE)]);
    let edit = json!({"documentChanges": true, "changeAnnotationSupport": {}});
    let mut client = Client::started(&workspace, json!({"workspace": {"workspaceEdit": edit}}));
    client.indexed();
    let uri = workspace.uri("dam.txt");
    client.open(&uri, DAM);
    let id = rename(&mut client, &uri, 57, "Lisak");
    let result = client.response(id)["result"].clone();
    let documents = result["documentChanges"].as_array().cloned().unwrap_or_default();
    assert_eq!(documents[0]["textDocument"], json!({"uri": uri, "version": 1}));
    assert_eq!(edits(&documents[0]), [r#"0 "Petro Lisak""#, r#"55 "Lisak""#]);
    assert_eq!(documents[1]["textDocument"], json!({"uri": workspace.uri("gate.txt"), "version": null}));
    assert_eq!(edits(&documents[1]), [r#"0 "Petro Lisak""#]);
    let annotation = documents[1]["edits"][0]["annotationId"].as_str().unwrap_or("");
    assert_eq!(result["changeAnnotations"][annotation]["needsConfirmation"], true);
}

#[test]
fn other_open_documents_are_changed_as_they_were_read_or_not_at_all() {
    let workspace = Workspace::new(&[("dam.txt", DAM), ("gate.txt", GATE)]);
    let mut client = Client::started(&workspace, json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}));
    client.indexed();
    let (dam, gate) = (workspace.uri("dam.txt"), workspace.uri("gate.txt"));
    client.open(&gate, GATE);
    client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": gate}}));
    client.open(&dam, DAM);
    let id = rename(&mut client, &dam, 57, "Lisak");
    let result = client.response(id)["result"].clone();
    assert_eq!(result["documentChanges"][1]["textDocument"], json!({"uri": gate, "version": 1}));
    let typed =
        json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "Mr "}]);
    let document = json!({"uri": gate, "version": 2});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": typed}));
    let id = rename(&mut client, &dam, 57, "Lisak");
    let response = client.response(id);
    match response["error"]["code"].as_i64() {
        Some(code) => assert_eq!(code, -32801, "{response}"),
        None => {
            let changed = &response["result"]["documentChanges"][1];
            assert_eq!(
                (&changed["textDocument"]["version"], edits(changed)),
                (&json!(2), vec![r#"3 "Petro Lisak""#.to_owned()])
            );
        }
    }
}

#[test]
fn what_cannot_be_renamed_is_refused_with_the_reason() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open("untitled:a", DAM);
    for (character, name) in [(31, "Lisak"), (0, " "), (0, "a\nb"), (13, "Lisak")] {
        let id = rename(&mut client, "untitled:a", character, name);
        assert_eq!(client.error_code(id), -32602, "{character} {name:?}");
    }
    let at = |character: u32| json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": character}});
    let range = client.call("textDocument/prepareRename", at(1));
    assert_eq!(range["end"]["character"], 11);
    assert_eq!(client.call("textDocument/prepareRename", at(31)), json!(null));
}
