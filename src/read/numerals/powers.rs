//! Scientific notation and powers: "4e14", "1.3x10^6", "2.48×10⁻⁵", "2.5^-1".

use rust_decimal::Decimal;

use super::{Lexed, Numeral, plain, power_of_ten};

/// The power that begins with the digits at `i`, of this value. None where it has more digits than a value can: then
/// what is joined to the digits tells that they are a part of something.
pub fn power(lx: &Lexed, i: usize, value: Decimal) -> Option<Numeral> {
    if lx.mark(i + 1) == '^' {
        let (exponent, end) = exponent(lx, i + 2)?;
        return Some(plain(raised(value, exponent)?, end));
    }
    let (exponent, end) = if lx.is_word(i + 1) && lx.is_glued(i + 1) && lx.text(i + 1).eq_ignore_ascii_case("e") {
        exponent(lx, i + 2)?
    } else if times(lx, i + 1) && lx.is_digits(i + 2) && lx.text(i + 2) != "10" && lx.mark(i + 3) == '^' {
        let base = super::digits_value(lx.text(i + 2))?;
        let (exponent, end) = exponent(lx, i + 4)?;
        return Some(plain(value.checked_mul(raised(base, exponent)?)?, end)); // 8x2^10
    } else if times(lx, i + 1) && lx.text(i + 2) == "10" {
        let raised = if lx.mark(i + 3) == '^' { i + 4 } else { i + 3 };
        exponent(lx, raised).or_else(|| superscript(lx, i + 3))?
    } else {
        return None;
    };
    Some(plain(times_ten_to(value, exponent)?, end))
}

/// "x10", "× 10", "*10"
fn times(lx: &Lexed, i: usize) -> bool {
    matches!(lx.mark(i), '×' | '*') || lx.is_word(i) && lx.text(i).eq_ignore_ascii_case("x")
}

/// "6", "-4", "+14" right behind what is raised.
fn exponent(lx: &Lexed, mut i: usize) -> Option<(i32, usize)> {
    let mut sign = 1;
    if (lx.is_hyphen(i) || lx.mark(i) == '+') && lx.is_glued(i) {
        // "2^--3" says it twice.
        sign = if lx.is_hyphen(i) { -1 } else { 1 };
        i += 1;
    }
    let digits = lx.text(i);
    let plain = lx.is_digits(i) && lx.is_glued(i) && digits.len() <= 3;
    Some((sign * digits.parse::<i32>().ok().filter(|_| plain)?, i + 1))
}

/// "⁻⁵"
fn superscript(lx: &Lexed, i: usize) -> Option<(i32, usize)> {
    let (mut sign, mut value, mut end) = (1, None, i);
    while end < i + 4 && lx.is_glued(end) {
        for c in lx.text(end).chars() {
            match ('⁰'..='⁹').contains(&c).then_some(c as i32 - '⁰' as i32).or(match c {
                '¹' => Some(1),
                '²' => Some(2),
                '³' => Some(3),
                _ => None,
            }) {
                Some(digit) => value = Some((value.unwrap_or(0) * 10 + digit).min(999)),
                None if c == '⁻' && value.is_none() => sign = -1,
                None => return Some((sign * value?, end)),
            }
        }
        end += 1;
    }
    Some((sign * value?, end))
}

fn times_ten_to(value: Decimal, exponent: i32) -> Option<Decimal> {
    let factor = power_of_ten(exponent.abs())?;
    let out = if exponent < 0 { value.checked_div(factor) } else { value.checked_mul(factor) }?;
    (!out.is_zero() || value.is_zero()).then_some(out)
}

fn raised(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut out = Decimal::ONE;
    for _ in 0..exponent.abs() {
        out = out.checked_mul(base)?;
    }
    if exponent < 0 { Decimal::ONE.checked_div(out) } else { Some(out) }
}
