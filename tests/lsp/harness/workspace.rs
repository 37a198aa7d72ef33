//! A temporary folder of articles.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            workspace.write(name, text);
        }
        workspace
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn root_uri(&self) -> String {
        url::Url::from_file_path(self.root()).unwrap().to_string()
    }

    pub fn uri(&self, name: &str) -> String {
        url::Url::from_file_path(self.path(name)).unwrap().to_string()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }
}
