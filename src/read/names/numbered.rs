//! Products that go by their maker and a number: "the Boeing 737", "five Boeing 737s".

use super::Name;
use crate::data::words_of;
use crate::read::fold::plain;
use crate::read::{EntityType, Layout};
use crate::text::{Span, TokenKind};

const WORDS: &str = include_str!("../../data/product_words.tsv");

/// Words between "the" and the name at most: "the *last* Boeing 717".
const BETWEEN: usize = 1;

/// Make products of the bodies with such a number behind them, or at their end.
pub(super) fn settle(layout: &Layout<'_>, names: &mut [Name]) {
    for i in 0..names.len() {
        let name = &names[i];
        let next = names.get(i + 1).map_or(u32::MAX, |next| next.span.start);
        if name.kind == EntityType::Organization
            && let Some(end) = number(layout, name.span).filter(|end| *end <= next)
        {
            names[i] = Name { span: Span { end, ..name.span }, kind: EntityType::Product, title: None, ..*name };
        }
    }
}

/// The end of the number that a product is called by.
fn number(layout: &Layout<'_>, name: Span) -> Option<u32> {
    let (first, last) = (layout.token_at(name.start), layout.token_at(name.end.checked_sub(1)?));
    // The number is in the name, or behind it.
    let at = if first < last && is_model(layout, last) { last } else { last + 1 };
    let number = layout.tokens.get(at).filter(|t| is_model(layout, at) && t.spaced)?.span;
    let gap = layout.text.get(layout.tokens.get(at.checked_sub(1)?)?.span.end as usize..number.start as usize)?;
    let plural = layout.tokens.get(at + 1).filter(|t| !t.spaced && t.span.of(layout.text) == "s");
    let end = plural.map_or(number.end, |s| s.span.end);
    ((plural.is_some() || is_one(layout, first, at)) && !gap.contains('\n')).then_some(end)
}

/// Three digits.
fn is_model(layout: &Layout<'_>, token: usize) -> bool {
    let number = layout.tokens.get(token).filter(|t| t.kind == TokenKind::Number);
    number.is_some_and(|t| t.span.len() == 3 && t.span.of(layout.text).bytes().all(|b| b.is_ascii_digit()))
}

/// "the Boeing 737 is": but not "the Lakers 104-98", "paid the Teamsters 400 new dollars".
fn is_one(layout: &Layout<'_>, first: usize, number: usize) -> bool {
    let is = |class, word: &str| words_of(WORDS, class).any(|known| known == word);
    let word = |n: usize| layout.tokens.get(number + n).filter(|t| t.kind == TokenKind::Word);
    let behind = (1..=COUNTED).map_while(word).map(|t| t.span.of(layout.text));
    let mut behind = behind.take_while(|word| !super::is_function_word(word));
    let counted = (1..=2).any(|n| layout.tokens.get(number + n).is_some_and(|t| t.kind == TokenKind::Number))
        || is("counted", layout.word(number + 1))
        || behind.any(|word| word.ends_with('s'));
    let before = |n: usize| first.checked_sub(n).map(|t| plain(layout.word(t)));
    let is_article = |n: usize| before(n).is_some_and(|word| is("before", &word));
    !counted && (1..=1 + BETWEEN).any(is_article)
}

/// What is counted is among so many words behind its number.
const COUNTED: usize = 4;

#[cfg(test)]
mod tests {
    use crate::read::{Context, EntityType, Reader};

    #[test]
    fn a_maker_and_a_number_name_a_product() {
        let text = "The airline Harbour Lines flew the last Boeing 717 to Leeds. Boeing built five Boeing 747s.\n\n\
                    The Lakers beat the Celtics 104-98, and the Lakers paid the Celtics 400 dollars. The Boeing 737’s \
                    engine failed. The ministry gave the Harbour Lines 300 new steel boats.";
        let findings = Reader::new().read(text, &Context::default());
        let products = findings.mentions.iter().filter(|m| m.kind == EntityType::Product);
        let products: Vec<&str> = products.map(|m| m.span.of(text)).collect();
        assert_eq!(products, ["Boeing 717", "Boeing 747s", "Boeing 737"]);
    }
}
