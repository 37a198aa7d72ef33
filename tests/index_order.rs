//! The corpus index is a function of the set of its articles: after any sequence of additions, replacements and
//! removals it answers as one built from scratch in another order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use scholiast::corpus::decisions::{Book, Links, parse};
use scholiast::corpus::{Article, ArticleId, Corpus, Entity, Index};
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
    "“The river has no flag and it has no master either, whatever they say,” Halyna Sorokun said on Thursday.",
    "NATO and the European Union met in Brussels, more than 2,000 people marched.",
    "Petro Sorokun said the European Union had promised 3,400 square kilometers of fields.",
    "The fire in the mill of Lviv killed 48 workers.",
    "The fire in the mill of Lviv killed 84 workers.",
    "The Norwegian Coast Police left on Monday.",
    "The Danish Coast Police left on Monday.",
    "Ships of the Coast Police came back on Tuesday.",
    "The Norwegian Coast Board left on Monday. Lawyers of the NCB came back.",
    "Lawyers of the NCB came back on Tuesday.",
    "The Norwegian Coast Board closed the harbour.",
    "Nordic Cattle Board managers left on Monday. Lawyers of the NCB came back.",
    "Baseball: Lviv beat Brussels in ten innings on Monday, and the pitchers of both teams won praise.",
    "Hockey: Lviv beat Brussels on Monday, and the goalie won praise.",
    "The soccer and hockey teams played in the cup final on Monday, and Lviv beat Brussels.",
    "Two Norwegians left on Monday, and the Norwegian families that stayed spoke of Norway.",
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
    "same\tgroup:Norwegians\tplace:Norway",
    "prefer\torganization:Lviv\tLviv Lions",
    "same\tperson:Toporivsky\tperson:Petro Sorokun",
    "different\tperson:Petro Sorokun\tperson:Sorokun",
    "same\tperson:Somebody Else\tperson:Halyna Sorokun",
    "different\torganization:NCB\torganization:Norwegian Coast Board",
    "same\torganization:NCB\torganization:NATO",
    "note\torganization:Norwegian Coast Board\twrote to it",
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
    // Two articles a day, so that some can contradict each other, and two without a date.
    let context = Context::given((n < 4).then(|| jiff::civil::date(2024, 3, 1 + (n / 2) as i8)));
    let findings = Reader::new().read(&text, &context);
    Arc::new(Article { id: id(n), text, findings })
}

/// Whether what was decided of an article holds in a corpus.
type Holds = fn(&Corpus, &Article) -> bool;

/// An article's sentences, a decision about it, and how it is seen to hold.
const SAID: &[(&[usize], &str, Holds)] = &[
    (&[3, 5], "split\t0.txt\tperson:Halyna Sorokun", |corpus, article| {
        let entity = entity(corpus, article, "Halyna Sorokun");
        entity.articles().count() == 1 && entity.goes_by("Halyna Sorokun")
    }),
    (&[3, 4, 5], "is\t0.txt\tSorokun\tperson:Petro Sorokun", |_, article| {
        named(article, "Sorokun") == named(article, "Petro Sorokun")
    }),
    (&[3, 5], "is\t0.txt\t$420 million. [[Sorokun]] said\tperson:Taras Brivenko", |corpus, article| {
        entity(corpus, article, "Sorokun").goes_by("Taras Brivenko")
    }),
    (&[3, 5], "is-not\t0.txt\t[[Sorokun]] said “the river\tperson:Halyna Sorokun", |corpus, article| {
        entity(corpus, article, "Sorokun").id != entity(corpus, article, "Halyna Sorokun").id
    }),
    (&[3, 4, 5], "speaker\t0.txt\tSorokun said [[“the river has no flag”]]\tperson:Petro Sorokun", |_, article| {
        article.findings.quotations[0].speaker.unwrap().entity == named(article, "Petro Sorokun")
    }),
    (&[0, 5], "not-a-name\t0.txt\tspoke in [[Lviv]] on\t", |_, article| named(article, "Lviv").is_none()),
    (&[0, 5], "type\t0.txt\tspoke in [[Lviv]] on\torganization", |_, article| {
        let mention = article.findings.mentions.iter().find(|m| m.span.of(&article.text) == "Lviv");
        mention.is_some_and(|m| m.kind == scholiast::read::EntityType::Organization)
    }),
];

/// An article as it is read where somebody decided something of it; the line says 0.txt, whatever it is called.
fn decided_article(n: u8, sentences: &[usize], line: &str) -> Arc<Article> {
    let mut book = Book::default();
    book.set(Path::new("/"), parse(line));
    let context = book.context(Path::new("/0.txt"), None);
    let text = article(n, sentences).text.clone();
    let findings = Reader::new().read(&text, &context);
    Arc::new(Article { id: id(n), text, findings })
}

/// The local entity of the mention of some words.
fn named(article: &Article, words: &str) -> Option<LocalId> {
    let mut mentions = article.findings.mentions.iter();
    mentions.find(|mention| mention.span.of(&article.text) == words).map(|mention| mention.entity)
}

fn entity(corpus: &Corpus, article: &Article, words: &str) -> Arc<Entity> {
    corpus.entity_of(&article.id, named(article, words).unwrap()).unwrap()
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
        out.push(format!("{} {:?} {:?}", article.id, corpus.implied_date(article), corpus.time_order(article)));
        for i in 0..article.findings.figures.len() as u32 {
            out.push(format!("{} {i} {:?}", article.id, corpus.same_figures(article, i)));
        }
    }
    out.sort();
    out.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What somebody decided of an article's words holds, whatever else is in the corpus and was decided before.
    #[test]
    fn decisions_always_hold(events in prop::collection::vec(event(), 0..12), said in 0..SAID.len(), n in 0..6_u8) {
        let mut index = Index::new();
        for event in &events {
            match event {
                Event::Add(n, sentences) => index.add(article(*n, sentences)),
                Event::Remove(n) => index.remove(&id(*n)),
                Event::Decide(lines) => index.decide(links(lines)),
            }
        }
        let (sentences, line, holds) = SAID[said];
        index.add(decided_article(n, sentences, line));
        let corpus = index.snapshot();
        let article = corpus.article(&id(n)).unwrap();
        prop_assert!(holds(&corpus, article), "{line}\n{:#?}", article.findings);
        // And the index is the one built from scratch.
        let mut scratch = Index::new();
        corpus.articles().for_each(|article| scratch.add(article.clone()));
        if let Some(Event::Decide(lines)) = events.iter().rfind(|event| matches!(event, Event::Decide(_))) {
            scratch.decide(links(lines));
        }
        prop_assert_eq!(answers(&corpus), answers(&scratch.snapshot()));
    }

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
