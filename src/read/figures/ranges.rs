//! Two numbers that belong together: a range ("between 30 and 40", "$5-7 million") or the two sides of a score.

use rust_decimal::Decimal;

use super::amount::{Amount, Of, amount};
use super::{Step, bounds, labels, nouns};
use crate::read::numerals::{Kind, Lexed, Place, Role, is_plural};
use crate::read::{Bound, Figure, FigureKind};

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// "between A and B"
    Between,
    /// "from A to B"
    FromTo,
    To,
    Dash,
    Or,
}

/// The range or score that begins with `first`. `is_time` tells lexemes that belong to a date.
pub fn range(lx: &Lexed, first: &Amount, is_time: impl Fn(usize) -> bool) -> Option<Step> {
    let (join, at) = joint(lx, first)?;
    let place = Place { money: matches!(first.of, Some(Of::Money(..))), ..Place::default() };
    let at = bounds_between(lx, at);
    let second = amount(lx, at, place)?;
    if !is_time(at)
        && let Some(figure) = before_range(lx, first, &second, join)
    {
        return Some(Step::Found(figure, first.end));
    }
    if is_time(at) || is_broken(lx, &second) {
        return None;
    }
    if first.is_bare(lx) && second.is_bare(lx) && (labels::is_in_name(lx, &second) || is_phone(lx, first, &second)) {
        return Some(Step::Past(second.end)); // 16-18 Market Street
    }
    if is_score(lx, first, &second, join) {
        return Some(score(lx, first, &second));
    }
    let of = common(lx, first, &second, join)?;
    let (low, high) = (inherit(first, &second), second.value());
    // "-18 to -34 degrees" grows away from zero.
    let (low, high) = if low.is_sign_negative() && high < low && of.is_some() { (high, low) } else { (low, high) };
    if low >= high {
        return (low > high && join == Join::FromTo && first.of.is_some()).then(|| both(lx, first, &second));
    }
    let most = low.checked_mul(Decimal::TWO).and_then(|most| most.checked_add(Decimal::ONE));
    if join == Join::Or && most.is_some_and(|most| high > most) {
        return None;
    }
    let mut figure = Figure {
        low: Some(low.normalize()),
        high: Some(high.normalize()),
        bound: Bound::Range,
        ..Figure::at(lx.span(start(lx, first, join), second.end))
    };
    figure.set_unit(of);
    let mut end = second.end;
    if let Some((unit, past)) = super::age(lx, &second).filter(|_| of.is_none()) {
        (figure.kind, figure.unit, end) = (FigureKind::Age, Some(unit), past);
    } else {
        figure.count(lx, &second, second.end);
    }
    if bounds::before(lx, first.first).is_some_and(|b| b.bound == Bound::About) {
        figure.approximate = true;
    }
    Some(Step::Found(figure, end))
}

/// "greater than 100 and smaller than 300", "at most 50 but at least 20": two bounds of one number.
pub fn bounded(lx: &Lexed, first: &Amount, is_time: impl Fn(usize) -> bool) -> Option<Step> {
    let lower = bounds::before(lx, first.first).and_then(|b| b.is_lower())?;
    let mut at = first.end;
    at += usize::from(lx.mark(at) == ',');
    at += usize::from(lx.is(at, Role::Conjunction));
    let roles: &[Role] = if lower { &[Role::LessThan, Role::AtMost] } else { &[Role::MoreThan, Role::AtLeast] };
    let at = roles.iter().filter_map(|role| Some(lx.role(at, *role)?.1)).max().filter(|_| at > first.end)?;
    let second = amount(lx, at, Place::default()).filter(|_| !is_time(at))?;
    let of = common(lx, first, &second, Join::Between)?;
    let (low, high) = if lower { (first.value(), second.value()) } else { (second.value(), first.value()) };
    let mut figure = Figure {
        low: Some(low.normalize()),
        high: Some(high.normalize()),
        bound: Bound::Range,
        ..Figure::at(lx.span(bound_start(lx, first.first), second.end))
    };
    figure.set_unit(of);
    figure.count(lx, &second, second.end);
    (low < high).then_some(Step::Found(figure, second.end))
}

/// "2,000 ± 5 pounds"
pub fn tolerance(lx: &Lexed, first: &Amount) -> Option<Step> {
    let at = match lx.mark(first.end) {
        '±' => first.end + 1,
        '+' if lx.mark(first.end + 1) == '/' && lx.is_hyphen(first.end + 2) => first.end + 3,
        _ => return None,
    };
    let second = amount(lx, at, Place::default()).filter(|s| first.of.is_none() && !s.negative)?;
    let mut figure = Figure {
        low: Some(first.value().checked_sub(second.value())?.normalize()),
        high: Some(first.value().checked_add(second.value())?.normalize()),
        bound: Bound::Range,
        ..Figure::at(lx.span(first.first, second.end))
    };
    figure.set_unit(second.of);
    figure.count(lx, &second, second.end);
    Some(Step::Found(figure, second.end))
}

/// What stands behind the first number, and where the second begins.
fn joint(lx: &Lexed, first: &Amount) -> Option<(Join, usize)> {
    // "$12 per barrel to $15 per barrel"
    let per = lx.is(first.end, Role::Per) && lx.is_word(first.end + 1) && lx.is(first.end + 2, Role::To);
    let (at, before) = (if per { first.end + 2 } else { first.end }, first.first.wrapping_sub(1));
    let opened = |role| lx.is(before, role) || lx.is(bound_start(lx, first.first).wrapping_sub(1), role);
    if lx.is(at, Role::And) && opened(Role::Between) {
        return Some((Join::Between, at + 1));
    }
    if lx.is(at, Role::To) {
        return Some((if opened(Role::From) { Join::FromTo } else { Join::To }, at + 1));
    }
    if lx.is(at, Role::Or) {
        return Some((Join::Or, at + 1));
    }
    if lx.is_hyphen(at) || lx.mark(at) == '~' {
        // "8- to 16-meter"; else both sides are spaced alike.
        if lx.is(at + 1, Role::To) {
            let next = if lx.is_joint(at + 2) { at + 3 } else { at + 2 };
            return Some((Join::To, next));
        }
        let alike = lx.is_glued(at) == lx.is_glued(at + 1);
        return alike.then_some((Join::Dash, at + 1));
    }
    None
}

fn bound_start(lx: &Lexed, first: usize) -> usize {
    bounds::before(lx, first).map_or(first, |b| b.reach)
}

/// Skip a bound between the two: "between 5 and about 7", "from up to 252 miles to as many as 300".
fn bounds_between(lx: &Lexed, at: usize) -> usize {
    let roles = [Role::About, Role::AtMost, Role::AtLeast, Role::MoreThan];
    roles.into_iter().filter_map(|role| Some(lx.role(at, role)?.1)).max().unwrap_or(at)
}

/// The second number is part of something else: an ordinal, a clock time, a code.
fn is_broken(lx: &Lexed, second: &Amount) -> bool {
    let end = second.end;
    lx.is(end, Role::OrdinalEnding) && lx.is_glued(end)
        || lx.mark(end) == ':' && lx.is_digits(end + 1) && lx.is_glued(end + 1)
        || lx.is_joint(end) && lx.is_digits(end + 1)
        || lx.is_word(end) && lx.is_glued(end)
        || lx.role(end, Role::Meridiem).is_some()
}

/// "555-0123"
fn is_phone(lx: &Lexed, first: &Amount, second: &Amount) -> bool {
    let (a, b) = (lx.text(first.number), lx.text(second.number));
    b.len() > 1 && b.starts_with('0') || a.len() == 3 && b.len() == 4 && lx.is_joint(first.end)
}

/// "rose from [24.2] to 33-35 million euros": what the range behind it is of, it is of as well.
fn before_range(lx: &Lexed, first: &Amount, second: &Amount, join: Join) -> Option<Figure> {
    let (Join::Dash, at) = joint(lx, second).filter(|_| join == Join::FromTo && first.of.is_none())? else {
        return None;
    };
    let third = amount(lx, at, Place::default()).filter(|third| !is_broken(lx, third))?;
    let (of, value) = (common(lx, second, &third, Join::Dash)?, inherit(first, &third).normalize());
    if of.is_none() || value >= third.value() || inherit(second, &third) >= third.value() {
        return None;
    }
    let mut figure = Figure { low: Some(value), high: Some(value), ..Figure::exact(first, lx) };
    figure.set_unit(of);
    Some(figure)
}

/// What both are of; None if they cannot be of one thing.
fn common(lx: &Lexed, first: &Amount, second: &Amount, join: Join) -> Option<Option<Of>> {
    // "down from $89 to $93 billion": what shares its scale with the second is no level of its own.
    let shares_scale = second.numeral.scaled && !first.numeral.scaled && first.value() < second.numeral.mantissa;
    let changed = matches!(join, Join::To) && is_change(lx, first.first) && !(shares_scale && first.prefixed);
    match (first.of, second.of) {
        (Some(a), Some(b)) if a.is_same(b) => (!changed).then_some(Some(a)),
        (Some(_), Some(_)) => None,
        // "rose 5 percent to 10", "$5 to 7 people"
        (Some(a), None) => {
            let own = nouns::counted(lx, second.end).is_some() && !first.prefixed;
            (!changed && !own).then_some(Some(a))
        }
        // "rose 5 to 10 percent" is by so much, "rose 5 to $10" is not.
        (None, Some(b)) => (!second.prefixed).then_some(Some(b)),
        (None, None) => {
            let counted = nouns::counted(lx, first.end).is_some();
            (!changed && !counted).then_some(None)
        }
    }
}

/// "rose 5 % to 10 %": what goes before says that the second number is where it went, not how far.
fn is_change(lx: &Lexed, first: usize) -> bool {
    let clause = (first.saturating_sub(5)..first).rev().take_while(|&i| lx.is_word(i));
    clause.into_iter().any(|i| lx.is(i, Role::Change))
}

/// "$10 to 15 million" is ten million at least.
fn inherit(first: &Amount, second: &Amount) -> Decimal {
    let (a, b) = (first.numeral, second.numeral);
    let own = first.of.is_some() && !first.prefixed;
    if !b.scaled || a.scaled || own || a.fraction || b.mantissa.is_zero() || a.value >= 1000.into() {
        return first.value();
    }
    let factor = b.value.checked_div(b.mantissa).unwrap_or(Decimal::ONE);
    let signed_again = first.prefixed && second.prefixed;
    match first.value().checked_mul(factor) {
        Some(scaled) if !signed_again || a.value < b.mantissa => scaled,
        _ => first.value(),
    }
}

/// "won 3-2", "a 5-4 vote", "2,357 to 1,566", "leads 46 to 43 percent".
fn is_score(lx: &Lexed, first: &Amount, second: &Amount, join: Join) -> bool {
    if !matches!(join, Join::Dash | Join::To)
        || lx.mark(first.end) == '~'
        || first.numeral.scaled
        || second.numeral.scaled
    {
        return false;
    }
    if first.prefixed || second.prefixed || first.numeral.fraction {
        return false;
    }
    let from = first.first;
    let contest = (from.saturating_sub(6)..from).rev().take_while(|&i| lx.kind(i) != Some(Kind::Mark));
    let contested = contest.into_iter().any(|i| lx.is(i, Role::Contest));
    let counts = is_plural(lx, second.end) && !nouns::is_stop(lx, second.end) || lx.is_joint(second.end);
    let falls = first.value() > second.value();
    let bare = first.of.is_none() && second.of.is_none();
    if join == Join::Dash {
        let small = bare && first.is_bare(lx) && second.is_bare(lx) && first.value() < 200.into();
        return falls || small && !counts && !lx.is_joint(first.end + 2);
    }
    if bare { falls } else { contested }
}

/// Two figures that share the unit either of them has.
fn score(lx: &Lexed, first: &Amount, second: &Amount) -> Step {
    let side = |a: &Amount| {
        let mut figure = Figure { kind: FigureKind::Score, ..Figure::exact(a, lx) };
        figure.set_unit(first.of.or(second.of));
        figure
    };
    Step::Both([side(first), side(second)], second.end)
}

fn both(lx: &Lexed, first: &Amount, second: &Amount) -> Step {
    Step::Both([Figure::exact(first, lx), Figure::exact(second, lx)], second.end)
}

/// The span begins at "between" and "from".
fn start(lx: &Lexed, first: &Amount, join: Join) -> usize {
    let bound = bound_start(lx, first.first);
    let before = bound.wrapping_sub(1);
    if join == Join::Between && lx.is(before, Role::Between) || join == Join::FromTo && lx.is(before, Role::From) {
        return before;
    }
    bound
}
