//! Who is who across articles.
//!
//! The local entities of all articles are cut into blocks by their folded key: entities of different blocks are never
//! joined, unless an acronym joins them, so a change re-resolves only the blocks it touches. Inside a block of people,
//! full names are anchors and bare surnames are leaves: a leaf is attached to at most one anchor and never joins two.
//! The result depends on the set of members alone, not on the order in which they came.

mod decided;
mod named;
mod sides;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use imbl::OrdMap;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::acronyms::{Body, Joins};
use super::decisions::Named;
use super::{Article, ArticleId, name_key};
use crate::read::coreference::{PersonName, entity_key, name_keys, nationals};
use crate::read::{EntityType, Form, Link, LocalEntity, LocalId, Office, Sense};

/// An entity's id: `person:volodymyr-zelensky`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub Arc<str>);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One person, organisation, place… of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityType,
    /// The name it is shown under: its most frequent full name, or the one that somebody prefers.
    pub name: String,
    /// The name it would be shown under if nobody preferred another: one that articles write.
    written: String,
    /// All spellings with their number of mentions, most frequent first, ties by spelling.
    pub spellings: Vec<(String, u32)>,
    /// Where it appears, in the order of [`Article::order`].
    pub appearances: Vec<Appearance>,
    /// Mentions in all articles, pronouns and descriptions included.
    pub mentions: u32,
    /// Quotations it speaks, in all articles.
    pub quotations: u32,
    /// The identity the tables give it, where they do.
    pub canonical: Option<String>,
    pub sense: Sense,
    /// What articles say somebody is, each once, in order.
    pub offices: Vec<Office>,
}

impl Entity {
    /// How decisions call it. A preferred name may be no spelling of it, and then means nobody.
    pub fn named(&self) -> Named {
        Named { kind: self.kind, name: self.written.clone() }
    }

    /// Whether a name that somebody wrote is one of its own.
    pub fn goes_by(&self, name: &str) -> bool {
        let name = name_key::tidy(name);
        self.name == name || self.written == name || self.spellings.iter().any(|(spelling, _)| *spelling == name)
    }

    /// Whether a decision may be about it. None is about a team: a name does not tell which one of its place is meant.
    pub fn is_meant(&self, named: &Named) -> bool {
        let may = match self.sense {
            Sense::Own => true,
            Sense::People => named.kind == EntityType::Group,
            Sense::Team(_) => false,
        };
        may && self.goes_by(&named.name)
    }

    /// The articles it appears in, each once, in the order of [`Article::order`].
    pub fn articles(&self) -> impl Iterator<Item = &ArticleId> {
        // Two local entities of one article that the corpus joins stand next to each other.
        let mut last = None;
        self.appearances.iter().map(|a| &a.article).filter(move |&article| last.replace(article) != Some(article))
    }
}

/// An entity in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    pub article: ArticleId,
    pub local: LocalId,
    pub mentions: u32,
    pub quotations: u32,
}

/// What a block holds apart from its members' articles: people by surname, everything else by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BlockKey {
    person: bool,
    key: Arc<str>,
}

impl BlockKey {
    /// The block of an entity that a decision names.
    pub(super) fn of_named(named: &Named) -> BlockKey {
        let key = entity_key(named.kind, &named.name);
        BlockKey { person: named.kind == EntityType::Person, key: key.as_str().into() }
    }

    pub(super) fn of(entity: &LocalEntity) -> BlockKey {
        BlockKey { person: entity.kind == EntityType::Person, key: entity.key.as_str().into() }
    }
}

/// A local entity, as much of it as joining needs.
#[derive(Debug, PartialEq)]
pub(super) struct Member {
    /// Its own block, in whatever block a decision has it kept.
    key: BlockKey,
    date: Option<Date>,
    /// Its fullest name, and the parts of that if it is a person and more than a surname is known.
    name: String,
    person: Option<PersonName>,
    /// Of anything but a person: how long its names are.
    names: named::Names,
    spellings: Vec<Spelling>,
    canonical: Option<String>,
    sense: Sense,
    offices: Vec<Office>,
    mentions: u32,
    quotations: u32,
    /// The blocks of the acronyms that its article calls a body by.
    introduces: Vec<BlockKey>,
    /// It is nobody of another article: somebody said so.
    split: bool,
}

/// A name, what it was taken for, and how often it stands so.
type Spelling = (String, EntityType, u32);

impl Member {
    /// `before`: what stood in its place before the article was edited. Its names need not be taken apart again where
    /// they are still the same.
    pub(super) fn new(article: &Article, local: LocalId, quotations: u32, before: Option<&Member>) -> Member {
        let findings = &article.findings;
        let entity = &findings.entities[local.0 as usize];
        let mut spellings: BTreeMap<(String, EntityType), u32> = BTreeMap::new();
        for &m in &entity.mentions {
            let mention = &findings.mentions[m as usize];
            if mention.form == Form::Name {
                let spelling = name_key::tidy(mention.span.of(&article.text));
                *spellings.entry((spelling, mention.kind)).or_default() += 1;
            }
        }
        // Only by a decision somebody is in an article that does not name him, or names him otherwise.
        let decided = |&m: &u32| findings.mentions[m as usize].link == Link::Decided;
        if spellings.is_empty() || entity.mentions.iter().any(decided) {
            spellings.entry((entity.name.clone(), entity.kind)).or_default();
        }
        let spellings: Vec<_> = spellings.into_iter().map(|((spelling, kind), n)| (spelling, kind, n)).collect();
        let key = BlockKey::of(entity);
        let before = before.filter(|before| before.key == key);
        let same = |a: &[Spelling], b: &[Spelling]| a.iter().map(|s| (&s.0, s.1)).eq(b.iter().map(|s| (&s.0, s.1)));
        let names = match before.filter(|before| same(&before.spellings, &spellings)) {
            Some(before) => before.names.clone(),
            None if key.person => named::Names::default(),
            None => named::Names::new(&key.key, spellings.iter().map(|(name, kind, _)| name_keys(*kind, name))),
        };
        let split = findings.split.binary_search(&local).is_ok();
        // What a team is called for short, the place is.
        let alike = |before: &&Member| before.split == split && before.sense == entity.sense;
        let introduces = match before.filter(alike).filter(|before| same(&before.spellings, &spellings)) {
            Some(before) => before.introduces.clone(),
            None if key.person || split || entity.sense != Sense::Own => Vec::new(),
            None => acronyms(&key, &spellings),
        };
        let person = match before.filter(|before| before.name == entity.name) {
            Some(before) => before.person.clone(),
            None => key.person.then(|| PersonName::parse(&entity.name)).filter(PersonName::is_full),
        };
        Member {
            key,
            names,
            date: article.date(),
            name: entity.name.clone(),
            person,
            spellings,
            canonical: entity.canonical.clone(),
            sense: entity.sense,
            offices: entity.roles.iter().map(|role| role.office.clone()).collect(),
            mentions: entity.mentions.len() as u32,
            quotations,
            introduces,
            split,
        }
    }
}

impl Member {
    /// The acronyms it introduces, by their blocks, and the body they stand for.
    pub(super) fn introduces(&self) -> (&[BlockKey], Option<Body>) {
        let body = || (self.key.clone(), self.names.full().into());
        (&self.introduces, (!self.introduces.is_empty()).then(body))
    }

    /// Its names as they are spelled.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(|(spelling, ..)| spelling.as_str())
    }
}

/// The blocks of those of a body's spellings that are acronyms kept elsewhere when they stand alone.
fn acronyms(key: &BlockKey, spellings: &[Spelling]) -> Vec<BlockKey> {
    let written = spellings.iter().filter(|(name, kind, _)| *kind == EntityType::Organization && is_acronym(name));
    let blocks =
        written.map(|(name, kind, _)| BlockKey { person: false, key: entity_key(*kind, name).as_str().into() });
    let mut blocks: Vec<BlockKey> = blocks.filter(|block| block != key).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// Three capitals or more and nothing else.
fn is_acronym(name: &str) -> bool {
    name.chars().count() >= 3 && name.chars().all(char::is_uppercase)
}

type MemberId = (ArticleId, LocalId);
/// Members of one block, in order.
type Members<'m> = Vec<(&'m MemberId, &'m Arc<Member>)>;

/// The members of one key, and the entities they make up once somebody has asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    members: OrdMap<MemberId, Arc<Member>>,
    resolved: Arc<OnceLock<Resolved>>,
}

#[derive(Debug)]
struct Resolved {
    entities: Vec<Arc<Entity>>,
    of: FxHashMap<MemberId, u32>,
}

impl Block {
    pub(super) fn insert(&mut self, id: MemberId, member: Arc<Member>) {
        self.members.insert(id, member);
        self.resolved = Arc::default();
    }

    pub(super) fn remove(&mut self, id: &MemberId) {
        self.members.remove(id);
        self.resolved = Arc::default();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members and the blocks they would be in if nobody had decided anything.
    pub(super) fn into_members(self) -> impl Iterator<Item = (BlockKey, MemberId, Arc<Member>)> {
        self.members.into_iter().map(|(id, member)| (member.key.clone(), id, member))
    }

    /// Take out the members of one of the blocks that are kept in it.
    pub(super) fn take(&mut self, key: &BlockKey) -> Vec<(MemberId, Arc<Member>)> {
        let of_key = self.members.iter().filter(|(_, member)| member.key == *key);
        let taken: Vec<_> = of_key.map(|(id, member)| (id.clone(), member.clone())).collect();
        taken.iter().for_each(|(id, _)| self.remove(id));
        taken
    }

    pub(super) fn entities(&self, joins: &Joins) -> &[Arc<Entity>] {
        &self.resolve(joins).entities
    }

    pub(super) fn entity_of(&self, joins: &Joins, id: &MemberId) -> Option<&Arc<Entity>> {
        let resolved = self.resolve(joins);
        resolved.entities.get(*resolved.of.get(id)? as usize)
    }

    fn resolve(&self, joins: &Joins) -> &Resolved {
        self.resolved.get_or_init(|| {
            let links = self.members.values().next().and_then(|member| joins.decided(&member.key));
            let links = links.map(|links| (links, decided::Bearers::new(&self.members)));
            let clusters = match &links {
                Some((links, bearers)) => decided::decide(self.clusters(joins), &self.members, bearers, links),
                None => self.clusters(joins),
            };
            let mut resolved = Resolved { entities: Vec::new(), of: FxHashMap::default() };
            let mut slugs: BTreeMap<String, u32> = BTreeMap::new();
            for cluster in clusters {
                let index = resolved.entities.len() as u32;
                resolved.of.extend(cluster.iter().map(|&id| (id.clone(), index)));
                let mut entity = self.entity(&cluster);
                // The id first: it stays when somebody wants another name shown.
                let slug = slug(&entity);
                let seen = slugs.entry(slug.clone()).or_default();
                *seen += 1;
                entity.id = EntityId(if *seen == 1 { slug.into() } else { format!("{slug}-{seen}").into() });
                let wanted = links.as_ref().and_then(|(links, bearers)| {
                    decided::preferred(&cluster, &self.members, bearers, &entity.written, links)
                });
                if let Some(name) = wanted {
                    entity.name = name.to_string();
                }
                resolved.entities.push(Arc::new(entity));
            }
            resolved
        })
    }

    /// The entities as sets of members, before anybody decided anything.
    fn clusters(&self, joins: &Joins) -> Vec<Vec<&MemberId>> {
        let mut blocks: BTreeMap<&BlockKey, Members<'_>> = BTreeMap::new();
        let mut teams: BTreeMap<&BlockKey, Members<'_>> = BTreeMap::new();
        let mut peoples: BTreeMap<&BlockKey, Vec<&MemberId>> = BTreeMap::new();
        let mut clusters = Vec::new();
        for (id, member) in &self.members {
            match member.sense {
                _ if member.split => clusters.push(vec![id]),
                Sense::Team(_) => teams.entry(&member.key).or_default().push((id, member)),
                Sense::People => peoples.entry(&member.key).or_default().push(id),
                Sense::Own => blocks.entry(&member.key).or_default().push((id, member)),
            }
        }
        let (called, blocks): (BTreeMap<_, _>, BTreeMap<_, _>) =
            blocks.into_iter().partition(|(key, _)| joins.body(key).is_some());
        for (key, members) in blocks {
            match key.person {
                true => clusters.extend(people(&members)),
                false => clusters.extend(named::clusters(&members)),
            }
        }
        // Those called by an acronym alone go to the body for which it is introduced.
        for (acronym, members) in called {
            let introduces = |id: &&MemberId| self.members.get(*id).is_some_and(|m| m.introduces.contains(acronym));
            match clusters.iter_mut().find(|cluster| cluster.iter().any(introduces)) {
                Some(body) => {
                    body.extend(members.iter().map(|(id, _)| *id));
                    body.sort();
                }
                None => clusters.extend(named::clusters(&members)),
            }
        }
        clusters.extend(teams.values().flat_map(|members| sides::clusters(members)));
        clusters.extend(peoples.into_values());
        clusters
    }

    /// The entity that a cluster of members makes up, its id still to be set.
    fn entity(&self, cluster: &[&MemberId]) -> Entity {
        let mut spellings: BTreeMap<&str, u32> = BTreeMap::new();
        let mut kinds: BTreeMap<EntityType, u32> = BTreeMap::new();
        let mut own: BTreeMap<&str, u32> = BTreeMap::new();
        let mut canonical: BTreeMap<&str, u32> = BTreeMap::new();
        let mut offices: BTreeSet<&Office> = BTreeSet::new();
        let mut appearances = Vec::new();
        let mut members = cluster.iter().filter_map(|id| self.members.get(*id));
        let stands_for = members.any(|member| !member.introduces.is_empty());
        for &id in cluster {
            let Some(member) = self.members.get(id) else { continue };
            for (spelling, kind, n) in &member.spellings {
                *spellings.entry(spelling).or_default() += n;
                *kinds.entry(*kind).or_default() += n;
                // "Ukrainian" speaks of Ukraine, but is not its name; nor is an acronym the name of what it stands for:
                // what readers decide of that is kept by its full one. People are Ukrainians rather than "Ukrainian".
                let is_own = match member.sense {
                    Sense::People => nationals::is_plural(spelling),
                    _ => *kind != EntityType::Group && !(stands_for && is_acronym(spelling)),
                };
                if is_own {
                    *own.entry(spelling).or_default() += n;
                }
            }
            if let Some(c) = &member.canonical {
                *canonical.entry(c).or_default() += 1;
            }
            offices.extend(&member.offices);
            let (mentions, quotations) = (member.mentions, member.quotations);
            let order = (member.date.is_none(), member.date);
            appearances.push((order, Appearance { article: id.0.clone(), local: id.1, mentions, quotations }));
        }
        appearances.sort_by(|a, b| (a.0, &a.1.article, a.1.local).cmp(&(b.0, &b.1.article, b.1.local)));
        let appearances: Vec<Appearance> = appearances.into_iter().map(|(_, a)| a).collect();
        let key = cluster.first().and_then(|id| self.members.get(*id)).map(|member| &member.key);
        let sense = Sense::of_all(cluster.iter().filter_map(|id| Some(self.members.get(*id)?.sense)));
        let named = if own.is_empty() { &spellings } else { &own };
        let of_own = |kind: EntityType| own.is_empty() || sense == Sense::People || kind != EntityType::Group;
        let kind = match most(kinds.iter().filter(|(kind, _)| of_own(**kind))) {
            Some(kind) => *kind,
            None if key.is_some_and(|key| key.person) => EntityType::Person,
            None => EntityType::Organization,
        };
        let name = shown_name(named, kind).or(key.map(|key| &*key.key)).unwrap_or_default().to_string();
        let mut spellings: Vec<(String, u32)> = spellings.into_iter().map(|(s, n)| (s.to_string(), n)).collect();
        spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Entity {
            id: EntityId(Arc::from("")),
            kind,
            written: name.clone(),
            name,
            spellings,
            mentions: appearances.iter().map(|a| a.mentions).sum(),
            quotations: appearances.iter().map(|a| a.quotations).sum(),
            appearances,
            canonical: most(canonical.iter()).map(|c| c.to_string()),
            sense,
            offices: offices.into_iter().cloned().collect(),
        }
    }
}

/// The people of one surname: one cluster for each given name that conflicts with the others, bare surnames with the
/// one they can only mean.
fn people<'m>(members: &[(&'m MemberId, &'m Arc<Member>)]) -> Vec<Vec<&'m MemberId>> {
    let mut anchors: Vec<(&PersonName, Vec<&MemberId>)> = Vec::new();
    let mut by_name: BTreeMap<(Reverse<usize>, &PersonName), Vec<&MemberId>> = BTreeMap::new();
    let mut leaves = Vec::new();
    for &(id, member) in members {
        match &member.person {
            None => leaves.push(id),
            Some(name) => {
                let letters = name.given.iter().map(String::len).sum();
                by_name.entry((Reverse(letters), name)).or_default().push(id);
            }
        }
    }
    // Longer given names first: an initial or a short form finds the full ones it may belong to already there.
    for ((_, name), ids) in by_name {
        let mut fitting = anchors.iter_mut().filter(|(anchor, _)| anchor.agrees(name));
        match (fitting.next(), fitting.next()) {
            (Some((_, cluster)), None) => cluster.extend(ids),
            _ => anchors.push((name, ids)),
        }
    }
    let mut clusters: Vec<Vec<&MemberId>> = anchors.into_iter().map(|(_, ids)| ids).collect();
    match bearer(&clusters) {
        _ if leaves.is_empty() => {}
        Some(i) => clusters[i].extend(leaves),
        None if clusters.is_empty() => clusters.push(leaves),
        // Two people of this surname, and nothing says which: each article's bare surname stays by itself.
        None => {
            let mut by_article: BTreeMap<&ArticleId, Vec<&MemberId>> = BTreeMap::new();
            for id in leaves {
                by_article.entry(&id.0).or_default().push(id);
            }
            clusters.extend(by_article.into_values());
        }
    }
    for cluster in &mut clusters {
        cluster.sort();
    }
    clusters.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    clusters
}

/// How many times as many articles as the next the bearer of a surname must appear in, to be meant by the bare surname.
const PROMINENCE: usize = 4;

/// The cluster that a bare surname means: the only one, or one far more prominent than all others.
fn bearer(clusters: &[Vec<&MemberId>]) -> Option<usize> {
    let mut sizes: Vec<(usize, usize)> = clusters.iter().enumerate().map(|(i, c)| (c.len(), i)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    match sizes[..] {
        [(_, only)] => Some(only),
        [(first, i), (second, _), ..] if first >= PROMINENCE * second => Some(i),
        _ => None,
    }
}

/// The most frequent full name, or the most frequent name if none is full. Of two full names as frequent, the one
/// whose last word is the more frequent spelling by itself; then by alphabet.
fn shown_name<'a>(spellings: &BTreeMap<&'a str, u32>, kind: EntityType) -> Option<&'a str> {
    let full = |s: &str| kind != EntityType::Person || s.contains(' ');
    let surname = |s: &str| s.rsplit(' ').next().and_then(|w| spellings.get(w)).copied().unwrap_or(0);
    let best = |only_full: bool| {
        spellings
            .iter()
            .filter(|(s, _)| !only_full || full(s))
            .max_by(|a, b| (a.1, surname(a.0)).cmp(&(b.1, surname(b.0))).then_with(|| b.0.cmp(a.0)))
            .map(|(s, _)| *s)
    };
    best(true).or_else(|| best(false))
}

/// The key with the highest count; the first of several.
fn most<'a, K: Ord>(counts: impl Iterator<Item = (&'a K, &'a u32)>) -> Option<&'a K> {
    counts.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(k, _)| k)
}

fn slug(entity: &Entity) -> String {
    let team = entity.sense.team().map(|team| format!(" {}", team.noun())).unwrap_or_default();
    format!("{}:{}", entity.kind.as_str(), name_key::slug(&format!("{}{team}", entity.written)))
}
