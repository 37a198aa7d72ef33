//! The reader's word above the machine's: words that somebody said are a name of some type, or no name.

use super::Name;
use crate::read::{Decided, EntityType, Layout, Word};
use crate::text::{Span, Tidied};

/// The names of an article after what somebody decided. Words said to be a name are one wherever they stand as whole
/// words, and take the place of what the recogniser found there; a longer name that holds them is another name.
/// `text`: the layout's.
pub fn decided(layout: &Layout<'_>, text: &Tidied<'_>, mut names: Vec<Name>, decided: &Decided) -> Vec<Name> {
    if !decided.speaks_of_names() && decided.places().is_empty() {
        return names;
    }
    let places = places(text, decided);
    let mut said = if decided.speaks_of_names() { said(layout, text, decided) } else { Vec::new() };
    // What was said of one place goes before what was said of the words wherever they stand.
    said.retain(|(span, _)| !places.iter().any(|(place, _)| place.overlaps(*span)));
    said.extend(places);
    said.sort_unstable_by_key(|(span, _)| *span);
    let mut next = said.iter().peekable();
    let mut titles: Vec<(u32, Option<Span>)> = Vec::new();
    names.retain(|name| {
        while next.next_if(|(span, _)| span.end <= name.span.start).is_some() {}
        let overlapping = next.peek().filter(|(span, _)| span.start < name.span.end && name.span.len() <= span.len());
        titles.extend(overlapping.filter(|(span, _)| *span == name.span).map(|(span, _)| (span.start, name.title)));
        overlapping.is_none()
    });
    let named = said.iter().filter_map(|(span, kind)| {
        let at = names.partition_point(|name| name.span.end <= span.start);
        let free = names.get(at).is_none_or(|name| name.span.start >= span.end);
        let title = titles.binary_search_by_key(&span.start, |(start, _)| *start).ok().and_then(|at| titles[at].1);
        Some(Name { span: *span, kind: (*kind)?, title, confidence: 1.0 }).filter(|_| free)
    });
    let named: Vec<Name> = named.collect();
    names.extend(named);
    names.sort_by_key(|name| name.span.start);
    names
}

/// The places of which it was said that there is a name, or none: of two that overlap the one said last.
fn places(text: &Tidied<'_>, decided: &Decided) -> Vec<(Span, Option<EntityType>)> {
    let mut out: Vec<(Span, Option<EntityType>)> = Vec::new();
    for (anchor, word) in decided.places() {
        let kind = match word {
            Word::Name(kind) => Some(*kind),
            Word::NoName => None,
            _ => continue,
        };
        if let Some(span) = anchor.find(text) {
            out.retain(|(other, _)| !other.overlaps(span));
            out.push((span, kind));
        }
    }
    out
}

/// Where words stand of which something was said, in order, the longest of several at one place. `text`: the layout's.
fn said(layout: &Layout<'_>, text: &Tidied<'_>, decided: &Decided) -> Vec<(Span, Option<EntityType>)> {
    let mut out: Vec<(Span, Option<EntityType>)> = Vec::new();
    for paragraph in &layout.paragraphs {
        for token in layout.tokens_in(paragraph.tokens) {
            let start = text.offset(token.span.start) as usize;
            let rest = text.as_str().get(start..).unwrap_or("");
            let span = |words: &str| text.made_of(Span::new(start, start + words.len()));
            let ends_inside = |words: &str| {
                let behind = rest.get(words.len()..).and_then(|behind| behind.chars().next());
                words.ends_with(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
            };
            let fits = |words: &str| !ends_inside(words) && span(words).end <= paragraph.span.end;
            let Some((words, kind)) = decided.about(rest).find(|(words, _)| fits(words)) else { continue };
            if out.last().is_none_or(|(last, _)| last.end <= token.span.start) {
                out.push((span(words), kind));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of a text, each with its type.
    fn names(text: &str, said: &[(&str, Option<EntityType>)]) -> String {
        let mut decisions = Decided::default();
        said.iter().for_each(|(words, kind)| decisions.say(words, kind.map_or(Word::NoName, Word::Name)));
        let layout = Layout::new(text);
        let names = decided(&layout, &Tidied::new(text), super::super::recognizer().names(&layout), &decisions);
        let shown = names.iter().map(|name| format!("{} ({})", name.span.of(text), name.kind.as_str()));
        shown.collect::<Vec<_>>().join(", ")
    }

    const TEXT: &str = "The envoy met Olena Marchenko in Warsaw. Marchenko said that spring in Warsawa and the Warsaw \
                        University were pleasant.";

    #[test]
    fn words_said_to_be_no_name_are_none() {
        assert_eq!(names("They met Olena Marchenko in Warsaw.", &[("Warsaw", None)]), "Olena Marchenko (person)");
    }

    #[test]
    fn words_said_to_be_a_name_are_one_as_whole_words_and_by_themselves() {
        let said = [("spring", Some(EntityType::Work)), ("Marchenko", Some(EntityType::Organization))];
        let found = names(TEXT, &said);
        assert!(found.contains("Olena Marchenko (person)"), "{found}");
        assert!(found.contains("Marchenko (organization), spring (work)"), "{found}");
        assert!(!names(TEXT, &[("pring", Some(EntityType::Work))]).contains("pring (work)"));
    }

    #[test]
    fn words_are_found_in_other_apostrophes_and_over_a_line_end_but_not_in_two_paragraphs() {
        let organization = Some(EntityType::Organization);
        for (words, text) in [
            ("zed O'Brien", "They saw zed O’Brien there."),
            ("zed O’Brien", "They saw zed O'Brien there."),
            ("zed moor", "They all were on the road for days and then saw that there was a zed\nmoor before them."),
        ] {
            let found = names(text, &[(words, organization)]);
            assert!(found.contains(" (organization)") && found.contains("zed"), "{words}: {found}");
        }
        assert_eq!(names("They saw a zed\n\nmoor.", &[("zed moor", organization)]), "");
    }

    #[test]
    fn words_of_letters_and_digits_without_a_space_are_looked_at_once() {
        let text = "1a".repeat(50_000);
        let mut decisions = Decided::default();
        decisions.say("1ab", Word::Name(EntityType::Product));
        assert_eq!(decided(&Layout::new(&text), &Tidied::new(&text), Vec::new(), &decisions), []);
        assert_eq!(names("The 1ab flew.", &[("1ab", Some(EntityType::Product))]), "1ab (product)");
    }

    #[test]
    fn the_last_word_counts() {
        let said = [("Warsaw", None), ("Warsaw", Some(EntityType::Event))];
        assert_eq!(names("They met in Warsaw.", &said), "Warsaw (event)");
    }
}
