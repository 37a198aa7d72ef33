//! What the user may choose: `initializationOptions`, `workspace/didChangeConfiguration` and command-line flags.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All settings. Unknown ones are reported and skipped, wrong ones are reported and keep their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Files larger than this many bytes are skipped.
    pub max_file_size: u64,
    /// How much is coloured: nothing, people and quotations, or everything.
    pub semantic_tokens: Decoration,
    /// Show resolved dates in the text.
    pub inlay_hints: bool,
    /// Show the line of counts above an entity's first mention.
    pub code_lens: bool,
    /// The level of single rules, by code.
    pub rules: BTreeMap<String, Level>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            max_file_size: 8 * 1024 * 1024,
            semantic_tokens: Decoration::Quiet,
            inlay_hints: true,
            code_lens: true,
            rules: BTreeMap::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decoration {
    Off,
    Quiet,
    Rich,
}

/// How loudly a finding is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

impl Level {
    /// As settings and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}
