//! `scholiast annotate`: everything found in articles, as JSON lines for other programs.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::Failure;
use super::load::{Articles, Loaded};
use super::offsets::{Offsets, Unit};
use crate::answer::StatementKind;
use crate::answer::check::{self, Diagnostic};
use crate::corpus::{Article, Corpus, Entity};
use crate::read::names::{KnownOrganization, KnownPlace};
use crate::read::{
    Bound, Change, DateBasis, EntityType, Figure, FigureKind, Form, LocalId, Quotation, Reported, Speaker, Status,
    Team, TimeKind,
};
use crate::settings::{Level, Settings};
use crate::text::Span;

/// Print everything found in articles, one JSON object an article, in path order
///
/// The articles are resolved together as one corpus: an entity has one id in all of them.
#[derive(Args)]
#[command(after_help = "\
Examples:
  scholiast annotate articles/ > articles.jsonl
  scholiast annotate articles/ | jq -r '.mentions[].entity' | sort | uniq -c | sort -rn
  scholiast annotate --datelines dates.tsv articles/ today.txt

Exit status: 0; 1 when some file could not be read (stderr names it, the others are printed); 2 for unusable arguments.")]
pub struct Arguments {
    /// The form of the output
    #[arg(long, default_value = "jsonl")]
    format: Format,
    #[command(flatten)]
    articles: Articles,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "utf-32")]
    offsets: Unit,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// one JSON object a line
    Jsonl,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let settings = Settings::default();
    let Loaded { corpus, unreadable } = arguments.articles.load(&settings)?;
    let corpus = corpus.explain();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for article in corpus.articles() {
        let Format::Jsonl = arguments.format;
        serde_json::to_writer(&mut out, &record(&corpus, article, &settings, arguments.offsets))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    // The program ends here: the system takes all memory back at one time.
    std::mem::forget(corpus);
    Ok(ExitCode::from(u8::from(unreadable > 0)))
}

/// One line of the output. Fields are added, never renamed; `schema` grows when meaning changes.
#[derive(Serialize)]
struct Record<'a> {
    schema: u32,
    path: &'a str,
    offsets: &'static str,
    chars: u32,
    language: &'static str,
    dateline: Option<DatelineRecord>,
    entities: Vec<EntityRecord>,
    mentions: Vec<MentionRecord>,
    quotations: Vec<QuotationRecord>,
    figures: Vec<FigureRecord<'a>>,
    times: Vec<TimeRecord<'a>>,
    diagnostics: Vec<DiagnosticRecord>,
}

#[derive(Serialize)]
struct DatelineRecord {
    value: String,
    basis: DateBasis,
}

#[derive(Serialize)]
struct EntityRecord {
    id: String,
    #[serde(rename = "type")]
    kind: EntityType,
    name: String,
    aliases: Vec<String>,
    wikidata: Option<&'static str>,
    /// Of what team, where the name of a place means one: "football team".
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<String>,
}

#[derive(Serialize)]
struct MentionRecord {
    #[serde(flatten)]
    range: Range,
    #[serde(rename = "type")]
    kind: EntityType,
    form: Form,
    entity: String,
    confidence: f32,
    /// The country whose government the place stands for here.
    #[serde(skip_serializing_if = "Option::is_none")]
    government: Option<&'static str>,
}

#[derive(Serialize)]
struct QuotationRecord {
    #[serde(flatten)]
    range: Range,
    kind: &'static str,
    speaker: Option<SpeakerRecord>,
    cue: Option<Range>,
    via: Option<SpeakerRecord>,
    group: Option<String>,
    confidence: f32,
    /// The quotations directly inside this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nested: Vec<QuotationRecord>,
}

#[derive(Serialize)]
struct SpeakerRecord {
    #[serde(flatten)]
    range: Range,
    entity: Option<String>,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    #[serde(flatten)]
    range: Range,
    kind: FigureKind,
    low: Option<String>,
    high: Option<String>,
    unit: Option<&'a str>,
    bound: Bound,
    measures: Option<&'a str>,
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    vague: bool,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    #[serde(flatten)]
    range: Range,
    kind: TimeKind,
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct DiagnosticRecord {
    #[serde(flatten)]
    range: Range,
    code: &'static str,
    severity: Level,
    message: String,
    related: Vec<RelatedRecord>,
}

#[derive(Serialize)]
struct RelatedRecord {
    path: String,
    #[serde(flatten)]
    range: Range,
    message: String,
}

#[derive(Serialize)]
struct Range {
    start: u32,
    end: u32,
}

fn record<'a>(corpus: &'a Corpus, article: &'a Article, settings: &Settings, unit: Unit) -> Record<'a> {
    let findings = &article.findings;
    let writer = Writer { corpus, article, offsets: Offsets::new(&article.text, unit), unit };
    let mut entities = Vec::new();
    let mut ids = Vec::new();
    let mut seen = HashSet::new();
    for local in 0..findings.entities.len() as u32 {
        let entity = writer.entity(LocalId(local));
        ids.push(entity.id.clone());
        if seen.insert(entity.id.clone()) {
            entities.push(entity);
        }
    }
    Record {
        schema: 1,
        path: article.id.as_str(),
        offsets: unit.name(),
        chars: writer.offsets.len(),
        // The readers read English and nothing else.
        language: "en",
        dateline: findings.dateline.as_ref().map(|d| DatelineRecord { value: d.date.to_string(), basis: d.basis }),
        mentions: findings
            .mentions
            .iter()
            .map(|m| MentionRecord {
                range: writer.range(m.span),
                kind: m.kind,
                form: m.form,
                entity: ids.get(m.entity.0 as usize).cloned().unwrap_or_default(),
                confidence: rounded(m.confidence),
                government: article.government(m),
            })
            .collect(),
        entities,
        quotations: writer.quotations(&ids),
        figures: (0..).zip(&findings.figures).map(|(i, f)| writer.figure(i, f)).collect(),
        times: findings
            .times
            .iter()
            .map(|t| TimeRecord { range: writer.range(t.span), kind: t.kind, value: t.value.as_deref() })
            .collect(),
        diagnostics: check::check(corpus, article, settings).into_iter().map(|d| writer.diagnostic(d)).collect(),
    }
}

/// Writes the findings of one article.
struct Writer<'a> {
    corpus: &'a Corpus,
    article: &'a Article,
    offsets: Offsets<'a>,
    unit: Unit,
}

impl<'a> Writer<'a> {
    fn range(&self, span: Span) -> Range {
        let (start, end) = self.offsets.range(span);
        Range { start, end }
    }

    fn entity(&self, local: LocalId) -> EntityRecord {
        match self.corpus.entity_of(&self.article.id, local) {
            Some(entity) => known(&entity),
            None => self.unknown(local),
        }
    }

    /// An entity that only this article knows.
    fn unknown(&self, local: LocalId) -> EntityRecord {
        let entity = &self.article.findings.entities[local.0 as usize];
        let aliases = entity.spellings.iter().map(|(s, _)| s).filter(|s| **s != entity.name).cloned().collect();
        let id = format!("{}#{}", self.article.id, local.0);
        EntityRecord {
            id,
            kind: entity.kind,
            name: entity.name.clone(),
            aliases,
            wikidata: wikidata(entity.kind, &entity.name).filter(|_| entity.sense.team().is_none()),
            team: entity.sense.team().map(Team::noun),
        }
    }

    /// The quotations, those inside others as parts of them, and the reported speech.
    fn quotations(&self, ids: &[String]) -> Vec<QuotationRecord> {
        let quotations = &self.article.findings.quotations;
        let mut nested: Vec<Vec<QuotationRecord>> = quotations.iter().map(|_| Vec::new()).collect();
        let mut outermost = Vec::new();
        // What lies inside another starts later, so it is complete before the other is taken.
        for (index, quotation) in quotations.iter().enumerate().rev() {
            let mut inner = nested.get_mut(index).map(std::mem::take).unwrap_or_default();
            inner.reverse();
            let mut record = self.quotation(index as u32, quotation, ids);
            record.nested = inner;
            let around = quotation.inside.map(|i| i as usize).filter(|i| *i < index);
            around.and_then(|i| nested.get_mut(i)).unwrap_or(&mut outermost).push(record);
        }
        outermost.reverse();
        outermost.extend(self.article.findings.reported.iter().map(|reported| self.reported(reported, ids)));
        outermost.sort_by_key(|record| record.range.start);
        outermost
    }

    fn reported(&self, reported: &Reported, ids: &[String]) -> QuotationRecord {
        QuotationRecord {
            range: self.range(reported.span),
            kind: StatementKind::Indirect.as_str(),
            speaker: reported.speaker.map(|s| self.speaker(s, ids)),
            cue: Some(self.range(reported.cue)),
            via: None,
            group: None,
            confidence: rounded(reported.confidence),
            nested: Vec::new(),
        }
    }

    fn speaker(&self, speaker: Speaker, ids: &[String]) -> SpeakerRecord {
        let entity = speaker.entity.and_then(|e| ids.get(e.0 as usize).cloned());
        SpeakerRecord { range: self.range(speaker.span), entity }
    }

    fn quotation(&self, index: u32, quotation: &Quotation, ids: &[String]) -> QuotationRecord {
        QuotationRecord {
            range: self.range(quotation.span),
            kind: quotation.kind.as_str(),
            speaker: quotation.speaker.map(|s| self.speaker(s, ids)),
            cue: quotation.cue.map(|c| self.range(c)),
            via: quotation.via.map(|s| self.speaker(s, ids)),
            group: self.corpus.quotation_group(self.article, index),
            confidence: rounded(quotation.confidence),
            nested: Vec::new(),
        }
    }

    fn figure(&self, index: u32, figure: &'a Figure) -> FigureRecord<'a> {
        FigureRecord {
            range: self.range(figure.span),
            kind: figure.kind,
            low: figure.low.map(|d| d.normalize().to_string()),
            high: figure.high.map(|d| d.normalize().to_string()),
            unit: figure.unit.as_deref(),
            bound: figure.bound,
            measures: figure.measures.map(|m| m.of(self.article.text.as_str())),
            group: self.corpus.figure_group(self.article, index),
            frame: figure.frame,
            change: figure.change,
            status: figure.status,
            per: figure.per.map(|p| p.of(self.article.text.as_str())),
            vague: figure.vague,
        }
    }

    fn diagnostic(&self, diagnostic: Diagnostic) -> DiagnosticRecord {
        let related = diagnostic.related.into_iter().map(|(place, message)| {
            let range = match self.corpus.article(&place.article) {
                Some(other) if other.id != self.article.id => {
                    let (start, end) = Offsets::new(&other.text, self.unit).range(place.span);
                    Range { start, end }
                }
                _ => self.range(place.span),
            };
            RelatedRecord { path: place.article.to_string(), range, message }
        });
        DiagnosticRecord {
            range: self.range(diagnostic.span),
            code: diagnostic.code,
            severity: diagnostic.level,
            message: diagnostic.message,
            related: related.collect(),
        }
    }
}

fn known(entity: &Arc<Entity>) -> EntityRecord {
    EntityRecord {
        id: entity.id.to_string(),
        kind: entity.kind,
        name: entity.name.clone(),
        aliases: entity.spellings.iter().map(|(s, _)| s).filter(|s| **s != entity.name).cloned().collect(),
        wikidata: wikidata(entity.kind, &entity.name).filter(|_| entity.sense.team().is_none()),
        team: entity.sense.team().map(Team::noun),
    }
}

/// The Wikidata id that the tables give a name of this kind.
fn wikidata(kind: EntityType, name: &str) -> Option<&'static str> {
    match kind {
        EntityType::Place => KnownPlace::of(name)?.wikidata(),
        EntityType::Organization => Some(KnownOrganization::of(name)?.wikidata),
        _ => None,
    }
}

fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}
