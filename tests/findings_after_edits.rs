//! A reader that has seen a text change finds what a new one finds.

use proptest::prelude::*;
use scholiast::read::{Context, Reader};

const ARTICLE: &str = "Council closes bridge after “serious” crack\n\n\
    LEEDS, June 6, 2024 — The council of Leeds closed Selby Bridge on Thursday after engineers found a crack of more \
    than 3 metres.\n\n\
    “The deck is not safe for anybody to cross,” said Mayor Ada Byron. “We will pay $2.5 million for a new one.”\n\n\
    Byron, who took office in 2019, said two weeks would pass before the work began.\n\n\
    READ ALSO: What we know about the bridge https://example.org/bridge\n\n\
    Her deputy, Charles Holt, told the Courier: “It was the Ministry of Transport that waited.\n\n\
    “They had the report for 18 months,” he said, according to Byron.\n";

/// What people, and machines, put into articles.
const SNIPPETS: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "(",
    "…",
    "é",
    "🍎",
    "\u{a0}",
    "\u{202e}",
    "Ada Byron",
    "Byron",
    "Mr. Holt",
    "she",
    "the mayor",
    "$3 billion",
    "30 percent",
    "5",
    "on Monday",
    "June 6, 2024",
    " said ",
    ", according to ",
    "“No,” she said. ",
    "https://example.org/x",
    "READ ALSO: ",
    "U.S.",
    "NATO",
    "\n\n“We waited,” said Charles Holt of the Ministry.\n\n",
];

#[derive(Clone, Debug)]
struct Edit {
    at: prop::sample::Index,
    deleted: usize,
    inserted: &'static str,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(SNIPPETS));
    prop::collection::vec(edit.prop_map(|(at, deleted, inserted)| Edit { at, deleted, inserted }), 1..12)
}

fn apply(text: &mut String, edit: &Edit) {
    let boundary = |at: usize| (at..).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    let start = boundary(edit.at.index(text.len() + 1));
    let end = boundary((start + edit.deleted).min(text.len()));
    text.replace_range(start..end, edit.inserted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_after_edits_are_findings_from_scratch(edits in edits()) {
        let mut text = ARTICLE.to_owned();
        let mut reader = Reader::new();
        reader.read(&text, &Context::default());
        for edit in &edits {
            apply(&mut text, edit);
            let (after, scratch) = (reader.read(&text, &Context::default()), Reader::new().read(&text, &Context::default()));
            prop_assert_eq!(after, scratch, "of {:?}", text);
        }
    }
}
