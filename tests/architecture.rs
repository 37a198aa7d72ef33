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
            let text = fs::read_to_string(&file).expect("a source file");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (i, line) in code.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                offences
                    .extend(forbidden.iter().filter(|f| line.contains(**f)).map(|f| format!("{name}:{}: {f}", i + 1)));
            }
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
        let text = fs::read_to_string(&file).expect("a source file");
        assert!(!text.contains("std::fs") && !text.contains("std::io"), "{name} does IO");
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
