//! The teams that go by the name of one place: one for each sport.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Member, MemberId, bearer};

/// The entities that the teams of a block make up. Where an article does not tell the sport, its team is the only one of
/// the place, or the one far more prominent than all others.
pub(super) fn clusters<'m>(members: &[(&'m MemberId, &'m Arc<Member>)]) -> Vec<Vec<&'m MemberId>> {
    let mut of: BTreeMap<Option<&str>, Vec<&MemberId>> = BTreeMap::new();
    for (id, member) in members {
        of.entry(member.sense.team().and_then(|team| team.sport)).or_default().push(id);
    }
    let unknown = of.remove(&None).unwrap_or_default();
    let mut clusters: Vec<Vec<&MemberId>> = of.into_values().collect();
    match bearer(&clusters) {
        _ if unknown.is_empty() => {}
        Some(i) => clusters[i].extend(unknown),
        None => clusters.push(unknown),
    }
    clusters.iter_mut().for_each(|cluster| cluster.sort());
    clusters
}

#[cfg(test)]
mod tests {
    use crate::corpus::ArticleId;
    use crate::corpus::sample::index;

    /// The entities called Toronto, with the articles they appear in.
    fn called_toronto(texts: &[&str]) -> Vec<String> {
        let corpus = index(texts).snapshot();
        let mut out: Vec<String> = corpus
            .entities()
            .filter(|e| e.name == "Toronto")
            .map(|e| format!("{} in {}", e.id, e.articles().map(ArticleId::as_str).collect::<Vec<_>>().join(" ")))
            .collect();
        out.sort();
        out
    }

    const TOWN: &str = "The mayor of Toronto opened a bridge on Monday. The bridge in Toronto is long.";
    const BASEBALL: &str = "Baseball: a long night\n\nToronto beat Seattle 5-1 in ten innings on Monday.";
    const HOCKEY: &str = "Hockey: a short night\n\nToronto beat Boston 3-1 on Monday, and the goalie was glad.";
    const SPORT: &str = "Players of soccer and hockey came to the game. Toronto beat Chicago in the final, and the coach \
                         praised her team.";

    #[test]
    fn teams_of_one_place_and_sport_are_one_across_articles() {
        assert_eq!(
            called_toronto(&[TOWN, BASEBALL, HOCKEY, BASEBALL]),
            [
                "organization:toronto-baseball-team in 1 3",
                "organization:toronto-ice-hockey-team in 2",
                "place:toronto in 0"
            ]
        );
    }

    #[test]
    fn a_team_of_unknown_sport_is_the_only_one_of_its_place() {
        assert_eq!(called_toronto(&[SPORT]), ["organization:toronto-team in 0"]);
        assert_eq!(called_toronto(&[SPORT, BASEBALL]), ["organization:toronto-baseball-team in 0 1"]);
        assert_eq!(
            called_toronto(&[SPORT, BASEBALL, HOCKEY]),
            [
                "organization:toronto-baseball-team in 1",
                "organization:toronto-ice-hockey-team in 2",
                "organization:toronto-team in 0"
            ]
        );
    }
}
