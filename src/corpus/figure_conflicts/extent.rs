//! What a figure may mean, and whether two may mean one number. No arithmetic on what articles say may overflow.

use rust_decimal::Decimal;

use crate::read::figures::half_of_last_digit;
use crate::read::{Bound, Figure};

/// Greater ratios are two things, or a slip of the scale.
const RATIO: i64 = 6;

/// The least and the greatest number that a figure may mean; None for one that cannot be reckoned with.
pub type Extent = Option<(Decimal, Decimal)>;

/// A round number means what rounds to it, "about" a tenth more or less, "more than" half as much again.
pub fn extent(f: &Figure) -> Extent {
    let wider = |v: Decimal, by: Decimal| v.checked_mul(by);
    let (tenth, half) = (Decimal::new(1, 1), Decimal::new(15, 1));
    match (f.low, f.high) {
        (Some(low), None) => Some(in_order(low, wider(low, half)?)),
        (None, Some(high)) => Some(in_order(high.checked_div(half)?, high)),
        (Some(low), Some(high)) if f.approximate || f.bound == Bound::About => {
            Some((low.checked_sub(wider(low.abs(), tenth)?)?, high.checked_add(wider(high.abs(), tenth)?)?))
        }
        (Some(low), Some(high)) => {
            let step = rounding(low)?.min(wider(low.abs(), tenth)?);
            Some((low.checked_sub(step)?, high.checked_add(step)?))
        }
        (None, None) => None,
    }
}

/// Below zero more is less.
fn in_order(a: Decimal, b: Decimal) -> (Decimal, Decimal) {
    (a.min(b), a.max(b))
}

/// What they may mean overlaps; so it does for all that anybody knows if one cannot be reckoned with.
pub fn agree(a: Extent, b: Extent) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

/// The one number that stands for a figure.
pub fn value(f: &Figure) -> Option<Decimal> {
    f.low.or(f.high)
}

/// How far two numbers are apart if one may be a slip of the other: more than one, and at most six times as much or the
/// same digits in another scale.
pub fn slip(a: Decimal, b: Decimal) -> Option<Decimal> {
    let difference = a.checked_sub(b)?.abs();
    let (small, large) = if a.abs() <= b.abs() { (a.abs(), b.abs()) } else { (b.abs(), a.abs()) };
    let ratio = large.checked_div(small)?;
    let scaled = [10, 100, 1_000, 1_000_000].into_iter().any(|scale| ratio == Decimal::from(scale));
    (difference > Decimal::ONE && (ratio <= RATIO.into() || scaled)).then_some(difference)
}

/// Nothing for numbers small enough to be counted.
fn rounding(value: Decimal) -> Option<Decimal> {
    let half = half_of_last_digit(value)?;
    Some(if value.is_integer() && half < Decimal::from(50) { Decimal::ZERO } else { half })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Context, Reader};

    /// The extent of a figure told as the lower or upper end of something.
    fn one_sided(low: Option<i64>, high: Option<i64>) -> Extent {
        let text = "The index fell by 5 points.";
        let findings = Reader::new().read(text, &Context::default());
        let mut figure = findings.figures[0].clone();
        (figure.low, figure.high) = (low.map(Decimal::from), high.map(Decimal::from));
        extent(&figure)
    }

    #[test]
    fn one_end_below_zero_agrees_with_itself() {
        for end in [-10, 10] {
            for one in [one_sided(Some(end), None), one_sided(None, Some(end))] {
                assert!(agree(one, one_sided(Some(end), Some(end))), "{end}: {one:?}");
                assert!(one.is_some_and(|(low, high)| low < high), "{end}: {one:?}");
            }
        }
    }
}
