//! The one table of rules: `scholiast rules`, the reference page and every diagnostic come from it.

use crate::settings::Level;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    /// The level unless the settings say otherwise.
    pub level: Level,
    /// What it reports, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do, in a short paragraph.
    pub explanation: &'static str,
}

/// All rules, by code.
pub const RULES: &[Rule] = &[];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code == code)
}
