//! `name/house-style`: names that the style of a newsroom spells otherwise.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Found;
use super::inconsistent::words;
use crate::answer::cover::Cover;
use crate::corpus::Article;
use crate::data::rows;
use crate::read::{EntityType, Form, Mention};
use crate::settings::HouseStyle;
use crate::text::{Span, is_whole};

pub(super) fn check(article: &Article, style: HouseStyle) -> Vec<Found> {
    let text = article.text.as_str();
    // What was said or written by others stays as it was, and so does the title of a work.
    let quoted = Cover::new(article.findings.quotations.iter().map(|q| q.span).collect());
    let mut found: BTreeMap<(&str, &str), (Vec<Span>, Date)> = BTreeMap::new();
    for mention in article.findings.mentions.iter().filter(|m| m.form == Form::Name) {
        let prose = article.paragraph(mention.span.start).is_some_and(|p| p.zone.is_text());
        if !prose || quoted.covers(mention.span) {
            continue;
        }
        for (span, rule) in spellings(text, mention, style) {
            let wanted = rule.of(article.date());
            let is = |wanted: &&Wanted| wanted.spelling != span.of(text) && !is_kept(text, span);
            if let Some(wanted) = wanted.filter(is) {
                let key = (wanted.spelling, span.of(text));
                found.entry(key).or_insert_with(|| (Vec::new(), wanted.from)).0.push(span);
            }
        }
    }
    let report = |((spelling, written), (spans, from)): ((&str, &str), (Vec<Span>, Date))| {
        let message = format!("{} writes “{spelling}”, not “{written}” (since {from} or before)", style.name());
        let first = spans.first().copied()?;
        let found = spans
            .iter()
            .skip(1)
            .fold(Found::new(first, message), |found, span| found.related(article, *span, format!("“{written}”")));
        let edits = spans.iter().map(|span| (*span, spelling.to_owned())).collect();
        Some(found.fix(format!("Spell the name “{spelling}” in the whole article"), edits))
    };
    found.into_iter().filter_map(report).collect()
}

/// The parts of a name that styles spell, with the rows about them: the whole name of a place or an organisation, the
/// words of a person’s.
fn spellings(text: &str, mention: &Mention, style: HouseStyle) -> Vec<(Span, &'static Rows)> {
    let find = |span: Span| {
        let of_kind = STYLES.rows.get(&(style, class(mention.kind)?))?;
        Some((span, of_kind.get(span.of(text))?))
    };
    match mention.kind {
        EntityType::Person => words(text, mention.span).filter_map(find).collect(),
        _ => find(mention.span).into_iter().collect(),
    }
}

/// What rows say of names of a type.
fn class(kind: EntityType) -> Option<EntityType> {
    match kind {
        EntityType::Person | EntityType::Place | EntityType::Organization => Some(kind),
        EntityType::Group => Some(EntityType::Organization),
        _ => None,
    }
}

/// Whether a spelling stands in a phrase that keeps it.
fn is_kept(text: &str, span: Span) -> bool {
    let word = span.of(text).to_lowercase();
    STYLES.kept.iter().any(|phrase| {
        phrase.match_indices(&word).any(|(at, _)| {
            let Some(start) = (span.start as usize).checked_sub(at) else { return false };
            let there = text.get(start..start + phrase.len());
            let whole = || is_whole(text, Span::new(start, start + phrase.len()));
            there.is_some_and(|there| there.eq_ignore_ascii_case(phrase)) && whole()
        })
    })
}

/// What a style says of one spelling: of several rows the latest that had begun.
struct Rows(Vec<Wanted>);

struct Wanted {
    from: Date,
    spelling: &'static str,
}

impl Rows {
    /// What was wanted on a day; today, where the day is not known.
    fn of(&self, day: Option<Date>) -> Option<&Wanted> {
        let begun = self.0.iter().filter(|wanted| day.is_none_or(|day| wanted.from <= day));
        begun.max_by_key(|wanted| wanted.from)
    }
}

struct Styles {
    /// By style and type of name, then by spelling.
    rows: FxHashMap<(HouseStyle, EntityType), FxHashMap<&'static str, Rows>>,
    kept: Vec<&'static str>,
}

static STYLES: LazyLock<Styles> = LazyLock::new(|| {
    let mut styles = Styles { rows: FxHashMap::default(), kept: Vec::new() };
    for row in rows(include_str!("../../data/house_styles.tsv")) {
        match row[..] {
            ["keep", phrase] => styles.kept.push(phrase),
            [style, from, kind, spelling, others, _] => {
                let (Some(style), Ok(from), Ok(kind)) = (HouseStyle::named(style), from.parse(), kind.parse()) else {
                    debug_assert!(false, "{row:?}");
                    continue;
                };
                // The spelling itself is another one where it was wanted before.
                let of_kind = styles.rows.entry((style, kind)).or_default();
                for written in others.split(',').chain([spelling]) {
                    let rows = of_kind.entry(written).or_insert_with(|| Rows(Vec::new()));
                    rows.0.push(Wanted { from, spelling });
                }
            }
            _ => debug_assert!(false, "{row:?}"),
        }
    }
    styles
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::read::{Context, Reader};
    use crate::text::Text;

    fn reported(text: &str) -> Vec<&str> {
        let findings = Reader::new().read(text, &Context::default());
        let article = Article { id: ArticleId::new("a.txt"), text: Text::new(text.to_owned()), findings };
        check(&article, HouseStyle::Ap).iter().map(|found| found.span.of(text)).collect()
    }

    #[test]
    fn a_phrase_keeps_its_own_spelling_and_no_other_beside_it() {
        let kept = "The ministers of Ukraine were served chicken Kiev in Berlin.";
        assert_eq!(reported(kept), Vec::<&str>::new());
        let both = "In Kiev the ministers of Ukraine were served chicken Kiev.";
        assert_eq!(reported(both), ["Kiev"]);
        // “or Burma” keeps it.
        assert_eq!(reported("They left for Burma on Monday, the envoy of Norway said."), ["Burma"]);
    }

    #[test]
    fn every_style_has_its_spellings_and_phrases_are_plain() {
        for style in HouseStyle::ALL {
            let known = STYLES.rows.keys().any(|(of, _)| *of == style);
            assert_eq!(known, style != HouseStyle::None, "{style:?}");
        }
        assert!(STYLES.kept.iter().all(|phrase| phrase.is_ascii() && phrase.to_lowercase() == *phrase));
    }
}
