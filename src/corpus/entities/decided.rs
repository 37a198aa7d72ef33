//! The reader's word above the machine's: entities that somebody said are one, or two, or are called something else.

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
/// depends on the set of decisions alone, whatever the order of their lines.
pub(super) fn decide<'m>(mut clusters: Vec<Cluster<'m>>, members: &Members, links: &BlockLinks) -> Vec<Cluster<'m>> {
    for (a, b) in &links.same {
        if let (Some(a), Some(b)) = (holder(&clusters, members, a), holder(&clusters, members, b))
            && a != b
        {
            let joining = clusters.swap_remove(a.max(b));
            let joined = &mut clusters[a.min(b)];
            joined.extend(joining);
            joined.sort();
        }
    }
    for (a, b) in &links.different {
        let both = clusters.iter().position(|cluster| has(cluster, members, a) && has(cluster, members, b));
        if let Some(both) = both {
            let parted: (Cluster<'m>, Cluster<'m>) =
                clusters.swap_remove(both).into_iter().partition(|id| belongs(&members[*id], a, b));
            clusters.extend([parted.0, parted.1].into_iter().filter(|cluster| !cluster.is_empty()));
        }
    }
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
    let wanted = links.prefer.iter().rev();
    let mut wanted = wanted.filter(|(named, _)| tidy(&named.name) == tidy(name) || has(cluster, members, named));
    wanted.next().map(|(_, preferred)| preferred.as_str())
}

/// The cluster that a decision means: of several with a member so named, the largest.
fn holder(clusters: &[Cluster<'_>], members: &Members, named: &Named) -> Option<usize> {
    let holding = clusters.iter().enumerate().filter(|(_, cluster)| has(cluster, members, named));
    holding.max_by(|(_, a), (_, b)| a.len().cmp(&b.len()).then_with(|| b.cmp(a))).map(|(i, _)| i)
}

fn has(cluster: &Cluster<'_>, members: &Members, named: &Named) -> bool {
    cluster.iter().any(|id| members[*id].is(named))
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
        self.key.person == person && self.spellings.iter().any(|(spelling, ..)| *spelling == tidy(&named.name))
    }

    /// Whether its full name may be another spelling of this one.
    fn agrees(&self, named: &Named) -> bool {
        let name = PersonName::parse(&named.name);
        self.person.as_ref().is_some_and(|person| person.surname == name.surname && person.agrees(&name))
    }
}
