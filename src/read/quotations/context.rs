//! What is true of a quotation whoever speaks it, and what of it speaks for nobody.

use super::coarse::{Class, bucket};
use super::feature::{Hashed, parts};
use super::prose::{Prose, Shape, inner};
use super::question::Question;
use super::ranking::Evidence;
use super::words::{Cue, is};

/// What is true of a quotation whoever speaks it.
pub(super) struct Context<'a> {
    pub words: usize,
    pub end: char,
    pub place: Hashed<&'static str>,
    pub tail: Hashed<&'static str>,
    pub before: Hashed<Class<'a>>,
    pub behind: Hashed<Class<'a>>,
    pub upper: bool,
    pub title: bool,
    pub fills_paragraph: bool,
    pub no_cue: bool,
    /// The class of the last cue between the quotation before and this one.
    pub new_cue: &'static str,
}

impl<'a> Context<'a> {
    pub fn of(question: &Question<'a>) -> Context<'a> {
        let (p, scene) = (question.prose, question.scene);
        let words = inner(question.quotation.of(question.text));
        let end = match scene.last {
            Some(c) if !c.is_alphanumeric() => c,
            _ => 'w',
        };
        let starts = scene.at == scene.lo;
        let ends = scene.at + 1 >= scene.hi;
        let before = scene.at.checked_sub(1).filter(|&b| b >= scene.lo);
        Context {
            words: words.split_whitespace().count(),
            end,
            place: Hashed::new(if starts { "start" } else { "mid" }),
            tail: Hashed::new(if ends { "end" } else { "noend" }),
            before: Hashed::new(before.map_or(Class::Fixed("BOS"), |b| class(p, b, question.text))),
            behind: Hashed::new(if ends { Class::Fixed("EOS") } else { class(p, scene.at + 1, question.text) }),
            upper: words.starts_with(char::is_uppercase),
            title: scene.title,
            fills_paragraph: starts && ends && p.sentences.len() == 1,
            new_cue: scene.close_cue().map_or("no", |cue| strength(p, cue).0),
            no_cue: !(scene.lo..scene.hi).any(|i| p.is_cue(i, scene.lo)),
        }
    }

    pub fn note(&self, question: &Question<'_>, to: &mut Evidence) {
        let Context { words, end, place, tail, before, behind, upper, title, fills_paragraph, no_cue, new_cue } = self;
        let size = bucket(*words);
        to.note(parts!["NONE"]);
        to.note(parts!["N|nw", size]);
        to.note(parts!["N|end", end]);
        to.note(parts!["N|pos", place, tail]);
        to.note(parts!["N|p1", before]);
        to.note(parts!["N|w1", behind]);
        to.note(parts!["N|up", upper]);
        to.note(parts!["N|title", title]);
        to.note(parts!["N|nw", size, "up", upper, "title", title]);
        to.note(parts!["N|nw", size, "p1", before]);
        to.note(parts!["N|full", fills_paragraph]);
        to.note(parts!["N|nw", words.min(&4), "pos", place, "end", end]);
        to.note(parts!["N|nocue", no_cue]);
        to.note(parts!["N|newcue", new_cue]);
        to.note(parts!["N|nocue", no_cue, "nw", size, "up", upper]);
        if *title {
            to.note(parts!["N|titlep1", before]);
            to.note(parts!["N|titlew1", behind]);
        }
        if *words <= 3 {
            to.note(parts!["N|shortp1", before, "w1", behind]);
        }
        let rule = question.rule.map_or("none", |r| r.name);
        to.note(parts!["N|rule=", rule]);
        to.note(parts!["N|rule=", rule, "nw", words.min(&4)]);
        let (p, scene) = (question.prose, question.scene);
        for (name, at) in [("b", scene.at.wrapping_sub(1)), ("a", scene.at + 1)] {
            let flags = p.word(at).filter(|_| (scene.lo..scene.hi).contains(&at)).map_or(0, |w| w.flags);
            for (kind, flag) in
                [("work", is::WORK_BEFORE), ("behind", is::WORK_BEHIND), ("text", is::TEXT), ("called", is::SO_CALLED)]
            {
                if flags & flag != 0 {
                    to.note(parts!["N|", name, kind]);
                    to.note(parts!["N|", name, kind, "title", title]);
                }
            }
        }
    }
}

/// A word beside a quotation, as coarsely as it matters.
pub(super) fn class<'a>(p: &Prose, i: usize, text: &'a str) -> Class<'a> {
    let Some(word) = p.word(i) else { return Class::Fixed("EOS") };
    match word.shape {
        Shape::Punctuation(c) => Class::Mark(c),
        Shape::Quotation(_) => Class::Fixed("Q"),
        Shape::Clitic => Class::Fixed("'s"),
        Shape::Number => Class::Fixed("W"),
        Shape::Word if word.cue.is_some() => Class::Cue(word.lemma),
        Shape::Word if word.has(is::STOP | is::DETERMINER | is::PRONOUN | is::AUXILIARY) => {
            Class::Small(word.span.of(text))
        }
        Shape::Word => Class::Fixed("W"),
    }
}

/// A cue's class and verb.
pub(super) fn strength(p: &Prose, cue: usize) -> (&'static str, Hashed<&'static str>) {
    let (class, lemma) = p.word(cue).map_or(("w", ""), |w| {
        let class = match w.cue {
            Some(Cue::Say) => "S",
            Some(Cue::Tell) => "T",
            Some(Cue::Call) => "C",
            Some(Cue::Think) => "K",
            Some(Cue::Do) => "D",
            Some(Cue::According) => "A",
            None => "w",
        };
        (class, w.lemma)
    });
    (class, Hashed::new(lemma))
}
