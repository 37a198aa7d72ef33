//! Which folders a session reads and watches.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use tower_lsp::lsp_types::MessageType;

use super::Session;
use crate::corpus::decisions::file;
use crate::corpus::watch::Watch;
use crate::server::indexer;
use crate::server::roots::{self, Root};

impl Session {
    /// Read the articles of more folders.
    pub fn add_roots(self: &Arc<Session>, wanted: Vec<Root>) {
        let home = roots::home();
        let mut added = Vec::new();
        let mut state = self.state();
        for root in wanted {
            if let Some(reason) = roots::refusal(&root.path, home.as_deref()) {
                let path = root.path.display();
                let message = format!("{path} is not read, because {reason}; open a folder of articles instead");
                self.out.log(MessageType::WARNING, message);
            } else if !state.roots.contains(&root) {
                state.roots.push(root.clone());
                added.push(root);
            }
        }
        drop(state);
        if added.is_empty() {
            // There is nothing to wait for, unless a walk is under way.
            if self.scanning.try_lock().is_ok() {
                self.set_indexed();
            }
            return;
        }
        self.watch(&added);
        indexer::scan(self.clone(), added);
    }

    /// Forget the articles of a folder, except where another root holds them.
    pub fn remove_root(self: &Arc<Session>, path: &Path) {
        self.state().roots.retain(|root| !(root.deep && root.path == path));
        if let Some(watch) = &mut *self.watch.lock().unwrap_or_else(PoisonError::into_inner) {
            watch.remove(path);
        }
        indexer::changed(self.clone(), vec![path.to_path_buf()]);
        // What was decided there, and above, may bear on nothing any more.
        let folders = self.state().book.folders().map(Path::to_path_buf).collect();
        indexer::reload_decisions(self.clone(), folders);
    }

    /// The roots that hold a path.
    pub fn roots_of(&self, path: &Path) -> Vec<Root> {
        self.state().roots.iter().filter(|root| root.holds(path)).cloned().collect()
    }

    /// Whether a path lies where all articles have been looked for.
    pub fn has_read(&self, path: &Path) -> bool {
        self.is_indexed() && self.state().roots.iter().any(|root| root.holds(path))
    }

    pub fn roots(&self) -> Vec<Root> {
        self.state().roots.clone()
    }

    /// Watch folders ourselves: all of them if the client cannot, else those outside its workspace.
    fn watch(self: &Arc<Session>, roots: &[Root]) {
        let client_watches = self.client().watches_files;
        let roots: Vec<Root> = roots.iter().filter(|root| !(client_watches && root.deep)).cloned().collect();
        if roots.is_empty() {
            return;
        }
        let session = self.clone();
        self.runtime.spawn_blocking(move || {
            if let Err(error) = session.watch_folders(&roots) {
                session.out.log(MessageType::WARNING, format!("changed files will go unnoticed: {error}"));
            }
            session.watch_stores(&roots.into_iter().map(|root| root.path).collect::<Vec<_>>());
        });
    }

    /// Watch the decisions of folders that nobody watches with what is in them.
    pub fn watch_stores(&self, folders: &[PathBuf]) {
        let watched = |folder: &&PathBuf| self.roots().iter().any(|root| root.deep && folder.starts_with(&root.path));
        let stores = folders.iter().filter(|folder| !watched(folder)).filter_map(|folder| file::store(folder));
        let stores: Vec<Root> = stores.map(|path| Root { path, deep: false }).collect();
        if !stores.is_empty()
            && let Err(error) = self.watch_folders(&stores)
        {
            self.out.log(MessageType::WARNING, format!("changed decisions will go unnoticed: {error}"));
        }
    }

    fn watch_folders(&self, roots: &[Root]) -> notify::Result<()> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let watch = match &mut *watch {
            Some(watch) => watch,
            none => {
                let paths = self.changed_paths.clone();
                none.insert(Watch::new(move |changed| drop(paths.send(changed)))?)
            }
        };
        roots.iter().try_for_each(|root| watch.add(&root.path, root.deep))
    }

    /// Paths changed on disk.
    pub fn files_changed(&self, paths: Vec<PathBuf>) {
        let _ = self.changed_paths.send(paths); // the session is over
    }
}
