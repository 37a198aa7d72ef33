//! The file itself: `.scholiast/decisions.tsv` in the folder of the articles.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{Decision, Decisions, parse, write_line};

/// A larger file is no list that people made.
const LIMIT: u64 = 32 * 1024 * 1024;

const HEAD: &str = "\
# What people decided about the articles of this folder: one line a decision, fields separated by tabs.
# Delete a line to undo it.
";

/// Where the decisions about the articles of a folder stand.
pub fn path(folder: &Path) -> PathBuf {
    folder.join(".scholiast").join("decisions.tsv")
}

/// The folder whose decisions a change of a path may change.
pub fn folder_of(path: &Path) -> Option<&Path> {
    let store = if path.ends_with(".scholiast/decisions.tsv") { path.parent()? } else { path };
    store.ends_with(".scholiast").then(|| store.parent()).flatten()
}

/// The innermost folder with decisions that holds a path.
pub fn nearest(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().find(|folder| self::path(folder).is_file()).map(Path::to_path_buf)
}

/// Read a folder's decisions; none where there is no file.
pub fn load(folder: &Path) -> io::Result<Decisions> {
    let mut bytes = Vec::new();
    match fs::File::open(path(folder)) {
        Ok(file) => file.take(LIMIT + 1).read_to_end(&mut bytes)?,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Decisions::default());
        }
        Err(error) => return Err(error),
    };
    if bytes.len() as u64 > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 32 MiB"));
    }
    Ok(parse(&String::from_utf8_lossy(&bytes)))
}

/// Write a decision behind the others, in one piece: two programs that write at once both get their lines in. One
/// that stands there already is not written again.
pub fn append(folder: &Path, decision: &Decision) -> io::Result<()> {
    append_line(folder, &write_line(decision))
}

/// The same for a line that is no decision yet: a comment to fill in.
pub fn append_line(folder: &Path, line: &str) -> io::Result<()> {
    let path = path(folder);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
    let mut there = Vec::new();
    (&mut file).take(LIMIT).read_to_end(&mut there)?;
    if there.split(|&b| b == b'\n').any(|old| old.strip_suffix(b"\r").unwrap_or(old) == line.as_bytes()) {
        return Ok(());
    }
    let mut piece = String::new();
    if there.is_empty() {
        piece.push_str(HEAD);
    } else if !there.ends_with(b"\n") {
        piece.push('\n');
    }
    piece.push_str(line);
    piece.push('\n');
    file.write_all(piece.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::decisions::Named;
    use crate::read::EntityType;

    fn note(text: &str) -> Decision {
        let entity = Named { kind: EntityType::Person, name: "Ada Lund".into() };
        Decision::Note { entity, text: text.into() }
    }

    #[test]
    fn decisions_are_written_behind_the_others_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(folder.path()).unwrap(), Decisions::default());
        append(folder.path(), &note("one")).unwrap();
        fs::write(path(folder.path()), "# by hand\r\nnote\tperson:Ada Lund\tone").unwrap();
        append(folder.path(), &note("two")).unwrap();
        append(folder.path(), &note("one")).unwrap();
        let text = fs::read_to_string(path(folder.path())).unwrap();
        assert_eq!(text, "# by hand\r\nnote\tperson:Ada Lund\tone\nnote\tperson:Ada Lund\ttwo\n");
        assert_eq!(load(folder.path()).unwrap().made.len(), 2);
    }

    #[test]
    fn many_who_write_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = folder.path();
                scope.spawn(move || {
                    (0..25).for_each(|i| append(folder, &note(&format!("{writer} {i}"))).unwrap());
                });
            }
        });
        let decisions = load(folder.path()).unwrap();
        assert_eq!((decisions.made.len(), decisions.problems.len()), (100, 0));
    }

    #[test]
    fn the_innermost_folder_with_decisions_is_found_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("2024/may");
        fs::create_dir_all(&inner).unwrap();
        append(folder.path(), &note("one")).unwrap();
        assert_eq!(nearest(&inner.join("a.txt")).as_deref(), Some(folder.path()));
        assert_eq!(folder_of(&path(&inner)), Some(inner.as_path()));
        assert_eq!(folder_of(&inner.join("decisions.tsv")), None);
    }
}
