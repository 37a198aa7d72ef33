//! Which figures are compared at all; what is reported of them stands in the fixtures of `figure/conflict`.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::date;
use rust_decimal::Decimal;

use super::extent::slip;
use super::{MOST, MOST_PAIRS};
use crate::corpus::Index;
use crate::corpus::sample::article;

/// How many figures of the first of some articles of one day contradict another one.
fn conflicts(texts: &[String]) -> usize {
    let mut index = Index::new();
    for (i, text) in texts.iter().enumerate() {
        index.add(article(format!("{i:03}.txt"), Some(date(2024, 3, 14)), text));
    }
    let corpus = index.snapshot();
    let first = corpus.articles().next().map(Arc::clone);
    first.map_or(0, |first| corpus.figure_conflicts(&first).len())
}

fn fire(town: &str, dead: usize) -> String {
    format!("The fire in {town} killed {dead} passengers of a bus.\n\n")
}

/// A table of other fires, each told in a sentence of its own.
fn others(count: usize) -> String {
    (0..count).fold(String::new(), |mut out, n| {
        let _ = write!(out, "In the year before the mine of Ripon had paid {} passengers.\n\n", 1_000 + 50 * n);
        out
    })
}

#[test]
fn a_table_is_not_compared_and_neither_are_its_figures_with_others() {
    let (this, that) = (fire("Leeds", 48), fire("Leeds", 84));
    assert_eq!(conflicts(&[this.clone(), that.clone()]), 1);
    assert_eq!(conflicts(&[this.clone() + &that]), 1);
    assert_eq!(conflicts(&[this.clone() + &that + &others(MOST - 2)]), 1);
    assert_eq!(conflicts(&[this.clone() + &that + &others(MOST - 1)]), 0);
    assert_eq!(conflicts(&[this.clone() + &others(MOST), that.clone()]), 0);
    assert_eq!(conflicts(&[this, that + &others(MOST)]), 0);
}

#[test]
fn a_day_of_many_events_is_not_compared() {
    let day = |others: usize| {
        let others = (0..others).map(|_| fire("Leeds", 84));
        let texts: Vec<String> = [fire("Leeds", 48)].into_iter().chain(others).collect();
        conflicts(&texts)
    };
    assert_eq!((day(MOST_PAIRS), day(MOST_PAIRS + 1)), (1, 0));
}

#[test]
fn what_both_say_of_a_figure_is_no_difference() {
    let told = |which: &str, dead: u32| format!("The fire in Leeds killed {which}{dead} passengers of a bus.\n\n");
    assert_eq!(conflicts(&[told("a further ", 48), told("an additional ", 84)]), 1);
    assert_eq!(conflicts(&[told("a further ", 48), told("a total of ", 84)]), 0);
    assert_eq!(conflicts(&[told("a further ", 48), told("", 84)]), 0);
}

#[test]
fn what_rose_to_a_number_is_not_above_it() {
    let stands = |dead| fire("Leeds", dead);
    let rose = |dead: u32| format!("The toll of the fire in Leeds rose to {dead} killed passengers of a bus.\n\n");
    assert_eq!(conflicts(&[stands(84), rose(48)]), 1);
    assert_eq!(conflicts(&[stands(48), rose(84)]), 0);
}

#[test]
fn the_same_number_of_something_else_explains_nothing() {
    let (this, that) = (fire("Leeds", 48), fire("Leeds", 84));
    assert_eq!(conflicts(&[this.clone() + "Dozens of passengers wept.", that.clone()]), 1);
    assert_eq!(conflicts(&[this.clone() + "The street has 84 houses.", that.clone()]), 1);
    assert_eq!(conflicts(&[this + "Rescuers looked for 84 passengers.", that]), 0);
}

#[test]
fn numbers_that_cannot_be_reckoned_with_are_no_slips() {
    assert_eq!(slip(Decimal::MAX, Decimal::MIN), None);
    assert_eq!(slip(Decimal::ONE, Decimal::ZERO), None);
    assert_eq!(slip(48.into(), 84.into()), Some(36.into()));
    assert_eq!(slip(7.into(), 7_000.into()), Some(6_993.into()));
    assert_eq!(slip(7.into(), 70_007.into()), None);
}
