//! Who says what: the statements of a corpus, and whom they are about.

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use super::Place;
use super::excerpt::excerpt;
use super::subject::Subject;
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{EntityType, LocalId, Quotation, QuotationKind, Reported, Speaker};
use crate::text::Span;

/// Words that somebody said: in quotation marks, or reported without them.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    pub article: &'a Article,
    /// Marks included.
    pub span: Span,
    pub by: Option<Speaker>,
    pub cue: Option<Span>,
    /// Who hands it on.
    pub via: Option<Speaker>,
    /// Of the speaker, 0 to 1; of reported words, that they are what was said.
    pub confidence: f32,
    pub kind: StatementKind,
}

/// How words stand in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// In quotation marks.
    Quoted(QuotationKind),
    /// Reported without marks.
    Indirect,
}

impl StatementKind {
    /// As the output has it.
    pub fn as_str(self) -> &'static str {
        match self {
            StatementKind::Quoted(kind) => kind.as_str(),
            StatementKind::Indirect => "indirect",
        }
    }
}

/// The statements of a corpus in path order, by people and about people of a name: of any spelling, whole or in part
/// ("Zelenskyy" finds Volodymyr Zelensky). Those that are reported without marks only with `reported`.
pub fn statements<'a>(
    corpus: &'a Corpus,
    by: Option<&'a str>,
    about: Option<&'a str>,
    reported: bool,
) -> impl Iterator<Item = Statement<'a>> {
    let (by, about) = (by.map(Wanted::new), about.map(Wanted::new));
    let all = corpus.articles().flat_map(move |article| {
        let unmarked: &[Reported] = if reported { &article.findings.reported } else { &[] };
        // He said that it “would cost us dearly”: what is reported holds what is quoted.
        let mut by_cue: FxHashMap<Span, Vec<Span>> = FxHashMap::default();
        unmarked.iter().for_each(|r| by_cue.entry(r.cue).or_default().push(r.span));
        let reported = |cue: Option<Span>| cue.and_then(|cue| by_cue.get(&cue)).into_iter().flatten();
        let told = |s: &Statement| reported(s.cue).any(|span| span.covers(s.span));
        let mut all: Vec<Statement<'_>> = Statement::all(article).filter(|s| !told(s)).collect();
        all.extend(unmarked.iter().map(|reported| Statement::unmarked(article, reported)));
        all.sort_by_key(|s| s.span.start);
        all
    });
    all.filter(move |s| {
        by.as_ref().is_none_or(|by| s.speaker().is_some_and(|id| by.is(corpus, s.article, id)))
            && about.as_ref().is_none_or(|about| s.about().any(|(id, _)| about.is(corpus, s.article, id)))
    })
}

impl<'a> Statement<'a> {
    /// The statements of an article in marks, the outermost where they are nested.
    pub(super) fn all(article: &'a Article) -> impl Iterator<Item = Statement<'a>> {
        let marked = article.findings.quotations.iter().filter(|q| q.kind.is_statement() && q.inside.is_none());
        marked.map(move |quotation| Statement::marked(article, quotation))
    }

    fn marked(article: &'a Article, quotation: &'a Quotation) -> Statement<'a> {
        let Quotation { span, speaker, cue, via, confidence, kind, .. } = *quotation;
        Statement { article, span, by: speaker, cue, via, confidence, kind: StatementKind::Quoted(kind) }
    }

    fn unmarked(article: &'a Article, reported: &'a Reported) -> Statement<'a> {
        let Reported { span, cue, speaker, confidence } = *reported;
        let kind = StatementKind::Indirect;
        Statement { article, span, by: speaker, cue: Some(cue), via: None, confidence, kind }
    }

    /// Who speaks, where the article tells.
    pub fn speaker(&self) -> Option<LocalId> {
        self.by?.entity
    }

    /// The name of the speaker: as the corpus has it, or the words of the article.
    pub fn speaker_name(&self, corpus: &Corpus) -> Option<String> {
        Some(speaker_name(corpus, self.article, self.by?))
    }

    /// Whom and what the words are about: everybody they mention but the speaker, with the mention's place.
    pub fn about(&self) -> impl Iterator<Item = (LocalId, Span)> + use<'a> {
        let reported = self.reported();
        let mentions = &self.article.findings.mentions;
        let first = mentions.partition_point(|m| m.span.start < reported.start);
        let speaker = self.speaker();
        let inside = mentions.iter().skip(first).take_while(move |m| m.span.start < reported.end);
        let people = inside.filter(move |m| {
            let kind =
                matches!(m.kind, EntityType::Person | EntityType::Organization | EntityType::Place | EntityType::Group);
            kind && reported.covers(m.span) && Some(m.entity) != speaker
        });
        people.map(|m| (m.entity, m.span))
    }

    /// The names of those it is about, each once.
    pub fn about_names(&self, corpus: &Corpus) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.about().filter_map(|(id, _)| name(corpus, self.article, id)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub fn place(&self) -> Place {
        Place { article: self.article.id.clone(), span: self.span }
    }

    /// The words said: with those in marks, the words that lead up to them from the verb that reports them.
    fn reported(&self) -> Span {
        let quoted = self.span;
        let sentence = self.article.sentence(quoted.start);
        let cue = self.cue.filter(|cue| cue.end <= quoted.start && sentence.is_some_and(|s| s.start <= cue.start));
        Span { start: cue.map_or(quoted.start, |cue| cue.end), end: quoted.end }
    }
}

impl Serialize for StatementKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The name of a speaker: as the corpus has it, or the words of the article.
pub(super) fn speaker_name(corpus: &Corpus, article: &Article, speaker: Speaker) -> String {
    let known = speaker.entity.and_then(|id| name(corpus, article, id));
    known.unwrap_or_else(|| excerpt(speaker.span.of(&article.text), 80))
}

fn name(corpus: &Corpus, article: &Article, id: LocalId) -> Option<String> {
    Subject::new(corpus, article, id).map(|subject| subject.name().to_owned())
}

/// A name somebody asks for.
pub(super) struct Wanted {
    words: Vec<String>,
}

impl Wanted {
    pub(super) fn new(name: &str) -> Wanted {
        Wanted { words: name.split_whitespace().map(name_key::fold).filter(|w| !w.is_empty()).collect() }
    }

    /// Whether an entity bears all words of the name, in one of its spellings.
    pub(super) fn is(&self, corpus: &Corpus, article: &Article, id: LocalId) -> bool {
        let bears = |name: &str| {
            let words: Vec<String> = name.split_whitespace().map(name_key::fold).collect();
            !self.words.is_empty() && self.words.iter().all(|w| words.contains(w))
        };
        let spelled = |spellings: &[(String, u32)]| spellings.iter().any(|(s, _)| bears(s));
        match corpus.entity_of(&article.id, id) {
            Some(entity) => bears(&entity.name) || spelled(&entity.spellings),
            None => {
                article.findings.entities.get(id.0 as usize).is_some_and(|e| bears(&e.name) || spelled(&e.spellings))
            }
        }
    }
}
