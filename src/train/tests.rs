use super::corpus::{Article, Guideline, Kind};
use super::names::{self, Recipe};
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
    let recipe = Recipe { rows: 12, epochs: 20, ..Recipe::default() };
    let file = names::train(&lessons, &recipe);
    assert_eq!(file, names::train(&lessons, &recipe));

    let model = names::trained(file);
    let text = "The Harbour Board met in Vessby, and Orla Quint spoke.";
    let found: Vec<String> =
        model.names(&Layout::new(text)).iter().map(|n| format!("{} {}", n.kind.as_str(), n.span.of(text))).collect();
    assert_eq!(found, ["organization Harbour Board", "place Vessby", "person Orla Quint"]);
}
