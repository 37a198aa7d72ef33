//! The methods of the protocol, a few lines each: capture in wire order, ask a view, convert.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::request::*;
use tower_lsp::lsp_types::*;

use super::from_lsp::folder_path;
use super::publish::fingerprint;
use super::roots::Root;
use super::session::Session;
use super::view::View;
use super::{actions, capabilities, decisions, from_lsp, semantic};
use crate::answer;

/// How long a client that cannot refresh code lenses waits for the corpus before it gets its first ones.
const FIRST_LENSES: Duration = Duration::from_secs(2);
/// How many symbols a search gives.
const SYMBOLS: usize = 128;

pub struct Backend {
    session: Arc<Session>,
}

impl Backend {
    pub fn new(session: Arc<Session>) -> Backend {
        Backend { session }
    }

    /// Ask about a document. What the answer rests on is captured here, before the first await.
    async fn ask<T: Send + 'static>(
        &self,
        method: &'static str,
        uri: &Url,
        question: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        self.session.capture(uri).ask(self.session.clone(), method, question).await
    }

    async fn ask_at<T: Send + 'static>(
        &self,
        method: &'static str,
        at: TextDocumentPositionParams,
        question: impl FnOnce(&View, u32) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let TextDocumentPositionParams { text_document, position } = at;
        self.ask(method, &text_document.uri, move |view| question(view, view.offset(position))).await
    }

    pub async fn set_trace(&self, params: Value) {
        self.session.set_trace(params.get("value").unwrap_or(&Value::Null));
    }

    pub async fn progress_cancelled(&self, params: WorkDoneProgressCancelParams) {
        self.session.cancel_progress(&params.token);
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    /// The raw parameters went to the session before: see `initialize.rs`.
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let (name, version) = (env!("CARGO_PKG_NAME").to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Ok(InitializeResult {
            capabilities: capabilities::server(&self.session.client()),
            server_info: Some(ServerInfo { name, version: Some(version) }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.start();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    // Notifications: the state is changed before the first await

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.session.change(params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.close_document(&params.text_document.uri);
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.session.configure(&params.settings);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| from_lsp::file_path(&change.uri));
        self.session.files_changed(paths.collect());
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        for folder in params.event.removed.iter().filter_map(|folder| folder_path(&folder.uri)) {
            self.session.remove_root(&folder);
        }
        let added = params.event.added.iter().filter_map(|folder| folder_path(&folder.uri));
        self.session.add_roots(added.map(|path| Root { path, deep: true }).collect());
    }

    // Questions about a place

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let hover = self.ask_at("textDocument/hover", at, |view, offset| {
            answer::hover(&view.corpus, &view.article, offset, &view.settings).map(|hover| view.hover(&hover))
        });
        Ok(hover.await?.flatten())
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let answer = self.ask_at("textDocument/definition", at, |view, offset| {
            let places = answer::definition(&view.corpus, &view.article, offset);
            view.destinations(&places, offset, view.client.definition_links)
        });
        Ok(answer.await?.flatten())
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        let at = params.text_document_position_params;
        let answer = self.ask_at("textDocument/declaration", at, |view, offset| {
            let places = answer::declaration(&view.corpus, &view.article, offset);
            view.destinations(&places, offset, view.client.declaration_links)
        });
        Ok(answer.await?.flatten())
    }

    async fn goto_implementation(
        &self,
        params: GotoImplementationParams,
    ) -> Result<Option<GotoImplementationResponse>> {
        let at = params.text_document_position_params;
        let answer = self.ask_at("textDocument/implementation", at, |view, offset| {
            let places = answer::implementation(&view.corpus, &view.article, offset);
            view.destinations(&places, offset, view.client.implementation_links)
        });
        Ok(answer.await?.flatten())
    }

    /// The profile of whoever stands there.
    async fn goto_type_definition(
        &self,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoTypeDefinitionResponse>> {
        let at = params.text_document_position_params;
        let written =
            self.ask_at("textDocument/typeDefinition", at, |view, offset| view.profile(offset)).await?.flatten();
        match written {
            Some(Ok(location)) => Ok(Some(GotoDefinitionResponse::Scalar(location))),
            Some(Err(trouble)) => {
                self.session.out.show(MessageType::WARNING, trouble);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let with_declaration = params.context.include_declaration;
        self.ask_at("textDocument/references", params.text_document_position, move |view, offset| {
            view.locations(&answer::references(&view.corpus, &view.article, offset, with_declaration))
        })
        .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        let answer = self.ask_at("textDocument/prepareCallHierarchy", at, |view, offset| view.voice_at(offset));
        Ok(answer.await?.flatten())
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.ask("callHierarchy/incomingCalls", &params.item.uri, move |view| {
            view.incoming(view.offset(params.item.selection_range.start))
        })
        .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let uri = params.item.uri.clone();
        self.ask("callHierarchy/outgoingCalls", &params.item.uri, move |view| {
            view.outgoing(view.offset(params.item.selection_range.start), &uri)
        })
        .await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let at = params.text_document_position_params;
        let answer = self.ask_at("textDocument/prepareTypeHierarchy", at, |view, offset| view.rung_at(offset));
        Ok(answer.await?.flatten())
    }

    async fn supertypes(&self, params: TypeHierarchySupertypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.ask("typeHierarchy/supertypes", &params.item.uri, move |view| view.above(params.item.selection_range))
            .await
    }

    async fn subtypes(&self, params: TypeHierarchySubtypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.ask("typeHierarchy/subtypes", &params.item.uri, move |view| view.below(params.item.selection_range)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask_at("textDocument/documentHighlight", params.text_document_position_params, |view, offset| {
            view.highlights(&answer::highlights(&view.corpus, &view.article, offset))
        })
        .await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask("textDocument/selectionRange", &params.text_document.uri, move |view| {
            let selection = |&position: &Position| {
                view.selection(&answer::selection(&view.article, view.offset(position)), position)
            };
            params.positions.iter().map(selection).collect()
        })
        .await
    }

    // Questions about a document

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask("textDocument/documentSymbol", &params.text_document.uri, |view| {
            view.outline(&answer::outline(&view.corpus, &view.article))
        })
        .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let capture = self.session.capture(&params.text_document.uri);
        if !capture.settings.code_lens {
            return Ok(Some(Vec::new()));
        }
        if !capture.client.refreshes_lenses {
            self.session.first_walk(FIRST_LENSES).await;
        }
        let lenses = capture.ask(self.session.clone(), "textDocument/codeLens", |view| {
            answer::lenses(&view.corpus, &view.article).iter().map(|lens| view.lens(lens)).collect()
        });
        lenses.await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask("textDocument/inlayHint", &params.text_document.uri, move |view| {
            let shown = view.settings.inlay_hints.then(|| answer::inlays(&view.article, view.span(params.range)));
            shown.unwrap_or_default().iter().map(|inlay| view.inlay(inlay)).collect()
        })
        .await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let tokens = self.ask("textDocument/semanticTokens/full", &uri, |view| view.tokens(None)).await?;
        Ok(tokens.map(|tokens| semantic::full(&self.session, &uri, tokens).into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let tokens = self.ask("textDocument/semanticTokens/full/delta", &uri, |view| view.tokens(None)).await?;
        Ok(tokens.map(|tokens| semantic::delta(&self.session, &uri, &params.previous_result_id, tokens)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let tokens = self.ask("textDocument/semanticTokens/range", &params.text_document.uri, move |view| {
            view.tokens(Some(view.span(params.range)))
        });
        Ok(tokens.await?.map(|data| SemanticTokens { result_id: None, data }.into()))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask("textDocument/foldingRange", &params.text_document.uri, |view| {
            answer::folds(&view.article).iter().filter_map(|fold| view.fold(fold)).collect()
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask("textDocument/documentLink", &params.text_document.uri, |view| {
            answer::links(&view.article).iter().filter_map(|link| view.link(link)).collect()
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let folder = self.session.folder_of(&from_lsp::article_id(&params.text_document.uri));
        self.ask("textDocument/codeAction", &params.text_document.uri, move |view| {
            actions::actions(view, params.range, params.context.only.as_deref(), folder.as_deref())
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let items = self.ask_at("textDocument/completion", params.text_document_position, |view, offset| {
            let (span, found) = answer::completions(&view.corpus, &view.article, offset)?;
            let items = found.iter().map(|completion| view.completion(span, completion)).collect();
            Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }))
        });
        Ok(items.await?.flatten())
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let range = self.ask_at("textDocument/prepareRename", params, |view, offset| {
            let span = answer::renamable(&view.article, offset)?;
            Some(PrepareRenameResponse::Range(view.range(&view.article.text, span)))
        });
        Ok(range.await?.flatten())
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let open = self.session.versions();
        let edit = self.ask_at("textDocument/rename", params.text_document_position, move |view, offset| {
            let edits = answer::rename(&view.corpus, &view.article, offset, &params.new_name);
            let wrong = |wrong: String| Error { message: wrong.into(), ..Error::invalid_params("") };
            view.renaming(&edits.map_err(wrong)?, &open)
        });
        edit.await?.transpose()
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let done = decisions::execute(self.session.clone(), params).await;
        done.map(|()| None).map_err(|wrong| Error { message: wrong.into(), ..Error::invalid_params("") })
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let items = self.ask("textDocument/diagnostic", &params.text_document.uri, |view| view.diagnostics()).await?;
        let items = items.unwrap_or_default();
        let result_id = format!("{:x}", fingerprint(&items));
        Ok(DocumentDiagnosticReportResult::Report(if params.previous_result_id.as_ref() == Some(&result_id) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        } else {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
            })
        }))
    }

    // Questions about the corpus

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.session
            .search("workspace/symbol", move |scene| {
                let found = answer::symbols(&scene.corpus, &params.query, SYMBOLS);
                found.iter().filter_map(|symbol| scene.symbol(symbol)).collect()
            })
            .await
    }
}
