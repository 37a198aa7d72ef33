//! Who says what stands at a place of an article, for whoever asks of many places.

use rustc_hash::FxHashMap;

use super::Article;
use crate::read::{Quotation, Speaker};
use crate::text::Span;

/// The sources of an article: made in n log n of its quotations, asked in log n.
pub struct Sources<'a> {
    article: &'a Article,
    /// From each offset on, the innermost statement around; in order.
    around: Vec<(u32, Option<u32>)>,
    /// The first statement of which the cue stands in a sentence, by the sentence's start.
    cued: FxHashMap<u32, u32>,
}

impl<'a> Sources<'a> {
    pub fn new(article: &'a Article) -> Sources<'a> {
        let statements = (0..).zip(&article.findings.quotations).filter(|(_, q)| q.kind.is_statement());
        let mut cued = FxHashMap::default();
        for (i, quotation) in statements.clone() {
            let Some(cue) = quotation.cue else { continue };
            if let Some(sentence) = article.sentence(cue.start).filter(|s| s.covers(cue)) {
                cued.entry(sentence.start).or_insert(i);
            }
        }
        Sources { article, around: around(statements), cued }
    }

    /// Who says what stands there: the speaker of the words around it, or of the statement its sentence reports.
    pub fn of(&self, span: Span) -> Option<Speaker> {
        let cued = || self.cued.get(&self.article.sentence(span.start)?.start);
        let statement = self.quoted(span).or_else(|| self.quotation(*cued()?))?;
        statement.speaker
    }

    /// The innermost statement around it.
    fn quoted(&self, span: Span) -> Option<&'a Quotation> {
        let before = self.around.partition_point(|(from, _)| *from <= span.start).checked_sub(1)?;
        let mut quotation = self.quotation(self.around.get(before)?.1?)?;
        while !(quotation.span.covers(span) && quotation.kind.is_statement()) {
            quotation = self.quotation(quotation.inside?)?;
        }
        Some(quotation)
    }

    fn quotation(&self, index: u32) -> Option<&'a Quotation> {
        self.article.findings.quotations.get(index as usize)
    }
}

/// Where the innermost of some quotations is another one than before. They come in order, outer ones first.
fn around<'q>(quotations: impl Iterator<Item = (u32, &'q Quotation)>) -> Vec<(u32, Option<u32>)> {
    let mut out = Vec::new();
    let mut open: Vec<(u32, Span)> = Vec::new();
    let close = |open: &mut Vec<(u32, Span)>, out: &mut Vec<_>, until: u32| {
        while let Some((_, Span { end, .. })) = open.pop_if(|(_, span)| span.end <= until) {
            while open.pop_if(|(_, span)| span.end <= end).is_some() {}
            out.push((end, open.last().map(|(i, _)| *i)));
        }
    };
    for (i, quotation) in quotations {
        close(&mut open, &mut out, quotation.span.start);
        out.push((quotation.span.start, Some(i)));
        open.push((i, quotation.span));
    }
    close(&mut open, &mut out, u32::MAX);
    out
}

#[cfg(test)]
mod tests {
    use super::Sources;
    use crate::corpus::{Article, ArticleId};
    use crate::read::{Context, Reader};
    use crate::text::{Span, Text};

    #[test]
    fn what_stands_in_marks_or_beside_a_cue_has_its_source() {
        let text = "Olena Marchenko told the court: “I heard Petro Lysak say, ‘We lost 40 boats,’ and counted 30.” The harbour \
                    has 20 cranes. Ivan Koval said 10 cranes were “old and dangerous to everybody”.";
        let findings = Reader::new().read(text, &Context::default());
        let article = Article { id: ArticleId::new("a.txt"), text: Text::new(text.to_owned()), findings };
        let sources = Sources::new(&article);
        let source = |words: &str| {
            let start = text.find(words).unwrap();
            sources.of(Span::new(start, start + words.len())).map(|speaker| speaker.span.of(text))
        };
        let found = ["40", "30", "20 cranes", "10"].map(source);
        assert_eq!(found, [Some("Petro Lysak"), Some("Olena Marchenko"), None, Some("Ivan Koval")]);
        // What reaches over the end of the inner words is said by who speaks the outer ones.
        assert_eq!(source("boats,’ and"), Some("Olena Marchenko"));
        // Of every place the same as if all quotations were looked at.
        let quotations = || article.findings.quotations.iter().filter(|q| q.kind.is_statement());
        for span in article.findings.quotations.iter().map(|q| q.span).chain([Span::default()]) {
            let around = quotations().filter(|q| q.span.covers(span)).min_by_key(|q| q.span.len());
            assert!(around.is_none() || sources.of(span) == around.and_then(|q| q.speaker), "{span:?}");
        }
    }
}
