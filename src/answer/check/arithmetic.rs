//! What a written number may have been before it was rounded.

use rust_decimal::Decimal;

use crate::read::Figure;

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

fn half_of_last_digit(value: Decimal) -> Option<Decimal> {
    let value = value.normalize();
    if value.scale() > 0 {
        return Some(Decimal::new(5, (value.scale() + 1).min(28)));
    }
    let mut unit = Decimal::ONE;
    while !value.is_zero() && (value % unit.checked_mul(Decimal::TEN)?).is_zero() {
        unit = unit.checked_mul(Decimal::TEN)?;
    }
    unit.checked_div(Decimal::TWO)
}
