//! Text as names are compared: white space folded to single spaces, typographic apostrophes straightened.

use std::borrow::Cow;

use super::Span;

/// A text of which the places can be told in the text that it was made of.
#[derive(Clone, Debug)]
pub struct Tidied<'t> {
    text: Cow<'t, str>,
    /// From which offset on the text runs along with which offset of the other: one for each change of their distance.
    steps: Vec<(u32, u32)>,
}

impl<'t> Tidied<'t> {
    /// White space at the ends is folded as well, and stays.
    pub fn new(text: &'t str) -> Tidied<'t> {
        let mut tidied = String::new();
        let mut steps = Vec::new();
        let mut kept = 0; // what lies before it is in `tidied`
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let to = match c {
                '’' | '‘' => '\'',
                c if c.is_whitespace() => ' ',
                _ => continue,
            };
            let mut end = at + c.len_utf8();
            while to == ' '
                && let Some((at, c)) = chars.next_if(|(_, c)| c.is_whitespace())
            {
                end = at + c.len_utf8();
            }
            if end == at + 1 && c == to {
                continue;
            }
            tidied.push_str(text.get(kept..at).unwrap_or(""));
            tidied.push(to);
            kept = end;
            if end > at + 1 {
                steps.push((tidied.len() as u32, end as u32));
            }
        }
        if kept == 0 {
            return Tidied { text: Cow::Borrowed(text), steps };
        }
        tidied.push_str(text.get(kept..).unwrap_or(""));
        Tidied { text: Cow::Owned(tidied), steps }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a span of it lies in the text that it was made of.
    pub fn made_of(&self, span: Span) -> Span {
        let there = |at: u32| {
            let step = self.steps.partition_point(|(tidy, _)| *tidy <= at).checked_sub(1);
            let (tidy, of) = step.and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
            of + (at - tidy)
        };
        Span { start: there(span.start), end: there(span.end) }
    }

    /// Where an offset of the text that it was made of lies in it.
    pub fn offset(&self, of: u32) -> u32 {
        let next = self.steps.partition_point(|(_, there)| *there <= of);
        let (tidy, there) = next.checked_sub(1).and_then(|step| self.steps.get(step)).copied().unwrap_or_default();
        let at = tidy + (of - there);
        self.steps.get(next).map_or(at, |(tidy, _)| at.min(*tidy))
    }
}

/// A name as written, white space folded to single spaces and typographic apostrophes straightened.
pub fn tidy(name: &str) -> String {
    let single = |word: &str| !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c == '’' || c == '‘');
    if name.split(' ').all(single) {
        return name.to_owned();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace(['’', '‘'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_in_tidied_text_is_told_in_the_text_itself() {
        let text = " Mr\u{a0}O’Brien \r\n met  Ada\n‘Lund’ ’ ";
        let tidied = Tidied::new(text);
        assert_eq!(tidied.as_str(), " Mr O'Brien met Ada 'Lund' ' ");
        for (words, of) in
            [("Mr O'Brien", "Mr\u{a0}O’Brien"), ("met Ada", "met  Ada"), ("Lund'", "Lund’"), ("' ", "’ ")]
        {
            let at = tidied.as_str().rfind(words).unwrap();
            let there = tidied.made_of(Span::new(at, at + words.len()));
            assert_eq!(there.of(text), of);
            assert_eq!(tidied.offset(there.start) as usize, at);
        }
        let same = "Ada Lund's dam";
        assert!(matches!(Tidied::new(same).text, Cow::Borrowed(_)));
        assert_eq!(Tidied::new(same).made_of(Span::new(4, 8)), Span::new(4, 8));
    }

    #[test]
    fn a_tidied_name_is_tidy() {
        for name in ["Ada O’Lund", " Ada \n Lund ", "Ada\u{2003}‘Lund’", "", "’"] {
            assert_eq!(Tidied::new(name).as_str().trim(), tidy(name));
        }
    }
}
