//! Unix sockets and local ports.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::harness::Client;

/// A running server and the place it says it listens on.
struct Server {
    child: Child,
    place: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scholiast"));
        let mut child = command.arg("lsp").args(arguments).stderr(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let place = line.trim().rsplit(' ').next().unwrap_or_default().to_owned();
        Server { child, place }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Two clients with one document each, of one name.
fn serves_two(mut first: Client, mut second: Client) {
    for (client, text) in [(&mut first, "https://example.org/1"), (&mut second, "https://example.org/2")] {
        client.initialize(json!({"capabilities": {}}));
        client.open("untitled:a", text);
    }
    assert_eq!(first.links("untitled:a"), ["https://example.org/1"]);
    first.call("shutdown", json!(null));
    first.notify("exit", json!(null));
    assert!(first.closed_within(Duration::from_secs(10)));
    assert_eq!(second.links("untitled:a"), ["https://example.org/2"]);
}

#[test]
fn a_port_serves_every_connection_for_itself() {
    let server = Server::start(&["--listen", "0"]);
    assert!(server.place.starts_with("127.0.0.1:"), "{}", server.place);
    let connect = || {
        let stream = TcpStream::connect(&server.place).unwrap();
        Client::connected(stream.try_clone().unwrap(), stream)
    };
    serves_two(connect(), connect());
}

#[test]
fn a_web_page_is_not_served() {
    let server = Server::start(&["--listen", "0"]);
    let mut stream = TcpStream::connect(&server.place).unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#;
    write!(stream, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer); // an end, or a reset
    assert_eq!(answer, "");
}

#[test]
fn other_addresses_are_refused_with_the_reason() {
    let refused =
        Command::new(env!("CARGO_BIN_EXE_scholiast")).args(["lsp", "--listen", "0.0.0.0:0"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let message = String::from_utf8_lossy(&refused.stderr);
    assert!(message.contains("no authentication"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_unix_socket_is_its_owners_alone_and_outlives_a_killed_server() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixStream;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scholiast.sock");
    let path = path.to_str().unwrap();
    let server = Server::start(&["--socket", path]);
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    let connect = || {
        let stream = UnixStream::connect(path).unwrap();
        Client::connected(stream.try_clone().unwrap(), stream)
    };
    serves_two(connect(), connect());

    let taken = Command::new(env!("CARGO_BIN_EXE_scholiast")).args(["lsp", "--socket", path]).output().unwrap();
    assert!(!taken.status.success() && String::from_utf8_lossy(&taken.stderr).contains("in use"));
    drop(server);
    let _again = Server::start(&["--socket", path]);
    connect().initialize(json!({"capabilities": {}}));
}
