use super::*;
use crate::read::names;

/// The chains of an article's names: spellings in order of appearance, joined by " = ", one entity a line.
fn chains(text: &str) -> String {
    let layout = Layout::new(text);
    let (mentions, entities) = resolve(&layout, names::recognizer().names(&layout), &mut []);
    let lines = entities.iter().map(|e| {
        let names = e.mentions.iter().map(|&m| &mentions[m as usize]).filter(|m| m.form == Form::Name);
        names.map(|m| m.span.of(text)).collect::<Vec<_>>().join(" = ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn surnames_join_the_full_name_before_them() {
    assert_eq!(
        chains(
            "The envoy met Olena Marchenko on Monday. Later Marchenko praised the talks. Mrs. Marchenko left early."
        ),
        "Olena Marchenko = Marchenko = Marchenko"
    );
}

#[test]
fn transliterations_are_one_person_and_other_given_names_are_not() {
    assert_eq!(
        chains(
            "Today Volodymyr Tkachenko spoke. Vladimir Tkachenko was late. His brother Petro Tkachenko stayed away."
        ),
        "Volodymyr Tkachenko = Vladimir Tkachenko\nPetro Tkachenko"
    );
}

#[test]
fn a_town_has_two_spellings_and_a_demonym_its_country() {
    assert_eq!(
        chains("They left Kiev for Warsaw. The Polish minister returned to Kyiv, and Poland paid."),
        "Kiev = Kyiv\nWarsaw\nPolish = Poland"
    );
}
