//! Between which days an article without a date was written, as far as its own words tell: behind the posts that it
//! prints, and before what it tells of as still to come.
//!
//! A post is printed while it is news. So a day ahead without a year is taken for the first such day after the post.

use jiff::civil::Date;

use super::dateline::{explicit, within};
use super::{Form, Tense, TimeExpression, Year};
use crate::read::{Layout, Written, Zone};
use crate::text::TokenKind;

/// The stretch, where a post says when it begins. Only of use where the article's date is not known.
pub fn written(layout: &Layout<'_>, expressions: &[TimeExpression]) -> Option<Written> {
    let posts = layout.paragraphs.iter().filter(|paragraph| {
        let mut tokens = layout.tokens_in(paragraph.tokens).iter();
        paragraph.zone == Zone::Embed && tokens.any(|token| token.kind == TokenKind::Handle)
    });
    // A post is signed with its date, whatever day it speaks of.
    let signed = posts.filter_map(|post| within(expressions, post.span).iter().filter_map(explicit).next_back());
    let (from, post) = signed.max()?;
    // It was printed again later.
    let told = expressions.iter().filter(|e| !matches!(e.tense, Tense::Future | Tense::PerhapsFuture));
    if told.filter_map(explicit).any(|(day, _)| day > from) {
        return None;
    }
    let ahead = expressions.iter().filter(|e| e.tense == Tense::Future);
    let before = ahead.filter_map(|e| Some((first_after(from, &e.form)?, e.span))).min();
    Some(Written { from, post, before })
}

/// Of a day further ahead newspapers give the year: it was one in the past.
const NEAR: i32 = 183;

/// The first day behind another that words name; None where they name no day, or one before it.
fn first_after(other: Date, form: &Form) -> Option<Date> {
    let (year, month, day) = match *form {
        Form::Day { year, month, day } => (year, month, day),
        Form::Days { year, from: (month, day), .. } => (year, month, day),
        _ => return None,
    };
    let in_year = |year| Date::new(year, month, day).ok().filter(|date| *date > other);
    match year {
        Year::Given(year) => in_year(year),
        Year::Nearest => {
            let next = in_year(other.year()).or_else(|| in_year(other.year() + 1));
            next.filter(|date| (*date - other).get_days() <= NEAR)
        }
        Year::Shift(_) | Year::Pick(_) | Year::Before => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Context, Reader};
    use crate::text::Span;

    fn stretch(text: &str) -> Option<String> {
        let Written { from, post, before } = Reader::new().read(text, &Context::default()).written?;
        let of = |span: Span| span.of(text);
        Some(match before {
            Some((day, ahead)) => format!("{from} “{}” to {day} “{}”", of(post), of(ahead)),
            None => format!("{from} “{}”", of(post)),
        })
    }

    const POST: &str = "The harbour stays! https://t.co/x1 — Jane Roe (@janeroe) March 14, 2031";

    #[test]
    fn behind_the_posts_and_before_what_is_to_come() {
        let article = |post: &str, last: &str| format!("The mayor answered.\n\n{post}\n\nNobody else did. {last}");
        let found = |last: &str| stretch(&article(POST, last)).unwrap_or_default();
        let rows = [
            ("The vote will be held on June 2nd-3rd.", "2031-03-14 “March 14, 2031” to 2031-06-02 “June 2nd-3rd”"),
            ("The vote was set for Feb. 3.", "2031-03-14 “March 14, 2031”"),
            ("The vote was held on Feb. 3.", "2031-03-14 “March 14, 2031”"),
            ("The quay will open on May 1, 2035.", "2031-03-14 “March 14, 2031” to 2035-05-01 “May 1, 2035”"),
        ];
        for (last, expected) in rows {
            assert_eq!(found(last), expected, "{last}");
        }
        let winter = article(&POST.replace("March", "December"), "The vote is scheduled for Feb. 3.");
        assert_eq!(stretch(&winter).as_deref(), Some("2031-12-14 “December 14, 2031” to 2032-02-03 “Feb. 3”"));
    }

    #[test]
    fn a_post_is_of_its_last_date_and_an_old_one_says_nothing() {
        let found = |post: &str, last: &str| stretch(&format!("The mayor answered.\n\n{post}\n\nNobody did. {last}"));
        let early = POST.replace("The harbour stays!", "Closed since June 14, 2030.");
        assert_eq!(found(&early, "").as_deref(), Some("2031-03-14 “March 14, 2031”"));
        assert_eq!(found(POST, "On May 3, 2033 the court ruled. The vote will be held on June 2."), None);
    }

    #[test]
    fn without_a_post_or_with_a_date_of_its_own_nothing_is_guessed() {
        assert_eq!(stretch("The vote will be held on June 2nd-3rd."), None);
        assert_eq!(stretch(&format!("VESSBY, March 16, 2031 — The mayor answered.\n\n{POST}\n\nNobody did.")), None);
    }
}
