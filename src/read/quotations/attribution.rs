//! From quoted spans to quotations. First the rules say who speaks; then a model weighs what they say against all
//! other candidates, with what the rules found elsewhere in the article in view.

use std::cell::OnceCell;

use super::Quoted;
use super::candidates::{Candidate, candidates};
use super::kinds::{self, Habit};
use super::mention::mention;
use super::nested;
use super::prose::{Prose, inner};
use super::question::{Earlier, Question, Ruled};
use super::ranking::{Evidence, probabilities};
use super::salience::Salience;
use super::signature;
use super::speakers::{Finding, Rule, Scene, of_sentence};
use super::unattributed::is_unattributed;
#[cfg(feature = "train")]
use super::{example::Example, reported};
use crate::read::names::Name;
use crate::read::{Layout, Quotation, Speaker, Zone};
use crate::text::Span;

/// Who speaks a quotation, in the article's spans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub speaker: Span,
    pub cue: Option<Span>,
    pub via: Option<Span>,
    pub rule: Rule,
    /// 0 to 1.
    pub confidence: f32,
}

pub(super) fn attribute(layout: &Layout<'_>, quoted: &[Quoted], names: &[Name]) -> Vec<Quotation> {
    let stages = stages(layout, quoted);
    let rules = by_rules(layout, quoted, &stages);
    let mut known = Ranking::new(layout, quoted, &stages, &rules)
        .run(false, |_, asked, nobody, candidates| by_model(asked, nobody, &candidates));
    nested::attribute(layout, quoted, &mut known);
    signature::attribute(layout, quoted, names, &mut known);
    let habit = Habit::of(quoted);
    let finish = |(one, known)| {
        let unattributed = is_unattributed(layout, &habit, quoted, one, Option::as_ref(&known));
        Quotation { unattributed, ..finish(layout, &habit, names, one, known) }
    };
    quoted.iter().zip(known).map(finish).collect()
}

/// What the model sees of each quotation, for whoever learns its weights. `gold` gives the speaker of each of `quoted`.
#[cfg(feature = "train")]
pub(super) fn examples(layout: &Layout<'_>, quoted: &[Quoted], gold: &[Option<Span>]) -> Vec<Example> {
    let stages = stages(layout, quoted);
    let rules = by_rules(layout, quoted, &stages);
    let mut examples = Vec::new();
    Ranking::new(layout, quoted, &stages, &rules).run(true, |quotation, asked, nobody, candidates| {
        let gold = gold.get(quotation as usize).copied().flatten();
        let example = Example::new(quotation, nobody, candidates, asked.rule.as_ref(), gold, layout.text);
        let speaker = gold.map(|gold| example.speaker().unwrap_or(gold));
        examples.push(example);
        Some(Choice { speaker: speaker?, cue: None, confidence: 1.0 })
    });
    examples
}

/// Each paragraph of text as its quotations' surroundings see it.
#[cfg(feature = "train")]
pub(super) fn proses(layout: &Layout<'_>, quoted: &[Quoted]) -> Vec<Prose> {
    let mut stages = stages(layout, quoted).into_iter().peekable();
    let text = layout.paragraphs.iter().enumerate().filter(|(_, p)| reported::is_told(p.zone));
    let of = |(i, _)| {
        while stages.next_if(|s| s.paragraph < i).is_some() {}
        match stages.next_if(|s| s.paragraph == i) {
            Some(stage) => stage.prose,
            None => prose(layout, i, &[]),
        }
    };
    text.map(of).collect()
}

/// A paragraph with quotations.
struct Stage {
    paragraph: usize,
    prose: Prose,
    /// Its quotations with their indices, those inside others left out.
    quotations: Vec<(u32, Span)>,
    /// The paragraph before, if it has no quotations: made when it is asked for.
    before: OnceCell<Prose>,
}

fn stages(layout: &Layout<'_>, quoted: &[Quoted]) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    let outer = quoted.iter().enumerate().filter(|(_, q)| q.inside.is_none());
    for (index, quoted) in outer {
        let Some(paragraph) = layout.paragraph_at(quoted.span.start) else { continue };
        match stages.last_mut() {
            Some(last) if last.paragraph == paragraph => last.quotations.push((index as u32, quoted.span)),
            _ => {
                let quotations = vec![(index as u32, quoted.span)];
                stages.push(Stage { paragraph, prose: Prose::default(), quotations, before: OnceCell::new() })
            }
        }
    }
    for stage in &mut stages {
        stage.prose = prose(layout, stage.paragraph, &stage.quotations);
    }
    stages
}

fn prose(layout: &Layout<'_>, paragraph: usize, quotations: &[(u32, Span)]) -> Prose {
    let Some(of) = layout.paragraphs.get(paragraph) else { return Prose::default() };
    let headline = matches!(of.zone, Zone::Headline | Zone::RepeatedHeadline);
    Prose::new(layout, paragraph, of.span, quotations, headline)
}

/// What stands in the paragraph before a stage's.
#[derive(Clone, Copy)]
enum Before<'a> {
    Stage(&'a Stage),
    Prose(&'a Prose),
    Nothing,
}

impl<'a> Before<'a> {
    fn of(layout: &Layout<'_>, stages: &'a [Stage], stage: usize) -> Before<'a> {
        let Some(this) = stages.get(stage) else { return Before::Nothing };
        let Some(paragraph) = this.paragraph.checked_sub(1) else { return Before::Nothing };
        match stage.checked_sub(1).and_then(|s| stages.get(s)) {
            Some(before) if before.paragraph == paragraph => Before::Stage(before),
            _ => Before::Prose(this.before.get_or_init(|| prose(layout, paragraph, &[]))),
        }
    }

    fn prose(self) -> Option<&'a Prose> {
        match self {
            Before::Stage(stage) => Some(&stage.prose),
            Before::Prose(prose) => Some(prose),
            Before::Nothing => None,
        }
    }

    fn quotations(self) -> &'a [(u32, Span)] {
        match self {
            Before::Stage(stage) => &stage.quotations,
            _ => &[],
        }
    }
}

/// What the rules say of each quotation.
fn by_rules(layout: &Layout<'_>, quoted: &[Quoted], stages: &[Stage]) -> Vec<Option<Attribution>> {
    let mut rules = Rules { layout, stages, known: vec![None; quoted.len()], latest: None };
    for (index, stage) in stages.iter().enumerate() {
        rules.latest = None;
        for at in 0..stage.quotations.len() {
            let Some(&(quotation, _)) = stage.quotations.get(at) else { continue };
            let attribution = rules.attribution(index, at);
            if let Some(slot) = rules.known.get_mut(quotation as usize) {
                *slot = attribution;
            }
            rules.latest = attribution.or(rules.latest);
        }
    }
    rules.known
}

struct Rules<'a> {
    layout: &'a Layout<'a>,
    stages: &'a [Stage],
    known: Vec<Option<Attribution>>,
    /// The last that is known in the paragraph.
    latest: Option<Attribution>,
}

impl Rules<'_> {
    fn attribution(&self, stage: usize, at: usize) -> Option<Attribution> {
        let Stage { prose, quotations, .. } = self.stages.get(stage)?;
        let &(_, span) = quotations.get(at)?;
        let word = prose.words.partition_point(|w| w.span.start < span.start);
        let scene = Scene::new(prose, self.layout.text, word)?;
        if let Some(label) = label(span, self.layout.text) {
            let (rule, confidence) = (Rule::Label, Rule::Label.confidence());
            return Some(Attribution { speaker: label, cue: None, via: None, rule, confidence });
        }
        if let Some(finding) = scene.left_outside() {
            return placed(prose, finding);
        }
        if let Some(finding) = scene.speaker() {
            return placed(prose, finding);
        }
        let sentence = prose.span((scene.lo, scene.at))?;
        let earlier = quotations.get(..at)?;
        let same = earlier.last().filter(|(_, s)| s.start >= sentence.start);
        if let Some(known) = same.and_then(|(i, _)| self.known_of(*i)) {
            return Some(Attribution { rule: Rule::SameSentence, ..known });
        }
        if let Some(finding) = scene.before_all().or_else(|| scene.subject()) {
            return placed(prose, finding);
        }
        if !scene.starts_sentence() {
            return None;
        }
        if let Some(known) = self.latest {
            return Some(Attribution { rule: Rule::Continued, ..known });
        }
        match prose.sentence_of(word)?.checked_sub(1) {
            Some(before) => placed(prose, of_sentence(prose, before).or_else(|| subject_of(prose, before))?),
            None => self.by_paragraph_before(stage),
        }
    }

    /// The speaker of a quotation that opens its paragraph: who spoke, or was spoken of, in the one before.
    fn by_paragraph_before(&self, stage: usize) -> Option<Attribution> {
        let before = Before::of(self.layout, self.stages, stage);
        let prose = before.prose()?;
        let sentence = prose.sentences.len().checked_sub(1)?;
        let &(lo, hi) = prose.sentences.get(sentence)?;
        let colon = prose.mark(hi.checked_sub(1)?, ":");
        let last = before.quotations().last();
        let quoting = last.is_some_and(|(_, s)| prose.word(lo).is_some_and(|w| s.end > w.span.start));
        let by_cue = || of_sentence(prose, sentence).and_then(|f| placed(prose, f)).filter(|_| colon || !quoting);
        let by_quotation = || last.and_then(|(i, _)| self.known_of(*i));
        let by_subject = || subject_of(prose, sentence).and_then(|f| placed(prose, f));
        let found = by_cue().or_else(by_quotation).or_else(by_subject)?;
        Some(Attribution { rule: Rule::ParagraphBefore, confidence: Rule::ParagraphBefore.confidence(), ..found })
    }

    fn known_of(&self, quotation: u32) -> Option<Attribution> {
        self.known.get(quotation as usize).copied().flatten()
    }
}

/// The speaker in front of his own words, as transcripts have it: "SMITH: We go on."
fn label(quotation: Span, text: &str) -> Option<Span> {
    let words = inner(quotation.of(text));
    let head = words.char_indices().nth(LABEL).map_or(words, |(i, _)| words.get(..i).unwrap_or(words));
    let name = head.split(':').next().filter(|name| name.len() < head.len())?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = name.chars().all(|c| c.is_uppercase() || " .'’-".contains(c));
    let start = quotation.start + quotation.of(text).find(name)? as u32;
    (capitals && letters >= 3).then(|| Span { start, end: start + name.len() as u32 })
}

/// The longest label, in characters.
const LABEL: usize = 40;

fn subject_of(prose: &Prose, sentence: usize) -> Option<Finding> {
    let &(lo, hi) = prose.sentences.get(sentence)?;
    let speaker = prose.main_subject(lo, hi)?;
    Some(Finding { speaker, cue: None, via: None, rule: Rule::SentenceBefore })
}

/// A finding in the article's spans.
pub(super) fn placed(prose: &Prose, finding: Finding) -> Option<Attribution> {
    let span = |phrase| prose.span(phrase);
    Some(Attribution {
        speaker: span(finding.speaker)?,
        cue: finding.cue.and_then(span),
        via: finding.via.and_then(span),
        rule: finding.rule,
        confidence: finding.rule.confidence(),
    })
}

/// The model's pass over the article, in order: what it decides of one quotation is evidence for the next.
struct Ranking<'a> {
    layout: &'a Layout<'a>,
    quoted: &'a [Quoted],
    stages: &'a [Stage],
    rules: &'a [Option<Attribution>],
    salience: Salience<'a>,
    known: Vec<Option<Attribution>>,
    /// The last two quotations with a speaker: index, where it stands, speaker, cue.
    latest: Vec<(u32, Span, Span, Option<Span>)>,
}

/// A quotation whose speaker is asked for.
struct Asked {
    rule: Option<Attribution>,
    /// How many it has.
    words: usize,
    /// The marks are around a term, not around what is said.
    is_term: bool,
}

/// Who is taken to speak, where `cue` says so.
struct Choice {
    speaker: Span,
    cue: Option<Span>,
    confidence: f32,
}

impl<'a> Ranking<'a> {
    fn new(
        layout: &'a Layout<'a>,
        quoted: &'a [Quoted],
        stages: &'a [Stage],
        rules: &'a [Option<Attribution>],
    ) -> Ranking<'a> {
        let mut salience = Salience::of_article(layout);
        for rule in rules.iter().flatten() {
            salience.speaks(rule.speaker, layout.text);
        }
        let known = vec![None; quoted.len()];
        Ranking { layout, quoted, stages, rules, salience, known, latest: Vec::new() }
    }

    /// `decide` is given the index of each quotation, what is known of it, what speaks for "nobody" and the candidates,
    /// with the names of their features if they are to be recorded.
    fn run(
        mut self,
        record: bool,
        mut decide: impl FnMut(u32, &Asked, Evidence, Vec<Candidate>) -> Option<Choice>,
    ) -> Vec<Option<Attribution>> {
        for (index, stage) in self.stages.iter().enumerate() {
            for &(quotation, span) in &stage.quotations {
                self.rank(index, stage, (quotation, span), record, &mut decide);
            }
        }
        self.known
    }

    fn rank(
        &mut self,
        index: usize,
        stage: &Stage,
        (quotation, span): (u32, Span),
        record: bool,
        decide: &mut impl FnMut(u32, &Asked, Evidence, Vec<Candidate>) -> Option<Choice>,
    ) {
        let word = stage.prose.words.partition_point(|w| w.span.start < span.start);
        let Some(scene) = Scene::new(&stage.prose, self.layout.text, word) else { return };
        let rule = self.rules.get(quotation as usize).copied().flatten();
        let earlier: Vec<Earlier> = self.latest.iter().rev().map(|l| self.earlier(stage, &scene, span, *l)).collect();
        let (nobody, candidates) = candidates(&Question {
            text: self.layout.text,
            prose: &stage.prose,
            scene: &scene,
            quotation: span,
            rule: rule.map(|r| Ruled { speaker: r.speaker, cue: r.cue, name: r.rule.name() }),
            earlier: &earlier,
            continues: self.quoted.get(quotation as usize).is_some_and(|q| q.continues.is_some()),
            before: &|| Before::of(self.layout, self.stages, index).prose(),
            salience: &self.salience,
            record,
        });
        let words = inner(span.of(self.layout.text)).split_whitespace().count();
        let asked = Asked { rule, words, is_term: scene.is_term() };
        let Some(Choice { speaker, cue, confidence }) = decide(quotation, &asked, nobody, candidates) else { return };
        // The model learnt from annotators who mark whoever hands a statement on; who utters it is the rules' to say.
        let ruled = rule.filter(|r| r.rule.is_certain() || r.via.is_some_and(|via| via.overlaps(speaker)));
        let confidence = ruled.filter(|r| r.rule.is_certain()).map_or(confidence, |r| r.confidence);
        let (speaker, cue) = ruled.map_or((speaker, cue), |r| (r.speaker, r.cue));
        let via = rule.filter(|r| r.speaker == speaker).and_then(|r| r.via);
        let rule = rule.map_or(Rule::MainSubject, |r| r.rule);
        if let Some(slot) = self.known.get_mut(quotation as usize) {
            *slot = Some(Attribution { speaker, cue, via, rule, confidence });
        }
        self.latest.push((quotation, span, speaker, cue));
        if self.latest.len() > 2 {
            self.latest.remove(0);
        }
    }

    /// An earlier speaker as seen from a quotation.
    fn earlier(
        &self,
        stage: &Stage,
        scene: &Scene<'_>,
        quotation: Span,
        (_, of, speaker, cue): (u32, Span, Span, Option<Span>),
    ) -> Earlier {
        let sentence = stage.prose.word(scene.lo).map_or(quotation.start, |w| w.span.start);
        let paragraph = |i: usize| self.layout.paragraphs.get(i).map_or(u32::MAX, |p| p.span.start);
        let place = match of.start {
            start if start >= sentence => "sent",
            start if start >= paragraph(stage.paragraph) => "par",
            start if stage.paragraph > 0 && start >= paragraph(stage.paragraph - 1) => "prevpar",
            _ => "far",
        };
        let gap = match quotation.start.saturating_sub(of.end) {
            0..=2 => "ns",
            3..=60 => "short",
            _ => "long",
        };
        Earlier { speaker, cue, place, gap }
    }
}

/// Few words that nobody is likely to say are a term.
const LIKELY: f32 = 0.35;
const UNLIKELY: f32 = 0.25;
/// So many words are a statement, whoever speaks.
const STATEMENT: usize = 8;

/// The likeliest candidate, if somebody speaks at all. Who utters words and who hands them on are one answer.
fn by_model(asked: &Asked, nobody: Evidence, candidates: &[Candidate]) -> Option<Choice> {
    if asked.is_term {
        return None;
    }
    let scores: Vec<f32> = std::iter::once(nobody.score).chain(candidates.iter().map(|c| c.evidence.score)).collect();
    let probabilities = probabilities(&scores);
    let nobody = probabilities.first().copied().unwrap_or(1.0);
    if nobody >= 0.5 {
        return None;
    }
    let all = candidates.iter().zip(probabilities.iter().skip(1).copied());
    let (best, p) = all.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let relay = asked.rule.and_then(|r| Some((r.speaker, r.via?)));
    let of_relay = |c: &Candidate| relay.is_some_and(|(by, via)| c.speaker.overlaps(by) || c.speaker.overlaps(via));
    let confidence = if of_relay(best) { all.filter(|(c, _)| of_relay(c)).map(|(_, p)| p).sum() } else { p };
    (confidence >= LIKELY || nobody < UNLIKELY || asked.words >= STATEMENT).then_some(Choice {
        speaker: best.speaker,
        cue: best.cue,
        confidence,
    })
}

fn finish(
    layout: &Layout<'_>,
    habit: &Habit,
    names: &[Name],
    quoted: &Quoted,
    known: Option<Attribution>,
) -> Quotation {
    let kind = kinds::kind(layout, habit, quoted, known.as_ref());
    let said = kind.is_statement();
    let known = known.filter(|_| said);
    let speaker = |phrase| Speaker { span: mention(layout, names, phrase), entity: None };
    Quotation {
        span: quoted.span,
        kind,
        speaker: known.map(|k| speaker(k.speaker)),
        cue: known.and_then(|k| k.cue),
        via: known.and_then(|k| k.via).map(speaker),
        inside: quoted.inside,
        continues: quoted.continues,
        outside: known.filter(|k| k.rule == Rule::LeftOutside).and_then(|k| outside(layout, quoted.span, k.speaker)),
        confidence: known.map_or(0.5, |k| k.confidence),
        unattributed: false,
    }
}

/// The words between a quotation and its speaker.
fn outside(layout: &Layout<'_>, quotation: Span, speaker: Span) -> Option<Span> {
    let between = Span { start: quotation.end, end: speaker.start };
    let words = layout.text.get(between.start as usize..between.end as usize)?;
    let start = between.start + (words.len() - words.trim_start().len()) as u32;
    let end = start + words.trim().trim_end_matches([',', ' ']).len() as u32;
    (start < end).then_some(Span { start, end })
}
