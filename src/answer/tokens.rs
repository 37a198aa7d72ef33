//! What to colour.

use super::cover::Cover;
use crate::corpus::Article;
use crate::read::{EntityType, Form};
use crate::settings::Decoration;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenType {
    Name(EntityType),
    Quotation,
    Figure,
    Time,
}

impl TokenType {
    /// With their names, in the order of the legend.
    pub const ALL: [(TokenType, &'static str); EntityType::ALL.len() + 3] = {
        let mut all = [(TokenType::Quotation, TokenType::Quotation.as_str()); EntityType::ALL.len() + 3];
        let mut i = 0;
        while i < EntityType::ALL.len() {
            all[i] = (TokenType::Name(EntityType::ALL[i]), EntityType::ALL[i].as_str());
            i += 1;
        }
        all[i + 1] = (TokenType::Figure, TokenType::Figure.as_str());
        all[i + 2] = (TokenType::Time, TokenType::Time.as_str());
        all
    };

    /// As editors know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            TokenType::Name(kind) => kind.as_str(),
            TokenType::Quotation => "quotation",
            TokenType::Figure => "figure",
            TokenType::Time => "time",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenModifier {
    /// Inside a quotation.
    Quoted,
    /// Words that somebody is reported to have said: to be coloured less than a quotation.
    Reported,
}

impl TokenModifier {
    pub const ALL: [(TokenModifier, &'static str); 2] =
        [(TokenModifier::Quoted, "quoted"), (TokenModifier::Reported, "reported")];
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Never across a line end, never overlapping another.
    pub span: Span,
    pub kind: TokenType,
    pub modifiers: Vec<TokenModifier>,
}

/// What to colour, in order: people and quotations, or with [`Decoration::Rich`] everything, reported speech too. A
/// quotation is cut around what stands inside it.
pub fn tokens(article: &Article, decoration: Decoration) -> Vec<SemanticToken> {
    if decoration == Decoration::Off {
        return Vec::new();
    }
    let quoted = Cover::quoted(article);
    let inner = apart(inner(article, decoration));
    let mut outer: Vec<(Span, &[TokenModifier])> = apart(quotations(article)).iter().map(|q| (q.0, NONE)).collect();
    if decoration == Decoration::Rich {
        let reported = between(article.findings.reported.iter().map(|r| r.span), &outer);
        outer.extend(reported.into_iter().map(|span| (span, REPORTED)));
        outer.sort_by_key(|(span, _)| span.start);
    }
    let mut out = Vec::new();
    let mut next = inner.iter().peekable();
    let mut put = |span: Span, kind: TokenType, modifiers: &[TokenModifier]| {
        for line in lines(&article.text, span) {
            out.push(SemanticToken { span: line, kind, modifiers: modifiers.to_vec() });
        }
    };
    let put_inner = |span: Span, kind: TokenType, put: &mut dyn FnMut(Span, TokenType, &[TokenModifier])| {
        let modifiers: &[TokenModifier] = if quoted.covers(span) { &[TokenModifier::Quoted] } else { &[] };
        put(span, kind, modifiers);
    };
    let mut done = 0;
    for (quotation, modifiers) in outer {
        while let Some((span, kind)) = next.next_if(|(span, _)| span.start < quotation.start) {
            put_inner(*span, *kind, &mut put);
            done = span.end;
        }
        // A name may reach into it.
        let mut at = quotation.start.max(done);
        while let Some((span, kind)) = next.next_if(|(span, _)| span.start < quotation.end) {
            if at < span.start {
                put(Span { start: at, end: span.start }, TokenType::Quotation, modifiers);
            }
            put_inner(*span, *kind, &mut put);
            at = span.end;
        }
        if at < quotation.end {
            put(Span { start: at, end: quotation.end }, TokenType::Quotation, modifiers);
        }
        done = done.max(at);
    }
    for (span, kind) in next {
        put_inner(*span, *kind, &mut put);
    }
    out
}

/// Names, times and figures.
fn inner(article: &Article, decoration: Decoration) -> Vec<(Span, TokenType)> {
    let findings = &article.findings;
    let rich = decoration == Decoration::Rich;
    let named = findings.mentions.iter().filter(|m| match m.form {
        Form::Name => rich || m.kind == EntityType::Person,
        Form::Nominal => rich,
        Form::Pronoun => false,
    });
    let mut out: Vec<(Span, TokenType)> = named.map(|m| (m.span, TokenType::Name(m.kind))).collect();
    if rich {
        // "now" and "soon" say something when asked, and would only be paint.
        let dated = findings.times.iter().filter(|t| !t.is_vague());
        out.extend(dated.map(|t| (t.span, TokenType::Time)));
        out.extend(findings.figures.iter().map(|f| (f.span, TokenType::Figure)));
    }
    out
}

const NONE: &[TokenModifier] = &[];
const REPORTED: &[TokenModifier] = &[TokenModifier::Reported];

/// What of some spans, in order of their starts, lies outside others and outside the spans before them.
fn between(spans: impl Iterator<Item = Span>, others: &[(Span, &[TokenModifier])]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    for span in spans {
        let mut at = span.start.max(from);
        let first = others.partition_point(|(other, _)| other.end <= at);
        for (other, _) in others.get(first..).unwrap_or(&[]).iter().take_while(|(other, _)| other.start < span.end) {
            out.push(Span { start: at, end: other.start.max(at) });
            at = at.max(other.end);
        }
        out.push(Span { start: at, end: span.end.max(at) });
        from = from.max(at).max(span.end);
    }
    out.retain(|span| !span.is_empty());
    out
}

/// Words that somebody says, in marks.
fn quotations(article: &Article) -> Vec<(Span, TokenType)> {
    article
        .findings
        .quotations
        .iter()
        .filter(|q| q.kind.is_statement())
        .map(|q| (q.span, TokenType::Quotation))
        .collect()
}

/// Sorted, and without those that overlap an earlier or, from the same start, a longer one.
fn apart(mut tokens: Vec<(Span, TokenType)>) -> Vec<(Span, TokenType)> {
    tokens.retain(|(span, _)| !span.is_empty());
    tokens.sort_by_key(|(span, kind)| (span.start, std::cmp::Reverse(span.end), *kind));
    let mut end = 0;
    tokens.retain(|(span, _)| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    tokens
}

/// A span cut at line ends, without white space at the cuts.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let body = span.of(text);
    body.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).map(move |line| {
        let start = span.start as usize + (line.as_ptr() as usize - body.as_ptr() as usize);
        Span::new(start, start + line.len())
    })
}
