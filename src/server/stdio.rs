//! Standard input and output, each on a thread of its own: neither waits for the other, nor for the pool of threads
//! on which requests are answered.

use std::future::Future;
use std::io::{self, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;

/// How many chunks of input wait at most; then the client's writes do.
const CHUNKS: usize = 64;

pub struct Stdin {
    chunks: mpsc::Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    taken: usize,
}

/// Standard input. To be called once.
pub fn stdin() -> Stdin {
    let (sender, chunks) = mpsc::channel(CHUNKS);
    std::thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match io::stdin().lock().read(&mut buffer) {
                Ok(0) => return,
                Ok(n) if sender.blocking_send(buffer[..n].to_vec()).is_err() => return,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    });
    Stdin { chunks, chunk: Vec::new(), taken: 0 }
}

impl AsyncRead for Stdin {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.taken == self.chunk.len() {
            match ready!(self.chunks.poll_recv(cx)) {
                Some(chunk) => (self.chunk, self.taken) = (chunk, 0),
                None => return Poll::Ready(Ok(())),
            }
        }
        let end = (self.taken + out.remaining()).min(self.chunk.len());
        out.put_slice(&self.chunk[self.taken..end]);
        self.taken = end;
        Poll::Ready(Ok(()))
    }
}

pub struct Stdout {
    chunks: mpsc::UnboundedSender<Order>,
    flushed: Option<tokio::sync::oneshot::Receiver<()>>,
}

enum Order {
    Write(Vec<u8>),
    Flush(tokio::sync::oneshot::Sender<()>),
}

/// Standard output. To be called once.
pub fn stdout() -> Stdout {
    let (chunks, mut orders) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        let mut stdout = io::stdout().lock();
        while let Some(order) = orders.blocking_recv() {
            let done = match order {
                Order::Write(chunk) => stdout.write_all(&chunk),
                Order::Flush(done) => {
                    let flushed = stdout.flush();
                    let _ = done.send(());
                    flushed
                }
            };
            if done.is_err() {
                return; // the client is gone; the end of its input tells the session
            }
        }
    });
    Stdout { chunks, flushed: None }
}

impl AsyncWrite for Stdout {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.chunks.send(Order::Write(bytes.to_vec()));
        Poll::Ready(sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let flushed = this.flushed.get_or_insert_with(|| {
            let (done, flushed) = tokio::sync::oneshot::channel();
            let _ = this.chunks.send(Order::Flush(done)); // a thread that is gone has dropped `done`
            flushed
        });
        let _ = ready!(Pin::new(flushed).poll(cx));
        this.flushed = None;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}
