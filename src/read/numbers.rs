//! What a paragraph says by numbers: both are read from one cutting into lexemes.

use super::Figure;
use super::figures::figures_in;
use super::numerals::Lexed;
use super::times::{TimeExpression, expressions_in};
use crate::text::{Span, Token};

/// The time expressions of one paragraph, and its figures: what a time covers is no figure. Spans count from the
/// paragraph's start.
pub fn numbers(paragraph: &str, tokens: &[Token]) -> (Vec<TimeExpression>, Vec<Figure>) {
    let lx = Lexed::new(paragraph, tokens);
    let times = expressions_in(&lx);
    let taken: Vec<Span> = times.iter().map(|e| e.span).collect();
    let figures = figures_in(&lx, &taken);
    (times, figures)
}
