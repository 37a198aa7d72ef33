//! Names of one article that are one person, organisation or place.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::nationals;
use super::person::{PersonName, forms};
use super::short_forms::{Keys, is_direction, keys, known};
use crate::read::fold::{key, plain, tidy};
use crate::read::names::Name;
use crate::read::names::lexicon::LEXICON;
use crate::read::teams::Teams;
use crate::read::{EntityType, Layout, Link, LocalEntity, Sense, Team};

/// No surname is compared with more bearers of it than this.
const MOST_BEARERS: usize = 64;

/// One distinct spelling.
struct Spelling {
    name: Arc<Parsed>,
    /// Indices of its names.
    names: Vec<u32>,
    /// Its cluster by itself, where it has one.
    cluster: Option<(usize, Link, f32)>,
}

impl Deref for Spelling {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        &self.name
    }
}

/// A spelling taken apart.
#[derive(Debug)]
struct Parsed {
    text: String,
    kind: EntityType,
    sense: Sense,
    person: Option<Arc<PersonName>>,
    canonical: Option<&'static str>,
    /// Of a person, the surname's; of anything else, longest first, those of its name and its short forms.
    keys: Keys,
    /// Of a body that no table knows: the key of its initials, if they are three or more.
    acronym: Option<String>,
}

/// The names of the text read last, taken apart: most are there again after an edit.
#[derive(Debug, Default)]
pub struct Memo {
    names: FxHashMap<(String, EntityType, Sense), Arc<Parsed>>,
}

pub struct Clusters {
    spellings: Vec<Spelling>,
    /// Of each name: its cluster, why, how sure.
    of: Vec<(usize, Link, f32)>,
    count: usize,
}

impl Clusters {
    pub fn new(layout: &Layout<'_>, names: &[Name], teams: &Teams, memo: &mut Memo) -> Clusters {
        let text = layout.text;
        let mut spellings: Vec<Spelling> = Vec::new();
        let mut ids: FxHashMap<(String, EntityType, Sense), usize> = FxHashMap::default();
        // As written: most names come again as they came before.
        let mut written: FxHashMap<(&str, EntityType, Sense), usize> = FxHashMap::default();
        for (i, name) in names.iter().enumerate() {
            let words = name.span.of(text);
            let sense = match teams.of(i) {
                Some(team) => Sense::Team(team),
                None if nationals::is_people(layout, name) => Sense::People,
                None => Sense::Own,
            };
            let id = *written.entry((words, name.kind, sense)).or_insert_with(|| {
                *ids.entry((tidy(words), name.kind, sense)).or_insert_with_key(|known| {
                    let new = || {
                        Arc::new(match known.2 {
                            Sense::Team(team) => Parsed::team(known.0.clone(), team),
                            Sense::People => Parsed::people(known.0.clone()),
                            Sense::Own => Parsed::new(known.0.clone(), known.1),
                        })
                    };
                    let name = memo.names.get(known).map_or_else(new, Arc::clone);
                    spellings.push(Spelling { name, names: Vec::new(), cluster: None });
                    spellings.len() - 1
                })
            });
            spellings[id].names.push(i as u32);
        }
        memo.names = ids.into_iter().map(|(key, id)| (key, spellings[id].name.clone())).collect();
        let mut clusters = Clusters { spellings, of: vec![(0, Link::First, 0.0); names.len()], count: 0 };
        clusters.people(names, text);
        clusters.others();
        for spelling in &clusters.spellings {
            if let Some((cluster, link, confidence)) = spelling.cluster {
                for &n in &spelling.names {
                    clusters.of[n as usize] = (cluster, link, confidence);
                }
            }
        }
        clusters.number_by_appearance();
        clusters
    }

    fn number_by_appearance(&mut self) {
        let mut number = vec![usize::MAX; self.count];
        self.count = 0;
        for (cluster, ..) in &mut self.of {
            if number[*cluster] == usize::MAX {
                number[*cluster] = self.count;
                self.count += 1;
            }
            *cluster = number[*cluster];
        }
    }

    pub fn of_names(&self) -> impl Iterator<Item = (usize, Link, f32)> + '_ {
        self.of.iter().copied()
    }

    fn people(&mut self, names: &[Name], text: &str) {
        // Bearers of each surname: cluster, a name that says who.
        let mut bearers: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        let mut by_given: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        // Bearers of a surname with particles, by its last word: De Vries is also Vries.
        let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let people = self.person_names();
        for (i, person) in people.iter().enumerate() {
            let Some(person) = person.as_ref().filter(|p| p.is_full()) else { continue };
            let same = bearers.entry(person.surname.clone()).or_default();
            let fits = |&&(_, j): &&(usize, usize)| self.spellings[j].person.as_ref().is_some_and(|p| p.agrees(person));
            match same.iter().take(MOST_BEARERS).find(fits) {
                Some(&(cluster, _)) => {
                    self.spellings[i].cluster = Some((cluster, Link::FullName, 0.95));
                    same.push((cluster, i));
                }
                None => {
                    same.push((self.count, i));
                    if let Some((_, last)) = person.surname.rsplit_once(' ') {
                        by_last.entry(last.to_string()).or_default().push(self.count);
                    }
                    by_given.entry(person.first.clone()).or_default().push(self.count);
                    self.spellings[i].cluster = Some((self.count, Link::First, 1.0));
                    self.count += 1;
                }
            }
        }
        let mut alone: FxHashMap<String, usize> = FxHashMap::default();
        for (i, person) in people.iter().enumerate() {
            let spelling = &self.spellings[i];
            let Some(person) = person.as_ref().filter(|p| !p.is_full()) else { continue };
            let same = bearers.get(&person.surname);
            let mut clusters: Vec<usize> = same.into_iter().flatten().map(|(c, _)| *c).collect();
            clusters.dedup();
            clusters.truncate(MOST_BEARERS);
            clusters.sort_unstable();
            clusters.dedup();
            match clusters[..] {
                [only] => self.spellings[i].cluster = Some((only, Link::Surname, 0.97)),
                [] => {
                    let word = plain(&spelling.text);
                    let mut given: Vec<usize> = by_given.get(&*word).into_iter().flatten().take(2).copied().collect();
                    if given.is_empty() {
                        given.extend(forms(&word).filter_map(|f| by_given.get(f)).flatten().take(2));
                    }
                    let surname = person.surname.clone();
                    let last = by_last.get(&surname).map_or(&[][..], Vec::as_slice);
                    self.spellings[i].cluster = Some(match (&given[..], last) {
                        ([only], _) => (*only, Link::FullName, 0.8),
                        ([], [only]) => (*only, Link::Surname, 0.9),
                        _ => {
                            let count = &mut self.count;
                            let cluster = *alone.entry(surname).or_insert_with(|| {
                                *count += 1;
                                *count - 1
                            });
                            (cluster, Link::First, 0.9)
                        }
                    });
                }
                // Several bear it.
                _ => {
                    let known: Vec<usize> = same.into_iter().flatten().map(|(_, spelling)| *spelling).collect();
                    self.choose_bearers(i, &clusters, &known, names, text);
                }
            }
        }
    }

    /// The names of people, taken apart as this article bears out: "Van Gaal" beside "Louis van Gaal" is his surname.
    fn person_names(&self) -> Vec<Option<Arc<PersonName>>> {
        let full = self.spellings.iter().filter_map(|s| s.person.as_ref()).filter(|p| p.is_full());
        let long: FxHashSet<String> = full.map(|p| p.surname.clone()).filter(|surname| surname.contains(' ')).collect();
        let name = |s: &Spelling| {
            let person = s.person.as_ref()?;
            let whole = || key(&s.text);
            if person.is_full() && !long.is_empty() && long.contains(&whole()) {
                let (given, first, suffix) = (Vec::new(), String::new(), person.suffix.clone());
                return Some(Arc::new(PersonName { given, surname: whole(), suffix, first }));
            }
            Some(person.clone())
        };
        self.spellings.iter().map(name).collect()
    }

    /// For each mention of a surname that several people bear: the one it fits by suffix and gender; of several still,
    /// the one introduced first. News takes up its subject by the surname alone, and his relatives by name. `known`: the
    /// full spellings with this surname.
    fn choose_bearers(&mut self, spelling: usize, clusters: &[usize], known: &[usize], names: &[Name], text: &str) {
        struct Bearer {
            start: u32,
            cluster: usize,
            suffix: Option<String>,
            male: Option<bool>,
        }
        let mut bearers: Vec<Bearer> = Vec::new();
        for s in known.iter().map(|&i| &self.spellings[i]) {
            if let (Some((cluster, ..)), Some(person)) = (s.cluster, &s.person)
                && clusters.contains(&cluster)
            {
                let male = LEXICON.gender_of_name(&person.first);
                let at = s.names.iter().map(|&n| names[n as usize].span.start);
                bearers.extend(at.map(|start| Bearer { start, cluster, suffix: person.suffix.clone(), male }));
            }
        }
        bearers.sort_by_key(|b| b.start);
        let suffix = self.spellings[spelling].person.as_ref().and_then(|p| p.suffix.clone());
        for &n in &self.spellings[spelling].names {
            let name = &names[n as usize];
            let title = name.title.map(|t| t.of(text)).unwrap_or_default();
            let male = title.split(' ').find_map(|w| LEXICON.gender_of_title(&plain(w)));
            let fits = |b: &&Bearer| b.suffix == suffix && (male.is_none() || b.male.is_none() || b.male == male);
            let behind = bearers.partition_point(|b| b.start < name.span.start);
            let before = bearers[..behind].iter().take(MOST_BEARERS);
            let mut fitting = before.chain(&bearers[behind..]).take(2 * MOST_BEARERS).filter(fits);
            let Some(best) = fitting.next().or(bearers.first()) else { continue };
            let sure = fitting.all(|b| b.cluster == best.cluster);
            self.of[n as usize] = (best.cluster, Link::Surname, if sure { 0.9 } else { 0.6 });
        }
    }

    fn others(&mut self) {
        let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
        // The bodies that a shorter name may mean.
        let mut shortened: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut order: Vec<usize> = (0..self.spellings.len()).filter(|&i| self.spellings[i].person.is_none()).collect();
        // Longer names first: they know their acronyms and short forms.
        order.sort_by_key(|&i| std::cmp::Reverse(self.spellings[i].text.len()));
        let directions = self.directions(&order);
        for i in order {
            let spelling = &self.spellings[i];
            let short = || match shortened.get(spelling.full()).map(Vec::as_slice) {
                Some([only]) if spelling.kind == EntityType::Organization => Some((*only, Link::FullName, 0.9)),
                _ => None,
            };
            let direction = || {
                let &long = directions.get(&i)?;
                Some((self.spellings[long].cluster?.0, Link::FullName, 0.85))
            };
            let link = match spelling.sense {
                Sense::Own if spelling.canonical.is_some() => Link::Alias,
                _ => Link::SameName,
            };
            let same = by_key.get(spelling.full()).map(|&cluster| (cluster, link, 0.95));
            let found = same.or_else(direction).or_else(short);
            let cluster = found.map_or(self.count, |(cluster, ..)| cluster);
            if found.is_none() {
                self.count += 1;
                by_key.insert(spelling.full().to_string(), cluster);
                if let Some(acronym) = &spelling.acronym {
                    by_key.entry(acronym.clone()).or_insert(cluster);
                }
            }
            // A team is never called like its place without being known for one.
            for shorter in spelling.keys.iter().skip(1).filter(|_| spelling.sense == Sense::Own) {
                let bodies = shortened.entry(shorter.clone()).or_default();
                if !bodies.contains(&cluster) && bodies.len() < 2 {
                    bodies.push(cluster);
                }
            }
            self.spellings[i].cluster = Some(found.unwrap_or((cluster, Link::First, 1.0)));
        }
    }

    /// The places that are called by a direction alone, and the one name that begins with it: the North is North Korea.
    fn directions(&self, others: &[usize]) -> FxHashMap<usize, usize> {
        let place = |&&i: &&usize| self.spellings[i].kind == EntityType::Place;
        let alone = others.iter().filter(place).filter(|&&i| is_direction(&self.spellings[i].text));
        let long = |&i: &usize| {
            let begins = |&&j: &&usize| {
                let rest = self.spellings[j].text.strip_prefix(&*self.spellings[i].text);
                rest.is_some_and(|rest| rest.starts_with(' '))
            };
            let mut long = others.iter().filter(place).filter(begins);
            let first = *long.next()?;
            let same = |&j: &usize| self.spellings[j].full() == self.spellings[first].full();
            long.all(same).then_some((i, first))
        };
        alone.filter_map(long).collect()
    }

    /// The entities, still without mentions.
    pub fn entities(&self) -> Vec<LocalEntity> {
        let mut members: Vec<Vec<(usize, u32)>> = vec![Vec::new(); self.count];
        for (i, s) in self.spellings.iter().enumerate() {
            if let Some((_, first)) = s.cluster.zip(s.names.first()) {
                members[self.of[*first as usize].0].push((i, s.names.len() as u32));
                continue;
            }
            let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
            for &n in &s.names {
                *counts.entry(self.of[n as usize].0).or_default() += 1;
            }
            for (cluster, n) in counts {
                members[cluster].push((i, n));
            }
        }
        members.iter().map(|m| self.entity(m)).collect()
    }

    fn entity(&self, members: &[(usize, u32)]) -> LocalEntity {
        let best = members
            .iter()
            .max_by_key(|(i, n)| {
                let s = &self.spellings[*i];
                let words = s.text.split(' ').count();
                let full = match (s.person.is_some(), s.kind) {
                    (true, _) => words.min(3),
                    (_, EntityType::Group) => usize::from(s.sense == Sense::People && nationals::is_plural(&s.text)),
                    (_, EntityType::Place) if is_direction(&s.text) => 1,
                    _ => 2,
                };
                (full, *n, std::cmp::Reverse(*i))
            })
            .map(|(i, _)| &self.spellings[*i]);
        let mut spellings: FxHashMap<&str, u32> = FxHashMap::default();
        for (i, n) in members {
            *spellings.entry(&self.spellings[*i].text).or_default() += n;
        }
        let mut spellings: Vec<(String, u32)> = spellings.into_iter().map(|(s, n)| (s.to_string(), n)).collect();
        spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let person = best.and_then(|b| b.person.as_ref());
        LocalEntity {
            kind: best.map_or(EntityType::Organization, |b| b.kind),
            name: best.map(|b| b.text.clone()).unwrap_or_default(),
            spellings,
            key: best.map(|b| b.shortest().to_string()).unwrap_or_default(),
            given: person.map(|p| p.given.join(" ")).unwrap_or_default(),
            canonical: members.iter().find_map(|(i, _)| self.spellings[*i].canonical).map(str::to_string),
            sense: Sense::of_all(members.iter().map(|(i, _)| self.spellings[*i].sense)),
            roles: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

impl Parsed {
    fn new(text: String, kind: EntityType) -> Parsed {
        let person = (kind == EntityType::Person).then(|| Arc::new(PersonName::parse(&text)));
        let canonical = if person.is_none() { known(kind, &text) } else { None };
        let keys = match &person {
            Some(p) => vec![p.surname.clone()],
            None => keys(kind, &text, canonical),
        };
        let unknown_body = kind == EntityType::Organization && canonical.is_none();
        let acronym = unknown_body.then(|| acronym(&text)).filter(|initials| initials.len() >= 3);
        Parsed { text, kind, sense: Sense::Own, person, canonical, keys, acronym }
    }

    /// The name of a team: kept together with that of its place, by which it goes.
    fn team(text: String, team: Team) -> Parsed {
        let place = place_key(&text);
        let keys = vec![format!("{place} team"), place];
        Parsed {
            text,
            kind: EntityType::Organization,
            sense: Sense::Team(team),
            person: None,
            canonical: None,
            keys,
            acronym: None,
        }
    }

    /// The people of a place: kept together with it, by whose name they go.
    fn people(text: String) -> Parsed {
        let place = place_key(&text);
        let canonical = known(EntityType::Group, &text);
        let keys = vec![format!("{place} people"), place];
        Parsed { text, kind: EntityType::Group, sense: Sense::People, person: None, canonical, keys, acronym: None }
    }

    /// The key of its full name.
    fn full(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// The key under which it is kept together with names that may be one with it.
    fn shortest(&self) -> &str {
        self.keys.last().map_or("", String::as_str)
    }
}

/// The keys of a name of anything but a person: of the name itself, and of what it can be shortened to. The last is
/// [`entity_key`].
pub fn name_keys(kind: EntityType, name: &str) -> Keys {
    keys(kind, name, known(kind, name))
}

/// The key that an entity of this name would have: see [`LocalEntity::key`].
pub fn entity_key(kind: EntityType, name: &str) -> String {
    Parsed::new(tidy(name), kind).shortest().to_string()
}

/// The key of the name of a place.
pub fn place_key(name: &str) -> String {
    keys(EntityType::Place, name, known(EntityType::Place, name)).pop().unwrap_or_default()
}

/// The initials of a name's capitalised words, as a key.
fn acronym(name: &str) -> String {
    let initials = name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase());
    key(&initials.collect::<String>())
}
