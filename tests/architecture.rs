//! The direction in which the chapters may import, and where IO and protocol types may stand.

use std::fs;
use std::path::{Path, PathBuf};

/// What each chapter must not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "text",
        &[
            "crate::read",
            "crate::corpus",
            "crate::answer",
            "crate::server",
            "crate::cli",
            "tower_lsp",
            "std::fs",
            "std::io",
            "std::net",
        ],
    ),
    (
        "read",
        &[
            "crate::corpus",
            "crate::answer",
            "crate::server",
            "crate::cli",
            "tower_lsp",
            "std::fs",
            "std::io",
            "std::net",
            "std::time",
            "Zoned::now",
        ],
    ),
    ("corpus", &["crate::answer", "crate::server", "crate::cli", "tower_lsp", "url::"]),
    (
        "answer",
        &[
            "crate::server",
            "crate::cli",
            "tower_lsp",
            "url::",
            "std::fs",
            "std::io",
            "std::net",
            "std::time",
            "Reader::",
        ],
    ),
    ("server", &["crate::cli"]),
    ("data", &["crate::", "std::fs", "std::io", "tower_lsp"]),
];

/// Files of a chapter that may do IO although the chapter may not.
const IO: &[&str] = &["corpus/walk.rs", "corpus/watch.rs", "corpus/store/", "corpus/decisions/file.rs"];

#[test]
fn chapters_import_only_against_the_data_flow() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut offences = Vec::new();
    for (chapter, forbidden) in FORBIDDEN {
        for file in rust_files(&src.join(chapter)) {
            let name = file.strip_prefix(&src).expect("below src").display().to_string();
            let named = named(&fs::read_to_string(&file).expect("a source file"));
            let found = forbidden.iter().filter(|f| named.iter().any(|path| path.contains(**f)));
            offences.extend(found.map(|f| format!("{name}: {f}")));
        }
    }
    assert!(offences.is_empty(), "imports against the data flow:\n{}", offences.join("\n"));
}

#[test]
fn only_stores_walks_watches_and_decisions_of_the_corpus_do_io() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&src.join("corpus")) {
        let name = file.strip_prefix(&src).expect("below src").display().to_string();
        if IO.iter().any(|allowed| name.starts_with(allowed)) {
            continue;
        }
        let named = named(&fs::read_to_string(&file).expect("a source file"));
        assert!(!named.iter().any(|path| path.contains("std::fs") || path.contains("std::io")), "{name} does IO");
    }
}

#[test]
fn nothing_hides_in_a_group_or_behind_a_test() {
    let code = "\
use std::{
    fmt,
    io::{self, Read},
};
#[cfg(test)]
mod tests {
    use std::net;
    fn read() {
        std::process::abort();
    }
}
// use std::time;
pub use crate::{read, text::Span};
#[cfg(test)]
use std::process;
fn f() {
    std::fs::read(\"\");
}
";
    let named = named(code);
    for path in ["std::fmt", "std::io::self", "std::io::Read", "crate::read", "crate::text::Span"] {
        assert!(named.iter().any(|n| n == path), "{path}: {named:?}");
    }
    assert!(named.iter().any(|n| n.contains("std::fs::read")));
    assert!(!named.iter().any(|n| ["net", "time", "process"].iter().any(|path| n.contains(path))), "{named:?}");
}

/// What the code of a file names, tests and comments left out: its imports as full paths, its other lines as they are.
fn named(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        if code == "#[cfg(test)]" {
            // The item behind: rustfmt puts its last brace under its first letter.
            if !lines.next().is_some_and(|line| line.ends_with(';')) {
                lines.by_ref().find(|line| *line == format!("{indent}}}"));
            }
        } else if let Some(tree) =
            code.split_once("use ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"))
        {
            let mut tree = tree.1.to_owned();
            while !tree.contains(';') {
                tree.push_str(lines.next().expect("the end of an import").trim());
            }
            expand("", tree.trim_end_matches(';'), &mut out);
        } else {
            out.push(line.to_owned());
        }
    }
    out
}

/// The paths of an import: `a::{b, c::{d, e}}` is three.
fn expand(prefix: &str, tree: &str, out: &mut Vec<String>) {
    let Some((path, group)) = tree.split_once('{') else {
        return out.push(format!("{prefix}{}", tree.trim()));
    };
    let (prefix, mut depth, mut part) = (format!("{prefix}{}", path.trim()), 0, String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (c == ',' && depth == 0) || depth < 0 {
            if !part.trim().is_empty() {
                expand(&prefix, &part, out);
            }
            part.clear();
            if depth < 0 {
                return;
            }
        } else {
            part.push(c);
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a chapter").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}
