//! Which folders are read.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use super::from_lsp::folder_path;

/// A folder of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    pub path: PathBuf,
    /// With its subfolders. The folder of an opened file outside the workspace is read without.
    pub deep: bool,
}

impl Root {
    pub fn holds(&self, path: &Path) -> bool {
        if self.deep { path.starts_with(&self.path) } else { path.parent() == Some(&self.path) }
    }
}

/// The folders an `initialize` request names: `workspaceFolders`, else `rootUri`, else `rootPath`.
pub fn named(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let folder = |uri: &Value| folder_path(&Url::parse(uri.as_str()?).ok()?);
    let from_folders: Vec<PathBuf> = folders.into_iter().flatten().filter_map(|f| folder(f.get("uri")?)).collect();
    if !from_folders.is_empty() {
        return from_folders;
    }
    let uri = params.get("rootUri").and_then(folder);
    let path = || params.get("rootPath").and_then(Value::as_str).filter(|p| !p.is_empty()).map(PathBuf::from);
    uri.or_else(path).filter(|p| p.is_absolute()).into_iter().collect()
}

/// Why a folder is not read, if it is not: some clients name the home folder when they know no better.
pub fn refusal(path: &Path, home: Option<&Path>) -> Option<&'static str> {
    if path.parent().is_none() {
        Some("it is the root of the file system")
    } else if home.is_some_and(|home| home == path) {
        Some("it is the home folder")
    } else if home.is_some_and(|home| home.starts_with(path)) {
        Some("the home folder is inside it")
    } else {
        None
    }
}

pub fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.parent().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn folders_go_before_uri_and_uri_before_path() {
        let all = json!({"workspaceFolders": [{"uri": "file:///a%20b/", "name": ""}], "rootUri": "file:///c", "rootPath": "/d"});
        assert_eq!(named(&all), [PathBuf::from("/a b")]);
        let uri = json!({"workspaceFolders": [], "rootUri": "file:///c", "rootPath": "/d"});
        assert_eq!(named(&uri), [PathBuf::from("/c")]);
        let path = json!({"workspaceFolders": null, "rootUri": null, "rootPath": "/d"});
        assert_eq!(named(&path), [PathBuf::from("/d")]);
        assert!(named(&json!({"rootUri": "git:/x"})).is_empty());
        assert!(named(&Value::Null).is_empty());
    }

    #[test]
    fn home_and_what_holds_it_are_refused() {
        let home = Some(Path::new("/home/ada"));
        for path in ["/", "/home", "/home/ada"] {
            assert!(refusal(Path::new(path), home).is_some(), "{path}");
        }
        for path in ["/home/ada/news", "/home/bob", "/srv"] {
            assert_eq!(refusal(Path::new(path), home), None, "{path}");
        }
    }
}
