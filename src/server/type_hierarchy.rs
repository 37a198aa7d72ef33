//! Offices, the bodies they are offices of and what those belong to, as a type hierarchy.

use tower_lsp::lsp_types::{Range, SymbolKind, TypeHierarchyItem};

use super::to_lsp::entity_kind;
use super::view::{Scene, View};
use crate::answer::{self, Rung};

impl View {
    /// Who, what or which office stands at an offset.
    pub fn rung_at(&self, offset: u32) -> Option<Vec<TypeHierarchyItem>> {
        let rung = answer::rung(&self.corpus, &self.article, offset)?;
        Some(vec![self.rung(&rung)?])
    }

    /// What stands above an item.
    pub fn above(&self, item: Range) -> Vec<TypeHierarchyItem> {
        self.rungs(&answer::above(&self.corpus, &self.article, self.span(item)))
    }

    /// What stands below an item.
    pub fn below(&self, item: Range) -> Vec<TypeHierarchyItem> {
        self.rungs(&answer::below(&self.corpus, &self.article, self.span(item)))
    }
}

impl Scene {
    fn rungs(&self, rungs: &[Rung]) -> Vec<TypeHierarchyItem> {
        rungs.iter().filter_map(|rung| self.rung(rung)).collect()
    }

    fn rung(&self, rung: &Rung) -> Option<TypeHierarchyItem> {
        let article = self.corpus.article(&rung.place.article)?;
        Some(TypeHierarchyItem {
            name: rung.name.clone(),
            kind: rung.kind.map_or(SymbolKind::INTERFACE, entity_kind),
            tags: None,
            detail: Some(rung.detail.clone()),
            uri: self.uri(&rung.place.article)?,
            range: self.range(&article.text, rung.sentence.join(rung.place.span)),
            selection_range: self.range(&article.text, rung.place.span),
            data: None,
        })
    }
}
