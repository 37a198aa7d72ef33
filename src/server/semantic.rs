//! Colours: tokens in the protocol's relative encoding, and the difference to those sent last.

use std::sync::Arc;

use tower_lsp::lsp_types::*;

use super::from_lsp::article_id;
use super::session::Session;
use super::view::View;
use crate::answer::{self, TokenModifier, TokenType};
use crate::text::Span;

/// The tokens last sent for a document, under the name they were sent by.
#[derive(Clone)]
pub struct LastTokens {
    result_id: String,
    data: Arc<Vec<SemanticToken>>,
}

impl LastTokens {
    fn new(session: &Session, data: Vec<SemanticToken>) -> LastTokens {
        LastTokens { result_id: session.catalogue.ticket().to_string(), data: Arc::new(data) }
    }
}

/// All tokens of a document, remembered for the next difference.
pub fn full(session: &Session, uri: &Url, data: Vec<SemanticToken>) -> SemanticTokens {
    let now = LastTokens::new(session, data.clone());
    let result_id = Some(now.result_id.clone());
    session.swap_tokens(&article_id(uri), now);
    SemanticTokens { result_id, data }
}

/// What changed since the tokens of a name were sent; all tokens if they are not remembered.
pub fn delta(session: &Session, uri: &Url, since: &str, data: Vec<SemanticToken>) -> SemanticTokensFullDeltaResult {
    let now = LastTokens::new(session, data);
    match session.swap_tokens(&article_id(uri), now.clone()) {
        Some(last) if last.result_id == since => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id: Some(now.result_id),
            edits: difference(&last.data, &now.data),
        }),
        _ => SemanticTokens { result_id: Some(now.result_id), data: now.data.to_vec() }.into(),
    }
}

/// One edit that replaces all between the common start and the common end. Counted in numbers, five a token.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let (start, delete_count) = (start as u32 * 5, old.len() as u32 * 5);
    vec![SemanticTokensEdit { start, delete_count, data: Some(new.to_vec()) }]
}

impl View {
    /// The tokens of the article, or those that touch a part of it.
    pub fn tokens(&self, within: Option<Span>) -> Vec<SemanticToken> {
        let mut out = Vec::new();
        let mut last = Position::new(0, 0);
        for token in answer::tokens(&self.article, self.settings.semantic_tokens) {
            if within.is_some_and(|within| !within.overlaps(token.span)) {
                continue;
            }
            for span in self.lines(token.span) {
                let range = self.range(&self.article.text, span);
                let (start, end) = (range.start, range.end);
                let delta_line = start.line - last.line;
                let delta_start = if delta_line == 0 { start.character - last.character } else { start.character };
                let length = end.character.saturating_sub(start.character);
                let (token_type, token_modifiers_bitset) = (kind(token.kind), modifiers(&token.modifiers));
                out.push(SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset });
                last = start;
            }
        }
        out
    }

    /// A span cut at line ends.
    fn lines(&self, span: Span) -> Vec<Span> {
        let mut start = span.start;
        let pieces = span.of(&self.article.text).split_inclusive(['\n', '\r']).map(|piece| {
            let from = start;
            start += piece.len() as u32;
            Span { start: from, end: from + piece.trim_end_matches(['\n', '\r']).len() as u32 }
        });
        pieces.filter(|piece| !piece.is_empty()).collect()
    }
}

fn kind(kind: TokenType) -> u32 {
    TokenType::ALL.iter().position(|&(k, _)| k == kind).unwrap_or(0) as u32
}

fn modifiers(modifiers: &[TokenModifier]) -> u32 {
    let bits = TokenModifier::ALL.iter().enumerate().filter(|(_, (m, _))| modifiers.contains(m));
    bits.fold(0, |set, (bit, _)| set | 1 << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(start: u32) -> SemanticToken {
        SemanticToken { delta_start: start, ..SemanticToken::default() }
    }

    #[test]
    fn the_difference_makes_the_new_tokens_of_the_old_ones() {
        let texts: [&[u32]; 5] = [&[], &[1, 2, 3], &[1, 9, 3], &[1, 2, 2, 3], &[3]];
        for old in texts {
            for new in texts {
                let (old, new): (Vec<_>, Vec<_>) =
                    (old.iter().copied().map(token).collect(), new.iter().copied().map(token).collect());
                let mut made = old.clone();
                for edit in difference(&old, &new) {
                    let (start, deleted) = (edit.start as usize / 5, edit.delete_count as usize / 5);
                    made.splice(start..start + deleted, edit.data.unwrap());
                }
                assert_eq!(made, new);
                assert_eq!(difference(&old, &new).is_empty(), old == new);
            }
        }
    }
}
