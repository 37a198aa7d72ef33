//! Why somebody is who he is said to be, told in a document where the client can show one, else in a message.

use tower_lsp::lsp_types::Url;

use super::view::View;
use super::{markup, profile};
use crate::answer::why;
use crate::corpus::name_key;

/// What there is to show.
pub enum Told {
    Document(Url),
    Message(String),
}

impl View {
    /// Why the words at an offset mean whom they are said to mean; Err: why that cannot be shown.
    pub fn why(&self, offset: u32) -> Option<Result<Told, String>> {
        let why = why(&self.corpus, &self.article, offset)?;
        let title = format!("Why is “{}” {}?", why.words, why.name);
        let Some(cache) = profile::cache().filter(|_| self.client.shows_documents) else {
            return Some(Ok(Told::Message(format!("{title}\n{}", markup::hover(self, &why.lines, false)))));
        };
        let mut text = format!("# {}\n\n", markup::escape(&title));
        for line in &why.lines {
            text.push_str(&format!("- {}\n", markup::line(self, line)));
        }
        let name: String = name_key::slug(&why.name).chars().take(80).collect();
        let path = cache.join(format!("why-{name}.md"));
        Some(
            profile::write(&path, &text)
                .and_then(|()| {
                    Url::from_file_path(&path)
                        .map(Told::Document)
                        .map_err(|()| std::io::Error::other("it has no address"))
                })
                .map_err(|error| format!("The reasons cannot be written to {} ({error})", path.display())),
        )
    }
}
