//! What the tables know of places. Only of names that mean one place: where two are called so, they say nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{LEXICON, phrase_key};
use crate::data::{Table, rows};
use crate::read::fold::plain;

static TERRITORIES: Table = Table::new(include_str!("../../data/territories.tsv"));
static CITIES: Table = Table::new(include_str!("../../data/cities.tsv"));

/// A place that the tables know. Codes are those of ISO 3166.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KnownPlace {
    Country {
        code: &'static str,
        /// Of the world: Eastern Europe.
        region: &'static str,
        capital: Option<&'static str>,
        thousands: Option<u32>,
        wikidata: &'static str,
    },
    /// A state or province: its code starts with its country's.
    Part { name: &'static str, code: &'static str, country: &'static str, wikidata: &'static str },
    City {
        name: &'static str,
        country_code: &'static str,
        country: &'static str,
        /// The state or province.
        region: Option<&'static str>,
        thousands: u32,
        /// Degrees north and east, negative for south and west.
        coordinates: (f32, f32),
        /// Another place of that name may be meant.
        doubtful: bool,
    },
}

impl KnownPlace {
    /// The place of a name, if the name means one place.
    pub fn of(name: &str) -> Option<KnownPlace> {
        let name = LEXICON.name(&phrase_key(name)).unwrap_or(name);
        match territory(&phrase_key(name)).or_else(|| country(name)) {
            // Of a city and the province of its name, the city is meant: Kyiv, Geneva. But of New York and Quebec, either.
            Some(part @ KnownPlace::Part { .. }) => match city(&plain(name)) {
                Some(city) => Some(city).filter(|c| c.may_be_in(&part)).or(Some(part)),
                None => Some(part).filter(|_| !names_a_city(name)),
            },
            None => city(&plain(name)),
            country => country,
        }
    }

    pub fn wikidata(&self) -> Option<&'static str> {
        match self {
            KnownPlace::Country { wikidata, .. } | KnownPlace::Part { wikidata, .. } => Some(wikidata),
            KnownPlace::City { .. } => None,
        }
    }

    /// Whether it can lie in a country or region: "London" in "Ontario" is no city of England.
    pub fn may_be_in(&self, land: &KnownPlace) -> bool {
        let KnownPlace::City { country_code, region, .. } = self else { return true };
        match land {
            KnownPlace::Country { code, .. } => code == country_code,
            KnownPlace::Part { name, code, .. } => {
                code.starts_with(country_code) && region.is_none_or(|region| region == *name)
            }
            KnownPlace::City { .. } => true,
        }
    }
}

/// There is a city of this name, perhaps not the only one.
fn names_a_city(name: &str) -> bool {
    let name = plain(name);
    CITIES.get(&name).is_some() || CITIES.get(&format!("{name} city")).is_some()
}

/// A country by the name that our table of countries gives it, which may be another than Wikidata's.
fn country(name: &str) -> Option<KnownPlace> {
    territory(COUNTRIES.territories.get(COUNTRIES.codes.get(name)?)?)
}

/// Our table of countries, and the territories that are countries.
struct Countries {
    codes: FxHashMap<&'static str, &'static str>,
    /// By code: the name, and the capital.
    rows: FxHashMap<&'static str, (&'static str, Option<&'static str>)>,
    /// By code: the key of the territory.
    territories: FxHashMap<&'static str, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let listed = || rows(include_str!("../../data/countries.tsv")).filter(|row| row.len() > 1);
    let territories = rows(include_str!("../../data/territories.tsv")).filter(|row| row.get(3) == Some(&"country"));
    Countries {
        codes: firsts(listed().map(|row| (row[0], row[1]))),
        rows: firsts(listed().map(|row| (row[1], (row[0], row.get(4).copied())))),
        territories: firsts(territories.map(|row| (row[2], row[0]))),
    }
});

/// A table in which the first of several rows counts.
fn firsts<V>(rows: impl Iterator<Item = (&'static str, V)>) -> FxHashMap<&'static str, V> {
    let mut out = FxHashMap::default();
    rows.for_each(|(key, value)| {
        out.entry(key).or_insert(value);
    });
    out
}

fn territory(key: &str) -> Option<KnownPlace> {
    let [name, code, kind, within, thousands, capital, wikidata] = cells(TERRITORIES.get(key)?)?;
    if kind != "country" {
        return Some(KnownPlace::Part { name, code, country: within, wikidata });
    }
    // Capitals move: what two sources do not agree on is not said.
    let ours = COUNTRIES.rows.get(code).and_then(|(_, capital)| *capital);
    let capital = Some(capital).filter(|c| !c.is_empty() && ours.is_none_or(|ours| ours == *c));
    Some(KnownPlace::Country { code, region: within, capital, thousands: thousands.parse().ok(), wikidata })
}

fn city(key: &str) -> Option<KnownPlace> {
    let [name, country_code, thousands, doubt, region, north, east] = cells(CITIES.get(key)?)?;
    Some(KnownPlace::City {
        name,
        country_code,
        country: COUNTRIES.rows.get(country_code)?.0,
        region: Some(region).filter(|r| !r.is_empty()),
        thousands: thousands.parse().ok()?,
        coordinates: (north.parse().ok()?, east.parse().ok()?),
        doubtful: doubt == "?",
    })
}

fn cells<const N: usize>(row: &'static str) -> Option<[&'static str; N]> {
    let mut cells = row.split('\t');
    let mut out = [""; N];
    for slot in &mut out {
        *slot = cells.next()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::KnownPlace;
    use crate::data::rows;

    #[test]
    fn a_name_of_one_place_is_known_by_any_of_its_spellings() {
        let Some(KnownPlace::City { name, country, region, doubtful: false, .. }) = KnownPlace::of("Bakhmut") else {
            panic!("{:?}", KnownPlace::of("Bakhmut"))
        };
        assert_eq!((name, country, region), ("Bakhmut", "Ukraine", Some("Donetsk Oblast")));
        assert_eq!(KnownPlace::of("Kiev"), KnownPlace::of("Kyiv"));
        assert!(matches!(KnownPlace::of("Kyiv"), Some(KnownPlace::City { country: "Ukraine", .. })));
        assert!(matches!(KnownPlace::of("U.S."), Some(KnownPlace::Country { code: "US", .. })));
        assert!(matches!(KnownPlace::of("Texas"), Some(KnownPlace::Part { country: "United States", .. })));
    }

    #[test]
    fn a_name_of_several_places_is_left_alone() {
        for name in [
            "New York",
            "Quebec",
            "Victoria",
            "Birmingham",
            "Cambridge",
            "Georgia",
            "Washington",
            "Springfield",
            "Gaza",
            "Nowhere",
            "",
        ] {
            assert_eq!(KnownPlace::of(name), None, "{name}");
        }
        assert!(matches!(KnownPlace::of("London"), Some(KnownPlace::City { doubtful: true, .. })));
    }

    #[test]
    fn every_listed_country_that_the_facts_know_is_found_by_its_name() {
        let codes: Vec<&str> = rows(include_str!("../../data/territories.tsv"))
            .filter(|row| row[3] == "country")
            .map(|row| row[2])
            .collect();
        for row in rows(include_str!("../../data/countries.tsv")).filter(|row| codes.contains(&row[1])) {
            let ambiguous = ["Georgia"].contains(&row[0]);
            let found = matches!(KnownPlace::of(row[0]), Some(KnownPlace::Country { code, .. }) if code == row[1]);
            assert!(found || ambiguous, "{} is {:?}", row[0], KnownPlace::of(row[0]));
        }
        assert!(matches!(KnownPlace::of("Kazakhstan"), Some(KnownPlace::Country { capital: None, .. })));
    }

    #[test]
    fn a_town_lies_in_its_region_and_country_only() {
        let of = |name| KnownPlace::of(name).expect("a place");
        assert!(of("Kherson").may_be_in(&of("Ukraine")) && !of("Kherson").may_be_in(&of("Russia")));
        assert!(!of("London").may_be_in(&of("Ontario")));
        assert!(of("Chicago").may_be_in(&of("Illinois")) && !of("Chicago").may_be_in(&of("Texas")));
    }
}
