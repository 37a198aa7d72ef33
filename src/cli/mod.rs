//! TERMINAL: one file per subcommand.

use std::process::ExitCode;

/// Run the program with the process's arguments.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
