//! Colours: all of them, a part of them, and what changed.

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

const URI: &str = "untitled:a";
const TEXT: &str = "“We close the bridge,” said the mayor.\n\n“We do not,” said her deputy. “Not tonight.”\n";
/// Lines of one width: a hard-wrapped paragraph.
const WRAPPED: &str = "Bridge to close for the night\n\n“We close the bridge for the whole\nnight and open it in the \
    morning,”\nsaid the mayor of the small town of\nSelby on the river, who was there.\n";

fn numbers(tokens: &Value) -> Vec<u64> {
    tokens.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect()
}

fn full(client: &mut Client) -> (Value, Vec<u64>) {
    let answer = client.answer("semanticTokens/full", URI);
    (answer["resultId"].clone(), numbers(&answer["data"]))
}

#[test]
fn a_difference_makes_the_new_tokens_of_the_old() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, TEXT);
    let (mut id, mut tokens) = full(&mut client);
    assert_eq!(tokens.len() % 5, 0);
    assert!(!tokens.is_empty());
    let edits = [(0, 0, "He came. "), (2, 0, "“Why not?” he said. "), (0, 9, "\n\n“No,” he said. "), (2, 5, "")];
    for (i, (line, character, text)) in edits.into_iter().enumerate() {
        let at = json!({"line": line, "character": character});
        client.edit(URI, i as i32 + 2, json!([{"range": {"start": at, "end": at}, "text": text}]));
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": id});
        let delta = client.call("textDocument/semanticTokens/full/delta", params);
        for edit in delta["edits"].as_array().unwrap() {
            let (start, deleted) =
                (edit["start"].as_u64().unwrap() as usize, edit["deleteCount"].as_u64().unwrap() as usize);
            tokens.splice(start..start + deleted, numbers(&edit["data"]));
        }
        id = delta["resultId"].clone();
        let (_, wanted) = full(&mut client);
        assert_eq!(tokens, wanted, "after {text:?}");
        // `full` is now what the server remembers, under another name: the old name gives everything.
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": id});
        let all = client.call("textDocument/semanticTokens/full/delta", params);
        assert_eq!(numbers(&all["data"]), wanted);
        id = all["resultId"].clone();
    }
}

#[test]
fn a_range_gives_the_tokens_that_touch_it() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, TEXT);
    let (_, all) = full(&mut client);
    let ask = |client: &mut Client, from: u32, to: u32| {
        let range = json!({"start": {"line": from, "character": 0}, "end": {"line": to, "character": 0}});
        let params = json!({"textDocument": {"uri": URI}, "range": range});
        numbers(&client.call("textDocument/semanticTokens/range", params)["data"])
    };
    assert_eq!(ask(&mut client, 0, 9), all);
    let (first, second) = (ask(&mut client, 0, 1), ask(&mut client, 1, 9));
    assert_eq!(first.len() + second.len(), all.len());
    assert_eq!((first[0], second[0]), (0, 2));
    assert_eq!(ask(&mut client, 1, 2), Vec::<u64>::new());
}

#[test]
fn a_quotation_over_lines_is_coloured_line_by_line() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::started(&workspace, json!({}));
    client.open(URI, WRAPPED);
    let (_, tokens) = full(&mut client);
    let lines: Vec<&[u64]> = tokens.chunks(5).map(|t| &t[..3]).collect();
    assert_eq!(lines[..2], [&[2, 0, 34][..], &[1, 0, 34]]);
}
