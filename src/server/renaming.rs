//! A renaming as an edit of many documents. Edits of articles other than the one being read need a second look, where
//! the client can ask for one.

use std::collections::{BTreeMap, HashMap};

use tower_lsp::lsp_types::*;

use super::view::View;
use crate::answer::Place;
use crate::corpus::ArticleId;

const ELSEWHERE: &str = "other-articles";

impl View {
    pub fn renaming(&self, edits: &[(Place, String)]) -> WorkspaceEdit {
        let mut articles: BTreeMap<&ArticleId, Vec<TextEdit>> = BTreeMap::new();
        for (place, new) in edits {
            let Some(article) = self.corpus.article(&place.article) else { continue };
            let edit = TextEdit::new(self.range(&article.text, place.span), new.clone());
            articles.entry(&place.article).or_default().push(edit);
        }
        let articles = articles.into_iter().filter_map(|(id, edits)| Some((id, self.uri(id)?, edits)));
        if !self.client.versioned_edits {
            let changes: HashMap<Url, Vec<TextEdit>> = articles.map(|(_, uri, edits)| (uri, edits)).collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let annotated = self.client.annotated_edits;
        let documents = articles.map(|(id, uri, edits)| {
            let this = *id == self.article.id;
            let edit = |edit: TextEdit| match annotated && !this {
                true => OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id: ELSEWHERE.to_owned() }),
                false => OneOf::Left(edit),
            };
            let version = self.version.filter(|_| this);
            TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: edits.into_iter().map(edit).collect(),
            }
        });
        let annotation = ChangeAnnotation {
            label: "Other articles".to_owned(),
            needs_confirmation: Some(true),
            description: Some("The same name in articles that are not being read now".to_owned()),
        };
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(documents.collect())),
            change_annotations: annotated.then(|| HashMap::from([(ELSEWHERE.to_owned(), annotation)])),
            ..WorkspaceEdit::default()
        }
    }
}
