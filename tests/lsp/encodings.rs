//! Positions count what was agreed on.

use serde_json::{Value, json};

use crate::harness::{Client, Workspace, targets};

const URI: &str = "untitled:a";

fn offering(encodings: &[&str]) -> (Client, Value) {
    let mut client = Client::memory();
    let capabilities = client.start(&Workspace::new(&[]), json!({"general": {"positionEncodings": encodings}}));
    (client, capabilities["positionEncoding"].clone())
}

#[test]
fn utf_8_is_taken_where_it_is_offered_and_utf_16_where_nothing_is() {
    for (offered, taken) in [
        (&["utf-16", "utf-8"][..], "utf-8"),
        (&["utf-32", "utf-16"], "utf-16"),
        (&["utf-32"], "utf-32"),
        (&["utf-7"], "utf-16"),
        (&[], "utf-16"),
    ] {
        assert_eq!(offering(offered).1, taken, "{offered:?}");
    }
}

#[test]
fn columns_count_the_agreed_units_out_and_in() {
    // 🍎 is four bytes, two UTF-16 units and one character; é two, one and one.
    for (encoding, before) in [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)] {
        let (mut client, taken) = offering(&[encoding]);
        assert_eq!(taken, encoding);
        client.open(URI, "\u{1f34e}é https://example.org/x end");
        let links = client.answer("documentLink", URI);
        let at = |character: u32| json!({"line": 0, "character": character});
        assert_eq!(links[0]["range"], json!({"start": at(before), "end": at(before + 21)}), "{encoding}");
        // An edit behind both, and one of the apple itself.
        let end = json!({"start": at(before + 21), "end": at(before + 21)});
        let apple = json!({"start": at(0), "end": at(before - if encoding == "utf-8" { 3 } else { 2 })});
        client.edit(URI, 2, json!([{"range": end, "text": "yz"}, {"range": apple, "text": ""}]));
        let links = client.answer("documentLink", URI);
        assert_eq!(targets(&links), ["https://example.org/xyz"]);
        assert_eq!(links[0]["range"]["start"], at(if encoding == "utf-8" { 3 } else { 2 }));
    }
}

#[test]
fn all_line_ends_of_the_protocol_count_and_no_others() {
    let (mut client, _) = offering(&["utf-16"]);
    client.open(URI, "a\rb\r\nc\u{2028}c\u{85}c\u{b}c\u{c}\nhttps://example.org/x");
    let links = client.answer("documentLink", URI);
    assert_eq!(links[0]["range"]["start"], json!({"line": 3, "character": 0}));
}
