//! "dozens", "hundreds of thousands", "several", "a few hundred": figures whose value nobody said.

use rust_decimal::Decimal;

use crate::read::numerals::{Lexed, Role, scale};
use crate::read::{Bound, Figure};

use super::nouns;

/// The vague figure that begins at `i`, and the index behind it. Its bounds are what the words can mean at most:
/// dozens are 12 to 120.
pub fn vague(lx: &Lexed, i: usize) -> Option<(Figure, usize)> {
    let (low, high, end) = plural(lx, i).or_else(|| few(lx, i))?;
    let noun = nouns::counted(lx, if lx.is(end, Role::Of) { end + 1 } else { end });
    let (unit, measures) = noun.map_or((None, None), |n| (Some(n.head), Some(n.phrase)));
    let figure = Figure {
        low: Some(low),
        high: Some(high),
        unit,
        measures,
        bound: Bound::Range,
        approximate: true,
        vague: true,
        ..Figure::at(lx.span(i, end))
    };
    Some((figure, end))
}

/// "dozens", "tens of thousands".
fn plural(lx: &Lexed, i: usize) -> Option<(Decimal, Decimal, usize)> {
    let mut low = Decimal::from(lx.value(i, Role::VaguePlural)?);
    let mut end = i + 1;
    if lx.is(end, Role::Of)
        && let Some(factor) = lx.value(end + 1, Role::VaguePlural)
    {
        low = low.checked_mul(factor.into())?;
        end += 2;
    } else if lx.is(i, Role::Label) {
        return None;
    }
    Some((low, low.checked_mul(Decimal::TEN)?, end))
}

/// "several", "a few", "several hundred".
fn few(lx: &Lexed, i: usize) -> Option<(Decimal, Decimal, usize)> {
    let (least, mut end) = lx.role(i, Role::VagueFew)?;
    let (mut low, mut high) = (Decimal::from(least), Decimal::from(9));
    if let Some(factor) = scale(lx, end) {
        low = low.checked_mul(factor)?;
        high = high.checked_mul(factor)?;
        end += 1;
    }
    Some((low, high, end))
}
