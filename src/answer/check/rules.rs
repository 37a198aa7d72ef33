//! The one table of rules: `scholiast rules`, the reference page and every diagnostic come from it.

use crate::settings::Level;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    /// The level unless the settings say otherwise.
    pub level: Level,
    /// What it reports, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do, in a short paragraph.
    pub explanation: &'static str,
}

/// All rules, by code.
pub const RULES: &[Rule] = &[
    Rule {
        code: "date/age",
        level: Level::Warning,
        summary: "An age does not fit the year of birth beside it.",
        explanation: "A sentence gives somebody’s age and the day or year of birth, and on the article’s date nobody \
                      born then is that old. One of the two is wrong. Nothing is said where the article’s date is not \
                      known, nor of more than ten years: then the age is another’s.",
    },
    Rule {
        code: "date/impossible",
        level: Level::Warning,
        summary: "There is no such day.",
        explanation: "The month has fewer days, or the year is no leap year: “June 31”, “February 29, 2023”. Look the \
                      day up.",
    },
    Rule {
        code: "date/weekday",
        level: Level::Warning,
        summary: "A date fell on another weekday.",
        explanation: "The weekday and the date do not go together. A date without its year is taken to be the one \
                      nearest to the article’s date, and is only reported if it is within two months of that. \
                      Either the weekday or the date is a slip.",
    },
    Rule {
        code: "figure/conflict",
        level: Level::Off,
        summary: "Two numbers of one thing do not agree.",
        explanation: "The same is told twice, in one article or in two articles of the same day, with numbers that \
                      cannot both be right, and nothing says why they differ: no other speaker, no other time, no word \
                      such as “another” or “earlier”. One of them is a slip, or the sources disagree and a reader \
                      should know. Tables, and days of very many articles, are left out. Off unless asked for: it is meant for accounts of one event, and in a folder of \
                      much news most of what it finds are two things.",
    },
    Rule {
        code: "figure/conversion",
        level: Level::Warning,
        summary: "A measure and its conversion in parentheses differ.",
        explanation: "“125 kilometers (65 miles)”: the second number should be the first in another unit. Both may be \
                      rounded as much as their last digit says, and be off by eight percent besides; beyond that one \
                      of them is wrong.",
    },
    Rule {
        code: "figure/parts",
        level: Level::Warning,
        summary: "The numbers of a list do not add up to the number before it.",
        explanation: "“12 people: 7 men, 4 women and 2 children” makes 13. Only lists behind a colon, a dash or a \
                      parenthesis are added up, and only if nothing follows the last number. A sum that is off by more \
                      than a fifth is taken for a list that does not name all.",
    },
    Rule {
        code: "figure/percent-change",
        level: Level::Warning,
        summary: "A percentage does not fit the numbers it speaks of.",
        explanation: "“Rose 12 percent to $60 million from $50 million”: the change from the one number to the other \
                      is another one, also if all three are rounded.",
    },
    Rule {
        code: "figure/style",
        level: Level::Hint,
        summary: "A number, date or time is not written as the style of the chosen newsroom wants it.",
        explanation: "Only with the setting `houseStyle` (`check --house-style`), and only for what the guide of the \
                      newsroom is known to say on the article’s date: “5 people”, “8:00 a.m.”, “$10 to $15 billion”, \
                      “February 14”. The message names the rule and where it stands. Words in quotation marks, \
                      headlines and names are left alone. The fix writes the words as the style does, where that is \
                      certain.",
    },
    Rule {
        code: "name/ambiguous",
        level: Level::Off,
        summary: "A surname alone fits two people of the article.",
        explanation: "Two people of one surname are named in full in a paragraph, and then the surname stands there \
                      alone. Give the first name, or a title. Off unless asked for: readers often know which of the two is \
                      meant.",
    },
    Rule {
        code: "name/first-reference",
        level: Level::Hint,
        summary: "Somebody is called by a surname and never introduced.",
        explanation: "The article gives no first name, title or office of somebody whom it quotes: once if other articles \
                      know such a person, else twice. Readers who come from elsewhere do not know who that is. Surnames \
                      that the news uses of one person alone are not reported. Introduce the person at the first \
                      mention.",
    },
    Rule {
        code: "name/house-style",
        level: Level::Hint,
        summary: "A name is not spelled as the style of the chosen newsroom wants it.",
        explanation: "Only with the setting `houseStyle` (`check --house-style`), and only for articles of the days \
                      since when the newsroom is known to spell the name so. Words in quotation marks are left alone, \
                      and so are phrases that keep the old spelling: chicken Kiev, “formerly known as Burma”. The fix \
                      writes the spelling of the style in the whole article.",
    },
    Rule {
        code: "name/inconsistent",
        level: Level::Warning,
        summary: "One person is spelled in two ways in one article.",
        explanation: "Readers take two spellings for two people, and searches find only one of them. The most frequent \
                      spelling of the article is taken to be meant; words in quotation marks are not looked at. Choose \
                      one spelling; the fix writes the most frequent one everywhere outside quotations.",
    },
    Rule {
        code: "name/typo",
        level: Level::Warning,
        summary: "A name is a slip away from one that stands in many places.",
        explanation: "The spelling stands nowhere else in the folder, no table knows it, and it differs by one letter \
                      (in long names two) from a name of the article, or of other articles, that stands there three \
                      times or more. Words in quotation marks are not looked at. The fix writes the frequent spelling.",
    },
    Rule {
        code: "quote/no-speaker",
        level: Level::Information,
        summary: "It is not said who speaks quoted words.",
        explanation: "A sentence of eight words or more stands in quotation marks, and neither its paragraph nor, where \
                      it fills that, the ones above and below say that anybody speaks. Name the speaker, or say where \
                      the words were published.",
    },
    Rule {
        code: "quote/repeated",
        level: Level::Information,
        summary: "The same words are quoted twice in one article.",
        explanation: "At least six words stand in quotation marks in two places, neither of them a headline, the \
                      opening paragraph or a pull quote. Often a paragraph was rewritten and the old one forgotten. \
                      Delete one, or paraphrase it.",
    },
    Rule {
        code: "quote/reworded",
        level: Level::Information,
        summary: "A statement is quoted in other words in another article.",
        explanation: "The same person is quoted with nearly the same words in another article of the same days, but \
                      some of them differ: one of the two was shortened, translated anew or mistyped. Compare both \
                      with the original.",
    },
    Rule {
        code: "quote/speaker-conflict",
        level: Level::Information,
        summary: "The same words are given to two people.",
        explanation: "At least six words are quoted word for word in two places, and a different person is said to \
                      speak them. One of the two may be a slip, or one quotes the other without saying so.",
    },
    Rule {
        code: "quote/unbalanced",
        level: Level::Warning,
        summary: "A quotation mark has no counterpart.",
        explanation: "A quotation is opened and never closed, closed and never opened, or two openings share one \
                      closing mark, so that nobody can tell where the quoted words end. Paragraphs of one long \
                      statement that each open with a mark are as they should be, and are not reported.",
    },
    Rule {
        code: "quote/unquoted-speech",
        level: Level::Warning,
        summary: "Words of a speaker stand outside the quotation marks.",
        explanation: "A quotation is closed, and the next sentence goes on in the first person before it says who \
                      speaks: the closing mark stands too early. Move it behind the last word that was said.",
    },
    Rule {
        code: "quote/wrong-mark",
        level: Level::Warning,
        summary: "A quotation is closed by the wrong mark.",
        explanation: "An opening mark stands where a closing one belongs, or the two marks are of different families: \
                      a slip of keyboard or conversion. Where straight and curly marks are mixed, one finding stands \
                      for the whole article. The fix writes the marks that belong there.",
    },
    Rule {
        code: "text/boilerplate",
        level: Level::Information,
        summary: "A paragraph is no part of the article.",
        explanation: "Source links, “read also” lines, newsletter offers and embedded posts come along when a page is \
                      copied. Their names, quotations and figures are not counted as the article’s. The fix deletes \
                      the paragraph.",
    },
    Rule {
        code: "text/duplicate",
        level: Level::Warning,
        summary: "A paragraph or headline stands twice.",
        explanation: "The same headline or the same paragraph of eight words or more is printed again further down. \
                      The fix deletes the repetition.",
    },
    Rule {
        code: "text/glued-words",
        level: Level::Warning,
        summary: "Two words are printed as one.",
        explanation: "A photo credit or an address is glued to the word before it: a space or a line break was lost \
                      when the page was copied. The fix separates them.",
    },
];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code == code)
}
