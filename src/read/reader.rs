//! The pipeline from an article's text to its findings, and its per-paragraph memo.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::layout::Pieces;
use super::times::TimeExpression;
use super::{
    DateBasis, Dateline, Decided, Differences, Figure, Findings, Layout, Said, belonging, coreference, meant, names,
    numbers, quotations, teams, times, zones,
};
use crate::text::{Tidied, paragraphs};

/// What reading may know besides the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The article's date where somebody gave it: it goes before what the text says.
    pub date: Option<Dateline>,
    /// The date in its file's name: it goes behind what the text says.
    pub named: Option<Date>,
    /// What somebody said of names in it: the later of two goes before the earlier.
    pub decided: Vec<Arc<Decided>>,
}

impl Context {
    /// Whether an article may read differently with other knowledge than this. Often asked of articles of which the
    /// same is said: `differences` keeps what was found out.
    pub fn bears_on(&self, text: &str, other: &Context, differences: &mut Differences) -> bool {
        let dated = self.date != other.date || self.named != other.named;
        dated || differences.between(&self.decided, &other.decided).bears_on(text)
    }

    /// What is known of an article to which somebody gave this date, or none.
    pub fn given(date: Option<Date>) -> Context {
        Context { date: date.map(|date| Dateline { date, basis: DateBasis::Given, span: None }), ..Context::default() }
    }
}

/// Reads one article, again and again while it is edited: what depends on a paragraph alone is kept until the
/// paragraph changes. A reader remembers only the last text it read.
#[derive(Debug, Default)]
pub struct Reader {
    memo: FxHashMap<Arc<str>, Arc<Local>>,
    names: coreference::Memo,
}

/// Load every table that reading needs, so that the first article does not wait for them.
pub fn warm_up() {
    let text = "KYIV, June 6 —\n\n“We paid $2 million for 30 km of road on Monday,” said Mayor Ada Byron of Leeds.";
    Reader::new().read(text, &Context::default());
}

/// What one paragraph says by itself, in its own offsets.
#[derive(Debug)]
struct Local {
    pieces: Pieces,
    zone: zones::Alone,
    expressions: Vec<TimeExpression>,
    figures: Vec<Figure>,
    names: names::Evidence,
    reported: quotations::Memo,
    sport: teams::Said,
}

impl Reader {
    pub fn new() -> Reader {
        Reader::default()
    }

    /// The findings of a text: the same, whatever was read before.
    pub fn read(&mut self, text: &str, context: &Context) -> Findings {
        let mut kept = FxHashMap::default();
        let mut layout = Layout::empty(text);
        let mut expressions = Vec::new();
        let mut figures = Vec::new();
        let mut locals = Vec::new();
        for span in paragraphs(text) {
            let body = span.of(text);
            let (key, local) = match self.memo.remove_entry(body).or_else(|| kept.remove_entry(body)) {
                Some(entry) => entry,
                None => (Arc::from(body), Arc::new(Local::read(body))),
            };
            layout.push(span, &local.pieces);
            expressions.extend(local.expressions.iter().map(|e| e.shift(span.start)));
            figures.extend(local.figures.iter().map(|f| f.shift(span.start)));
            locals.push(local.clone());
            kept.insert(key, local);
        }
        self.memo = kept;
        zones::assign(&mut layout, &locals.iter().map(|l| &l.zone).collect::<Vec<_>>());

        let names = names::find(&layout, locals.iter().map(|l| &l.names));
        // It is there to find what was decided.
        let tidied = Tidied::new(if context.decided.is_empty() { "" } else { text });
        let mut names =
            context.decided.iter().fold(names, |names, decided| names::decided(&layout, &tidied, names, decided));
        let teams = teams::find(&layout, &mut names, locals.iter().map(|l| &l.sport));
        let (quoted, mark_faults) = quotations::spans(&layout);
        let mut said = Said {
            quotations: quotations::attribute(&layout, &quoted, &names),
            reported: quotations::reported(&layout, &quoted, &names, locals.iter().map(|l| &l.reported)),
        };
        for decided in &context.decided {
            meant::speakers(text, &tidied, decided, &names, &mut said);
        }
        let coreference::Resolved { mut mentions, mut entities, mut descriptions } =
            coreference::resolve(&layout, names, &teams, &mut said, &mut self.names);
        for decided in &context.decided {
            coreference::part(text, decided, &mut mentions, &mut entities, &mut said);
        }
        let split = meant::entities(
            text,
            &tidied,
            &context.decided,
            &mut mentions,
            &mut entities,
            &mut descriptions,
            &mut said,
        );
        let belongings = belonging::find(&layout, &mentions, &entities);
        let named = |date| Dateline { date, basis: DateBasis::FileName, span: None };
        let told = || times::dateline(&layout, &expressions);
        let dateline = context.date.clone().or_else(told).or_else(|| context.named.map(named));
        let written = if dateline.is_none() { times::written(&layout, &expressions) } else { None };
        let times = times::resolve(&expressions, dateline.as_ref());
        let links = layout.tokens.iter().filter(|t| t.kind == crate::text::TokenKind::Url).map(|t| t.span).collect();
        let Layout { paragraphs, sentences, .. } = layout;
        let Said { quotations, reported } = said;
        Findings {
            paragraphs,
            sentences,
            dateline,
            written,
            mentions,
            entities,
            split,
            descriptions,
            belongings,
            quotations,
            reported,
            figures,
            times,
            mark_faults,
            links,
        }
    }
}

impl Local {
    fn read(paragraph: &str) -> Local {
        let pieces = Pieces::of(paragraph);
        let Pieces { tokens, sentences, .. } = &pieces;
        let (expressions, figures) = numbers(paragraph, tokens);
        let names = names::look(paragraph, tokens, sentences);
        let sport = teams::Said::of(paragraph, tokens);
        Local {
            zone: zones::Alone::of(paragraph, tokens),
            pieces,
            expressions,
            figures,
            names,
            reported: quotations::Memo::default(),
            sport,
        }
    }
}

impl TimeExpression {
    fn shift(&self, by: u32) -> TimeExpression {
        TimeExpression { span: self.span.shift(by), ..self.clone() }
    }
}

impl Figure {
    fn shift(&self, by: u32) -> Figure {
        let (measures, per) = (self.measures.map(|m| m.shift(by)), self.per.map(|p| p.shift(by)));
        Figure { span: self.span.shift(by), measures, per, ..self.clone() }
    }
}
