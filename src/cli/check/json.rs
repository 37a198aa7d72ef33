//! The report for programs: a JSON array, one finding a line.

use std::io::Write;

use serde::Serialize;

use super::{Report, region};
use crate::answer::check::Diagnostic;
use crate::cli::failure::Failure;
use crate::corpus::{Article, Corpus};
use crate::settings::Level;
use crate::text::Span;

/// Lines and columns count from one, in characters; ends are exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    #[serde(flatten)]
    place: Region,
    code: &'a str,
    severity: Level,
    message: &'a str,
    related: Vec<Related<'a>>,
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Region,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Region,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

pub(super) fn write(out: &mut impl Write, corpus: &Corpus, reports: &[Report]) -> Result<(), Failure> {
    out.write_all(b"[")?;
    let mut separator: &[u8] = b"\n";
    for report in reports {
        for diagnostic in &report.diagnostics {
            out.write_all(separator)?;
            serde_json::to_writer(&mut *out, &finding(corpus, &report.article, diagnostic))?;
            separator = b",\n";
        }
    }
    out.write_all(b"\n]\n")?;
    Ok(())
}

fn finding<'a>(corpus: &Corpus, article: &Article, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let related = diagnostic.related.iter().filter_map(|(place, message)| {
        let other = if place.article == article.id { article } else { corpus.article(&place.article)? };
        Some(Related { place: at(other, place.span), message })
    });
    let edit = |(span, text): &'a (Span, String)| Edit { place: at(article, *span), text };
    let fixes = diagnostic.fixes.iter().map(|f| Fix { title: &f.title, edits: f.edits.iter().map(edit).collect() });
    Finding {
        place: at(article, diagnostic.span),
        code: diagnostic.code,
        severity: diagnostic.level,
        message: &diagnostic.message,
        related: related.collect(),
        fixes: fixes.collect(),
    }
}

fn at(article: &Article, span: Span) -> Region {
    let (from, to) = region(article, span);
    Region {
        path: article.id.to_string(),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
    }
}
