//! Colours, only on a terminal that wants them, and how wide it is.

use std::env;
use std::io::{IsTerminal, stdout};

use crate::settings::Level;

/// How to write to stdout.
#[derive(Clone, Copy)]
pub struct Terminal {
    coloured: bool,
    /// In columns.
    pub width: usize,
}

/// The width where there is no terminal to ask.
const WIDTH: usize = 100;

impl Terminal {
    pub fn stdout() -> Terminal {
        let is_terminal = stdout().is_terminal();
        let unwanted =
            env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) || env::var_os("TERM").is_some_and(|t| t == "dumb");
        let width = match is_terminal {
            true => console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns)),
            false => env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()),
        };
        Terminal { coloured: is_terminal && !unwanted, width: width.unwrap_or(WIDTH).max(40) }
    }

    pub fn bold(self, text: &str) -> String {
        self.styled("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.styled("2", text)
    }

    /// In the colour of a level.
    pub fn at_level(self, level: Level, text: &str) -> String {
        let style = match level {
            Level::Error => "1;31",
            Level::Warning => "1;33",
            Level::Information => "1;34",
            Level::Hint | Level::Off => "1;36",
        };
        self.styled(style, text)
    }

    fn styled(self, style: &str, text: &str) -> String {
        if self.coloured { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
