//! Fractions in words: "a third", "two-thirds", "three and a half", "two point five", "three quarters of a billion".

use rust_decimal::Decimal;

use super::{Kind, Lexed, Numeral, Place, Role, cardinal, ordinal, past_dash, plain, scale, scaled};

/// "a third", "one-fifth", "a half", "one twenty-fifth": one part of something.
pub fn part_of_one(lx: &Lexed, i: usize) -> Option<Numeral> {
    let article = lx.is(i, Role::Article);
    if !article && lx.value(i, Role::Small) != Some(1) {
        return None;
    }
    let (part, behind) = part(lx, past_dash(lx, i + 1))?;
    // "a third term" counts terms; "a third of the land" and "fell by a third" divide.
    let divides = lx.is(behind, Role::Of)
        || lx.kind(behind).is_none_or(|k| k == Kind::Mark && !lx.is_joint(behind))
        || lx.any(behind, &[Role::Adverb, Role::Preposition, Role::Conjunction]) && !lx.is(behind, Role::TimeUnit)
        || !article && lx.is_hyphen(i + 1);
    divides.then(|| Some(Numeral { fraction: true, ..plain(Decimal::ONE.checked_div(part)?, behind) }))?
}

/// "three and a half", "twenty and three fifths", "a million and two thirds": a number and a part of one, or of its
/// scale.
pub fn mixed(lx: &Lexed, i: usize, place: Place) -> Option<Numeral> {
    let short = cardinal(lx, i, Place { between: true, ..place })?;
    // "a hundred [and two thirds]", "a hundred and three [and two thirds]"
    let long = || cardinal(lx, i, place).filter(|long| long.end > short.end);
    with_part(lx, short, place).or_else(|| with_part(lx, long()?, place))
}

fn with_part(lx: &Lexed, head: Numeral, place: Place) -> Option<Numeral> {
    let (and, tail_at) = (lx.past_joint(head.end), lx.past_joint(lx.past_joint(head.end) + 1));
    if place.between || !lx.is(and, Role::And) {
        return None;
    }
    let (count, at) = if lx.is(tail_at, Role::Article) {
        (Decimal::ONE, tail_at + 1)
    } else {
        cardinal(lx, tail_at, Place { between: true, ..place }).map(|n| (n.value, n.end))?
    };
    let joint = lx.past_joint(at);
    let (whole, end) = if count == Decimal::ONE { part(lx, joint)? } else { parts(lx, joint)? };
    let share = count.checked_div(whole).filter(|s| *s < Decimal::ONE)?;
    if lx.is(end, Role::Of) {
        return None;
    }
    // "a million and a half" is half a million more, "a billion and a half million" half a million.
    let own = scale(lx, end).filter(|s| head.scaled && *s < head.value);
    let unit = own.or_else(|| head.value.checked_div(head.mantissa).filter(|_| head.scaled)).unwrap_or(Decimal::ONE);
    let value = head.value.checked_add(share.checked_mul(unit)?)?;
    if own.is_some() {
        return Some(Numeral { scaled: true, ..plain(value, end + 1) });
    }
    let n = Numeral { scaled: head.scaled, mantissa: value.checked_div(unit)?, ..plain(value, end) };
    if head.scaled { Some(n) } else { scaled(lx, n, Place::default()) }
}

/// Behind a cardinal: "-thirds", "point five [million]".
pub fn with_fraction(lx: &Lexed, n: Numeral) -> Numeral {
    if n.value > Decimal::ONE
        && let Some((part, end)) = parts(lx, past_dash(lx, n.end))
        // Quarters are of years as well, and nobody counts many of them.
        && (part > 4.into() || n.value < 20.into() && !n.scaled)
        && let Some(value) = n.value.checked_div(part)
    {
        return Numeral { mantissa: value, fraction: true, scaled: false, ..plain(value, end) };
    }
    point(lx, &n).and_then(|p| scaled(lx, p, Place::default())).unwrap_or(n)
}

/// "a quarter of a million", "three quarters of a billion".
pub fn of_a_scale(lx: &Lexed, n: Numeral) -> Numeral {
    let mut at = n.end;
    let part = at.saturating_sub(1);
    let quarter = lx.value(part, Role::Part).or_else(|| lx.value(part, Role::Parts)) == Some(4);
    if lx.is(at, Role::Of) && lx.is(at + 1, Role::Article) {
        at += 2;
    } else if !quarter {
        return n; // "three quarters billion"
    }
    match scale(lx, at).filter(|_| n.fraction).and_then(|s| n.value.checked_mul(s)) {
        Some(value) => Numeral { value, scaled: true, fraction: false, end: at + 1, ..n },
        None => n,
    }
}

/// "third", "twenty-fifth": how many parts there are.
fn part(lx: &Lexed, i: usize) -> Option<(Decimal, usize)> {
    if let Some(part) = lx.value(i, Role::Part) {
        return Some((part.into(), i + 1));
    }
    ordinal(lx, i).filter(|_| lx.is(i, Role::Tens))
}

/// "thirds", "twenty-firsts".
fn parts(lx: &Lexed, i: usize) -> Option<(Decimal, usize)> {
    if let Some(parts) = lx.value(i, Role::Parts) {
        return Some((parts.into(), i + 1));
    }
    let tens = lx.value(i, Role::Tens)?;
    let last = lx.past_joint(i + 1);
    let unit = lx.value(last, Role::Parts).filter(|unit| *unit < 10)?;
    Some(((tens + unit).into(), last + 1))
}

/// "[a hundred] thirty-fifths": the tens belong to what the number is divided by.
pub fn is_part(lx: &Lexed, tens: usize, begun: bool) -> bool {
    begun && lx.is_joint(tens + 1) && parts(lx, tens).is_some()
}

/// "3 million [and a half]": behind digits and their scale.
pub fn and_a_part(lx: &Lexed, n: Numeral) -> Numeral {
    let (whole, end) = match part(lx, n.end + 2) {
        Some(part) if n.scaled && lx.is(n.end, Role::And) && lx.is(n.end + 1, Role::Article) => part,
        _ => return n,
    };
    let share = n.value.checked_div(n.mantissa).and_then(|unit| unit.checked_div(whole));
    match share.and_then(|s| n.value.checked_add(s)) {
        Some(value) if !lx.is(end, Role::Of) => Numeral { value, mantissa: value, end, ..n },
        _ => n,
    }
}

/// "one over three": the number it is divided by, where nothing is counted behind.
pub fn over(lx: &Lexed, n: Numeral) -> Numeral {
    if n.scaled || n.fraction || !lx.is(n.end, Role::Over) {
        return n;
    }
    let second = match lx.kind(n.end + 1) {
        Some(Kind::Digits) => super::digits_value(lx.text(n.end + 1)).map(|value| (value, n.end + 2)),
        _ => cardinal(lx, n.end + 1, Place::default()).map(|c| (c.value, c.end)),
    };
    let Some((whole, end)) = second.filter(|s| s.0 > Decimal::ONE && s.0.is_integer() && n.value.is_integer()) else {
        return n;
    };
    let alone = lx.kind(end).is_none_or(|k| k == Kind::Mark) && n.value == Decimal::ONE && !lx.is_joint(end);
    match n.value.checked_div(whole) {
        Some(value) if alone && lx.mark(end) != '%' => Numeral { value, mantissa: value, fraction: true, end, ..n },
        _ => n,
    }
}

/// "two point five", "nought point nought three", "two hundred point seventy-one".
fn point(lx: &Lexed, n: &Numeral) -> Option<Numeral> {
    if !lx.is(n.end, Role::Point) {
        return None;
    }
    let (mut value, mut end, mut unit) = (n.value, n.end + 1, Decimal::new(1, 1));
    while let Some(digit) = lx.value(end, Role::Small).filter(|d| *d < 10 && end < n.end + 7) {
        value = value.checked_add(unit.checked_mul(digit.into())?)?;
        unit = unit.checked_mul(Decimal::new(1, 1))?;
        end += 1;
    }
    if end == n.end + 1 {
        let two = cardinal(lx, end, Place { between: true, ..Place::default() }).filter(|c| c.value < 100.into())?;
        (value, end) = (value.checked_add(two.value.checked_div(100.into())?)?, two.end);
    }
    Some(plain(value, end))
}
