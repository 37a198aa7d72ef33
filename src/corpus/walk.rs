//! Finding the articles of a folder, and reading their files: `.txt`, not hidden, not ignored by `.gitignore`; symlink
//! loops survived.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use ignore::{DirEntry, WalkBuilder};

use crate::text::{DecodeError, Decoded, decode};

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walk {
    /// Article files, each once, sorted by path.
    pub files: Vec<PathBuf>,
    /// What could not be looked at, as lines for a person.
    pub troubles: Vec<String>,
}

/// The articles of a folder; `deep` with its subfolders. A `root` that is a file is an article whatever it is called.
/// Only ignore files inside the root count: whoever names a folder means it. `stop` is asked now and then.
pub fn walk(root: &Path, deep: bool, stop: &dyn Fn() -> bool) -> Walk {
    collect(&builder(root, deep), stop)
}

/// The part of [`walk`]`(root, deep)` that is `part` or below it. Only what leads there is looked at.
pub fn walk_part(root: &Path, deep: bool, part: &Path, stop: &dyn Fn() -> bool) -> Walk {
    let (mut builder, part) = (builder(root, deep), part.to_path_buf());
    builder.filter_entry(move |entry| part.starts_with(entry.path()) || entry.path().starts_with(&part));
    collect(&builder, stop)
}

fn collect(builder: &WalkBuilder, stop: &dyn Fn() -> bool) -> Walk {
    let mut walk = Walk::default();
    let mut files = Vec::new();
    for entry in builder.build() {
        if stop() {
            break;
        }
        match entry {
            Ok(entry) if is_file(&entry) && (entry.depth() == 0 || is_article(entry.path())) => files.push(entry),
            Ok(_) => {}
            Err(error) if is_loop(&error) => {}
            Err(error) => walk.troubles.push(format!("{error}; it is left out")),
        }
    }
    walk.files = without_doubles(files);
    walk.files.sort();
    walk
}

/// Whether a path is called like an article.
pub fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
}

/// Why a file is not among the articles. The text says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("there is no such file")]
    Missing,
    #[error("it cannot be read ({0}); check that you may")]
    Unreadable(io::Error),
    #[error(transparent)]
    NoArticle(#[from] DecodeError),
}

/// The text of a file of at most `limit` bytes.
pub fn load(path: &Path, limit: u64) -> Result<Decoded, LoadError> {
    let size = fs::metadata(path)?.len();
    if size > limit {
        return Err(DecodeError::TooLarge { size, limit }.into());
    }
    // A file that grows meanwhile is measured again by `decode`.
    Ok(decode(&fs::read(path)?, limit)?)
}

impl From<io::Error> for LoadError {
    fn from(error: io::Error) -> LoadError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadError::Missing,
            _ => LoadError::Unreadable(error),
        }
    }
}

fn builder(root: &Path, deep: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder.follow_links(true).require_git(false).parents(false).git_global(false).git_exclude(false);
    builder.max_depth((!deep).then_some(1));
    builder
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

/// One path for each file, however many links lead to it: the file's own path where the walk came by it, else the
/// first. Otherwise an article would corroborate itself.
fn without_doubles(entries: Vec<DirEntry>) -> Vec<PathBuf> {
    let mut paths: HashMap<_, PathBuf> = HashMap::new();
    let mut out = Vec::new();
    for entry in entries {
        let path = entry.path().to_path_buf();
        match identity(&entry) {
            None => out.push(path),
            Some(identity) => {
                let kept = paths.entry(identity).or_insert_with(|| path.clone());
                let rank = |p: &Path| (p.canonicalize().map_or(true, |own| own != p), p.to_path_buf());
                if *kept != path && rank(&path) < rank(kept) {
                    *kept = path;
                }
            }
        }
    }
    out.extend(paths.into_values());
    out
}

#[cfg(unix)]
fn identity(entry: &DirEntry) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    entry.metadata().ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(entry: &DirEntry) -> Option<PathBuf> {
    entry.path().canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder of files, and what a walk of it gives, one path a line.
    fn walked(files: &[(&str, &str)], prepare: impl FnOnce(&Path), deep: bool) -> String {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        prepare(&root);
        let walk = walk(&root, deep, &|| false);
        for file in &walk.files {
            assert_eq!(walk_part(&root, deep, file, &|| false).files, std::slice::from_ref(file));
        }
        let lines = walk.files.iter().map(|f| f.strip_prefix(&root).unwrap().display().to_string());
        lines.chain(walk.troubles.iter().map(|_| "trouble".to_owned())).collect::<Vec<_>>().join("\n")
    }

    const FILES: &[(&str, &str)] = &[
        ("b.TXT", ""),
        ("a.txt", ""),
        ("notes.md", ""),
        (".hidden.txt", ""),
        (".git/x.txt", ""),
        ("drafts/ignored.txt", ""),
        ("2024/c d é.txt", ""),
        (".gitignore", "drafts\n"),
    ];

    #[test]
    fn text_files_that_are_neither_hidden_nor_ignored() {
        assert_eq!(walked(FILES, |_| {}, true), "2024/c d é.txt\na.txt\nb.TXT");
        assert_eq!(walked(FILES, |_| {}, false), "a.txt\nb.TXT");
    }

    #[test]
    fn a_part_of_a_walk_is_what_the_walk_gives_of_it() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in FILES {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let all = walk(folder.path(), true, &|| false).files;
        for part in ["", "2024", "2024/c d é.txt", "a.txt", "drafts", "drafts/ignored.txt", ".git", "notes.md", "none"]
        {
            let part = folder.path().join(part);
            let wanted: Vec<_> = all.iter().filter(|file| file.starts_with(&part)).cloned().collect();
            assert_eq!(walk_part(folder.path(), true, &part, &|| false).files, wanted, "{part:?}");
        }
        assert!(walk_part(folder.path(), true, Path::new("/elsewhere/a.txt"), &|| false).files.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_loops_survived_and_no_file_comes_twice() {
        use std::os::unix::fs::symlink;
        let links = |root: &Path| {
            symlink(root, root.join("2024/loop")).unwrap();
            symlink(root.join("a.txt"), root.join("0.txt")).unwrap();
            symlink("/nowhere", root.join("broken.txt")).unwrap();
        };
        assert_eq!(walked(FILES, links, true), "2024/c d é.txt\na.txt\nb.TXT\ntrouble");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_trouble() {
        let walk = walk(Path::new("/no/such/folder"), true, &|| false);
        assert_eq!((walk.files.len(), walk.troubles.len()), (0, 1));
    }
}
