//! What an editor would want to know: one file per rule, and `rules`, the one table of codes, levels and texts.

mod ages;
mod arithmetic;
mod boilerplate;
mod calendar;
mod conflict;
mod conversion;
mod duplicate;
mod glued;
mod house;
mod inconsistent;
mod introduced;
mod marks;
mod parts;
mod percent;
mod repeated;
mod rules;
mod speakers;
mod typo;
mod written;

pub use rules::{RULES, Rule, rule};

use super::Place;
use crate::corpus::{Article, Corpus};
use crate::settings::{HouseStyle, Level, Settings};
use crate::text::Span;

/// A finding to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub span: Span,
    /// `quote/wrong-mark`: a row of [`RULES`].
    pub code: &'static str,
    pub level: Level,
    pub message: String,
    pub related: Vec<(Place, String)>,
    /// To be greyed rather than underlined.
    pub unnecessary: bool,
    pub fixes: Vec<Fix>,
}

/// A change that would settle a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Names the exact text: "Replace “ by ” after ‘days’".
    pub title: String,
    /// Replacements in the article, in order, not overlapping.
    pub edits: Vec<(Span, String)>,
    /// The one to take if only one can be taken.
    pub preferred: bool,
}

/// What a rule finds; its level is for the settings to say.
struct Found {
    span: Span,
    message: String,
    related: Vec<(Place, String)>,
    fix: Option<Fix>,
}

/// A rule's code and how it looks at an article.
type Check = (&'static str, fn(&Corpus, &Article) -> Vec<Found>);

const CHECKS: [Check; 21] = [
    ("date/age", ages::check),
    ("date/impossible", calendar::impossible),
    ("date/weekday", calendar::weekday),
    ("figure/conflict", conflict::check),
    ("figure/conversion", conversion::check),
    ("figure/parts", parts::check),
    ("figure/percent-change", percent::check),
    ("name/ambiguous", introduced::ambiguous),
    ("name/first-reference", introduced::missing),
    ("name/inconsistent", inconsistent::check),
    ("name/typo", typo::check),
    ("quote/no-speaker", speakers::missing),
    ("quote/repeated", repeated::check),
    ("quote/reworded", speakers::reworded),
    ("quote/speaker-conflict", speakers::conflict),
    ("quote/unbalanced", marks::unbalanced),
    ("quote/unquoted-speech", speakers::unquoted),
    ("quote/wrong-mark", marks::wrong),
    ("text/boilerplate", boilerplate::check),
    ("text/duplicate", duplicate::check),
    ("text/glued-words", glued::check),
];

/// How a rule looks at an article for what the chosen style writes otherwise.
type StyleCheck = (&'static str, fn(&Article, HouseStyle) -> Vec<Found>);

/// The ones that ask for more than the texts: a style.
const STYLE_CHECKS: [StyleCheck; 2] = [("figure/style", written::check), ("name/house-style", house::check)];

/// The diagnostics of an article, sorted by span.
pub fn check(corpus: &Corpus, article: &Article, settings: &Settings) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let level = |code| settings.rules.get(code).copied().or_else(|| rule(code).map(|r| r.level)).unwrap_or(Level::Off);
    let mut report = |code, found: Vec<Found>| {
        let level = level(code);
        out.extend(found.into_iter().map(|found| Diagnostic {
            span: found.span,
            code,
            level,
            message: found.message,
            related: found.related,
            unnecessary: code == "text/boilerplate",
            fixes: found.fix.into_iter().collect(),
        }));
    };
    for (code, look) in CHECKS.into_iter().filter(|(code, _)| level(code) != Level::Off) {
        report(code, look(corpus, article));
    }
    let chosen = settings.house_style != HouseStyle::None;
    for (code, look) in STYLE_CHECKS.into_iter().filter(|(code, _)| chosen && level(code) != Level::Off) {
        report(code, look(article, settings.house_style));
    }
    out.sort_by_key(|d| (d.span, d.code));
    out
}

impl Found {
    fn new(span: Span, message: String) -> Found {
        Found { span, message, related: Vec::new(), fix: None }
    }

    fn related(mut self, article: &Article, span: Span, message: impl Into<String>) -> Found {
        self.related.push((Place { article: article.id.clone(), span }, message.into()));
        self
    }

    fn fix(mut self, title: impl Into<String>, edits: Vec<(Span, String)>) -> Found {
        self.fix = Some(Fix { title: title.into(), edits, preferred: true });
        self
    }
}

/// The edit that deletes a paragraph, by its index, with the white space up to the next one (before it, for the last).
fn delete(article: &Article, paragraph: usize) -> Option<(Span, String)> {
    let paragraphs = &article.findings.paragraphs;
    let span = paragraphs.get(paragraph)?.span;
    let next = paragraphs.get(paragraph + 1).map(|p| p.span.start);
    let before = paragraph.checked_sub(1).and_then(|i| paragraphs.get(i)).map(|p| p.span.end);
    let span = match (next, before) {
        (Some(next), _) => Span { start: span.start, end: next },
        (None, Some(before)) => Span { start: before, end: span.end },
        (None, None) => span,
    };
    Some((span, String::new()))
}
