//! The corpus index is a function of the set of its articles: after any sequence of additions, replacements and
//! removals it answers as one built from scratch in another order.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use scholiast::corpus::decisions::{Links, parse};
use scholiast::corpus::{Article, ArticleId, Corpus, Index};
use scholiast::read::{Context, LocalId, Reader};
use scholiast::text::Text;

const SENTENCES: &[&str] = &[
    "President Oleksandr Toporivskyy spoke in Lviv on Thursday.",
    "President Alexander Toporivskiy spoke in Lvov on Thursday.",
    "Toporivsky said the dam would open.",
    "Halyna Sorokun, the energy minister, promised $420 million.",
    "Petro Sorokun, a farmer, asked for $420 million.",
    "Sorokun said “the river has no flag” in an interview.",
    "“The river has no flag and it has no master either, whatever they say,” Halyna Sorokun said.",
    "“The river has no flag and it has no owner either, whatever they say,” Petro Sorokun said.",
    "NATO and the European Union met in Brussels, more than 2,000 people marched.",
    "Petro Sorokun said the European Union had promised 3,400 square kilometers of fields.",
    "The fire in the mill of Lviv killed 48 workers.",
    "The fire in the mill of Lviv killed 84 workers.",
    "The Norwegian Coast Police left on Monday.",
    "The Danish Coast Police left on Monday.",
    "Ships of the Coast Police came back on Tuesday.",
];

/// What happens to an index.
#[derive(Clone, Debug)]
enum Event {
    Add(u8, Vec<usize>),
    Remove(u8),
    /// The lines of a decisions file, by their number.
    Decide(Vec<usize>),
}

const DECISIONS: &[&str] = &[
    "same\tperson:Halyna Sorokun\tperson:Petro Sorokun",
    "different\tperson:Halyna Sorokun\tperson:Petro Sorokun",
    "same\tperson:Petro Sorokun\tperson:Oleksandr Toporivskyy",
    "different\tperson:Alexander Toporivskiy\tperson:Oleksandr Toporivskyy",
    "same\torganization:NATO\torganization:European Union",
    "same\tperson:Halyna Sorokun\torganization:NATO",
    "prefer\tperson:Sorokun\tHalyna S. Sorokun",
    "note\tperson:Petro Sorokun\tmet him at the dam",
    "same\tperson:Toporivsky\tperson:Petro Sorokun",
    "different\tperson:Petro Sorokun\tperson:Sorokun",
    "same\tperson:Somebody Else\tperson:Halyna Sorokun",
];

fn event() -> impl Strategy<Value = Event> {
    let text = prop::collection::vec(0..SENTENCES.len(), 1..6);
    let lines = prop::collection::vec(0..DECISIONS.len(), 0..6);
    prop_oneof![
        6 => (0..6_u8, text).prop_map(|(n, t)| Event::Add(n, t)),
        1 => (0..6_u8).prop_map(Event::Remove),
        1 => lines.prop_map(Event::Decide),
    ]
}

fn links(lines: &[usize]) -> Links {
    let file: Vec<&str> = lines.iter().map(|&line| DECISIONS[line]).collect();
    let decisions = parse(&file.join("\n"));
    Links::new(decisions.made.iter().map(|(_, decision)| decision))
}

fn id(n: u8) -> ArticleId {
    ArticleId::new(format!("{n}.txt"))
}

fn article(n: u8, sentences: &[usize]) -> Arc<Article> {
    let paragraphs: Vec<&str> = sentences.iter().map(|&s| SENTENCES[s]).collect();
    let text = Text::new(paragraphs.join("\n\n"));
    // Three articles a day, so that some can contradict each other.
    let context = Context::given(Some(jiff::civil::date(2024, 3, 1 + (n / 3) as i8)));
    let findings = Reader::new().read(&text, &context);
    Arc::new(Article { id: id(n), text, findings })
}

/// Everything a corpus can be asked, written out.
fn answers(corpus: &Corpus) -> String {
    let mut out = Vec::new();
    for entity in corpus.entities() {
        out.push(format!("{entity:?}"));
    }
    for word in ["", "so", "Topo", "nat", "european"] {
        let found = corpus.with_word(word);
        out.push(format!("{word} {:?}", found.iter().map(|e| &e.id).collect::<std::collections::BTreeSet<_>>()));
    }
    for article in corpus.articles() {
        for i in 0..article.findings.entities.len() as u32 {
            let entity = corpus.entity_of(&article.id, LocalId(i));
            let notes: Vec<_> = entity.iter().flat_map(|e| corpus.notes(article, LocalId(i), e)).collect();
            out.push(format!("{} {i} {:?} {notes:?}", article.id, entity.as_ref().map(|e| e.id.clone())));
        }
        for i in 0..article.findings.quotations.len() as u32 {
            out.push(format!("{} {i} {:?}", article.id, corpus.printings(article, i)));
        }
        out.push(format!("{} {:?}", article.id, corpus.figure_conflicts(article)));
        for i in 0..article.findings.figures.len() as u32 {
            out.push(format!("{} {i} {:?}", article.id, corpus.same_figures(article, i)));
        }
    }
    out.sort();
    out.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_history_gives_the_index_built_from_scratch(events in prop::collection::vec(event(), 1..20)) {
        let mut index = Index::new();
        let mut decided = Vec::new();
        let mut left: BTreeMap<u8, Arc<Article>> = BTreeMap::new();
        for event in &events {
            match event {
                Event::Add(n, sentences) => {
                    let article = article(*n, sentences);
                    index.add(article.clone());
                    left.insert(*n, article);
                }
                Event::Remove(n) => {
                    index.remove(&id(*n));
                    left.remove(n);
                }
                Event::Decide(lines) => {
                    index.decide(links(lines));
                    decided.clone_from(lines);
                }
            }
            // Looking must not change what is seen later.
            let _ = index.snapshot().entities().count();
        }
        let mut scratch = Index::new();
        let mut shard = Index::new();
        for (n, article) in left.iter().rev() {
            if n % 2 == 0 { scratch.add(article.clone()) } else { shard.add(article.clone()) }
        }
        // Nor does the order of the lines matter, where none takes the place of another.
        decided.reverse();
        scratch.decide(links(&decided));
        scratch.merge(&shard);
        prop_assert_eq!(answers(&index.snapshot()), answers(&scratch.snapshot()));
    }
}
