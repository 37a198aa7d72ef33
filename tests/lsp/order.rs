//! Messages take effect in the order in which they are sent; requests run side by side.

use std::time::Instant;

use serde_json::json;

use crate::harness::{Client, Workspace, targets};

const URI: &str = "untitled:news";

/// Every question sees the text as it was when it was asked, or is told that the text has moved on.
#[test]
fn a_thousand_edits_with_a_question_after_each() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, "See https://example.org/1 there.");
    let mut ids = Vec::new();
    for version in 2..=1000 {
        client.change(URI, version, &format!("See https://example.org/{version} there."));
        ids.push((version, client.ask("documentLink", URI)));
    }
    let mut answered = 0;
    for (version, id) in ids {
        let response = client.response(id);
        match response["error"]["code"].as_i64() {
            None => assert_eq!(targets(&response["result"]), [format!("https://example.org/{version}")]),
            Some(code) => {
                assert_eq!(code, -32801, "{response}");
                continue;
            }
        }
        answered += 1;
    }
    assert!(answered > 0);
    assert_eq!(client.links(URI), ["https://example.org/1000"]);
}

#[test]
fn a_thousand_small_edits_leave_our_text_and_theirs_the_same() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, "See https://example.org/ now.");
    let mut model = "See https://example.org/ now.".to_owned();
    for i in 0..1000_usize {
        let letter = char::from(b'a' + (i % 26) as u8);
        let at = 24 + i * 7919 % (i + 1);
        let position = json!({"line": 0, "character": at});
        client.edit(
            URI,
            i as i32 + 2,
            json!([{"range": {"start": position, "end": position}, "text": letter.to_string()}]),
        );
        model.insert(at, letter);
    }
    let address = model.split(' ').nth(1).unwrap();
    assert_eq!(client.links(URI), [address]);
}

#[test]
fn a_slow_question_does_not_hold_up_a_quick_one() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open("untitled:quick", "See https://example.org/q there.");
    client.links("untitled:quick");
    client.open("untitled:slow", &"The mayor of Leeds said on Monday that 30 people came. ".repeat(4_000));
    let slow = client.ask("documentLink", "untitled:slow");
    let asked = Instant::now();
    assert_eq!(client.links("untitled:quick"), ["https://example.org/q"]);
    let quick = asked.elapsed();
    assert_eq!(client.response(slow)["result"], json!([]));
    assert!(quick < asked.elapsed() / 2, "{quick:?} of {:?}", asked.elapsed());
}

#[test]
fn a_question_is_cancelled_while_others_are_busy() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open("untitled:slow", &"The mayor of Leeds said on Monday that 30 people came. ".repeat(4_000));
    let ids: Vec<i64> = (0..20).map(|_| client.ask("documentLink", "untitled:slow")).collect();
    let asked = Instant::now();
    client.notify("$/cancelRequest", json!({"id": ids[7]}));
    assert_eq!(client.error_code(ids[7]), -32800);
    let cancelled = asked.elapsed();
    for id in ids.iter().filter(|&&id| id != ids[7]) {
        assert_eq!(client.response(*id)["result"], json!([]));
    }
    assert!(cancelled < asked.elapsed() / 2, "{cancelled:?} of {:?}", asked.elapsed());
}

#[test]
fn cancelling_what_is_done_or_was_never_asked_is_harmless() {
    let mut client = Client::memory();
    client.initialize(json!({}));
    for id in [json!(1), json!(99_999), json!("none"), json!(null), json!(5_000_000_000_i64)] {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    assert!(client.is_alive());
}
