//! What to colour.

use crate::corpus::Article;
use crate::settings::Decoration;
use crate::text::Span;

/// The token types, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenType {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Product,
    Work,
    Quotation,
    Figure,
    Time,
}

impl TokenType {
    pub const ALL: [(TokenType, &'static str); 10] = [
        (TokenType::Person, "person"),
        (TokenType::Organization, "organization"),
        (TokenType::Place, "place"),
        (TokenType::Group, "group"),
        (TokenType::Event, "event"),
        (TokenType::Product, "product"),
        (TokenType::Work, "work"),
        (TokenType::Quotation, "quotation"),
        (TokenType::Figure, "figure"),
        (TokenType::Time, "time"),
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenModifier {
    /// Inside a quotation.
    Quoted,
}

impl TokenModifier {
    pub const ALL: [(TokenModifier, &'static str); 1] = [(TokenModifier::Quoted, "quoted")];
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Never across a line end, never overlapping another.
    pub span: Span,
    pub kind: TokenType,
    pub modifiers: Vec<TokenModifier>,
}

pub fn tokens(article: &Article, decoration: Decoration) -> Vec<SemanticToken> {
    let _ = (article, decoration);
    Vec::new()
}
