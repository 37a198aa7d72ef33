//! What `check` says of whole articles: of the sample corpus, and where they are at hand of the five real articles
//! that its rules were made for.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scholiast::answer::check::{Diagnostic, check};
use scholiast::corpus::{Article, ArticleId, Corpus, Index};
use scholiast::read::{Context, Reader};
use scholiast::settings::Settings;
use scholiast::text::{Span, Text};
use serde_json::Value;

/// A row of a hand-made list; offsets count code points.
struct Expected {
    file: String,
    code: String,
    start: u32,
    end: u32,
    surface: String,
}

impl fmt::Debug for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}..{} “{}”", self.file, self.code, self.start, self.end, self.surface)
    }
}

#[test]
fn the_sample_corpus_yields_what_a_good_editor_would_report() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let lists: Value = read_json(&folder.join("findings.json"));
    let corpus = index(&folder);
    let expected = rows(&lists["core"], None);
    let (missing, surplus) = compare(&corpus, &expected);
    assert!(missing.is_empty(), "not reported:\n{missing:#?}");
    assert!(surplus.is_empty(), "reported, but not expected:\n{}", surplus.join("\n"));
}

#[test]
fn the_five_articles_yield_most_core_findings_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/seeds");
    if !folder.is_dir() {
        println!("skipped: the five articles are not at hand ({} is missing)", folder.display());
        return;
    }
    let lists = read_json(&folder.join("seeds_cross.json"));
    let corpus = index(&folder);
    let mut expected = Vec::new();
    for (file, list) in lists["expected_default_diagnostics"].as_object().expect("an object") {
        expected.extend(
            rows(list, Some(file)).into_iter().filter_map(|row| Some(Expected { code: code(&row.code)?, ..row })),
        );
    }
    let (missing, surplus) = compare(&corpus, &expected);
    let found = expected.len() - missing.len();
    println!("{found} of {} core findings; missing: {missing:#?}", expected.len());
    assert!(found >= 10, "{found} found; missing: {missing:#?}");
    assert!(surplus.is_empty(), "reported, but not expected:\n{}", surplus.join("\n"));

    for (file, list) in lists["must_not_report"].as_object().expect("an object") {
        let article = corpus.article(&ArticleId::new(file.as_str())).expect("the article");
        for row in rows(list, Some(file)) {
            let span = bytes(&article.text, row.start, row.end);
            let said = check(&corpus, article, &Settings::default());
            let wrong: Vec<_> = said.iter().filter(|d| d.span.overlaps(span)).collect();
            assert!(wrong.is_empty(), "{row:?} must not be reported: {wrong:#?}");
        }
    }
}

/// The rule that looks for what the hand-made list calls so; None for what no rule looks for.
fn code(kind: &str) -> Option<String> {
    let code = match kind {
        "duplicate-paragraph" => "text/duplicate",
        "repeated-quote" => "quote/repeated",
        "boilerplate" => "text/boilerplate",
        "quote-mark" => "quote/wrong-mark",
        "glued-url" | "glued-words" => "text/glued-words",
        "name-inconsistent" => "name/inconsistent",
        "unbalanced-quote" => "quote/unbalanced",
        "unquoted-speech" => "quote/unquoted-speech",
        _ => return None,
    };
    Some(code.to_owned())
}

/// The expected findings that are missing, and the reported ones that nobody expects. Related places count as found:
/// one finding may stand for several.
fn compare<'e>(corpus: &Corpus, expected: &'e [Expected]) -> (Vec<&'e Expected>, Vec<String>) {
    let mut surplus = Vec::new();
    let mut found = vec![false; expected.len()];
    for article in corpus.articles() {
        for d in check(corpus, article, &Settings::default()) {
            let mut known = false;
            for (i, e) in expected.iter().enumerate().filter(|(_, e)| e.file == article.id.as_str() && e.code == d.code)
            {
                let span = bytes(&article.text, e.start, e.end);
                let related =
                    d.related.iter().any(|(place, _)| place.article == article.id && place.span.overlaps(span));
                known |= d.span.overlaps(span);
                found[i] |= d.span.overlaps(span) || related;
            }
            if !known {
                surplus.push(line(article, &d));
            }
        }
    }
    (expected.iter().zip(found).filter(|(_, found)| !found).map(|(e, _)| e).collect(), surplus)
}

fn line(article: &Article, d: &Diagnostic) -> String {
    format!("{} {} “{}” {}", article.id, d.code, d.span.of(&article.text), d.message)
}

fn index(folder: &Path) -> Corpus {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    assert!(!files.is_empty(), "articles in {}", folder.display());
    let mut index = Index::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("an article");
        let findings = Reader::new().read(&text, &Context::default());
        let id = ArticleId::new(file.file_name().expect("a name").to_string_lossy());
        index.add(Arc::new(Article { id, text: Text::new(text), findings }));
    }
    index.snapshot()
}

fn read_json(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).expect("a list")).expect("JSON")
}

fn rows(list: &Value, file: Option<&str>) -> Vec<Expected> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    let number = |row: &Value, key: &str| row[key].as_u64().expect("an offset") as u32;
    let row = |row: &Value| Expected {
        file: file.map_or_else(|| text(row, "file"), str::to_owned),
        code: text(row, if file.is_some() { "kind" } else { "code" }),
        start: number(row, "start"),
        end: number(row, "end"),
        surface: text(row, "surface"),
    };
    list.as_array().expect("an array").iter().map(row).collect()
}

fn bytes(text: &str, start: u32, end: u32) -> Span {
    let at = |n: u32| text.char_indices().nth(n as usize).map_or(text.len(), |(i, _)| i);
    Span::new(at(start), at(end))
}
