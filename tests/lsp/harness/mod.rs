//! A small client: it speaks to the server in this process over an in-memory pipe, or to the real program.
//!
//! Everything is synchronous and waits at most [`PATIENCE`]. Requests of the server are answered with `null` unless
//! the client is [`Client::silent`].

mod workspace;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use scholiast::server::{End, Peer, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, WriteHalf};

pub use workspace::Workspace;

/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Client {
    /// None after we hung up.
    writer: Option<Box<dyn Write>>,
    server: Server,
    messages: Receiver<Value>,
    /// Messages that came and that nobody has asked for.
    inbox: VecDeque<Value>,
    next_id: i64,
    /// Whether to leave the server's requests without an answer.
    pub silent: bool,
    /// Whether the real program's output is left in the pipe.
    paused: Arc<AtomicBool>,
}

/// What is at the other end.
enum Server {
    Memory { end: Receiver<End>, _runtime: tokio::runtime::Runtime },
    Process(Child),
    Elsewhere,
}

impl Client {
    /// A client of a server in this process.
    pub fn memory() -> Client {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (mut reader, writer) = tokio::io::split(ours);
        let (ended, end) = channel();
        runtime.spawn(async move {
            let (reader, writer) = tokio::io::split(theirs);
            let _ = ended.send(serve(reader, writer, Peer::Pipe).await);
        });
        let (sender, messages) = channel();
        runtime.spawn(async move {
            let (mut bytes, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
            while let Ok(n @ 1..) = reader.read(&mut buffer).await {
                bytes.extend_from_slice(&buffer[..n]);
                while let Some((message, length)) = first_message(&bytes) {
                    bytes.drain(..length);
                    let _ = sender.send(message);
                }
            }
        });
        let writer = MemoryWriter { runtime: runtime.handle().clone(), writer };
        Client::new(writer, Server::Memory { end, _runtime: runtime }, messages)
    }

    /// A client of the real program, over its standard input and output.
    pub fn process() -> Client {
        Client::of_child(Command::new(env!("CARGO_BIN_EXE_scholiast")).args(["lsp", "--stdio"]))
    }

    /// A client of a command.
    pub fn of_child(command: &mut Command) -> Client {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (reader, writer) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        Client::over(reader, writer, Server::Process(child))
    }

    /// A client of a server that somebody else started.
    pub fn connected(reader: impl Read + Send + 'static, writer: impl Write + 'static) -> Client {
        Client::over(reader, writer, Server::Elsewhere)
    }

    fn over(reader: impl Read + Send + 'static, writer: impl Write + 'static, server: Server) -> Client {
        let (sender, messages) = channel();
        let client = Client::new(writer, server, messages);
        let (mut reader, paused) = (BufReader::new(reader), client.paused.clone());
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut reader) {
                let _ = sender.send(message);
                while paused.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        });
        client
    }

    fn new(writer: impl Write + 'static, server: Server, messages: Receiver<Value>) -> Client {
        let (writer, inbox): (Box<dyn Write>, _) = (Box::new(writer), VecDeque::new());
        Client { writer: Some(writer), server, messages, inbox, next_id: 0, silent: false, paused: Arc::default() }
    }

    /// A started client in this process, with the capabilities of `capabilities` and the folder of a workspace.
    pub fn started(workspace: &Workspace, capabilities: Value) -> Client {
        let mut client = Client::memory();
        client.start(workspace, capabilities);
        client
    }

    /// Initialize, and give the server's capabilities.
    pub fn start(&mut self, workspace: &Workspace, capabilities: Value) -> Value {
        self.initialize(json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": [{"uri": workspace.root_uri(), "name": "articles"}],
            "capabilities": capabilities,
        }))
    }

    pub fn initialize(&mut self, params: Value) -> Value {
        let result = self.call("initialize", params);
        self.notify("initialized", json!({}));
        result["capabilities"].clone()
    }

    // Sending

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("we hung up");
        writer.write_all(bytes).and_then(|()| writer.flush()).unwrap();
    }

    pub fn send(&mut self, message: Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Send a request and give its id; `response` has the rest.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.send(json!({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params}));
        self.next_id
    }

    // Receiving

    /// The response to a request: a message with `result` or `error`.
    pub fn response(&mut self, id: i64) -> Value {
        self.wait(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// The result of a request that must succeed.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    /// The code of the error with which a request must end.
    pub fn error_code(&mut self, id: i64) -> i64 {
        let response = self.response(id);
        response["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {response}"))
    }

    /// The next message of a method from the server: a notification or a request.
    pub fn hear(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)
    }

    /// The next message that is like this. Others stay for later.
    pub fn wait(&mut self, like: impl Fn(&Value) -> bool) -> Value {
        self.wait_for(PATIENCE, like).unwrap_or_else(|| panic!("waited in vain; there was: {:#?}", self.inbox))
    }

    /// The same with its own patience; None if none comes.
    pub fn wait_for(&mut self, patience: Duration, like: impl Fn(&Value) -> bool) -> Option<Value> {
        let deadline = Instant::now() + patience;
        let mut seen = 0;
        loop {
            while seen < self.inbox.len() {
                if like(&self.inbox[seen]) {
                    return self.inbox.remove(seen);
                }
                seen += 1;
            }
            match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => self.take_in(message),
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(
                        deadline.saturating_duration_since(Instant::now()).min(Duration::from_millis(10)),
                    );
                    if Instant::now() >= deadline {
                        return None;
                    }
                }
            }
        }
    }

    /// Everything of a method that has come so far.
    pub fn heard(&mut self, method: &str) -> Vec<Value> {
        while let Ok(message) = self.messages.try_recv() {
            self.take_in(message);
        }
        let (found, rest) = self.inbox.drain(..).partition(|message: &Value| message["method"] == method);
        self.inbox = rest;
        Vec::from(VecDeque::<Value>::from_iter(found))
    }

    fn take_in(&mut self, message: Value) {
        if message.get("method").is_some() && message.get("id").is_some() && !self.silent {
            self.send(json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        self.inbox.push_back(message);
    }

    // Documents

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replace the whole text.
    pub fn change(&mut self, uri: &str, version: i32, text: &str) {
        self.edit(uri, version, json!([{"text": text}]));
    }

    pub fn edit(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Ask a question that needs a document only; gives the request's id.
    pub fn ask(&mut self, question: &str, uri: &str) -> i64 {
        self.request(&format!("textDocument/{question}"), json!({"textDocument": {"uri": uri}}))
    }

    /// The result of such a question.
    pub fn answer(&mut self, question: &str, uri: &str) -> Value {
        self.call(&format!("textDocument/{question}"), json!({"textDocument": {"uri": uri}}))
    }

    /// The addresses in a document, as the server sees it: tests put what they want to see into them.
    pub fn links(&mut self, uri: &str) -> Vec<String> {
        targets(&self.answer("documentLink", uri))
    }

    /// Ask for the links of a document until they are these.
    pub fn until_links(&mut self, uri: &str, wanted: &[&str]) {
        self.until(uri, &json!(wanted), |answer| json!(targets(answer)));
    }

    /// Ask about a document until there is none.
    pub fn until_gone(&mut self, uri: &str) {
        self.until(uri, &json!(null), Value::clone);
    }

    fn until(&mut self, uri: &str, wanted: &Value, see: impl Fn(&Value) -> Value) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = see(&self.answer("documentLink", uri));
            if seen == *wanted {
                return;
            }
            assert!(Instant::now() < deadline, "{uri}: {seen} is not {wanted}; {:#?}", self.inbox);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The next diagnostics published for a document: its version and the codes.
    pub fn diagnostics(&mut self, uri: &str) -> (Value, Vec<String>) {
        let params = self.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri);
        (params["params"]["version"].clone(), codes(&params["params"]["diagnostics"]))
    }

    /// Wait for a line in the log.
    pub fn logged(&mut self, words: &str) {
        self.wait(|m| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains(words));
    }

    /// Wait for the end of the first walk.
    pub fn indexed(&mut self) {
        self.logged("articles read");
    }

    /// Whether the server still answers.
    pub fn is_alive(&mut self) -> bool {
        let id = self.request("no/such/method", json!(null));
        self.error_code(id) == -32601
    }

    // The end

    /// Close the stream to the server.
    pub fn hang_up(&mut self) {
        self.writer = None;
    }

    /// Read nothing that the real program writes.
    pub fn pause(&mut self) {
        self.paused.store(true, Ordering::Relaxed);
    }

    pub fn go_on(&mut self) {
        self.paused.store(false, Ordering::Relaxed);
    }

    /// The number of the process at the other end.
    pub fn pid(&self) -> u32 {
        let Server::Process(child) = &self.server else { panic!("no process") };
        child.id()
    }

    /// Kill the process at the other end; our end of its input stays open.
    pub fn kill(&mut self) {
        let Server::Process(child) = &mut self.server else { panic!("no process") };
        child.kill().unwrap();
        child.wait().unwrap(); // closes `child.stdin`, which we have taken
    }

    /// Whether whoever could write to us is gone before long.
    pub fn closed_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        loop {
            match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => self.inbox.push_back(message),
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// How the server's session ended: 0 for orderly, 1 for abrupt. None if it has not after `patience`.
    pub fn exit_code(&mut self, patience: Duration) -> Option<i32> {
        match &mut self.server {
            Server::Memory { end, .. } => end.recv_timeout(patience).ok().map(|end| i32::from(end != End::Orderly)),
            Server::Process(child) => {
                let deadline = Instant::now() + patience;
                while Instant::now() < deadline {
                    if let Some(status) = child.try_wait().unwrap() {
                        return Some(status.code().unwrap_or(-1));
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
                None
            }
            Server::Elsewhere => None,
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Server::Process(child) = &mut self.server {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

struct MemoryWriter {
    runtime: tokio::runtime::Handle,
    writer: WriteHalf<DuplexStream>,
}

impl Write for MemoryWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.runtime.block_on(self.writer.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Drop for MemoryWriter {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.writer.shutdown());
    }
}

/// The codes of diagnostics, in order.
pub fn codes(diagnostics: &Value) -> Vec<String> {
    let code = |d: &Value| d["code"].as_str().unwrap_or("?").to_owned();
    diagnostics.as_array().map(|all| all.iter().map(code).collect()).unwrap_or_default()
}

/// The targets of document links, in order.
pub fn targets(links: &Value) -> Vec<String> {
    let target = |link: &Value| link["target"].as_str().unwrap_or("?").to_owned();
    links.as_array().map(|all| all.iter().map(target).collect()).unwrap_or_default()
}

/// The first whole message of a stream, and how many bytes it takes.
fn first_message(bytes: &[u8]) -> Option<(Value, usize)> {
    let mut reader = BufReader::new(bytes);
    let header = bytes.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let length = header + content_length(&bytes[..header])?;
    (bytes.len() >= length).then(|| (read_message(&mut reader).unwrap(), length))
}

fn read_message(reader: &mut impl BufRead) -> Option<Value> {
    let mut header = Vec::new();
    while !header.ends_with(b"\r\n\r\n") {
        if reader.read_until(b'\n', &mut header).ok()? == 0 {
            return None;
        }
    }
    let mut body = vec![0; content_length(&header)?];
    reader.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server sends JSON"))
}

fn content_length(header: &[u8]) -> Option<usize> {
    let header = std::str::from_utf8(header).ok()?;
    header.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok())
}
