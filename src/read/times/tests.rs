//! What is a time and what it means: a sentence in an article of a date, and `[span] value` of every time in it.

use super::{describe, expressions, resolve};
use crate::read::{DateBasis, Dateline, Layout, Time, expected};

fn read(text: &str, date: Option<&str>) -> Vec<Time> {
    let layout = Layout::new(text);
    let dateline = date.map(|d| Dateline { date: d.parse().unwrap(), basis: DateBasis::Given, span: None });
    resolve(&all(&layout), dateline.as_ref())
}

/// The expressions of all paragraphs, in the article's offsets.
fn all(layout: &Layout<'_>) -> Vec<super::TimeExpression> {
    let mut out = Vec::new();
    for paragraph in &layout.paragraphs {
        let body = paragraph.span.of(layout.text);
        let tokens = crate::text::tokens(body);
        let shift = paragraph.span.start;
        out.extend(
            expressions(body, &tokens).into_iter().map(|e| super::TimeExpression { span: e.span.shift(shift), ..e }),
        );
    }
    out
}

fn render(text: &str, date: Option<&str>) -> String {
    let one = |t: &Time| format!("[{}] {}", t.span.of(text), t.value.as_deref().unwrap_or("?"));
    read(text, date).iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// In an article of Thursday, 28 September 2023.
#[track_caller]
fn check(table: &[(&str, &str)]) {
    expected::check(table, |text| render(text, Some("2023-09-28")));
}

#[test]
fn calendar_dates() {
    check(&[
        ("On June 6, 2024, and 7 June 2024, it rained.", "[June 6, 2024] 2024-06-06 | [7 June 2024] 2024-06-07"),
        ("Wednesday, Sept. 20, 2023: calm.", "[Wednesday, Sept. 20, 2023] 2023-09-20"),
        ("It is set for June 15th-16th.", "[June 15th-16th] 2024-06-15/2024-06-16"),
        (
            "since October 2022, in 2014, the 1980s, the 21st century",
            "[October 2022] 2022-10 | [2014] 2014 | [the 1980s] 198 | [the 21st century] 20",
        ),
        ("from 1950-1953", "[1950] 1950 | [1953] 1953"),
        ("2023-09-01, 13/09/2023 and 05/06/2023", "[2023-09-01] 2023-09-01 | [13/09/2023] 2023-09-13 | [05/06/2023] ?"),
        ("the third quarter of 2019, summer 2018", "[the third quarter of 2019] 2019-Q3 | [summer 2018] 2018-SU"),
        ("through the first two quarters of 2019", "[the first two quarters of 2019] 2019-H1"),
        ("in the second and fourth quarters of 2019", "[the second] 2019-Q2 | [fourth quarters of 2019] 2019-Q4"),
        ("the 2nd and 3rd quarters of 2019", "[the 2nd] 2019-Q2 | [3rd quarters of 2019] 2019-Q3"),
        ("the first and third quarter of 2021", "[the first] 2021-Q1 | [third quarter of 2021] 2021-Q3"),
        ("the second and third quarters of the game", ""),
        ("the first and second prizes, a third and a quarter", ""),
        ("May I march? April Stone may march in May.", "[May] 2024-05"),
    ]);
}

#[test]
fn weekdays_look_back_unless_the_clause_looks_ahead() {
    check(&[
        ("He said Thursday that all was well.", "[Thursday] 2023-09-28"),
        ("On Tuesday, the village voted.", "[Tuesday] 2023-09-26"),
        ("The council will meet on Monday.", "[Monday] 2023-10-02"),
        ("A summit is scheduled for Tuesday.", "[Tuesday] 2023-10-03"),
        ("She will be named mayor at a meeting on Tuesday.", "[Tuesday] 2023-10-03"),
        ("Last Thursday and next Friday", "[Last Thursday] 2023-09-21 | [next Friday] 2023-10-06"),
        ("It broke late Tuesday night.", "[late Tuesday night] 2023-09-26TNI"),
        ("Black Friday, Friday Night Lights", ""),
    ]);
}

#[test]
fn counted_from_the_article() {
    check(&[
        ("yesterday, today and tomorrow", "[yesterday] 2023-09-27 | [today] 2023-09-28 | [tomorrow] 2023-09-29"),
        (
            "last week, this week, next month, last year",
            "[last week] 2023-W38 | [this week] 2023-W39 | [next month] 2023-10 | [last year] 2022",
        ),
        (
            "two weeks ago, 10 days ago, a year earlier",
            "[two weeks ago] 2023-W37 | [10 days ago] 2023-09-18 | [a year earlier] 2022",
        ),
        ("In July it fell; it was bought in November.", "[July] 2023-07 | [November] 2022-11"),
        ("Winter is near, as winter nears.", "[Winter] 2023-WI | [winter] 2023-WI"),
        ("last year’s spring offensive", "[last year] 2022 | [spring] 2022-SP"),
        ("It had been due to expire Friday.", "[Friday] 2023-09-22"),
        ("The truce was extended to Oct. 16.", "[Oct. 16] 2023-10-16"),
        (
            "Second-quarter profit fell from 4 cents a year earlier; sales in the quarter rose.",
            "[Second-quarter] 2023-Q2 | [a year earlier] 2022-Q2 | [the quarter] 2023-Q2",
        ),
        ("It closes by year-end; they live in the quarter.", "[year-end] 2023-12-31"),
        ("On Monday he came; by mid afternoon he had left.", "[Monday] 2023-09-25 | [mid afternoon] 2023-09-25TAF"),
        ("this morning and last night", "[this morning] 2023-09-28TMO | [last night] 2023-09-27TNI"),
        ("over the weekend", "[the weekend] 2023-W39-WE"),
    ]);
}

#[test]
fn the_time_of_writing() {
    check(&[
        (
            "Now it rains; it rained recently and will soon again.",
            "[Now] PRESENT_REF | [recently] PAST_REF | [soon] FUTURE_REF",
        ),
        (
            "Until now, more recently and in the past.",
            "[now] PRESENT_REF | [more recently] PAST_REF | [the past] PAST_REF",
        ),
        (
            "in the coming weeks, over the past few days, within the next three months",
            "[the coming weeks] FUTURE_REF | [the past few days] PAST_REF | [the next three months] P3M",
        ),
        ("in the past two weeks, in the near future", "[the past two weeks] P2W | [the near future] FUTURE_REF"),
        ("as soon as possible, soon after, too soon, now that it rains, the now-closed mill", ""),
        ("the future of the mill, in the past tense, Save Now Foundation, NOW", ""),
    ]);
}

#[test]
fn periods_of_a_report() {
    check(&[
        (
            "Second-quarter sales rose, and may rise into the fourth quarter. Costs fell from the year-ago period.",
            "[Second-quarter] 2023-Q2 | [the fourth quarter] 2023-Q4 | [the year-ago period] 2022-Q2",
        ),
        (
            "Third-quarter sales fell below last year’s quarter.",
            "[Third-quarter] 2023-Q3 | [last year’s quarter] 2022-Q3",
        ),
        ("In the year ended Aug. 31 it lost money.", "[the year] P1Y | [Aug. 31] 2023-08-31"),
        ("for the quarter ended Sept. 30", "[the quarter] P1Q | [Sept. 30] 2023-09-30"),
        (
            "In the year-ago quarter, the third quarter ended Nov. 30, it lost; in that ended Aug. 31 it did not.",
            "[the year-ago quarter] 2022 | [the third quarter] 2022-Q3 | [Nov. 30] 2021-11-30 | [Aug. 31] 2023-08-31",
        ),
        (
            "Third-quarter sales rose into the first half of 2031; this year’s costs fell, as in the year-ago quarter.",
            "[Third-quarter] 2023-Q3 | [the first half of 2031] 2031-H1 | [this year] 2023 | [the year-ago quarter] 2022-Q3",
        ),
        ("It rose in this year’s third quarter.", "[this year’s third quarter] 2023-Q3"),
        (
            "Second-quarter sales fell from those of the 2021 period and the corresponding period last year.",
            "[Second-quarter] 2023-Q2 | [the 2021 period] 2021-Q2 | [the corresponding period last year] 2022-Q2",
        ),
        ("Last August it rained, unlike last June.", "[Last August] 2022-08 | [last June] 2023-06"),
        ("for an additional year, within weeks or months", "[an additional year] P1Y | [weeks or months] PXW"),
    ]);
}

#[test]
fn days_that_are_none() {
    let basis = |text: &str| read(text, Some("2023-09-28")).first().map(|t| (t.value.clone(), t.basis));
    for text in ["on June 31", "on 31 June 2020", "on February 29, 2023", "on Sept. 31"] {
        assert_eq!(basis(text), Some((None, crate::read::TimeBasis::Impossible)), "in {text:?}");
    }
    assert_eq!(render("on Feb. 29, 2024; at 24:30, 25:10 and 12:60", None), "[Feb. 29, 2024] 2024-02-29");
}

#[test]
fn beside_another_day() {
    check(&[
        ("He came on Monday and left the same day.", "[Monday] 2023-09-25 | [the same day] 2023-09-25"),
        ("It began on Monday. Two days later it was over.", "[Monday] 2023-09-25 | [Two days later] 2023-09-27"),
        ("At 10:40 a.m. on Monday he left.", "[10:40 a.m. on Monday] 2023-09-25T10:40"),
        ("the 483rd day of the war in Ukraine", "[the 483rd day of the war in Ukraine] 2023-06-21"),
    ]);
}

#[test]
fn durations() {
    check(&[
        (
            "for 24 hours, a nine-day siege, nearly a decade",
            "[24 hours] PT24H | [nine-day] P9D | [nearly a decade] P10Y",
        ),
        (
            "the past two weeks, recent months, for years",
            "[the past two weeks] P2W | [recent months] PXM | [years] PXY",
        ),
        ("60 or 70 hours a week; less than 48 hours", "[60 or 70 hours] PT60H/PT70H | [less than 48 hours] PT48H"),
        ("a year-long plan, half an hour, 2.5 years", "[year-long] P1Y | [half an hour] PT0.5H | [2.5 years] P2.5Y"),
        ("a 46-year-old, “60 Minutes”, one day, a second bill", ""),
        ("every day, each July", "[every day] P1D | [each July] XXXX-07"),
    ]);
}

#[test]
fn without_a_date_the_relative_stays_unknown() {
    let text = "On Thursday and last week, in July and on May 5, 2021, for two days.";
    assert_eq!(
        render(text, None),
        "[Thursday] ? | [last week] ? | [July] ? | [May 5, 2021] 2021-05-05 | [two days] P2D"
    );
}

#[test]
fn the_article_dates_itself() {
    let date = |text: &str| {
        let layout = Layout::new(text);
        super::dateline(&layout, &all(&layout)).map(|d| d.date.to_string())
    };
    for (text, expected) in [
        ("A headline\n\nPublished: June 6, 2024\n\nIt rained on July 1, 2020.", Some("2024-06-06")),
        ("A headline\n\nUpdated 7 June 2024\n\nPublished 6 June 2024\n\nIt rained.", Some("2024-06-06")),
        ("A headline\n\nSeptember 28, 2023\n\nIt rained.", Some("2023-09-28")),
        ("It rained.\n\nFollow the 483rd day of the war in Ukraine live.", Some("2023-06-21")),
        ("A headline\n\nIt rained on July 1, 2020, and stopped.", None),
        ("It rained.\n\n— Ann Lee (@annlee) April 6, 2024", None),
        ("It rained on Thursday.", None),
    ] {
        assert_eq!(date(text).as_deref(), expected, "in {text:?}");
    }
}

#[test]
fn a_file_is_named_after_its_day() {
    let date = |name: &str| super::date_in_name(name).map(|d| d.to_string());
    assert_eq!(date("2023-09-28-grain.txt").as_deref(), Some("2023-09-28"));
    assert_eq!(date("wire_20230928.txt").as_deref(), Some("2023-09-28"));
    assert_eq!(date("2023_09_28.txt").as_deref(), Some("2023-09-28"));
    for name in ["2023-13-01.txt", "a20230928b.txt", "120230928.txt", "2023-09-28_2023-09-29.txt", "über 2023–09.txt"]
    {
        assert_eq!(date(name), None, "in {name}");
    }
}

#[test]
fn described_in_words() {
    let shown = |text: &str| read(text, Some("2023-09-28")).first().map(describe).unwrap_or_default();
    for (text, expected) in [
        ("today", "Thursday, 28 September 2023"),
        ("now", "when this was written"),
        ("in October 2022", "October 2022"),
        ("this week", "week of 25 September 2023"),
        ("over the weekend", "weekend of 30 September 2023"),
        ("the 1980s", "the 1980s"),
        ("the 21st century", "the 21st century"),
        ("next summer", "summer 2024"),
        ("for two weeks", "2 weeks"),
        ("for years", "some years"),
        ("June 15-16, 2024", "15 to 16 June 2024"),
        ("this morning", "morning, Thursday, 28 September 2023"),
        ("the third quarter of 2019", "third quarter of 2019"),
    ] {
        assert_eq!(shown(text), expected, "for {text:?}");
    }
}

/// A quarter named in passing is forgotten after a few sentences.
#[test]
fn a_report_is_about_the_quarter_it_names_first() {
    let between = "The mill has stood beside the river for longer than anybody remembers. ".repeat(7);
    let text = format!("Third-quarter sales rose. Its second quarter was flat. {between}Costs fell in the quarter.");
    let times = read(&text, Some("2023-10-28"));
    assert_eq!(times.last().and_then(|t| t.value.as_deref()), Some("2023-Q3"));
}
