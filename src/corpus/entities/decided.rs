//! The reader's word above the machine's: entities that somebody said are one, or two, or are called something else.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use imbl::OrdMap;

use super::{Member, MemberId};
use crate::corpus::decisions::{BlockLinks, Named};
use crate::corpus::name_key::tidy;
use crate::read::EntityType;
use crate::read::coreference::PersonName;

type Members = OrdMap<MemberId, Arc<Member>>;
type Cluster<'m> = Vec<&'m MemberId>;

/// The clusters of a block after what was decided: first what is one is joined, then what is two is parted. The result
/// depends on the set of decisions alone, whatever the order of their lines: they come sorted.
pub(super) fn decide<'m>(clusters: Vec<Cluster<'m>>, members: &'m Members, links: &BlockLinks) -> Vec<Cluster<'m>> {
    let mut clusters = Clusters::new(clusters, members);
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
    name: &str,
    links: &'l BlockLinks,
) -> Option<&'l str> {
    if links.prefer.is_empty() || cluster.iter().any(|id| members[*id].team.is_some()) {
        return None;
    }
    let names: HashSet<(bool, &str)> =
        cluster.iter().map(|id| &members[*id]).flat_map(|m| m.names().map(|name| (m.key.person, name))).collect();
    let shown = tidy(name);
    let is =
        |named: &Named| named.name == shown || names.contains(&(named.kind == EntityType::Person, named.name.as_str()));
    let mut wanted = links.prefer.iter().rev().filter(|(named, _)| is(named));
    wanted.next().map(|(_, preferred)| preferred.as_str())
}

/// Clusters whose members are found by name: there may be a hundred thousand decisions about them.
struct Clusters<'m> {
    members: &'m Members,
    clusters: BTreeMap<usize, Cluster<'m>>,
    /// Where each member is.
    of: HashMap<&'m MemberId, usize>,
    /// Who goes by a name: a person, or anything else.
    named: HashMap<(bool, &'m str), Vec<&'m MemberId>>,
}

impl<'m> Clusters<'m> {
    fn new(clusters: Vec<Cluster<'m>>, members: &'m Members) -> Clusters<'m> {
        let mut named: HashMap<_, Vec<&MemberId>> = HashMap::new();
        // Who is nobody of another article is not joined with anybody by a name, and that of a team is its place’s.
        for (id, member) in members.iter().filter(|(_, member)| !member.split && member.team.is_none()) {
            for name in member.names() {
                named.entry((member.key.person, name)).or_default().push(id);
            }
        }
        let clusters: BTreeMap<usize, Cluster<'m>> = clusters.into_iter().enumerate().collect();
        let of = clusters.iter().flat_map(|(&at, cluster)| cluster.iter().map(move |&id| (id, at))).collect();
        Clusters { members, clusters, of, named }
    }

    /// The clusters with a member so named.
    fn holders(&self, named: &Named) -> BTreeSet<usize> {
        let name = named.name.as_str();
        let members = self.named.get(&(named.kind == EntityType::Person, name)).into_iter().flatten();
        members.filter_map(|id| self.of.get(id).copied()).collect()
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
