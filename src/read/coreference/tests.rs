use super::*;
use crate::read::{Context, Link, Reader, names};

/// The chains of an article's names: spellings in order of appearance, joined by " = ", one entity a line.
fn chains(text: &str) -> String {
    chains_of(text, |m| m.form == Form::Name)
}

/// The chains with descriptions and pronouns.
fn everything(text: &str) -> String {
    chains_of(text, |_| true)
}

fn chains_of(text: &str, wanted: impl Fn(&Mention) -> bool) -> String {
    let layout = Layout::new(text);
    let Resolved { mentions, entities, .. } = resolve(
        &layout,
        names::recognizer().names(&layout),
        &Teams::default(),
        &mut Said::default(),
        &mut Memo::default(),
    );
    let lines = entities.iter().map(|e| {
        let names = e.mentions.iter().map(|&m| &mentions[m as usize]).filter(|m| wanted(m));
        names.map(|m| m.span.of(text)).collect::<Vec<_>>().join(" = ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first mention that is no name, and who it is.
fn whom_it_means(word: &str, text: &str) -> Option<String> {
    let findings = Reader::new().read(text, &Context::default());
    let mention = findings.mentions.iter().find(|m| m.form != Form::Name && m.span.of(text) == word)?;
    Some(findings.entities[mention.entity.0 as usize].name.clone())
}

#[test]
fn what_is_quoted_and_pictures_do_not_part_a_pronoun_from_its_person() {
    let he = |between: &str| {
        let told = "Mayor Paul Brenner resigned on Monday.";
        let said = "“It was time to go. I am tired,” he said on the stairs of the town hall.";
        whom_it_means("he", &format!("{told}\n\n{between}{said}"))
    };
    assert_eq!(he("").as_deref(), Some("Paul Brenner"));
    assert_eq!(he("Photo: Office of the President of Norlandia / Press Pool\n\n").as_deref(), Some("Paul Brenner"));
    assert_eq!(he("Petro Tkachenko smiled.\n\n").as_deref(), Some("Petro Tkachenko"));
    assert_eq!(he("The town has paid for the hall since the war.\n\n"), None);
}

#[test]
fn a_pronoun_takes_up_who_speaks_and_who_opens_the_story() {
    let spoke = "Paul Brenner resigned.\n\n“It is bad,” Petro Tkachenko said, “and it will get worse.”\n\n";
    assert_eq!(whom_it_means("He", &format!("{spoke}He left the hall.")).as_deref(), Some("Petro Tkachenko"));
    let story = "Fans of Petro Tkachenko fill harbour\n\nMayor Paul Brenner opened the harbour on Monday.\n\n";
    assert_eq!(whom_it_means("He", &format!("{story}He thanked the crews.")).as_deref(), Some("Paul Brenner"));
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

#[test]
fn of_two_bearers_suffix_gender_and_rank_decide() {
    assert_eq!(
        chains(
            "Today Paul Brenner Jr. joined Paul Brenner and Anna Brenner. Brenner Jr. left. Mrs. Brenner stayed. \
             Later Brenner spoke."
        ),
        "Paul Brenner Jr. = Brenner Jr.\nPaul Brenner = Brenner\nAnna Brenner = Brenner"
    );
}

#[test]
fn family_names_may_come_first() {
    assert_eq!(
        chains("We met Pak Song and Kim Tae-il. Later Kim spoke with Ursula Heyden; Heyden smiled."),
        "Pak Song\nKim Tae-il = Kim\nUrsula Heyden = Heyden"
    );
}

#[test]
fn a_surname_of_several_words_is_one() {
    assert_eq!(
        chains("The coach Lodewijk van Straaten smiled. Van Straaten left. On Monday Mr. Straaten was back."),
        "Lodewijk van Straaten = Van Straaten = Straaten"
    );
    let name = PersonName::parse;
    assert!(name("Maria Elena Duarte Lopes").agrees(&name("Duarte Lopes")), "the last of her names");
    assert!(!name("Maria Elena Duarte Lopes").agrees(&name("Elena Lopes")), "her names with one left out");
}

#[test]
fn acronyms_and_short_forms_are_the_bodies_they_stand_for() {
    assert_eq!(
        chains(
            "The North Atlantic Treaty Organization met. NATO was quiet. Harbour Lines Inc. gained, and Harbour Lines paid."
        ),
        "North Atlantic Treaty Organization = NATO\nHarbour Lines Inc. = Harbour Lines"
    );
}

#[test]
fn a_description_is_the_only_holder_of_the_role() {
    assert_eq!(
        everything(
            "Ukrainian President Ihor Kovalenko met NATO Secretary General Jens Storm. The Ukrainian president smiled. \
             The president of Ukraine left. The former president stayed. A spokesman for the president waited."
        ),
        "Ukrainian = Ukrainian = Ukraine\nIhor Kovalenko = The Ukrainian president = The president of Ukraine = the president\n\
         NATO\nJens Storm"
    );
}

#[test]
fn who_commands_a_part_is_not_who_commands_the_whole() {
    assert_eq!(
        everything(
            "Ihor Sirko, the commander-in-chief of Ukraine’s armed forces, left. The commander of Ukraine stayed. The \
             commander of Ukraine’s navy was late."
        ),
        "Ihor Sirko = the commander-in-chief of Ukraine = The commander of Ukraine\nUkraine = Ukraine = Ukraine"
    );
}

#[test]
fn a_former_holder_is_the_one_just_spoken_of_who_holds_no_office() {
    let after = |sentence: &str| format!("{sentence} The former president has not said why.");
    assert_eq!(everything(&after("Ihor Kovalenko left early.")), "Ihor Kovalenko = The former president");
    assert_eq!(everything(&after("President Ihor Kovalenko left early.")), "Ihor Kovalenko");
    assert_eq!(everything(&after("Ihor Kovalenko met Paul Brenner.")), "Ihor Kovalenko\nPaul Brenner");
}

#[test]
fn he_and_she_only_where_one_can_be_meant() {
    assert_eq!(
        everything(
            "Olena Marchenko met Paul Brenner. She smiled and he left. Nobody knew why. In the evening he slept."
        ),
        "Olena Marchenko = She\nPaul Brenner = he"
    );
}

#[test]
fn roles_stand_before_and_behind_the_name() {
    let text = "Former Deputy Defense Minister Olena Marchenko met Ihor Sirko, the commander-in-chief of Ukraine’s army, \
                and Tim Falk.";
    let layout = Layout::new(text);
    let Resolved { entities, .. } = resolve(
        &layout,
        names::recognizer().names(&layout),
        &Teams::default(),
        &mut Said::default(),
        &mut Memo::default(),
    );
    let roles: Vec<String> = entities
        .iter()
        .flat_map(|e| {
            e.roles.iter().map(|r| format!("{}: {}{}", e.name, r.text, if r.office.former { " (former)" } else { "" }))
        })
        .collect();
    assert_eq!(
        roles,
        [
            "Olena Marchenko: Former Deputy Defense Minister (former)",
            "Ihor Sirko: commander-in-chief of Ukraine’s army"
        ]
    );
}

#[test]
fn i_in_a_quotation_is_its_speaker() {
    let text = "“I will not sell my farm,” Nadia Oreshko said. “He told me, ‘I pay,’” she said. I was there.";
    let findings = crate::read::Reader::new().read(text, &crate::read::Context::default());
    let said = findings.mentions.iter().filter(|m| m.link == Link::Speaker);
    let said = said.map(|m| format!("{} {}", m.span.of(text), findings.entities[m.entity.0 as usize].name));
    assert_eq!(said.collect::<Vec<_>>(), ["I Nadia Oreshko", "my Nadia Oreshko", "me Nadia Oreshko"]);
}

#[test]
fn a_body_is_known_without_its_trade_and_without_its_country() {
    assert_eq!(
        chains(
            "Shares of Veltrax Computer rose after Veltrax said on Monday it would open a plant. The Norwegian Coast \
             Police left. Ships of the Coast Police followed Veltrax Computer."
        ),
        "Veltrax Computer = Veltrax = Veltrax Computer\nNorwegian Coast Police = Coast Police"
    );
}

#[test]
fn a_direction_is_the_one_country_that_begins_with_it() {
    assert_eq!(
        chains("North Korea fired two missiles. The North said nothing, and South Korea protested."),
        "North Korea = North\nSouth Korea"
    );
}

/// Whom the program says a quotation's speaker to be.
fn speaker(text: &str) -> Option<String> {
    let findings = crate::read::Reader::new().read(text, &crate::read::Context::default());
    let entity = findings.quotations.first()?.speaker?.entity?;
    Some(findings.entities[entity.0 as usize].name.clone())
}

#[test]
fn who_speaks_for_somebody_is_not_him() {
    let after = |speaker: &str| format!("Ada Byron met NATO. “We will not sell the mill this year,” said {speaker}.");
    assert_eq!(speaker(&after("a spokesman for Ada Byron")), None);
    assert_eq!(speaker(&after("a lawyer for President Ada Byron")), None);
    assert_eq!(speaker(&after("President Ada Byron")).as_deref(), Some("Ada Byron"));
    assert_eq!(speaker(&after("the director of the mill, Ada Byron")).as_deref(), Some("Ada Byron"));
    assert_eq!(speaker(&after("a spokesman for NATO")).as_deref(), Some("NATO"));
}

#[test]
fn people_of_a_country_are_not_the_country() {
    assert_eq!(
        chains(
            "Norway raised taxes on Monday. Two Norwegians left, and Norwegian families stayed. The Norwegian army was \
             paid. Every Norwegian, they said, would pay. The Norwegians raised taxes on Danish taxpayer money."
        ),
        "Norway = Norwegian = Norwegians\nNorwegians = Norwegian = Norwegian\nDanish"
    );
    assert_eq!(
        chains("Denmark sent a Danish and a Norwegian ship, and an American-made one."),
        "Denmark = Danish\nNorwegian\nAmerican"
    );
}
