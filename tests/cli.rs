//! The program as a terminal sees it: exit codes, formats, messages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// An article with a finding at the level of a warning.
const GLUED: &str = "Gates Open at Noon\n\nThe mayor with border officersPhoto: Press Service / Imagon\n";
const CLEAN: &str = "The gates were opened at noon, and the water began to run.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn scholiast(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_scholiast");
    Command::new(program).args(arguments).current_dir(folder).env_remove("COLUMNS").output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on stdout")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on stderr")
}

fn json_lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn annotate_prints_an_object_an_article_in_path_order() {
    let folder = folder(&[
        ("b.txt", "“Ürün 😀”"),
        ("a/c.txt", CLEAN),
        ("notes.md", "no article"),
        (".hidden/x.txt", CLEAN),
        ("a/empty.txt", ""),
    ]);
    let output = scholiast(folder.path(), &["annotate", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let records = json_lines(&output);
    let paths: Vec<_> = records.iter().map(|r| r["path"].as_str().unwrap_or("")).collect();
    assert_eq!(paths, ["a/c.txt", "a/empty.txt", "b.txt"]);
    assert_eq!((records[2]["chars"].as_u64(), &records[2]["offsets"]), (Some(8), &Value::from("utf-32")));
    assert!(records.iter().all(|r| r["schema"] == 1));

    for (unit, chars) in [("utf-16", 9), ("utf-8", 17)] {
        let output = scholiast(folder.path(), &["annotate", "--offsets", unit, "b.txt", "./b.txt"]);
        let records = json_lines(&output);
        assert_eq!((records.len(), records[0]["chars"].as_u64()), (1, Some(chars)), "{unit}");
    }
}

#[test]
fn annotate_takes_dates_from_a_table() {
    let folder =
        folder(&[("a.txt", CLEAN), ("dates.tsv", "# given\na.txt\t2024-06-06\n"), ("bad.tsv", "a.txt 2024\n")]);
    let output = scholiast(folder.path(), &["annotate", "--datelines", "dates.tsv", "a.txt"]);
    assert_eq!(json_lines(&output)[0]["dateline"], serde_json::json!({"value": "2024-06-06", "basis": "given"}));

    for table in ["bad.tsv", "none.tsv"] {
        let output = scholiast(folder.path(), &["annotate", "--datelines", table, "a.txt"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(table), "{}", err(&output));
    }
}

#[test]
fn unreadable_files_are_named_and_the_others_read() {
    let folder = folder(&[("a.txt", CLEAN), ("binary.txt", "a\0b")]);
    let output = scholiast(folder.path(), &["annotate", ".", "gone.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json_lines(&output).len(), 1);
    assert!(err(&output).contains("binary.txt") && err(&output).contains("gone.txt"), "{}", err(&output));

    let output = scholiast(folder.path(), &["check", ".", "gone.txt"]);
    assert_eq!(output.status.code(), Some(2), "nobody can say that what was not read is well");
}

#[test]
fn arguments_that_cannot_be_used_end_with_2() {
    let folder = folder(&[("a.txt", CLEAN)]);
    for arguments in [
        &["annotate"][..],
        &["annotate", "--offsets", "utf-7", "a.txt"],
        &["check", "--rule", "no/rule=off", "a.txt"],
        &["check", "--rule", "text/duplicate=loud", "a.txt"],
        &["check", "--fail-on", "nothing", "a.txt"],
        &["hover", "a.txt"],
        &["hover", "a.txt:0:1"],
        &["hover", "a.txt:99:1"],
        &["hover", "gone.txt:1:1"],
        &["dance"],
    ] {
        let output = scholiast(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!err(&output).is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let text = CLEAN.repeat(400);
    let files: Vec<String> = (0..60).map(|i| format!("{i}.txt")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    let mut child = Command::new(env!("CARGO_BIN_EXE_scholiast"))
        .args(["annotate", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn check_exits_by_the_worst_finding() {
    let folder = folder(&[("glued.txt", GLUED), ("clean.txt", CLEAN)]);
    for (arguments, code) in [
        (&["check", "clean.txt"][..], 0),
        (&["check", "glued.txt"], 1),
        (&["check", "--fail-on", "error", "glued.txt"], 0),
        (&["check", "--fail-on", "never", "glued.txt"], 0),
        (&["check", "--rule", "text/glued-words=off", "glued.txt"], 0),
        (&["check", "--rule", "text/glued-words=error", "--fail-on", "error", "glued.txt"], 1),
    ] {
        assert_eq!(scholiast(folder.path(), arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn the_report_for_people_shows_the_line_and_no_colours() {
    let folder = folder(&[("glued.txt", GLUED)]);
    let output = scholiast(folder.path(), &["check", "glued.txt"]);
    let expected = "\
glued.txt:3:23: warning: “officers” and “Photo” are printed as one word [text/glued-words]
    3 │ The mayor with border officersPhoto: Press Service / Imagon
      │                       ^^^^^^^^^^^^^
      = fix: Insert a space between “officers” and “Photo”

1 warning in 1 article.
";
    assert_eq!(out(&output), expected);
}

#[test]
fn reports_for_programs_hold_every_finding() {
    let folder = folder(&[("a, b.txt", GLUED)]);
    let output = scholiast(folder.path(), &["check", "--format", "json", "."]);
    let findings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let finding = &findings[0];
    assert_eq!(findings.as_array().map(Vec::len), Some(1));
    assert_eq!(finding["code"], "text/glued-words");
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64(), finding["endColumn"].as_u64()),
        (Some(3), Some(23), Some(36))
    );
    assert_eq!(finding["fixes"][0]["edits"][0]["text"], " ");

    let output = scholiast(folder.path(), &["check", "--format", "github", "."]);
    assert!(
        out(&output).starts_with(
            "::warning file=a%2C b.txt,line=3,endLine=3,col=23,endColumn=36,title=text/glued-words::“officers”"
        ),
        "{}",
        out(&output)
    );

    let empty = scholiast(folder.path(), &["check", "--format", "json", "--rule", "text/glued-words=off", "."]);
    assert_eq!(serde_json::from_slice::<Value>(&empty.stdout).expect("JSON"), Value::Array(Vec::new()));
}

#[test]
fn sarif_has_the_parts_that_readers_of_it_need() {
    let folder = folder(&[("a, b.txt", GLUED)]);
    let output = scholiast(folder.path(), &["check", "--format", "sarif", "."]);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.iter().all(|r| r["id"].is_string() && r["shortDescription"]["text"].is_string()));
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap_or("")));
        assert!(result["message"]["text"].is_string());
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "a%2C%20b.txt");
        assert!(location["region"]["startLine"].as_u64() >= Some(1));
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert!(change["replacements"][0]["deletedRegion"]["startLine"].is_u64());
    }
}

#[test]
fn hover_says_so_where_nothing_is_known() {
    let folder = folder(&[("a.txt", CLEAN)]);
    let output = scholiast(folder.path(), &["hover", "a.txt:1:6"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).contains("nothing is known"), "{}", err(&output));
}

#[test]
fn rules_are_listed_in_every_form() {
    let folder = folder(&[]);
    let text = out(&scholiast(folder.path(), &["rules"]));
    assert!(text.lines().any(|l| l.split_whitespace().take(2).eq(["text/glued-words", "warning"])), "{text}");
    let json: Value =
        serde_json::from_str(&out(&scholiast(folder.path(), &["rules", "--format", "json"]))).expect("JSON");
    let rules = json.as_array().expect("an array");
    let page = out(&scholiast(folder.path(), &["rules", "--format", "markdown"]));
    assert!(rules.iter().all(|r| page.contains(&format!("## {}", r["code"].as_str().unwrap_or("?")))), "{page}");
}

#[test]
fn quotes_lists_statements_by_and_about_people() {
    let folder = folder(&[
        ("1.txt", "Ada Byron spoke on Monday. “We trust Petro Sorokun, and “nobody” else,” Ada Byron said.\n"),
        ("2.txt", "Petro Sorokun left. “I owe nothing to anybody in this town,” Petro Sorokun said.\n"),
    ]);
    let all = scholiast(folder.path(), &["quotes", "."]);
    assert_eq!(all.status.code(), Some(0), "{}", err(&all));
    assert_eq!(out(&all).lines().count(), 2, "{}", out(&all));
    let by = scholiast(folder.path(), &["quotes", "--by", "sorokun", "--jsonl", "."]);
    let rows = json_lines(&by);
    assert_eq!(
        (rows.len(), &rows[0]["place"], &rows[0]["speaker"]),
        (1, &"2.txt:1:21".into(), &"Petro Sorokun".into())
    );
    let about = scholiast(folder.path(), &["quotes", "--about", "Sorokun", "--csv", "."]);
    let table = out(&about);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 2, "{table}");
    assert!(rows[1].starts_with("1.txt:1:28,,Ada Byron,") && rows[1].contains("\"“We trust Petro"), "{table}");
    let nobody = scholiast(folder.path(), &["quotes", "--by", "Tolleson", "."]);
    assert_eq!((nobody.status.code(), out(&nobody).as_str()), (Some(1), ""));
}

#[test]
fn quotes_lists_reported_words_when_asked() {
    let text = "Ada Byron spoke on Monday. She said that the bridge was unsafe.\n\n“We close it,” Ada Byron said.\n";
    let folder = folder(&[("1.txt", text)]);
    assert_eq!(out(&scholiast(folder.path(), &["quotes", "."])).lines().count(), 1);
    let shown = out(&scholiast(folder.path(), &["quotes", "--reported", "--by", "Byron", "."]));
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 2, "{shown}");
    assert!(
        lines[0].starts_with("1.txt:1:37") && lines[0].ends_with("(reported) that the bridge was unsafe"),
        "{shown}"
    );
    let kinds: Vec<String> = json_lines(&scholiast(folder.path(), &["quotes", "--reported", "--jsonl", "."]))
        .iter()
        .map(|row| row["kind"].to_string())
        .collect();
    assert_eq!(kinds, ["\"indirect\"", "\"direct\""]);
}

#[test]
fn words_quoted_inside_reported_ones_are_listed_once() {
    let text = "Ada Byron spoke on Monday. She said that the plan “would cost us dearly for many years”.\n";
    let folder = folder(&[("1.txt", text)]);
    let count = |arguments: &[&str]| out(&scholiast(folder.path(), arguments)).lines().count();
    assert_eq!((count(&["quotes", "."]), count(&["quotes", "--reported", "."])), (1, 1));
}

#[test]
fn figures_and_days_are_listed() {
    let folder = folder(&[
        ("2.txt", "DELTA, May 6, 2024 (Wire) - Norway gave $5 million, Ada Byron said. It has 40 boats.\n"),
        ("1.txt", "DELTA, May 4, 2024 (Wire) - “We paid $2 million on Thursday,” Ada Byron said.\n"),
    ]);
    let all = scholiast(folder.path(), &["figures", "--jsonl", "."]);
    let rows = json_lines(&all);
    let places: Vec<_> = rows.iter().map(|row| row["place"].as_str().unwrap_or("")).collect();
    assert_eq!(places, ["1.txt:1:38", "2.txt:1:41", "2.txt:1:76"], "in the order of their days");
    let first = &rows[0];
    assert_eq!((&first["low"], &first["unit"]), (&"2000000".into(), &"USD".into()));
    assert_eq!((&first["speaker"], &first["when"]), (&"Ada Byron".into(), &"2024-05-02".into()));
    let boats = out(&scholiast(folder.path(), &["figures", "--unit", "boat", "--csv", "."]));
    assert_eq!(boats.lines().count(), 2, "{boats}");
    let norway = out(&scholiast(folder.path(), &["figures", "--about", "Norway", "."]));
    assert!(norway.starts_with("2.txt:1:41") && norway.lines().count() == 1, "{norway}");
    let none = scholiast(folder.path(), &["figures", "--unit", "acre", "."]);
    assert_eq!((none.status.code(), out(&none).as_str()), (Some(1), ""));
    let days = json_lines(&scholiast(folder.path(), &["timeline", "--jsonl", "."]));
    let days: Vec<_> = days.iter().map(|row| row["when"].as_str().unwrap_or("")).collect();
    assert_eq!(days, ["2024-05-02", "2024-05-04", "2024-05-06"]);
    let ada = out(&scholiast(folder.path(), &["timeline", "Norway", "."]));
    assert!(ada.starts_with("2024-05-06") && ada.lines().count() == 1, "{ada}");
}

#[test]
fn a_timeline_says_what_it_took_for_a_name() {
    let folder = folder(&[("a.txt", "DELTA, May 6, 2024 (Wire) - Norway gave $5 million.\n")]);
    for mistyped in ["b.txt", "B.TXT", "artcles/", "./artcles"] {
        let output = scholiast(folder.path(), &["timeline", mistyped, "."]);
        assert_eq!(output.status.code(), Some(1), "{mistyped}");
        assert!(err(&output).contains(mistyped) && out(&output).starts_with("2024-05-06"), "{}", err(&output));
    }
    let output = scholiast(folder.path(), &["timeline", "artcles", "."]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).contains("“artcles” is no file and no folder"), "{}", err(&output));
}

#[test]
fn help_teaches_by_example() {
    let folder = folder(&[]);
    for command in ["annotate", "check", "hover"] {
        let help = out(&scholiast(folder.path(), &[command, "--help"]));
        assert!(help.contains("Examples:") && help.contains("Exit status:"), "{help}");
    }
    assert!(out(&scholiast(folder.path(), &["--help"])).contains("scholiast check articles/"));
}

#[test]
fn decisions_in_a_folder_above_hold_and_lines_that_cannot_be_followed_are_named() {
    let folder = folder(&[
        ("2024/a.txt", "Halyna Sorokun spoke at the dam.\n"),
        ("2024/b.txt", "Petro Lysak left at noon.\n"),
        (
            ".scholiast/decisions.tsv",
            "same\tperson:Halyna Sorokun\tperson:Petro Lysak\nmarry\tA\tB\ndate\t2024/a.txt\t2024-05-06\n",
        ),
    ]);
    let output = scholiast(folder.path(), &["annotate", "2024"]);
    let records = json_lines(&output);
    let entity = |i: usize| records[i]["mentions"][0]["entity"].clone();
    assert_eq!((entity(0), &records[0]["dateline"]["value"]), (entity(1), &Value::from("2024-05-06")), "{records:?}");
    assert!(err(&output).contains("decisions.tsv:2: `marry` is no decision"), "{}", err(&output));
}

#[test]
fn decisions_of_all_folders_around_an_article_hold_and_the_nearest_counts() {
    let folder = folder(&[
        ("news/may/a.txt", "Halyna Sorokun spoke at the dam.\n"),
        ("news/.scholiast/decisions.tsv", "date\tmay/a.txt\t2024-05-06\nnot-a-name\t*\tHalyna Sorokun\n"),
        ("news/may/.scholiast/decisions.tsv", "date\ta.txt\t2024-05-07\n"),
        (".scholiast/decisions.tsv", "date\tnews/may/a.txt\t2024-05-05\ntype\t*\tdam\tplace\n"),
    ]);
    let [news, june] = ["news", "june"].map(|name| folder.path().join(name));
    fs::create_dir(&june).expect("a folder");
    for (at, argument) in [(folder.path(), "."), (&news, "../news"), (&news, "may/a.txt"), (&june, "../news/may/a.txt")]
    {
        let records = json_lines(&scholiast(at, &["annotate", argument]));
        let names = records[0]["mentions"].as_array().into_iter().flatten();
        let names: Vec<_> = names.map(|mention| mention["entity"].as_str().unwrap_or("")).collect();
        assert_eq!(
            (&records[0]["dateline"]["value"], names),
            (&Value::from("2024-05-07"), vec!["place:dam"]),
            "{argument}"
        );
    }
}

#[test]
fn lines_about_articles_and_words_that_are_gone_are_named_where_all_articles_were_looked_for() {
    let decisions = "date\tnews/old.txt\t2024-05-06\nnot-a-name\tnews/a.txt\tAda O'Brien\n\
                     type\tnews/a.txt\tBystrel\tplace\ndate\tgone/c.txt\t2024-05-06\n";
    let folder = folder(&[("news/a.txt", "Ada O’Brien left.\n"), (".scholiast/decisions.tsv", decisions)]);
    for command in ["check", "notes"] {
        let said = err(&scholiast(folder.path(), &[command, "news"]));
        let lines: Vec<_> = said.lines().filter_map(|line| line.split_once("decisions.tsv:")).map(|(_, l)| l).collect();
        let words = "3: “Bystrel” does not stand in news/a.txt any more; nothing is done";
        assert_eq!(lines, ["1: There is no article news/old.txt; nothing is done", words], "{said}");
        assert!(!err(&scholiast(folder.path(), &[command, "news/a.txt"])).contains("There is no article"));
    }
    assert_eq!(fs::read_to_string(folder.path().join(".scholiast/decisions.tsv")).expect("the file"), decisions);
}

/// One man under three spellings in two articles, and a namesake.
const ENVOY: &str = "President Oleksandr Toporivskyy spoke in Lviv. “The river has no flag,” Toporivskyy said.\n";
const DAM: &str = "Alexander Toporivskiy left with Petro Sorokun. Halyna Sorokun stayed.\n";

#[test]
fn who_gathers_what_articles_say_under_any_spelling() {
    let folder = folder(&[
        ("a.txt", ENVOY),
        ("b.txt", DAM),
        (".scholiast/decisions.tsv", "note\tperson:Petro Sorokun\ta farmer\n"),
    ]);
    let text = out(&scholiast(folder.path(), &["who", "toporivsky", "."]));
    for said in [
        "3 mentions in 2 articles, 1 quotation",
        "“The river has no flag” — a (a.txt:1:48)",
        "Petro Sorokun, 1 article",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = out(&scholiast(folder.path(), &["who", "Petro Sorokun", "."]));
    assert!(text.contains("Note: a farmer") && text.contains("Not to be confused with\n  Halyna Sorokun"), "{text}");
    assert_eq!(out(&scholiast(folder.path(), &["notes", "."])), "Petro Sorokun  a farmer\n");
    let nobody = scholiast(folder.path(), &["who", "Nemo", "."]);
    assert_eq!((nobody.status.code(), out(&nobody)), (Some(1), String::new()));
}

#[test]
fn entities_and_mentions_are_listed_for_people_and_for_spreadsheets() {
    let folder = folder(&[("a.txt", ENVOY), ("b.txt", DAM)]);
    let people = out(&scholiast(folder.path(), &["entities", "--type", "person", "--csv", "."]));
    let mut lines = people.lines();
    assert_eq!(lines.next(), Some("id,type,name,mentions,articles,quotations,spellings,team"));
    assert!(
        lines.next().is_some_and(|line| line.contains(",person,Alexander Toporivskiy,3,2,1,")
            || line.contains(",person,Oleksandr Toporivskyy,3,2,1,")),
        "{people}"
    );
    let mentions = out(&scholiast(folder.path(), &["kwic", "--jsonl", "Toporivskiy", "."]));
    let rows: Vec<Value> = mentions.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let places: Vec<_> = rows.iter().map(|row| row["place"].as_str().unwrap_or("")).collect();
    assert_eq!(places, ["a.txt:1:11", "a.txt:1:73", "b.txt:1:1"]);
    let wrong = scholiast(folder.path(), &["entities", "--type", "persons", "."]);
    assert!(
        wrong.status.code() == Some(2) && err(&wrong).contains("there are person, organization"),
        "{}",
        err(&wrong)
    );
}
