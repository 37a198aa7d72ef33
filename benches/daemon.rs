//! What a reader waits for, measured against the real program over stdio: `cargo bench --bench daemon`.
//!
//! Prints one row a figure: its name, median, 99th percentile and the bound it has to keep.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

fn main() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("{:<44} {:>10} {:>10} {:>10}", "", "median", "p99", "bound");

    let initialize: Vec<Duration> = (0..21).map(|_| Client::start(folder.path()).1).collect();
    row("initialize, from the start of the process", initialize, 5.0);

    let text = article(&corpus, 1_000);
    let cold: Vec<Duration> = (0..11).map(|_| cold_start(folder.path(), &text)).collect();
    row("first diagnostics, 1,000 words, cold", cold, 50.0);

    for (words, bound) in [(1_000, 5.0), (5_000, 10.0)] {
        let text = article(&corpus, words);
        let mut client = Client::start(folder.path()).0;
        client.open(&text);
        client.diagnostics();
        let edits: Vec<Duration> = (0..200).map(|i| client.edit(i)).collect();
        row(&format!("edit to new findings, {words} words"), edits, bound);
    }

    let mut client = Client::start(&corpus).0;
    client.open(&text);
    client.diagnostics();
    let hovers: Vec<Duration> = (0..2_000).map(|i| client.hover(i)).collect();
    row("hover", hovers, 1.0);
    println!("{:<44} {:>7.1} MiB", "resident memory, sample corpus open", client.resident_mib());
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/seeds");
    if seeds.is_dir() {
        let mut client = Client::start(&seeds).0;
        client.open_all(&seeds);
        println!("{:<44} {:>7.1} MiB {:>21.1} MiB", "resident memory, seeds open", client.resident_mib(), 60.0);
    }
}

/// An article of about so many words, out of the sample corpus, with other words in each repetition.
fn article(corpus: &Path, words: usize) -> String {
    let mut files: Vec<PathBuf> = std::fs::read_dir(corpus)
        .expect("the sample corpus")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let paragraphs: Vec<String> = files
        .iter()
        .flat_map(|p| std::fs::read_to_string(p).unwrap_or_default().lines().map(str::to_string).collect::<Vec<_>>())
        .filter(|l| l.split_whitespace().count() > 15)
        .collect();
    let mut out = String::new();
    for (i, paragraph) in paragraphs.iter().cycle().enumerate() {
        if out.split_whitespace().count() >= words {
            break;
        }
        out.push_str(&format!("{paragraph} That was the {i}th report.\n\n"));
    }
    out
}

fn cold_start(folder: &Path, text: &str) -> Duration {
    let start = Instant::now();
    let mut client = Client::start(folder).0;
    client.open(text);
    client.diagnostics();
    start.elapsed()
}

fn row(name: &str, mut times: Vec<Duration>, bound_ms: f64) {
    times.sort_unstable();
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let (median, p99) = (times[times.len() / 2], times[(times.len() * 99 / 100).min(times.len() - 1)]);
    println!("{name:<44} {:>7.2} ms {:>7.2} ms {bound_ms:>7.1} ms", ms(median), ms(p99));
}

struct Client {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    next_id: i64,
    version: i32,
    lines: u32,
}

const URI: &str = "untitled:bench.txt";

impl Client {
    /// A started and initialized server, and the time that took.
    fn start(root: &Path) -> (Client, Duration) {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_scholiast"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stdin = child.stdin.take().expect("piped");
        let stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut client = Client { child, stdin, stdout, next_id: 0, version: 0, lines: 0 };
        let root = format!("file://{}", root.display());
        client.request("initialize", json!({"processId": null, "rootUri": root, "capabilities": {}}));
        let took = start.elapsed();
        client.notify("initialized", json!({}));
        (client, took)
    }

    fn open(&mut self, text: &str) {
        self.version = 1;
        self.lines = text.lines().count() as u32;
        let document = json!({"uri": URI, "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn open_all(&mut self, folder: &Path) {
        let files = std::fs::read_dir(folder).expect("a folder").filter_map(|e| Some(e.ok()?.path()));
        for path in files.filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let uri = format!("file://{}", path.display());
            let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
            self.notify("textDocument/didOpen", json!({"textDocument": document}));
            self.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
        }
    }

    /// Wait for diagnostics of the open document.
    fn diagnostics(&mut self) {
        loop {
            let message = self.receive();
            let params = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics" && params["uri"] == URI {
                return;
            }
        }
    }

    /// Type one character somewhere and ask for the diagnostics of the new text.
    fn edit(&mut self, i: u32) -> Duration {
        self.version += 1;
        let at = json!({"line": (i * 7) % self.lines / 2 * 2, "character": 3});
        let change = json!({"range": {"start": at, "end": at}, "text": if i.is_multiple_of(5) { " " } else { "x" }});
        let document = json!({"uri": URI, "version": self.version});
        let start = Instant::now();
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
        self.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
        start.elapsed()
    }

    fn hover(&mut self, i: u32) -> Duration {
        let position = json!({"line": (i * 2) % self.lines, "character": (i * 13) % 200});
        let start = Instant::now();
        self.request("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": position}));
        start.elapsed()
    }

    fn resident_mib(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kib = status.lines().find_map(|l| l.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<f64>().ok());
        kib.unwrap_or(f64::NAN) / 1024.0
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.stdin.flush().expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stdout.read_line(&mut line).expect("the server writes");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", n)) => length = n.parse().expect("a length"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).expect("the server writes");
        serde_json::from_slice(&body).expect("JSON")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
