//! Bytes → JSON messages: `Content-Length` headers and bodies, and what to do about those that are broken.

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};

/// A header line longer than this is not a header line.
const LONGEST_HEADER: u64 = 4096;
/// A message larger than this is skipped: no text of an allowed size makes one.
const LARGEST_BODY: u64 = 256 * 1024 * 1024;

/// What came in.
#[derive(Debug)]
pub enum Frame {
    Message(Value),
    /// Something that is no message, and why. Reading goes on behind it.
    Broken(String),
}

/// Reads the messages of one client.
pub struct Frames<R> {
    reader: BufReader<R>,
    strict: bool,
}

impl<R: AsyncRead + Unpin> Frames<R> {
    /// With `strict`, a line that cannot be a header ends the stream: on a socket it is a stranger talking another
    /// protocol (a web page can make a browser POST to a local port), not a client with a fault.
    pub fn new(reader: R, strict: bool) -> Frames<R> {
        Frames { reader: BufReader::with_capacity(64 * 1024, reader), strict }
    }

    /// The next message; None at the end of the stream.
    pub async fn next(&mut self) -> Option<Frame> {
        let length = match self.header().await? {
            Ok(length) if length <= LARGEST_BODY => length,
            Ok(length) => {
                let mut body = (&mut self.reader).take(length);
                tokio::io::copy(&mut body, &mut tokio::io::sink()).await.ok()?;
                return Some(Frame::Broken(format!("a message of {length} bytes is over the limit")));
            }
            Err(_) if self.strict => return None,
            Err(fault) => return Some(Frame::Broken(fault)),
        };
        let mut body = vec![0; length as usize];
        self.reader.read_exact(&mut body).await.ok()?;
        Some(match serde_json::from_slice(&body) {
            Ok(message) => Frame::Message(message),
            Err(error) => Frame::Broken(format!("not JSON: {error}")),
        })
    }

    /// The length that a header block announces.
    async fn header(&mut self) -> Option<Result<u64, String>> {
        let mut length = None;
        loop {
            let mut line = Vec::new();
            let read = (&mut self.reader).take(LONGEST_HEADER).read_until(b'\n', &mut line).await.ok()?;
            if read == 0 {
                return None;
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            if line.is_empty() {
                match length {
                    Some(length) => return Some(Ok(length)),
                    None => continue, // blank lines between messages hurt nobody
                }
            }
            match header_field(line) {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => match value.parse() {
                    Ok(value) => length = Some(value),
                    Err(_) => return Some(Err(format!("Content-Length is no number: {value:?}"))),
                },
                Some(_) => {}
                None => return Some(Err("a line that is no header".to_owned())),
            }
        }
    }
}

fn header_field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let token = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (!name.is_empty() && name.bytes().all(token)).then_some((name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frames of a byte stream, one a line.
    async fn read(bytes: &[u8], strict: bool) -> String {
        let mut frames = Frames::new(bytes, strict);
        let mut out = String::new();
        while let Some(frame) = frames.next().await {
            out += &match frame {
                Frame::Message(value) => format!("{value}\n"),
                Frame::Broken(fault) => format!("! {fault}\n"),
            };
        }
        out
    }

    #[tokio::test]
    async fn broken_messages_are_skipped() {
        let stream = b"Content-Length: 2\r\n\r\n{}Content-Length: 3\r\nX-Other: 1\r\n\r\n{\"acontent-length:1\r\n\r\n1";
        expect_test::expect![[r#"
            {}
            ! not JSON: EOF while parsing a string at line 1 column 3
            1
        "#]]
        .assert_eq(&read(stream, false).await);
    }

    #[tokio::test]
    async fn garbage_between_messages_is_skipped_on_a_pipe_and_fatal_on_a_socket() {
        let stream = b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
        expect_test::expect![[r#"
            ! a line that is no header
            {}
        "#]]
        .assert_eq(&read(stream, false).await);
        assert_eq!(read(stream, true).await, "");
    }

    #[tokio::test]
    async fn a_length_that_is_no_number_is_reported() {
        let stream = b"Content-Length: many\r\n\r\nContent-Length: 2\r\n\r\n{}";
        expect_test::expect![[r#"
            ! Content-Length is no number: "many"
            {}
        "#]]
        .assert_eq(&read(stream, false).await);
    }
}
