//! Who is said to have said it.

use super::{Hover, Line, SURE};
use crate::answer::excerpt::excerpt;
use crate::answer::subject::Subject;
use crate::corpus::{Article, Corpus};

/// One line, quieter than a quotation's: "Reported speech of **Ada Byron** · “said”".
pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32) -> Option<Hover> {
    let reported = article.findings.reported.get(index as usize)?;
    let words = |span: crate::text::Span| excerpt(span.of(&article.text), 80);
    let doubt = if reported.confidence < SURE { ", probably" } else { "" };
    let line = Line::default().text(format!("Reported speech{doubt} of "));
    let line = match reported.speaker {
        Some(speaker) => {
            let subject = speaker.entity.and_then(|entity| Subject::new(corpus, article, entity));
            line.strong(subject.map_or_else(|| words(speaker.span), |s| s.name().to_owned()))
        }
        None => line.text("somebody unnamed"),
    };
    let line = line.text(" · ").quote(words(reported.cue));
    Some(Hover { span: reported.span, lines: vec![line.0] })
}
