//! The program: parse arguments, call a chapter, exit code.

fn main() -> std::process::ExitCode {
    scholiast::cli::run()
}
