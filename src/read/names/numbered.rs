//! Products that go by their maker and a number: "the Boeing 737", "five Boeing 737s".

use super::Name;
use crate::data::words_of;
use crate::read::fold::plain;
use crate::read::{EntityType, Layout};
use crate::text::{Span, TokenKind};

const WORDS: &str = include_str!("../../data/product_words.tsv");

/// Words between "the" and the name at most: "the *last* Boeing 717".
const BETWEEN: usize = 1;

/// Make products of the bodies with such a number behind them.
pub(super) fn settle(layout: &Layout<'_>, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == EntityType::Organization) {
        if let Some(end) = number(layout, name.span) {
            *name = Name { span: Span { end, ..name.span }, kind: EntityType::Product, title: None, ..*name };
        }
    }
}

/// The end of the number that a product is called by.
fn number(layout: &Layout<'_>, maker: Span) -> Option<u32> {
    let next = layout.token_at(maker.end - 1) + 1;
    let number = layout.tokens.get(next).filter(|t| t.kind == TokenKind::Number && t.spaced)?.span;
    if number.len() != 3 || !number.of(layout.text).bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let same_line =
        || !layout.text.get(maker.end as usize..number.start as usize).is_some_and(|gap| gap.contains('\n'));
    let plural = layout.tokens.get(next + 1).filter(|t| !t.spaced && t.span.of(layout.text) == "s");
    let end = plural.map_or(number.end, |s| s.span.end);
    ((plural.is_some() || is_one(layout, layout.token_at(maker.start), next)) && same_line()).then_some(end)
}

/// "the Boeing 737 is": but not "the Lakers 104-98", "paid the Teamsters 400 dollars".
fn is_one(layout: &Layout<'_>, first: usize, number: usize) -> bool {
    let is = |class, word: &str| words_of(WORDS, class).any(|known| known == word);
    let counted = (1..=2).any(|n| layout.tokens.get(number + n).is_some_and(|t| t.kind == TokenKind::Number))
        || is("counted", layout.word(number + 1))
        || layout.word(number + 1).ends_with('s') && !super::is_function_word(layout.word(number + 1));
    let before = |n: usize| first.checked_sub(n).map(|t| plain(layout.word(t)));
    let is_article = |n: usize| before(n).is_some_and(|word| is("before", &word));
    !counted && (1..=1 + BETWEEN).any(is_article)
}

#[cfg(test)]
mod tests {
    use crate::read::{Context, EntityType, Reader};

    #[test]
    fn a_maker_and_a_number_name_a_product() {
        let text = "The airline Harbour Lines flew the last Boeing 717 to Leeds. Boeing built five Boeing 747s.\n\n\
                    The Lakers beat the Celtics 104-98, and the Lakers paid the Celtics 400 dollars.";
        let findings = Reader::new().read(text, &Context::default());
        let products = findings.mentions.iter().filter(|m| m.kind == EntityType::Product);
        let products: Vec<&str> = products.map(|m| m.span.of(text)).collect();
        assert_eq!(products, ["Boeing 717", "Boeing 747s"]);
    }
}
