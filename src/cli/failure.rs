//! How a subcommand ends when it cannot do its work.

use std::io;
use std::process::ExitCode;

/// Why a subcommand gave up.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments cannot be used; says which and what to do.
    #[error("{0}")]
    Usage(String),
    /// The output could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// Say it on stderr and give the exit code: 2 for unusable arguments, 1 for lost output. A reader that went away
    /// (`| head`) wanted no more and is no failure.
    pub fn report(self) -> ExitCode {
        match &self {
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            _ => complain(&self.to_string()),
        }
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Output(_) => ExitCode::from(1),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::Output(error.into())
    }
}

/// A line on stderr, under the program's name. Nobody listening is no reason to die.
pub fn complain(message: &str) {
    use io::Write;
    let _ = writeln!(io::stderr(), "scholiast: {message}");
}
