//! Beginning and end of a session.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{Client, Workspace};

const SOON: Duration = Duration::from_secs(60);

#[test]
fn shutdown_then_exit_ends_well_though_the_stream_stays_open() {
    for mut client in [Client::memory(), Client::process()] {
        client.initialize(json!({"capabilities": {}}));
        assert_eq!(client.call("shutdown", json!(null)), json!(null));
        client.notify("exit", json!(null));
        assert_eq!(client.exit_code(SOON), Some(0));
    }
}

#[test]
fn shutdown_and_exit_in_one_breath_still_answer_the_shutdown() {
    let mut client = Client::process();
    client.initialize(json!({"capabilities": {}}));
    let id = client.request("shutdown", json!(null));
    client.notify("exit", json!(null));
    assert_eq!(client.exit_code(SOON), Some(0));
    assert_eq!(client.response(id)["result"], json!(null));
}

#[test]
fn exit_without_shutdown_and_a_closed_stream_end_badly() {
    for mut client in [Client::memory(), Client::process()] {
        client.initialize(json!({"capabilities": {}}));
        client.notify("exit", json!(null));
        assert_eq!(client.exit_code(SOON), Some(1));
    }
    let mut client = Client::process();
    client.hang_up();
    assert_eq!(client.exit_code(SOON), Some(1));
}

#[test]
fn exit_ends_at_once_while_an_article_is_being_read() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::process();
    client.start(&workspace, json!({}));
    client.open("untitled:long", &"So said Ada Byron on Monday. ".repeat(10_000));
    client.ask("documentLink", "untitled:long");
    client.call("shutdown", json!(null));
    let asked = Instant::now();
    client.notify("exit", json!(null));
    assert_eq!(client.exit_code(SOON), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = Client::memory();
    let early = client.ask("hover", "untitled:a");
    assert_eq!(client.error_code(early), -32002);
    client.open("untitled:a", "ignored");
    client.initialize(json!({"capabilities": {}}));
    let twice = client.request("initialize", json!({"capabilities": {"general": {"positionEncodings": ["utf-8"]}}}));
    assert_eq!(client.error_code(twice), -32600);
    assert_eq!(client.answer("documentLink", "untitled:a"), json!(null));

    client.call("shutdown", json!(null));
    let late = client.ask("documentLink", "untitled:a");
    assert_eq!(client.error_code(late), -32600);
    let twice = client.request("shutdown", json!(null));
    assert_eq!(client.error_code(twice), -32600);
    client.notify("exit", json!(null));
    assert_eq!(client.exit_code(SOON), Some(0));
}

#[test]
fn a_client_is_not_refused_over_what_it_says_of_itself() {
    for params in [
        json!(null),
        json!({}),
        json!({"capabilities": {"textDocument": {"hover": true, "foldingRange": {"foldingRangeKind": {"valueSet": ["new"]}}}}}),
        json!({"capabilities": [], "rootUri": 7, "workspaceFolders": "none", "trace": "loud", "processId": "x"}),
    ] {
        let mut client = Client::memory();
        let id = client.request("initialize", params);
        let response = client.response(id);
        assert_eq!(response["result"]["serverInfo"]["name"], "scholiast", "{response}");
        assert_eq!(response["result"]["capabilities"]["positionEncoding"], "utf-16");
    }
}

/// The client is a shell that starts the server, hands it its number and is killed; the server's input stays open,
/// because we hold it.
#[cfg(unix)]
#[test]
fn a_killed_client_leaves_no_server_behind() {
    let server = env!("CARGO_BIN_EXE_scholiast");
    let script = format!("exec 3<&0; '{server}' lsp --stdio <&3 & wait");
    let mut shell = Command::new("sh");
    let mut client = Client::of_child(shell.arg("-c").arg(script).stderr(Stdio::null()));
    let shell = client.pid();
    client.initialize(json!({"processId": shell, "capabilities": {}}));
    assert!(client.is_alive());
    client.kill();
    // The server held the other end of the pipe that this thread reads.
    assert!(client.closed_within(SOON), "the server lives on");
}

#[test]
fn a_process_number_from_another_world_is_not_watched() {
    let mut client = Client::memory();
    client.initialize(json!({"processId": 4_000_000, "capabilities": {}}));
    std::thread::sleep(Duration::from_millis(1500));
    assert!(client.is_alive());
}
