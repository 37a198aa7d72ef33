//! `figure/percent-change`: "rose 12 percent to $60 million from $50 million".

use rust_decimal::Decimal;

use super::Found;
use super::arithmetic::{interval, value};
use crate::answer::excerpt::excerpt;
use crate::corpus::{Article, Corpus};
use crate::read::{ChangeRole, Figure, FigureKind};

/// How far, in bytes, the numbers may stand from each other: more words may speak of something else.
const NEAR: u32 = 60;

pub(super) fn check(_: &Corpus, article: &Article) -> Vec<Found> {
    article.findings.figures.windows(3).filter_map(|three| wrong(article, [&three[0], &three[1], &three[2]])).collect()
}

fn wrong(article: &Article, three: [&Figure; 3]) -> Option<Found> {
    let of = |role: ChangeRole| {
        let mut found = three.iter().copied().filter(|f| f.change.is_some_and(|c| c.role == role));
        found.next().filter(|_| found.next().is_none())
    };
    let (by, to, from) = (of(ChangeRole::By)?, of(ChangeRole::To)?, of(ChangeRole::From)?);
    let apart = three.windows(2).any(|pair| pair[1].span.start.saturating_sub(pair[0].span.end) > NEAR);
    let whole = article.sentence(by.span.start)?;
    let alike = by.kind == FigureKind::Percentage && to.kind == from.kind && to.unit == from.unit && to.per == from.per;
    if apart || !alike || to.kind == FigureKind::Percentage || !three.iter().all(|f| whole.covers(f.span)) {
        return None;
    }
    let (share, after, before) = (value(by)?, value(to)?, value(from)?);
    let share = if by.change?.rose { share } else { -share };
    let (least, most) = interval(share)?;
    let (after_low, after_high) = interval(after)?;
    let (before_low, before_high) = interval(before)?;
    // A tenth of what is said is a matter of taste.
    let slack = share.abs().checked_div(Decimal::TEN)?;
    let fits = change(before_high, after_low)? <= most.checked_add(slack)?
        && least.checked_sub(slack)? <= change(before_low, after_high)?;
    if fits {
        return None;
    }
    let words = |f: &Figure| excerpt(f.span.of(&article.text), 40);
    let actual = change(before, after)?.round_dp(1).normalize();
    let message = format!("“{}” does not fit: from {} to {} is {actual} %", words(by), words(from), words(to));
    let found = Found::new(by.span, message).related(article, from.span, format!("“{}”", words(from)));
    Some(found.related(article, to.span, format!("“{}”", words(to))))
}

/// By how many percent one number is more than the other.
fn change(before: Decimal, after: Decimal) -> Option<Decimal> {
    let more = after.checked_sub(before)?.checked_div(before)?;
    more.checked_mul(Decimal::ONE_HUNDRED)
}
