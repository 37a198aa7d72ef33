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
pub const RULES: &[Rule] = &[
    Rule {
        code: "name/inconsistent",
        level: Level::Warning,
        summary: "One person is spelled in two ways in one article.",
        explanation: "Readers take two spellings for two people, and searches find only one of them. The most frequent \
                      spelling of the article is taken to be meant; words in quotation marks are not looked at. Choose \
                      one spelling; the fix writes the most frequent one everywhere outside quotations.",
    },
    Rule {
        code: "quote/no-speaker",
        level: Level::Information,
        summary: "It is not said who speaks quoted words.",
        explanation: "Eight words or more stand in quotation marks, and neither their sentence nor the ones around it \
                      say who speaks. Name the speaker, or say where the words were published.",
    },
    Rule {
        code: "quote/repeated",
        level: Level::Information,
        summary: "The same words are quoted twice in one article.",
        explanation: "At least six words stand in quotation marks in two places, neither of them a headline, the \
                      opening paragraph or a pull quote. Often a paragraph was rewritten and the old one forgotten. \
                      Delete one, or paraphrase it.",
    },
    Rule {
        code: "quote/reworded",
        level: Level::Information,
        summary: "A statement is quoted in other words in another article.",
        explanation: "The same person is quoted with nearly the same words in another article of the same days, but \
                      some of them differ: one of the two was shortened, translated anew or mistyped. Compare both \
                      with the original.",
    },
    Rule {
        code: "quote/speaker-conflict",
        level: Level::Information,
        summary: "The same words are given to two people.",
        explanation: "At least six words are quoted word for word in two places, and a different person is said to \
                      speak them. One of the two may be a slip, or one quotes the other without saying so.",
    },
    Rule {
        code: "quote/unbalanced",
        level: Level::Warning,
        summary: "A quotation mark has no counterpart.",
        explanation: "A quotation is opened and never closed, closed and never opened, or two openings share one \
                      closing mark, so that nobody can tell where the quoted words end. Paragraphs of one long \
                      statement that each open with a mark are as they should be, and are not reported.",
    },
    Rule {
        code: "quote/unquoted-speech",
        level: Level::Warning,
        summary: "Words of a speaker stand outside the quotation marks.",
        explanation: "A quotation is closed, and the next sentence goes on in the first person before it says who \
                      speaks: the closing mark stands too early. Move it behind the last word that was said.",
    },
    Rule {
        code: "quote/wrong-mark",
        level: Level::Warning,
        summary: "A quotation is closed by the wrong mark.",
        explanation: "An opening mark stands where a closing one belongs, or the two marks are of different families: \
                      a slip of keyboard or conversion. Where straight and curly marks are mixed, one finding stands \
                      for the whole article. The fix writes the marks that belong there.",
    },
    Rule {
        code: "text/boilerplate",
        level: Level::Information,
        summary: "A paragraph is no part of the article.",
        explanation: "Source links, “read also” lines, newsletter offers and embedded posts come along when a page is \
                      copied. Their names, quotations and figures are not counted as the article’s. The fix deletes \
                      the paragraph.",
    },
    Rule {
        code: "text/duplicate",
        level: Level::Warning,
        summary: "A paragraph or headline stands twice.",
        explanation: "The same headline or the same paragraph of eight words or more is printed again further down. \
                      The fix deletes the repetition.",
    },
    Rule {
        code: "text/glued-words",
        level: Level::Warning,
        summary: "Two words are printed as one.",
        explanation: "A photo credit or an address is glued to the word before it: a space or a line break was lost \
                      when the page was copied. The fix separates them.",
    },
];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code == code)
}
