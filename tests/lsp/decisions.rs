//! What readers decide holds at once, holds the next time, and is undone by deleting its line.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Client, Workspace};

const ENVOY: &str = "Halyna Sorokun spoke in Ustryn. The minister Halyna Sorokun left at noon.\n";
const DAM: &str = "Petro Lysak spoke in Ustryn. Petro Lysak left at noon.\n";
const FILE: &str = ".scholiast/decisions.tsv";

fn can() -> Value {
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
           "window": {"showDocument": {"support": true}}})
}

fn workspace() -> Workspace {
    Workspace::new(&[("envoy.txt", ENVOY), ("dam.txt", DAM)])
}

/// The first line of the hover at the start of an article.
fn who(client: &mut Client, uri: &str) -> String {
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}});
    let hover = client.call("textDocument/hover", at);
    hover["contents"]["value"].as_str().unwrap_or("nobody").to_owned()
}

fn until(client: &mut Client, uri: &str, wanted: impl Fn(&str) -> bool) -> String {
    let deadline = Instant::now() + Duration::from_secs(300);
    loop {
        let hover = who(client, uri);
        if wanted(&hover) {
            return hover;
        }
        assert!(Instant::now() < deadline, "{hover}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The command behind the action with this title at the start of an article.
fn action(client: &mut Client, uri: &str, title: &str) -> Value {
    let at = json!({"line": 0, "character": 3});
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at},
                        "context": {"diagnostics": [], "only": ["refactor"]}});
    let actions = client.call("textDocument/codeAction", params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    let titles: Vec<String> = actions.iter().map(|action| action["title"].to_string()).collect();
    let found = actions.into_iter().find(|action| action["title"] == title);
    let found = found.unwrap_or_else(|| panic!("“{title}” is not among {titles:?}"));
    json!({"command": found["command"]["command"], "arguments": found["command"]["arguments"]})
}

fn run(client: &mut Client, uri: &str, title: &str) {
    let command = action(client, uri, title);
    client.call("workspace/executeCommand", command);
}

fn decided(workspace: &Workspace) -> Vec<String> {
    let file = std::fs::read_to_string(workspace.path(FILE)).unwrap_or_default();
    file.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn two_people_merged_stay_merged_until_the_line_is_deleted() {
    let workspace = workspace();
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("dam.txt");
    client.open(&uri, DAM);
    assert!(who(&mut client, &uri).contains("2 mentions, all in this article"));
    let line = "same\tperson:Halyna Sorokun\tperson:Petro Lysak";
    let arguments = json!([workspace.root(), line]);
    client.call("workspace/executeCommand", json!({"command": "scholiast.decide", "arguments": arguments}));
    assert!(who(&mut client, &uri).contains("4 mentions in 2 articles"));
    assert_eq!(decided(&workspace), [line]);

    let mut again = Client::started(&workspace, can());
    again.indexed();
    again.open(&uri, DAM);
    assert!(who(&mut again, &uri).contains("4 mentions in 2 articles"));

    workspace.write(FILE, "# nothing left\n");
    until(&mut again, &uri, |hover| hover.contains("2 mentions, all in this article"));
}

#[test]
fn a_name_is_shown_as_somebody_wants_is_none_where_somebody_says_so_and_has_its_notes() {
    let workspace = workspace();
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("envoy.txt");
    workspace.write(FILE, "prefer\tperson:Halyna Sorokun\tH. P. Sorokun\nnote\tperson:Halyna Sorokun\tmet in 2019\n");
    let hover = until(&mut client, &uri, |hover| hover.contains("H. P. Sorokun"));
    assert!(hover.contains("Note: ") && hover.contains("met in 2019"), "{hover}");
    client.open(&uri, ENVOY);
    run(&mut client, &uri, "“Halyna Sorokun” is not a name, in this article");
    assert_eq!(who(&mut client, &uri), "nobody");
    assert_eq!(decided(&workspace)[2], "not-a-name\tenvoy.txt\tHalyna Sorokun");
}

#[test]
fn who_else_it_is_may_be_asked_and_a_note_is_begun_in_the_file() {
    let workspace = Workspace::new(&[("a.txt", "Halyna Sorokun spoke.\n"), ("b.txt", "Petro Sorokun left.\n")]);
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("a.txt");
    client.open(&uri, "Halyna Sorokun spoke.\n");
    client.silent = true; // the answer is the test's
    run(&mut client, &uri, "Halyna Sorokun is the same as…");
    let asked = client.hear("window/showMessageRequest");
    assert_eq!(asked["params"]["actions"], json!([{"title": "Petro Sorokun"}]));
    client.send(json!({"jsonrpc": "2.0", "id": asked["id"], "result": {"title": "Petro Sorokun"}}));
    client.silent = false;
    until(&mut client, &uri, |hover| hover.contains("2 mentions in 2 articles"));
    run(&mut client, &uri, "Write a note on Halyna Sorokun…");
    let shown = client.hear("window/showDocument");
    assert_eq!(shown["params"]["uri"], workspace.uri(FILE));
    let file = std::fs::read_to_string(workspace.path(FILE)).unwrap();
    assert!(
        file.ends_with("# note\tperson:Halyna Sorokun\twrite the note here, and delete the # at the front\n"),
        "{file}"
    );
}

#[test]
fn somebody_shown_under_another_name_is_still_called_by_his_own_in_decisions() {
    let workspace = Workspace::new(&[("a.txt", "Halyna Sorokun spoke.\n"), ("b.txt", "Petro Sorokun left.\n")]);
    workspace.write(FILE, "prefer\tperson:Halyna Sorokun\tthe minister\n");
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("a.txt");
    client.open(&uri, "Halyna Sorokun spoke.\n");
    client.open("untitled:b", "The Min");
    let at = json!({"textDocument": {"uri": "untitled:b"}, "position": {"line": 0, "character": 7}});
    let begun = client.call("textDocument/completion", at);
    assert_eq!(begun["items"][0]["label"], "the minister", "{begun}");
    run(&mut client, &uri, "the minister is the same as Petro Sorokun");
    assert_eq!(decided(&workspace)[1], "same\tperson:Petro Sorokun\tperson:Halyna Sorokun");
    until(&mut client, &uri, |hover| hover.contains("2 mentions in 2 articles"));
    run(&mut client, &uri, "Show the minister as “Halyna Sorokun”");
    until(&mut client, &uri, |hover| hover.starts_with("Halyna Sorokun"));
}

const TALK: &str = "Halyna Sorokun met Petro Lysak in Ustryn. He left at noon. \"The gates stay shut for as long as it \
                    takes,\" Lysak said. Sorokun smiled.\n";

/// The first line of the hover on the n-th place of some words.
fn on(client: &mut Client, uri: &str, text: &str, words: &str) -> String {
    let character = text.find(words).unwrap() + 1;
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": character}});
    client.call("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("nobody").to_owned()
}

/// Run the action with a title on some words.
fn run_on(client: &mut Client, uri: &str, text: &str, words: &str, title: &str) {
    let at = json!({"line": 0, "character": text.find(words).unwrap() + 1});
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at},
                        "context": {"diagnostics": [], "only": ["refactor"]}});
    let actions = client.call("textDocument/codeAction", params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    let titles: Vec<String> = actions.iter().map(|action| action["title"].to_string()).collect();
    let found = actions.into_iter().find(|action| action["title"] == title);
    let found = found.unwrap_or_else(|| panic!("“{title}” is not among {titles:#?}"));
    let command = json!({"command": found["command"]["command"], "arguments": found["command"]["arguments"]});
    client.call("workspace/executeCommand", command);
}

#[test]
fn the_speaker_of_a_quotation_is_whom_somebody_names_and_may_be_asked_for() {
    let workspace = Workspace::new(&[("talk.txt", TALK)]);
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("talk.txt");
    client.open(&uri, TALK);
    assert!(on(&mut client, &uri, TALK, "gates").contains("Petro Lysak"));
    let title = "“The gates stay shut for as long as it…” is said by Halyna Sorokun";
    run_on(&mut client, &uri, TALK, "gates", title);
    let hover = on(&mut client, &uri, TALK, "gates");
    assert!(hover.contains("Halyna Sorokun"), "{hover}");
    let line = "speaker\ttalk.txt\tsak in Ustryn. He left at noon. [[\"The gates stay shut for as long as it takes,\"]] Lysak said. \
                Sorokun smiled.\tperson:Halyna Sorokun";
    assert_eq!(decided(&workspace), [line]);
    client.silent = true;
    let question = "“The gates stay shut for as long as it…” is said by somebody else…";
    run_on(&mut client, &uri, TALK, "gates", question);
    let asked = client.hear("window/showMessageRequest");
    client.send(json!({"jsonrpc": "2.0", "id": asked["id"], "result": {"title": "Petro Lysak"}}));
    client.silent = false;
    let deadline = Instant::now() + Duration::from_secs(300);
    while !on(&mut client, &uri, TALK, "gates").contains("Petro Lysak") {
        assert!(Instant::now() < deadline);
    }
}

#[test]
fn a_decision_about_one_place_holds_there_and_is_listed_when_its_words_are_gone() {
    let workspace = Workspace::new(&[("talk.txt", TALK), ("envoy.txt", ENVOY)]);
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("talk.txt");
    client.open(&uri, TALK);
    run_on(&mut client, &uri, TALK, "He left", "“He” is somebody else, in this place…");
    run_on(&mut client, &uri, TALK, "Sorokun smiled", "“Sorokun” is not Halyna Sorokun, in this place");
    let hover = on(&mut client, &uri, TALK, "Sorokun smiled");
    assert!(!hover.contains("Halyna"), "{hover} {:?}", decided(&workspace));
    assert!(on(&mut client, &uri, TALK, "Halyna").contains("2 articles"));
    run_on(&mut client, &uri, TALK, "Halyna", "Halyna Sorokun is somebody else in this article");
    let hover = on(&mut client, &uri, TALK, "Halyna");
    assert!(hover.contains("Mentioned nowhere else"), "{hover}");
    assert_eq!(decided(&workspace)[1], "split\ttalk.txt\tperson:Halyna Sorokun");
    // The sentence is deleted: the line is an orphan, and no other name is taken for it.
    let edit = json!({"textDocument": {"uri": uri, "version": 2},
                      "contentChanges": [{"text": TALK.replace("Sorokun smiled", "All smiled")}]});
    client.notify("textDocument/didChange", edit);
    let report = client
        .wait_for(Duration::from_secs(300), |m| m["params"]["uri"] == workspace.uri(FILE))
        .expect("a report of the decisions file");
    let message = report["params"]["diagnostics"][0]["message"].to_string();
    assert!(message.contains("“Sorokun” does not stand in talk.txt where it did"), "{message}");
}

#[test]
fn a_line_about_an_article_that_was_renamed_is_listed_until_it_is_there_again() {
    let workspace = workspace();
    workspace.write(FILE, "date\tenvoy.txt\t2024-05-06\n");
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let (envoy, minister) = (workspace.path("envoy.txt"), workspace.path("minister.txt"));
    let mut rename = |from, to, listed| {
        std::fs::rename(from, to).unwrap();
        let report = client.wait_for(Duration::from_secs(300), |m| m["params"]["uri"] == workspace.uri(FILE));
        let diagnostics = report.expect("a report of the decisions file")["params"]["diagnostics"].to_string();
        assert_eq!(diagnostics.contains("There is no article envoy.txt"), listed, "{diagnostics}");
    };
    rename(&envoy, &minister, true);
    rename(&minister, &envoy, false);
    assert_eq!(decided(&workspace), ["date\tenvoy.txt\t2024-05-06"]);
}

#[test]
fn one_who_changes_his_mind_twice_is_heard_and_who_contradicts_himself_is_told() {
    let workspace = workspace();
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let mut decide = |line: &str| {
        let arguments = json!([workspace.root(), line]);
        client.call("workspace/executeCommand", json!({"command": "scholiast.decide", "arguments": arguments}));
    };
    let (place, none) = ("type\t*\tUstryn\tplace", "not-a-name\t*\tUstryn");
    [place, none, place].into_iter().for_each(&mut decide);
    assert_eq!(decided(&workspace), [place, none, place]);
    decide("different\tperson:Halyna Sorokun\tperson:Petro Lysak");
    decide("same\tperson:Petro Lysak\tperson:Halyna Sorokun");
    let message = client.hear("window/showMessage")["params"]["message"].to_string();
    assert!(message.contains("Line 6 of") && message.contains("says the opposite"), "{message}");
}

#[test]
fn lines_that_cannot_be_followed_are_shown_in_the_file_and_the_others_hold() {
    let workspace = workspace();
    workspace.write(
        FILE,
        "<<<<<<< ours\r\nsame\tperson:Halyna Sorokun\tperson:Petro Lysak\r\nmarry\tperson:A\tperson:B\r\n",
    );
    let mut client = Client::started(&workspace, can());
    let report = client.hear("textDocument/publishDiagnostics");
    assert_eq!(report["params"]["uri"], workspace.uri(FILE));
    let lines: Vec<_> =
        report["params"]["diagnostics"].as_array().unwrap().iter().map(|d| &d["range"]["start"]["line"]).collect();
    assert_eq!(lines, [&json!(0), &json!(2)]);
    let uri = workspace.uri("dam.txt");
    until(&mut client, &uri, |hover| hover.contains("4 mentions in 2 articles"));
}

#[test]
fn what_is_no_decision_is_refused_and_nothing_is_written() {
    let workspace = workspace();
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let root = json!(workspace.root());
    for arguments in
        [json!([]), json!([root, "marry\tA\tB"]), json!([root, 1]), json!(["/elsewhere", "note\tperson:A\tb"])]
    {
        let id =
            client.request("workspace/executeCommand", json!({"command": "scholiast.decide", "arguments": arguments}));
        assert_eq!(client.error_code(id), -32602);
    }
    assert!(!workspace.path(".scholiast").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let workspace = workspace();
    workspace.write(".scholiast", "a file in the way");
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let arguments = json!([workspace.root(), "note\tperson:Petro Lysak\tmet in 2019"]);
    client.call("workspace/executeCommand", json!({"command": "scholiast.decide", "arguments": arguments}));
    let message = client.hear("window/showMessage")["params"]["message"].to_string();
    assert!(message.contains("decisions.tsv cannot be written"), "{message}");
}

#[test]
fn the_decisions_file_is_no_article_though_an_editor_may_take_it_for_one() {
    let workspace = workspace();
    let note = "note\tperson:Halyna Sorokun\tHalyna Sorokun left.\nmarry\tperson:A\tperson:B\n";
    workspace.write(FILE, note);
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri(FILE);
    client.open(&uri, note);
    let edit = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": note}]});
    client.notify("textDocument/didChange", edit);
    assert_eq!(who(&mut client, &uri), "nobody");
    let (_, problems) = client.diagnostics(&uri);
    assert_eq!(problems.len(), 1);
    let other = workspace.uri("envoy.txt");
    client.open(&other, ENVOY);
    assert!(who(&mut client, &other).contains("2 mentions, all in this article"));
    assert!(client.wait_for(Duration::from_millis(300), |m| m["params"]["uri"] == uri).is_none());
}

#[test]
fn decisions_of_all_folders_around_an_article_hold_and_the_nearest_are_written_to() {
    let outer =
        Workspace::new(&[("news/may/a.txt", ENVOY), ("news/june/b.txt", ENVOY), (FILE, "not-a-name\t*\tUstryn\n")]);
    outer.write("news/may/.scholiast/decisions.tsv", "not-a-name\t*\tHalyna Sorokun\n");
    let mut client = Client::memory();
    let root = tower_lsp::lsp_types::Url::from_file_path(outer.path("news")).unwrap();
    client.initialize(json!({"processId": null, "rootUri": root, "capabilities": can()}));
    client.indexed();
    let (may, june) = (outer.uri("news/may/a.txt"), outer.uri("news/june/b.txt"));
    client.open(&may, ENVOY);
    client.open(&june, ENVOY);
    assert_eq!(who(&mut client, &may), "nobody");
    assert!(who(&mut client, &june).contains("Halyna Sorokun"));
    let ustryn = |client: &mut Client, uri: &str| {
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 26}});
        client.call("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("").contains("Ustryn")
    };
    assert!(!ustryn(&mut client, &june));
    let folder = |client: &mut Client, uri: &str| {
        let at = json!({"line": 0, "character": 55});
        let params =
            json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        client.call("textDocument/codeAction", params)[0]["command"]["arguments"][0].clone()
    };
    assert_eq!(folder(&mut client, &june), json!(outer.path("news")));
    // Above the folder that was opened nothing is written, whoever asks for it.
    let above = json!([outer.root(), "not-a-name\t*\tHalyna Sorokun"]);
    client.request("workspace/executeCommand", json!({"command": "scholiast.decide", "arguments": above}));
    assert_eq!(std::fs::read_to_string(outer.path(FILE)).unwrap(), "not-a-name\t*\tUstryn\n");
    // Another person's word in the nearer folder, while the server runs.
    outer.write("news/june/.scholiast/decisions.tsv", "not-a-name\t*\tHalyna Sorokun\n");
    until(&mut client, &june, |hover| hover == "nobody");
}

#[test]
fn a_folder_that_is_read_no_more_takes_its_decisions_with_it() {
    let workspace = workspace();
    workspace.write(FILE, "marry\tperson:A\tperson:B\nprefer\tperson:Halyna Sorokun\tthe minister\n");
    let mut client = Client::started(&workspace, can());
    client.indexed();
    let uri = workspace.uri("envoy.txt");
    client.open(&uri, ENVOY);
    assert!(who(&mut client, &uri).starts_with("the minister"));
    assert_eq!(client.diagnostics(&workspace.uri(FILE)).1.len(), 1);
    let event = json!({"event": {"added": [], "removed": [{"uri": workspace.root_uri(), "name": "articles"}]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    until(&mut client, &uri, |hover| hover.starts_with("Halyna Sorokun"));
    assert_eq!(client.diagnostics(&workspace.uri(FILE)).1.len(), 0);
}

#[test]
fn decisions_beside_a_file_outside_every_folder_are_followed_as_they_change() {
    let workspace = workspace();
    let mut client = Client::memory();
    client.initialize(json!({"processId": null, "rootUri": null, "capabilities": can()}));
    let uri = workspace.uri("envoy.txt");
    client.open(&uri, ENVOY);
    until(&mut client, &uri, |hover| hover.starts_with("Halyna Sorokun"));
    client.indexed();
    workspace.write(FILE, "prefer\tperson:Halyna Sorokun\tthe minister\n");
    until(&mut client, &uri, |hover| hover.starts_with("the minister"));
    workspace.write(FILE, "# nothing left\n");
    until(&mut client, &uri, |hover| hover.starts_with("Halyna Sorokun"));
}

#[test]
fn a_decision_about_every_article_is_followed_in_those_that_are_not_open() {
    let workspace = Workspace::new(&[("envoy.txt", ENVOY), ("dam.txt", DAM), ("gate.txt", "Petro Lysak left.\n")]);
    let mut client = Client::started(&workspace, can());
    client.indexed();
    workspace.write(FILE, "not-a-name\t*\tUstryn\n");
    let deadline = Instant::now() + Duration::from_secs(300);
    while client.call("workspace/symbol", json!({"query": "Ustryn"})) != json!([]) {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(client.call("workspace/symbol", json!({"query": "Lysak"})).as_array().map(Vec::len), Some(1));
}

#[test]
fn clients_that_know_only_commands_get_commands() {
    let workspace = workspace();
    let mut client = Client::memory();
    let offered = client.start(&workspace, json!({}));
    assert_eq!((&offered["codeActionProvider"], &offered["renameProvider"]), (&json!(true), &json!(true)));
    client.indexed();
    let uri = workspace.uri("envoy.txt");
    client.open(&uri, ENVOY);
    let at = json!({"line": 0, "character": 3});
    let params =
        json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = client.call("textDocument/codeAction", params);
    assert_eq!(actions[0]["command"], "scholiast.decide", "{actions}");
    let command = json!({"command": actions[0]["command"], "arguments": actions[0]["arguments"]});
    client.call("workspace/executeCommand", command);
    assert_eq!(decided(&workspace).len(), 1);
}

#[test]
fn why_somebody_is_who_he_is_said_to_be_is_told_with_its_evidence() {
    let minister = "The minister Halyna Sorokun spoke.\nShe left.\n";
    let workspace = Workspace::new(&[("a.txt", minister), ("b.txt", "Halyna Sorokun left.\nPetro Sorokun stayed.\n")]);
    workspace.write(FILE, "different\tperson:Halyna Sorokun\tperson:Petro Sorokun\n");
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    let uri = workspace.uri("a.txt");
    client.open(&uri, minister);
    let at = |line: u32, character: u32| json!([uri, {"line": line, "character": character}]);
    client.call("workspace/executeCommand", json!({"command": "scholiast.why", "arguments": at(1, 1)}));
    let told = client.hear("window/showMessage")["params"]["message"].as_str().unwrap_or("").to_owned();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "Why is “She” Halyna Sorokun?");
    assert_eq!(lines[1], "“She” stands for the likeliest of those named before it, in line 1 (a.txt:1)");
    assert!(lines[2].starts_with("Confidence 0."), "{told}");
    assert_eq!(
        lines[3..],
        [
            "One with 1 other article: full names that agree",
            "“Halyna Sorokun” in b (b.txt:1)",
            "Decided: different  person:Halyna Sorokun  person:Petro Sorokun",
            "Not one with Petro Sorokun",
        ]
    );
    client.call("workspace/executeCommand", json!({"command": "scholiast.why", "arguments": at(0, 1)}));
    let nobody = client.hear("window/showMessage")["params"]["message"].to_string();
    assert!(nobody.contains("Nobody is mentioned there"), "{nobody}");
    let id = client.request("workspace/executeCommand", json!({"command": "scholiast.why", "arguments": [uri]}));
    assert_eq!(client.error_code(id), -32602);
}

#[test]
fn why_a_description_means_somebody_is_told_by_the_article_that_says_so() {
    let visit = "President Sorokun came with Ingrid Tolleson.\nThe Norwegian leader left.\n";
    let tour = "Halyna Sorokun, the president of Norway, stayed.\n";
    let workspace = Workspace::new(&[("a.txt", visit), ("b.txt", tour)]);
    let mut client = Client::started(&workspace, json!({}));
    client.indexed();
    let uri = workspace.uri("a.txt");
    client.open(&uri, visit);
    let place = json!([uri, {"line": 1, "character": 15}]);
    client.call("workspace/executeCommand", json!({"command": "scholiast.why", "arguments": [place[0], place[1]]}));
    let told = client.hear("window/showMessage")["params"]["message"].as_str().unwrap_or("").to_owned();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "Why is “The Norwegian leader” Halyna Sorokun?");
    assert_eq!(lines[1], "“The Norwegian leader” describes, by a role, the one named in line 1 (a.txt:1)");
    assert_eq!(lines[3], "Called “president of Norway” in b (b.txt:1)");
}

#[test]
fn reasons_are_a_document_where_the_client_shows_documents() {
    let cache = tempfile::tempdir().unwrap();
    let workspace = workspace();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_scholiast"));
    let mut client = Client::of_child(command.args(["lsp", "--stdio"]).env("XDG_CACHE_HOME", cache.path()));
    client.start(&workspace, can());
    client.indexed();
    let uri = workspace.uri("envoy.txt");
    client.open(&uri, ENVOY);
    run(&mut client, &uri, "Why is this Halyna Sorokun?");
    let shown = client.hear("window/showDocument")["params"]["uri"].as_str().unwrap_or("").to_owned();
    let path = tower_lsp::lsp_types::Url::parse(&shown).unwrap().to_file_path().unwrap();
    assert!(path.starts_with(cache.path()), "{shown}");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("# Why is “Halyna Sorokun” Halyna Sorokun?\n\n- “Halyna Sorokun” is where"), "{text}");
}
