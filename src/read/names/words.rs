//! The words of an article as the rules see them: hyphenated words taken apart, abbreviation dots put back, each
//! distinct word looked up once.

use std::collections::HashMap;

use super::lexicon::{LEXICON, flag};
use crate::read::Layout;
use crate::read::fold::plain;
use crate::text::{Span, Token, TokenKind};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// Zelensky, McDonald, iPhone
    Capital,
    /// NATO, U.S.
    Capitals,
    /// J.
    Initial,
    Number,
    Clitic,
    /// Anything no name runs across.
    Break,
}

impl Shape {
    pub fn is_capital(self) -> bool {
        matches!(self, Shape::Capital | Shape::Capitals | Shape::Initial)
    }
}

/// What is known of a distinct word, whatever stands around it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Lower-case, without accents and dots.
    pub plain: Box<str>,
    /// Bits of [`flag`].
    pub flags: u32,
    /// The longest name and the longest title of the tables that start with it, in words.
    pub starts: (u8, u8),
    /// How often the article has it in small letters.
    pub lower: u32,
    /// How often it stands capitalised where no rule of spelling asks for it.
    pub capital_inside: u32,
}

/// One word, a part of a hyphenated word, or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub span: Span,
    pub shape: Shape,
    /// An index into [`Words::facts`].
    pub id: u32,
    /// It follows the word before without a space: the rest of a hyphenated word.
    pub joined: bool,
    /// A dot that belongs to it is inside its span.
    pub dotted: bool,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    /// Trump Signs Bill on Trade
    Title,
    /// TRUMP SIGNS BILL
    Capitals,
}

#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Indices into [`Words::words`].
    pub words: (u32, u32),
    pub style: Style,
}

/// All words of an article.
pub struct Words<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    pub facts: Vec<Facts>,
    /// The sentences.
    pub sentences: Vec<Stretch>,
    ids: HashMap<&'a str, u32>,
}

impl<'a> Words<'a> {
    pub fn new(layout: &Layout<'a>) -> Words<'a> {
        let mut words = Words {
            text: layout.text,
            words: Vec::with_capacity(layout.tokens.len()),
            facts: Vec::new(),
            sentences: Vec::with_capacity(layout.sentences.len()),
            ids: HashMap::new(),
        };
        for sentence in &layout.sentences {
            let first = words.words.len() as u32;
            words.push_tokens(layout.tokens_in(sentence.tokens));
            let style = words.style(first as usize..words.words.len());
            words.sentences.push(Stretch { words: (first, words.words.len() as u32), style });
        }
        words.count_capitals();
        words
    }

    pub fn facts(&self, word: usize) -> &Facts {
        &self.facts[self.words[word].id as usize]
    }

    pub fn is(&self, word: usize, flags: u32) -> bool {
        self.facts(word).flags & flags != 0
    }

    pub fn str(&self, word: usize) -> &'a str {
        self.words[word].span.of(self.text)
    }

    /// It opens its sentence, a quotation inside it, or what follows a colon: its capital says nothing.
    pub fn opens(&self, word: usize, first: usize) -> bool {
        word == first
            || matches!(
                self.str(word - 1),
                "“" | "\""
                    | "”"
                    | "‘"
                    | "'"
                    | ":"
                    | "—"
                    | "–"
                    | "•"
                    | "…"
                    | "."
                    | "?"
                    | "!"
                    | "["
                    | "|"
                    | "``"
                    | ";"
                    | "("
                    | "''"
                    | "*"
                    | "--"
                    | "..."
            )
    }

    fn push_tokens(&mut self, tokens: &[Token]) {
        let mut i = 0;
        while let Some(token) = tokens.get(i) {
            let text = token.text(self.text);
            let mut end = token.span.end;
            let after_number = !token.spaced && i > 0 && tokens[i - 1].kind == TokenKind::Number;
            match token.kind {
                // 2ND, 60s
                TokenKind::Word if after_number => self.push(token.span, Shape::Lower, true, false),
                TokenKind::Word => {
                    let dot = tokens.get(i + 1).filter(|t| !t.spaced && t.text(self.text) == ".");
                    let abbreviation = dot.is_some() && self.takes_dot(text, tokens.get(i + 2));
                    if let Some(dot) = dot
                        && abbreviation
                    {
                        end = dot.span.end;
                        i += 1;
                    }
                    self.push_word(Span { start: token.span.start, end }, abbreviation || text.ends_with('.'));
                }
                TokenKind::Clitic => self.push(token.span, Shape::Clitic, true, false),
                TokenKind::Number => self.push(token.span, Shape::Number, !token.spaced, false),
                _ => self.push(token.span, Shape::Break, !token.spaced, false),
            }
            i += 1;
        }
    }

    /// Whether the dot behind a word is part of it: Sen., Calif., J.
    fn takes_dot(&self, word: &str, next: Option<&Token>) -> bool {
        let word = word.rsplit('-').next().unwrap_or(word);
        if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
            return true;
        }
        if word.len() > 6 || !word.starts_with(|c: char| c.is_uppercase()) {
            return false;
        }
        let key = plain(word);
        let flags = LEXICON.flags(&key);
        let known = LEXICON.name(&key);
        flags & (flag::ROLE_SHORT | flag::SUFFIX) != 0
            || matches!(&*key, "inc" | "corp" | "co" | "ltd" | "bros" | "st" | "mt" | "ft")
                && next.is_some_and(|t| t.kind == TokenKind::Word || t.text(self.text) == ",")
            || known.is_some_and(|k| k.dotted)
    }

    /// A word, taken apart at its hyphens.
    fn push_word(&mut self, span: Span, dotted: bool) {
        let text = span.of(self.text);
        if !text.contains('-') {
            return match self.glued(text) {
                Some(at) => {
                    let middle = span.start + at as u32;
                    let (left, right) = text.split_at(at);
                    self.push(Span { start: span.start, end: middle }, shape(left), false, false);
                    self.push(Span { start: middle, ..span }, shape(right), false, dotted);
                }
                None => self.push(span, shape(text), false, dotted),
            };
        }
        let mut at = span.start;
        let mut joined = false;
        for part in text.split('-') {
            let end = at + part.len() as u32;
            if !part.is_empty() {
                let last = end == span.end;
                self.push(Span { start: at, end }, shape(part), joined, dotted && last);
                joined = true;
            }
            at = end + 1;
        }
    }

    /// Where two words are glued together, as copied web text has them: MarchenkoOfficials.
    fn glued(&self, word: &str) -> Option<usize> {
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            if before.is_lowercase() && c.is_uppercase() && at >= 3 && word.len() - at >= 4 {
                return (self.ids.contains_key(&word[..at]) && !self.ids.contains_key(word)).then_some(at);
            }
            before = c;
        }
        None
    }

    fn push(&mut self, span: Span, shape: Shape, joined: bool, dotted: bool) {
        let text = span.of(self.text);
        let id = match self.ids.get(text) {
            Some(&id) => id,
            None => {
                let id = self.facts.len() as u32;
                self.facts.push(facts(text, shape));
                self.ids.insert(text, id);
                id
            }
        };
        self.words.push(Word { span, shape, id, joined, dotted });
    }

    fn style(&self, range: std::ops::Range<usize>) -> Style {
        let (mut lower, mut capital, mut capitals, mut common) = (0, 0, 0, 0);
        for i in range.clone() {
            let flags = self.facts(i).flags;
            match self.words[i].shape {
                // Headlines leave short function words in small letters.
                Shape::Lower if self.words[i].span.len() > 3 && flags & flag::STOP == 0 => lower += 1,
                Shape::Capital if i > range.start => {
                    capital += 1;
                    let plain_word = flags & (flag::ENGLISH | flag::STOP) != 0;
                    let in_names = flag::ROLE
                        | flag::ROLE_BEFORE
                        | flag::ORG_TAIL
                        | flag::ORG_HEAD
                        | flag::PLACE_TAIL
                        | flag::PLACE_HEAD
                        | flag::GIVEN
                        | flag::SURNAME
                        | flag::CALENDAR
                        | flag::CITY;
                    common += usize::from(plain_word && flags & in_names == 0 && self.facts(i).starts.0 == 0);
                }
                Shape::Capitals => capitals += 1,
                _ => {}
            }
        }
        if capitals >= 3 && capitals > 3 * (lower + capital) {
            Style::Capitals
        } else if common >= 2 && lower <= common / 2 || common >= 1 && lower == 0 && capital >= 3 {
            Style::Title
        } else {
            Style::Plain
        }
    }

    fn count_capitals(&mut self) {
        let mut lower: Vec<u32> = Vec::new();
        for sentence in &self.sentences {
            let (first, end) = (sentence.words.0 as usize, sentence.words.1 as usize);
            for i in first..end {
                let word = self.words[i];
                match word.shape {
                    Shape::Lower => lower.push(word.id),
                    Shape::Capital | Shape::Capitals if sentence.style == Style::Plain && !self.opens(i, first) => {
                        self.facts[word.id as usize].capital_inside += 1;
                    }
                    _ => {}
                }
            }
        }
        // Small letters count for every spelling of the word.
        let mut small: HashMap<Box<str>, u32> = HashMap::new();
        for id in lower {
            *small.entry(self.facts[id as usize].plain.clone()).or_default() += 1;
        }
        for facts in &mut self.facts {
            facts.lower = small.get(&facts.plain).copied().unwrap_or(0);
        }
    }
}

fn facts(text: &str, shape: Shape) -> Facts {
    let key = plain(text);
    let starts = LEXICON.starts(&key);
    let mut flags = match shape {
        Shape::Number | Shape::Clitic | Shape::Break => 0,
        // Small words are looked up too: "president of Ukraine" is a title, "al-Qaeda" a name.
        _ => LEXICON.flags(&key),
    };
    if key.ends_with("n't") || key.ends_with("'ll") || key.ends_with("'re") || key.ends_with("'ve") {
        flags = flag::STOP;
    }
    // "US" is not "us".
    if shape == Shape::Capitals && flags & flag::STOP != 0 && LEXICON.name(&key).is_some_and(|k| k.capitals) {
        flags &= !(flag::STOP | flag::ENGLISH | flag::ROLE_BEFORE);
    }
    Facts { plain: key.into(), flags, starts, lower: 0, capital_inside: 0 }
}

fn shape(word: &str) -> Shape {
    let mut upper = 0;
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        upper += usize::from(c.is_uppercase());
    }
    let starts_upper = word.starts_with(char::is_uppercase);
    if letters == 0 {
        if word.starts_with(|c: char| c.is_ascii_digit()) { Shape::Number } else { Shape::Break }
    } else if upper == letters {
        if letters == 1 && !word.bytes().any(|b| b.is_ascii_digit()) { Shape::Initial } else { Shape::Capitals }
    } else if starts_upper || word.chars().take(3).any(char::is_uppercase) {
        Shape::Capital
    } else {
        Shape::Lower
    }
}
