//! Where clients come from: standard input and output, a Unix socket, a local TCP port.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;

use super::serve::{End, Peer, serve};
use super::stdio::{stdin, stdout};

/// How to talk to clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// One client, over the process's own streams.
    Stdio,
    /// A Unix socket that only its owner may use.
    Socket(PathBuf),
    /// A TCP port of this machine; port 0 takes a free one.
    Listen(SocketAddr),
}

/// Why a transport cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    #[error(
        "{0} is refused: the protocol has no authentication, so whoever can reach the port can read your files; listen \
         on this machine (127.0.0.1) and let SSH forward the port"
    )]
    NotLoopback(IpAddr),
    #[error("{0:?} is no address to listen on; give a port, or an address and a port like 127.0.0.1:7000")]
    NoAddress(String),
    #[error("{path} is in use by another server", path = .0.display())]
    InUse(PathBuf),
    #[error("Unix sockets are not to be had on this system; use --listen")]
    NoSockets,
    #[error("cannot listen on {place}: {error}")]
    Io { place: String, error: io::Error },
}

impl Transport {
    /// The transport of `--listen`: a port, or an address and a port. Only this machine's own addresses are taken.
    pub fn listen(address: &str) -> Result<Transport, TransportError> {
        let address = address.replace("localhost", "127.0.0.1");
        let port = address.parse().map(|port| SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)).ok();
        let socket = port.or_else(|| address.parse().ok()).ok_or(TransportError::NoAddress(address))?;
        match socket.ip().is_loopback() {
            true => Ok(Transport::Listen(socket)),
            false => Err(TransportError::NotLoopback(socket.ip())),
        }
    }
}

/// Serve clients. Over standard input and output this ends with the session: 0 after `shutdown` and `exit`, else 1.
/// Over sockets every connection is a session, and serving ends only with the process.
pub fn run(transport: Transport) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2) // messages only: reading and answering happen on the blocking threads
        .max_blocking_threads(128)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("scholiast: cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(async {
        let outcome = match transport {
            Transport::Stdio => {
                return if serve(stdin(), stdout(), Peer::Pipe).await == End::Orderly {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                };
            }
            Transport::Socket(path) => listen_unix(path).await,
            Transport::Listen(address) => listen_tcp(address).await,
        };
        if let Err(error) = outcome {
            eprintln!("scholiast: {error}");
        }
        ExitCode::FAILURE
    });
    runtime.shutdown_background(); // work nobody waits for must not hold the process
    code
}

async fn listen_tcp(address: SocketAddr) -> Result<(), TransportError> {
    let failed = |error| TransportError::Io { place: address.to_string(), error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    eprintln!("scholiast: listening on {}", listener.local_addr().map_err(failed)?);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true); // an option that only makes it quicker
                let (reader, writer) = stream.into_split();
                welcome(reader, writer);
            }
            Err(error) => pause(&error).await,
        }
    }
}

#[cfg(unix)]
async fn listen_unix(path: PathBuf) -> Result<(), TransportError> {
    use tokio::net::{UnixListener, UnixStream};

    let failed = |error| TransportError::Io { place: path.display().to_string(), error };
    if path.exists() {
        // A socket that nobody answers was left behind by a server that was killed.
        match UnixStream::connect(&path).await {
            Ok(_) => return Err(TransportError::InUse(path)),
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                std::fs::remove_file(&path).map_err(failed)?;
            }
            Err(error) => return Err(failed(error)),
        }
    }
    // From its first moment nobody else may connect.
    let mask = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o177));
    let listener = UnixListener::bind(&path);
    rustix::process::umask(mask);
    let listener = listener.map_err(failed)?;
    eprintln!("scholiast: listening on {}", path.display());
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let (reader, writer) = stream.into_split();
                welcome(reader, writer);
            }
            Err(error) => pause(&error).await,
        }
    }
}

#[cfg(not(unix))]
async fn listen_unix(_path: PathBuf) -> Result<(), TransportError> {
    Err(TransportError::NoSockets)
}

fn welcome(reader: impl AsyncRead + Unpin + Send + 'static, writer: impl AsyncWrite + Unpin + Send + 'static) {
    tokio::spawn(async move {
        let end = serve(reader, writer, Peer::Socket).await;
        tracing::info!("a client left: {end:?}");
    });
}

/// Accepting fails when files run out; trying again at once would only burn the processor.
async fn pause(error: &io::Error) {
    tracing::warn!("a client could not connect: {error}");
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_listened_on() {
        for (address, taken) in [("7000", "127.0.0.1:7000"), ("localhost:1", "127.0.0.1:1"), ("[::1]:2", "[::1]:2")] {
            assert_eq!(Transport::listen(address).unwrap(), Transport::Listen(taken.parse().unwrap()));
        }
        for refused in ["0.0.0.0:7000", "192.168.0.1:7000", "[::]:7000"] {
            let error = Transport::listen(refused).unwrap_err().to_string();
            assert!(error.contains("no authentication"), "{error}");
        }
        assert!(matches!(Transport::listen("tea"), Err(TransportError::NoAddress(_))));
    }
}
