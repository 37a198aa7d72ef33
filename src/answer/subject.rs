//! Who a mention is about: an entity as this article shows it, and as the corpus knows it where it joins it.

use std::sync::Arc;

use jiff::civil::Date;

use super::Place;
use crate::corpus::decisions::Named;
use crate::corpus::{Article, ArticleId, Corpus, Entity, TimeOrder};
use crate::read::{EntityType, Form, LocalEntity, LocalId, Quotation, Role, Sense, Team};
use crate::text::Span;

/// The subject of a question.
pub(super) struct Subject<'a> {
    corpus: &'a Corpus,
    article: &'a Article,
    /// What this article says of it.
    pub local: &'a LocalEntity,
    id: LocalId,
    /// None while the corpus does not hold the article.
    pub entity: Option<Arc<Entity>>,
}

/// The subject in one article.
#[derive(Clone, Copy)]
pub(super) struct Appearance<'a> {
    pub article: &'a Article,
    pub id: LocalId,
    pub local: &'a LocalEntity,
}

impl<'a> Subject<'a> {
    pub fn new(corpus: &'a Corpus, article: &'a Article, id: LocalId) -> Option<Subject<'a>> {
        let local = article.findings.entities.get(id.0 as usize)?;
        Some(Subject { corpus, article, local, id, entity: corpus.entity_of(&article.id, id) })
    }

    /// The subject of a mention, by its index.
    pub fn of_mention(corpus: &'a Corpus, article: &'a Article, mention: u32) -> Option<Subject<'a>> {
        Subject::new(corpus, article, article.findings.mentions.get(mention as usize)?.entity)
    }

    /// Whether the two are one, as far as the corpus knows.
    pub fn is_same(&self, other: &Subject<'_>) -> bool {
        match (&self.entity, &other.entity) {
            (Some(one), Some(other)) => one.id == other.id,
            _ => self.article.id == other.article.id && self.id == other.id,
        }
    }

    pub fn kind(&self) -> EntityType {
        self.entity.as_ref().map_or(self.local.kind, |e| e.kind)
    }

    fn sense(&self) -> Sense {
        self.entity.as_ref().map_or(self.local.sense, |e| e.sense)
    }

    /// The team that it is, if it is none of the places of its name.
    pub fn team(&self) -> Option<Team> {
        self.sense().team()
    }

    /// The country or state whose people they are, if it is no other group.
    pub fn country(&self) -> Option<&str> {
        match &self.entity {
            _ if self.sense() != Sense::People => None,
            Some(entity) => entity.canonical.as_deref(),
            None => self.local.canonical.as_deref(),
        }
    }

    /// The name it is shown under.
    pub fn name(&self) -> &str {
        self.entity.as_ref().map_or(&self.local.name, |e| &e.name)
    }

    /// How decisions call it.
    pub fn named(&self) -> Named {
        let here = || Named { kind: self.local.kind, name: self.local.name.clone() };
        self.entity.as_ref().map_or_else(here, |entity| entity.named())
    }

    pub fn spellings(&self) -> &[(String, u32)] {
        self.entity.as_ref().map_or(&self.local.spellings, |e| &e.spellings)
    }

    pub fn mention_count(&self) -> u32 {
        self.entity.as_ref().map_or(self.local.mentions.len() as u32, |e| e.mentions)
    }

    pub fn quotation_count(&self) -> u32 {
        match &self.entity {
            Some(entity) => entity.quotations,
            None => self.here().flat_map(|a| a.statements()).count() as u32,
        }
    }

    /// How many articles speak of it.
    pub fn article_count(&self) -> usize {
        self.entity.as_ref().map_or(1, |entity| entity.articles().count())
    }

    /// Where it appears, articles in time order, undated ones last.
    pub fn appearances(&self) -> impl DoubleEndedIterator<Item = Appearance<'a>> + '_ {
        self.appearances_where(|_| true)
    }

    /// The same, undated articles where other articles imply that they belong.
    pub fn in_time(&self) -> InTime<'a> {
        let all: Vec<Appearance<'a>> = self.appearances().collect();
        let dated = all.partition_point(|a| a.article.date().is_some());
        let mut undated: Vec<&ArticleId> = all[dated..].iter().map(|a| &a.article.id).collect();
        undated.dedup();
        // In a folder of which hardly a date is known, nothing is looked for.
        if dated == 0 || undated.len() > MOST_UNDATED {
            return InTime { all, known: dated };
        }
        let order = |a: Appearance<'a>| (self.corpus.time_order(a.article), a);
        let mut all: Vec<(TimeOrder, Appearance<'a>)> = all.into_iter().map(order).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let known = all.partition_point(|(order, _)| order.is_known());
        InTime { all: all.into_iter().map(|(_, appearance)| appearance).collect(), known }
    }

    /// Where it appears, the latest articles first, and undated ones last.
    pub fn recent(&self) -> impl Iterator<Item = Appearance<'a>> + '_ {
        let known = self.entity.as_ref().map_or(&[][..], |e| &e.appearances);
        // Dated articles come first, so that the border is found without looking at every article.
        let dated = known.partition_point(|a| self.article_of(&a.article).is_some_and(|a| a.date().is_some()));
        let (dated, undated) = known.split_at(dated);
        let known = dated.iter().rev().chain(undated.iter().rev());
        let known = known.filter_map(|a| Some((self.article_of(&a.article)?, a.local)));
        known.chain(self.alone()).filter_map(Appearance::new)
    }

    /// Where it appears in articles of about the same days as the article of the question, in time order.
    pub fn within(&self, days: i32) -> impl Iterator<Item = Appearance<'a>> + '_ {
        let known = self.entity.as_ref().map_or(&[][..], |e| &e.appearances);
        let date = |id: &ArticleId| self.article_of(id).and_then(|a| a.date());
        // Articles stand in time order, undated ones last.
        let (from, to) = match self.article.date() {
            Some(day) => {
                let before = |by: i32| move |d: Date| (d - day).get_days() < by;
                let from = known.partition_point(|a| date(&a.article).is_some_and(before(-days)));
                let to = known.partition_point(|a| date(&a.article).is_some_and(before(days + 1)));
                (from, to)
            }
            None => (0, 0),
        };
        let known = known.get(from..to).unwrap_or(&[]).iter();
        known.filter_map(|a| Some((self.article_of(&a.article)?, a.local))).filter_map(Appearance::new)
    }

    /// Where it appears in the article of the question.
    pub fn here(&self) -> impl Iterator<Item = Appearance<'a>> + '_ {
        self.appearances_where(|id| *id == self.article.id)
    }

    fn appearances_where(
        &self,
        wanted: impl Fn(&ArticleId) -> bool,
    ) -> impl DoubleEndedIterator<Item = Appearance<'a>> {
        let known = self.entity.as_ref().map_or(&[][..], |e| &e.appearances);
        let known = known.iter().filter(move |a| wanted(&a.article));
        let known = known.filter_map(|a| Some((self.article_of(&a.article)?, a.local)));
        known.chain(self.alone()).filter_map(Appearance::new)
    }

    /// This article's appearance, where the corpus knows of none.
    fn alone(&self) -> Option<(&'a Article, LocalId)> {
        self.entity.is_none().then_some((self.article, self.id))
    }

    fn article_of(&self, id: &ArticleId) -> Option<&'a Article> {
        if *id == self.article.id { Some(self.article) } else { self.corpus.article(id).map(|a| &**a) }
    }

    /// The role or title that this article states, the most telling one.
    pub fn role(&self) -> Option<&'a Role> {
        role(self.local)
    }
}

impl<'a> Appearance<'a> {
    fn new((article, id): (&'a Article, LocalId)) -> Option<Appearance<'a>> {
        Some(Appearance { article, id, local: article.findings.entities.get(id.0 as usize)? })
    }

    /// The places that mention it, in the order of the text.
    pub fn mentions(self) -> impl Iterator<Item = Place> + use<'a> {
        let mentions = self.local.mentions.iter().filter_map(move |&m| self.article.findings.mentions.get(m as usize));
        mentions.map(move |m| Place { article: self.article.id.clone(), span: m.span })
    }

    /// Its statements: quotations, the outermost where they are nested.
    pub fn statements(self) -> impl DoubleEndedIterator<Item = &'a Quotation> + use<'a> {
        self.numbered_statements().map(|(_, quotation)| quotation)
    }

    /// Its statements, as indices into the article's quotations and themselves.
    pub fn numbered_statements(self) -> impl DoubleEndedIterator<Item = (u32, &'a Quotation)> + use<'a> {
        let id = self.id;
        let all = self.article.findings.quotations.iter().enumerate().map(|(i, q)| (i as u32, q));
        all.filter(move |(_, q)| {
            q.kind.is_statement() && q.inside.is_none() && q.speaker.is_some_and(|s| s.entity == Some(id))
        })
    }

    /// The mention that introduces it best: by its full name, with its role or title, in the prose, early.
    pub fn introduction(self) -> Option<Introduction> {
        let findings = &self.article.findings;
        let full = self.local.name.split_whitespace().count();
        let mentions = self.local.mentions.iter().filter_map(|&m| findings.mentions.get(m as usize));
        let scored = mentions.filter(|m| m.form == Form::Name).map(|m| {
            let words = m.span.of(&self.article.text).split_whitespace().count();
            let beside = |role: &Role| {
                role.span.start.abs_diff(m.span.end) <= APPOSITION || m.span.start.abs_diff(role.span.end) <= APPOSITION
            };
            let named = if words >= full.max(2) || full < 2 { 3 } else { 0 };
            let placed = if m.title.is_some() || self.local.roles.iter().any(beside) { 2 } else { 0 };
            let prose = if in_prose(self.article, m.span.start) { 2 } else { 0 };
            (named + placed + prose, m.span)
        });
        let (score, span) = scored.max_by_key(|&(score, span)| (score, std::cmp::Reverse(span)))?;
        Some(Introduction { score, place: Place { article: self.article.id.clone(), span } })
    }
}

/// Where an entity appears, in time order.
pub(super) struct InTime<'a> {
    pub all: Vec<Appearance<'a>>,
    /// So many are of articles whose day is known or implied; the others stand behind them.
    known: usize,
}

impl<'a> InTime<'a> {
    /// The latest first, and last those of which no day is known or implied.
    pub fn latest_first(&self) -> impl Iterator<Item = Appearance<'a>> + '_ {
        let (known, unknown) = self.all.split_at(self.known);
        known.iter().rev().chain(unknown.iter().rev()).copied()
    }
}

/// How far a role in apposition may stand from its name, in bytes: ", the ".
const APPOSITION: u32 = 6;

/// Of more undated articles nobody asks where they belong.
pub(super) const MOST_UNDATED: usize = 200;

/// A mention that introduces its entity.
pub(super) struct Introduction {
    /// More is better; comparable across articles.
    pub score: u32,
    pub place: Place,
}

/// The best introduction of the corpus, of the earliest articles: an entity that fills the corpus was introduced early.
pub(super) fn best_introduction<'a>(appearances: impl Iterator<Item = Appearance<'a>>) -> Option<Introduction> {
    let introductions = appearances.take(EARLIEST).filter_map(Appearance::introduction);
    introductions.reduce(|best, next| if next.score > best.score { next } else { best })
}

const EARLIEST: usize = 64;

/// The most telling role that an article states.
pub(super) fn role(local: &LocalEntity) -> Option<&Role> {
    let telling = local.roles.iter().filter(|r| r.text.chars().count() <= 90);
    telling.reduce(|best, next| if next.text.len() > best.text.len() { next } else { best })
}

/// The first role that an article states at such a place, and whose it is.
pub(super) fn role_at(article: &Article, is: impl Fn(Span) -> bool) -> Option<(LocalId, &Role)> {
    let entities = article.findings.entities.iter().zip(0..);
    let mut roles = entities.flat_map(|(entity, id)| entity.roles.iter().map(move |role| (LocalId(id), role)));
    roles.find(|(_, role)| is(role.span))
}

/// Whether an offset lies in running text: no headline, caption or furniture.
fn in_prose(article: &Article, offset: u32) -> bool {
    article.paragraph(offset).is_some_and(|p| p.zone == crate::read::Zone::Body)
}
