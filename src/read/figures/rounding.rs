//! How exact a written number is.

use rust_decimal::Decimal;

/// Half the unit of the last digit that is no zero: what rounds to 1,200 is at most 50 away. None out of a decimal's
/// range.
pub fn half_of_last_digit(value: Decimal) -> Option<Decimal> {
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
