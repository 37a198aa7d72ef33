//! The index: add, remove and merge articles; a snapshot is a cheap immutable view.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::HashMap;
use jiff::civil::Date;

use super::acronyms::Joins;
use super::decisions::{BlockLinks, Decision, Links, Named};
use super::entities::{Block, BlockKey, Member};
use super::figure_conflicts::Days;
use super::figure_groups::{self, FigureGroups, FigureKey};
use super::name_words::{NameWords, folded};
use super::quotation_groups::{self, Postings, QuotationGroups, words};
use super::store::{Memory, Store, View};
use super::wording::{self, Evidence};
use super::{Article, ArticleId, Entity, Printing};
use crate::read::{LocalId, Quotation, QuotationKind};

/// Which printings of a quotation are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    All,
    /// By the same speaker, as far as speakers are known.
    SameSpeaker,
    /// Of exactly these words, whoever speaks them.
    SameWords,
}

/// A growing and shrinking set of articles, indexed. An article's contribution is compared with the one it replaces,
/// so that an edit touches only what it changes.
#[derive(Clone, Debug, Default)]
pub struct Index<S: Store = Memory> {
    store: S,
    derived: Derived,
    last: Option<Last>,
}

/// The article added last and what it contributes: an article that is edited is added again and again, and looked at
/// each time.
type Last = (Arc<Article>, Arc<Contribution>);

/// An immutable view of the index. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Corpus<V: View = super::store::MemoryView> {
    articles: V,
    derived: Derived,
    last: Option<Last>,
}

/// Everything the index derives from its articles.
#[derive(Clone, Debug, Default)]
struct Derived {
    blocks: HashMap<BlockKey, Block>,
    words: NameWords,
    joins: Joins,
    quotations: QuotationGroups,
    figures: FigureGroups,
    days: Days,
}

/// What one article contributes.
#[derive(Debug, Default)]
struct Contribution {
    members: BTreeMap<(BlockKey, LocalId), Arc<Member>>,
    quotations: BTreeMap<u32, Postings>,
    figures: BTreeMap<u32, FigureKey>,
    day: Option<Date>,
}

impl Index {
    /// An empty index that keeps its articles in memory.
    pub fn new() -> Index {
        Index::default()
    }
}

impl<S: Store> Index<S> {
    /// Add an article, in place of an earlier one of the same id.
    pub fn add(&mut self, article: Arc<Article>) {
        let replaced = self.store.put(article.clone());
        let before = self.contribution(replaced.as_ref());
        let after = Arc::new(Contribution::of(&article, &before));
        self.derived.change(&article.id, &before, &after);
        self.last = Some((article, after));
    }

    pub fn remove(&mut self, id: &ArticleId) {
        if let Some(article) = self.store.remove(id) {
            let before = self.contribution(Some(&article));
            self.derived.change(id, &before, &Contribution::default());
        }
    }

    /// What an article that is no longer in the store contributed.
    fn contribution(&mut self, article: Option<&Arc<Article>>) -> Arc<Contribution> {
        let Some(article) = article else { return Arc::default() };
        match self.last.take_if(|(last, _)| Arc::ptr_eq(last, article)) {
            Some((_, contribution)) => contribution,
            None => Arc::new(Contribution::of(article, &Contribution::default())),
        }
    }

    /// Add every article of another index; of two articles of one id, the other index's stays.
    pub fn merge<T: Store>(&mut self, other: &Index<T>) {
        for article in other.store.view().articles() {
            self.add(article.clone());
        }
    }

    /// Let decisions about entities hold, in place of those that held before. Only the blocks that they name are looked
    /// at again.
    pub fn decide(&mut self, links: Links) {
        self.derived.decide(links);
    }

    pub fn snapshot(&self) -> Corpus<S::View> {
        Corpus { articles: self.store.view(), derived: self.derived.clone(), last: self.last.clone() }
    }
}

impl<V: View> Corpus<V> {
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.article(id)
    }

    /// All articles, by id.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.articles()
    }

    pub fn len(&self) -> usize {
        self.articles.len()
    }

    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The entity that an article's local entity is part of.
    pub fn entity_of(&self, article: &ArticleId, local: LocalId) -> Option<Arc<Entity>> {
        let key = BlockKey::of(self.article(article)?.findings.entities.get(local.0 as usize)?);
        let joins = &self.derived.joins;
        self.derived.blocks.get(joins.block(&key))?.entity_of(joins, &(article.clone(), local)).cloned()
    }

    /// The same corpus, with the descriptions in all its articles that only others explain: see [`Corpus::explained`].
    pub fn explain(&self) -> Corpus<V> {
        let changed = self.articles().filter_map(|article| {
            let explained = self.explained(article);
            (!Arc::ptr_eq(article, &explained)).then_some(explained)
        });
        Corpus { articles: self.articles.with(changed), ..self.clone() }
    }

    /// All entities, in no particular order.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        self.derived.blocks.values().flat_map(|block| block.entities(&self.derived.joins))
    }

    /// The other entities that go by the same surname or name as an article's local entity.
    pub fn bearers(&self, article: &Article, local: LocalId) -> Vec<&Arc<Entity>> {
        let this = self.entity_of(&article.id, local);
        let key = article.findings.entities.get(local.0 as usize).map(BlockKey::of);
        let joins = &self.derived.joins;
        let block = key.and_then(|key| self.derived.blocks.get(joins.block(&key)));
        let entities = block.into_iter().flat_map(|block| block.entities(joins));
        entities.filter(|entity| this.as_ref().is_none_or(|this| this.id != entity.id)).collect()
    }

    /// The entities with a name of which a word begins so, in any case of letters.
    pub fn with_word(&self, beginning: &str) -> Vec<&Arc<Entity>> {
        let joins = &self.derived.joins;
        let prefix = beginning.to_lowercase();
        let written = self.derived.words.beginning(&prefix).into_iter().map(|key| joins.block(key));
        let blocks: BTreeSet<&BlockKey> = written.chain(joins.links.preferred(&prefix)).collect();
        let entities = blocks.into_iter().filter_map(|key| self.derived.blocks.get(key));
        let begins = |name: &str| folded(name).any(|word| word.starts_with(&prefix));
        let mut out: Vec<_> = entities.flat_map(|block| block.entities(joins)).collect();
        out.retain(|entity| begins(&entity.name) || entity.spellings.iter().any(|(spelling, _)| begins(spelling)));
        out
    }

    /// The entities that articles call by a name of which a word begins so and is such a one; both in small letters.
    pub fn with_word_like(&self, beginning: &str, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &Arc<Entity>> {
        let joins = &self.derived.joins;
        let written = self.derived.words.such(&beginning.to_lowercase(), is).into_iter();
        let blocks: BTreeSet<&BlockKey> = written.map(|key| joins.block(key)).collect();
        let entities = blocks.into_iter().filter_map(|key| self.derived.blocks.get(key));
        entities.flat_map(|block| block.entities(joins))
    }

    /// What people noted about an entity.
    pub fn notes<'a>(&'a self, article: &Article, local: LocalId, entity: &'a Entity) -> impl Iterator<Item = &'a str> {
        let notes = self.links(article, local).into_iter().flat_map(|links| &links.notes);
        notes.filter(move |(named, _)| entity.is_meant(named)).map(|(_, note)| note.as_str())
    }

    /// What people decided of who an entity is: that it is somebody, or that it is not.
    pub fn decided(&self, article: &Article, local: LocalId, entity: &Entity) -> Vec<Decision> {
        let Some(links) = self.links(article, local) else { return Vec::new() };
        let about = |(a, b): &&(Named, Named)| entity.is_meant(a) || entity.is_meant(b);
        let same = links.same.iter().filter(about).map(|(a, b)| Decision::Same(a.clone(), b.clone()));
        let different = links.different.iter().filter(about).map(|(a, b)| Decision::Different(a.clone(), b.clone()));
        same.chain(different).collect()
    }

    /// What is decided about the block of an article's local entity.
    fn links(&self, article: &Article, local: LocalId) -> Option<&BlockLinks> {
        let key = article.findings.entities.get(local.0 as usize).map(BlockKey::of)?;
        self.derived.joins.decided(&key)
    }

    /// The other places where the words of a quotation stand, in the order of [`Article::order`]; its own article's
    /// other quotations included. Of words that stand in hundreds of places not all are listed.
    pub fn printings(&self, article: &Article, quotation: u32) -> Vec<Printing> {
        self.printings_among(article, quotation, Among::All)
    }

    /// Those of [`Corpus::printings`] that are among some: the others are not even compared.
    pub fn printings_among(&self, article: &Article, quotation: u32, among: Among) -> Vec<Printing> {
        let Some(asked) = article.findings.quotations.get(quotation as usize) else { return Vec::new() };
        let Some(postings) = self.postings(article, quotation) else { return Vec::new() };
        let at = (article.id.clone(), quotation);
        let candidates = match among {
            Among::SameWords => self.derived.quotations.exact(&at, &postings),
            Among::All | Among::SameSpeaker => self.derived.quotations.candidates(&at, &postings),
        };
        if candidates.is_empty() {
            return Vec::new();
        }
        let speaker = self.speaker_of(article, asked);
        if among == Among::SameSpeaker && speaker.is_none() {
            return Vec::new();
        }
        let this = words(asked.span.of(&article.text));
        let mut out = Vec::new();
        for (id, index) in candidates {
            let Some(other) = self.article(&id) else { continue };
            let Some(q) = other.findings.quotations.get(index as usize) else { continue };
            // A quotation around this one, or inside it, does not print it again.
            if id == article.id && (q.span.covers(asked.span) || asked.span.covers(q.span)) {
                continue;
            }
            let same_speaker = speaker.as_ref().and_then(|here| Some(here.id == self.speaker_of(other, q)?.id));
            if among == Among::SameSpeaker && same_speaker != Some(true) {
                continue;
            }
            let evidence = Evidence {
                same_speaker,
                near: near(article.date(), other.date()),
                same_article: id == article.id,
                title: [asked.kind, q.kind].contains(&QuotationKind::Title),
            };
            let Some(likeness) = wording::likeness(&this, &words(q.span.of(&other.text)), evidence) else { continue };
            out.push((other, Printing { article: id, quotation: index, likeness }));
        }
        out.sort_by(|(a, x), (b, y)| a.order().cmp(&b.order()).then(x.quotation.cmp(&y.quotation)));
        out.into_iter().map(|(_, printing)| printing).collect()
    }

    /// The postings of an article's quotation, whether the article is the one in the corpus or not.
    fn postings(&self, article: &Article, quotation: u32) -> Option<Cow<'_, Postings>> {
        if let Some((_, known)) = self.last.as_ref().filter(|(last, _)| std::ptr::eq(&**last, article)) {
            return known.quotations.get(&quotation).map(Cow::Borrowed);
        }
        Postings::of(article.findings.quotations.get(quotation as usize)?, &article.text).map(Cow::Owned)
    }

    /// The entity that speaks a quotation, if it is known.
    fn speaker_of(&self, article: &Article, quotation: &Quotation) -> Option<Arc<Entity>> {
        self.entity_of(&article.id, quotation.speaker?.entity?)
    }

    /// The id of the group of quotations that print the same words: `q:8d1f…`.
    pub fn quotation_group(&self, article: &Article, quotation: u32) -> Option<String> {
        let quotation = article.findings.quotations.get(quotation as usize)?;
        Postings::of(quotation, &article.text)?;
        Some(quotation_groups::group_id(quotation.span.of(&article.text)))
    }

    /// The other figures of the same kind, unit and value, as (article, index into its figures), in the order of
    /// [`Article::order`].
    pub fn same_figures(&self, article: &Article, figure: u32) -> Vec<(ArticleId, u32)> {
        let Some(key) = article.findings.figures.get(figure as usize).and_then(FigureKey::of) else {
            return Vec::new();
        };
        let others = self.derived.figures.group(&key).filter(|at| at.0 != article.id || at.1 != figure);
        let mut out: Vec<_> = others.filter_map(|at| Some((self.article(&at.0)?.order(), at.1))).collect();
        out.sort();
        out.into_iter().map(|((_, _, id), figure)| (id.clone(), figure)).collect()
    }

    /// Figures of other articles with the same kind and unit and another value, the nearest values first; a bounded
    /// number, however large the corpus.
    pub fn related_figures(&self, article: &Article, figure: u32) -> Vec<(ArticleId, u32)> {
        let Some(key) = article.findings.figures.get(figure as usize).and_then(FigureKey::of) else {
            return Vec::new();
        };
        let neighbours = self.derived.figures.neighbours(&key, RELATED_VALUES);
        neighbours.filter(|at| at.0 != article.id && self.article(&at.0).is_some()).cloned().collect()
    }

    /// Whether the day of any article is known.
    pub(super) fn has_dates(&self) -> bool {
        !self.derived.days.is_empty()
    }

    /// Which articles are of a day.
    pub(super) fn days(&self) -> &Days {
        &self.derived.days
    }

    /// The id of the group of figures with one value: `f:…`; none for a bare number.
    pub fn figure_group(&self, article: &Article, figure: u32) -> Option<String> {
        Some(FigureKey::of(article.findings.figures.get(figure as usize)?)?.id())
    }
}

fn near(a: Option<Date>, b: Option<Date>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    a.until(b).is_ok_and(|span| span.get_days().abs() <= wording::NEAR_DAYS)
}

/// How many smaller and how many greater values a figure is compared with.
const RELATED_VALUES: usize = 16;

impl Contribution {
    /// `before`: what the article contributed before it was edited; its members are taken over where nothing changed.
    fn of(article: &Article, before: &Contribution) -> Contribution {
        let findings = &article.findings;
        let mut spoken = vec![0; findings.entities.len()];
        for quotation in findings.quotations.iter().filter(|q| q.kind.is_statement() && q.inside.is_none()) {
            if let Some(count) = quotation.speaker.and_then(|s| spoken.get_mut(s.entity?.0 as usize)) {
                *count += 1;
            }
        }
        let member = |(i, entity)| {
            let key = (BlockKey::of(entity), LocalId(i as u32));
            let quotations = spoken.get(i).copied().unwrap_or_default();
            let before = before.members.get(&key);
            let member = Member::new(article, key.1, quotations, before.map(Arc::as_ref));
            let member = before.filter(|before| ***before == member).cloned().unwrap_or_else(|| Arc::new(member));
            (key, member)
        };
        Contribution {
            members: findings.entities.iter().enumerate().map(member).collect(),
            quotations: quotation_groups::postings(&findings.quotations, &article.text),
            figures: figure_groups::keys(&findings.figures),
            day: article.date(),
        }
    }
}

impl Derived {
    fn decide(&mut self, links: Links) {
        let before = &self.joins.links;
        let changed = before.changed(&links).chain(links.changed(before));
        let kept: BTreeSet<&BlockKey> = changed.flat_map(|key| [key, self.joins.block(key)]).collect();
        let mut moving = Vec::new();
        for key in kept {
            moving.extend(self.blocks.remove(key).into_iter().flat_map(Block::into_members));
        }
        self.joins.links = Arc::new(links);
        for (key, id, member) in moving {
            self.blocks.entry(self.joins.block(&key).clone()).or_default().insert(id, member);
        }
    }

    fn change(&mut self, id: &ArticleId, before: &Contribution, after: &Contribution) {
        for ((key, local), member) in &before.members {
            if after.members.get(&(key.clone(), *local)) != Some(member) {
                self.words.remove(key, member);
            }
            if !after.members.contains_key(&(key.clone(), *local)) {
                self.leave(key, &(id.clone(), *local));
            }
        }
        self.introduce(before, after);
        for ((key, local), member) in after.members.iter().filter(|(key, m)| before.members.get(key) != Some(m)) {
            let at = (id.clone(), *local);
            self.words.insert(key, member);
            self.blocks.entry(self.joins.block(key).clone()).or_default().insert(at, member.clone());
        }
        for (&i, postings) in before.quotations.iter().filter(|(i, p)| after.quotations.get(i) != Some(p)) {
            self.quotations.remove(&(id.clone(), i), postings);
        }
        for (&i, postings) in after.quotations.iter().filter(|(i, p)| before.quotations.get(i) != Some(p)) {
            self.quotations.insert(&(id.clone(), i), postings);
        }
        for (&i, key) in before.figures.iter().filter(|(i, k)| after.figures.get(i) != Some(k)) {
            self.figures.remove(&(id.clone(), i), key);
        }
        for (&i, key) in after.figures.iter().filter(|(i, k)| before.figures.get(i) != Some(k)) {
            self.figures.insert((id.clone(), i), key);
        }
        if before.day != after.day {
            before.day.into_iter().for_each(|day| self.days.remove(day, id));
            after.day.into_iter().for_each(|day| self.days.insert(day, id));
        }
    }

    /// Let acronyms stand for what the article now introduces them for, and move those who are called by them where
    /// that says something else.
    fn introduce(&mut self, before: &Contribution, after: &Contribution) {
        let changed = |of: &Contribution, other: &Contribution| {
            let introducing = of.members.iter().filter(|(_, member)| !member.introduces().0.is_empty());
            let changed = introducing.filter(|(key, member)| other.members.get(key) != Some(member));
            let introduced = changed.filter_map(|(_, member)| {
                let (acronyms, body) = member.introduces();
                Some((acronyms.to_vec(), body?))
            });
            introduced.collect::<Vec<_>>()
        };
        let (gone, come) = (changed(before, after), changed(after, before));
        let touched: BTreeSet<&BlockKey> = gone.iter().chain(&come).flat_map(|(acronyms, _)| acronyms).collect();
        let stood: Vec<_> = touched.into_iter().map(|key| (key, self.joins.acronyms.body(key).cloned())).collect();
        let kept: Vec<BlockKey> = stood.iter().map(|(key, _)| self.joins.block(key).clone()).collect();
        for (acronyms, body) in &gone {
            acronyms.iter().for_each(|acronym| self.joins.acronyms.remove(acronym, body));
        }
        for (acronyms, body) in &come {
            acronyms.iter().for_each(|acronym| self.joins.acronyms.insert(acronym, body.clone()));
        }
        for ((acronym, body), kept) in stood.into_iter().zip(kept) {
            if self.joins.acronyms.body(acronym) == body.as_ref() {
                continue;
            }
            let Some(block) = self.blocks.get_mut(&kept) else { continue };
            let moving = block.take(acronym);
            if block.is_empty() {
                self.blocks.remove(&kept);
            }
            for (id, member) in moving {
                self.blocks.entry(self.joins.block(acronym).clone()).or_default().insert(id, member);
            }
        }
    }

    fn leave(&mut self, key: &BlockKey, at: &(ArticleId, LocalId)) {
        let key = self.joins.block(key);
        if let Some(block) = self.blocks.get_mut(key) {
            block.remove(at);
            if block.is_empty() {
                self.blocks.remove(key);
            }
        }
    }
}
