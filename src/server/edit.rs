//! Edits of documents, in the form that a client understands.

use std::collections::HashMap;

use tower_lsp::lsp_types::*;

use super::capabilities::ClientFacts;

/// The edits of one document.
pub struct Edited {
    pub uri: Url,
    /// The version they are made for; None: what the file says.
    pub version: Option<i32>,
    /// Whether a person should look at them before they are made, where the client can ask.
    pub unseen: bool,
    pub edits: Vec<TextEdit>,
}

const ELSEWHERE: &str = "other-articles";

pub fn workspace_edit(client: &ClientFacts, documents: impl Iterator<Item = Edited>) -> WorkspaceEdit {
    if !client.versioned_edits {
        let changes = documents.map(|document| (document.uri, document.edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let mut annotated = false;
    let documents = documents.map(|Edited { uri, version, unseen, edits }| {
        let asks = unseen && client.annotated_edits;
        annotated |= asks;
        let edit = |edit: TextEdit| match asks {
            true => OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id: ELSEWHERE.to_owned() }),
            false => OneOf::Left(edit),
        };
        TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(edit).collect(),
        }
    });
    let documents = documents.collect();
    let annotation = ChangeAnnotation {
        label: "Other articles".to_owned(),
        needs_confirmation: Some(true),
        description: Some("The same name in articles that are not being read now".to_owned()),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents)),
        change_annotations: annotated.then(|| HashMap::from([(ELSEWHERE.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
    }
}
