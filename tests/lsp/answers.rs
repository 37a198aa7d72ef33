//! Each question once, in each shape a client may ask for.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

const FIRST: &str = "Bridge closed for the night\n\nMayor Ada Byron of Selby closed the bridge. “The deck is not safe for \
    anybody to cross,” Byron said.\n\nByron spoke again later. “We will pay $2 million for a new deck,” Byron said.\n";
const SECOND: &str = "Deck to be replaced\n\nAda Byron said the deck would be replaced. “The deck is not safe for anybody \
    to cross,” Byron said.\n";

fn client(capabilities: Value) -> (Workspace, Client) {
    let workspace = Workspace::new(&[("1.txt", FIRST), ("2.txt", SECOND)]);
    let mut client = Client::started(&workspace, capabilities);
    client.indexed();
    client.open(&workspace.uri("1.txt"), FIRST);
    (workspace, client)
}

/// A question about the first place of some words in the first article.
fn at(workspace: &Workspace, words: &str) -> Value {
    let offset = FIRST.find(words).unwrap();
    let line = FIRST[..offset].matches('\n').count();
    let start = FIRST[..offset].rfind('\n').map_or(0, |i| i + 1);
    let character = FIRST[start..offset].encode_utf16().count() + 1; // behind the first letter
    json!({"textDocument": {"uri": workspace.uri("1.txt")}, "position": {"line": line, "character": character},
        "context": {"includeDeclaration": true}})
}

#[test]
fn a_hover_is_markdown_or_plain_text_as_the_client_wants() {
    for (formats, kind) in [(json!(["markdown", "plaintext"]), "markdown"), (json!(["plaintext"]), "plaintext")] {
        let (workspace, mut client) = client(json!({"textDocument": {"hover": {"contentFormat": formats}}}));
        let hover = client.call("textDocument/hover", at(&workspace, "Ada Byron"));
        assert_eq!(hover["contents"]["kind"], kind);
        let text = hover["contents"]["value"].as_str().unwrap();
        assert!(text.contains("Ada Byron") && text.lines().count() <= 12, "{text}");
        assert_eq!(text.contains("**"), kind == "markdown", "{text}");
        assert!(hover["range"]["start"]["line"] == 2, "{hover}");
        assert_eq!(client.call("textDocument/hover", at(&workspace, "closed for")), json!(null));
    }
}

#[test]
fn going_somewhere_gives_locations_or_links() {
    let (workspace, mut client) = client(json!({"textDocument": {"definition": {"linkSupport": true}}}));
    let question = at(&workspace, "Byron spoke");
    let links = client.call("textDocument/definition", question.clone());
    assert_eq!(links[0]["targetUri"], workspace.uri("1.txt"), "{links}");
    assert_eq!(links[0]["targetSelectionRange"]["start"]["line"], 2);
    assert_eq!(links[0]["originSelectionRange"]["start"], json!({"line": 4, "character": 0}));
    let locations = client.call("textDocument/declaration", question);
    assert_eq!(
        (&locations[0]["uri"], &locations[0]["range"]["start"]["line"]),
        (&json!(workspace.uri("1.txt")), &json!(2))
    );
}

#[test]
fn references_lead_into_other_articles() {
    let (workspace, mut client) = client(json!({}));
    for words in ["Ada Byron", "“The deck"] {
        let places = client.call("textDocument/references", at(&workspace, words)).to_string();
        for article in ["1.txt", "2.txt"] {
            assert!(places.contains(&workspace.uri(article)), "{words}: {places}");
        }
    }
    let here = client.call("textDocument/documentHighlight", at(&workspace, "Ada Byron"));
    assert_eq!(here.as_array().map(Vec::len), Some(4), "{here}");
}

#[test]
fn an_outline_is_a_tree_or_flat() {
    let tree = json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    for (capabilities, is_tree) in [(tree, true), (json!({}), false)] {
        let (workspace, mut client) = client(capabilities);
        let outline = client.answer("documentSymbol", &workspace.uri("1.txt"));
        assert_eq!(outline[0].get("children").is_some(), is_tree, "{outline}");
        assert_eq!(outline[0].get("location").is_some(), !is_tree, "{outline}");
        assert!(outline.to_string().contains("not safe"), "{outline}");
    }
}

#[test]
fn anybody_is_found_by_any_spelling() {
    let (_workspace, mut client) = client(json!({}));
    let found = client.call("workspace/symbol", json!({"query": "byron"}));
    assert!(found[0]["name"].as_str().is_some_and(|name| name.contains("Byron")), "{found}");
    assert!(found[0]["location"]["uri"].as_str().unwrap().ends_with("1.txt"), "{found}");
    assert_eq!(client.call("workspace/symbol", json!({"query": "zzzz"})), json!([]));
}

#[test]
fn lenses_carry_what_an_editor_needs_to_show_the_places() {
    let (workspace, mut client) = client(json!({}));
    let lenses = client.answer("codeLens", &workspace.uri("1.txt"));
    let command = &lenses[0]["command"];
    assert_eq!(command["command"], "scholiast.showReferences", "{lenses}");
    assert_eq!(command["arguments"][0], workspace.uri("1.txt"));
    assert_eq!(command["arguments"][1], lenses[0]["range"]["start"]);
    assert!(command["arguments"][2].as_array().unwrap().iter().any(|place| place["uri"] == workspace.uri("2.txt")));
}

/// A client that cannot be asked to ask again shows for good what it is told first: counts of all articles, unless they
/// take the server longer than a reader would wait.
#[test]
fn the_first_lenses_of_a_client_that_cannot_refresh_count_every_article() {
    let names: Vec<String> = (1..=40).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), FIRST)).collect();
    let workspace = Workspace::new(&files);
    let mut client = Client::started(&workspace, json!({}));
    client.open(&workspace.uri("1.txt"), FIRST);
    let asked = Instant::now();
    let lenses = client.answer("codeLens", &workspace.uri("1.txt"));
    if asked.elapsed() > Duration::from_secs(2) {
        return;
    }
    let titles: Vec<&str> = lenses.as_array().unwrap().iter().filter_map(|l| l["command"]["title"].as_str()).collect();
    assert!(titles.iter().any(|title| title.contains("40 articles")), "{titles:?}");
}

#[test]
fn selections_grow_from_the_word_to_the_article() {
    let (workspace, mut client) = client(json!({}));
    let question = at(&workspace, "Byron spoke");
    let params = json!({"textDocument": question["textDocument"], "positions": [question["position"]]});
    let mut selection = &client.call("textDocument/selectionRange", params)[0];
    let mut lengths = Vec::new();
    while selection.is_object() {
        lengths.push(selection["range"].clone());
        selection = &selection["parent"];
    }
    assert!(lengths.len() >= 3, "{lengths:?}");
    assert_eq!(lengths[0]["start"], json!({"line": 4, "character": 0}));
    assert_eq!(lengths.last().unwrap()["start"], json!({"line": 0, "character": 0}));
}

/// The addresses of open documents are given back as the client writes them, not as we would.
#[test]
fn addresses_come_back_as_the_client_writes_them() {
    let workspace = Workspace::new(&[("1.txt", FIRST)]);
    let mut client = Client::started(&workspace, json!({}));
    let ours = workspace.uri("1.txt");
    let theirs = ours.replace("1.txt", "%31.txt");
    client.open(&theirs, FIRST);
    client.indexed();
    let params = json!({"textDocument": {"uri": theirs}, "position": {"line": 2, "character": 7}});
    let places = client.call("textDocument/declaration", params);
    assert_eq!(places[0]["uri"], theirs);
}

#[test]
fn a_name_begun_is_offered_in_full_with_its_role() {
    let workspace = Workspace::new(&[("a.txt", "Energy minister Halyna Sorokun spoke. Sorokun left.\n")]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    client.open("untitled:b", "Later Soro and then soro left.\n");
    let at = |character: u32| json!({"textDocument": {"uri": "untitled:b"}, "position": {"line": 0, "character": character}});
    let list = client.call("textDocument/completion", at(10));
    let item = &list["items"][0];
    assert_eq!((&item["label"], &item["detail"]), (&json!("Halyna Sorokun"), &json!("Energy minister")), "{list}");
    assert_eq!(item["textEdit"]["range"]["start"]["character"], 6);
    for character in [8, 24] {
        assert_eq!(client.call("textDocument/completion", at(character)), json!(null), "{character}");
    }
}

#[test]
fn the_type_of_a_name_is_its_profile_in_a_file_nobody_edits() {
    let cache = tempfile::tempdir().unwrap();
    let workspace = Workspace::new(&[("a.txt", "Energy minister Halyna Sorokun spoke. “It holds,” Sorokun said.\n")]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_scholiast"));
    let mut client = Client::of_child(command.args(["lsp", "--stdio"]).env("XDG_CACHE_HOME", cache.path()));
    client.start(&workspace, json!({}));
    client.indexed();
    let at = json!({"textDocument": {"uri": workspace.uri("a.txt")}, "position": {"line": 0, "character": 20}});
    for _ in 0..2 {
        let uri = client.call("textDocument/typeDefinition", at.clone())["uri"].as_str().unwrap_or("").to_owned();
        let path = tower_lsp::lsp_types::Url::parse(&uri).unwrap().to_file_path().unwrap();
        assert!(path.starts_with(cache.path()) && path.metadata().unwrap().permissions().readonly(), "{uri}");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.starts_with("# Halyna Sorokun\n\n- 2 mentions in 1 article, 1 quotation\n"), "{text}");
        assert!(text.contains("## Called\n\n- Energy minister — [a](<file://"), "{text}");
    }
}

#[test]
fn a_type_hierarchy_leads_from_a_person_over_the_office_to_its_country_and_back() {
    const TEXT: &str = "Norwegian President Petro Vell spoke. Norway’s Defence Ministry said nothing.\n";
    let workspace = Workspace::new(&[("a.txt", TEXT)]);
    let mut client = Client::memory();
    assert_eq!(client.start(&workspace, json!({}))["typeHierarchyProvider"], true);
    client.indexed();
    client.open(&workspace.uri("a.txt"), TEXT);
    let at = |character: u32| {
        let position = json!({"line": 0, "character": character});
        json!({"textDocument": {"uri": workspace.uri("a.txt")}, "position": position})
    };
    let mut items = |method: &str, params: Value| client.call(method, params).as_array().cloned().unwrap_or_default();
    let names =
        |items: &[Value]| items.iter().map(|i| i["name"].as_str().unwrap_or("?").to_owned()).collect::<Vec<_>>();
    let person = items("textDocument/prepareTypeHierarchy", at(21));
    assert_eq!(names(&person), ["Petro Vell"]);
    let office = items("typeHierarchy/supertypes", json!({"item": person[0]}));
    assert_eq!((names(&office), &office[0]["detail"]), (vec!["president".to_owned()], &json!("Norway")));
    let country = items("typeHierarchy/supertypes", json!({"item": office[0]}));
    assert_eq!(names(&country), ["Norway"]);
    let below = items("typeHierarchy/subtypes", json!({"item": country[0]}));
    assert_eq!(names(&below), ["president", "Defence Ministry"]);
    assert_eq!(below[0]["detail"], "Petro Vell");
    // Some clients hand back what was never there as null.
    let mut handed_back = below[0].clone();
    handed_back["tags"] = json!(null);
    assert_eq!(names(&items("typeHierarchy/subtypes", json!({"item": handed_back}))), ["Petro Vell"]);
    assert_eq!(names(&items("typeHierarchy/supertypes", json!({"item": below[1]}))), ["Norway"]);
    assert!(items("textDocument/prepareTypeHierarchy", at(33)).is_empty());
}
