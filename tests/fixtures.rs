//! Literate fixtures: `tests/fixtures/*.md` hold articles, a question and the answer expected.
//!
//! A heading starts a scenario. A block ```` ```article NAME [DATE] ```` adds an article to its corpus; `‸` in one of
//! them is the cursor, and belongs to no text. Any other block asks what its first word says and holds the answer:
//! `hover`, `definition`, `declaration`, `implementation`, `references`, `outgoing`, `incoming`, `above`, `below`, `highlights`, `outline`, `symbols QUERY`,
//! `lenses`, `inlays`, `tokens quiet|rich`, `folds`, `selection`, `links`, `check`, `fix CODE`. `UPDATE_EXPECT=1`
//! writes the answers given now into the files: read the difference before committing it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use scholiast::answer::{self, OutlineItem, Piece, Place, check};
use scholiast::corpus::{Article, ArticleId, Corpus, Index};
use scholiast::read::{Context, Reader};
use scholiast::settings::{Decoration, Level, Settings};
use scholiast::text::{Position, PositionEncoding, Span, Text};

#[test]
fn answers_are_as_the_fixtures_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the folder of fixtures").flatten().map(|e| e.path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "md"));
    files.sort();
    assert!(!files.is_empty(), "no fixtures in {}", folder.display());
    let mut wrong = String::new();
    for file in files {
        let said = fs::read_to_string(&file).expect("a fixture");
        let given = answered(&said);
        if given == said {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, given).expect("a writable fixture");
            continue;
        }
        let _ = writeln!(wrong, "--- {}", file.display());
        for (said, given) in differences(&said, &given) {
            let _ = writeln!(wrong, "expected: {said}\n   given: {given}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE_EXPECT=1 writes the given answers into the fixtures");
}

/// The lines in which two texts differ, side by side from the first to the last difference.
fn differences<'a>(said: &'a str, given: &'a str) -> Vec<(&'a str, &'a str)> {
    let (said, given): (Vec<&str>, Vec<&str>) = (said.lines().collect(), given.lines().collect());
    let rows = (0..said.len().max(given.len())).map(|i| (said.get(i), given.get(i)));
    let rows = rows.map(|(a, b)| (*a.unwrap_or(&"(nothing)"), *b.unwrap_or(&"(nothing)")));
    rows.filter(|(a, b)| a != b).take(20).collect()
}

/// A fixture with its answers replaced by those given now.
fn answered(fixture: &str) -> String {
    let mut out = String::new();
    let mut scenario = Scenario::default();
    let mut lines = fixture.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line.starts_with('#') {
            scenario = Scenario::default();
        }
        let Some(action) = line.trim_end().strip_prefix("```").filter(|a| !a.is_empty()) else { continue };
        let body: String = lines.by_ref().take_while(|l| l.trim_end() != "```").collect();
        let mut words = action.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("article"), Some(name), date) => {
                scenario.add(name, date, body.strip_suffix('\n').unwrap_or(&body));
                out.push_str(&body);
            }
            (Some(question), argument, _) => {
                let answer = scenario.ask(question, argument.unwrap_or(""));
                out.push_str(&answer);
                if !answer.is_empty() && !answer.ends_with('\n') {
                    out.push('\n');
                }
            }
            _ => {}
        }
        out.push_str("```\n");
    }
    out
}

#[derive(Default)]
struct Scenario {
    index: Index,
    cursor: Option<(ArticleId, u32)>,
    last: Option<ArticleId>,
}

impl Scenario {
    fn add(&mut self, name: &str, date: Option<&str>, marked: &str) {
        let id = ArticleId::new(name);
        if let Some(cursor) = marked.find('‸') {
            self.cursor = Some((id.clone(), cursor as u32));
        }
        let text = marked.replacen('‸', "", 1);
        let date = date.map(|d| d.parse().expect("a date such as 2024-03-14"));
        let context = Context::given(date);
        let findings = Reader::new().read(&text, &context);
        self.index.add(Arc::new(Article { id: id.clone(), text: Text::new(text), findings }));
        self.last = Some(id);
    }

    fn ask(&self, question: &str, argument: &str) -> String {
        let corpus = self.index.snapshot();
        let (id, offset) = match (&self.cursor, &self.last) {
            (Some((id, offset)), _) => (id, *offset),
            (None, Some(last)) => (last, 0),
            (None, None) => return "(no article)".to_owned(),
        };
        let Some(article) = corpus.article(id) else { return "(no article)".to_owned() };
        let article = &corpus.explained(article);
        let all = Span::new(0, article.text.len());
        let at = |span: Span| here(article, span);
        // `check figure/conflict` turns on a rule that is off.
        let mut settings = Settings::default();
        if question == "check" && !argument.is_empty() {
            settings.rules.insert(argument.to_owned(), Level::Warning);
        }
        match question {
            "hover" => match answer::hover(&corpus, article, offset, &settings) {
                Some(hover) => lines(hover.lines.iter().map(|line| markdown(&corpus, line))),
                None => String::new(),
            },
            "definition" => places(&corpus, answer::definition(&corpus, article, offset)),
            "declaration" => places(&corpus, answer::declaration(&corpus, article, offset)),
            "implementation" => places(&corpus, answer::implementation(&corpus, article, offset)),
            "references" => places(&corpus, answer::references(&corpus, article, offset, true)),
            "outgoing" => edges(&corpus, answer::speaks_about(&corpus, article, offset)),
            "incoming" => edges(&corpus, answer::spoken_about(&corpus, article, offset)),
            "above" | "below" => {
                let step = if question == "above" { answer::above } else { answer::below };
                let mut out = String::new();
                let first = answer::rung(&corpus, article, offset);
                first.iter().for_each(|rung| ladder(&mut out, &corpus, rung, step, 0));
                out
            }
            "highlights" => lines(answer::highlights(&corpus, article, offset).into_iter().map(at)),
            "outline" => {
                let mut out = String::new();
                outline(&mut out, &answer::outline(&corpus, article), 0);
                out
            }
            "symbols" => lines(answer::symbols(&corpus, argument, 5).into_iter().map(|s| {
                let container = s.container.map(|c| format!(", {c}")).unwrap_or_default();
                format!("{} ({}{container}) {}", s.name, s.kind.as_str(), place(&corpus, &s.place))
            })),
            "lenses" => lines(answer::lenses(&corpus, article).iter().map(|l| format!("{} → {}", at(l.span), l.title))),
            "inlays" => lines(answer::inlays(article, all).iter().map(|i| {
                let before = &article.text[..i.offset as usize];
                let word = before.split_whitespace().next_back().unwrap_or("");
                format!("{word}⟨{}⟩ {}", i.label, i.tooltip)
            })),
            "tokens" => {
                let decoration = if argument == "rich" { Decoration::Rich } else { Decoration::Quiet };
                lines(answer::tokens(article, decoration).iter().map(|t| {
                    let modifiers: String =
                        t.modifiers.iter().map(|m| format!(" {}", format!("{m:?}").to_lowercase())).collect();
                    format!("{}{modifiers} {}", t.kind.as_str(), t.span.of(&article.text))
                }))
            }
            "folds" => lines(answer::folds(article).iter().map(|f| format!("{:?} {}", f.kind, at(f.span)))),
            "selection" => {
                lines(answer::selection(article, offset).into_iter().map(|s| s.of(&article.text).to_owned()))
            }
            "links" => lines(answer::links(article).into_iter().map(|l| l.address)),
            "check" => lines(check::check(&corpus, article, &settings).iter().map(|d| diagnostic(&corpus, article, d))),
            "fix" => fixed(article, check::check(&corpus, article, &settings).iter().find(|d| d.code == argument)),
            unknown => format!("(nobody answers “{unknown}”)"),
        }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// `3:14 “words”`
fn here(article: &Article, span: Span) -> String {
    let Position { line, column } = article.text.position(span.start, PositionEncoding::Utf32);
    let words = span.of(&article.text).replace('\n', "⏎");
    let shown: String = words.chars().take(60).collect();
    let more = if shown.len() < words.len() { "…" } else { "" };
    format!("{}:{} {shown}{more}", line + 1, column + 1)
}

fn place(corpus: &Corpus, place: &Place) -> String {
    let article = corpus.article(&place.article).expect("a place in the corpus");
    format!("{}:{}", place.article, here(article, place.span))
}

/// Each end of a call hierarchy, with the sentences that tell.
fn edges(corpus: &Corpus, edges: Vec<answer::Edge>) -> String {
    lines(edges.iter().map(|edge| {
        let article = corpus.article(&edge.voice.place.article).expect("a place in the corpus");
        let sentences: Vec<String> = edge.sentences.iter().map(|s| format!("\n  {}", here(article, *s))).collect();
        format!("{} ({}){}", edge.voice.name, edge.voice.detail, sentences.concat())
    }))
}

type Step = fn(&Corpus, &Article, Span) -> Vec<answer::Rung>;

/// A rung of a type hierarchy with all that stands behind it, as a client unfolds it.
fn ladder(out: &mut String, corpus: &Corpus, rung: &answer::Rung, step: Step, depth: usize) {
    let kind = rung.kind.map_or("office", |kind| kind.as_str());
    let place = place(corpus, &rung.place);
    let _ = writeln!(out, "{}{} ({kind}, {}) {place}", "  ".repeat(depth), rung.name, rung.detail);
    let article = corpus.explained(corpus.article(&rung.place.article).expect("an article of the corpus"));
    if depth < 4 {
        step(corpus, &article, rung.place.span).iter().for_each(|next| ladder(out, corpus, next, step, depth + 1));
    }
}

fn places(corpus: &Corpus, places: Vec<Place>) -> String {
    lines(places.iter().map(|p| place(corpus, p)))
}

fn markdown(corpus: &Corpus, line: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Strong(text) => format!("**{text}**"),
        Piece::Emphasis(text) => format!("_{text}_"),
        Piece::Quote(words) => format!("“{words}”"),
        Piece::Link { label, place } => {
            let article = corpus.article(&place.article).expect("a place in the corpus");
            let Position { line, column } = article.text.position(place.span.start, PositionEncoding::Utf32);
            format!("[{label}]({}:{}:{})", place.article, line + 1, column + 1)
        }
    };
    line.iter().map(piece).collect()
}

fn outline(out: &mut String, items: &[OutlineItem], depth: usize) {
    for item in items {
        assert!(item.span.covers(item.selection), "the selection of {item:?} lies inside it");
        assert!(item.children.iter().all(|c| item.span.covers(c.span)), "{item:?} covers its children");
        let detail = item.detail.as_ref().map(|d| format!(" ({d})")).unwrap_or_default();
        let _ = writeln!(out, "{}{:?} {}{detail}", "  ".repeat(depth), item.kind, item.name);
        outline(out, &item.children, depth + 1);
    }
}

fn diagnostic(corpus: &Corpus, article: &Article, d: &check::Diagnostic) -> String {
    let mut out = format!("{} {} [{}] {}", d.level.as_str(), here(article, d.span), d.code, d.message);
    for (at, message) in &d.related {
        let _ = write!(out, "\n  {message}: {}", place(corpus, at));
    }
    for fix in &d.fixes {
        let _ = write!(out, "\n  fix: {}", fix.title);
    }
    out
}

/// The article after the first fix of a diagnostic.
fn fixed(article: &Article, diagnostic: Option<&check::Diagnostic>) -> String {
    let Some(fix) = diagnostic.and_then(|d| d.fixes.first()) else { return "(no fix)".to_owned() };
    let mut text = article.text.as_str().to_owned();
    for (span, replacement) in fix.edits.iter().rev() {
        text.replace_range(span.range(), replacement);
    }
    text
}
