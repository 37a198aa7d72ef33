//! An article cut into paragraphs, sentences and tokens: what every reader starts from.

use super::fingerprint::Fingerprint;
use super::known::{Known, known};
use super::zones;
use crate::text::{BYTES_A_TOKEN, Span, Token, paragraphs, sentences, tokens};

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    Body,
    Headline,
    /// The headline once more.
    RepeatedHeadline,
    Byline,
    Caption,
    Subhead,
    /// "Source link", "READ ALSO: …", "For the latest news … head to …".
    Boilerplate,
    /// An embedded social-media post.
    Embed,
}

impl Zone {
    /// Prose of this article, as opposed to furniture around it.
    pub fn is_text(self) -> bool {
        matches!(self, Zone::Body | Zone::Headline | Zone::Subhead | Zone::Caption)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span,
    pub zone: Zone,
    /// The place-and-date opening of the text ("KYIV, Sept 28 (Reuters) -"), if it has one.
    pub dateline: Option<Span>,
    /// Its sentences, as indices into [`Layout::sentences`].
    pub sentences: (u32, u32),
    /// Its tokens, as indices into [`Layout::tokens`].
    pub tokens: (u32, u32),
    /// By which paragraphs of the same words are found.
    pub fingerprint: Fingerprint,
}

/// What a paragraph consists of, in its own offsets.
#[derive(Debug)]
pub(super) struct Pieces {
    pub tokens: Vec<Token>,
    pub known: Vec<Known>,
    pub sentences: Vec<Span>,
    fingerprint: Fingerprint,
}

impl Pieces {
    pub fn of(paragraph: &str) -> Pieces {
        let tokens = tokens(paragraph);
        let known = known(paragraph, &tokens);
        let sentences = sentences(paragraph, &tokens);
        Pieces { tokens, known, sentences, fingerprint: Fingerprint::of(paragraph) }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub paragraph: u32,
    pub tokens: (u32, u32),
}

/// An article's structure. All spans are the article's.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    pub text: &'a str,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// What is known of each token.
    pub known: Vec<Known>,
}

impl<'a> Layout<'a> {
    pub fn new(text: &'a str) -> Layout<'a> {
        let mut layout = Layout::empty(text);
        let mut alone = Vec::new();
        for span in paragraphs(text) {
            let body = span.of(text);
            let pieces = Pieces::of(body);
            layout.push(span, &pieces);
            alone.push(zones::Alone::of(body, &pieces.tokens));
        }
        zones::assign(&mut layout, &alone.iter().collect::<Vec<_>>());
        layout
    }

    pub(super) fn empty(text: &'a str) -> Layout<'a> {
        let tokens = text.len() / BYTES_A_TOKEN;
        Layout {
            text,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::with_capacity(tokens),
            known: Vec::with_capacity(tokens),
        }
    }

    /// Add a paragraph.
    pub(super) fn push(&mut self, span: Span, pieces: &Pieces) {
        let Pieces { tokens, known, sentences, fingerprint } = pieces;
        self.known.extend_from_slice(known);
        let (base, first) = (span.start, self.tokens.len() as u32);
        let paragraph = self.paragraphs.len() as u32;
        self.tokens.extend(tokens.iter().map(|t| Token { span: t.span.shift(base), ..*t }));
        let first_sentence = self.sentences.len() as u32;
        let mut next = 0;
        for s in sentences {
            let from = next + tokens[next..].partition_point(|t| t.span.end <= s.start);
            next = from + tokens[from..].partition_point(|t| t.span.start < s.end);
            let tokens = (first + from as u32, first + next as u32);
            self.sentences.push(Sentence { span: s.shift(base), paragraph, tokens });
        }
        self.paragraphs.push(Paragraph {
            span,
            zone: Zone::Body,
            dateline: None,
            sentences: (first_sentence, self.sentences.len() as u32),
            tokens: (first, self.tokens.len() as u32),
            fingerprint: *fingerprint,
        });
    }

    /// The tokens of a half-open index range, as paragraphs and sentences hold them.
    pub fn tokens_in(&self, range: (u32, u32)) -> &[Token] {
        &self.tokens[range.0 as usize..range.1 as usize]
    }

    /// A token's text.
    #[inline]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The index of the paragraph at or before an offset.
    pub fn paragraph_at(&self, offset: u32) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.span.start <= offset).checked_sub(1)
    }

    /// The index of the sentence at or before an offset.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)
    }

    /// The index of the first token that ends behind an offset.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }
}
