//! An article of the corpus: its text and what was read in it.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::read::government::government;
use crate::read::{EntityType, Findings, Form, Mention, Paragraph};
use crate::text::{Span, Text};

/// What an article is called: the path of its file, or the address of an unsaved buffer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub Arc<str>);

impl ArticleId {
    pub fn new(path: impl Into<Arc<str>>) -> ArticleId {
        ArticleId(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit(['/', '\\']).next().unwrap_or(&self.0)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An article, read.
#[derive(Clone, Debug)]
pub struct Article {
    pub id: ArticleId,
    pub text: Text,
    pub findings: Findings,
}

impl Article {
    pub fn date(&self) -> Option<Date> {
        self.findings.dateline.as_ref().map(|d| d.date)
    }

    /// The paragraph at an offset.
    pub fn paragraph(&self, offset: u32) -> Option<&Paragraph> {
        let paragraphs = &self.findings.paragraphs;
        let after = paragraphs.partition_point(|p| p.span.start <= offset);
        paragraphs.get(after.checked_sub(1)?).filter(|p| p.span.touches(offset))
    }

    /// The sentence at an offset.
    pub fn sentence(&self, offset: u32) -> Option<Span> {
        let sentences = &self.findings.sentences;
        let after = sentences.partition_point(|s| s.span.start <= offset);
        sentences.get(after.checked_sub(1)?).map(|s| s.span).filter(|s| s.touches(offset))
    }

    /// The country whose government a name of this article surely means where it stands: "Kyiv accused".
    pub fn government(&self, mention: &Mention) -> Option<&'static str> {
        let team = self.findings.entities.get(mention.entity.0 as usize).and_then(|entity| entity.sense.team());
        if mention.form != Form::Name || mention.kind == EntityType::Person || team.is_some() {
            return None;
        }
        government(&self.text, self.sentence(mention.span.start)?, mention.span)
    }

    /// By date, undated ones last, then by path: the order in which articles are listed.
    pub fn order(&self) -> (bool, Option<Date>, &ArticleId) {
        (self.date().is_none(), self.date(), &self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, ArticleId};
    use crate::read::government::government;
    use crate::read::{Context, Reader};
    use crate::text::Text;

    #[test]
    fn a_government_is_meant_by_the_name_of_a_place_not_of_somebody() {
        let text = "Denzel Washington came late. Washington accused the driver.\n\nKyiv accused the envoy.";
        let findings = Reader::new().read(text, &Context::default());
        let article = Article { id: ArticleId::new("a.txt"), text: Text::new(text.to_owned()), findings };
        let governments = article.findings.mentions.iter().map(|m| (m.span.of(text), article.government(m)));
        let governments: Vec<_> = governments.collect();
        let expected = [("Denzel Washington", None), ("Washington", None), ("Kyiv", Some("Ukraine"))];
        assert_eq!(governments, expected);
        // The words around it would do.
        let washington = &article.findings.mentions[1];
        let sentence = article.sentence(washington.span.start).unwrap();
        assert_eq!(government(text, sentence, washington.span), Some("United States"));
    }
}
