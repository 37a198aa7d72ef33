//! Watching folders for changed articles, where nobody else does.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches folders until it is dropped.
pub struct Watch(RecommendedWatcher);

impl Watch {
    /// `changed` is given paths that came, changed or went: files and folders, of articles and of anything else.
    pub fn new(changed: impl Fn(Vec<PathBuf>) + Send + Sync + 'static) -> notify::Result<Watch> {
        let changed = Arc::new(changed);
        let again = later(changed.clone()).map_err(notify::Error::io)?;
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) if matters(event.kind) => {
                let folder = || event.paths.iter().any(|path| path.is_dir());
                if matches!(event.kind, EventKind::Create(CreateKind::Folder | CreateKind::Any)) && folder() {
                    let _ = again.send((Instant::now(), event.paths.clone()));
                }
                changed(event.paths);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!("watching files: {error}"),
        })?;
        Ok(Watch(watcher))
    }

    /// Watch a folder, too; `deep` with its subfolders, also those still to come.
    pub fn add(&mut self, folder: &Path, deep: bool) -> notify::Result<()> {
        self.0.watch(folder, if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive })
    }

    /// Watch a folder no longer.
    pub fn remove(&mut self, folder: &Path) {
        let _ = self.0.unwatch(folder); // it may be gone already
    }
}

fn matters(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)))
}

/// A new folder is told of before it is watched, and nobody tells of the files that come into it in between: what is sent
/// here is told of once more after a while.
fn later(changed: Arc<impl Fn(Vec<PathBuf>) + Send + Sync + 'static>) -> io::Result<mpsc::Sender<Told>> {
    let (again, told) = mpsc::channel::<Told>();
    // It ends with the watch, which holds the sender.
    thread::Builder::new().name("folders".to_owned()).spawn(move || {
        for (at, paths) in told {
            thread::sleep((at + AGAIN).saturating_duration_since(Instant::now()));
            changed(paths);
        }
    })?;
    Ok(again)
}

/// When new folders came, and which.
type Told = (Instant, Vec<PathBuf>);

const AGAIN: Duration = Duration::from_millis(500);

#[cfg(test)]
mod tests {
    use super::*;

    /// Between the two, files may have come into it that nobody told of.
    #[test]
    fn a_new_folder_is_told_of_twice() {
        let root = tempfile::tempdir().expect("a folder");
        let (told, heard) = mpsc::channel();
        let mut watch = Watch::new(move |paths| drop(told.send(paths))).expect("a watch");
        let path = root.path().canonicalize().expect("a folder");
        watch.add(&path, true).expect("the folder is watched");
        let new = path.join("new");
        std::fs::create_dir(&new).expect("a folder");
        for _ in 0..2 {
            while heard.recv_timeout(Duration::from_secs(60)).expect("to be told") != [new.clone()] {}
        }
    }
}
