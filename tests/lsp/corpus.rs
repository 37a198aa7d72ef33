//! Folders and files: what is in the corpus, and when.

use serde_json::json;

use crate::harness::{Client, Workspace};

fn linked(name: &str) -> String {
    format!("See https://example.org/{name} there.")
}

#[test]
fn a_file_counts_until_it_is_opened_and_again_after() {
    let workspace = Workspace::new(&[("a b é.txt", &linked("disk"))]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    let uri = workspace.uri("a b é.txt");
    assert_eq!(client.links(&uri), ["https://example.org/disk"]);
    client.open(&uri, &linked("buffer"));
    assert_eq!(client.links(&uri), ["https://example.org/buffer"]);
    workspace.write("a b é.txt", linked("disk2"));
    assert_eq!(client.links(&uri), ["https://example.org/buffer"]);
    client.close(&uri);
    client.until_links(&uri, &["https://example.org/disk2"]);
}

#[test]
fn files_are_watched_by_us_where_the_client_cannot() {
    let workspace = Workspace::new(&[("a.txt", &linked("a"))]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    client.until_links(&workspace.uri("a.txt"), &["https://example.org/a"]);
    workspace.write("new/b.txt", linked("b"));
    client.until_links(&workspace.uri("new/b.txt"), &["https://example.org/b"]);
    workspace.write("a.txt", linked("a2"));
    client.until_links(&workspace.uri("a.txt"), &["https://example.org/a2"]);
    workspace.remove("a.txt");
    client.until_gone(&workspace.uri("a.txt"));
    workspace.write("c.txt", linked("c"));
    client.until_links(&workspace.uri("c.txt"), &["https://example.org/c"]);
    workspace.write(".gitignore", "c.txt\n");
    client.until_gone(&workspace.uri("c.txt"));
    std::fs::remove_dir_all(workspace.path("new")).unwrap();
    client.until_gone(&workspace.uri("new/b.txt"));
}

#[test]
fn files_are_watched_by_the_client_where_it_can() {
    let workspace = Workspace::new(&[("a.txt", &linked("a")), (".gitignore", "secret\n")]);
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::started(&workspace, capabilities);
    let registered = client.hear("client/registerCapability").to_string();
    assert!(registered.contains("workspace/didChangeWatchedFiles"), "{registered}");
    client.indexed();
    workspace.write("b.TXT", linked("b"));
    workspace.write("secret/c.txt", linked("c"));
    workspace.write("notes.md", linked("d"));
    workspace.remove("a.txt");
    let changed = |name: &str, kind: i32| json!({"uri": workspace.uri(name), "type": kind});
    let changes = [changed("b.TXT", 1), changed("secret/c.txt", 1), changed("notes.md", 1), changed("a.txt", 3)];
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    client.until_links(&workspace.uri("b.TXT"), &["https://example.org/b"]);
    client.until_gone(&workspace.uri("a.txt"));
    for name in ["secret/c.txt", "notes.md"] {
        assert_eq!(client.answer("documentLink", &workspace.uri(name)), json!(null), "{name}");
    }
}

#[test]
fn folders_come_and_go() {
    let (first, second) = (Workspace::new(&[("a.txt", &linked("a"))]), Workspace::new(&[("b.txt", &linked("b"))]));
    let mut client = Client::memory();
    let folder = |w: &Workspace| json!({"uri": w.root_uri(), "name": ""});
    client.initialize(json!({"workspaceFolders": [folder(&first), folder(&second)], "capabilities": {}}));
    client.until_links(&first.uri("a.txt"), &["https://example.org/a"]);
    client.until_links(&second.uri("b.txt"), &["https://example.org/b"]);
    let event = json!({"event": {"added": [], "removed": [folder(&first)]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.until_gone(&first.uri("a.txt"));
    let event = json!({"event": {"added": [folder(&first)], "removed": [folder(&second)]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.until_links(&first.uri("a.txt"), &["https://example.org/a"]);
    client.until_gone(&second.uri("b.txt"));
}

#[test]
fn the_neighbours_of_a_file_outside_every_folder_are_read() {
    let workspace = Workspace::new(&[("a.txt", ""), ("b.txt", &linked("b")), ("below/c.txt", &linked("c"))]);
    let mut client = Client::memory();
    client.initialize(json!({"capabilities": {}}));
    client.open(&workspace.uri("a.txt"), "");
    client.until_links(&workspace.uri("b.txt"), &["https://example.org/b"]);
    assert_eq!(client.answer("documentLink", &workspace.uri("below/c.txt")), json!(null));
    workspace.write("d.txt", linked("d"));
    client.until_links(&workspace.uri("d.txt"), &["https://example.org/d"]);
}

#[test]
fn home_is_never_read() {
    let home = Workspace::new(&[("a.txt", &linked("a")), ("b.txt", &linked("b"))]);
    let mut client = Client::of_child(
        std::process::Command::new(env!("CARGO_BIN_EXE_scholiast")).arg("lsp").env("HOME", home.root()),
    );
    client.initialize(json!({"rootUri": home.root_uri(), "rootPath": home.root(), "capabilities": {}}));
    let message = client.hear("window/logMessage")["params"]["message"].to_string();
    assert!(message.contains("is not read") && message.contains("home folder"), "{message}");
    client.open(&home.uri("a.txt"), &linked("buffer"));
    assert_eq!(client.links(&home.uri("a.txt")), ["https://example.org/buffer"]);
    assert_eq!(client.answer("documentLink", &home.uri("b.txt")), json!(null));
    client.close(&home.uri("a.txt"));
    client.until_gone(&home.uri("a.txt"));
}
