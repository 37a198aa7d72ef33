//! The file itself: `.scholiast/decisions.tsv` in the folder of the articles.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

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

/// Whether there is no file of an article, as far as that can be told: it was renamed or deleted.
pub fn is_gone(article: &Path) -> bool {
    matches!(article.try_exists(), Ok(false))
}

/// The folder in which a folder's decisions stand, if there is one.
pub fn store(folder: &Path) -> Option<PathBuf> {
    path(folder).parent().filter(|store| store.is_dir()).map(Path::to_path_buf)
}

/// The folder whose decisions a change of a path may change.
pub fn folder_of(path: &Path) -> Option<&Path> {
    let store = if path.ends_with(".scholiast/decisions.tsv") { path.parent()? } else { path };
    store.ends_with(".scholiast").then(|| store.parent()).flatten()
}

/// The folders whose decisions bear on what is in these folders: wherever there is a file, in them and above them.
pub fn holders<'p>(folders: impl IntoIterator<Item = &'p Path>) -> BTreeSet<PathBuf> {
    let mut seen = HashSet::new();
    let mut out = BTreeSet::new();
    for folder in folders {
        let above = folder.ancestors().take_while(|above| seen.insert(*above));
        out.extend(above.filter(|above| fs::symlink_metadata(path(above)).is_ok()).map(Path::to_path_buf));
    }
    out
}

/// Read a folder's decisions; none where there is no file.
pub fn load(folder: &Path) -> io::Result<Decisions> {
    match open(&path(folder), Link::Follow, OpenOptions::new().read(true)) {
        Ok(mut file) => Ok(parse(&contents(&mut file)?)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Decisions::default())
        }
        Err(error) => Err(error),
    }
}

/// Write a decision behind the others, in one piece: two programs that write at once both get their lines in. One
/// that holds already is not written again. Gives the line, counted from 0, that says the opposite, if there is one.
pub fn append(folder: &Path, decision: &Decision) -> io::Result<Option<u32>> {
    let line = write_line(decision);
    let decision = super::decision(&line).map_err(|wrong| io::Error::new(ErrorKind::InvalidInput, wrong))?;
    let mut opposite = None;
    write_behind(folder, &line, |there| {
        let made = parse(there).made;
        opposite = made.iter().find(|(_, old)| decision.contradicts(old)).map(|(line, _)| *line);
        !decision.holds_in(&made)
    })?;
    Ok(opposite)
}

/// The same for a line that is no decision yet, and does not stand there: a comment to fill in.
pub fn append_line(folder: &Path, line: &str) -> io::Result<()> {
    write_behind(folder, line, |there| !there.lines().any(|old| old == line))
}

/// Write a line behind what is there, if that wants it.
fn write_behind(folder: &Path, line: &str, wanted: impl FnOnce(&str) -> bool) -> io::Result<()> {
    let path = path(folder);
    if let Some(store) = path.parent() {
        match fs::create_dir(store) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ if !fs::symlink_metadata(store)?.is_dir() => return Err(io::Error::other(".scholiast is not a folder")),
            _ => {}
        }
    }
    let mut file = open(&path, Link::Refuse, OpenOptions::new().read(true).append(true).create(true))?;
    wait_for_turn(&file);
    let there = contents(&mut file)?;
    if !wanted(&there) {
        return Ok(());
    }
    let mut piece = String::new();
    if there.is_empty() {
        piece.push_str(HEAD);
    } else if !there.ends_with('\n') {
        piece.push('\n');
    }
    piece.push_str(line);
    piece.push('\n');
    let before = file.metadata()?.len();
    let after = before + piece.len() as u64;
    if after > LIMIT {
        return Err(too_large());
    }
    let written = file.write_all(piece.as_bytes()).and_then(|()| file.sync_data());
    // Half a line would be no decision, or another one.
    if written.is_err() && file.metadata().is_ok_and(|now| now.len() > before && now.len() < after) {
        file.set_len(before)?;
    }
    written
}

/// What to do with a symbolic link: nothing is written anywhere but in the folder.
#[derive(PartialEq)]
enum Link {
    Follow,
    Refuse,
}

/// Open a file that is one: of a pipe or a device nobody knows when it ends.
fn open(path: &Path, link: Link, options: &mut OpenOptions) -> io::Result<File> {
    let no_file = || io::Error::new(ErrorKind::InvalidInput, "it is not a regular file");
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink()) && link == Link::Refuse {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is a symbolic link to another file"));
    }
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(no_file());
    }
    #[cfg(unix)]
    {
        // Should it be replaced between the look and the opening.
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let safe = if link == Link::Refuse { OFlags::NOFOLLOW | OFlags::NONBLOCK } else { OFlags::NONBLOCK };
        options.custom_flags(safe.bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(no_file()) }
}

fn contents(file: &mut File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_large());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn too_large() -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, "it is larger than 32 MiB")
}

/// Wait while another program of ours writes; the turn ends when the file is closed. Where files cannot be locked, or
/// somebody never lets go, the line is written all the same: it goes behind the others in one piece anyway.
fn wait_for_turn(file: &File) {
    for _ in 0..100 {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            _ => return,
        }
    }
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
    fn the_last_word_is_written_though_it_was_said_before() {
        let folder = tempfile::tempdir().unwrap();
        let lines = |lines: &[&str]| -> Vec<Option<u32>> {
            lines
                .iter()
                .map(|line| append(folder.path(), &crate::corpus::decisions::decision(line).unwrap()).unwrap())
                .collect()
        };
        lines(&["type\t*\tSpring\tplace", "not-a-name\t*\tSpring", "type\t*\tSpring\tplace", "type\t*\tSpring\tplace"]);
        lines(&["date\ta.txt\t2024-05-01", "date\ta.txt\t2024-05-02", "date\tb.txt\t2024-05-01"]);
        lines(&["date\ta.txt\t2024-05-01", "date\tb.txt\t2024-05-01"]);
        lines(&["prefer\tperson:Lund\tA. Lund", "prefer\tperson:Ada Lund\tAda", "prefer\tperson:Lund\tA. Lund"]);
        let opposites =
            lines(&["same\tperson:A\tperson:B", "different\tperson:B\tperson:A", "same\tperson:A\tperson:B"]);
        let text = fs::read_to_string(path(folder.path())).unwrap();
        let verbs: Vec<&str> = text.lines().skip(2).map(|line| line.split('\t').next().unwrap()).collect();
        assert_eq!(verbs[..3], ["type", "not-a-name", "type"]);
        assert_eq!(verbs[3..7], ["date"; 4]);
        assert_eq!(verbs[7..], ["prefer", "prefer", "prefer", "same", "different"]);
        assert_eq!(opposites, [None, Some(12), Some(13)]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_of_the_folder_is_neither_waited_for_nor_written() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let why = |written: io::Result<Option<u32>>| written.unwrap_err().to_string();
        fs::create_dir(folder.path().join(".scholiast")).unwrap();
        mknodat(CWD, path(folder.path()), FileType::Fifo, Mode::RWXU, 0).unwrap();
        assert_eq!(why(append(folder.path(), &note("one"))), "it is not a regular file");
        assert_eq!(load(folder.path()).unwrap_err().to_string(), "it is not a regular file");
        let elsewhere = folder.path().join("elsewhere");
        fs::remove_file(path(folder.path())).unwrap();
        fs::write(&elsewhere, "note\tperson:Ada Lund\tone\n").unwrap();
        std::os::unix::fs::symlink(&elsewhere, path(folder.path())).unwrap();
        assert_eq!(why(append(folder.path(), &note("two"))), "it is a symbolic link to another file");
        assert_eq!(load(folder.path()).unwrap().made.len(), 1);
        fs::remove_file(path(folder.path())).unwrap();
        File::create(path(folder.path())).unwrap().set_len(LIMIT - 10).unwrap();
        assert_eq!(why(append(folder.path(), &note("three"))), "it is larger than 32 MiB");
        assert_eq!(fs::metadata(path(folder.path())).unwrap().len(), LIMIT - 10);
        fs::remove_dir_all(folder.path().join(".scholiast")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join(".scholiast")).unwrap();
        assert_eq!(why(append(folder.path(), &note("four"))), ".scholiast is not a folder");
    }

    #[test]
    fn many_who_write_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = folder.path();
                scope.spawn(move || {
                    for i in 0..25 {
                        append(folder, &note(&format!("{writer} {i}"))).unwrap();
                    }
                });
            }
        });
        let decisions = load(folder.path()).unwrap();
        assert_eq!((decisions.made.len(), decisions.problems.len()), (100, 0));
    }

    #[test]
    fn all_folders_with_decisions_above_an_article_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("2024/may");
        fs::create_dir_all(&inner).unwrap();
        append(folder.path(), &note("one")).unwrap();
        append(&inner, &note("two")).unwrap();
        let outer = folder.path().to_path_buf();
        assert_eq!(holders([&*inner, &folder.path().join("2023")]), BTreeSet::from([outer.clone(), inner.clone()]));
        assert_eq!(holders([folder.path()]), BTreeSet::from([outer]));
        assert_eq!(folder_of(&path(&inner)), Some(inner.as_path()));
        assert_eq!(folder_of(&inner.join("decisions.tsv")), None);
    }
}
