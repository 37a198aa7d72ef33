//! NUMERALS: what figures and times are both made of: lexemes, the lexicon of number and calendar words, and the
//! grammar of numerals ("1.2 million", "two and a half", "forty-two", "483rd").

mod apart;
mod fractions;
mod lexeme;
mod lexicon;
mod powers;

use rust_decimal::Decimal;

use fractions::{mixed, part_of_one, with_fraction};

pub use lexeme::{Kind, Lexed, Lexeme};
pub use lexicon::{Beginnings, CURRENCIES, FRAMES, PLURALS, Role, UNITS, mask};

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    pub value: Decimal,
    /// What stands before the scale word: 1.2 in "1.2 million".
    pub mantissa: Decimal,
    /// "million", "bn", "dozen" stand in it.
    pub scaled: bool,
    /// In words, not digits.
    pub words: bool,
    /// "a fifth", "two-thirds", "1/3".
    pub fraction: bool,
    /// The index of the lexeme behind it.
    pub end: usize,
}

/// What the place of a numeral says about how it may be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// A currency stands before it: `m` and `b` are scales.
    pub money: bool,
    /// It is the first of "between … and …": `and` belongs to that.
    pub between: bool,
    /// The power of ten of the scale word before: only smaller ones may follow ("two million three thousand").
    pub below: Option<i32>,
}

/// What numerals in words begin with.
pub const NUMERAL: u128 = NUMBER_WORD | mask(&[Role::Article]);

/// Likewise, but for the article, which almost always begins something else.
pub const NUMBER_WORD: u128 = mask(&[Role::Small, Role::Tens, Role::Hundred, Role::Half, Role::Quarter]);

/// The numeral that begins at `i`, the longest.
pub fn numeral(lx: &Lexed, i: usize, place: Place) -> Option<Numeral> {
    match lx.kind(i)? {
        Kind::Digits => digits(lx, i, place),
        Kind::Word => in_words(lx, i, place),
        Kind::Mark => vulgar(lx.mark(i)).map(|value| Numeral { fraction: true, ..plain(value, i + 1) }),
        Kind::Opaque => None,
    }
}

/// The ordinal that begins at `i` ("483rd", "second", "twenty-first") and the index behind it.
pub fn ordinal(lx: &Lexed, i: usize) -> Option<(Decimal, usize)> {
    if lx.is_digits(i) {
        let ends = lx.is(i + 1, Role::OrdinalEnding) && lx.is_glued(i + 1);
        let value = digits_value(lx.text(i)).filter(|v| v.is_integer())?;
        return ends.then_some((value, i + 2));
    }
    if let Some(value) = lx.value(i, Role::Ordinal) {
        return Some((value.into(), i + 1));
    }
    let tens = lx.value(i, Role::Tens)?;
    let next = lx.past_joint(i + 1);
    let unit = lx.value(next, Role::Ordinal).filter(|unit| *unit < 10)?;
    Some(((tens + unit).into(), next + 1))
}

/// The exact value of digits with thousands commas and a decimal point, or the reverse: "12,5", "1.000,5".
pub fn digits_value(text: &str) -> Option<Decimal> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let behind_comma = text.rsplit_once(',').map_or(3, |(_, rest)| rest.len());
    if behind_comma < 3 {
        return text.replace('.', "").replace(',', ".").parse().ok();
    }
    if text.contains(',') { text.replace(',', "").parse().ok() } else { text.parse().ok() }
}

fn plain(value: Decimal, end: usize) -> Numeral {
    Numeral { value, mantissa: value, scaled: false, words: false, fraction: false, end }
}

fn digits(lx: &Lexed, i: usize, place: Place) -> Option<Numeral> {
    let mut out = plain(digits_value(lx.text(i))?, i + 1);
    if let Some(power) = powers::power(lx, i, out.value) {
        return Some(power);
    } else if let Some(typeset) = apart::number(lx, i) {
        out = typeset;
    } else if let Some(grouped) = spaced_groups(lx, i) {
        out = grouped;
    } else if let Some(fraction) = slashed(lx, i) {
        return Some(fraction);
    } else if lx.is_digits(i + 1)
        && let Some(part) = slashed(lx, i + 1)
    {
        out = plain(out.value.checked_add(part.value)?, part.end); // 2 1/2
    } else if let Some(part) = vulgar(lx.mark(i + 1)) {
        out = plain(out.value.checked_add(part)?, i + 2); // 2½
    } else if lx.is(i + 1, Role::And) && lx.is(i + 2, Role::Article) && lx.is(i + 3, Role::Half) {
        out = plain(out.value.checked_add(Decimal::new(5, 1))?, i + 4); // 2 and a half
    }
    scaled(lx, out, place).map(|n| fractions::over(lx, fractions::and_a_part(lx, n)))
}

/// Multiply by the scale words, or scale letters, that follow: "1.2 million", "5-billion", "3bn", "10k", "$5m".
fn scaled(lx: &Lexed, mut n: Numeral, place: Place) -> Option<Numeral> {
    loop {
        let at = n.end;
        let glued = lx.is_glued(at) && !lx.is_hyphen(at);
        let (factor, end) = if let Some(power) = lx.value(at, Role::Suffix).filter(|_| glued) {
            (power_of_ten(power)?, at + 1)
        } else if let Some(power) = lx.value(at, Role::MoneySuffix).filter(|_| is_money_scale(lx, at, glued, place)) {
            (power_of_ten(power)?, at + 1)
        } else {
            let word = lx.past_joint(at);
            if let Some(power) = lx.value(word, Role::Scale) {
                (power_of_ten(power)?, word + 1)
            } else if lx.is(word, Role::Hundred) {
                (Decimal::ONE_HUNDRED, word + 1)
            } else if let Some(dozen) = dozens(lx, word) {
                (dozen.into(), word + 1)
            } else {
                return Some(n);
            }
        };
        n.value = n.value.checked_mul(factor)?;
        (n.scaled, n.end) = (true, end);
        if let Some((rest, end)) = rest_in_digits(lx, end, factor) {
            (n.value, n.mantissa, n.end) = (n.value.checked_add(rest)?, n.value.checked_add(rest)?, end);
            return Some(n);
        }
    }
}

/// What follows a scale word in digits: "3 hundred [and 21]", "4 thousand [3 hundred]", "6 crore [20 lakh]".
fn rest_in_digits(lx: &Lexed, end: usize, factor: Decimal) -> Option<(Decimal, usize)> {
    let and = lx.is(end, Role::And);
    let at = if and { end + 1 } else { end };
    if and && factor == Decimal::ONE_HUNDRED && lx.any(at, &[Role::Small, Role::Tens]) {
        let rest = cardinal(lx, at, Place { below: Some(2), between: true, ..Place::default() })?;
        return (rest.value < factor && !rest.scaled).then_some((rest.value, rest.end));
    }
    let value = digits_value(lx.text(at)).filter(|v| lx.is_digits(at) && v.is_integer())?;
    if lx.is(at + 1, Role::Hundred) && factor > Decimal::ONE_HUNDRED && value < 10.into() {
        let hundreds = value.checked_mul(Decimal::ONE_HUNDRED)?;
        return Some(match rest_in_digits(lx, at + 2, Decimal::ONE_HUNDRED) {
            Some((rest, end)) => (hundreds.checked_add(rest)?, end),
            None => (hundreds, at + 2),
        });
    }
    if let Some(lower) = scale(lx, at + 1).filter(|lower| !and && *lower > Decimal::ONE_HUNDRED && *lower < factor) {
        let rest = value.checked_mul(lower).filter(|rest| *rest < factor)?;
        return Some((rest, at + 2));
    }
    let apart = scale(lx, at + 1).is_some();
    (and && factor == Decimal::ONE_HUNDRED && value < factor && !value.is_zero() && !apart).then_some((value, at + 1))
}

/// Whether a lone `m`, `b` or `t` behind digits is million, billion, trillion: in money it is; else only glued and
/// before a counted noun ("12.3m customers"), because it is a metre or a tonne otherwise.
fn is_money_scale(lx: &Lexed, at: usize, glued: bool, place: Place) -> bool {
    if place.money {
        return glued || lx.get(at + 1).is_none_or(|next| next.kind != Kind::Digits);
    }
    let next = at + 1;
    // "10M." is no length: the metre is small, and bytes are counted in kB.
    let labelled = lx.role_before(at - 1, Role::Label).is_some() || lx.is_capital(at.wrapping_sub(2));
    let capital = matches!(lx.text(at), "M" | "B") && !lx.is_capital(next) && !lx.is_joint(next) && !labelled;
    let counted = lx.is_lower(next) && !lx.is_glued(next) && is_plural(lx, next)
        || capital && !(lx.is_glued(next) && lx.kind(next) != Some(Kind::Mark))
        || lx.role(next, Role::MoneyBehind).is_some_and(|_| lx.text(next).len() > 2);
    glued && counted
}

/// Looks like a plural noun: an irregular one, or ends in `s` without being a word that always does.
pub fn is_plural(lx: &Lexed, i: usize) -> bool {
    if !lx.is_word(i) {
        return false;
    }
    let word = lx.text(i);
    lx.is(i, Role::IrregularPlural)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("ous")
            && !lx.is(i, Role::NoPlural)
}

/// "12 000", with spaces between groups of three digits: any count of groups behind a no-break space, and two groups
/// or zeros behind a plain one.
fn spaced_groups(lx: &Lexed, i: usize) -> Option<Numeral> {
    let first = lx.text(i);
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut end = i + 1;
    let mut unbroken = true;
    let group = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    while lx.is_digits(end) && group(lx.text(end)) {
        unbroken &= !gap(lx, end).contains(' ');
        end += 1;
    }
    // "1 234 567.89"
    if end > i + 1 && lx.is_digits(end) && lx.text(end).split_once('.').is_some_and(|(whole, _)| group(whole)) {
        end += 1;
    }
    let groups = end - i - 1;
    let sure = groups > 0 && (unbroken || groups > 1 || lx.text(i + 1) == "000");
    if !sure || groups > 5 || lx.is_digits(end) {
        return None;
    }
    let digits: String = (i..end).map(|j| lx.text(j)).collect();
    Some(plain(digits.parse().ok()?, end))
}

/// The white space before a lexeme.
fn gap<'a>(lx: &Lexed<'a>, i: usize) -> &'a str {
    match (i.checked_sub(1).and_then(|p| lx.get(p)), lx.get(i)) {
        (Some(a), Some(b)) => lx.text.get(a.span().end as usize..b.span().start as usize).unwrap_or(""),
        _ => "",
    }
}

/// "1/3"
fn slashed(lx: &Lexed, i: usize) -> Option<Numeral> {
    // A tokeniser sets all of it apart: "1 / 4".
    let alike = lx.is_glued(i + 1) == lx.is_glued(i + 2);
    let glued = matches!(lx.mark(i + 1), '/' | '⁄') && lx.is_digits(i + 2) && alike;
    let longer = lx.mark(i + 3) == '/' && lx.is_glued(i + 3);
    if !glued || longer {
        return None;
    }
    let (part, whole) = (digits_value(lx.text(i))?, digits_value(lx.text(i + 2))?);
    let proper = part.is_integer()
        && whole.is_integer()
        && !part.is_zero()
        && part < whole
        && whole <= if lx.mark(i + 1) == '⁄' { 1000 } else { 100 }.into();
    proper.then(|| Some(Numeral { fraction: true, ..plain(part.checked_div(whole)?, i + 3) }))?
}

fn vulgar(mark: char) -> Option<Decimal> {
    let (part, whole) = match mark {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(part).checked_div(whole.into())
}

fn power_of_ten(power: i32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(10i128.checked_pow(u32::try_from(power).ok()?)?, 0).ok()
}

fn in_words(lx: &Lexed, i: usize, place: Place) -> Option<Numeral> {
    if !lx.begins(i, NUMERAL) || lx.is(i, Role::Article) && !begins_behind_article(lx, i + 1) {
        return None;
    }
    let whole = half(lx, i).or_else(|| part_of_one(lx, i)).or_else(|| mixed(lx, i, place));
    let n = whole.or_else(|| cardinal(lx, i, place).map(|n| fractions::over(lx, with_fraction(lx, n))))?;
    Some(Numeral { words: true, ..fractions::of_a_scale(lx, n) })
}

/// "a [hundred]", "a [third]": of almost every article this first look spares the rest.
pub fn begins_behind_article(lx: &Lexed, i: usize) -> bool {
    const NEXT: &[Role] = &[
        Role::Scale,
        Role::Hundred,
        Role::Dozen,
        Role::Half,
        Role::Quarter,
        Role::Part,
        Role::Parts,
        Role::Ordinal,
        Role::Tens,
        Role::Small,
    ];
    lx.any(if lx.is_hyphen(i) { i + 1 } else { i }, NEXT)
}

/// "half", "half a million", "half-dozen"; "a quarter million".
fn half(lx: &Lexed, i: usize) -> Option<Numeral> {
    if !lx.is(i, Role::Half) {
        let quarter = if lx.is(i, Role::Article) { i + 1 } else { i };
        let factor = scale(lx, lx.past_joint(quarter + 1)).filter(|_| lx.is(quarter, Role::Quarter))?;
        let part = Decimal::new(25, 2);
        let end = lx.past_joint(quarter + 1) + 1;
        return Some(Numeral { scaled: true, mantissa: part, ..plain(part.checked_mul(factor)?, end) });
    }
    let half = Decimal::new(5, 1);
    let mut at = lx.past_joint(i + 1);
    if lx.is(at, Role::Article) {
        at = lx.past_joint(at + 1);
    }
    let factor = scale(lx, at);
    Some(match factor.and_then(|f| half.checked_mul(f)) {
        Some(value) => Numeral { scaled: true, mantissa: half, ..plain(value, at + 1) },
        None => Numeral { fraction: true, ..plain(half, i + 1) },
    })
}

/// The factor of "hundred", "million", "dozen".
pub fn scale(lx: &Lexed, i: usize) -> Option<Decimal> {
    if lx.is(i, Role::Hundred) {
        return Some(Decimal::ONE_HUNDRED);
    }
    match lx.value(i, Role::Scale) {
        Some(power) => power_of_ten(power),
        None => lx.value(i, Role::Dozen).map(Decimal::from),
    }
}

/// "a hundred", "twenty-one", "two hundred and fifty thousand", "two dozen".
fn cardinal(lx: &Lexed, i: usize, place: Place) -> Option<Numeral> {
    let mut group: i128 = 0;
    // The next word of the group must be below this.
    let (mut room, mut at, mut scaled, mut begun) = (100, i, false, false);
    if lx.is(i, Role::Article) {
        scale(lx, lx.past_joint(i + 1))?;
        (group, room, at, begun) = (1, 0, lx.past_joint(i + 1), true);
    } else if lx.is(i, Role::Hundred) && scale(lx, i + 1).is_some() {
        (group, room, begun) = (1, 0, true);
    }
    loop {
        let mut next = match room {
            10 => past_dash(lx, at),
            _ if begun => lx.past_joint(at),
            _ => at,
        };
        let joins = scaled && room > 0 && !place.between && lx.is(next, Role::And);
        if joins && (lx.is(next + 1, Role::Small) || lx.is(next + 1, Role::Tens)) {
            next += 1;
        }
        if let Some(v) = lx.value(next, Role::Small).map(i128::from).filter(|&v| (v < 10 || room >= 100) && room > v) {
            (group, room) = (group + v, 0);
        } else if let Some(v) =
            lx.value(next, Role::Tens).filter(|_| room >= 100 && !fractions::is_part(lx, next, begun))
        {
            (group, room) = (group + i128::from(v), 10);
        } else if lx.is(next, Role::Hundred) && begun && (1..100).contains(&group) {
            (group, room, scaled) = (group * 100, 100, true);
        } else if let Some(power) = lx.value(next, Role::Scale).filter(|&p| begun && place.below.is_none_or(|b| p < b))
        {
            let mut power = power;
            if let Some(more) = lx.value(next + 1, Role::Scale).filter(|more| *more >= power) {
                (power, next) = (power + more, next + 1); // a hundred thousand million, three lakh crore
            }
            if lx.is(next + 1, Role::Scale) {
                return None;
            }
            let factor = 10i128.checked_pow(u32::try_from(power).ok()?)?;
            let value = Decimal::try_from_i128_with_scale(group.checked_mul(factor)?, 0).ok()?;
            return Some(match lower_groups(lx, next + 1, power, place) {
                Some((lower, end)) => Numeral { scaled: true, ..plain(value.checked_add(lower)?, end) },
                None => {
                    let mantissa = Decimal::try_from_i128_with_scale(group, 0).ok()?;
                    Numeral { scaled: true, mantissa, ..plain(value, next + 1) }
                }
            });
        } else if let Some(dozen) = dozens(lx, next).filter(|_| begun && !scaled) {
            let value = Decimal::try_from_i128_with_scale(group * i128::from(dozen), 0).ok()?;
            return Some(Numeral { scaled: true, ..plain(value, next + 1) });
        } else {
            break;
        }
        begun = true;
        at = next + 1;
    }
    let value = Decimal::try_from_i128_with_scale(group, 0).ok()?;
    (begun && at > i).then(|| Numeral { scaled, ..plain(value, at) })
}

/// `i`, or the index behind a hyphen that a tokeniser may have set apart: "fifty - two", "five - eighths".
fn past_dash(lx: &Lexed, i: usize) -> usize {
    let apart = lx.mark(i) == '-' && !lx.is_glued(i) && !lx.is_glued(i + 1) && lx.is_word(i + 1);
    if apart { i + 1 } else { lx.past_joint(i) }
}

fn dozens(lx: &Lexed, i: usize) -> Option<i32> {
    lx.value(i, Role::Dozen).or_else(|| lx.value(i, Role::Dozens))
}

/// What follows a scale word: "two million [three hundred thousand]", "a thousand [and one]".
fn lower_groups(lx: &Lexed, at: usize, power: i32, place: Place) -> Option<(Decimal, usize)> {
    let mut next = at;
    // "three million, two hundred and forty"
    let comma = lx.mark(next) == ',' && lx.is(next + 1, Role::Small) && lx.is(next + 2, Role::Hundred);
    if lx.is(next, Role::And) && !place.between || comma {
        next += 1;
    }
    if next == at && !lx.is(next, Role::Small) && !lx.is(next, Role::Tens) {
        return None;
    }
    if lx.is(next, Role::Article) {
        return None;
    }
    let lower = cardinal(lx, next, Place { below: Some(power), ..place })?;
    let fits = lower.value < power_of_ten(power)? && lower.value > Decimal::ZERO;
    (fits && (next == at || !lower.scaled || lower.value < 1000.into())).then_some((lower.value, lower.end))
}
