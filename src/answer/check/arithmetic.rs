//! What a written number may have been before it was rounded.

use rust_decimal::Decimal;

use crate::read::Figure;
use crate::read::figures::half_of_last_digit;

/// The one value that a figure has, whatever its bound; None for a range and for a vague one.
pub(super) fn value(figure: &Figure) -> Option<Decimal> {
    match (figure.low, figure.high) {
        _ if figure.vague => None,
        (Some(low), Some(high)) if low != high => None,
        (low, high) => low.or(high),
    }
}

/// The least and the greatest number that rounds to a value at its last digit that is no zero.
pub(super) fn interval(value: Decimal) -> Option<(Decimal, Decimal)> {
    let half = half_of_last_digit(value)?;
    Some((value.checked_sub(half)?, value.checked_add(half)?))
}
