//! One number with its sign, its currency or its unit: "-$1.2 million", "C$5m", "16.5 km", "30 percent".

use rust_decimal::Decimal;

use super::units::{Currency, Unit};
use crate::read::numerals::{Kind, Lexed, Numeral, Place, Role, numeral, scale};

/// What a number is of.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// The flag says that it may be another country's money.
    Money(&'static Currency, bool),
    Unit(&'static Unit),
}

impl Of {
    pub fn is_same(self, other: Of) -> bool {
        match (self, other) {
            (Of::Money(a, _), Of::Money(b, _)) => a.code == b.code,
            (Of::Unit(a), Of::Unit(b)) => a.symbol == b.symbol,
            _ => false,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// The first lexeme: a sign or currency, or the number itself.
    pub first: usize,
    pub number: usize,
    pub numeral: Numeral,
    pub negative: bool,
    /// The currency stands before the number.
    pub prefixed: bool,
    pub of: Option<Of>,
    /// The index behind the number, its unit included.
    pub end: usize,
}

impl Amount {
    pub fn value(&self) -> Decimal {
        if self.negative { -self.numeral.value } else { self.numeral.value }
    }

    /// Digits without point, comma or scale: what labels, years and scores look like.
    pub fn is_bare(&self, lx: &Lexed) -> bool {
        self.of.is_none()
            && !self.numeral.scaled
            && !self.numeral.fraction
            && lx.text(self.number).bytes().all(|b| b.is_ascii_digit())
    }
}

/// The amount that begins at `i`.
pub fn amount(lx: &Lexed, i: usize, place: Place) -> Option<Amount> {
    let (mut first, mut negative) = (i, false);
    let mut at = i;
    if is_sign(lx, at) {
        (negative, at) = (lx.mark(at) != '+', at + 1);
    } else if lx.is(at, Role::Minus) {
        (negative, at) = (true, lx.past_joint(at + 1));
    }
    let before = money_before(lx, at);
    if let Some((_, end)) = before {
        at = end;
        if lx.is_hyphen(at) && lx.is_glued(at) && lx.is_glued(at + 1) {
            (negative, at) = (true, at + 1); // $-5
        }
    }
    let numeral = numeral(lx, at, Place { money: before.is_some() || place.money, ..place })?;
    if !negative && before.is_none() {
        first = at;
    }
    let mut out = Amount {
        first,
        number: at,
        numeral,
        negative,
        prefixed: before.is_some(),
        of: before.map(|b| b.0),
        end: numeral.end,
    };
    if let Some((of, end)) = unit_behind(lx, &numeral) {
        match out.of {
            // "$5 million dollars" says it twice; "US$5 million Canadian" does not happen.
            Some(Of::Money(..)) if matches!(of, Of::Money(..)) => out.end = end,
            Some(_) => {}
            None => {
                (out.of, out.end) = (Some(of), end);
                // "75 USD million"
                if let Some(factor) = scale(lx, end).filter(|_| matches!(of, Of::Money(..)) && !numeral.scaled) {
                    out.numeral.value = out.numeral.value.checked_mul(factor)?;
                    (out.numeral.scaled, out.end) = (true, end + 1);
                }
            }
        }
    }
    if let Some((more, end)) = smaller_unit(lx, &out) {
        out.numeral.value = out.numeral.value.checked_add(more)?;
        (out.numeral.mantissa, out.end) = (out.numeral.value, end);
    }
    Some(out)
}

/// "5 feet [2 inches]", "3 dollars [and 50 cents]": what is told in a smaller unit besides, in the larger one.
fn smaller_unit(lx: &Lexed, a: &Amount) -> Option<(Decimal, usize)> {
    let of = a.of.filter(|_| !a.numeral.scaled && !a.numeral.fraction && a.numeral.value.is_integer())?;
    let at = if lx.is(a.end, Role::And) { a.end + 1 } else { lx.past_joint(a.end) };
    if !(lx.is_digits(at) || lx.any(at, &[Role::Small, Role::Tens])) {
        return None;
    }
    let second = numeral(lx, at, Place::default()).filter(|n| !n.scaled)?;
    // "15 dollars 50": cents, if nothing else is counted.
    let closed = lx.kind(second.end).is_none_or(|k| k == Kind::Mark) && !lx.is_joint(second.end);
    if let Of::Money(money, _) = of
        && (closed && money.code.len() == 3 && !a.prefixed)
        && (Decimal::TEN..Decimal::ONE_HUNDRED).contains(&second.value)
        && !matches!(lx.mark(second.end), '%' | '$' | '€' | '£')
        && second.value.is_integer()
    {
        return Some((second.value.checked_div(Decimal::ONE_HUNDRED)?, second.end));
    }
    let (small, end) = unit_behind(lx, &second).or_else(|| {
        // "5 ft 2 in"
        let inch = lx.role(second.end, Role::UnitGlued).filter(|_| lx.is_digits(at))?;
        Some((Of::Unit(Unit::row(inch.0)?), inch.1))
    })?;
    let share = match (of, small) {
        (Of::Unit(large), Of::Unit(small)) if large.is_told_with(small) => small.convert(second.value, large)?,
        (Of::Money(large, _), Of::Money(cent, _)) if large.code.len() == 3 && cent.code.len() != 3 => {
            second.value.checked_div(Decimal::ONE_HUNDRED)?
        }
        _ => return None,
    };
    (share < Decimal::ONE).then_some((share, end))
}

/// A minus or plus glued to the number and apart from what stands before.
fn is_sign(lx: &Lexed, i: usize) -> bool {
    let sign = matches!(lx.mark(i), '-' | '−' | '–' | '‒' | '﹣' | '－' | '+');
    let apart = lx.get(i).is_some_and(|l| l.spaced) || i.checked_sub(1).is_some_and(|p| matches!(lx.mark(p), '('));
    sign && apart && lx.is_glued(i + 1) && !(lx.mark(i) == '-' && lx.role_before(i, Role::Label).is_some())
}

/// "$", "US$", "EUR ", "Rs.": a currency before a number, and the index behind it.
fn money_before(lx: &Lexed, i: usize) -> Option<(Of, usize)> {
    let (row, end) = lx.role(i, Role::MoneyBefore)?;
    let (currency, assumed) = Currency::row(row)?;
    let lettered = end == i + 1 && lx.is_word(i);
    // Codes are words in lower case: "try 5", "all 50".
    if lettered && !lx.is_upper(i) && !(lx.is_capital(i) && lx.text(i).len() <= 2) {
        return None;
    }
    let number = lx.past_joint(end);
    (lx.is_digits(number) || is_sign(lx, end) || !lettered && lx.is_word(number))
        .then_some((Of::Money(currency, assumed), end))
}

/// The unit or currency behind a numeral, through a hyphen or not.
fn unit_behind(lx: &Lexed, n: &Numeral) -> Option<(Of, usize)> {
    let joint = lx.past_joint(n.end);
    let money = lx.role(joint, Role::MoneyBehind).filter(|&(_, end)| is_money_word(lx, joint, end, n));
    let unit = [Role::Unit, Role::UnitSign].into_iter().filter_map(|role| lx.role(joint, role)).max_by_key(|u| u.1);
    if let Some((row, end)) = money.filter(|m| unit.is_none_or(|u| m.1 > u.1 || m.1 == u.1 && n.scaled)) {
        let (currency, assumed) = Currency::row(row)?;
        return Some((Of::Money(currency, assumed), end));
    }
    let (row, end) = unit.or_else(|| glued_unit(lx, n.end))?;
    Some((Of::Unit(Unit::row(row)?), end))
}

fn is_money_word(lx: &Lexed, i: usize, end: usize, n: &Numeral) -> bool {
    if end > i + 1 {
        return true;
    }
    let word = lx.text(i);
    if lx.is(i, Role::Verb) {
        // "he said 12 won": only after a scale is it money.
        return n.scaled;
    }
    let code = lx.role(i, Role::MoneyBehind).and_then(|(row, _)| Currency::row(row)).map(|c| c.0.code);
    let is_code =
        code.is_some_and(|c| c.eq_ignore_ascii_case(word)) && word.len() == 3 || word.len() == 3 && lx.is_upper(i);
    if is_code {
        return lx.is_upper(i);
    }
    // "500$", but not the "$" of the next amount.
    let apart = lx.mark(i) != '$' && !lx.is_digits(i + 1);
    lx.is_word(i) || apart || lx.is_glued(i) && !lx.is_digits(i + 1)
}

/// A capital letter alone behind a number: "a 5 W charger", "a 5 W USB charger", not "12 C. Smith" nor "Room 5 A".
fn is_quantity(lx: &Lexed, letter: usize) -> bool {
    let number = letter.wrapping_sub(1);
    let before = number.wrapping_sub(1);
    let counted = lx.is_lower(letter + 1) || lx.is(before, Role::Article) && lx.is_upper(letter + 1);
    counted && !lx.is_capital(before) && lx.role_before(number, Role::Label).is_none()
}

/// "5m", "6in", "20C" right behind the digits; apart from them only where nothing else can follow: "450 m,".
fn glued_unit(lx: &Lexed, i: usize) -> Option<(i32, usize)> {
    let (row, end) = lx.role(i, Role::UnitGlued)?;
    let function = lx.any(i, &[Role::Preposition, Role::Article, Role::Pronoun, Role::Auxiliary]);
    let closed = lx.get(end).is_none_or(|l| l.kind == Kind::Mark) || lx.is(end, Role::Preposition);
    // "5G" is no mass: one letter must have the symbol's case.
    let symbol = Unit::row(row)?.symbol;
    let miscased = lx.is_capital(i) && lx.text(i).len() == 1 && symbol.chars().all(char::is_lowercase);
    // "17c" are cents; "Boeing 777F" and "24703L202" are names.
    let cents = lx.is_lower(i) && symbol.starts_with('°');
    let named = lx.is_capital(i) && lx.is_capital(i.wrapping_sub(2)) && lx.is_glued(i);
    let code = lx.is_glued(end) && lx.is_digits(end);
    if miscased || cents || named || code {
        return None;
    }
    let apart = lx.is_digits(i.wrapping_sub(1)) && !lx.is_joint(end);
    // "8 MB", "5 W", "12 C": written exactly like the symbol, it is the symbol.
    let letters = symbol.trim_start_matches('°');
    let exact = letters == lx.text(i) && (letters.len() > 1 || is_quantity(lx, i));
    (lx.is_glued(i) || !function && apart && (closed || exact)).then_some((row, end))
}
