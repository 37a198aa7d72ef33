//! Which words of its sentence a verb of saying reports: a model weighs where they could start and where they could end.

#[cfg(feature = "train")]
use std::sync::Arc;

use super::coarse::{bucket, ending};
use super::feature::{Hashed, parts};
use super::phrases::{Phrase, Subject};
use super::prose::Word;
use super::ranking::{Evidence, REPORTED, probabilities};
use super::sentence::Sentence;
use super::words::is;
use crate::text::Span;

/// Words that report what was said, in whatever offsets their prose has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Content {
    pub span: Span,
    pub cue: Span,
    /// The phrase that names who said it.
    pub speaker: Option<Span>,
    /// 0 to 1.
    pub confidence: f32,
    /// Hardly anything but a marked quotation, which says so itself.
    pub marked: bool,
}

impl Content {
    /// From the article's offsets to a paragraph's own.
    pub fn back(self, by: u32) -> Content {
        let Content { span, cue, speaker, .. } = self;
        Content { span: span.back(by), cue: cue.back(by), speaker: speaker.map(|s| s.back(by)), ..self }
    }
}

/// A cue as the model sees it: the features of "it reports nothing", then of each stretch of words.
#[cfg(feature = "train")]
#[derive(Debug)]
pub struct ReportedExample {
    pub cue: Span,
    pub nothing: Vec<Arc<str>>,
    pub stretches: Vec<(Span, Vec<Arc<str>>)>,
}

/// A cue in its sentence, and everything that is weighed for it.
pub(super) struct Choice<'a> {
    sentence: &'a Sentence<'a>,
    cue: usize,
    lemma: Hashed<&'static str>,
    subject: Option<Phrase>,
    how: Option<Subject>,
    /// How the subject stands to the cue, by name.
    stands: Hashed<&'static str>,
    record: bool,
    nothing: Evidence,
    starts: Vec<Edge>,
    ends: Vec<Edge>,
}

/// On which side of the cue the content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A word where the content may start, or end.
struct Edge {
    at: usize,
    side: Side,
    evidence: Evidence,
}

impl<'a> Choice<'a> {
    pub fn of(sentence: &'a Sentence<'a>, cue: usize, record: bool) -> Choice<'a> {
        let Sentence { prose, lo, hi, .. } = *sentence;
        let subject = prose.subject(cue, lo, hi);
        let mut choice = Choice {
            sentence,
            cue,
            lemma: Hashed::new(prose.word(cue).map_or("", |w| w.lemma)),
            subject: subject.map(|s| s.0),
            how: subject.map(|s| s.1),
            stands: Hashed::new(subject.map_or("none", |s| s.1.name())),
            record,
            nothing: Evidence::new(&REPORTED, record),
            starts: Vec::new(),
            ends: Vec::new(),
        };
        choice.weigh_nothing();
        choice.after();
        choice.before();
        choice
    }

    /// The likeliest stretch, and how likely it is that it or one much like it is right.
    pub fn content(self) -> Option<Content> {
        let pairs = self.pairs();
        let best = pairs.iter().max_by(|a, b| a.2.total_cmp(&b.2))?;
        // Nothing reported: most cues lead to a marked quotation.
        if self.nothing.score > best.2 + SURELY_NOTHING {
            return None;
        }
        let scores: Vec<f32> = std::iter::once(self.nothing.score).chain(pairs.iter().map(|p| p.2)).collect();
        let p = probabilities(&scores);
        let (from, to) = (self.starts.get(best.0)?, self.ends.get(best.1)?);
        let span = self.span(from.at, to.at)?;
        let same = pairs.iter().zip(p.iter().skip(1)).filter(|(pair, _)| {
            let stretch = self.starts.get(pair.0).zip(self.ends.get(pair.1));
            stretch.and_then(|(from, to)| self.span(from.at, to.at)).is_some_and(|other| alike(span, other))
        });
        let confidence = same.map(|(_, p)| *p).sum::<f32>().min(1.0);
        let speaker = self.speaker(from.side).and_then(|phrase| self.sentence.prose.span(phrase));
        let marked = self.is_quotation(from.at, to.at);
        Some(Content { span, cue: self.sentence.prose.span((self.cue, self.cue))?, speaker, confidence, marked })
    }

    /// Hardly anything but a marked quotation.
    fn is_quotation(&self, from: usize, to: usize) -> bool {
        let words = || (from..=to).filter_map(|i| self.sentence.prose.word(i));
        words().any(Word::is_quotation) && words().filter(|w| w.is_wordy()).count() < OUTSIDE
    }

    #[cfg(feature = "train")]
    pub fn example(self) -> Option<ReportedExample> {
        let stretch = |(from, to, _): (usize, usize, f32)| {
            let (from, to) = (self.starts.get(from)?, self.ends.get(to)?);
            let together = self.together(from, to);
            let of = |evidence: &Evidence| evidence.features.clone().unwrap_or_default();
            let features = [of(&from.evidence), of(&to.evidence), of(&together)].concat();
            Some((self.span(from.at, to.at)?, features))
        };
        let stretches = self.pairs().into_iter().filter_map(stretch).collect();
        let nothing = self.nothing.features.clone().unwrap_or_default();
        Some(ReportedExample { cue: self.sentence.prose.span((self.cue, self.cue))?, nothing, stretches })
    }

    /// Who says it: the subject of the cue, or behind it: "…, said Smith".
    fn speaker(&self, side: Side) -> Option<Phrase> {
        let inverted =
            side == Side::Before && self.cue > self.sentence.lo && self.sentence.prose.mark(self.cue - 1, ",—–");
        let behind = || {
            self.sentence
                .prose
                .right(self.cue + 1, self.sentence.last + 1)
                .filter(|_| self.how != Some(Subject::According))
        };
        inverted.then(behind).flatten().or(self.subject)
    }

    /// Every stretch: indices of where it starts and ends, and its score.
    fn pairs(&self) -> Vec<(usize, usize, f32)> {
        let mut out = Vec::with_capacity(self.starts.len() * self.ends.len());
        for (i, from) in self.starts.iter().enumerate() {
            for (j, to) in self.ends.iter().enumerate() {
                if from.side == to.side && to.at > from.at {
                    let score = from.evidence.score + to.evidence.score + self.together(from, to).score;
                    out.push((i, j, score));
                }
            }
        }
        out
    }

    /// What a start and an end are together.
    fn together(&self, from: &Edge, to: &Edge) -> Evidence {
        let mut evidence = Evidence::new(&REPORTED, self.record);
        let letter = from.side.letter();
        let words = bucket(to.at - from.at + 1);
        let (verb, quoted) = self.sentence.holds(from.at, to.at);
        evidence.note(parts![letter, "len", words]);
        evidence.note(parts![letter, "verb", verb, "q", quoted]);
        evidence
    }

    fn weigh_nothing(&mut self) {
        let (cue, lemma, how) = (self.cue, self.lemma, self.stands);
        let (before, before2) = (self.sentence.class_before(cue, 1), self.sentence.class_before(cue, 2));
        let (next, next2) = (self.sentence.class(cue + 1), self.sentence.class(cue + 2));
        let form = self.sentence.prose.word(cue).map_or("", |w| ending(w.span.of(self.sentence.text)));
        let rest = bucket(self.sentence.last.saturating_sub(cue));
        let quotation = |i: usize| self.sentence.prose.word(i).is_some_and(Word::is_quotation);
        let quoted_before = (cue.saturating_sub(8).max(self.sentence.lo)..cue).any(quotation);
        let quoted_next = quotation(cue + 1) || quotation(cue + 2) && self.sentence.prose.mark(cue + 1, ",:");
        let quoted = (self.sentence.lo..=self.sentence.last).any(quotation);
        let left = (self.sentence.lo..cue).rev().take_while(|&i| !self.sentence.prose.mark(i, ",;"));
        let quoted_left = left.into_iter().any(quotation);
        let to = &mut self.nothing;
        to.note(parts!["N"]);
        to.note(parts!["N", lemma]);
        to.note(parts!["N", lemma, how]);
        to.note(parts!["Nhow", how]);
        to.note(parts!["Np", before]);
        to.note(parts!["Npp", before2, before]);
        to.note(parts!["Np", before, lemma]);
        to.note(parts!["Nx", next]);
        to.note(parts!["Nxx", next, next2]);
        to.note(parts!["Nx", next, lemma]);
        to.note(parts!["Nform", form, lemma]);
        to.note(parts!["Nrest", rest]);
        to.note(parts!["Nat", (cue - self.sentence.lo).min(3)]);
        to.note(parts!["Nq", quoted]);
        to.note(parts!["Nqb", quoted_before]);
        to.note(parts!["Nqn", quoted_next]);
        to.note(parts!["Nql", quoted_left]);
    }

    /// Content behind the cue: Smith said that **it rains**, and left.
    fn after(&mut self) {
        let base = self.cue + if self.how == Some(Subject::According) { 2 } else { 1 };
        let ends = self.stops(base);
        for at in base..(base + FARTHEST).min(self.sentence.last) {
            if self.sentence.prose.word(at).is_some_and(|w| w.is_wordy() || w.is_quotation()) {
                let evidence = self.start(at, Side::After);
                self.starts.push(Edge { at, side: Side::After, evidence });
            }
        }
        for at in ends {
            let evidence = self.end(at, Side::After);
            self.ends.push(Edge { at, side: Side::After, evidence });
        }
    }

    /// Where a clause may end behind word `base`: before marks and words that lead on, and at the end.
    fn stops(&self, base: usize) -> Vec<usize> {
        let leads = is::CLAUSE | is::CONJUNCTION | is::CONNECTIVE | is::PREPOSITION | is::RELATIVE | is::DAY;
        let stops = (base + 2..self.sentence.last).filter(|&i| {
            self.sentence
                .prose
                .word(i)
                .is_some_and(|w| w.is_mark(",;—–:()") || !w.capital && w.has(leads) && !w.has(is::AUXILIARY))
        });
        let mut out: Vec<usize> = stops.map(|i| i - 1).filter(|&i| !self.sentence.prose.mark(i, ",;—–:()")).collect();
        // Those near the end of the sentence are the likelier ones.
        out.drain(..out.len().saturating_sub(STOPS));
        out.push(self.sentence.last);
        out
    }

    /// Content before the cue: **It rains**, Smith said.
    fn before(&mut self) {
        let opens = self.sentence.prose.has(self.sentence.lo, is::CONNECTIVE | is::CONJUNCTION);
        let second = self.sentence.lo + 1 + usize::from(self.sentence.prose.mark(self.sentence.lo + 1, ","));
        let starts = std::iter::once(self.sentence.lo).chain(opens.then_some(second));
        for at in starts.filter(|&at| at < self.cue) {
            if self.sentence.prose.word(at).is_some_and(|w| w.is_wordy() || w.is_quotation()) {
                let evidence = self.start(at, Side::Before);
                self.starts.push(Edge { at, side: Side::Before, evidence });
            }
        }
        let according = self.how == Some(Subject::According);
        for at in (self.sentence.lo + 2).max(self.cue.saturating_sub(24))..self.cue {
            if self.sentence.prose.mark(at + 1, ",—–") || according && at + 1 == self.cue {
                let evidence = self.end(at, Side::Before);
                self.ends.push(Edge { at, side: Side::Before, evidence });
            }
        }
    }

    fn start(&self, at: usize, side: Side) -> Evidence {
        let mut to = Evidence::new(&REPORTED, self.record);
        let (letter, lemma) = (side.letter(), self.lemma);
        let (here, next, next2) = (self.sentence.class(at), self.sentence.class(at + 1), self.sentence.class(at + 2));
        let before = self.sentence.class_before(at, 1);
        to.note(parts![letter]);
        to.note(parts![letter, "lem=", lemma]);
        to.note(parts![letter, "how=", self.stands]);
        to.note(parts![letter, "lemhow=", lemma, self.stands]);
        to.note(parts![letter, "st=", here]);
        to.note(parts![letter, "pv=", before]);
        to.note(parts![letter, "pvst=", before, here]);
        to.note(parts![letter, "sts2=", here, next]);
        to.note(parts![letter, "sts3=", here, next, next2]);
        to.note(parts![letter, "lemst=", lemma, here]);
        to.note(parts![letter, "lempvst=", lemma, before, here]);
        if side == Side::After {
            let gap = at - self.cue - 1;
            to.note(parts!["gap", gap.min(9)]);
            to.note(parts!["gapl", lemma, gap.min(4)]);
            let between = |i: usize| {
                if self.cue + 1 + i < at { self.sentence.class(self.cue + 1 + i) } else { const { Hashed::fixed("") } }
            };
            let [a, b, c, d] = [0, 1, 2, 3].map(between);
            to.note(parts!["gapw=", a, " ", b, " ", c, " ", d, gap > 4]);
            to.note(parts!["gapw=", lemma, a, " ", b, " ", c]);
            let that = (self.cue + 1..at).any(|i| self.sentence.prose.has(i, is::THAT));
            to.note(parts!["that", that]);
            to.note(parts!["atthat", self.sentence.prose.has(at, is::THAT), lemma]);
            let marks = (self.cue + 1..at).filter(|&i| self.sentence.prose.mark(i, ",")).count();
            to.note(parts!["marks", marks.min(2)]);
        }
        to
    }

    fn end(&self, at: usize, side: Side) -> Evidence {
        let mut to = Evidence::new(&REPORTED, self.record);
        let letter = side.letter();
        let is_last = at == self.sentence.last;
        let (here, next, next2, next3) = (
            self.sentence.class(at),
            self.sentence.class(at + 1),
            self.sentence.class(at + 2),
            self.sentence.class(at + 3),
        );
        to.note(parts![letter, "en=", here]);
        to.note(parts![letter, "nx=", next]);
        to.note(parts![letter, "nxx=", next, next2]);
        to.note(parts![letter, "nxxx=", next, next2, next3]);
        to.note(parts![letter, "last", is_last]);
        match side {
            Side::After => {
                let rest = self.sentence.last - at;
                to.note(parts!["rest", bucket(rest)]);
                to.note(parts!["restx=", next, next2, rest.min(3)]);
                to.note(parts!["restn=", next, bucket(rest)]);
                let commas = self.sentence.commas(at + 1);
                to.note(parts!["commas", commas.min(4)]);
                let cue = self.sentence.cue(at + 1);
                let cue = cue.map_or(99, |i| bucket(i - at));
                to.note(parts!["nextcue", cue, next]);
                to.note(parts!["lemlast", self.lemma, is_last]);
                to.note(parts!["lemnx=", self.lemma, next]);
                let verb =
                    (at + 1..=self.sentence.last).take(4).any(|i| self.sentence.prose.has(i, is::AUXILIARY | is::PAST));
                to.note(parts!["nxverb=", next, verb]);
            }
            Side::Before => {
                let gap = self.cue - at;
                let tail = self.sentence.last.saturating_sub(self.cue);
                to.note(parts!["Bgap", gap.min(14)]);
                let mid = |i: usize| {
                    if at + 1 + i < self.cue { self.sentence.class(at + 1 + i) } else { const { Hashed::fixed("") } }
                };
                let [a, b, c, d] = [0, 1, 2, 3].map(mid);
                to.note(parts!["Bmid=", a, " ", b, " ", c, " ", d]);
                to.note(parts!["Btail", bucket(tail)]);
                to.note(parts!["Blemtail", self.lemma, tail.min(4)]);
                to.note(parts!["Bend=", self.lemma, gap.min(6)]);
                let subject = self.subject.is_some_and(|s| s.0 == at + 2);
                to.note(parts!["Bsubj", subject, self.stands]);
                let inverted = gap == 2;
                to.note(parts!["Binv", inverted, self.sentence.class(self.cue + 1)]);
            }
        }
        to
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        self.sentence.prose.span((from, to))
    }
}

/// So many words outside its quotations has reported speech.
const OUTSIDE: usize = 3;
/// So many words behind the cue its content starts at the latest.
const FARTHEST: usize = 12;
/// So many places to end at are looked at, besides the end of the sentence.
const STOPS: usize = 14;
/// By so much more "nothing" is as good as certain, with many stretches to choose from.
const SURELY_NOTHING: f32 = 3.0;

impl Side {
    fn letter(self) -> char {
        if self == Side::Before { 'B' } else { 'A' }
    }
}

/// Two stretches are more or less the same words.
pub(super) fn alike(a: Span, b: Span) -> bool {
    let common = a.common(b);
    common as usize * 2 > a.join(b).len()
}
