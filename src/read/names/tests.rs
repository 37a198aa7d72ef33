use super::*;

/// The text with its names marked: ⟦P Olena Marchenko⟧, a title before as ⟨Prime Minister⟩.
pub fn marked(text: &str) -> String {
    let layout = Layout::new(text);
    let mut out = String::new();
    let mut at = 0;
    for name in recognizer().names(&layout) {
        if let Some(title) = name.title {
            out += &text[at..title.start as usize];
            out += &format!("⟨{}⟩", title.of(text));
            at = title.end as usize;
        }
        let kind = match name.kind {
            EntityType::Place => "L",
            EntityType::Product => "R",
            kind => &kind.as_str()[..1].to_uppercase(),
        };
        out += &text[at..name.span.start as usize];
        out += &format!("⟦{kind} {}⟧", name.span.of(text));
        at = name.span.end as usize;
    }
    out + &text[at..]
}

#[track_caller]
fn check(expected: &str) {
    let plain: String = expected.replace("⟦P ", "⟦").replace("⟦O ", "⟦").replace("⟦L ", "⟦").replace("⟦G ", "⟦");
    let plain = plain.replace("⟦E ", "⟦").replace("⟦R ", "⟦").replace("⟦W ", "⟦");
    let plain: String = plain.chars().filter(|c| !matches!(c, '⟦' | '⟧' | '⟨' | '⟩')).collect();
    assert_eq!(marked(&plain), expected);
}

#[test]
fn titles_are_outside_and_kept() {
    check(
        "On Friday ⟨Deputy Defense Minister⟩ ⟦P Hanna Sirko⟧ met ⟨Sen.⟩ ⟦P Joe Falk⟧ and ⟦O NATO⟧ ⟨Secretary General⟩ ⟦P Jens Storm⟧.",
    );
}

#[test]
fn possessives_are_outside_and_demonyms_are_groups() {
    check("The ⟦G Polish⟧ envoy praised ⟦L Ukraine⟧’s army, and ⟦L U.S.⟧ officials agreed with ⟦L US⟧-led allies.");
}

#[test]
fn a_country_between_an_office_and_its_holder_is_neither() {
    check("Talks with Prime Minister of ⟦L Poland⟧ ⟦P Hanna Sirko⟧ went on for hours in the capital.");
    check("On Monday former Energy Minister of ⟦L Norway⟧ ⟦P Hanna Lund⟧ came back to the ministry.");
}

#[test]
fn an_event_of_the_tables_is_found_whatever_the_weights_say() {
    check("She wrote a book about the ⟦E Anschluss⟧ and another about the ⟦E Velvet Revolution⟧, and sold neither.");
}

#[test]
fn a_word_at_the_head_of_a_sentence_needs_evidence() {
    check("Meanwhile the talks went on. Officials said so. ⟦P Marchenko⟧ left, after ⟦P Olena Marchenko⟧ had spoken.");
}

#[test]
fn names_compose_by_their_words() {
    check(
        "The ⟦O Ministry of Foreign Affairs⟧ and the ⟦O Northgate Institute⟧ wrote to ⟦O Harbour Lines Inc.⟧ about the ⟦L Sea of Azov⟧.",
    );
}

#[test]
fn what_has_ministries_and_prime_ministers_is_a_country() {
    let treated = [
        "The accusation was rejected by Orbinia’s foreign ministry.",
        "The talks with the prime minister of Orbinia went on.",
        "A convoy of Orbinian lorries was turned back.",
        "For the Orbinians nothing has changed.",
    ];
    for sentence in treated {
        let text =
            format!("On Monday Orbinia reported six dead. {sentence}\n\nNobody told Orbinia why, officials said.");
        let marked = marked(&text);
        assert_eq!(
            marked.matches("⟦L Orbinia⟧").count(),
            text.matches("Orbinia").count() - text.matches("Orbinian").count(),
            "{marked}"
        );
        assert_eq!(marked.matches("⟦G Orbinian").count(), text.matches("Orbinian").count(), "{marked}");
    }
}

#[test]
fn what_is_somebodys_name_is_no_country() {
    let text = "Lavia Orbinia met the press. Orbinia said that Orbinia’s foreign ministry would answer.";
    assert!(!marked(text).contains("⟦L"), "{}", marked(text));
    let text = "On Monday Lydia Crane told police of a Lydian coin. Lydia said that she had found it.";
    assert!(!marked(text).contains("⟦L"), "{}", marked(text));
}

#[test]
fn capitals_everywhere_or_nowhere_hide_no_names() {
    check(
        "THE MAYOR OF ⟦L LONDON⟧, ⟦P ORLA QUINT⟧, MET ⟨PRESIDENT⟩ ⟦P PETRO SORKIN⟧ ON MONDAY. ⟦P QUINT⟧ THANKED ⟦O NATO⟧.",
    );
    check("the mayor of ⟦L london⟧, ⟦P orla quint⟧, met ⟦P petro sorkin⟧ on monday. the talks in ⟦L paris⟧ went on.");
}

#[test]
fn particles_initials_and_apostrophes_belong_to_names() {
    check(
        "On Monday ⟦P Ursula van der Leyden⟧, ⟦P Khalid al-Rubani⟧, ⟦P Sean O’Neall⟧ and ⟦P Fernando de la Rosa⟧ met ⟦P J. D. Marlow⟧ in ⟦L Berlin⟧. ⟦P Ol\u{200b}ena Marchenko⟧ wrote to them.",
    );
}

#[test]
fn a_surname_keeps_its_suffix_and_its_particles() {
    check(
        "⟦P Gerald Quint Jr.⟧ left on Monday. ⟦P Quint Jr.⟧ had met ⟨Mr.⟩ ⟦P el Karimi⟧ in ⟦L London⟧, ⟦P Hassan el Karimi⟧ said.",
    );
}

#[test]
fn articles_prefixes_and_possessives_of_companies_are_outside() {
    check(
        "The anti-⟦P Marchenko⟧ camp read The ⟦O New York Times⟧, said ⟦P Olena Marchenko⟧, the head of ⟦O Harbour Lines Inc⟧'s board.",
    );
}

#[test]
fn what_a_companys_name_starts_with_is_the_company_unless_somebody_is_called_so() {
    check(
        "⟦O Wexford Motor Corp⟧ said on Monday that ⟦O Wexford⟧ would hire 500 people. \"⟦O Wexford⟧ is growing,\" it said.",
    );
    check("⟦P Anna Wexford⟧ founded ⟦O Wexford Motor Corp⟧ in 1950. In 1970 ⟨Ms.⟩ ⟦P Wexford⟧ sold it.");
}

#[test]
fn a_hyphen_between_two_people_parts_them() {
    check(
        "⟦P Orla Quint⟧ met ⟦P Petro Marchenko⟧ on Monday. The ⟦P Quint⟧-⟦P Marchenko⟧ talks went on in ⟦L Paris⟧, and ⟦P Ann Lee-Marsh⟧ came too.",
    );
}

#[test]
fn in_another_language_only_what_is_sure_is_a_name() {
    let french = "Le maire a rencontré lundi la présidente de la région, Aurélie Marchand. Selon le Conseil régional, les \
                  travaux du port commenceront avant la fin de l’année, et la Société du Port paiera la moitié des coûts. \
                  Personne ne sait encore quand le chantier sera terminé.";
    assert!(!marked(french).contains("⟦O"), "{}", marked(french));
}

#[test]
fn any_hyphen_joins_words() {
    check(
        "Allies led by ⟦L US⟧\u{2011}trained officers and ⟦O NATO⟧\u{2010}led forces met ⟦P Jean\u{2011}Luc Moreau⟧ in ⟦L Paris⟧.",
    );
}

#[test]
fn any_text_will_do() {
    for text in ["", " ", "“", "’s", "Ünï çödé 🦀", "שלום עולם", "- - -", "A-", "-A", "Sen.", "of Of OF", "\u{0}"]
    {
        marked(text);
    }
    marked(&"Ab ".repeat(5_000));
    marked(&"Ab-".repeat(5_000));
    marked(&"of Ab and the ".repeat(2_000));
    for word in ["A", "a", "É", "Ab", "A.", "A’", "А\u{301}"] {
        marked(&format!("{} said so.", word.repeat(10_000)));
    }
}
