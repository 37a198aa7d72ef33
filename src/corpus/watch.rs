//! Watching folders for changed articles, where nobody else does.

use std::path::{Path, PathBuf};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches folders until it is dropped.
pub struct Watch(RecommendedWatcher);

impl Watch {
    /// `changed` is given paths that came, changed or went: files and folders, of articles and of anything else.
    pub fn new(changed: impl Fn(Vec<PathBuf>) + Send + 'static) -> notify::Result<Watch> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) if matters(event.kind) => changed(event.paths),
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
