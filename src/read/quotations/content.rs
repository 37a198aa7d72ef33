//! Which words of its sentence a verb of saying reports: a model weighs where they could start and where they could end.

#[cfg(feature = "train")]
use std::sync::Arc;

use super::coarse::{bucket, ending};
use super::phrases::{Phrase, Subject};
use super::prose::{Prose, Shape, Word};
use super::ranking::{Evidence, Key, Part, REPORTED, parts, probabilities};
use super::reported::{alike, reports};
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
    text: &'a str,
    prose: &'a Prose,
    lo: usize,
    /// The last word before the mark that ends the sentence.
    last: usize,
    cue: usize,
    lemma: &'static str,
    subject: Option<Phrase>,
    /// How the subject stands to the cue.
    how: Option<Subject>,
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

/// What matters of a stretch besides its ends.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Traits {
    side: Side,
    words: usize,
    verb: bool,
    quoted: bool,
}

impl<'a> Choice<'a> {
    pub fn of(text: &'a str, prose: &'a Prose, (lo, hi): (usize, usize), cue: usize, record: bool) -> Choice<'a> {
        let last = (lo..hi).rev().find(|&i| !prose.mark(i, ".?!…")).unwrap_or(lo);
        let subject = prose.subject(cue, lo, hi);
        let evidence = Evidence::new(&REPORTED, record);
        let mut choice = Choice {
            text,
            prose,
            lo,
            last,
            cue,
            lemma: prose.word(cue).map_or("", |w| w.lemma),
            subject: subject.map(|s| s.0),
            how: subject.map(|s| s.1),
            record,
            nothing: evidence,
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
        let speaker = self.speaker(from.side).and_then(|phrase| self.prose.span(phrase));
        let marked = self.is_quotation(from.at, to.at);
        Some(Content { span, cue: self.prose.span((self.cue, self.cue))?, speaker, confidence, marked })
    }

    /// Hardly anything but a marked quotation.
    fn is_quotation(&self, from: usize, to: usize) -> bool {
        let words = || (from..=to).filter_map(|i| self.prose.word(i));
        words().any(Word::is_quotation) && words().filter(|w| w.is_wordy()).count() < OUTSIDE
    }

    #[cfg(feature = "train")]
    pub fn example(self) -> Option<ReportedExample> {
        let counts = self.counts();
        let stretch = |(from, to, _): (usize, usize, f32)| {
            let (from, to) = (self.starts.get(from)?, self.ends.get(to)?);
            let together = self.weighed(self.traits(from, to, &counts));
            let of = |evidence: &Evidence| evidence.features.clone().unwrap_or_default();
            let features = [of(&from.evidence), of(&to.evidence), of(&together)].concat();
            Some((self.span(from.at, to.at)?, features))
        };
        let stretches = self.pairs().into_iter().filter_map(stretch).collect();
        let nothing = self.nothing.features.clone().unwrap_or_default();
        Some(ReportedExample { cue: self.prose.span((self.cue, self.cue))?, nothing, stretches })
    }

    /// Who says it: the subject of the cue, or behind it: "…, said Smith".
    fn speaker(&self, side: Side) -> Option<Phrase> {
        let inverted = side == Side::Before && self.cue > self.lo && self.prose.mark(self.cue - 1, ",—–");
        let behind = || self.prose.right(self.cue + 1, self.last + 1).filter(|_| self.how != Some(Subject::According));
        inverted.then(behind).flatten().or(self.subject)
    }

    /// Every stretch: indices of where it starts and ends, and its score.
    fn pairs(&self) -> Vec<(usize, usize, f32)> {
        let mut out = Vec::with_capacity(self.starts.len() * self.ends.len());
        let mut known: Vec<(Traits, f32)> = Vec::new();
        let counts = self.counts();
        for (i, from) in self.starts.iter().enumerate() {
            for (j, to) in self.ends.iter().enumerate() {
                if from.side == to.side && to.at > from.at {
                    let traits = self.traits(from, to, &counts);
                    // The same again and again.
                    let together = match known.iter().find(|(known, _)| *known == traits) {
                        Some((_, score)) => *score,
                        None => {
                            known.push((traits, self.weighed(traits).score));
                            known.last().map_or(0.0, |k| k.1)
                        }
                    };
                    out.push((i, j, from.evidence.score + to.evidence.score + together));
                }
            }
        }
        out
    }

    /// Up to each word from `lo`: how many verbs, how many quotations.
    fn counts(&self) -> Vec<(u16, u16)> {
        let mut counts = vec![(0, 0)];
        let (mut verbs, mut quotations) = (0, 0);
        for word in (self.lo..=self.last).filter_map(|i| self.prose.word(i)) {
            verbs += u16::from(word.has(is::AUXILIARY | is::PAST) || word.cue.is_some());
            quotations += u16::from(word.is_quotation());
            counts.push((verbs, quotations));
        }
        counts
    }

    /// What a start and an end are together.
    fn traits(&self, from: &Edge, to: &Edge, counts: &[(u16, u16)]) -> Traits {
        let at = |i: usize| counts.get(i - self.lo).copied().unwrap_or_default();
        let (before, behind) = (at(from.at), at(to.at + 1));
        let words = bucket(to.at - from.at + 1);
        Traits { side: from.side, words, verb: behind.0 > before.0, quoted: behind.1 > before.1 }
    }

    fn weighed(&self, Traits { side, words, verb, quoted }: Traits) -> Evidence {
        let mut evidence = Evidence::new(&REPORTED, self.record);
        let letter = side.letter();
        evidence.note(parts![letter, "len", words]);
        evidence.note(parts![letter, "verb", verb, "q", quoted]);
        evidence
    }

    fn weigh_nothing(&mut self) {
        let (cue, lemma, how) = (self.cue, self.lemma, self.how());
        let (before, before2) = (self.class_before(cue, 1), self.class_before(cue, 2));
        let (next, next2) = (self.class(cue + 1), self.class(cue + 2));
        let form = self.prose.word(cue).map_or("", |w| ending(w.span.of(self.text)));
        let rest = bucket(self.last.saturating_sub(cue));
        let quotation = |i: usize| self.prose.word(i).is_some_and(Word::is_quotation);
        let quoted_before = (cue.saturating_sub(8).max(self.lo)..cue).any(quotation);
        let quoted_next = quotation(cue + 1) || quotation(cue + 2) && self.prose.mark(cue + 1, ",:");
        let quoted = (self.lo..=self.last).any(quotation);
        let left = (self.lo..cue).rev().take_while(|&i| !self.prose.mark(i, ",;"));
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
        to.note(parts!["Nat", (cue - self.lo).min(3)]);
        to.note(parts!["Nq", quoted]);
        to.note(parts!["Nqb", quoted_before]);
        to.note(parts!["Nqn", quoted_next]);
        to.note(parts!["Nql", quoted_left]);
    }

    /// Content behind the cue: Smith said that **it rains**, and left.
    fn after(&mut self) {
        let base = self.cue + if self.how == Some(Subject::According) { 2 } else { 1 };
        let ends = self.stops(base);
        for at in base..(base + FARTHEST).min(self.last) {
            if self.prose.word(at).is_some_and(|w| w.is_wordy() || w.is_quotation()) {
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
        let stops = (base + 2..self.last).filter(|&i| {
            self.prose
                .word(i)
                .is_some_and(|w| w.is_mark(",;—–:()") || !w.capital && w.has(leads) && !w.has(is::AUXILIARY))
        });
        let mut out: Vec<usize> = stops.map(|i| i - 1).filter(|&i| !self.prose.mark(i, ",;—–:()")).collect();
        // Those near the end of the sentence are the likelier ones.
        out.drain(..out.len().saturating_sub(STOPS));
        out.push(self.last);
        out
    }

    /// Content before the cue: **It rains**, Smith said.
    fn before(&mut self) {
        let opens = self.prose.has(self.lo, is::CONNECTIVE | is::CONJUNCTION);
        let second = self.lo + 1 + usize::from(self.prose.mark(self.lo + 1, ","));
        let starts = std::iter::once(self.lo).chain(opens.then_some(second));
        for at in starts.filter(|&at| at < self.cue) {
            if self.prose.word(at).is_some_and(|w| w.is_wordy() || w.is_quotation()) {
                let evidence = self.start(at, Side::Before);
                self.starts.push(Edge { at, side: Side::Before, evidence });
            }
        }
        let according = self.how == Some(Subject::According);
        for at in (self.lo + 2).max(self.cue.saturating_sub(24))..self.cue {
            if self.prose.mark(at + 1, ",—–") || according && at + 1 == self.cue {
                let evidence = self.end(at, Side::Before);
                self.ends.push(Edge { at, side: Side::Before, evidence });
            }
        }
    }

    fn start(&self, at: usize, side: Side) -> Evidence {
        let mut to = Evidence::new(&REPORTED, self.record);
        let (letter, lemma) = (side.letter(), self.lemma);
        let (here, next, next2) = (self.class(at), self.class(at + 1), self.class(at + 2));
        let before = self.class_before(at, 1);
        to.note(parts![letter]);
        to.note(parts![letter, "lem=", lemma]);
        to.note(parts![letter, "how=", self.how()]);
        to.note(parts![letter, "lemhow=", lemma, self.how()]);
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
            let between =
                |i: usize| if self.cue + 1 + i < at { self.class(self.cue + 1 + i) } else { Class::Fixed("") };
            let [a, b, c, d] = [0, 1, 2, 3].map(between);
            to.note(parts!["gapw=", a, ' ', b, ' ', c, ' ', d, gap > 4]);
            to.note(parts!["gapw=", lemma, a, ' ', b, ' ', c]);
            let that = (self.cue + 1..at).any(|i| self.prose.has(i, is::THAT));
            to.note(parts!["that", that]);
            to.note(parts!["atthat", self.prose.has(at, is::THAT), lemma]);
            let marks = (self.cue + 1..at).filter(|&i| self.prose.mark(i, ",")).count();
            to.note(parts!["marks", marks.min(2)]);
        }
        to
    }

    fn end(&self, at: usize, side: Side) -> Evidence {
        let mut to = Evidence::new(&REPORTED, self.record);
        let letter = side.letter();
        let is_last = at == self.last;
        let (here, next, next2, next3) = (self.class(at), self.class(at + 1), self.class(at + 2), self.class(at + 3));
        to.note(parts![letter, "en=", here]);
        to.note(parts![letter, "nx=", next]);
        to.note(parts![letter, "nxx=", next, next2]);
        to.note(parts![letter, "nxxx=", next, next2, next3]);
        to.note(parts![letter, "last", is_last]);
        match side {
            Side::After => {
                let rest = self.last - at;
                to.note(parts!["rest", bucket(rest)]);
                to.note(parts!["restx=", next, next2, rest.min(3)]);
                to.note(parts!["restn=", next, bucket(rest)]);
                let commas = (at + 1..=self.last).filter(|&i| self.prose.mark(i, ",")).count();
                to.note(parts!["commas", commas.min(4)]);
                let cue = (at + 1..=self.last).find(|&i| reports(self.prose, i, self.lo));
                let cue = cue.map_or(99, |i| bucket(i - at));
                to.note(parts!["nextcue", cue, next]);
                to.note(parts!["lemlast", self.lemma, is_last]);
                to.note(parts!["lemnx=", self.lemma, next]);
                let verb = (at + 1..=self.last).take(4).any(|i| self.prose.has(i, is::AUXILIARY | is::PAST));
                to.note(parts!["nxverb=", next, verb]);
            }
            Side::Before => {
                let gap = self.cue - at;
                let tail = self.last.saturating_sub(self.cue);
                to.note(parts!["Bgap", gap.min(14)]);
                let mid = |i: usize| if at + 1 + i < self.cue { self.class(at + 1 + i) } else { Class::Fixed("") };
                let [a, b, c, d] = [0, 1, 2, 3].map(mid);
                to.note(parts!["Bmid=", a, ' ', b, ' ', c, ' ', d]);
                to.note(parts!["Btail", bucket(tail)]);
                to.note(parts!["Blemtail", self.lemma, tail.min(4)]);
                to.note(parts!["Bend=", self.lemma, gap.min(6)]);
                let subject = self.subject.is_some_and(|s| s.0 == at + 2);
                to.note(parts!["Bsubj", subject, self.how()]);
                let inverted = gap == 2;
                to.note(parts!["Binv", inverted, self.class(self.cue + 1)]);
            }
        }
        to
    }

    fn how(&self) -> &'static str {
        self.how.map_or("none", Subject::name)
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        self.prose.span((from, to))
    }

    /// A word as coarsely as it matters.
    fn class(&self, i: usize) -> Class<'a> {
        let Some(word) = self.prose.word(i).filter(|_| i <= self.last + 1) else { return Class::Fixed("$") };
        let small = is::STOP
            | is::DETERMINER
            | is::AUXILIARY
            | is::PRONOUN
            | is::PREPOSITION
            | is::INFINITIVE
            | is::CONJUNCTION
            | is::NEGATED;
        match word.shape {
            Shape::Quotation(_) => Class::Fixed("Q"),
            Shape::Punctuation(c) => Class::Mark(c),
            Shape::Number => Class::Fixed("#"),
            Shape::Clitic => Class::Fixed("'s"),
            Shape::Word if word.has(small) => Class::Word(word.span.of(self.text)),
            Shape::Word if word.has(is::DAY) => Class::Fixed("<day>"),
            Shape::Word if word.cue.is_some() && !word.capital => Class::Fixed("<cue>"),
            Shape::Word if word.capital => Class::Fixed("<Cap>"),
            Shape::Word => match ending(word.span.of(self.text)) {
                "ing" => Class::Fixed("<ing>"),
                end if end.ends_with("ed") => Class::Fixed("<ed>"),
                end if end.ends_with("ly") => Class::Fixed("<ly>"),
                _ => Class::Fixed("<w>"),
            },
        }
    }

    fn class_before(&self, i: usize, by: usize) -> Class<'a> {
        match i.checked_sub(by).filter(|&i| i >= self.lo) {
            Some(i) => self.class(i),
            None => Class::Fixed("^"),
        }
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

/// A word of a feature's name.
#[derive(Clone, Copy, Debug)]
enum Class<'a> {
    Fixed(&'static str),
    Mark(char),
    /// In lower case.
    Word(&'a str),
}

impl std::fmt::Display for Class<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Class::Fixed(name) => f.write_str(name),
            Class::Mark(c) => write!(f, "{c}"),
            Class::Word(word) => f.write_str(&word.to_ascii_lowercase()),
        }
    }
}

impl Part for Class<'_> {
    fn add_to(&self, key: &mut Key) {
        match self {
            Class::Fixed(name) => name.add_to(key),
            Class::Mark(c) => c.add_to(key),
            Class::Word(word) => word.bytes().for_each(|byte| key.add(byte.to_ascii_lowercase())),
        }
    }
}
