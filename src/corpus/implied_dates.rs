//! When an article without a date was written, as far as other articles tell: both print the same words and say that
//! they were spoken on the same day of the week, and of the other one it is known which day that was. Where they tell
//! nothing, the article's own words may.
//!
//! The same words alone prove little: what was once said is printed again for years. Only where the day of the week is
//! told beside them in both is it the news of that week. What follows is a stretch of days, used for the order of articles
//! and nothing exact.

use jiff::ToSpan;
use jiff::civil::Date;

use super::quotation_groups::words;
use super::store::View;
use super::{Among, Article, ArticleId, Corpus};
use crate::read::{Quotation, Time, TimeBasis};
use crate::text::Span;

/// Shorter quotations are too common to be told of one event.
const FEWEST_WORDS: usize = 6;
/// So many days a newsroom calls a day by its weekday alone.
const WEEK: i32 = 6;

/// About when an undated article was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpliedDate {
    /// The first day that it may be of.
    pub from: Date,
    /// The last that it may be of; None if nothing tells.
    pub to: Option<Date>,
    pub by: ImpliedBy,
}

/// What tells when an article was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImpliedBy {
    /// Another article's quotation of the same words, of the same weekday: the first day is that weekday.
    SameWords(ArticleId, Span),
    /// The article's own words: the day of a post it prints, and a day it tells of as still to come.
    OwnWords { post: Span, ahead: Option<Span> },
}

/// Where an article stands in time: those of which nothing is known last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOrder {
    unknown: bool,
    day: Option<Date>,
    /// Behind those of which the day is known for certain.
    implied: bool,
    id: ArticleId,
}

impl TimeOrder {
    /// Whether its day is known or implied.
    pub fn is_known(&self) -> bool {
        !self.unknown
    }
}

impl<V: View> Corpus<V> {
    /// About when an article without a date was written; None where nothing tells, or not the same.
    pub fn implied_date(&self, article: &Article) -> Option<ImpliedDate> {
        if article.date().is_some() {
            return None;
        }
        self.implied_by_others(article).or_else(|| implied_by_itself(article))
    }

    fn implied_by_others(&self, article: &Article) -> Option<ImpliedDate> {
        if !self.has_dates() {
            return None;
        }
        let quotations = article.findings.quotations.iter().enumerate();
        let told = quotations.filter(|(_, q)| q.kind.is_statement() && q.inside.is_none());
        let mut found: Vec<ImpliedDate> = told.flat_map(|(i, q)| self.implied_by(article, i as u32, q)).collect();
        found.sort_by(|a, b| a.from.cmp(&b.from).then_with(|| a.by.cmp(&b.by)));
        let (first, last) = (found.first()?.from, found.last()?.from);
        // An article may look back; but of two weeks nobody can say which is its own.
        if (last - first).get_days() > WEEK {
            return None;
        }
        found.into_iter().find(|implied| implied.from == last)
    }

    /// Where an article stands in time, by what other articles imply too.
    pub fn time_order(&self, article: &Article) -> TimeOrder {
        let implied = self.implied_date(article).map(|implied| implied.from);
        let day = article.date().or(implied);
        TimeOrder { unknown: day.is_none(), day, implied: implied.is_some(), id: article.id.clone() }
    }

    /// What the other printings of a quotation imply.
    fn implied_by(&self, article: &Article, index: u32, quotation: &Quotation) -> Vec<ImpliedDate> {
        let weekdays = bare_weekdays(article, quotation);
        if weekdays.is_empty() || words(quotation.span.of(&article.text)).len() < FEWEST_WORDS {
            return Vec::new();
        }
        let printings = self.printings_among(article, index, Among::SameWords);
        let others = printings.iter().filter(|printing| printing.article != article.id).filter_map(|printing| {
            let other = self.article(&printing.article)?;
            let quotation = other.findings.quotations.get(printing.quotation as usize)?;
            let day = days(other, quotation).into_iter().filter(|day| weekdays.contains(&weekday(*day))).max()?;
            let to = day.checked_add(WEEK.days()).ok()?;
            let by = ImpliedBy::SameWords(other.id.clone(), quotation.span);
            Some(ImpliedDate { from: day, to: Some(to), by })
        });
        others.collect()
    }
}

fn implied_by_itself(article: &Article) -> Option<ImpliedDate> {
    let written = article.findings.written.as_ref()?;
    let by = ImpliedBy::OwnWords { post: written.post, ahead: written.before.map(|(_, span)| span) };
    let to = written.before.and_then(|(day, _)| day.yesterday().ok());
    Some(ImpliedDate { from: written.from, to, by })
}

/// The days of the week that stand around a quotation in its paragraph with nothing else: "on Tuesday", "Tuesday night".
fn bare_weekdays(article: &Article, quotation: &Quotation) -> Vec<String> {
    let around = times_around(article, quotation).filter(|time| time.basis == TimeBasis::Unknown);
    let first = |span: Span| span.of(&article.text).split_whitespace().next().unwrap_or("").to_owned();
    let mut days: Vec<String> = around.map(|time| first(time.span)).collect();
    // A month or a year would have made it a date; "last" and "next" come first.
    days.retain(|word| word.starts_with(char::is_uppercase));
    days
}

/// The days around a quotation that were within a week before its article.
fn days(article: &Article, quotation: &Quotation) -> Vec<Date> {
    let Some(written) = article.date() else { return Vec::new() };
    let values = times_around(article, quotation).filter_map(|time| time.value.as_deref()?.get(..10)?.parse().ok());
    values.filter(|day: &Date| (0..=WEEK).contains(&(written - *day).get_days())).collect()
}

fn times_around<'a>(article: &'a Article, quotation: &'a Quotation) -> impl Iterator<Item = &'a Time> {
    let paragraph = article.paragraph(quotation.span.start).map_or(quotation.span, |p| p.span);
    let times = &article.findings.times;
    let first = times.partition_point(|t| t.span.start < paragraph.start);
    let inside = times[first..].iter().take_while(move |t| t.span.start < paragraph.end);
    inside.filter(move |t| !quotation.span.overlaps(t.span) && near(quotation.span, t.span))
}

/// Words further away tell of something else.
fn near(quotation: Span, time: Span) -> bool {
    const NEAR: u32 = 200;
    time.start < quotation.end.saturating_add(NEAR) && quotation.start < time.end.saturating_add(NEAR)
}

fn weekday(day: Date) -> String {
    day.strftime("%A").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::corpus::Index;
    use crate::corpus::sample::article;

    /// The stretch that articles, each with its date, imply for one without.
    fn implied(others: &[(Date, &str)], text: &str) -> Option<String> {
        let mut index = Index::new();
        for (i, (day, text)) in others.iter().enumerate() {
            index.add(article(format!("{i}.txt"), Some(*day), text));
        }
        let asked = article("asked.txt", None, text);
        index.add(asked.clone());
        let corpus = index.snapshot();
        let order = corpus.time_order(&asked);
        let implied = corpus.implied_date(&asked);
        assert_eq!((order.unknown, order.day), (implied.is_none(), implied.as_ref().map(|i| i.from)));
        implied.map(|implied| format!("{}/{}", implied.from, implied.to.map_or_else(String::new, |to| to.to_string())))
    }

    const SAID: &str = "“The river has no flag and no master,” Halyna Sorokun said on Tuesday.";

    #[test]
    fn the_same_words_of_the_same_weekday_are_of_one_week() {
        let told = implied(&[(date(2024, 3, 14), SAID)], SAID);
        assert_eq!(told.as_deref(), Some("2024-03-12/2024-03-18"));
        let rows = [
            "“The river has no flag and no master,” Halyna Sorokun said on Wednesday.",
            "“The river has no flag and no master,” Halyna Sorokun once said.",
            "“The river has no flag and no master,” Halyna Sorokun said last Tuesday.",
            "“No flag and no master,” Halyna Sorokun said on Tuesday.",
        ];
        for text in rows {
            assert_eq!(implied(&[(date(2024, 3, 14), SAID)], text), None, "{text}");
        }
    }

    #[test]
    fn an_articles_own_words_tell_where_others_do_not() {
        let post = "It stays! https://t.co/x1 — Jane Roe (@janeroe) March 10, 2024";
        let text = format!("{SAID}\n\n{post}\n\nThe vote will be held on June 2.");
        assert_eq!(implied(&[], &text).as_deref(), Some("2024-03-10/2024-06-01"));
        assert_eq!(implied(&[(date(2024, 3, 14), SAID)], &text).as_deref(), Some("2024-03-12/2024-03-18"));
    }

    #[test]
    fn two_weeks_are_none() {
        let both = format!("{SAID}\n\n“The dam will be open before the summer,” Petro Sorokun said on Friday.");
        let dam = "“The dam will be open before the summer,” Petro Sorokun said on Friday.";
        let of = |day| implied(&[(date(2024, 3, 14), SAID), (day, dam)], &both);
        assert_eq!(of(date(2024, 3, 16)).as_deref(), Some("2024-03-15/2024-03-21"));
        assert_eq!(of(date(2024, 5, 16)), None);
        // Repeated months later: nobody can say which.
        assert_eq!(implied(&[(date(2024, 3, 14), SAID), (date(2025, 3, 14), SAID)], SAID), None);
    }
}
