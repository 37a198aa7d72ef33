//! Texts and files that are not what one expects. Each leaves the server answering.

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

/// Ask everything that can be asked about a document.
fn ask_everything(client: &mut Client, uri: &str) {
    let document = json!({"uri": uri});
    for (line, character) in [(0, 0), (0, 5), (1, 3), (7, 70_000), (4_000_000_000_u32, 4_000_000_000_u32)] {
        let position = json!({"line": line, "character": character});
        for question in ["hover", "definition", "declaration", "implementation", "documentHighlight", "references"] {
            let params =
                json!({"textDocument": document, "position": position, "context": {"includeDeclaration": true}});
            client.call(&format!("textDocument/{question}"), params);
        }
        let selections = client
            .call("textDocument/selectionRange", json!({"textDocument": document, "positions": [position, position]}));
        assert_eq!(selections.as_array().map(Vec::len), Some(2));
        let range = json!({"start": position, "end": {"line": 3, "character": 1}});
        for question in ["inlayHint", "semanticTokens/range", "codeAction"] {
            let params = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
            client.call(&format!("textDocument/{question}"), params);
        }
    }
    for question in ["documentSymbol", "codeLens", "semanticTokens/full", "foldingRange", "documentLink", "diagnostic"]
    {
        client.call(&format!("textDocument/{question}"), json!({"textDocument": document}));
    }
}

#[test]
fn odd_texts_are_answered_about() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    for (i, text) in [
        "",
        "\n",
        "\r",
        "\u{feff}",
        "“”‘’\"\"''«»„“——…!?.,;:()[]{}",
        "““““““““““““““““““““““““““““““““",
        "👩‍👩‍👧‍👦 said: “🎉🎉” – 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 5 🍎 on 🗓️ Monday",
        "قال الرئيس: «سندفع 5 ملايين دولار» يوم الاثنين.\n\u{202e}Ada Byron\u{202c} said so.",
        "One.\r\nTwo said “three.\rFour”.\u{2028}Five\u{85}Six\u{b}Seven\r\n\r\n",
        "\0\0\0",
        "a\u{300}\u{301}\u{302}\u{303} $ % € 1,2,3.4.5-6–7/8 http:// https://… @ # \u{fffd}",
        "$9999999999999999999999999999999999999999 and 1e400 % and 99999999999999999999-99999999999999999999 km",
    ]
    .iter()
    .enumerate()
    {
        let uri = format!("untitled:{i}");
        client.open(&uri, text);
        ask_everything(&mut client, &uri);
        client.edit(&uri, 2, json!([{"range": {"start": {"line": 0, "character": 1}, "end": {"line": 9, "character": 9}}, "text": "é“"}]));
        ask_everything(&mut client, &uri);
    }
    assert!(client.is_alive());
}

#[test]
fn eight_mebibytes_on_one_line() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::process();
    client.start(&workspace, json!({}));
    let start = json!({"line": 0, "character": 0});
    client.open("untitled:long", "");
    client.edit("untitled:long", 2, json!([{"range": {"start": start, "end": start}, "text": "x".repeat(8 << 20)}]));
    let end = json!({"line": 0, "character": 8 << 20});
    client.edit("untitled:long", 3, json!([{"range": {"start": end, "end": end}, "text": " https://example.org/end"}]));
    assert_eq!(client.links("untitled:long"), ["https://example.org/end"]);
}

#[test]
fn files_that_are_no_articles_are_left_out_and_named() {
    let workspace = Workspace::new(&[("good.txt", "See https://example.org/good there.")]);
    workspace.write("binary.txt", b"a\0b");
    workspace.write("latin.txt", b"caf\xe9 https://example.org/latin end");
    workspace.write("broken.txt", b"\xe2\x80 https://example.org/broken \xff");
    workspace.write("large.txt", vec![b'x'; 2000]);
    workspace.write("empty.txt", "");
    std::fs::create_dir(workspace.path("folder.txt")).unwrap();
    let mut client = Client::memory();
    client.initialize(
        json!({"rootUri": workspace.root_uri(), "capabilities": {}, "initializationOptions": {"maxFileSize": 1000}}),
    );
    client.indexed();
    let log = Value::Array(client.heard("window/logMessage")).to_string();
    for (name, why) in [("binary.txt", "NUL"), ("large.txt", "maxFileSize")] {
        assert!(log.contains(name) && log.contains(why), "{log}");
    }
    for name in ["good", "latin", "broken"] {
        assert_eq!(client.links(&workspace.uri(&format!("{name}.txt"))), [format!("https://example.org/{name}")]);
    }
    assert_eq!(client.answer("documentLink", &workspace.uri("empty.txt")), json!([]));
    for name in ["binary.txt", "large.txt", "folder.txt", "none.txt"] {
        assert_eq!(client.answer("documentLink", &workspace.uri(name)), json!(null), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named_and_the_others_are_read() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::new(&[("a.txt", "See https://example.org/a there."), ("locked/b.txt", "b")]);
    let locked = workspace.path("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let is_locked = std::fs::read_dir(&locked).is_err(); // not for root
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    assert_eq!(client.links(&workspace.uri("a.txt")), ["https://example.org/a"]);
    let log = Value::Array(client.heard("window/logMessage")).to_string();
    assert!(!is_locked || log.contains("locked"), "{log}");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn changes_that_come_too_late_or_to_nothing_are_ignored_and_logged() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    let (uri, text) = ("untitled:a", |n| format!("See https://example.org/{n} there."));
    client.change(uri, 1, &text(0));
    client.logged("never opened");
    client.open(uri, &text(1));
    client.change(uri, 5, &text(5));
    for stale in [5, 4, 1, -3] {
        client.change(uri, stale, &text(stale));
        client.logged("after version 5");
    }
    assert_eq!(client.links(uri), ["https://example.org/5"]);
    client.open(uri, &text(77));
    assert_eq!(client.links(uri), ["https://example.org/77"]);
    client.close(uri);
    client.close(uri);
    client.change(uri, 78, &text(78));
    client.until_gone(uri);
}

#[test]
fn any_address_may_be_opened() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    for uri in [
        "untitled:Untitled-1",
        "git:/a/b.txt?%7B%22ref%22%3A%22HEAD%22%7D",
        "vscode-notebook-cell:/a.ipynb#W0",
        "file:///no/such/caf%C3%A9%20%26%20more.txt",
        "file:///no/such/directory",
        "http://example.org/a.txt",
        "data:text/plain,hello",
    ] {
        client.open(uri, "See https://example.org/x there.");
        assert_eq!(client.links(uri), ["https://example.org/x"], "{uri}");
        assert_eq!(client.diagnostics(uri).0, 1);
        client.close(uri);
        client.until_gone(uri);
    }
}
