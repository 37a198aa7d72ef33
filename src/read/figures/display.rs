//! A figure in the words a reader wants: its exact value, its unit, and what that is in the other system.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::durations::units_of_time;
use super::units::{Currency, Unit};
use crate::read::{Bound, Change, ChangeRole, Figure, FigureKind};

/// In which units a reader wants measures besides those that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Units {
    /// Metres and kilograms: imperial measures are converted.
    Metric,
    /// Feet and pounds: metric measures are converted.
    Imperial,
    /// Each system into the other.
    #[default]
    Both,
}

/// The exact value in words: "USD 75,000,000,000", "more than 1,000", "200,000 km² (77,220 sq mi)", "20 % (a fifth)".
pub fn display(figure: &Figure, units: Units) -> String {
    let unit = figure.unit.as_deref().unwrap_or("");
    let value = match (figure.low, figure.high) {
        // "1.000": what the point says is not known.
        (Some(low), Some(high)) if figure.vague && !figure.approximate => {
            format!("{} or {}", number(low), number(high))
        }
        (Some(low), Some(high)) if low != high => format!("{} to {}", number(low), number(high)),
        (Some(value), _) | (_, Some(value)) => number(value),
        (None, None) => return String::new(),
    };
    let bound = bound_words(figure);
    match figure.kind {
        FigureKind::Money if Currency::of(unit).is_some_and(|c| c.code.len() == 3) => format!("{bound}{unit} {value}"),
        FigureKind::Ratio => ratio(figure, bound, &value),
        FigureKind::Ordinal => format!("{bound}number {value}{}", spaced(unit)),
        _ => match Unit::of(unit) {
            Some(u) => format!("{bound}{value} {}{}", u.sign, converted(figure, u, units)),
            None if figure.kind == FigureKind::Age => format!("{bound}{value} {unit}s old"),
            None => match units_of_time(figure) {
                Some(_) if value == "1" => format!("{bound}{value} {unit}"),
                Some(units) => format!("{bound}{value} {units}"),
                None => format!("{bound}{value}{}", spaced(unit)),
            },
        },
    }
}

/// The full name of a figure's unit: "square kilometres", "US dollars"; the counted noun itself where it is no unit.
pub fn unit_name(unit: &str) -> &str {
    Unit::of(unit).map(|u| u.plural).or_else(|| Currency::of(unit).map(|c| c.plural)).unwrap_or(unit)
}

/// A figure's place in a change, in words: "a rise by so much", "what it fell to".
pub fn change_words(change: Change) -> &'static str {
    match (change.rose, change.role) {
        (true, ChangeRole::By) => "a rise by so much",
        (true, ChangeRole::To) => "what it rose to",
        (true, ChangeRole::From) => "what it rose from",
        (false, ChangeRole::By) => "a fall by so much",
        (false, ChangeRole::To) => "what it fell to",
        (false, ChangeRole::From) => "what it fell from",
    }
}

/// The sign a currency goes by among those that share one: "US$" of the dollars.
pub fn sign(code: &str) -> &str {
    match code {
        "USD" => "US$",
        other => other,
    }
}

fn bound_words(figure: &Figure) -> &'static str {
    match figure.bound {
        Bound::MoreThan => "more than ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::LessThan => "less than ",
        Bound::About => "about ",
        Bound::Range if figure.approximate => "about ",
        Bound::Exact | Bound::Range => "",
    }
}

/// " × leader" rather than a plural that may be wrong.
fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" × {unit}") }
}

/// With thousands commas; fractions to six places.
fn number(value: Decimal) -> String {
    let text = value.round_dp(6).normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// "20 % (a fifth)"; factors above one stay factors.
fn ratio(figure: &Figure, bound: &str, value: &str) -> String {
    let Some(low) = figure.low.or(figure.high) else { return String::new() };
    if low > Decimal::ONE {
        return format!("{bound}{value} times");
    }
    let share = number((low * Decimal::ONE_HUNDRED).round_dp(1));
    match fraction_name(low) {
        Some(name) => format!("{bound}{share} % ({name})"),
        None => format!("{bound}{share} %"),
    }
}

fn fraction_name(value: Decimal) -> Option<&'static str> {
    const NAMES: [(i64, i64, &str); 11] = [
        (1, 2, "a half"),
        (1, 3, "a third"),
        (2, 3, "two thirds"),
        (1, 4, "a quarter"),
        (3, 4, "three quarters"),
        (1, 5, "a fifth"),
        (2, 5, "two fifths"),
        (3, 5, "three fifths"),
        (4, 5, "four fifths"),
        (1, 8, "an eighth"),
        (1, 10, "a tenth"),
    ];
    let near = |part: i64, whole: i64| {
        Decimal::from(part).checked_div(whole.into()).is_some_and(|v| (v - value).abs() < Decimal::new(1, 6))
    };
    NAMES.iter().find(|(part, whole, _)| near(*part, *whole)).map(|n| n.2)
}

/// " (77,220 sq mi)": the same in the unit of the other system.
fn converted(figure: &Figure, unit: &Unit, units: Units) -> String {
    if units == Units::Metric && !unit.imperial || units == Units::Imperial && unit.imperial {
        return String::new();
    }
    let Some(other) = unit.counterpart.and_then(Unit::of) else { return String::new() };
    let convert = |value: Decimal| Some(number(rounded(unit.convert(value, other)?)));
    let ends: Vec<String> = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low != high => [low, high].into_iter().filter_map(convert).collect(),
        (low, high) => low.or(high).and_then(convert).into_iter().collect(),
    };
    if ends.is_empty() { String::new() } else { format!(" ({} {})", ends.join(" to "), other.sign) }
}

/// A value in some unit: "77.67 mi".
pub fn in_unit(value: Decimal, unit: &Unit) -> String {
    format!("{} {}", number(rounded(value)), unit.sign)
}

/// To four significant digits.
fn rounded(value: Decimal) -> Decimal {
    let size = value.abs().to_f64().unwrap_or(0.0);
    let places = if size <= 0.0 { 0 } else { 3 - size.log10().floor() as i32 };
    if places >= 0 {
        return value.round_dp(places as u32);
    }
    let step = Decimal::from(10i64.saturating_pow((-places).min(18) as u32));
    value.checked_div(step).map_or(value, |v| v.round() * step)
}
