//! Quotation marks as they stand in a paragraph, with what their glyph and their neighbours say of their role.

use crate::text::Span;

/// Marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// “ ”, and „ “ or „ ” where the article has „.
    Curly,
    /// " and its full-width form, and ″ in its place.
    Straight,
    /// Two single marks for one double: `` '', '' '', ‘‘ ’’.
    Tick,
    /// « », in either order.
    Guillemet,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
    Either,
}

/// A double quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub span: Span,
    pub family: Family,
    /// What the glyph is for.
    pub glyph: Role,
    /// What its neighbours ask for.
    pub context: Role,
    /// Only white space stands before it in its paragraph.
    pub first: bool,
    /// White space (or nothing) before it, and behind it.
    pub gaps: (bool, bool),
    /// A digit directly before it: perhaps inches or minutes.
    pub after_digit: bool,
    /// A sentence mark directly before it: , . ! ? …
    pub after_stop: bool,
    /// It is „.
    pub low: bool,
}

/// A single quotation mark that may open or close; apostrophes inside words are none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    pub span: Span,
    pub opens: bool,
    pub closes: bool,
    /// It closes behind a sentence mark, so it is no apostrophe.
    pub sure: bool,
    /// It stands behind an s and before a lower-case word: perhaps a possessive, the workers’ rights.
    pub possessive: bool,
    pub first: bool,
}

/// All marks of a paragraph, in order. `base` is where the paragraph starts in the article.
pub(super) fn scan(paragraph: &str, base: u32, doubles: &mut Vec<Mark>, singles: &mut Vec<Single>) {
    let bytes = paragraph.as_bytes();
    let mut markup = Markup::default();
    let mut i = 0;
    while i < bytes.len() {
        // The first bytes of all marks: ASCII ones, « », the General Punctuation block, full-width ＂.
        let width = match bytes[i] {
            b'"' | b'\'' | b'`' | b'<' | 0xC2 | 0xE2 | 0xEF => glyph(&paragraph[i..]),
            _ => None,
        };
        let Some((width, kind)) = width else {
            i += 1;
            while !paragraph.is_char_boundary(i) {
                i += 1;
            }
            continue;
        };
        let sides = Sides::of(paragraph, i, width);
        let span = Span::new(i, i + width).shift(base);
        match kind {
            Kind::Markup => i = markup.skip(bytes, i),
            Kind::Double(family, glyph, low) => {
                if !(family == Family::Straight && markup.holds(bytes, i)
                    || sides.inches(paragraph, i)
                    || sides.garbled())
                {
                    doubles.push(sides.mark(span, family, glyph, low, paragraph[..i].trim_start().is_empty()));
                }
                i += width;
            }
            Kind::Single(glyph) => {
                if let Some(single) = sides.single(span, glyph, paragraph, i, i + width) {
                    singles.push(single);
                }
                i += width;
            }
        }
    }
}

enum Kind {
    Double(Family, Role, bool),
    Single(Role),
    Markup,
}

/// The mark at the start of `text`, with its width in bytes.
fn glyph(text: &str) -> Option<(usize, Kind)> {
    use Family::*;
    if text.starts_with("``") {
        return Some((2, Kind::Double(Tick, Role::Open, false)));
    }
    if text.starts_with("''") {
        return Some((2, Kind::Double(Tick, Role::Either, false)));
    }
    if text.starts_with("’’") {
        return Some((6, Kind::Double(Tick, Role::Close, false)));
    }
    if text.starts_with("‘‘") {
        return Some((6, Kind::Double(Tick, Role::Open, false)));
    }
    let c = text.chars().next()?;
    let kind = match c {
        '“' | '‟' => Kind::Double(Curly, Role::Open, false),
        '„' => Kind::Double(Curly, Role::Open, true),
        '”' => Kind::Double(Curly, Role::Close, false),
        '"' | '＂' | '″' => Kind::Double(Straight, Role::Either, false),
        '«' => Kind::Double(Guillemet, Role::Open, false),
        '»' => Kind::Double(Guillemet, Role::Close, false),
        '‘' | '‚' | '‛' | '`' | '‹' => Kind::Single(Role::Open),
        '’' | '›' => Kind::Single(Role::Close),
        '\'' => Kind::Single(Role::Either),
        '<' => Kind::Markup,
        _ => return None,
    };
    Some((c.len_utf8(), kind))
}

/// The characters beside a mark.
struct Sides {
    left: Option<char>,
    right: Option<char>,
}

impl Sides {
    fn of(paragraph: &str, at: usize, width: usize) -> Sides {
        let mut before = paragraph[..at].chars().rev();
        let (left, right) = (before.next(), paragraph[at + width..].chars().next());
        // A space may part two closing marks: ‘I pay.’ ”
        let single = before.next().filter(|c| matches!(c, '\'' | '’'));
        let apart = left.is_some_and(char::is_whitespace) && right.is_none_or(char::is_whitespace);
        Sides { left: single.filter(|_| apart).or(left), right }
    }

    fn blank_left(&self) -> bool {
        self.left.is_none_or(char::is_whitespace)
    }

    fn blank_right(&self) -> bool {
        self.right.is_none_or(char::is_whitespace)
    }

    /// UTF-8 read as Windows-1252: â€œ, Ã¢â‚¬â„¢.
    fn garbled(&self) -> bool {
        self.left.is_some_and(|l| "âÃÅ€¬".contains(l))
    }

    fn may_open(&self) -> bool {
        (self.blank_left() || self.left.is_some_and(|l| "([{—–-‘'/>“\"‹:*…".contains(l)))
            && self.right.is_some_and(|r| r.is_alphanumeric() || "[($£€.…‘'’#@-–—¿¡&<“\"_*".contains(r))
    }

    fn may_close(&self) -> bool {
        !self.blank_left() && (self.blank_right() || self.right.is_some_and(|r| ".,;:!?)]}—–-’'”\"/*<…".contains(r)))
    }

    fn mark(&self, span: Span, family: Family, glyph: Role, low: bool, first: bool) -> Mark {
        let context = match (self.may_open(), self.may_close()) {
            (true, false) => Role::Open,
            (false, true) => Role::Close,
            _ => Role::Either,
        };
        Mark {
            span,
            family,
            glyph,
            context,
            first,
            gaps: (self.blank_left(), self.blank_right()),
            after_digit: self.left.is_some_and(|l| l.is_ascii_digit()),
            after_stop: self.left.is_some_and(|l| ",.!?…;".contains(l)),
            low,
        }
    }

    /// Feet and inches, minutes and seconds: 6'3", 6’2”, 40° 26′ 46″.
    fn inches(&self, paragraph: &str, at: usize) -> bool {
        let digit = |c: &char| c.is_ascii_digit();
        if !self.left.is_some_and(|l| digit(&l)) {
            return false;
        }
        let mut before = paragraph[..at].chars().rev().take(8).skip_while(|c| digit(c) || matches!(c, '.' | ' '));
        before.next().is_some_and(|c| matches!(c, '\'' | '’' | '′')) && before.next().is_some_and(|c| digit(&c))
    }

    fn single(&self, span: Span, glyph: Role, paragraph: &str, at: usize, end: usize) -> Option<Single> {
        let inner = self.left.is_some_and(char::is_alphanumeric) && self.right.is_some_and(char::is_alphanumeric);
        if inner {
            return None;
        }
        let opens = glyph != Role::Close
            && (self.blank_left() || self.left.is_some_and(|l| "([“\"—–-:/".contains(l)))
            && self.right.is_some_and(|r| r.is_alphanumeric() || "[$£€#@.…“\"".contains(r))
            && !super::words::elided(&paragraph[end..]);
        let closes = glyph != Role::Open && !self.blank_left() && !self.right.is_some_and(char::is_alphanumeric);
        if !opens && !closes {
            return None;
        }
        let next = paragraph[end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
        Some(Single {
            span,
            opens,
            closes,
            sure: closes && self.left.is_some_and(|l| ",.!?…;".contains(l)),
            possessive: closes && self.left == Some('s') && next.is_some_and(char::is_lowercase),
            first: paragraph[..at].trim_start().is_empty(),
        })
    }
}

/// Marks inside tags and attributes are markup: <a href="…">, class="…".
#[derive(Default)]
struct Markup {
    /// A value's closing mark is still to come before this byte.
    value_until: usize,
    /// No tag opens before this byte: what was looked at is not looked at again.
    no_tag_until: usize,
}

impl Markup {
    const TAG: usize = 400;

    /// Where reading goes on behind a `<`.
    fn skip(&mut self, bytes: &[u8], at: usize) -> usize {
        let tag = bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/');
        if !tag || at < self.no_tag_until {
            return at + 1;
        }
        let window = &bytes[at + 1..bytes.len().min(at + Self::TAG)];
        match window.iter().position(|b| matches!(b, b'<' | b'>' | b'\n')) {
            Some(end) if window[end] == b'>' => at + 1 + end + 1,
            Some(_) => at + 1,
            None => {
                self.no_tag_until = at + 1 + window.len();
                at + 1
            }
        }
    }

    /// A straight mark around an attribute's value.
    fn holds(&mut self, bytes: &[u8], at: usize) -> bool {
        if at < self.value_until {
            self.value_until = 0;
            return true;
        }
        let name = at >= 2 && bytes[at - 1] == b'=' && bytes[at - 2].is_ascii_alphanumeric();
        if name {
            self.value_until = at + 1 + Self::TAG;
        }
        name
    }
}
