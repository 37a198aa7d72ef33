//! Articles of a few sentences, and what is found in them: one line a quotation, its kind, ⟦speaker⟧, ⟪cue⟫ and relay.

use expect_test::{Expect, expect};

use crate::read::{Layout, quotations};
use crate::text::Span;

/// One line for each quotation, two blanks further in for each one around it.
fn check(text: &str, expected: Expect) {
    let layout = Layout::new(text);
    let (quoted, _) = quotations::spans(&layout);
    let found = quotations::attribute(&layout, &quoted, &[]);
    let mut out = String::new();
    for q in &found {
        let mut depth = 0;
        let mut outer = q.inside;
        while let Some(i) = outer {
            depth += 1;
            outer = found[i as usize].inside;
        }
        out += &"  ".repeat(depth);
        out += &format!("{:?}", q.kind).to_lowercase();
        if let Some(speaker) = q.speaker {
            out += &format!(" ⟦{}⟧", speaker.span.of(text));
        }
        if let Some(cue) = q.cue {
            out += &format!(" ⟪{}⟫", cue.of(text));
        }
        if let Some(via) = q.via {
            out += &format!(" via ⟦{}⟧", via.span.of(text));
        }
        if q.continues.is_some() {
            out += " …";
        }
        out += &format!(" {}\n", q.span.of(text).replace('\n', "⏎"));
    }
    expected.assert_eq(&out);
}

/// The spans alone, one a line, and behind each the marks at fault in it.
fn check_marks(text: &str, expected: Expect) {
    let layout = Layout::new(text);
    let (quoted, faults) = quotations::spans(&layout);
    let mut out = String::new();
    for q in &quoted {
        let indent = if q.inside.is_some() { "  " } else { "" };
        let more = if q.continues.is_some() { "… " } else { "" };
        out += &format!("{indent}{more}{}\n", q.span.of(text));
    }
    for f in &faults {
        let at = Span::new(f.span.start as usize, f.span.end as usize);
        out += &format!("{:?} {} at {}", f.kind, at.of(text), at.start);
        out += &f.replacement.as_ref().map_or("\n".to_owned(), |r| format!(" → {r}\n"));
    }
    expected.assert_eq(&out);
}

#[test]
fn a_space_between_two_closing_marks_is_no_fault() {
    check_marks(
        "She said: \"One man told me, 'I pay for \"water\" here.' \"",
        expect![[r#"
            "One man told me, 'I pay for "water" here.' "
              'I pay for "water" here.'
              "water"
        "#]],
    );
}

#[test]
fn every_style_of_marks() {
    check_marks(
        "“One,” he said. \"Two,\" he said. ''Three,'' he said. ``Four,'' he said.",
        expect![[r#"
            “One,”
            "Two,"
            ''Three,''
            ``Four,''
        "#]],
    );
    check_marks(
        "Er sagte: „Fünf“ und „Sechs“.",
        expect![[r#"
            „Fünf“
            „Sechs“
        "#]],
    );
    check_marks(
        "Il a dit « sept » et «huit».",
        expect![[r#"
            « sept »
            «huit»
        "#]],
    );
    check_marks(
        "Han sagde »ni« og »ti«.",
        expect![[r#"
            »ni«
            »ti«
        "#]],
    );
    check_marks(
        "'Eleven,' she said. ‘Twelve’s the workers’ choice,’ he said.",
        expect![[r#"
            'Eleven,'
            ‘Twelve’s the workers’ choice,’
        "#]],
    );
}

#[test]
fn apostrophes_inches_and_markup_are_no_marks() {
    check_marks("It's the workers' hall, 6'2\" by 9'4”, built in the '90s for <a href=\"x\">'em all</a>.", expect![""]);
    check_marks("A 12\" pipe burst, the mayor said.", expect![""]);
}

#[test]
fn a_mark_turned_the_wrong_way() {
    check_marks(
        "It will end “within two days“ if all goes well. ”Never,” she said.",
        expect![[r#"
            “within two days“
            ”Never,”
            WrongWay “ at 30 → ”
            WrongWay ” at 52 → “
        "#]],
    );
}

#[test]
fn marks_of_two_families() {
    check_marks(
        "“We know,” he said. “We go,\" he said.",
        expect![[r#"
            “We know,”
            “We go,"
            Mismatched " at 33 → ”
        "#]],
    );
}

#[test]
fn quotations_in_quotations() {
    check_marks(
        "“The world will say: ‘Yes, it’s over.’ It is not,” she said.",
        expect![[r#"
            “The world will say: ‘Yes, it’s over.’ It is not,”
              ‘Yes, it’s over.’
        "#]],
    );
    check_marks(
        "“I told them: “Let us go,” he said.",
        expect![[r#"
            “I told them: “Let us go,”
              “Let us go,”
            SharedClose “ at 16
        "#]],
    );
}

#[test]
fn a_statement_over_several_paragraphs() {
    check_marks(
        "“We begin here, Roe said.\n\n“And we go on [in earnest].\n\n“And end,” she said.",
        expect![[r#"
            “We begin here, Roe said.
            … “And we go on [in earnest].
            … “And end,”
        "#]],
    );
    check_marks(
        "She read it out: \"We begin here.\n\nAnd end there,\" she said.",
        expect![[r#"
            "We begin here.
            … And end there,"
        "#]],
    );
}

#[test]
fn a_pulled_quote_with_its_name_before_the_closing_mark() {
    check_marks(
        "\"Nobody asked us.\n\nMara Voss, farmer\"\n\nThe dam was built in a year.",
        expect![[r#"
            "Nobody asked us.
        "#]],
    );
}

#[test]
fn marks_without_partner() {
    check_marks(
        "The mayor called it a “disaster and left.\n\nWe will rebuild,” he said later.\n\nIt is “over.\n\nNo marks here.",
        expect![[r#"
            “disaster and left.
            … We will rebuild,”
            “over.
            Unclosed “ at 87
        "#]],
    );
    check_marks(
        "Nobody came,” she said.",
        expect![[r#"
            Stray ” at 12
        "#]],
    );
}

#[test]
fn nothing_breaks_on_marks_alone() {
    for text in ["", "\"", "“", "””””", "“““““”", "''''''", "' ' '", "‘", "„“”»«", "\" \" \"", "😀“😀", "<\"<\"<=\"=\""]
    {
        let layout = Layout::new(text);
        let (quoted, _) = quotations::spans(&layout);
        assert_eq!(quotations::attribute(&layout, &quoted, &[]).len(), quoted.len());
    }
}

#[test]
fn the_speaker_behind() {
    check(
        "“We are late,” Mara Voss said. “So are you.”\n\n“Why?” asked the mayor of Orlen.\n\n“No,” he added.",
        expect![[r#"
            direct ⟦Mara Voss⟧ ⟪said⟫ “We are late,”
            direct ⟦Mara Voss⟧ ⟪said⟫ “So are you.”
            direct ⟦the mayor of Orlen⟧ ⟪asked⟫ “Why?”
            direct ⟦he⟧ ⟪added⟫ “No,”
        "#]],
    );
}

#[test]
fn the_speaker_before() {
    check(
        "Voss said on Monday that the bridge was “unsafe at any speed” and called its builder “a liar.”",
        expect![[r#"
            mixed ⟦Voss⟧ ⟪said⟫ “unsafe at any speed”
            mixed ⟦Voss⟧ ⟪called⟫ “a liar.”
        "#]],
    );
}

#[test]
fn the_one_who_speaks_for_somebody_is_no_one_else() {
    check(
        "“We are late,” wrote Mara Voss for the Morning Post.\n\n“We know,” said the father of Mara Voss from Leeds.\n\n\
         “The complaint is old,” Voss said.",
        expect![[r#"
            direct ⟦Mara Voss⟧ ⟪wrote⟫ “We are late,”
            direct ⟦the father of Mara Voss from Leeds⟧ ⟪said⟫ “We know,”
            direct ⟦Voss⟧ ⟪said⟫ “The complaint is old,”
        "#]],
    );
}

#[test]
fn single_marks_among_double_ones_hold_words_that_a_verb_leads_to() {
    check(
        "“We are late and it is raining,” Mara Voss said. “So it goes,” Voss said. She said her boat, ‘Petrel’, was lost. \
         She said ‘Harbour Lights’ had sold well, and called the plan ‘absurd’.\n\n“We know,” Voss said. “We tried,” \
         Voss said. “It failed,” Voss said. She said: ‘We lost.’",
        expect![[r#"
            direct ⟦Mara Voss⟧ ⟪said⟫ “We are late and it is raining,”
            direct ⟦Voss⟧ ⟪said⟫ “So it goes,”
            scare ‘Petrel’
            title ‘Harbour Lights’
            scare ‘absurd’
            direct ⟦Voss⟧ ⟪said⟫ “We know,”
            direct ⟦Voss⟧ ⟪said⟫ “We tried,”
            direct ⟦Voss⟧ ⟪said⟫ “It failed,”
            direct ⟦She⟧ ⟪said⟫ ‘We lost.’
        "#]],
    );
}

#[test]
fn the_relay_is_not_the_speaker() {
    check(
        "“We will stay,” Voss said, according to the mayor’s office.",
        expect![[r#"
            direct ⟦Voss⟧ ⟪said⟫ via ⟦the mayor’s office⟧ “We will stay,”
        "#]],
    );
    check(
        "Mayor Oskar Voss admitted on Monday that the work is going “nowhere this summer,” the BBC reports.",
        expect![[r#"
            mixed ⟦Oskar Voss⟧ ⟪admitted⟫ via ⟦BBC⟧ “nowhere this summer,”
        "#]],
    );
}
