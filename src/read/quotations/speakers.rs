//! Who speaks: the sentence around a quotation, then the paragraph, then the paragraph before.

use super::kinds::title_case;
use super::phrases::{Phrase, Subject};
use super::prose::{Prose, Shape, inner};
use super::words::{Cue, is};

/// Where a speaker was found. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// "…," Smith said
    After,
    /// "…," said Smith
    AfterInverted,
    /// "…", according to Smith
    According,
    /// "…" — the mayor
    Dash,
    /// "…" — Mary Smith, and nothing more
    Signed,
    /// "SMITH: …", or Smith: "…"
    Label,
    /// Smith said "…"
    Before(Subject),
    /// Another quotation of the same sentence has this speaker.
    SameSentence,
    /// The subject of the sentence, with no reporting verb.
    MainSubject,
    /// An earlier quotation of the paragraph has this speaker.
    Continued,
    /// A reporting verb in the sentence before.
    SentenceBefore,
    /// The paragraph before.
    ParagraphBefore,
    /// "…" And I mean it, Smith said: the closing mark came too early.
    LeftOutside,
}

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Rule::After => "After",
            Rule::AfterInverted => "AfterInverted",
            Rule::According => "According",
            Rule::Dash => "Dash",
            Rule::Signed => "Signed",
            Rule::Label => "Label",
            Rule::Before(how) => how.name(),
            Rule::SameSentence => "SameSentence",
            Rule::MainSubject => "MainSubject",
            Rule::Continued => "Continued",
            Rule::SentenceBefore => "SentenceBefore",
            Rule::ParagraphBefore => "ParagraphBefore",
            Rule::LeftOutside => "LeftOutside",
        }
    }

    /// Patterns too rare to learn, and plain enough to trust.
    pub fn is_certain(self) -> bool {
        matches!(self, Rule::Label | Rule::Signed | Rule::LeftOutside | Rule::Before(Subject::Absolute))
    }

    /// How often the rule is right, as measured on annotated news.
    pub fn confidence(self) -> f32 {
        match self {
            Rule::After => 0.97,
            Rule::AfterInverted => 0.96,
            Rule::Label => 0.94,
            Rule::Continued => 0.95,
            Rule::Dash => 0.92,
            Rule::Signed => 0.93,
            Rule::According => 0.9,
            Rule::Before(Subject::According) => 0.91,
            Rule::Before(Subject::Left) => 0.87,
            Rule::Before(Subject::Apposition) => 0.86,
            Rule::Before(Subject::Relative) => 0.85,
            Rule::Before(Subject::Absolute) => 0.9,
            Rule::Before(Subject::Participle) => 0.76,
            Rule::LeftOutside => 0.8,
            Rule::SameSentence => 0.75,
            Rule::Before(Subject::Coordinate) => 0.71,
            Rule::ParagraphBefore => 0.7,
            Rule::SentenceBefore => 0.65,
            Rule::MainSubject => 0.5,
        }
    }
}

/// Who speaks, as words of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    pub speaker: Phrase,
    pub cue: Option<Phrase>,
    pub via: Option<Phrase>,
    pub rule: Rule,
}

/// How many words of a sentence are looked at on either side, so that the longest of sentences takes no longer.
const REACH: usize = 200;

/// The sentence around a quotation.
pub(super) struct Scene<'a> {
    pub prose: &'a Prose,
    /// The quotation's word.
    pub at: usize,
    /// The sentence's words.
    pub lo: usize,
    pub hi: usize,
    /// The last character of its words.
    pub last: Option<char>,
    /// Its words are written like a title.
    pub title: bool,
}

impl<'a> Scene<'a> {
    pub fn new(prose: &'a Prose, text: &'a str, at: usize) -> Option<Scene<'a>> {
        let &(lo, hi) = prose.sentences.get(prose.sentence_of(at)?)?;
        let (lo, hi) = (lo.max(at.saturating_sub(REACH)), hi.min(at + REACH));
        let words = inner(prose.word(at)?.span.of(text));
        let (last, title) = (words.chars().next_back(), title_case(words));
        Some(Scene { prose, at, lo, hi, last, title })
    }

    /// Nothing but opening brackets and dashes stands before the quotation.
    pub fn starts_sentence(&self) -> bool {
        (self.lo..self.at).all(|i| self.prose.mark(i, "([{—–-―•*“\""))
    }

    /// The quotation before this one in the sentence.
    fn previous(&self) -> Option<usize> {
        (self.lo..self.at).rev().find(|&i| self.quotation(i))
    }

    /// Where the next quotation of the sentence is, or the sentence's end.
    fn stop(&self) -> usize {
        (self.at + 1..self.hi).find(|&i| self.quotation(i)).unwrap_or(self.hi)
    }

    fn quotation(&self, i: usize) -> bool {
        self.prose.word(i).is_some_and(|w| w.is_quotation())
    }

    fn cue(&self, i: usize) -> bool {
        self.prose.is_cue(i, self.lo)
    }

    /// The last cue between the previous quotation and this one.
    pub fn close_cue(&self) -> Option<usize> {
        let from = self.previous().map_or(self.lo, |p| p + 1);
        (from..self.at).rev().find(|&i| self.cue(i))
    }

    /// A cue leads right up to the quotation: said "…", said: "…", said that "…".
    fn led(&self) -> bool {
        let Some(cue) = self.close_cue() else { return false };
        let gap = self.at - cue - 1;
        let before = self.at - 1;
        // "The work is going “slower”": nobody utters it.
        let says = self.prose.word(cue).is_some_and(|w| w.cue != Some(Cue::Do));
        says && gap <= 1 || self.prose.mark(before, ":,") || self.prose.has(before, is::LEADS)
    }

    /// Who speaks, by this sentence alone.
    pub fn speaker(&self) -> Option<Finding> {
        let led = self.led();
        let starts = self.starts_sentence();
        let mut found = None;
        if starts && self.goes_on() {
            found = self.trailing();
        }
        if found.is_some() {
            return found;
        }
        if starts || matches!(self.last, Some(',' | '?' | '!')) && !led {
            found = self.behind();
        }
        if found.is_none() && !starts && !led {
            found = self.trailing();
        }
        if found.is_none() {
            found = self.before();
        }
        if found.is_none() && !starts {
            found = self.behind().filter(|f| f.rule != Rule::After || matches!(self.last, Some(',' | '?' | '!')));
        }
        found
    }

    /// The quotation is the first part of a sentence: "…" about taxes, Smith said.
    fn goes_on(&self) -> bool {
        let p = self.prose;
        let next = self.at + 1;
        !matches!(self.last, Some(',' | '.' | '?' | '!' | '…' | '—'))
            && p.word(next).is_some_and(|w| w.shape == Shape::Word && !w.capital && !self.cue(next))
    }

    /// The sentence, or another quotation's place, ends before a word.
    fn ends_at(&self, i: usize) -> bool {
        i >= self.hi || self.quotation(i) || self.prose.mark(i, ".") && i + 1 >= self.hi
    }

    /// What stands behind: "…," Smith said; "…," said Smith; "…", according to Smith; "…" — Smith.
    fn behind(&self) -> Option<Finding> {
        let p = self.prose;
        let stop = self.stop();
        let i = (self.at + 1..stop).find(|&i| !p.mark(i, ",—–-.―"))?;
        if p.word(i)?.cue == Some(Cue::According) && self.cue(i) {
            let speaker = p.right(i + 2, stop)?;
            return Some(Finding { speaker, cue: Some((i, i + 1)), via: None, rule: Rule::According });
        }
        let finite = |k: &usize| self.cue(*k) && (!p.has(*k, is::ING) || p.has(k.wrapping_sub(1), is::BE));
        let cue = (i..stop).find(finite).or_else(|| (i..stop).find(|&k| self.cue(k)));
        let signed =
            p.mark(self.at + 1, "—–―") && p.capital(i) && p.right(i, stop).is_some_and(|np| self.ends_at(np.1 + 1));
        if let Some(cue) =
            cue.filter(|_| !signed).filter(|&k| !p.has(i, is::CLAUSE) || p.has(i, is::AUXILIARY) || k < i)
            && let Some(finding) = self.inverted(i, cue, stop).or_else(|| self.subject_behind(i, cue))
        {
            let via = self.relay_behind(cue + 1, stop, finding.speaker);
            // Smith said it went "…," the newspaper reports.
            if via.is_none() && self.previous().is_none() {
                return self.relayed(finding.speaker, finding.cue?, finding.rule);
            }
            return Some(Finding { via, ..finding });
        }
        if p.mark(self.at + 1, "—–-―") {
            let speaker = p.right(i, stop)?;
            let signed = p.capital(speaker.0) && speaker.1 - speaker.0 < 6 && self.ends_at(speaker.1 + 1);
            let rule = if signed { Rule::Signed } else { Rule::Dash };
            return Some(Finding { speaker, cue: None, via: None, rule });
        }
        None
    }

    /// "…," said Smith.
    fn inverted(&self, i: usize, cue: usize, stop: usize) -> Option<Finding> {
        let p = self.prose;
        if !(i..cue).all(|k| p.is_auxiliary(k)) || p.word(cue)?.cue == Some(Cue::Tell) {
            return None;
        }
        let from = (cue + 1..stop).find(|&k| !(p.has(k, is::PARTICLE) || p.has(k, is::ADVERB) && !p.capital(k)))?;
        let speaker = p.right(from, stop)?;
        Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::AfterInverted })
    }

    /// "…," Smith said.
    fn subject_behind(&self, i: usize, cue: usize) -> Option<Finding> {
        let p = self.prose;
        if cue > i + 24 {
            return None;
        }
        let from = if p.has(i, is::CONJUNCTION) || p.has(i, is::AS) { i + 1 } else { i };
        let speaker = self.whole_subject(from, cue).or_else(|| p.subject(cue, from, cue).map(|s| s.0))?;
        Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::After })
    }

    /// Everything between the quotation and its cue, where that is one noun phrase with its appositions.
    fn whole_subject(&self, from: usize, cue: usize) -> Option<Phrase> {
        let p = self.prose;
        let end = (from..cue).rev().find(|&k| !(p.is_auxiliary(k) || p.mark(k, ",")))?;
        let clause = (from..=end).any(|k| p.has(k, is::CLAUSE) || p.has(k, is::STOP) && !p.has(k, is::INSIDE));
        if clause || end - from > 20 {
            return None;
        }
        let head = (from..=end).find(|&k| p.mark(k, ",(—–")).map_or(end, |k| k - 1);
        (head >= from).then_some((from, head))
    }

    /// A relay behind the cue: Smith said, according to Jones.
    fn relay_behind(&self, from: usize, stop: usize, speaker: Phrase) -> Option<Phrase> {
        let p = self.prose;
        let according = (from..stop.min(from + 30))
            .find(|&k| p.word(k).is_some_and(|w| w.cue == Some(Cue::According)) && self.cue(k));
        according.and_then(|k| p.right(k + 2, stop)).filter(|via| *via != speaker)
    }

    /// An attribution at the sentence's end, behind a quotation that is part of it: … the "…" plan, Smith said.
    fn trailing(&self) -> Option<Finding> {
        let p = self.prose;
        let from = self.at + 1;
        let stop = self.stop();
        let follows = p.mark(from, ",—–") || p.has(from, is::AS) || p.word(from)?.cue == Some(Cue::According);
        if !follows && self.last != Some(',') && !self.goes_on() {
            return None;
        }
        if let Some(k) = (from..stop.min(from + 40))
            .find(|&k| p.word(k).is_some_and(|w| w.cue == Some(Cue::According)) && self.cue(k))
        {
            let speaker = p.right(k + 2, stop)?;
            return self.relayed(speaker, (k, k + 1), Rule::According);
        }
        if stop != self.hi {
            return None;
        }
        let cue = (from..stop)
            .rev()
            .find(|&k| self.cue(k) && matches!(p.word(k).and_then(|w| w.cue), Some(Cue::Say | Cue::Tell)))?;
        let tail = (cue + 1..stop).filter(|&k| p.word(k).is_some_and(|w| w.is_wordy())).count();
        let comma = (from..cue).rev().find(|&k| p.mark(k, ","));
        let comma = comma.or_else(|| (self.last == Some(',')).then_some(self.at))?;
        if tail > 4 || cue - comma > 7 || cue == comma + 1 || p.has(comma + 1, is::RELATIVE) {
            return None;
        }
        let speaker = p.left(cue, comma + 1)?;
        self.relayed(speaker, (cue, cue), Rule::After)
    }

    /// An outer source found behind a sentence that may have its own speaker before the quotation: then it is a relay.
    fn relayed(&self, outer: Phrase, cue: Phrase, rule: Rule) -> Option<Finding> {
        let p = self.prose;
        let outright = Finding { speaker: outer, cue: Some(cue), via: None, rule };
        let relays = rule == Rule::According || p.has(cue.0, is::RELAY);
        if !relays {
            return Some(outright);
        }
        match self.uttered() {
            Some(inner) if inner.speaker != outer => Some(Finding { via: Some(outer), ..inner }),
            _ => Some(outright),
        }
    }

    /// Who utters the words, by a verb of saying before the quotation.
    fn uttered(&self) -> Option<Finding> {
        let p = self.prose;
        let says = |i: &usize| {
            let cue = p.word(*i).and_then(|w| w.cue);
            self.cue(*i) && matches!(cue, Some(Cue::Say | Cue::Tell | Cue::Call)) && !p.has(*i, is::ING)
        };
        let cue = (self.lo..self.at).rev().find(says)?;
        let (speaker, how) = p.subject(cue, self.lo, self.at)?;
        Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::Before(how) })
    }

    /// "…" And I mean it, Smith said. Who speaks in the first person in the next sentence spoke before.
    pub fn left_outside(&self) -> Option<Finding> {
        let p = self.prose;
        if self.at + 1 != self.hi || self.last != Some('.') || (self.lo..self.at).any(|i| self.cue(i)) {
            return None;
        }
        let &(lo, hi) = p.sentences.get(p.sentence_of(self.at)? + 1)?;
        let hi = hi.min(lo + REACH);
        let quoting = (lo..hi).any(|i| self.quotation(i));
        let cue = (lo..hi).rev().take(4).find(|&i| p.is_cue(i, lo))?;
        let says = matches!(p.word(cue)?.cue, Some(Cue::Say)) && !p.has(cue, is::ING);
        let comma = (lo..cue).rev().find(|&i| p.mark(i, ","))?;
        let first_person = (lo..comma).any(|i| p.has(i, is::FIRST_PERSON));
        if quoting || !says || !first_person {
            return None;
        }
        let speaker = p.left(cue, comma + 1)?;
        Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::LeftOutside })
    }

    /// The words are a name or a term, whoever speaks around them: CBS’s "Face the Nation", the so-called "…".
    pub fn is_term(&self) -> bool {
        let p = self.prose;
        let Some(before) = self.at.checked_sub(1).filter(|&b| b >= self.lo) else {
            let goes_on = p.word(self.at + 1).is_some_and(|w| w.shape == Shape::Word && !w.capital);
            let whole = !matches!(self.last, Some(',' | '.' | '?' | '!'));
            return self.title && (p.has(self.at + 1, is::WORK_BEHIND) || goes_on && whole);
        };
        let host =
            p.has(before, is::INSIDE) && before > self.lo && p.has(before - 1, is::WORK_BEHIND | is::WORK_BEFORE);
        let shown = host || p.has(before, is::SHOWN_ON);
        let owned = p.word(before).is_some_and(|w| w.shape == Shape::Clitic || w.is_mark("'’"));
        p.has(before, is::SO_CALLED) && p.word(before).is_some_and(|w| w.cue.is_none())
            || self.title && (owned || shown || p.has(before, is::WORK_BEFORE) || p.has(self.at + 1, is::WORK_BEHIND))
    }

    /// A cue before the quotation: Smith said "…"; Smith, who called it "…". The last one, unless it only tells what
    /// somebody thinks or does and another says so: Smith said he felt "…".
    fn before(&self) -> Option<Finding> {
        let p = self.prose;
        let from = self.previous().map_or(self.lo, |q| q + 1);
        let mut weak = None;
        for cue in (from..self.at).rev().filter(|&i| self.cue(i)) {
            let Some((speaker, how)) = p.subject(cue, self.lo, self.at) else { continue };
            let kind = p.word(cue)?.cue?;
            let end = if kind == Cue::According { cue + 1 } else { cue };
            let finding = Finding { speaker, cue: Some((cue, end)), via: None, rule: Rule::Before(how) };
            let led = cue + 2 >= self.at || p.mark(self.at - 1, ":");
            match kind {
                Cue::Think | Cue::Do if !led => weak = weak.or(Some(finding)),
                _ => return Some(finding),
            }
        }
        weak
    }

    /// A cue anywhere before the quotation in the sentence.
    pub fn before_all(&self) -> Option<Finding> {
        let p = self.prose;
        let cue = (self.lo..self.at).rev().find(|&i| self.cue(i))?;
        let (speaker, how) = p.subject(cue, self.lo, self.at)?;
        Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::Before(how) })
    }

    /// Smith: "…"; and the subject of a sentence that has no cue.
    pub fn subject(&self) -> Option<Finding> {
        let p = self.prose;
        if self.starts_sentence()
            || (self.lo..self.at).filter(|&k| p.word(k).is_some_and(|w| w.shape == Shape::Word)).count() < 1
        {
            return None;
        }
        if p.mark(self.at - 1, ":")
            && let Some(speaker) = p.right(self.lo, self.at - 1)
        {
            let rule = if speaker.1 + 2 == self.at { Rule::Label } else { Rule::MainSubject };
            return Some(Finding { speaker, cue: None, via: None, rule });
        }
        let speaker = p.main_subject(self.lo, self.at)?;
        Some(Finding { speaker, cue: None, via: None, rule: Rule::MainSubject })
    }
}

/// Who speaks in a sentence, for a quotation of another one: the subject of its last cue.
pub(super) fn of_sentence(prose: &Prose, sentence: usize) -> Option<Finding> {
    let &(lo, hi) = prose.sentences.get(sentence)?;
    let lo = lo.max(hi.saturating_sub(REACH));
    for cue in (lo..hi).rev().filter(|&i| prose.is_cue(i, lo)) {
        let Some((speaker, _)) = prose.subject(cue, lo, hi) else { continue };
        return Some(Finding { speaker, cue: Some((cue, cue)), via: None, rule: Rule::SentenceBefore });
    }
    None
}
