//! Whether a span lies inside one of many.

use crate::corpus::Article;
use crate::text::Span;

/// Spans to be asked whether they cover another, in the time of a binary search.
pub(super) struct Cover {
    /// Sorted starts, each with the furthest end of all spans up to it.
    reach: Vec<(u32, u32)>,
}

impl Cover {
    pub fn new(mut spans: Vec<Span>) -> Cover {
        spans.sort();
        let mut furthest = 0;
        let reach = spans.into_iter().map(|s| {
            furthest = furthest.max(s.end);
            (s.start, furthest)
        });
        Cover { reach: reach.collect() }
    }

    /// The article's words in quotation marks that somebody says.
    pub fn quoted(article: &Article) -> Cover {
        Cover::new(article.findings.quotations.iter().filter(|q| q.kind.is_statement()).map(|q| q.span).collect())
    }

    /// Whether one of the spans covers this one.
    pub fn covers(&self, span: Span) -> bool {
        let after = self.reach.partition_point(|(start, _)| *start <= span.start);
        after.checked_sub(1).and_then(|last| self.reach.get(last)).is_some_and(|(_, end)| span.end <= *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_outer_span() {
        let cover = Cover::new(vec![Span::new(4, 6), Span::new(2, 10), Span::new(20, 22)]);
        let asked = [(2, 10, true), (7, 9, true), (9, 11, false), (20, 21, true), (0, 1, false), (15, 16, false)];
        for (start, end, covered) in asked {
            assert_eq!(cover.covers(Span::new(start, end)), covered, "{start}..{end}");
        }
        assert!(!Cover::new(Vec::new()).covers(Span::new(0, 0)));
    }
}
