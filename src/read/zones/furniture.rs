//! Paragraphs that show by their own words what they are: boilerplate, captions, credits, embedded posts.

use super::patterns::{Class, Classes, Tokens, Words, is_word};
use super::shape::{End, Shape};
use crate::read::Zone;
use crate::text::TokenKind;

/// Furniture is short: a paragraph of more tokens is prose, whatever it holds.
const LINE: usize = 24;
const SHORT: usize = 60;
const BLOCK: usize = 130;
/// A post, a long caption.
const POST: usize = 100;

/// The zone of a paragraph as far as it alone can tell; `Body` if it cannot.
pub fn zone(p: Tokens<'_>, shape: &Shape) -> Zone {
    if shape.words == 0 || p.len() > BLOCK {
        return Zone::Body;
    }
    if p.len() <= POST && is_embed(p) {
        return Zone::Embed;
    }
    let classes = p.classes();
    let line = p.len() <= LINE && (classes.has(Class::Alone) || is_share_row(p));
    let label = p.len() <= SHORT && classes.has(Class::Label);
    if line || label || p.len() <= SHORT && shape.end == End::Word && classes.has(Class::Ends) {
        return Zone::Boilerplate;
    }
    if p.len() <= POST && is_caption(p, classes) {
        return Zone::Caption;
    }
    // Whoever quotes somebody tells a story; a page that asks for a subscription does not.
    if shape.quotes {
        return Zone::Body;
    }
    if p.len() <= SHORT && classes.has(Class::Opens) || classes.has(Class::Within) {
        return Zone::Boilerplate;
    }
    if p.len() <= SHORT && (classes.has(Class::Credit) || classes.has(Class::CreditWithin)) {
        return Zone::Byline;
    }
    Zone::Body
}

/// "Share Tweet Email": nothing but buttons.
fn is_share_row(p: Tokens<'_>) -> bool {
    let mut words = 0;
    (0..p.len()).all(|i| match p.kind(i) {
        Some(TokenKind::Word) => {
            words += 1;
            is_word(Words::Share, p.word(i))
        }
        Some(TokenKind::Punctuation | TokenKind::Number) => true,
        _ => false,
    }) && words >= 2
}

fn is_caption(p: Tokens<'_>, classes: Classes) -> bool {
    p.len() <= LINE && classes.has(Class::CaptionAlone)
        || classes.has(Class::CaptionOpens)
        || classes.has(Class::Caption)
        || classes.has(Class::CaptionEnds)
        || (0..p.len()).any(|i| p.word(i + 1) == ":" && is_glued_credit(p.word(i)))
}

/// `harbourPhoto`: the caption's last word and the credit's first, as pages run them together.
fn is_glued_credit(word: &str) -> bool {
    ["Photo", "Photos", "Image", "Images", "Photograph", "Picture", "Credit"]
        .iter()
        .any(|credit| word.strip_suffix(credit).is_some_and(|before| before.ends_with(char::is_lowercase)))
}

/// "— Jane Roe (@janeroe) March 14, 2031" at the end, or a post's picture.
fn is_embed(p: Tokens<'_>) -> bool {
    let end = p.len();
    let signature = (end.saturating_sub(8)..end).any(|i| {
        p.word(i) == "("
            && p.kind(i + 1) == Some(TokenKind::Handle)
            && p.word(i + 2) == ")"
            && p.kind(end - 1) == Some(TokenKind::Number)
            && p.word(end - 1).len() == 4
    });
    signature
        || (end.saturating_sub(12)..end)
            .any(|i| p.kind(i) == Some(TokenKind::Url) && p.word(i).starts_with("pic.twitter.com/"))
}
