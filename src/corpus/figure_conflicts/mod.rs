//! Two numbers of one thing that cannot both be right. Agreement is looked for first, and a difference counts only if
//! nothing explains it: numbers of one frame differ for many good reasons.

mod days;
mod extent;
#[cfg(test)]
mod tests;
mod told;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

pub(super) use days::Days;
use extent::{Extent, agree, extent, slip, value};
use told::{Scene, Told};

use super::store::View;
use super::{Article, ArticleId, Corpus, Sources};
use crate::read::{Bound, Change, ChangeRole, Figure, FigureKind, Zone};

/// An article with more figures of one unit is a table of many things: they are not compared.
const MOST: usize = 40;
/// A figure that so many of other articles could contradict is of a day of many events: it is not compared with them.
const MOST_PAIRS: usize = 200;
/// A day of more articles is not looked at: they tell of too many events to know one by its numbers.
const MOST_ARTICLES: usize = 1_000;

/// The figures of one unit in an article, by the figure's index, in their order.
type Units<'a> = FxHashMap<(FigureKind, &'a str), Vec<u32>>;

/// A figure of one of the articles compared: the article's place among them, and the figure's index.
type At = (usize, u32);

impl<V: View> Corpus<V> {
    /// The figures of an article that contradict another one: in the article itself an earlier one, else one of an
    /// article of the same day about the same event.
    pub fn figure_conflicts(&self, article: &Article) -> Vec<(u32, ArticleId, u32)> {
        let (sheet, units, others) = (Sheet::of(article), units(article), self.same_day(article));
        let within = within(&sheet, &units);
        let across = across(&sheet, &units, &others);
        let articles: Vec<&Article> = std::iter::once(article).chain(others).collect();
        // Only figures that could make a pair are looked at in their sentences, each once.
        let pairs = |pairs: &BTreeMap<u32, Vec<At>>| -> Vec<At> { pairs.values().flatten().copied().collect() };
        let asked = within.keys().chain(across.keys()).map(|&i| (0, i));
        let asked: BTreeSet<At> = asked.chain(pairs(&within)).chain(pairs(&across)).collect();
        let sources: Vec<_> = articles.iter().map(|article| LazyCell::new(|| Sources::new(article))).collect();
        let scene = |&(n, i): &At| Some(((n, i), Scene::of(articles.get(n)?, sources.get(n)?, i)?));
        let scenes: BTreeMap<At, Scene> = asked.iter().filter_map(scene).collect();
        let told: BTreeMap<At, Told> = scenes.iter().map(|(at, scene)| (*at, Told::of(self, scene))).collect();
        let asked: BTreeSet<u32> = within.keys().chain(across.keys()).copied().collect();
        let found = asked.into_iter().filter_map(|i| {
            let this = told.get(&(0, i))?;
            let others = |pairs: &BTreeMap<u32, Vec<At>>| -> Vec<(At, &Told)> {
                pairs.get(&i).into_iter().flatten().filter_map(|at| Some((*at, told.get(at)?))).collect()
            };
            let at = contrary_here(this, &others(&within)).or_else(|| contrary_elsewhere(this, &others(&across)))?;
            Some((i, articles.get(at.0)?.id.clone(), at.1))
        });
        found.collect()
    }

    /// The other articles of an article's day.
    fn same_day(&self, article: &Article) -> Vec<&Article> {
        let days = article.date().map(|date| self.days().articles(date)).filter(|ids| ids.len() <= MOST_ARTICLES);
        let others = days.into_iter().flatten().filter(|id| *id != article.id);
        others.filter_map(|id| Some(&**self.article(&id)?)).collect()
    }
}

/// The earlier figure of the same article that one contradicts, if none says the same: that would be no slip.
fn contrary_here(this: &Told, earlier: &[(At, &Told)]) -> Option<At> {
    if earlier.iter().any(|(_, other)| agree(this.extent, other.extent) && this.likeness(other) > 0.0) {
        return None;
    }
    let apart = earlier.iter().filter(|(_, other)| other.sentence != this.sentence);
    let contrary = apart.filter(|(_, other)| this.contradicts(other, true));
    likeliest(this, contrary)
}

/// The figure of another article that one contradicts.
fn contrary_elsewhere(this: &Told, others: &[(At, &Told)]) -> Option<At> {
    likeliest(this, others.iter().filter(|(_, other)| this.contradicts(other, false)))
}

/// The one told in the words most like its own, the first of several.
fn likeliest<'t>(this: &Told, others: impl Iterator<Item = &'t (At, &'t Told<'t>)>) -> Option<At> {
    let mut best: Option<(f32, At)> = None;
    for (at, other) in others {
        let likeness = this.likeness(other);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, *at));
        }
    }
    best.map(|(_, at)| at)
}

/// For each figure the earlier ones that its sentence is to be compared with, the nearest first.
fn within(sheet: &Sheet, units: &Units) -> BTreeMap<u32, Vec<At>> {
    let mut out = BTreeMap::new();
    for group in units.values() {
        for (n, this) in sheet.rows(group).enumerate() {
            let framed = |other: &Row| this.figure.frame.is_some() && this.figure.frame == other.figure.frame;
            let contrary = |other: &Row| framed(other) && this.may_be_slip_of(other);
            let mut fitting: Vec<&Row> = sheet.rows(group).take(n).filter(|other| this.fits(other)).collect();
            fitting.reverse();
            // Where nothing differs nobody need read the sentences.
            if fitting.iter().any(|other| contrary(other)) {
                fitting.retain(|other| contrary(other) || agree(this.extent, other.extent));
                out.insert(this.index, fitting.into_iter().map(|other| (0, other.index)).collect());
            }
        }
    }
    out
}

/// For each figure those of the other articles that may be a slip of it, or it of them: what both articles say is none.
fn across(sheet: &Sheet, units: &Units, others: &[&Article]) -> BTreeMap<u32, Vec<At>> {
    let mut out: BTreeMap<u32, Vec<At>> = BTreeMap::new();
    for (n, other) in (1..).zip(others) {
        let theirs = LazyCell::new(|| Sheet::of(other));
        for (unit, group) in self::units(other) {
            for this in units.get(&unit).into_iter().flat_map(|group| sheet.rows(group)) {
                let known = out.get(&this.index).map_or(0, Vec::len);
                if known > MOST_PAIRS || theirs.says(this) {
                    continue;
                }
                let slips = theirs.rows(&group).filter(|that| this.fits(that) && this.may_be_slip_of(that));
                let pairs: Vec<At> = slips.filter(|that| !sheet.says(that)).map(|that| (n, that.index)).collect();
                if !pairs.is_empty() {
                    out.entry(this.index).or_default().extend(pairs);
                }
            }
        }
    }
    out.retain(|_, pairs| pairs.len() <= MOST_PAIRS);
    out
}

/// The figures of an article and what they may mean.
struct Sheet<'a>(Vec<Row<'a>>);

struct Row<'a> {
    index: u32,
    figure: &'a Figure,
    value: Option<Decimal>,
    extent: Extent,
}

impl<'a> Sheet<'a> {
    fn of(article: &'a Article) -> Sheet<'a> {
        let row = |(index, figure)| Row { index, figure, value: value(figure), extent: extent(figure) };
        Sheet((0..).zip(&article.findings.figures).map(row).collect())
    }

    fn rows(&self, indices: &[u32]) -> impl Iterator<Item = &Row<'a>> {
        indices.iter().filter_map(|&i| self.0.get(i as usize))
    }

    /// One of the figures of its unit may mean the same number: "12" and "about 12". "Dozens" may mean too many.
    fn says(&self, row: &Row) -> bool {
        let alike = |one: &Figure| !one.vague && one.kind == row.figure.kind && one.unit == row.figure.unit;
        self.0.iter().any(|one| alike(one.figure) && agree(one.extent, row.extent))
    }
}

impl Row<'_> {
    /// One unit, one status, one rate, one part in a change.
    fn fits(&self, other: &Row) -> bool {
        let (a, b) = (self.figure, other.figure);
        let role = |f: &Figure| f.change.map(|c| c.role);
        a.kind == b.kind
            && a.unit == b.unit
            && (a.status == b.status || a.status.is_none() || b.status.is_none())
            && a.per.is_some() == b.per.is_some()
            && (role(a) == role(b) || self.cannot_have_come_to(other) || other.cannot_have_come_to(self))
    }

    /// What something rose to is where it stands: nowhere above that. Below it, it was before.
    fn cannot_have_come_to(&self, other: &Row) -> bool {
        let Some(Change { rose, role: ChangeRole::To }) = other.figure.change else { return false };
        let beyond = |(stands, came): (Decimal, Decimal)| if rose { stands > came } else { stands < came };
        self.figure.change.is_none() && self.value.zip(other.value).is_some_and(beyond)
    }

    /// The values differ as a slip and what was meant do.
    fn may_be_slip_of(&self, other: &Row) -> bool {
        let values = || self.value.zip(other.value);
        !agree(self.extent, other.extent) && values().is_some_and(|(a, b)| slip(a, b).is_some())
    }
}

/// The comparable figures of an article that is no table of them.
fn units(article: &Article) -> Units<'_> {
    let mut out = Units::default();
    for (i, figure) in article.findings.figures.iter().enumerate().filter(|(_, f)| is_comparable(f)) {
        let zone = article.paragraph(figure.span.start).map(|p| p.zone);
        if let (Some(Zone::Body | Zone::Headline), Some(unit)) = (zone, figure.unit.as_deref()) {
            out.entry((figure.kind, unit)).or_default().push(i as u32);
        }
    }
    out.retain(|_, group| group.len() <= MOST);
    out
}

/// A figure that another one can contradict at all.
fn is_comparable(f: &Figure) -> bool {
    let kind = matches!(f.kind, FigureKind::Money | FigureKind::Count | FigureKind::Measure | FigureKind::Percentage);
    let level = f.change.is_none_or(|c| c.role != ChangeRole::By);
    kind && level && !f.vague && f.unit.is_some() && f.bound != Bound::Range
}
