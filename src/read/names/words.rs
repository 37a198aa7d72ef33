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
    /// The article has it in small letters.
    pub lower: bool,
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
            match token.kind {
                TokenKind::Word => {
                    let dot = tokens.get(i + 1).filter(|t| !t.spaced && t.text(self.text) == ".");
                    let abbreviation = dot.is_some() && self.takes_dot(text, tokens.get(i + 2));
                    if let Some(dot) = dot
                        && abbreviation
                    {
                        end = dot.span.end;
                        i += 1;
                    }
                    self.push_word(Span { start: token.span.start, end }, abbreviation);
                }
                TokenKind::Clitic => self.push(token.span, Shape::Clitic, true, false),
                TokenKind::Number => self.push(token.span, Shape::Number, !token.spaced, false),
                _ => self.push(token.span, Shape::Break, !token.spaced, false),
            }
            i += 1;
        }
    }

    /// Whether the dot behind a word is part of it: Sen., Calif., J.
    fn takes_dot(&mut self, word: &str, next: Option<&Token>) -> bool {
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
            return self.push(span, shape(text), false, dotted);
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
        let mut lower = Vec::new();
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
        lower.sort_unstable();
        lower.dedup();
        let small: std::collections::HashSet<Box<str>> =
            lower.into_iter().map(|id| self.facts[id as usize].plain.clone()).collect();
        for facts in &mut self.facts {
            facts.lower = small.contains(&facts.plain);
        }
    }
}

fn facts(text: &str, shape: Shape) -> Facts {
    let key = plain(text);
    // Small words are looked up too: "president of Ukraine" is a title, "al-Qaeda" a name.
    let (flags, starts) = match shape {
        Shape::Number | Shape::Clitic | Shape::Break => (0, LEXICON.starts(&key)),
        _ => (LEXICON.flags(&key), LEXICON.starts(&key)),
    };
    Facts { plain: key.into(), flags, starts, lower: false, capital_inside: 0 }
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
        if letters == 1 && word.len() <= 2 { Shape::Initial } else { Shape::Capitals }
    } else if starts_upper || upper > 0 {
        Shape::Capital
    } else {
        Shape::Lower
    }
}
