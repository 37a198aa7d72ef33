//! Numbers that a tokeniser took apart, as many archives of news have them: "6 . 2 %", "80 , 000 spectators".

use rust_decimal::Decimal;

use super::{Lexed, Numeral, plain};

/// The number that begins with the digits at `i`, if a point or commas stand in it with white space on both sides: no
/// sentence is punctuated so.
pub fn number(lx: &Lexed, i: usize) -> Option<Numeral> {
    let mut end = i + 1;
    if !is_apart(lx, end) {
        return None;
    }
    while lx.mark(end) == ',' && is_apart(lx, end) && is_plain(lx.text(i), 3) && lx.text(end + 1).len() == 3 {
        end += 2;
    }
    if lx.mark(end) == '.' && is_apart(lx, end) && is_plain(lx.text(end + 1), 4) {
        end += 2;
    }
    let joined: String = (i..end).filter(|&j| lx.mark(j) != ',').map(|j| lx.text(j)).collect();
    let value: Decimal = joined.replace(',', "").parse().ok()?;
    (end > i + 1).then(|| plain(value, end))
}

/// A comma or a point between two numbers, apart from both.
fn is_apart(lx: &Lexed, mark: usize) -> bool {
    matches!(lx.mark(mark), ',' | '.') && !lx.is_glued(mark) && lx.is_digits(mark + 1) && !lx.is_glued(mark + 1)
}

fn is_plain(digits: &str, most: usize) -> bool {
    digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit())
}
