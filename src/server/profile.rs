//! The profile of an entity as a document: a read-only Markdown file in the cache folder, which any client can open.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::{Location, Range, Url};

use super::markup;
use super::view::View;
use crate::answer::{self, Profile, Target, target};

impl View {
    /// The profile of whoever stands at an offset; Err: why it cannot be shown.
    pub fn profile(&self, offset: u32) -> Option<Result<Location, String>> {
        let Target::Mention(i) = target(&self.article, offset)? else { return None };
        let local = self.article.findings.mentions.get(i as usize)?.entity;
        let entity = self.corpus.entity_of(&self.article.id, local)?;
        let profile = answer::profile(&self.corpus, &entity)?;
        let path = cache()?.join(self.file_name(&profile));
        let text = self.document(&profile);
        Some(match write(&path, &text) {
            Ok(()) => Url::from_file_path(&path)
                .map(|uri| Location::new(uri, Range::default()))
                .map_err(|()| format!("{} is no address", path.display())),
            Err(error) => Err(format!("The profile cannot be written to {} ({error})", path.display())),
        })
    }

    fn document(&self, profile: &Profile) -> String {
        let mut out = format!("# {}\n", markup::escape(&profile.entity.name));
        for section in profile.sections(&self.corpus) {
            if !section.title.is_empty() {
                out.push_str(&format!("\n## {}\n", section.title));
            }
            out.push('\n');
            for line in &section.lines {
                out.push_str(&format!("- {}\n", markup::line(self, line)));
            }
            if section.more > 0 {
                out.push_str(&format!("- … and {} more\n", section.more));
            }
        }
        out
    }

    /// Readable, and another one for the namesake of another corpus.
    fn file_name(&self, profile: &Profile) -> String {
        let mut corpus = DefaultHasher::new();
        let first = self.corpus.articles().next();
        first.and_then(|article| Path::new(article.id.as_str()).parent()).hash(&mut corpus);
        let id = profile.entity.id.to_string();
        let id: String = id.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).take(80).collect();
        format!("{id}-{:08x}.md", corpus.finish() as u32)
    }
}

/// Where profiles are kept.
pub fn cache() -> Option<PathBuf> {
    Some(dirs::cache_dir()?.join("scholiast").join("profiles"))
}

/// Write a file in one piece, for the user's eyes alone.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".profile").tempfile_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_readonly(true);
    file.as_file().set_permissions(permissions)?;
    file.persist(path)?;
    Ok(())
}
