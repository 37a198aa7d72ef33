//! What reading an article gives. Every span is a byte range into the article's text.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Paragraph, Sentence, Team};
use crate::text::Span;

/// Everything one article says, as found by its reader. Lists are sorted by where they start (longer first).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    /// The article's own date, if it is known.
    pub dateline: Option<Dateline>,
    /// If it is not: about when it was written, as far as its own words tell.
    pub written: Option<Written>,
    pub mentions: Vec<Mention>,
    /// Who and what the mentions are, inside this article.
    pub entities: Vec<LocalEntity>,
    /// Those of them that are nobody of another article, because somebody said so; in order.
    pub split: Vec<LocalId>,
    /// Descriptions of people of whom the article does not say who they are, in order.
    pub descriptions: Vec<Description>,
    /// Which bodies belong to which others, as the article says it first, in order.
    pub belongings: Vec<Belonging>,
    pub quotations: Vec<Quotation>,
    /// Reported speech, in order.
    pub reported: Vec<Reported>,
    pub figures: Vec<Figure>,
    pub times: Vec<Time>,
    /// Quotation marks that do not do what they should.
    pub mark_faults: Vec<MarkFault>,
    /// `http(s)://…` addresses, for document links.
    pub links: Vec<Span>,
}

/// The date an article was published or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    pub date: Date,
    pub basis: DateBasis,
    /// The text that says so, where the text does.
    pub span: Option<Span>,
}

/// A stretch of time in which an article was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The day of the last post that it prints, and where that stands.
    pub from: Date,
    pub post: Span,
    /// The first day that it tells of as still to come, and where.
    pub before: Option<(Date, Span)>,
}

/// Where an article's date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateBasis {
    Given,
    Text,
    Corpus,
    FileName,
    Mtime,
}

/// What a mention or entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Product,
    Work,
}

impl FromStr for EntityType {
    /// That there is no such type, and which there are.
    type Err = String;

    fn from_str(name: &str) -> Result<EntityType, String> {
        let all = EntityType::ALL;
        let known = all.into_iter().find(|kind| kind.as_str() == name);
        known.ok_or_else(|| format!("`{name}` is no type; there are {}", all.map(EntityType::as_str).join(", ")))
    }
}

impl EntityType {
    pub const ALL: [EntityType; 7] = [
        EntityType::Person,
        EntityType::Organization,
        EntityType::Place,
        EntityType::Group,
        EntityType::Event,
        EntityType::Product,
        EntityType::Work,
    ];

    /// As the schema writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            EntityType::Person => "person",
            EntityType::Organization => "organization",
            EntityType::Place => "place",
            EntityType::Group => "group",
            EntityType::Event => "event",
            EntityType::Product => "product",
            EntityType::Work => "work",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Name,
    Nominal,
    Pronoun,
}

/// The index of a [`LocalEntity`] in [`Findings::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalId(pub u32);

/// One place where an article speaks of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name, description or pronoun; titles and possessives are outside.
    pub span: Span,
    pub kind: EntityType,
    pub form: Form,
    /// The title directly before the name ("NATO Secretary General"), without the space between.
    pub title: Option<Span>,
    pub entity: LocalId,
    /// Why it is this entity.
    pub link: Link,
    /// 0 to 1.
    pub confidence: f32,
}

/// The rule by which a mention was joined to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// It introduces its entity.
    First,
    SameName,
    /// A shorter or longer form of a full name.
    FullName,
    Surname,
    Acronym,
    /// The tables say so (Kiev = Kyiv, Ukrainian → Ukraine).
    Alias,
    Apposition,
    Role,
    Pronoun,
    /// The first person of what it says.
    Speaker,
    /// Somebody said so.
    Decided,
}

/// One person, organisation, place… as this article alone shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalEntity {
    pub kind: EntityType,
    /// The fullest name in this article, as written.
    pub name: String,
    /// Spellings in this article with their number of mentions, most frequent first, ties by spelling.
    pub spellings: Vec<(String, u32)>,
    /// Spelling-folded key by which articles are joined (`corpus::name_key`); equal keys are candidates for one entity.
    pub key: String,
    /// For a person: the spelling-folded given names, empty if only the surname is known. Conflicting given names
    /// are never joined.
    pub given: String,
    /// The canonical name that the tables give it.
    pub canonical: Option<String>,
    pub sense: Sense,
    /// What it is here: "commander-in-chief of Ukraine’s armed forces", "NATO Secretary General".
    pub roles: Vec<Role>,
    /// Indices of its mentions in [`Findings::mentions`].
    pub mentions: Vec<u32>,
}

/// What a name means: two senses of one name are never one entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// What is called so.
    #[default]
    Own,
    /// People of a place, who are not the place.
    People,
    /// A team, which is not the place of that name.
    Team(Team),
}

impl Sense {
    /// That of an entity by those of its parts, which readers may have joined.
    pub fn of_all(parts: impl Iterator<Item = Sense> + Clone) -> Sense {
        match parts.clone().max() {
            Some(team @ Sense::Team(_)) => team,
            _ => parts.min().unwrap_or_default(),
        }
    }

    pub fn team(self) -> Option<Team> {
        match self {
            Sense::Team(team) => Some(team),
            Sense::Own | Sense::People => None,
        }
    }
}

/// A role or title as the article states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub span: Span,
    /// The text of the role, white space folded, without article: "former top general".
    pub text: String,
    pub office: Office,
}

/// What somebody is, and of what. While its article is read, countries and bodies are that article's entities, by their
/// indices (`Office<u32>`); what is kept has their keys ([`LocalEntity::key`]), by which other articles know them again.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office<Of = String> {
    /// Its plain words: "president", "deputy defence minister".
    pub title: String,
    /// The countries and bodies that it is an office of.
    pub of: Vec<Of>,
    /// "former", "ex-", "then-".
    pub former: bool,
}

/// Words that describe somebody by an office: "the Norlandian leader".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    pub span: Span,
    pub office: Office,
}

/// That a body belongs to another, or to a country: "Harbour Lines, a unit of Veltrax".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// The two names and what stands between them.
    pub span: Span,
    pub part: LocalId,
    pub whole: LocalId,
    /// What the one is to the other: "unit of", "owned by".
    pub relation: &'static str,
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Marks included.
    pub span: Span,
    pub kind: QuotationKind,
    /// Who utters the words.
    pub speaker: Option<Speaker>,
    pub cue: Option<Span>,
    /// The relay: *X said, **according to Y***.
    pub via: Option<Speaker>,
    /// The quotation that this one lies inside, an index into [`Findings::quotations`].
    pub inside: Option<u32>,
    /// The earlier paragraph of the same statement, an index into [`Findings::quotations`].
    pub continues: Option<u32>,
    /// More words of the speaker that follow without marks: the closing mark stands too early.
    pub outside: Option<Span>,
    pub confidence: f32,
    /// A statement, and nothing around it says who makes it.
    pub unattributed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationKind {
    Direct,
    Mixed,
    Scare,
    Title,
}

impl QuotationKind {
    pub fn as_str(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Mixed => "mixed",
            QuotationKind::Scare => "scare",
            QuotationKind::Title => "title",
        }
    }

    /// Somebody's words, as opposed to a title or an ironic term.
    pub fn is_statement(self) -> bool {
        matches!(self, QuotationKind::Direct | QuotationKind::Mixed)
    }
}

/// Words that report what somebody said, without marks of their own (marked words may stand among them): "He said
/// **the road is open**".
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    pub span: Span,
    /// The verb of saying, or "according".
    pub cue: Span,
    pub speaker: Option<Speaker>,
    pub confidence: f32,
}

/// Everything that somebody says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub quotations: Vec<Quotation>,
    pub reported: Vec<Reported>,
}

impl Said {
    /// All speakers and relays.
    pub fn speakers_mut(&mut self) -> impl Iterator<Item = &mut Speaker> {
        let quoted = self.quotations.iter_mut().flat_map(|q| [&mut q.speaker, &mut q.via]);
        quoted.chain(self.reported.iter_mut().map(|r| &mut r.speaker)).flatten()
    }
}

/// The mention that names a speaker, and who that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The noun phrase or pronoun in the text.
    pub span: Span,
    /// None where it is not known who that is ("a White House official").
    pub entity: Option<LocalId>,
}

/// Something wrong with a quotation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkFault {
    /// The mark.
    pub span: Span,
    /// The quotation it belongs to.
    pub quotation: Span,
    pub kind: MarkFaultKind,
    /// What should stand there, where that is certain.
    pub replacement: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkFaultKind {
    /// An opening mark where a closing one belongs, or the reverse: “within two days“.
    WrongWay,
    /// “…" : opener and closer of different families.
    Mismatched,
    /// Opened and never closed.
    Unclosed,
    /// Closed and never opened.
    Stray,
    /// Two openers share one closer.
    SharedClose,
}

/// A number that counts or measures something: an interval of exact values.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its currency, scale, percent sign and modifier ("more than $2 million"), not the counted noun
    /// (but the unit of a measure: "200,000 square kilometers").
    pub span: Span,
    pub kind: FigureKind,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// ISO 4217 code, `%`, `pp`, a unit's symbol (`km2`), or the counted noun in the singular.
    pub unit: Option<String>,
    /// A `$` that may be another country's dollar.
    pub assumed_unit: bool,
    pub bound: Bound,
    /// "about", "nearly", "some".
    pub approximate: bool,
    /// The noun phrase that says what is counted or measured.
    pub measures: Option<Span>,
    /// What news tells of by such a number: "deaths", "aid", "area"; a row of `src/data/frames.tsv`.
    pub frame: Option<&'static str>,
    /// Whether it says how far something rose or fell, or where it came from or went.
    pub change: Option<Change>,
    /// Money: whether it is only asked for.
    pub status: Option<Status>,
    /// "a month", "per barrel": what it is so much for each of, without the "a" or "per".
    pub per: Option<Span>,
    /// "dozens", "several", and "1.000", which may be one or a thousand: no value to compare.
    pub vague: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    Money,
    Percentage,
    PercentagePoints,
    Measure,
    Count,
    Ordinal,
    Age,
    Ratio,
    Score,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Range,
}

/// How a figure takes part in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Change {
    pub rose: bool,
    pub role: ChangeRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeRole {
    /// "rose 5 percent", "a 5 percent rise"
    By,
    /// "rose to 60"
    To,
    /// "rose from 55"
    From,
}

/// How far money has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Requested,
    Promised,
    Provided,
}

/// A date, clock time, duration or recurrence, and what it resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    pub span: Span,
    pub kind: TimeKind,
    /// TIMEX3-style ISO 8601; None when it cannot be known.
    pub value: Option<String>,
    pub basis: TimeBasis,
    /// The weekday that is written beside a date, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// The day or the year is that of somebody's birth: "born in 1978".
    pub born: bool,
}

impl Time {
    /// Before, at or after the time of writing, and no finer: "now", "soon".
    pub fn is_vague(&self) -> bool {
        self.value.as_deref().is_some_and(|value| value.ends_with("_REF"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// What a time's value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeBasis {
    /// The words alone say it: "June 6, 2024", "two weeks".
    Explicit,
    /// Counted from the article's date.
    ArticleDate,
    /// Counted from another time in the text.
    Anchor(Span),
    /// It needs the article's date, which is not known.
    Unknown,
    /// There is no such day: "June 31".
    Impossible,
}
