//! What styles would write otherwise: the words, an arrow, and what is wanted.

use std::collections::BTreeMap;

use super::*;
use crate::read::{Context, Reader};

const AMERICAN: [(Rule, &str); 13] = [
    (Rule::Small, "9"),
    (Rule::Large, "10"),
    (Rule::Million, "-"),
    (Rule::Scale, "-"),
    (Rule::Age, "-"),
    (Rule::Start, "-"),
    (Rule::Percent, "%"),
    (Rule::Noon, "-"),
    (Rule::Hour, "8 a.m."),
    (Rule::Month, "Feb. 14"),
    (Rule::Day, "-"),
    (Rule::Dollar, "$"),
    (Rule::Pound, "pounds"),
];

const BRITISH: [(Rule, &str); 6] = [
    (Rule::Small, "9"),
    (Rule::Noon, "-"),
    (Rule::Hour, "8am"),
    (Rule::Month, "14 February"),
    (Rule::Percent, "%"),
    (Rule::Money, "m"),
];

/// "5 → five | 8:00 a.m. → 8 a.m."
fn told(text: &str, style: &[(Rule, &'static str)]) -> String {
    let findings = Reader::new().read(text, &Context::default());
    let sentences: Vec<Span> = findings.sentences.iter().map(|s| s.span).collect();
    let passage = Passage { text, sentences: &sentences, figures: &findings.figures, times: &findings.times };
    let style: BTreeMap<Rule, &str> = style.iter().copied().collect();
    let found = departures(&passage, |rule| style.get(&rule).copied());
    let shown = |d: &Departure| format!("{} → {}", d.span.of(text), d.wanted.as_deref().unwrap_or("?"));
    found.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

#[test]
fn words_up_to_nine_and_figures_from_ten() {
    let rows = [
        ("The mayor met 5 farmers and twelve drivers.", "5 → five | twelve → 12"),
        ("The mayor met five farmers and 12 drivers.", ""),
        ("The wall stood for 6 years, the gate for thirty-two years.", "6 → six | thirty-two → 32"),
        ("It was a 3-year plan.", "3 → three"),
        // Figures everywhere: ages, measures, scores, labels, fractions, tables.
        ("A 5-year-old boy walked 3 miles to Gate 4 and won by 2 points.", ""),
        ("It is Article 5, page 3, and phase 2 trials.", ""),
        ("They waited 2½ hours and then 3 hours, 5 minutes and 2 seconds.", ""),
        ("He is one of the two who came in the eleventh hour.", ""),
        ("She was nearly two million votes ahead of two million people.", "two → 2 | two → 2"),
        ("The eight-year-old girl met a man of ten years.", "eight → 8 | ten → 10"),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &AMERICAN), expected, "{text}");
    }
}

#[test]
fn a_sentence_begins_with_a_word() {
    let text = "The gate was shut at night. 12 people climbed over the wall behind it.";
    assert_eq!(told(text, &AMERICAN), "12 → Twelve");
    assert_eq!(told("Twelve people climbed over the wall behind it.", &AMERICAN), "");
    assert_eq!(told("The gate was shut. 2019 was the year of the long drought.", &AMERICAN), "");
}

#[test]
fn both_ends_of_a_range_have_their_scale() {
    let rows = [
        ("The dam cost $10 to $15 billion.", "$10 to $15 billion → $10 billion to $15 billion"),
        ("The dam cost between $10 and $15 billion.", "$10 and $15 billion → $10 billion and $15 billion"),
        ("The dam cost $10 million to $15 million.", ""),
        ("The dam cost $600 to $1 million.", ""),
        ("The dam cost $10 million to $1 billion.", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &AMERICAN), expected, "{text}");
    }
}

#[test]
fn signs_are_those_of_the_style() {
    let rows = [
        ("Prices rose 5 percent, then 12 to 15 per cent.", "5 percent → 5% | 12 to 15 per cent → 12% to 15%"),
        ("Prices rose five percent, or 2 percentage points.", "five percent → 5%"),
        ("Prices rose by 5% and by 12%-15%.", ""),
        (
            "They paid 5 million dollars and £4 million.",
            "5 million dollars → $5 million | £4 million → 4 million pounds",
        ),
        ("They paid $5 million for a £4 million house.", "£4 million → ?"),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &AMERICAN), expected, "{text}");
    }
    let rows = [
        ("They paid £4 million and €3.5 billion to 4 million people.", "£4 million → £4m | €3.5 billion → €3.5bn"),
        ("They paid £4m and $3bn.", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &BRITISH), expected, "{text}");
    }
    let words = [(Rule::Percent, "percent")];
    assert_eq!(told("Prices rose 5% and five percent.", &words), "5% → 5 percent");
}

#[test]
fn clock_times_and_dates() {
    let rows = [
        ("The gate opens at 8:00 a.m. and shuts at 12 midnight.", "8:00 a.m. → 8 a.m. | 12 midnight → midnight"),
        ("The gate shuts at 7:30pm. Nobody came.", "7:30pm. → 7:30 p.m."),
        ("They met on February 14, 2023, and on March 3rd.", "February 14 → Feb. 14 | March 3rd → March 3"),
        ("They met on 14 February.", "14 February → Feb. 14"),
        ("They met on Feb. 14 and in February 2023.", ""),
        ("They met on Sep. 3, at noon.", "Sep. 3 → Sept. 3"),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &AMERICAN), expected, "{text}");
    }
    let rows = [
        ("The gate opens at 8:30 a.m. and shuts at 9 p.m.", "8:30 a.m. → 8.30am | 9 p.m. → 9pm."),
        ("They met on February 14 and recalled the attacks of September 11.", "February 14 → 14 February"),
        ("They met on 14 February.", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(told(text, &BRITISH), expected, "{text}");
    }
}

/// The other days of a list would have to move too.
#[test]
fn lists_of_days_are_left() {
    for text in ["They met on October 5 and 6 again.", "They met on October 5, 6 and 7.", "They met on October 5 or 6."]
    {
        assert_eq!(told(text, &BRITISH), "", "{text}");
    }
    assert_eq!(told("They met on October 5 and left.", &BRITISH), "October 5 → 5 October");
}
