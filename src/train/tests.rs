use super::annotated::Annotated;
use super::corpus::{Article, Guideline, Kind};
use super::names::{self, Recipe};
use super::{loglinear, quotations};
use crate::read::Layout;

/// Articles from text with names marked as ⟦P Ada Byron⟧, ⟦O …⟧, ⟦L …⟧.
fn articles(marked: &[&str]) -> Vec<Article> {
    let article = |(i, marked): (usize, &&str)| {
        let (mut text, mut names) = (String::new(), Vec::new());
        for (n, part) in marked.split(['⟦', '⟧']).enumerate() {
            let (kind, words) = if n % 2 == 1 { part.split_once(' ').unwrap_or(("", part)) } else { ("", part) };
            let start = text.len();
            text.push_str(words);
            if let Some(kind) = ["P", "O", "L"].iter().position(|k| *k == kind) {
                names.push((start, text.len(), Kind::Known(kind)));
            }
        }
        Article { id: i.to_string(), text, names, guideline: Guideline::Ours, weight: 1.0 }
    };
    marked.iter().enumerate().map(article).collect()
}

#[test]
fn a_few_sentences_teach_their_names_the_same_way_twice() {
    let lessons = articles(&[
        "The mayor, ⟦P Orla Quint⟧, spoke in ⟦L Vessby⟧ on Monday. ⟦P Quint⟧ thanked the ⟦O Harbour Board⟧.",
        "In ⟦L Vessby⟧ the ⟦O Harbour Board⟧ met ⟦P Orla Quint⟧. The board said little.",
        "“We paid,” said ⟦P Quint⟧. The ⟦O Harbour Board⟧ of ⟦L Vessby⟧ did not.",
        "Rain fell in ⟦L Vessby⟧. The ⟦O Harbour Board⟧ closed, said ⟦P Orla Quint⟧.",
    ]);
    let recipe = Recipe { rows: 16, least: 1, epochs: 20, ..Recipe::default() };
    let file = names::train(&lessons, &recipe);
    assert_eq!(file, names::train(&lessons, &recipe));

    let model = names::trained(file).expect("weights that were just packed");
    let text = "The Harbour Board met in Vessby, and Orla Quint spoke.";
    let found: Vec<String> =
        model.names(&Layout::new(text)).iter().map(|n| format!("{} {}", n.kind.as_str(), n.span.of(text))).collect();
    assert_eq!(found, ["organization Harbour Board", "place Vessby", "person Orla Quint"]);
}

/// Quotations of which ⟦the speaker⟧ is marked, one a paragraph.
fn quoting(marked: &[&str]) -> Annotated {
    let (mut text, mut quotations) = (String::new(), Vec::new());
    for marked in marked {
        let start = text.chars().count();
        let at = |mark: char| marked.chars().filter(|c| !"⟦⟧".contains(*c) || *c == mark).position(|c| c == mark);
        let [from, to, open, close] = ['⟦', '⟧', '“', '”'].map(|mark| start + at(mark).expect("the mark"));
        quotations.push(serde_json::json!({
            "kind": "direct", "start": open, "end": close + 1, "speaker": { "start": from, "end": to }, "cue": null,
        }));
        text.extend(marked.chars().filter(|c| !"⟦⟧".contains(*c)));
        text.push_str("\n\n");
    }
    serde_json::from_value(serde_json::json!({ "text": text, "quotations": quotations })).expect("an annotated article")
}

#[test]
fn a_few_quotations_teach_their_speakers_the_same_way_twice() {
    let lessons = quotations::lessons(&quoting(&[
        "“We paid for the quay,” said ⟦Orla Quint⟧ in Vessby.",
        "“The board did not,” ⟦Petra Holm⟧ said on Monday.",
        "⟦Orla Quint⟧ said on Tuesday: “The harbour is ours, and Vessby knows it.”",
        "“Nobody asked us,” said ⟦Petra Holm⟧, and left Vessby.",
    ]));
    assert_eq!(lessons.len(), 4);
    let recipe = loglinear::Recipe { seed: 7, orders: 2, epochs: 6, rate: 0.1, decay: 0.01, rare: 2, least: 0.02 };
    let table = quotations::learn(&lessons, &[], &recipe);
    assert_eq!(table, quotations::learn(&lessons, &[], &recipe));
    let weight = |name: &str| {
        let row = table.lines().find_map(|row| row.strip_prefix(name)?.strip_prefix('\t'));
        row.map_or(0, |weight| weight.parse::<i32>().expect("a number"))
    };
    assert!(weight("rule") > 0, "{table}");
    assert!(weight("NONE") < 0, "{table}");
}
