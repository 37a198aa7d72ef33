//! A renaming as an edit of many documents. Edits of articles other than the one being read need a second look, where
//! the client can ask for one.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{TextEdit, WorkspaceEdit};

use super::edit::{Edited, workspace_edit};
use super::version::Version;
use super::view::View;
use crate::answer::Place;
use crate::corpus::ArticleId;

impl View {
    /// `open`: the documents that were open when the client asked. What was typed into one of them since it was read
    /// may have moved its names: then nothing is renamed.
    pub fn renaming(
        &self,
        edits: &[(Place, String)],
        open: &HashMap<ArticleId, Arc<Version>>,
    ) -> Result<WorkspaceEdit> {
        let mut articles: BTreeMap<&ArticleId, Vec<TextEdit>> = BTreeMap::new();
        for (place, new) in edits {
            let Some(article) = self.corpus.article(&place.article) else { continue };
            let edit = TextEdit::new(self.range(&article.text, place.span), new.clone());
            articles.entry(&place.article).or_default().push(edit);
        }
        let mut documents = Vec::new();
        for (id, edits) in articles {
            let Some(uri) = self.uri(id) else { continue };
            let this = *id == self.article.id;
            let version = match open.get(id) {
                _ if this => self.version,
                Some(version) => {
                    let read = self.corpus.article(id).is_some_and(|article| *article.text == **version.text());
                    Some(version.number).filter(|_| read).ok_or_else(Error::content_modified).map(Some)?
                }
                None => None,
            };
            documents.push(Edited { uri, version, unseen: !this, edits });
        }
        Ok(workspace_edit(&self.client, documents.into_iter()))
    }
}
