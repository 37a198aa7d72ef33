//! Our answers → the protocol's types.

use serde_json::json;
use tower_lsp::lsp_types::{self as lsp, *};

use super::from_lsp;
use super::markup;
use super::view::{Scene, View};
use crate::answer::check::check;
use crate::answer::{self, Place, Target};
use crate::corpus::ArticleId;
use crate::read::EntityType;
use crate::settings::Level;
use crate::text::{Span, Text};

impl Scene {
    pub fn position(&self, text: &Text, offset: u32) -> Position {
        let position = text.position(offset, self.client.encoding);
        Position::new(position.line, position.column)
    }

    pub fn range(&self, text: &Text, span: Span) -> Range {
        Range::new(self.position(text, span.start), self.position(text, span.end))
    }

    /// An article's address, written as the client writes it where the client has written it.
    pub fn uri(&self, id: &ArticleId) -> Option<Url> {
        let file = || Url::from_file_path(id.as_str()).ok();
        self.uris.get(id).cloned().or_else(file).or_else(|| Url::parse(id.as_str()).ok())
    }

    pub fn location(&self, place: &Place) -> Option<Location> {
        let article = self.corpus.article(&place.article)?;
        Some(Location::new(self.uri(&place.article)?, self.range(&article.text, place.span)))
    }

    pub fn locations(&self, places: &[Place]) -> Vec<Location> {
        places.iter().filter_map(|place| self.location(place)).collect()
    }

    #[allow(deprecated)] // a field of the protocol that has to be left empty
    pub fn symbol(&self, symbol: &answer::Symbol) -> Option<SymbolInformation> {
        Some(SymbolInformation {
            name: symbol.name.clone(),
            kind: entity_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: self.location(&symbol.place)?,
            container_name: symbol.container.clone(),
        })
    }
}

impl View {
    pub fn offset(&self, position: Position) -> u32 {
        self.article.text.offset(from_lsp::position(position), self.client.encoding)
    }

    pub fn span(&self, range: Range) -> Span {
        from_lsp::span(&self.article.text, range, self.client.encoding)
    }

    fn here(&self, span: Span) -> Range {
        self.range(&self.article.text, span)
    }

    /// A name in place of the word begun.
    pub fn completion(&self, begun: Span, completion: &answer::Completion) -> CompletionItem {
        CompletionItem {
            label: completion.name.clone(),
            kind: Some(match completion.kind {
                EntityType::Person => CompletionItemKind::CLASS,
                _ => CompletionItemKind::MODULE,
            }),
            detail: Some(completion.detail.clone()),
            // A surname finds the full name: the client must not filter by the label.
            filter_text: Some(begun.of(&self.article.text).to_owned()),
            text_edit: Some(TextEdit::new(self.here(begun), completion.name.clone()).into()),
            ..CompletionItem::default()
        }
    }

    pub fn hover(&self, hover: &answer::Hover) -> Hover {
        let markdown = self.client.markdown_hover;
        let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let value = markup::hover(self, &hover.lines, markdown);
        Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(self.here(hover.span)) }
    }

    /// Where to go from an offset. Clients that can are also told what the way starts from and what surrounds its end.
    pub fn destinations(&self, places: &[Place], offset: u32, links: bool) -> Option<GotoDefinitionResponse> {
        if places.is_empty() {
            return None;
        }
        if !links {
            return Some(GotoDefinitionResponse::Array(self.locations(places)));
        }
        let origin = answer::target(&self.article, offset).and_then(|target| self.target_span(target));
        let link = |place: &Place| {
            let Location { uri, range } = self.location(place)?;
            let article = self.corpus.article(&place.article)?;
            let sentence = article.findings.sentences.iter().map(|s| s.span).find(|s| s.covers(place.span));
            Some(LocationLink {
                origin_selection_range: origin.map(|span| self.here(span)),
                target_uri: uri,
                target_range: sentence.map_or(range, |sentence| self.range(&article.text, sentence)),
                target_selection_range: range,
            })
        };
        Some(GotoDefinitionResponse::Link(places.iter().filter_map(link).collect()))
    }

    fn target_span(&self, target: Target) -> Option<Span> {
        let findings = &self.article.findings;
        match target {
            Target::Mention(i) => findings.mentions.get(i as usize).map(|m| m.span),
            Target::Time(i) => findings.times.get(i as usize).map(|t| t.span),
            Target::Figure(i) => findings.figures.get(i as usize).map(|f| f.span),
            Target::Quotation(i) => findings.quotations.get(i as usize).map(|q| q.span),
            Target::Reported(i) => findings.reported.get(i as usize).map(|r| r.span),
        }
    }

    pub fn highlights(&self, spans: &[Span]) -> Vec<DocumentHighlight> {
        let kind = Some(DocumentHighlightKind::TEXT);
        spans.iter().map(|&span| DocumentHighlight { range: self.here(span), kind }).collect()
    }

    /// Growing selections as a chain of parents; the protocol wants one for every position.
    pub fn selection(&self, spans: &[Span], position: Position) -> SelectionRange {
        let mut chain: Option<SelectionRange> = None;
        let mut outer: Option<Span> = None;
        for &span in spans.iter().rev() {
            if outer.is_none_or(|outer| outer.covers(span) && outer != span) {
                outer = Some(span);
                chain = Some(SelectionRange { range: self.here(span), parent: chain.map(Box::new) });
            }
        }
        chain.unwrap_or(SelectionRange { range: Range::new(position, position), parent: None })
    }

    pub fn outline(&self, items: &[answer::OutlineItem]) -> DocumentSymbolResponse {
        if self.client.symbol_tree {
            return DocumentSymbolResponse::Nested(items.iter().map(|item| self.outline_item(item)).collect());
        }
        let mut flat = Vec::new();
        if let Some(uri) = self.uri(&self.article.id) {
            self.flatten(items, None, &uri, &mut flat);
        }
        DocumentSymbolResponse::Flat(flat)
    }

    #[allow(deprecated)] // as above
    fn outline_item(&self, item: &answer::OutlineItem) -> DocumentSymbol {
        let children: Vec<_> = item.children.iter().map(|child| self.outline_item(child)).collect();
        DocumentSymbol {
            name: symbol_name(&item.name),
            detail: item.detail.clone(),
            kind: outline_kind(item.kind),
            tags: None,
            deprecated: None,
            range: self.here(item.span.join(item.selection)),
            selection_range: self.here(item.selection),
            children: (!children.is_empty()).then_some(children),
        }
    }

    #[allow(deprecated)] // as above
    fn flatten(
        &self,
        items: &[answer::OutlineItem],
        container: Option<&str>,
        uri: &Url,
        flat: &mut Vec<SymbolInformation>,
    ) {
        for item in items {
            flat.push(SymbolInformation {
                name: symbol_name(&item.name),
                kind: outline_kind(item.kind),
                tags: None,
                deprecated: None,
                location: Location::new(uri.clone(), self.here(item.span)),
                container_name: container.map(str::to_owned),
            });
            self.flatten(&item.children, Some(&item.name), uri, flat);
        }
    }

    /// The command takes what VS Code's `editor.action.showReferences` takes, as plain JSON: an address, a position
    /// and locations.
    pub fn lens(&self, lens: &answer::Lens) -> CodeLens {
        let range = self.here(lens.span);
        let arguments = [json!(self.uri(&self.article.id)), json!(range.start), json!(self.locations(&lens.places))];
        let command = "scholiast.showReferences".to_owned();
        CodeLens {
            // The protocol wants lenses on one line.
            range: Range::new(range.start, if range.end.line == range.start.line { range.end } else { range.start }),
            command: Some(Command { title: lens.title.clone(), command, arguments: Some(arguments.into()) }),
            data: None,
        }
    }

    pub fn inlay(&self, inlay: &answer::Inlay) -> InlayHint {
        InlayHint {
            position: self.position(&self.article.text, inlay.offset),
            label: InlayHintLabel::String(inlay.label.clone()),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(inlay.tooltip.clone())),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    }

    /// Folds are whole lines; what lies on one line cannot be folded.
    pub fn fold(&self, fold: &answer::Fold) -> Option<FoldingRange> {
        let range = self.here(fold.span);
        (range.start.line < range.end.line).then(|| FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: match fold.kind {
                answer::FoldKind::Boilerplate => Some(FoldingRangeKind::Comment),
                answer::FoldKind::Embed | answer::FoldKind::Quotation => Some(FoldingRangeKind::Region),
            },
            ..FoldingRange::default()
        })
    }

    pub fn link(&self, link: &answer::Link) -> Option<DocumentLink> {
        let target = Some(Url::parse(&link.address).ok()?);
        Some(DocumentLink { range: self.here(link.span), target, tooltip: None, data: None })
    }

    /// The article's diagnostics.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let found = check(&self.corpus, &self.article, &self.settings);
        found.iter().map(|diagnostic| self.diagnostic(diagnostic)).collect()
    }

    pub fn diagnostic(&self, diagnostic: &answer::check::Diagnostic) -> Diagnostic {
        let related = diagnostic.related.iter().filter_map(|(place, message)| {
            Some(DiagnosticRelatedInformation { location: self.location(place)?, message: message.clone() })
        });
        let titles: Vec<_> = diagnostic.fixes.iter().map(|fix| &fix.title).collect();
        Diagnostic {
            range: self.here(diagnostic.span),
            severity: severity(diagnostic.level),
            code: Some(NumberOrString::String(diagnostic.code.to_owned())),
            code_description: rule_page(diagnostic.code).filter(|_| self.client.code_description),
            source: Some("scholiast".to_owned()),
            message: diagnostic.message.clone(),
            related_information: self.client.related_information.then(|| related.collect()),
            tags: (diagnostic.unnecessary && self.client.greys_unnecessary).then(|| vec![DiagnosticTag::UNNECESSARY]),
            data: self.client.diagnostic_data.then(|| json!({"code": diagnostic.code, "fixes": titles})),
        }
    }
}

fn severity(level: Level) -> Option<DiagnosticSeverity> {
    match level {
        Level::Off => None,
        Level::Hint => Some(DiagnosticSeverity::HINT),
        Level::Information => Some(DiagnosticSeverity::INFORMATION),
        Level::Warning => Some(DiagnosticSeverity::WARNING),
        Level::Error => Some(DiagnosticSeverity::ERROR),
    }
}

/// The page about a rule, where the program knows its home on the web.
fn rule_page(code: &str) -> Option<CodeDescription> {
    let home = Some(env!("CARGO_PKG_REPOSITORY")).filter(|home| !home.is_empty())?;
    let anchor = code.replace('/', "");
    Some(CodeDescription { href: Url::parse(&format!("{home}/blob/main/docs/rules.md#{anchor}")).ok()? })
}

/// The protocol knows kinds of code. These are the ones whose icons and names mislead least.
pub fn entity_kind(kind: EntityType) -> SymbolKind {
    match kind {
        EntityType::Person => SymbolKind::CLASS,
        EntityType::Organization => SymbolKind::MODULE,
        EntityType::Place => SymbolKind::NAMESPACE,
        EntityType::Group => SymbolKind::ENUM,
        EntityType::Event => SymbolKind::EVENT,
        EntityType::Product => SymbolKind::OBJECT,
        EntityType::Work => SymbolKind::FILE,
    }
}

fn outline_kind(kind: answer::OutlineKind) -> lsp::SymbolKind {
    match kind {
        answer::OutlineKind::Headline => SymbolKind::FILE,
        answer::OutlineKind::Subhead => SymbolKind::NAMESPACE,
        answer::OutlineKind::Quotation => SymbolKind::STRING,
        answer::OutlineKind::Figure => SymbolKind::NUMBER,
    }
}

/// Clients refuse a whole outline over one empty name.
fn symbol_name(name: &str) -> String {
    if name.trim().is_empty() { "…".to_owned() } else { name.to_owned() }
}
