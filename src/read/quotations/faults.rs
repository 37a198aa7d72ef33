//! Marks that do not do what they should.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Quoted;
use super::marks::{Family, Mark, Role};
use crate::read::{Layout, MarkFault, MarkFaultKind, Zone};
use crate::text::Span;

/// Faults while they are collected: which of two mismatched marks is the odd one is known at the end of the article.
#[derive(Default)]
pub(super) struct Faults {
    faults: Vec<MarkFault>,
    mismatched: Vec<(Mark, Mark, Span)>,
    pairs: FxHashMap<Family, u32>,
}

impl Faults {
    /// A mark without its partner.
    pub fn add(&mut self, mark: Span, quotation: Span, kind: MarkFaultKind) {
        self.faults.push(MarkFault { span: mark, quotation, kind, replacement: None });
    }

    /// A mark that does `role` with the glyph of the opposite.
    pub fn turned(&mut self, mark: Span, quotation: Span, family: Family, role: Role) {
        let replacement = Some(glyph(family, role).to_owned());
        self.faults.push(MarkFault { span: mark, quotation, kind: MarkFaultKind::WrongWay, replacement });
    }

    /// A pair of two families.
    pub fn mismatched(&mut self, opener: &Mark, closer: &Mark, quotation: Span) {
        self.mismatched.push((*opener, *closer, quotation));
    }

    /// A pair of one family: so the article writes them.
    pub fn well_formed(&mut self, family: Family) {
        *self.pairs.entry(family).or_default() += 1;
    }

    /// The article's faults in order: none in furniture, none about nothing, and of marks without partner only the
    /// first of each paragraph, since it is what makes the others.
    pub fn settle(mut self, layout: &Layout<'_>, quoted: &[Quoted]) -> Vec<MarkFault> {
        let mut odd_ones = FxHashSet::default();
        for (opener, closer, quotation) in std::mem::take(&mut self.mismatched) {
            let count = |family| self.pairs.get(&family).copied().unwrap_or(0);
            let opener_is_odd = count(closer.family) > count(opener.family);
            let (odd, role, family) =
                if opener_is_odd { (opener, Role::Open, closer.family) } else { (closer, Role::Close, opener.family) };
            odd_ones.insert(odd.span);
            let replacement = Some(glyph(family, role).to_owned());
            self.faults.push(MarkFault { span: odd.span, quotation, kind: MarkFaultKind::Mismatched, replacement });
        }
        // A mark turned the wrong way is one fault, not two.
        self.faults.retain(|f| f.kind != MarkFaultKind::WrongWay || !odd_ones.contains(&f.span));
        let said = |span: Span| {
            let at = quoted.partition_point(|q| q.span.start < span.start);
            quoted.get(at).is_some_and(|q| q.span.start == span.start)
        };
        self.faults.retain(|f| f.kind == MarkFaultKind::Stray || said(f.quotation));
        // « Previous, Next »: arrows.
        self.faults.retain(|f| f.replacement.is_some() || !f.span.of(layout.text).starts_with(['«', '»']));
        self.faults.sort_by_key(|f| (f.span, f.kind));
        let mut lonely_in = None;
        self.faults.retain(|f| {
            let Some(at) = layout.paragraph_at(f.span.start) else { return false };
            if matches!(layout.paragraphs.get(at).map(|p| p.zone), Some(Zone::Embed | Zone::Boilerplate)) {
                return false;
            }
            let lonely = matches!(f.kind, MarkFaultKind::Unclosed | MarkFaultKind::Stray | MarkFaultKind::SharedClose);
            !lonely || lonely_in.replace(at) != Some(at)
        });
        self.faults
    }
}

fn glyph(family: Family, role: Role) -> &'static str {
    match (family, role) {
        (Family::Curly, Role::Open) => "“",
        (Family::Curly, _) => "”",
        (Family::Straight, _) => "\"",
        (Family::Tick, _) => "''",
        (Family::Guillemet, Role::Open) => "«",
        (Family::Guillemet, _) => "»",
    }
}
