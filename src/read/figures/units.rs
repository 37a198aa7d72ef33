//! The tables of units and currencies: what a row is called, and how it converts.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::data::rows;
use crate::read::FigureKind;
use crate::read::numerals::{CURRENCIES, UNITS};

/// One unit of measure, a row of `src/data/units.tsv`.
#[derive(Clone, Debug)]
pub struct Unit {
    /// As it stands in [`Figure::unit`](crate::read::Figure): `km2`.
    pub symbol: &'static str,
    /// As it is shown: `km²`.
    pub sign: &'static str,
    pub singular: &'static str,
    pub plural: &'static str,
    /// Units of one dimension convert into each other.
    pub dimension: &'static str,
    factor: Decimal,
    offset: Decimal,
    /// The symbol of the metric unit of an imperial one, or the reverse.
    pub counterpart: Option<&'static str>,
    /// Feet and pounds, as opposed to metres and kilograms.
    pub imperial: bool,
    /// The factor of the British unit of the same name: the imperial gallon.
    british: Option<Decimal>,
}

/// One currency, a row of `src/data/currencies.tsv`.
#[derive(Debug)]
pub struct Currency {
    /// ISO 4217, or the English name of a minor unit ("cent").
    pub code: &'static str,
    pub plural: &'static str,
}

struct Tables {
    units: Vec<Unit>,
    by_symbol: HashMap<&'static str, usize>,
    currencies: Vec<Currency>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let units: Vec<Unit> = rows(UNITS).filter_map(unit_row).collect();
    let by_symbol = units.iter().enumerate().map(|(i, u)| (u.symbol, i)).collect();
    let currencies = rows(CURRENCIES).map(currency_row).collect();
    Tables { units, by_symbol, currencies }
});

impl Unit {
    /// The unit of a table row, as the lexicon counts rows.
    pub fn row(index: i32) -> Option<&'static Unit> {
        TABLES.units.get(usize::try_from(index).ok()?)
    }

    /// The unit that a figure's `unit` names, if it is one of measure.
    pub fn of(symbol: &str) -> Option<&'static Unit> {
        TABLES.units.get(*TABLES.by_symbol.get(symbol)?)
    }

    pub fn kind(&self) -> FigureKind {
        match self.dimension {
            "share" => FigureKind::Percentage,
            "points" => FigureKind::PercentagePoints,
            "money" => FigureKind::Money,
            _ => FigureKind::Measure,
        }
    }

    /// Lengths and weights are told in two units of one system: feet and inches, pounds and ounces.
    pub fn is_told_with(&self, smaller: &Unit) -> bool {
        let told = matches!(self.dimension, "length" | "mass" | "volume");
        told && self.dimension == smaller.dimension && smaller.factor < self.factor
    }

    /// The unit, and the British one of the same name.
    pub fn measures(&self) -> impl Iterator<Item = Unit> {
        let british = self.british.map(|factor| Unit { factor, ..self.clone() });
        std::iter::once(self.clone()).chain(british)
    }

    /// A value of this unit in another one of the same dimension.
    pub fn convert(&self, value: Decimal, to: &Unit) -> Option<Decimal> {
        if self.dimension != to.dimension {
            return None;
        }
        let base = value.checked_mul(self.factor)?.checked_add(self.offset)?;
        base.checked_sub(to.offset)?.checked_div(to.factor)
    }
}

impl Currency {
    /// The currency of a value of the money roles, and whether it is assumed.
    pub fn row(value: i32) -> Option<(&'static Currency, bool)> {
        let currency = TABLES.currencies.get(usize::try_from(value / 2).ok()?)?;
        Some((currency, value % 2 == 1))
    }

    pub fn of(code: &str) -> Option<&'static Currency> {
        TABLES.currencies.iter().find(|c| c.code == code)
    }
}

fn unit_row(row: Vec<&'static str>) -> Option<Unit> {
    let [symbol, sign, singular, plural, dimension, factor, offset, counterpart, ..] = row[..] else {
        debug_assert!(false, "a unit lacks columns: {row:?}");
        return None;
    };
    let counterpart = Some(counterpart).filter(|c| *c != "-");
    let (factor, offset) = (factor.parse().ok()?, offset.parse().ok()?);
    let imperial = row.get(11) == Some(&"imperial");
    let british = row.get(12).and_then(|factor| factor.parse().ok());
    Some(Unit { imperial, british, symbol, sign, singular, plural, dimension, factor, offset, counterpart })
}

fn currency_row(row: Vec<&'static str>) -> Currency {
    let cell = |i: usize| row.get(i).copied().unwrap_or("");
    Currency { code: cell(0), plural: cell(1) }
}
