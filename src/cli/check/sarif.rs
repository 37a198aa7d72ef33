//! The report as SARIF 2.1.0.

use std::io::Write;

use serde_json::{Value, json};

use super::{Report, region};
use crate::answer::check::{Diagnostic, Fix, RULES};
use crate::cli::failure::Failure;
use crate::corpus::{Article, ArticleId, Corpus};
use crate::settings::Level;
use crate::text::Span;

pub(super) fn write(out: &mut impl Write, corpus: &Corpus, reports: &[Report]) -> Result<(), Failure> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": rule.explanation},
                "defaultConfiguration": {"level": level(rule.level)},
            })
        })
        .collect();
    let results: Vec<Value> =
        reports.iter().flat_map(|r| r.diagnostics.iter().map(|d| result(corpus, &r.article, d))).collect();
    let driver = json!({"name": "scholiast", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn result(corpus: &Corpus, article: &Article, diagnostic: &Diagnostic) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.level),
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": location(article, diagnostic.span)}],
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .enumerate()
        .filter_map(|(i, (place, message))| {
            let other = if place.article == article.id { article } else { corpus.article(&place.article)? };
            let location = location(other, place.span);
            Some(json!({"id": i, "physicalLocation": location, "message": {"text": message}}))
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic.fixes.iter().map(|f| fix(article, f)).collect();
    }
    result
}

fn fix(article: &Article, fix: &Fix) -> Value {
    let replacement = |(span, text): &(Span, String)| json!({"deletedRegion": area(article, *span), "insertedContent": {"text": text}});
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    let change = json!({"artifactLocation": {"uri": uri(&article.id)}, "replacements": replacements});
    json!({"description": {"text": fix.title}, "artifactChanges": [change]})
}

fn location(article: &Article, span: Span) -> Value {
    json!({"artifactLocation": {"uri": uri(&article.id)}, "region": area(article, span)})
}

fn area(article: &Article, span: Span) -> Value {
    let (from, to) = region(article, span);
    json!({"startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column})
}

/// SARIF knows no hint; a note is its quietest.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information | Level::Hint => "note",
        Level::Off => "none",
    }
}

/// A path as a relative reference, or as a file address where it is absolute.
fn uri(id: &ArticleId) -> String {
    if let Ok(url) = url::Url::from_file_path(id.as_str()) {
        return url.to_string();
    }
    let mut out = String::new();
    for byte in id.as_str().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b'\\' => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
