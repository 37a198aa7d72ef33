//! Who speaks about whom, as a call hierarchy.

use tower_lsp::lsp_types::{CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Range, Url};

use super::to_lsp::entity_kind;
use super::view::{Scene, View};
use crate::answer::{self, Edge, Voice};

impl View {
    /// Who stands at an offset.
    pub fn voice_at(&self, offset: u32) -> Option<Vec<CallHierarchyItem>> {
        let voice = answer::voice(&self.corpus, &self.article, offset)?;
        Some(vec![self.item(&voice)?])
    }

    /// Whom the one at an offset speaks about.
    pub fn outgoing(&self, offset: u32, from: &Url) -> Vec<CallHierarchyOutgoingCall> {
        let calls = answer::speaks_about(&self.corpus, &self.article, offset).into_iter().filter_map(|edge| {
            let to = self.item(&edge.voice)?;
            // Ranges are places in the document of the one who speaks: an edge of another article opens there.
            let from_ranges = if to.uri == *from { self.sentences(&edge) } else { Vec::new() };
            Some(CallHierarchyOutgoingCall { to, from_ranges })
        });
        calls.collect()
    }

    /// Who speaks about the one at an offset.
    pub fn incoming(&self, offset: u32) -> Vec<CallHierarchyIncomingCall> {
        let calls = answer::spoken_about(&self.corpus, &self.article, offset).into_iter().filter_map(|edge| {
            Some(CallHierarchyIncomingCall { from: self.item(&edge.voice)?, from_ranges: self.sentences(&edge) })
        });
        calls.collect()
    }
}

impl Scene {
    fn item(&self, voice: &Voice) -> Option<CallHierarchyItem> {
        let article = self.corpus.article(&voice.place.article)?;
        Some(CallHierarchyItem {
            name: voice.name.clone(),
            kind: entity_kind(voice.kind),
            tags: None,
            detail: Some(voice.detail.clone()),
            uri: self.uri(&voice.place.article)?,
            range: self.range(&article.text, voice.sentence.join(voice.place.span)),
            selection_range: self.range(&article.text, voice.place.span),
            data: None,
        })
    }

    fn sentences(&self, edge: &Edge) -> Vec<Range> {
        let Some(article) = self.corpus.article(&edge.voice.place.article) else { return Vec::new() };
        edge.sentences.iter().map(|s| self.range(&article.text, *s)).collect()
    }
}
