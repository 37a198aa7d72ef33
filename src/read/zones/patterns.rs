//! The patterns of `data/zones.tsv`, and how a paragraph is matched with them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::data;
use crate::read::key::{Key, Words as Keyed};
use crate::text::{Token, TokenKind};

/// What a pattern says about the paragraph it matches, and where it has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    Alone,
    Label,
    Opens,
    Within,
    Ends,
    Credit,
    CreditWithin,
    Caption,
    CaptionEnds,
    CaptionAlone,
    CaptionOpens,
}

impl Class {
    fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Its patterns may stand anywhere in a paragraph.
    fn is_floating(self) -> bool {
        matches!(self, Class::Within | Class::Ends | Class::CreditWithin | Class::Caption | Class::CaptionEnds)
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug)]
pub struct Classes(u16);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }
}

/// Single words by which furniture is told from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Words {
    Share,
    Month,
    Weekday,
    Agency,
    Outlet,
    Stamp,
    NotPlace,
    NameLink,
}

/// The tokens of one paragraph, with the article's text.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Tokens<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The same words, case and punctuation aside.
    pub fn same_words(&self, other: Tokens<'_>) -> bool {
        let mut others = other.spelled();
        self.spelled().all(|word| others.next().is_some_and(|o| same_spelling(word, o))) && others.next().is_none()
    }

    /// Its words open another paragraph that goes on.
    pub fn is_start_of(&self, other: Tokens<'_>) -> bool {
        let mut others = other.spelled();
        self.spelled().all(|word| others.next().is_some_and(|o| same_spelling(word, o))) && others.next().is_some()
    }

    /// Its words in small letters.
    pub fn folded(self) -> String {
        self.spelled().flat_map(|word| word.chars().map(folded).chain([' '])).collect()
    }

    fn spelled(self) -> impl Iterator<Item = &'a str> {
        let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic);
        self.tokens.iter().filter(move |t| is_word(t.kind)).map(move |t| t.span.of(self.text))
    }

    /// The classes of which some pattern matches where the class asks for it.
    pub fn classes(&self) -> Classes {
        let mut found = Classes(0);
        let mut buffer = String::new();
        for at in 0..self.len() {
            let starting = TABLE.starting(self.word(at), &mut buffer);
            let anywhere = if at == 0 { TABLE.unkeyed.as_slice() } else { &[] };
            for pattern in starting.iter().chain(anywhere) {
                let class = pattern.class;
                if (at == 0 || class.is_floating()) && !found.has(class) && self.matches(pattern, at) {
                    found.0 |= class.bit();
                }
            }
        }
        found
    }

    fn matches(&self, pattern: &Pattern, at: usize) -> bool {
        self.match_items(&pattern.items, at, &|end| match pattern.class {
            Class::Alone | Class::Ends | Class::CaptionAlone | Class::CaptionEnds => {
                (end..self.len()).all(|i| self.kind(i) == Some(TokenKind::Punctuation))
            }
            Class::Label => self.word(end) == ":",
            _ => true,
        })
    }

    fn match_items(&self, items: &[Item], at: usize, done: &dyn Fn(usize) -> bool) -> bool {
        let Some((item, rest)) = items.split_first() else { return done(at) };
        match item {
            Item::Gap => (at..=(at + GAP).min(self.len())).any(|next| self.match_items(rest, next, done)),
            Item::Choice(words) => {
                at < self.len() && words.iter().any(|w| self.is(at, w)) && self.match_items(rest, at + 1, done)
            }
        }
    }

    fn is(&self, at: usize, word: &Word) -> bool {
        let text = self.word(at);
        match word {
            Word::Number => self.kind(at) == Some(TokenKind::Number),
            Word::Handle => self.kind(at) == Some(TokenKind::Handle),
            Word::Address => self.kind(at) == Some(TokenKind::Url) || text.len() > 4 && is_address(text),
            Word::Folded(word) => same(text, word),
            Word::Capital(word) => text.starts_with(char::is_uppercase) && same(text, word),
            Word::Shouted(word) => text == *word,
        }
    }
}

/// Whether a word is in one of the lists, whatever its case.
pub fn is_word(words: Words, word: &str) -> bool {
    let mut key = String::new();
    TABLE.words.get(&words).is_some_and(|list| list.contains(fold(word, &mut key)))
}

/// How many tokens `*` stands for at most.
const GAP: usize = 16;

struct Table {
    /// The patterns by each of their first words, in small letters: an index into `patterns`.
    starting: Keyed<u16>,
    patterns: Vec<Vec<Pattern>>,
    /// Those that start with anything but a word; they are anchored.
    unkeyed: Vec<Pattern>,
    words: FxHashMap<Words, FxHashSet<&'static str>>,
}

#[derive(Clone)]
struct Pattern {
    class: Class,
    items: Vec<Item>,
}

#[derive(Clone)]
enum Item {
    Gap,
    Choice(Vec<Word>),
}

#[derive(Clone)]
enum Word {
    Number,
    Handle,
    Address,
    Folded(&'static str),
    Capital(&'static str),
    Shouted(&'static str),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table =
        Table { starting: Keyed::new(), patterns: Vec::new(), unkeyed: Vec::new(), words: FxHashMap::default() };
    for row in data::rows(include_str!("../../data/zones.tsv")) {
        let &[class, pattern] = row.as_slice() else { continue };
        if let Some(words) = words_class(class) {
            table.words.entry(words).or_default().extend(pattern.split(' '));
        } else if let Some(class) = pattern_class(class) {
            table.add(Pattern::parse(class, pattern));
        }
    }
    table
});

impl Table {
    /// The patterns that may start with a word.
    fn starting(&self, word: &str, buffer: &mut String) -> &[Pattern] {
        let key = Key::of_word(if word.is_ascii() { word } else { fold(word, buffer) });
        let index = key.and_then(|key| self.starting.get(key));
        index.and_then(|i| self.patterns.get(usize::from(i))).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, pattern: Pattern) {
        let first = match pattern.items.first() {
            Some(Item::Choice(words)) => words.as_slice(),
            _ => &[],
        };
        let mut keyed = false;
        for word in first {
            if let Word::Folded(w) | Word::Capital(w) | Word::Shouted(w) = word {
                let Some(key) = Key::of_word(&w.chars().map(folded).collect::<String>()) else { continue };
                let new = self.patterns.len() as u16;
                let index = usize::from(*self.starting.entry(key, new));
                if index == self.patterns.len() {
                    self.patterns.push(Vec::new());
                }
                self.patterns[index].push(pattern.clone());
                keyed = true;
            }
        }
        if !keyed {
            self.unkeyed.push(pattern);
        }
    }
}

impl Pattern {
    fn parse(class: Class, pattern: &'static str) -> Pattern {
        let items = pattern.split_whitespace().map(|item| match item {
            "*" => Item::Gap,
            item => Item::Choice(item.split('|').map(Word::parse).collect()),
        });
        Pattern { class, items: items.collect() }
    }
}

impl Word {
    fn parse(word: &'static str) -> Word {
        match word {
            "#" => Word::Number,
            "@" => Word::Handle,
            "&" => Word::Address,
            _ if word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.contains(char::is_lowercase) => {
                Word::Shouted(word)
            }
            _ if word.starts_with(char::is_uppercase) => Word::Capital(word),
            _ => Word::Folded(word),
        }
    }
}

fn pattern_class(name: &str) -> Option<Class> {
    Some(match name {
        "alone" => Class::Alone,
        "label" => Class::Label,
        "opens" => Class::Opens,
        "within" => Class::Within,
        "ends" => Class::Ends,
        "credit" => Class::Credit,
        "credit-within" => Class::CreditWithin,
        "caption" => Class::Caption,
        "caption-ends" => Class::CaptionEnds,
        "caption-alone" => Class::CaptionAlone,
        "caption-opens" => Class::CaptionOpens,
        _ => return None,
    })
}

fn words_class(name: &str) -> Option<Words> {
    Some(match name {
        "share" => Words::Share,
        "month" => Words::Month,
        "weekday" => Words::Weekday,
        "agency" => Words::Agency,
        "outlet" => Words::Outlet,
        "stamp" => Words::Stamp,
        "not-place" => Words::NotPlace,
        "name-link" => Words::NameLink,
        _ => return None,
    })
}

/// Small letters and straight apostrophes, in a buffer of the caller's; long words are nothing.
fn fold<'b>(word: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    if word.len() <= 24 {
        buffer.extend(word.chars().map(folded));
    }
    buffer
}

fn same_spelling(a: &str, b: &str) -> bool {
    a.chars().map(folded).eq(b.chars().map(folded))
}

fn same(text: &str, word: &str) -> bool {
    text.len() <= 24 && text.chars().map(folded).eq(word.chars().map(folded))
}

fn folded(c: char) -> char {
    match c {
        '’' => '\'',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// `example.com` or `name@example.com`.
fn is_address(word: &str) -> bool {
    let domain = word.rsplit('@').next().unwrap_or(word);
    domain.split_once('.').is_some_and(|(host, tld)| {
        host.len() > 1 && tld.len() > 1 && tld.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
    })
}
