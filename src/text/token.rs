//! Tokens of one paragraph.

use unicode_normalization::char::is_combining_mark;

use super::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and abbreviation dots: `Kyiv`, `U.S.`, `well-known`, `don’t`, `F-16s`.
    Word,
    /// A possessive or verbal clitic after a name or word: `’s`, `'s`, `’`.
    Clitic,
    /// Digits with inner separators: `200,000`, `3.5`, `2022`. A currency sign before and a percent sign behind are
    /// tokens of their own, and so are letters glued to digits (`483` `rd`, `24` `-` `hour`, `5` `p.m.`).
    Number,
    Url,
    /// `@handle`, `#tag`
    Handle,
    /// One quotation mark, bracket, dash, ellipsis, comma, currency sign, emoji…
    Punctuation,
}

/// A token of a paragraph; `span` counts from the paragraph's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// White space (NBSP included) or the paragraph's start stands before it.
    pub spaced: bool,
}

impl Token {
    #[inline]
    pub fn text(self, paragraph: &str) -> &str {
        self.span.of(paragraph)
    }
}

/// The tokens of one paragraph, in order, not overlapping; what lies between them is white space and invisible
/// characters (zero-width spaces, soft hyphens, direction marks). An invisible character inside a word is inside its
/// span, but does not split it. Linear in the length of the paragraph.
pub fn tokens(paragraph: &str) -> Vec<Token> {
    if !paragraph.is_ascii() && paragraph.contains(is_invisible) {
        return tokens_around_invisible(paragraph);
    }
    Lexer {
        text: paragraph,
        at: 0,
        out: Vec::with_capacity(paragraph.len() / BYTES_A_TOKEN + 4),
        open_singles: 0,
        after_number: false,
    }
    .run()
}

/// Characters without width: they neither separate words nor belong to them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Read the text without its invisible characters, then move the spans back to where they were.
fn tokens_around_invisible(paragraph: &str) -> Vec<Token> {
    let mut visible = String::with_capacity(paragraph.len());
    // Where the offsets of `visible` and `paragraph` start to differ by how much.
    let mut shifts = vec![(0, 0)];
    for (i, c) in paragraph.char_indices() {
        if is_invisible(c) {
            let shift = i + c.len_utf8() - visible.len();
            match shifts.last_mut() {
                Some(last) if last.0 == visible.len() => last.1 = shift,
                _ => shifts.push((visible.len(), shift)),
            }
        } else {
            visible.push(c);
        }
    }
    let mut out = tokens(&visible);
    let mut k = 0;
    for token in &mut out {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        while shifts.get(k + 1).is_some_and(|s| s.0 <= start) {
            k += 1;
        }
        let mut last = k;
        while shifts.get(last + 1).is_some_and(|s| s.0 < end) {
            last += 1;
        }
        token.span = Span::new(start + shifts[k].1, end + shifts[last].1);
        k = last;
    }
    out
}

/// What a word may have glued to its end without a space, as copied web text does.
const GLUED_ADDRESSES: [&str; 3] = ["http://", "https://", "pic.twitter.com/"];
/// Endings that are split off a word behind an apostrophe.
const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// There are seldom fewer.
pub(crate) const BYTES_A_TOKEN: usize = 5;

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    out: Vec<Token>,
    /// Single quotation marks opened and not closed: while there are any, `Ukrainians’` ends in a mark.
    open_singles: u32,
    /// The last tokens hang on a number without a space: `24-hour`, `15th-century`.
    after_number: bool,
}

impl<'a> Lexer<'a> {
    fn run(mut self) -> Vec<Token> {
        let mut spaced = true;
        loop {
            if let Some(end) = self.plain_word() {
                self.out.push(Token { span: Span::new(self.at, end), kind: TokenKind::Word, spaced });
                self.after_number &= !spaced;
                (self.at, spaced) = (end, false);
            }
            let Some(c) = self.peek(self.at) else { break };
            if c.is_whitespace() {
                self.at += c.len_utf8();
                spaced = true;
                continue;
            }
            let start = self.at;
            let (kind, end) = self.token(c, start, spaced);
            self.after_number = match kind {
                TokenKind::Number => true,
                TokenKind::Word => self.after_number && !spaced,
                TokenKind::Punctuation => self.after_number && !spaced && is_hyphen(c),
                _ => false,
            };
            self.out.push(Token { span: Span::new(start, end), kind, spaced });
            self.at = end;
            spaced = false;
        }
        self.out
    }

    /// The end of a word of nothing but plain letters, if one starts here and what stands behind it ends any word: most
    /// tokens are such, and need no closer look.
    #[inline]
    fn plain_word(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letters = bytes.get(self.at..)?.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let end = self.at + letters;
        (letters > 0 && matches!(bytes.get(end), Some(b' ' | b',' | b';' | b')' | b'!' | b'?' | b'"'))).then_some(end)
    }

    /// The kind and end of the token that starts at `start` with `c`.
    fn token(&mut self, c: char, start: usize, spaced: bool) -> (TokenKind, usize) {
        if let Some(end) = self.url(start) {
            return (TokenKind::Url, end);
        }
        if c.is_alphabetic() && !is_apostrophe(c) {
            return self.word(start, !spaced && self.after_number);
        }
        if c.is_numeric() || c == '.' && spaced && self.ascii_digit(start + 1) {
            return (TokenKind::Number, self.number(start));
        }
        if let Some(end) = self.handle(c, start) {
            return (TokenKind::Handle, end);
        }
        if is_apostrophe(c)
            && let Some(end) = self.clitic(c, start, spaced)
        {
            return (TokenKind::Clitic, end);
        }
        self.count_singles(c, start, spaced);
        (TokenKind::Punctuation, self.punctuation(c, start))
    }

    #[inline]
    fn peek(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    #[inline]
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    fn ascii_digit(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    fn is(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        self.peek(at).is_some_and(test)
    }

    // ---- words

    /// A word and what makes it one: inner hyphens, apostrophes and dots. Behind a number only its letters count.
    fn word(&self, start: usize, glued: bool) -> (TokenKind, usize) {
        let mut at = start;
        // The part since the last hyphen, apostrophe or dot: where it starts, and whether dots came before it.
        let (mut part, mut dotted) = (start, false);
        while let Some(c) = self.peek(at) {
            let next = at + c.len_utf8();
            if is_apostrophe(c) {
                if !self.is(next, char::is_alphabetic) || self.clitic_letters(next).is_some() {
                    break;
                }
                part = next;
            } else if c.is_alphabetic() {
                if at > start && self.glued_address(at, c) {
                    break;
                }
            } else if c.is_numeric() {
                if glued && c.is_ascii_digit() {
                    break;
                }
            } else if is_hyphen_in_word(c) {
                if glued || !self.is(next, |d| d.is_alphanumeric() && !is_apostrophe(d)) {
                    break;
                }
                (part, dotted) = (next, false);
            } else if c == '.' {
                match self.dot(start, part, at, dotted, glued) {
                    Dot::Outside => break,
                    Dot::Last => return (TokenKind::Word, next),
                    Dot::Hyphen => (part, dotted) = (next, false),
                    Dot::Initial => (part, dotted) = (next, true),
                    Dot::Domain => part = next,
                }
            } else if c == '&' {
                let before = self.rest(part).get(..at - part).and_then(|p| p.chars().next_back());
                if !(before.is_some_and(char::is_uppercase) && self.is(next, char::is_uppercase)) {
                    break;
                }
            } else if c == '@' {
                return (TokenKind::Word, self.mail_domain(next).unwrap_or(at));
            } else if c == '_' {
                if !self.is(next, char::is_alphanumeric) {
                    break;
                }
            } else if c == '/' && is_host(&self.text[start..at]) && self.is(next, char::is_alphanumeric) {
                return (TokenKind::Url, self.url_end(next));
            } else if c.is_ascii() || !is_combining_mark(c) {
                break;
            }
            at = next;
        }
        (TokenKind::Word, at)
    }

    /// What the dot at `at` is to the word from `start`, whose last part starts at `part`.
    fn dot(&self, start: usize, part: usize, at: usize, dotted: bool, glued: bool) -> Dot {
        let (before, after) = (&self.text[part..at], self.letters(at + 1));
        let follows = self.peek(at + 1 + after.len());
        let single = is_single(before);
        let upper = before.chars().all(char::is_uppercase);
        let lower_after = after.chars().all(char::is_lowercase);
        let opens_word = part == start || self.text[start..part].ends_with(".-");
        if is_single(after) {
            let initials = single && (dotted || opens_word || upper); // U.S., a.m., J.D., non-U.S.
            let degree = !dotted && before.len() <= 3 && !upper && follows == Some('.'); // Ph.D.
            return if initials || degree { Dot::Initial } else { Dot::Outside };
        }
        if after.is_empty() {
            // One more dot is an ellipsis; and a letter that ends everything is no initial: “Plan B.”
            let ends = || !self.rest(at + 1).contains(char::is_alphanumeric);
            let initial = single && (dotted || upper && opens_word && !glued && !ends());
            return match (follows, self.peek(at + 2)) {
                (Some('.'), _) => Dot::Outside,
                _ if !initial => Dot::Outside,
                (Some('-'), Some(c)) if c.is_alphanumeric() && !glued => Dot::Hyphen, // U.S.-led, J.-P.
                _ => Dot::Last,
            };
        }
        if dotted || single && upper && opens_word && !glued && !lower_after {
            return if single { Dot::Last } else { Dot::Outside }; // J.Smith, U.S.based: the space is missing
        }
        let mail = follows == Some('@'); // jane.Roe@example.org
        let domain = mail || lower_after && (after.len() <= 4 || matches!(follows, Some('.' | '/'))); // t.co, Booking.com
        let shouted = upper && !single && after.len() <= 4 && after.bytes().all(|b| b.is_ascii_uppercase()); // HARBOUR.NET
        if (domain || shouted) && !glued { Dot::Domain } else { Dot::Outside }
    }

    /// The letters from `at`, at most some dozens of them.
    fn letters(&self, at: usize) -> &'a str {
        let rest = self.rest(at);
        let end = rest
            .char_indices()
            .take(32)
            .find(|(_, c)| !c.is_alphabetic() || is_apostrophe(*c))
            .map_or_else(|| rest.char_indices().nth(32).map_or(rest.len(), |(i, _)| i), |(i, _)| i);
        &rest[..end]
    }

    fn glued_address(&self, at: usize, c: char) -> bool {
        matches!(c, 'h' | 'H' | 'p') && GLUED_ADDRESSES.iter().any(|a| starts_with(self.rest(at), a))
    }

    /// The end of a mail address whose `@` ends at `at`.
    fn mail_domain(&self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..];
        let domain = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        let domain = self.text[at..at + domain].trim_end_matches(['.', '-']);
        (domain.contains('.') && !domain.starts_with('.')).then(|| at + domain.len())
    }

    // ---- clitics

    /// The letters of a clitic at `at`, if they end there.
    fn clitic_letters(&self, at: usize) -> Option<usize> {
        let letters = self.letters(at);
        let known = letters.len() <= 2 && CLITICS.iter().any(|c| letters.eq_ignore_ascii_case(c));
        let end = at + letters.len();
        let ends = !self.is(end, |c| c.is_alphanumeric() && !is_apostrophe(c) || !c.is_ascii() && is_combining_mark(c));
        (known && ends).then_some(end)
    }

    /// The end of the clitic that starts with the apostrophe at `start`.
    fn clitic(&self, c: char, start: usize, spaced: bool) -> Option<usize> {
        let next = start + c.len_utf8();
        if let Some(end) = self.clitic_letters(next) {
            // Behind a space only `’s` can be one; anything else may open a quotation.
            return (!spaced || end - next == 1 && starts_with(self.rest(next), "s")).then_some(end);
        }
        let last = self.out.last().filter(|t| !spaced && t.kind == TokenKind::Word && t.span.len() > 1)?;
        let plural = last.text(self.text).ends_with(['s', 'S']) && matches!(c, '\'' | '’') && self.open_singles == 0;
        let rest = self.rest(next);
        let before_word = rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_alphanumeric);
        (plural && before_word).then_some(next)
    }

    fn count_singles(&mut self, c: char, start: usize, spaced: bool) {
        let before_letter = self.is(start + c.len_utf8(), |d| !d.is_whitespace() && !d.is_numeric());
        let behind_mark = self.out.last().is_none_or(|t| t.kind == TokenKind::Punctuation);
        match c {
            '‘' | '‚' if before_letter => self.open_singles += 1,
            '\'' if before_letter && (spaced || behind_mark) => self.open_singles += 1,
            '\'' | '’' => self.open_singles = self.open_singles.saturating_sub(1),
            _ => {}
        }
    }

    // ---- numbers, addresses, handles, marks

    fn number(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        if !self.ascii_digit(at) && bytes.get(at) != Some(&b'.') {
            while self.is(at, |c| c.is_numeric() && !c.is_ascii()) {
                at += self.peek(at).map_or(1, char::len_utf8);
            }
            return at;
        }
        while let Some(&b) = bytes.get(at) {
            let inner = match b {
                b',' => self.group(at + 1),
                b'.' => self.ascii_digit(at + 1),
                _ => b.is_ascii_digit(),
            };
            if !inner {
                break;
            }
            at += 1;
        }
        at
    }

    /// Digits behind a comma that belong to the number before it: three of them (1,000), or two before another group
    /// (10,00,000).
    fn group(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let digits = bytes[at..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        digits == 3 || digits == 2 && bytes.get(at + 2) == Some(&b',') && self.ascii_digit(at + 3)
    }

    fn url(&self, start: usize) -> Option<usize> {
        let rest = self.rest(start);
        let head = match rest.as_bytes().first()? {
            b'h' | b'H' => ["https://", "http://"].into_iter().find(|a| starts_with(rest, a))?,
            b'w' | b'W' => Some("www.").filter(|a| starts_with(rest, a))?,
            b'p' => Some("pic.twitter.com/").filter(|a| starts_with(rest, a))?,
            _ => return None,
        };
        let body = start + head.len();
        self.is(body, char::is_alphanumeric).then(|| self.url_end(body))
    }

    /// The end of an address that goes on at `at`, without the punctuation of the sentence around it.
    fn url_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let is_part = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%|".contains(c);
        let mut body = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        // Brackets that the address opened itself stay: …/Kyiv_(city)
        let mut open = body.matches('(').count() as i64 - body.matches(')').count() as i64;
        while let Some(last) = body.chars().next_back() {
            match last {
                ')' if open >= 0 => break,
                ')' => open += 1,
                '(' => open -= 1,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '[' | ']' | '*' | '|' => {}
                _ => break,
            }
            body = &body[..body.len() - 1];
        }
        at + body.len()
    }

    fn handle(&self, c: char, start: usize) -> Option<usize> {
        if !matches!(c, '@' | '#') {
            return None;
        }
        let rest = self.rest(start + 1);
        let in_tag = |c: char| c.is_alphanumeric() || c == '_' || !c.is_ascii() && is_combining_mark(c);
        let name = &rest[..rest.find(|c| !in_tag(c)).unwrap_or(rest.len())];
        let named = if c == '@' { !name.is_empty() } else { name.contains(char::is_alphabetic) };
        named.then(|| start + 1 + name.len())
    }

    /// One mark; runs of dots, dashes and the two-character quotation marks are one token, and so is an emoji with
    /// its modifiers.
    fn punctuation(&self, c: char, start: usize) -> usize {
        let rest = self.rest(start);
        let run = |limit: usize| rest.chars().take(limit).take_while(|&d| d == c).count() * c.len_utf8();
        let end = match c {
            '.' | '—' | '-' => run(usize::MAX),
            '\'' | '`' => run(2),
            _ => c.len_utf8(),
        };
        let modifiers = |d: char| !d.is_ascii() && (is_combining_mark(d) || ('\u{1f3fb}'..='\u{1f3ff}').contains(&d));
        let tail = &rest[end..];
        start + end + tail.find(|d| !modifiers(d)).unwrap_or(tail.len())
    }
}

/// What a dot is to the word before it.
enum Dot {
    /// The end of a sentence, or of something else.
    Outside,
    /// The word's last character.
    Last,
    /// An abbreviation's last dot before a hyphen: the word goes on.
    Hyphen,
    Initial,
    Domain,
}

fn is_single(part: &str) -> bool {
    part.len() == 1 || part.chars().take(2).count() == 1
}

fn is_host(word: &str) -> bool {
    let tld = word.rsplit_once('.').map_or("", |(_, tld)| tld);
    (2..=6).contains(&tld.len()) && tld.bytes().all(|b| b.is_ascii_lowercase())
}

/// ASCII case aside.
fn starts_with(text: &str, head: &str) -> bool {
    text.as_bytes().get(..head.len()).is_some_and(|t| t.eq_ignore_ascii_case(head.as_bytes()))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '\u{2bc}' | '′' | '＇')
}

/// Hyphens that words may have inside: also U+2010 and U+2011.
pub(crate) fn is_hyphen_in_word(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_hyphen(c: char) -> bool {
    is_hyphen_in_word(c) || matches!(c, '–' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens parted by `|` where they touch and by a space where there is space; clitics, numbers, addresses and
    /// handles carry their initial.
    fn render(text: &str) -> String {
        let mut out = String::new();
        for (i, t) in tokens(text).iter().enumerate() {
            out += if i == 0 { "" } else { if t.spaced { " " } else { "|" } };
            out += match t.kind {
                TokenKind::Clitic => "c:",
                TokenKind::Number => "n:",
                TokenKind::Url => "u:",
                TokenKind::Handle => "h:",
                TokenKind::Word => "",
                TokenKind::Punctuation => ".",
            };
            out += t.text(text);
        }
        out
    }

    #[track_caller]
    fn check(text: &str, rendered: &str) {
        assert_eq!(render(text), rendered);
    }

    #[test]
    fn abbreviations_and_names_are_one_word() {
        check("the U.S., at 5 a.m. in D.C.", "the U.S.|., at n:5 a.m. in D.C.");
        check("F-16s, NATO-Ukraine al-Rubaie’s B2B COVID-19", "F-16s|., NATO-Ukraine al-Rubaie|c:’s B2B COVID-19");
        check("O’Neill don’t D'Arcy Sana‘a", "O’Neill don’t D'Arcy Sana‘a");
        check("J. D. Smith, J.D. Smith, J.Smith, J.-P. Roe", "J. D. Smith|., J.D. Smith|., J.|Smith|., J.-P. Roe");
        check("Plan B. It is Plan B.", "Plan B. It is Plan B|..");
        check("a U.S.-led, non-U.S. Ph.D. of AT&T", "a U.S.-led|., non-U.S. Ph.D. of AT&T");
        check("Mr. Gen. end.Next", "Mr|.. Gen|.. end|..|Next");
        check("Київ і Львів, القدس، 東京", "Київ і Львів|., القدس|.، 東京");
    }

    #[test]
    fn clitics_are_split_off() {
        check("Ukraine’s U.S.’s UKRAINE'S 2023’s NATO`s", "Ukraine|c:’s U.S.|c:’s UKRAINE|c:'S n:2023|c:’s NATO|c:`s");
        check("he’ll I’m they've it’s", "he|c:’ll I|c:’m they|c:'ve it|c:’s");
        check("Ukrainians’ hope", "Ukrainians|c:’ hope");
        check("‘the Ukrainians’ hope", ".‘|the Ukrainians|.’ hope");
        check("“Spring”’s end, the allies’.", ".“|Spring|.”|c:’s end|., the allies|.’|..");
        check("in the ’90s, 1990s", "in the .’|n:90|s|., n:1990|s");
    }

    #[test]
    fn numbers_stand_apart_from_signs_and_letters() {
        check(
            "$75 €1,000.50 3.5% 2½ 1,2 2022,2023",
            ".$|n:75 .€|n:1,000.50 n:3.5|.% n:2|n:½ n:1|.,|n:2 n:2022|.,|n:2023",
        );
        check(
            "483rd 15th-16th 10k $12.3m 24-hour-long",
            "n:483|rd n:15|th|.-|n:16|th n:10|k .$|n:12.3|m n:24|.-|hour|.-|long",
        );
        check("two-week 5km² 4x4 .5 -5 10,00,000 5p.m.", "two-week n:5|km² n:4|x|n:4 n:.5 .-|n:5 n:10,00,000 n:5|p.m.");
        check("9/11 10:30 12.03.2024", "n:9|./|n:11 n:10|.:|n:30 n:12.03.2024");
    }

    #[test]
    fn marks_are_one_token_each() {
        check("``So...'' — “well…” --no", ".``|So|....|.'' .— .“|well|.…|.” .--|no");
        check("(yes)[?!]", ".(|yes|.)|.[|.?|.!|.]");
        check("👍🏽 ❤️ e\u{301}a", ".👍🏽 .❤️ e\u{301}a");
    }

    #[test]
    fn addresses_and_handles() {
        check("paintinghttps://t.co/x1 — Roe", "painting|u:https://t.co/x1 .— Roe");
        check("(see www.example.org/a_(b).) HARBOUR.NET", ".(|see u:www.example.org/a_(b)|..|.) HARBOUR.NET");
        check(
            "@Roe: #Kyiv #1 jane.Doherty@y.org pic.twitter.com/a1",
            "h:@Roe|.: h:#Kyiv .#|n:1 jane.Doherty@y.org u:pic.twitter.com/a1",
        );
    }

    #[test]
    fn invisible_characters_split_nothing_and_keep_offsets() {
        check("\u{feff}Ky\u{ad}iv\u{200b} fell\u{a0}so\u{202f}fast", "Ky\u{ad}iv fell so fast");
        let text = "a\u{200b}\u{200b}b c\u{200d}’s";
        check(text, "a\u{200b}\u{200b}b c|c:’s");
    }

    #[test]
    fn long_paragraphs_take_linear_time() {
        for piece in ["a.", "’s", "http://", "x'y", "((", "...", "1,", "@a.", "U.S.", "\u{200b}a", "a/b.co/", "-", "́"]
        {
            let text = piece.repeat(20_000);
            assert!(tokens(&text).iter().all(|t| !t.text(&text).is_empty()));
        }
    }
}
