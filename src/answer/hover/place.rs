//! Where a place is, how many people live there.

use super::{Line, Piece};
use crate::answer::subject::Subject;
use crate::corpus::Article;
use crate::read::EntityType;
use crate::read::names::KnownPlace;

/// "City · Kherson Oblast, Ukraine · about 66,000 people · 46.64° N, 32.61° E"; none where its name may as well mean
/// another place.
pub(super) fn line(article: &Article, subject: &Subject<'_>) -> Option<Vec<Piece>> {
    if subject.kind() != EntityType::Place {
        return None;
    }
    let place = KnownPlace::of(subject.name())?;
    if contradicted(article, subject, &place) {
        return None;
    }
    let people = |thousands: Option<u32>| thousands.filter(|n| *n > 0).map(people);
    let facts = match place {
        KnownPlace::Country { region, capital, thousands, wikidata, .. } => {
            let capital = capital.map(|capital| format!("capital {capital}"));
            [Some("Country".to_owned()), Some(region.to_owned()), capital, people(thousands), id(wikidata)]
        }
        KnownPlace::Part { country, wikidata, .. } => {
            [Some(format!("Part of {country}")), id(wikidata), None, None, None]
        }
        KnownPlace::City { country, region, thousands, coordinates, doubtful, .. } => {
            let what = if doubtful { "Probably the city" } else { "City" };
            let within = region.map_or(country.to_owned(), |region| format!("{region}, {country}"));
            [Some(what.to_owned()), Some(within), people(Some(thousands)), Some(degrees(coordinates)), None]
        }
    };
    Some(Line::default().text(facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).0)
}

fn id(wikidata: &str) -> Option<String> {
    Some(format!("Wikidata {wikidata}"))
}

/// The article says that it is elsewhere: "London, Ontario".
fn contradicted(article: &Article, subject: &Subject<'_>, place: &KnownPlace) -> bool {
    let mentions = &article.findings.mentions;
    subject.local.mentions.iter().filter_map(|&i| mentions.get(i as usize)).any(|mention| {
        let behind = article.text.get(mention.span.end as usize..).unwrap_or_default();
        let Some(next) = mentions.get(mentions.partition_point(|m| m.span.start < mention.span.end)) else {
            return false;
        };
        behind.starts_with(", ")
            && next.span.start == mention.span.end + 2
            && KnownPlace::of(next.span.of(&article.text)).is_some_and(|land| !place.may_be_in(&land))
    })
}

/// "about 66,000 people", "about 40 million people"
fn people(thousands: u32) -> String {
    match thousands {
        ..1000 => format!("about {thousands},000 people"),
        1000..10_000 => format!("about {:.1} million people", f64::from(thousands) / 1000.0).replace(".0 ", " "),
        _ => format!("about {} million people", (thousands + 500) / 1000),
    }
}

/// "46.64° N, 32.61° E"
fn degrees((north, east): (f32, f32)) -> String {
    let one = |value: f32, plus, minus| format!("{:.2}° {}", value.abs(), if value < 0.0 { minus } else { plus });
    format!("{}, {}", one(north, "N", "S"), one(east, "E", "W"))
}
