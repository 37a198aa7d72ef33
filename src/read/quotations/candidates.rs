//! Everybody who could speak a quotation, with the evidence for each.

use super::coarse::{Class, bucket, ending};
use super::context::{Context, class, strength};
use super::feature::{Feature, Hashed, parts};
use super::phrases::Phrase;
use super::prose::{Prose, Shape};
use super::question::{Earlier, Question, Ruled};
use super::ranking::{Evidence, SPEAKERS};
use super::words::{self, Cue, is};
use crate::text::Span;

/// A possible speaker.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub speaker: Span,
    pub cue: Option<Span>,
    /// What it is: a name, a pronoun, a description.
    kind: Hashed<&'static str>,
    pub evidence: Evidence,
}

/// The evidence that nobody speaks, and the candidates.
pub(super) fn candidates(question: &Question<'_>) -> (Evidence, Vec<Candidate>) {
    let context = Context::of(question);
    let mut nobody = Evidence::new(&SPEAKERS, question.record);
    context.note(question, &mut nobody);
    let mut pool = Pool { question, context: &context, list: Vec::new() };
    pool.by_cues();
    pool.by_clauses();
    pool.by_mentions();
    pool.by_earlier();
    if context.no_cue {
        pool.by_neighbours();
    }
    pool.by_rule();
    (nobody, pool.list)
}

struct Pool<'p, 'a> {
    question: &'p Question<'a>,
    context: &'p Context<'a>,
    list: Vec<Candidate>,
}

/// On which side of the quotation something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl Side {
    fn letter(self) -> char {
        if self == Side::Before { 'B' } else { 'A' }
    }
}

impl Pool<'_, '_> {
    /// The candidate of a phrase of this prose.
    fn phrase(&mut self, prose: &Prose, phrase: Phrase, cue: Option<Phrase>) -> Option<usize> {
        let (speaker, cue) = (prose.span(phrase)?, cue.and_then(|c| prose.span(c)));
        let (at, new) = self.candidate(speaker, cue)?;
        if new {
            self.surroundings(at, prose, phrase);
        }
        Some(at)
    }

    /// The candidate with these words, and whether it is a new one. Nobody speaks from inside the quotation.
    fn candidate(&mut self, speaker: Span, cue: Option<Span>) -> Option<(usize, bool)> {
        if self.question.quotation.covers(speaker) || speaker.len() > LONGEST {
            return None;
        }
        if let Some(at) = self.list.iter().position(|c| c.speaker == speaker) {
            let known = self.list.get_mut(at)?;
            known.cue = known.cue.or(cue);
            return Some((at, false));
        }
        let evidence = Evidence::new(&SPEAKERS, self.question.record);
        let kind = Hashed::new(kind(speaker.of(self.question.text)));
        self.list.push(Candidate { speaker, cue, kind, evidence });
        let at = self.list.len() - 1;
        self.describe(at, speaker);
        Some((at, true))
    }

    fn note(&mut self, at: usize, feature: Feature<impl Fn() -> String>) {
        if let Some(candidate) = self.list.get_mut(at) {
            candidate.evidence.note(feature);
        }
    }

    /// Note a feature, and the feature together with what the candidate is.
    fn note_both(&mut self, at: usize, feature: Feature<impl Fn() -> String>) {
        let Some(candidate) = self.list.get_mut(at) else { return };
        candidate.evidence.note_both(feature, candidate.kind);
    }

    /// What a candidate is, whatever it was found by.
    fn describe(&mut self, at: usize, speaker: Span) {
        let text = speaker.of(self.question.text);
        let Some(kind) = self.list.get(at).map(|candidate| candidate.kind) else { return };
        self.note(at, parts!["ct-", kind]);
        self.note(at, parts!["len", text.split_whitespace().take(8).count()]);
        let (said, named) = self.question.salience.of(text);
        self.note(at, parts!["sal", said.min(4), kind]);
        self.note(at, parts!["rep", named.min(5)]);
    }

    /// The words at a candidate's ends and beside it.
    fn surroundings(&mut self, at: usize, prose: &Prose, phrase: Phrase) {
        let text = self.question.text;
        let small = is::STOP | is::DETERMINER | is::PREPOSITION | is::AUXILIARY;
        let name = |i: Option<usize>, outside: &'static str| match i.and_then(|i| prose.word(i)) {
            None => Class::Fixed(outside),
            Some(w) if w.is_quotation() => Class::Fixed("Q"),
            Some(w) if w.cue.is_some() => Class::Fixed("CUE"),
            Some(w) if w.is_mark(",.") => Class::Fixed(if w.is_mark(",") { "comma" } else { "stop" }),
            Some(w) if w.has(small | is::RELATIVE) => Class::Small(w.span.of(text)),
            Some(w) if w.shape == Shape::Clitic => Class::Fixed("pos"),
            Some(_) => Class::Fixed("o"),
        };
        let next = name(Some(phrase.1 + 1), "EOS");
        let previous = name(phrase.0.checked_sub(1), "BOS");
        self.note(at, parts!["nx=", next]);
        self.note(at, parts!["pv=", previous]);
        let first = prose.word(phrase.0).filter(|w| w.has(small)).map(|w| Class::Small(w.span.of(text)));
        self.note(at, parts!["first=", first.unwrap_or(Class::Fixed(""))]);
        let last = prose.word(phrase.1).map_or(Class::Fixed(""), |w| match w {
            w if w.has(small) => Class::Small(w.span.of(text)),
            w if w.shape == Shape::Clitic => Class::Fixed("pos"),
            w if w.capital => Class::Fixed("cap"),
            w => Class::Written(ending(w.span.of(text))),
        });
        self.note(at, parts!["last=", last]);
        if phrase.0 == phrase.1 {
            self.note(at, parts!["single=", last]);
        }
        let glued = |a: usize, b: usize| prose.capital(a) && prose.capital(b);
        self.note(at, parts!["ptrunc", phrase.0.checked_sub(1).is_some_and(|b| glued(b, phrase.0))]);
        let q = self.question.scene.at;
        let (from, to, side) = if phrase.1 < q { (phrase.1, q, 'B') } else { (q + 1, phrase.0, 'A') };
        let between = (from..to).filter(|&i| prose.word(i).is_some_and(|w| w.is_quotation())).take(2).count();
        self.note(at, parts!["qb", between, side]);
        if phrase.1 + 2 == q && prose.mark(q - 1, ":") {
            self.note_both(at, parts!["label"]);
        }
    }

    /// Subjects of the sentence's cues, and what stands behind them.
    fn by_cues(&mut self) {
        let (p, scene) = (self.question.prose, self.question.scene);
        let first = scene.lo.max(scene.at.saturating_sub(REACH));
        let last = scene.hi.min(scene.at + REACH);
        for cue in (first..last).filter(|&i| i != scene.at && p.is_cue(i, scene.lo)) {
            if cue < scene.at { self.by_cue_before(cue) } else { self.by_cue_behind(cue) }
        }
    }

    fn by_cue_before(&mut self, cue: usize) {
        let (p, scene) = (self.question.prose, self.question.scene);
        if let Some((subject, how)) = p.subject(cue, scene.lo, scene.at) {
            self.subject(Side::Before, cue, subject, how.name(), (cue + 1, scene.at));
        }
        let participle = p.has(cue, is::ING) && cue > scene.lo && !p.mark(cue - 1, ",");
        if let Some(subject) = p.left(cue, scene.lo).filter(|_| participle) {
            self.subject(Side::Before, cue, subject, "ingleft", (cue + 1, scene.at));
        }
        if let Some(subject) = p.antecedent(cue, scene.lo) {
            self.subject(Side::Before, cue, subject, "farrel", (cue + 1, scene.at));
        }
    }

    fn by_cue_behind(&mut self, cue: usize) {
        let (p, scene) = (self.question.prose, self.question.scene);
        let from = scene.at + 1;
        let lo = (from..cue).rev().find(|&i| p.word(i).is_some_and(|w| w.is_quotation())).map_or(from, |q| q + 1);
        let between = (from, cue);
        if let Some((subject, how)) = p.subject(cue, lo, scene.hi) {
            self.subject(Side::After, cue, subject, how.name(), between);
        }
        let Context { end, place, .. } = *self.context;
        let (strength, lemma) = strength(p, cue);
        let distance = bucket(cue - from);
        let stop = (from..scene.hi).find(|&i| p.word(i).is_some_and(|w| w.is_quotation())).unwrap_or(scene.hi);
        if let Some(at) = p
            .right(cue + 1, if cue < stop { stop } else { scene.hi })
            .and_then(|np| self.phrase(p, np, Some((cue, cue))))
        {
            let quotations = self.quotations(between);
            let next = self.next(cue);
            self.note_both(at, parts!["inv-A", strength, "-d", distance]);
            self.note_both(at, parts!["inv-lem-", lemma]);
            self.note_both(at, parts!["inv-btw", quotations]);
            self.note_both(at, parts!["inv-endp", end, "-", place]);
            self.note_both(at, parts!["inv-nxt", next, "-d", distance]);
        }
        if cue < stop && cue > from && cue - from <= 26 {
            let wordy = |i: &usize| p.word(*i).is_some_and(|w| w.is_wordy()) && !p.has(*i, is::AS | is::CONJUNCTION);
            let Some(start) = (from..cue).find(wordy) else { return };
            let Some(last) = (start..cue).rev().find(|&k| !(p.is_auxiliary(k) || p.mark(k, ","))) else { return };
            let Some(at) = self.phrase(p, (start, last), Some((cue, cue))) else { return };
            let first = class(p, start, self.question.text);
            let first = if p.capital(start) { Class::Fixed("cap") } else { first };
            let verbs = (start..=last).any(|k| p.has(k, is::AUXILIARY | is::STOP));
            self.note_both(at, parts!["chunk-A", strength, "-d", bucket(cue - from)]);
            self.note_both(at, parts!["chunk-endp", end, "-", place]);
            self.note_both(at, parts!["chunk-lem-", lemma]);
            self.note_both(at, parts!["chunk-first-", first]);
            self.note_both(at, parts!["chunk-verbs", verbs]);
        }
    }

    fn subject(&mut self, side: Side, cue: usize, subject: Phrase, how: &'static str, between: (usize, usize)) {
        let p = self.question.prose;
        let Some(at) = self.phrase(p, subject, Some((cue, cue))) else { return };
        let s = side.letter();
        let (strength, lemma) = strength(p, cue);
        let distance = bucket(between.1.saturating_sub(between.0));
        let quotations = self.quotations(between);
        let commas = (between.0..between.1).filter(|&i| p.mark(i, ",")).take(2).count();
        let next = self.next(cue);
        let Context { end, place, tail, .. } = *self.context;
        let beside = if side == Side::After { &self.context.behind } else { &self.context.before };
        let beside = *beside;
        self.note_both(at, parts!["subj-", s, strength, "-", how]);
        self.note_both(at, parts!["subj-", s, "-d", distance, "-", strength]);
        self.note_both(at, parts!["subj-", s, "-lem-", lemma]);
        self.note(at, parts!["subj-", s, "-btw", quotations, "-", strength]);
        self.note(at, parts!["subj-", s, "-nxt", next, "-", how]);
        self.note(at, parts!["subj-", s, "-", how, "-d", distance]);
        self.note(at, parts!["subj-", s, "-comm", commas, "-", end]);
        self.note(at, parts!["subj-", s, "-", place, "-", tail, "-", strength]);
        self.note(at, parts!["subj-", s, "-endp", end, "-w1", beside]);
        // Another cue between this one and the quotation says more.
        let closer = (between.0..between.1).filter(|&i| p.is_cue(i, self.question.scene.lo)).take(2).count();
        self.note(at, parts!["subj-", s, "-closer", closer, "-", strength]);
        self.note(at, parts!["subj-", s, "-closer", closer, "-nxt", next]);
    }

    fn quotations(&self, between: (usize, usize)) -> usize {
        let p = self.question.prose;
        (between.0..between.1).filter(|&i| p.word(i).is_some_and(|w| w.is_quotation())).take(2).count()
    }

    /// The word behind a cue.
    fn next(&self, cue: usize) -> &'static str {
        let Some(word) = self.question.prose.word(cue + 1) else { return "E" };
        match word.shape {
            Shape::Quotation(_) => "Q",
            Shape::Punctuation(',') => "comma",
            Shape::Punctuation(':') => "colon",
            Shape::Punctuation(_) => "P",
            _ if word.has(is::THAT) => "that",
            _ if word.has(is::PREPOSITION) => "prep",
            _ if word.has(is::DETERMINER) => "det",
            _ if word.has(is::PRONOUN) => "pron",
            _ => "W",
        }
    }

    /// Subjects of the clauses before and behind the quotation, and what stands behind a dash.
    fn by_clauses(&mut self) {
        let (p, scene) = (self.question.prose, self.question.scene);
        let Context { end, place, tail, words, .. } = *self.context;
        let (before, behind) = (self.context.before, self.context.behind);
        let limit = if scene.at > scene.lo { scene.at } else { scene.hi };
        if scene.at > scene.lo || scene.at + 1 < scene.hi {
            let lo = if scene.at > scene.lo { scene.lo } else { scene.at + 1 };
            if let Some(at) = p.main_subject(lo, limit).and_then(|np| self.phrase(p, np, None)) {
                self.note_both(at, parts!["main-", place, "-", tail]);
                self.note_both(at, parts!["main-p1", before]);
                self.note_both(at, parts!["main-nw", bucket(words)]);
            }
        }
        if scene.at + 1 < scene.hi {
            let dash = p.mark(scene.at + 1, "—–-―");
            let from = scene.at + 1 + usize::from(p.mark(scene.at + 1, ",—–-―."));
            if let Some(at) = p.main_subject(from, scene.hi).and_then(|np| self.phrase(p, np, None)) {
                self.note_both(at, parts!["mainA-", place]);
                self.note_both(at, parts!["mainA-w1", behind]);
                self.note_both(at, parts!["mainA-endp", end]);
            }
            if let Some(at) =
                Some(from).filter(|_| dash).and_then(|f| p.right(f, scene.hi)).and_then(|np| self.phrase(p, np, None))
            {
                self.note_both(at, parts!["dashA"]);
            }
        }
        self.by_nouns();
        let according = |i: &usize| p.word(*i).is_some_and(|w| w.cue == Some(Cue::According)) && p.is_cue(*i, scene.lo);
        let first = scene.lo.max(scene.at.saturating_sub(REACH));
        for i in (first..scene.hi.min(scene.at + REACH)).filter(according) {
            let Some(at) = p.right(i + 2, scene.hi).and_then(|np| self.phrase(p, np, Some((i, i + 1)))) else {
                continue;
            };
            let (side, distance) = if i < scene.at { ('B', scene.at - i) } else { ('A', i - scene.at) };
            self.note_both(at, parts!["acc-", side, "-d", bucket(distance)]);
            self.note_both(at, parts!["acc"]);
        }
    }

    /// Whose words they are: Smith’s claim that "…", his vow to "…", a letter from Smith.
    fn by_nouns(&mut self) {
        let (p, scene) = (self.question.prose, self.question.scene);
        let text = self.question.text;
        let first = (scene.lo + 1).max(scene.at.saturating_sub(REACH));
        for noun in (first..scene.at).filter(|&i| p.has(i, is::SPEECH_NOUN)) {
            let distance = bucket(scene.at - noun - 1);
            let name = p.word(noun).map_or(Class::Fixed(""), |w| Class::Small(w.span.of(text)));
            let cues = (noun + 1..scene.at).filter(|&i| p.is_cue(i, scene.lo)).take(2).count();
            let owner = match p.word(noun - 1) {
                Some(w) if w.shape == Shape::Clitic => {
                    let end = (noun - 1).checked_sub(1).filter(|&e| e >= scene.lo);
                    end.and_then(|end| Some((p.chunk(end, scene.lo)?, end)))
                }
                Some(w) if w.has(is::POSSESSIVE) => Some((noun - 1, noun - 1)),
                _ => None,
            };
            let by = p.has(noun + 1, is::FROM).then(|| p.right(noun + 2, scene.at)).flatten();
            let owners = [("poss", owner), ("by", by)];
            for (how, phrase) in owners.into_iter().filter_map(|(how, phrase)| Some((how, phrase?))) {
                let Some(at) = self.phrase(p, phrase, Some((noun, noun))) else { continue };
                self.note_both(at, parts!["noun-", how]);
                self.note_both(at, parts!["noun-", how, "-d", distance]);
                self.note(at, parts!["noun-", how, "-", name]);
                self.note(at, parts!["noun-", how, "-cues", cues]);
            }
        }
    }

    /// All names and pronouns of the sentence.
    fn by_mentions(&mut self) {
        let (p, scene) = (self.question.prose, self.question.scene);
        let place = self.context.place;
        let mut order: usize = 0;
        let mut i = scene.lo.max(scene.at.saturating_sub(REACH));
        while i < scene.hi.min(scene.at + REACH) && order < 14 {
            let end = p.name_end(i, scene.hi);
            let (side, distance) = if i < scene.at { ('B', scene.at - end.max(i)) } else { ('A', i - scene.at) };
            if p.has(i, is::PRONOUN) {
                if let Some(at) = self.phrase(p, (i, i), None) {
                    self.note(at, parts!["pron-", side, "-", place]);
                    self.note(at, parts!["pron-", side, "-d", bucket(distance)]);
                }
            } else if end > i {
                order += 1;
                if let Some(at) = self.phrase(p, (i, end - 1), None) {
                    self.note_both(at, parts!["name-", side, "-", place]);
                    self.note(at, parts!["name-", side, "-ord", order.min(4)]);
                    self.note(at, parts!["name-", side, "-d", bucket(distance)]);
                }
            }
            i = end.max(i + 1);
        }
    }

    /// The speakers of the quotations before.
    fn by_earlier(&mut self) {
        let Context { end, place, tail, fills_paragraph, .. } = *self.context;
        for (back, earlier) in self.question.earlier.iter().enumerate() {
            let Some((at, _)) = self.candidate(earlier.speaker, earlier.cue) else { continue };
            let Earlier { place: far, gap, .. } = *earlier;
            self.note_both(at, parts!["prev", back, "-", far, "-", place, "-", tail]);
            self.note_both(at, parts!["prev", back, "-", far, "-gap", gap]);
            self.note_both(at, parts!["prev", back, "-", far, "-full", fills_paragraph]);
            self.note(at, parts!["prev", back, "-", far, "-", gap, "-", place, tail, "-", end]);
            let no_cue = self.context.no_cue;
            self.note(at, parts!["prev", back, "-", far, "-", gap, "-nocue", no_cue]);
            self.note(at, parts!["prev", back, "-", far, "-newcue", self.context.new_cue]);
            self.note(at, parts!["prev", back, "-", far, "-continues", self.question.continues]);
        }
    }

    /// Where the sentence itself names nobody: the sentences beside it.
    fn by_neighbours(&mut self) {
        let p = self.question.prose;
        let Some(sentence) = p.sentence_of(self.question.scene.at) else { return };
        match sentence.checked_sub(1) {
            Some(before) => self.by_neighbour(p, before, "prevS"),
            None => {
                if let Some(before) = (self.question.before)().filter(|b| !b.sentences.is_empty()) {
                    self.by_neighbour(before, before.sentences.len() - 1, "prevP");
                    if before.sentences.len() > 1 {
                        self.by_neighbour(before, 0, "prevP0");
                    }
                }
            }
        }
        if sentence + 1 < p.sentences.len() {
            self.by_neighbour(p, sentence + 1, "nextS");
        }
    }

    fn by_neighbour(&mut self, prose: &Prose, sentence: usize, which: &'static str) {
        let Some(&(lo, hi)) = prose.sentences.get(sentence) else { return };
        let lo = lo.max(hi.saturating_sub(2 * REACH));
        let Context { place, tail, fills_paragraph, .. } = *self.context;
        let quoting = (lo..hi).any(|i| prose.word(i).is_some_and(|w| w.is_quotation()));
        let colon = hi > lo && prose.mark(hi - 1, ":");
        let cues = (lo..hi).rev().filter(|&i| prose.is_cue(i, lo)).take(3);
        for (order, cue) in cues.enumerate() {
            let Some((subject, how)) = prose.subject(cue, lo, hi) else { continue };
            let Some(at) = self.phrase(prose, subject, Some((cue, cue))) else { continue };
            let (_, lemma) = strength(prose, cue);
            self.note_both(at, parts![which, "-", how.name(), "-o", order]);
            self.note_both(at, parts![which, "-q", quoting, "-c", colon]);
            self.note_both(at, parts![which, "-", place, tail]);
            self.note(at, parts![which, "-lem-", lemma]);
        }
        if let Some(at) = prose.main_subject(lo, hi).and_then(|np| self.phrase(prose, np, None)) {
            self.note_both(at, parts![which, "-main"]);
            self.note_both(at, parts![which, "-main-c", colon, "-q", quoting]);
            self.note_both(at, parts![which, "-main-", place, tail, "-full", fills_paragraph]);
        }
    }

    fn by_rule(&mut self) {
        let Some(Ruled { speaker, cue, name }) = self.question.rule else { return };
        let Some((at, _)) = self.candidate(speaker, cue) else { return };
        if let Some(candidate) = self.list.get_mut(at) {
            candidate.cue = cue.or(candidate.cue);
        }
        let words = self.context.words.min(4);
        self.note_both(at, parts!["rule"]);
        self.note_both(at, parts!["rule-", name]);
        self.note(at, parts!["rule-", name, "-nw", words]);
    }
}

/// Longer phrases, in bytes, name nobody.
const LONGEST: usize = 600;

/// How far from a quotation cues and mentions are looked for, in words.
const REACH: usize = 60;

/// What a speaker's words are.
fn kind(text: &str) -> &'static str {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let flags = words::entry(first).flags;
    let one = words.clone().next().is_none();
    if one && flags & (is::PRONOUN | is::RELATIVE | is::OBJECT) != 0 {
        return match first.to_lowercase().as_str() {
            "he" | "she" => "heshe",
            "i" | "we" => "iwe",
            "they" => "they",
            "it" => "it",
            "who" | "that" | "which" => "rel",
            _ => "pron",
        };
    }
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    if flags & is::DETERMINER != 0 {
        return if words.any(capital) { "detcap" } else { "detcommon" };
    }
    match (capital(first), words.count()) {
        (true, 0..=2) => "name",
        (true, _) => "longname",
        _ => "other",
    }
}
