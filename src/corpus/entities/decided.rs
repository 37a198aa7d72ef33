//! The reader's word above the machine's: entities that somebody said are one, or two, or are called something else.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use imbl::OrdMap;

use super::{Member, MemberId};
use crate::corpus::decisions::{BlockLinks, Named};
use crate::corpus::name_key::tidy;
use crate::read::coreference::PersonName;
use crate::read::{EntityType, Sense};

type Members = OrdMap<MemberId, Arc<Member>>;
type Cluster<'m> = Vec<&'m MemberId>;

/// The clusters of a block after what was decided: first what is one is joined, then what is two is parted. The result
/// depends on the set of decisions alone, whatever the order of their lines: they come sorted.
pub(super) fn decide<'m>(
    clusters: Vec<Cluster<'m>>,
    members: &'m Members,
    bearers: &Bearers<'m>,
    links: &BlockLinks,
) -> Vec<Cluster<'m>> {
    let mut clusters = Clusters::new(clusters, members, bearers);
    links.same.iter().for_each(|(a, b)| clusters.join(a, b));
    links.different.iter().for_each(|(a, b)| clusters.part(a, b));
    let mut clusters: Vec<Cluster<'m>> = clusters.clusters.into_values().collect();
    clusters.iter_mut().for_each(|cluster| cluster.sort());
    clusters.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    clusters
}

/// The name that somebody wants a cluster shown under; `name` is the one it has without.
pub(super) fn preferred<'l>(
    cluster: &Cluster<'_>,
    members: &Members,
    bearers: &Bearers<'_>,
    name: &str,
    links: &'l BlockLinks,
) -> Option<&'l str> {
    if links.prefer.is_empty() {
        return None;
    }
    let bearer = Bearer::of(members.get(*cluster.first()?)?);
    let names: HashSet<&str> =
        cluster.iter().filter_map(|id| members.get(*id)).flat_map(|member| member.names()).collect();
    let shown = tidy(name);
    let is = |named: &Named| {
        bearers.meant(named) == Some(bearer) && (named.name == shown || names.contains(named.name.as_str()))
    };
    let mut wanted = links.prefer.iter().rev().filter(|(named, _)| is(named));
    wanted.next().map(|(_, preferred)| preferred.as_str())
}

/// What goes by a name: a person, or of all else what is called so, the teams of a place or its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bearer {
    Person,
    Team,
    People,
    Other,
}

impl Bearer {
    fn of(member: &Member) -> Bearer {
        match member.sense {
            _ if member.key.person => Bearer::Person,
            Sense::Team(_) => Bearer::Team,
            Sense::People => Bearer::People,
            Sense::Own => Bearer::Other,
        }
    }
}

/// The members of a block by their names: there may be a hundred thousand decisions about them.
pub(super) struct Bearers<'m>(HashMap<&'m str, BTreeMap<Bearer, Vec<&'m MemberId>>>);

impl<'m> Bearers<'m> {
    pub(super) fn new(members: &'m Members) -> Bearers<'m> {
        let mut bearers = Bearers(HashMap::new());
        // Who is nobody of another article is not joined with anybody by a name.
        for (id, member) in members.iter().filter(|(_, member)| !member.split) {
            for name in member.names() {
                let called = bearers.0.entry(name).or_default();
                called.entry(Bearer::of(member)).or_default().push(id);
            }
        }
        bearers
    }

    /// Which bearers of a name a decision means. None for teams: a name does not tell which one of its place.
    fn meant(&self, named: &Named) -> Option<Bearer> {
        let called = self.0.get(named.name.as_str());
        let is_called_so = |bearer: Bearer| called.is_some_and(|called| called.contains_key(&bearer));
        match named.kind {
            EntityType::Person => Some(Bearer::Person),
            EntityType::Organization if is_called_so(Bearer::Team) => None,
            EntityType::Group if is_called_so(Bearer::People) => Some(Bearer::People),
            _ => Some(Bearer::Other),
        }
    }

    fn of(&self, named: &Named) -> impl Iterator<Item = &'m MemberId> {
        let meant = self.meant(named).and_then(|bearer| self.0.get(named.name.as_str())?.get(&bearer));
        meant.into_iter().flatten().copied()
    }
}

struct Clusters<'b, 'm> {
    members: &'m Members,
    bearers: &'b Bearers<'m>,
    clusters: BTreeMap<usize, Cluster<'m>>,
    /// Where each member is.
    of: HashMap<&'m MemberId, usize>,
}

impl<'b, 'm> Clusters<'b, 'm> {
    fn new(clusters: Vec<Cluster<'m>>, members: &'m Members, bearers: &'b Bearers<'m>) -> Clusters<'b, 'm> {
        let clusters: BTreeMap<usize, Cluster<'m>> = clusters.into_iter().enumerate().collect();
        let of = clusters.iter().flat_map(|(&at, cluster)| cluster.iter().map(move |&id| (id, at))).collect();
        Clusters { members, bearers, clusters, of }
    }

    /// The clusters with a member so named.
    fn holders(&self, named: &Named) -> BTreeSet<usize> {
        self.bearers.of(named).filter_map(|id| self.of.get(id).copied()).collect()
    }

    /// The cluster that a decision means: of several with a member so named, the largest.
    fn meant(&self, named: &Named) -> Option<usize> {
        let holders = self.holders(named).into_iter().filter_map(|at| Some((at, self.clusters.get(&at)?)));
        let first = |cluster: &Cluster<'m>| cluster.iter().min().copied();
        let largest = holders.max_by(|(_, a), (_, b)| a.len().cmp(&b.len()).then_with(|| first(b).cmp(&first(a))));
        largest.map(|(at, _)| at)
    }

    fn join(&mut self, a: &Named, b: &Named) {
        let (Some(a), Some(b)) = (self.meant(a), self.meant(b)) else { return };
        if a == b {
            return;
        }
        // The smaller one moves.
        let len = |at| self.clusters.get(&at).map_or(0, Vec::len);
        let (stay, go) = if len(a) >= len(b) { (a, b) } else { (b, a) };
        let moving = self.clusters.remove(&go).unwrap_or_default();
        self.of.extend(moving.iter().map(|&id| (id, stay)));
        self.clusters.entry(stay).or_default().extend(moving);
    }

    fn part(&mut self, a: &Named, b: &Named) {
        let both: Vec<usize> = self.holders(a).intersection(&self.holders(b)).copied().collect();
        for at in both {
            let whole = self.clusters.remove(&at).unwrap_or_default();
            let (stay, go): (Cluster<'m>, Cluster<'m>) =
                whole.into_iter().partition(|id| belongs(&self.members[*id], a, b));
            let new = self.clusters.last_key_value().map_or(0, |(last, _)| last + 1).max(at + 1);
            self.of.extend(go.iter().map(|&id| (id, new)));
            self.clusters.extend([(at, stay), (new, go)].into_iter().filter(|(_, cluster)| !cluster.is_empty()));
        }
    }
}

/// Whether a member stays with `a` where `a` and `b` are parted.
fn belongs(member: &Member, a: &Named, b: &Named) -> bool {
    match (member.is(a), member.is(b)) {
        (true, _) => true,
        (false, true) => false,
        // Another spelling of one of the two.
        _ => member.agrees(a) || !member.agrees(b),
    }
}

impl Member {
    /// Whether it goes by exactly this name.
    fn is(&self, named: &Named) -> bool {
        let person = named.kind == EntityType::Person;
        self.key.person == person && self.spellings.iter().any(|(spelling, ..)| *spelling == named.name)
    }

    /// Whether its full name may be another spelling of this one.
    fn agrees(&self, named: &Named) -> bool {
        let name = PersonName::parse(&named.name);
        self.person.as_ref().is_some_and(|person| person.surname == name.surname && person.agrees(&name))
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::ArticleId;
    use crate::corpus::decisions::{Links, parse};
    use crate::corpus::sample::index;

    /// The entities of a corpus after some lines of decisions: their ids, the names they are shown under, the articles.
    fn known(texts: &[&str], lines: &str) -> Vec<String> {
        let mut index = index(texts);
        let decisions = parse(lines);
        index.decide(Links::new(decisions.made.iter().map(|(_, decision)| decision)));
        let corpus = index.snapshot();
        let mut out: Vec<String> = corpus
            .entities()
            .map(|e| {
                let articles: Vec<&str> = e.articles().map(ArticleId::as_str).collect();
                format!("{} {} in {}", e.id, e.name, articles.join(" "))
            })
            .collect();
        out.sort();
        out
    }

    const LAND: &str = "Norway raised its taxes on Monday, and the Norwegians were told.";
    const PEOPLE: &str = "Two Norwegians left on Monday, and the Norwegian army stayed.";

    #[test]
    fn the_people_of_a_country_are_one_across_articles_and_not_the_country() {
        let apart = ["group:norwegians Norwegians in 1 2", "place:norway Norway in 0 1 2"];
        assert_eq!(known(&[LAND, PEOPLE, PEOPLE], ""), apart);
        let decided = "prefer\tgroup:Norwegians\tPeople of the North";
        let shown = ["group:norwegians People of the North in 1", "place:norway Norway in 0 1"];
        assert_eq!(known(&[LAND, PEOPLE], decided), shown);
        assert_eq!(known(&[LAND, PEOPLE], "prefer\tplace:Norway\tThe North")[0], "group:norwegians Norwegians in 1");
        let same = known(&[LAND, PEOPLE], "same\tgroup:Norwegians\tplace:Norway");
        assert_eq!(same, ["place:norway Norway in 0 1"]);
    }

    #[test]
    fn what_is_said_of_a_team_by_its_name_is_not_said_of_the_place() {
        let town = "The mayor of Toronto opened a bridge on Monday.";
        let team = "Baseball: a long night\n\nToronto beat Seattle 5-1 in ten innings on Monday.";
        let of_toronto =
            |lines: &str| known(&[town, team], lines).into_iter().filter(|e| e.contains("oronto")).collect();
        let apart: Vec<String> = of_toronto("");
        assert_eq!(apart.len(), 2, "{apart:?}");
        let lines = "prefer\torganization:Toronto\tThe Blue Side\nsame\torganization:Toronto\tplace:Delia";
        assert_eq!(of_toronto(lines), apart);
        let renamed: Vec<String> = of_toronto("prefer\tplace:Toronto\tTown of Toronto");
        assert!(renamed.contains(&"place:toronto Town of Toronto in 0".to_owned()), "{renamed:?}");
    }
}
