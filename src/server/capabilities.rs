//! What the client can do, and what we offer it.

use serde_json::Value;
use tower_lsp::jsonrpc::Response;
use tower_lsp::lsp_types::*;

use super::decisions;
use crate::answer::{TokenModifier, TokenType};
use crate::text::PositionEncoding;

/// What we need to know of a client. Read from the raw message: no client is refused over something unknown.
#[derive(Clone, Debug)]
pub struct ClientFacts {
    pub encoding: PositionEncoding,
    pub markdown_hover: bool,
    pub definition_links: bool,
    pub declaration_links: bool,
    pub implementation_links: bool,
    pub symbol_tree: bool,
    /// It asks for diagnostics; then they are not pushed.
    pub pulls_diagnostics: bool,
    pub related_information: bool,
    pub greys_unnecessary: bool,
    pub code_description: bool,
    pub diagnostic_data: bool,
    pub code_action_literals: bool,
    pub prepares_rename: bool,
    pub versioned_edits: bool,
    pub annotated_edits: bool,
    pub progress: bool,
    pub shows_documents: bool,
    pub watches_files: bool,
    pub answers_configuration: bool,
    pub registers_configuration: bool,
    pub refreshes_lenses: bool,
    pub refreshes_inlays: bool,
    pub refreshes_tokens: bool,
    pub refreshes_diagnostics: bool,
}

impl ClientFacts {
    /// The facts in the `capabilities` of an `initialize` request.
    pub fn new(capabilities: &Value) -> ClientFacts {
        let says = |path: &str| capabilities.pointer(path).and_then(Value::as_bool) == Some(true);
        let has = |path: &str| capabilities.pointer(path).is_some_and(|v| !v.is_null());
        let lists = |path: &str| capabilities.pointer(path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        ClientFacts {
            encoding: encoding(lists("/general/positionEncodings")),
            markdown_hover: lists("/textDocument/hover/contentFormat").iter().any(|f| f == "markdown"),
            definition_links: says("/textDocument/definition/linkSupport"),
            declaration_links: says("/textDocument/declaration/linkSupport"),
            implementation_links: says("/textDocument/implementation/linkSupport"),
            symbol_tree: says("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            pulls_diagnostics: has("/textDocument/diagnostic"),
            related_information: says("/textDocument/publishDiagnostics/relatedInformation")
                || says("/textDocument/diagnostic/relatedInformation"),
            greys_unnecessary: lists("/textDocument/publishDiagnostics/tagSupport/valueSet").iter().any(|t| t == 1)
                || lists("/textDocument/diagnostic/tagSupport/valueSet").iter().any(|t| t == 1),
            code_description: says("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || says("/textDocument/diagnostic/codeDescriptionSupport"),
            diagnostic_data: says("/textDocument/publishDiagnostics/dataSupport")
                || says("/textDocument/diagnostic/dataSupport"),
            code_action_literals: has("/textDocument/codeAction/codeActionLiteralSupport"),
            prepares_rename: says("/textDocument/rename/prepareSupport"),
            versioned_edits: says("/workspace/workspaceEdit/documentChanges"),
            annotated_edits: has("/workspace/workspaceEdit/changeAnnotationSupport"),
            progress: says("/window/workDoneProgress"),
            shows_documents: says("/window/showDocument/support"),
            watches_files: says("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            answers_configuration: says("/workspace/configuration"),
            registers_configuration: says("/workspace/didChangeConfiguration/dynamicRegistration"),
            refreshes_lenses: says("/workspace/codeLens/refreshSupport"),
            refreshes_inlays: says("/workspace/inlayHint/refreshSupport"),
            refreshes_tokens: says("/workspace/semanticTokens/refreshSupport"),
            // 3.17 says `diagnostics`; some clients were written to an earlier text and say `diagnostic`.
            refreshes_diagnostics: says("/workspace/diagnostics/refreshSupport")
                || says("/workspace/diagnostic/refreshSupport"),
        }
    }
}

/// UTF-8 is ours; UTF-16 is what every client must understand, said or unsaid.
fn encoding(offered: &[Value]) -> PositionEncoding {
    let offers = |name: &str| offered.iter().any(|o| o == name);
    if offers("utf-8") {
        PositionEncoding::Utf8
    } else if offers("utf-32") && !offers("utf-16") {
        PositionEncoding::Utf32
    } else {
        PositionEncoding::Utf16
    }
}

/// What we offer a client.
pub fn server(client: &ClientFacts) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match client.encoding {
            PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: yes(),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: yes(),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        document_highlight_provider: yes(),
        document_symbol_provider: yes(),
        workspace_symbol_provider: yes(),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        inlay_hint_provider: yes(),
        semantic_tokens_provider: Some(semantic_tokens().into()),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        completion_provider: Some(CompletionOptions::default()),
        // Options only for those who say that they know them.
        rename_provider: Some(match client.prepares_rename {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            false => OneOf::Left(true),
        }),
        code_action_provider: Some(match client.code_action_literals {
            true => CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, decisions::KIND]),
                ..CodeActionOptions::default()
            }),
            false => CodeActionProviderCapability::Simple(true),
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: [decisions::DECIDE, decisions::SAME_AS, decisions::WHOM, decisions::NOTE, decisions::WHY]
                .map(str::to_owned)
                .to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("scholiast".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: false,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// The answer to `initialize` with what we offer besides, and `ServerCapabilities` has no field for. Whatever the client
/// says: Neovim asks for type hierarchies and says nothing of it.
pub fn with_more(answer: Response) -> Response {
    let (id, mut result) = answer.into_parts();
    let offered = result.as_mut().ok().and_then(|result| result.get_mut("capabilities")?.as_object_mut());
    if let Some(offered) = offered {
        offered.insert("typeHierarchyProvider".to_owned(), Value::Bool(true));
    }
    Response::from_parts(id, result)
}

fn yes<T>() -> Option<OneOf<bool, T>> {
    Some(OneOf::Left(true))
}

fn semantic_tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TokenType::ALL.iter().map(|&(_, name)| SemanticTokenType::new(name)).collect(),
            token_modifiers: TokenModifier::ALL.iter().map(|&(_, name)| SemanticTokenModifier::new(name)).collect(),
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    }
}
