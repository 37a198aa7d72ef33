//! Who is said to have said it.

use super::{Hover, Line, SURE};
use crate::answer::excerpt::excerpt;
use crate::answer::statements::speaker_name;
use crate::corpus::{Article, Corpus};

/// One line, quieter than a quotation's: "Reported speech of **Ada Byron** · “said”".
pub(super) fn hover(corpus: &Corpus, article: &Article, index: u32) -> Option<Hover> {
    let reported = article.findings.reported.get(index as usize)?;
    let doubt = if reported.confidence < SURE { ", probably" } else { "" };
    let line = Line::default().text(format!("Reported speech{doubt} of "));
    let line = match reported.speaker {
        Some(speaker) => line.strong(speaker_name(corpus, article, speaker)),
        None => line.text("somebody unnamed"),
    };
    let line = line.text(" · ").quote(excerpt(reported.cue.of(&article.text), 30));
    Some(Hover { span: reported.span, lines: vec![line.0] })
}
