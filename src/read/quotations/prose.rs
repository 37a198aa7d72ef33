//! A paragraph as its quotations' surroundings see it: each quotation is one word, and sentences go around them.

use super::words::{Cue, Entry, is};
use crate::read::Layout;
use crate::text::{Span, TokenKind};

/// A word, a mark of punctuation, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub span: Span,
    pub shape: Shape,
    /// What it is, as bits of [`is`].
    pub flags: u64,
    pub cue: Option<Cue>,
    pub lemma: &'static str,
    /// It starts with a capital letter.
    pub capital: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Word,
    /// A possessive or verbal clitic.
    Clitic,
    Number,
    Punctuation(char),
    /// A quotation: an index into the article's list.
    Quotation(u32),
}

impl Word {
    pub fn has(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }

    pub fn is_mark(&self, marks: &str) -> bool {
        matches!(self.shape, Shape::Punctuation(c) if marks.contains(c))
    }

    pub fn is_quotation(&self) -> bool {
        matches!(self.shape, Shape::Quotation(_))
    }

    /// It can be part of a noun phrase.
    pub fn is_wordy(&self) -> bool {
        matches!(self.shape, Shape::Word | Shape::Clitic | Shape::Number) || self.is_mark("$£€&@#%")
    }
}

/// The words of a stretch of a paragraph and its sentences, in which quotations are atoms.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub words: Vec<Word>,
    /// Half-open ranges of `words`.
    pub sentences: Vec<(usize, usize)>,
    /// In headlines verbs have capitals.
    pub headline: bool,
}

impl Prose {
    /// The words of `region` in a paragraph; `atoms` are the quotations directly in it, with their indices, in order.
    pub fn new(layout: &Layout<'_>, paragraph: usize, region: Span, atoms: &[(u32, Span)], headline: bool) -> Prose {
        let Some(of) = layout.paragraphs.get(paragraph) else { return Prose::default() };
        let mut prose = Prose { headline, ..Prose::default() };
        let mut starts = Vec::new();
        let sentences = layout.sentences.get(of.sentences.0 as usize..of.sentences.1 as usize).unwrap_or(&[]);
        let later = sentences.partition_point(|s| s.span.start <= region.start);
        let mut sentences = sentences.iter().skip(later).map(|s| s.span.start).peekable();
        let mut atoms = atoms.iter().peekable();
        let from = layout.token_at(region.start);
        let tokens = layout.tokens.iter().zip(&layout.known).skip(from);
        for (token, known) in tokens.take_while(|(t, _)| t.span.end <= region.end) {
            if token.span.start < region.start {
                continue;
            }
            while let Some((index, span)) = atoms.next_if(|(_, span)| span.end <= token.span.start) {
                prose.push_quotation(*index, *span);
            }
            let inside = atoms.peek().is_some_and(|(_, span)| span.start <= token.span.start);
            let begins = sentences.next_if(|&s| s <= token.span.start).is_some();
            if inside {
                if begins && atoms.peek().is_some_and(|(_, span)| span.start == token.span.start) {
                    starts.push(prose.words.len());
                }
                continue;
            }
            if begins {
                starts.push(prose.words.len());
            }
            let text = token.span.of(layout.text);
            if text == "." && !token.spaced && sentences.peek().is_none_or(|&s| s > token.span.end + 2) {
                // The point of an abbreviation belongs to it.
                let ends_all = token.span.end >= region.end;
                match prose.words.last_mut() {
                    Some(last) if last.shape == Shape::Word && !ends_all && last.has(is::TITLE) => {
                        last.span = last.span.join(token.span);
                        continue;
                    }
                    _ => {}
                }
            }
            prose.push_token(token.kind, token.span, text, &known.entry);
        }
        for (index, span) in atoms {
            prose.push_quotation(*index, *span);
        }
        prose.cut(layout.text, &starts);
        prose
    }

    fn push_quotation(&mut self, index: u32, span: Span) {
        let shape = Shape::Quotation(index);
        self.words.push(Word { span, shape, flags: 0, cue: None, lemma: "", capital: false });
    }

    fn push_token(&mut self, kind: TokenKind, span: Span, text: &str, entry: &Entry) {
        let first = text.chars().next().unwrap_or(' ');
        let shape = match kind {
            TokenKind::Word | TokenKind::Handle | TokenKind::Url => Shape::Word,
            TokenKind::Clitic => Shape::Clitic,
            TokenKind::Number => Shape::Number,
            TokenKind::Punctuation => Shape::Punctuation(first),
        };
        self.words.push(Word {
            span,
            shape,
            flags: entry.flags,
            cue: entry.cue,
            lemma: entry.lemma,
            capital: first.is_uppercase(),
        });
    }

    /// Sentences start at `starts`, but whether one starts right behind a quotation is decided here.
    fn cut(&mut self, text: &str, starts: &[usize]) {
        let mut from = 0;
        let mut starts = starts.iter().peekable();
        for i in 1..self.words.len() {
            let stated = starts.next_if(|&&s| s <= i).is_some_and(|&s| s == i);
            let begins = match self.words.get(i - 1) {
                Some(before) if before.is_quotation() => self.begins_behind(text, before.span, i),
                _ => stated,
            };
            if begins {
                self.sentences.push((from, i));
                from = i;
            }
        }
        if from < self.words.len() {
            self.sentences.push((from, self.words.len()));
        }
    }

    /// Word `i`, right behind a quotation, starts a sentence.
    fn begins_behind(&self, text: &str, quotation: Span, i: usize) -> bool {
        let Some(next) = self.words.get(i) else { return false };
        if !next.capital && !next.is_quotation() && next.shape != Shape::Number {
            return false;
        }
        match last_of(quotation.of(text)) {
            Some('.') => true,
            Some('!' | '?' | '…') => next.is_quotation() || !self.names_speaker(i),
            _ => false,
        }
    }

    /// What starts at word `i` says who spoke before: "Q?" Mary Smith asked.
    fn names_speaker(&self, i: usize) -> bool {
        let clause = self.words.iter().enumerate().skip(i).take(8);
        let clause = clause.take_while(|(_, w)| !w.is_quotation() && !w.is_mark(".;:?!"));
        clause.take(6).any(|(k, w)| w.cue.is_some() && !w.has(is::NOUN) && k > i && !w.capital)
    }

    /// The sentence that holds word `i`.
    pub fn sentence_of(&self, i: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.0 <= i).checked_sub(1)?;
        self.sentences.get(at).filter(|s| i < s.1).map(|_| at)
    }

    pub fn word(&self, i: usize) -> Option<&Word> {
        self.words.get(i)
    }

    /// The text between two words, both included.
    pub fn span(&self, phrase: (usize, usize)) -> Option<Span> {
        Some(self.words.get(phrase.0)?.span.join(self.words.get(phrase.1)?.span))
    }
}

/// The last character of a quotation's words, without its marks.
pub(super) fn last_of(quotation: &str) -> Option<char> {
    inner(quotation).chars().next_back()
}

/// A quotation's words without marks and surrounding white space.
pub(super) fn inner(quotation: &str) -> &str {
    quotation.trim_matches(|c: char| c.is_whitespace() || "“”\"'‘’„‟«»`‹›＂″".contains(c))
}
