//! `scholiast lsp`: the language server.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::failure::Failure;
use crate::server::{self, Transport};

/// Run the language server, over standard input and output unless told otherwise
#[derive(Args)]
#[command(after_help = "\
Editors start this by themselves; see the README for theirs. To look inside, set SCHOLIAST_LOG=debug: the log goes to
stderr.

Exit status: over standard input and output 0 after the client said `shutdown` and `exit`, 1 if it just went away.")]
pub struct Arguments {
    /// Talk over standard input and output (the default)
    #[arg(long, conflicts_with_all = ["socket", "listen"])]
    stdio: bool,
    /// Listen on a Unix socket that only you may use
    #[arg(long, value_name = "PATH", conflicts_with = "listen")]
    socket: Option<PathBuf>,
    /// Listen on a TCP port of this machine; every connection is a session
    #[arg(long, value_name = "PORT")]
    listen: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let transport = match (&arguments.socket, &arguments.listen) {
        (Some(path), _) => Transport::Socket(path.clone()),
        (None, Some(address)) => Transport::listen(address).map_err(|e| Failure::Usage(e.to_string()))?,
        (None, None) => Transport::Stdio,
    };
    log_to_stderr();
    Ok(server::run(transport))
}

/// Standard output belongs to the protocol.
fn log_to_stderr() {
    let asked = std::env::var("SCHOLIAST_LOG").ok().and_then(|log| log.parse::<Targets>().ok());
    let shown = asked.unwrap_or_else(|| Targets::new().with_target("scholiast", Level::WARN));
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let _ = tracing_subscriber::registry().with(log).with(shown).try_init();
}
