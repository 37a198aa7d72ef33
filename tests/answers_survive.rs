//! Every answer at every place of good and bad texts: nothing panics, and what each answer promises holds.

use std::sync::Arc;

use scholiast::answer::{self, check};
use scholiast::corpus::{Article, ArticleId, Corpus, Index};
use scholiast::read::{Context, Reader};
use scholiast::settings::{Decoration, Settings};
use scholiast::text::{Span, Text};

fn corpus(texts: &[String]) -> Corpus {
    let mut index = Index::new();
    for (i, text) in texts.iter().enumerate() {
        let findings = Reader::new().read(text, &Context::default());
        let article = Article { id: ArticleId::new(format!("{i}.txt")), text: Text::new(text.as_str()), findings };
        index.add(Arc::new(article));
    }
    index.snapshot()
}

fn sample() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = std::fs::read_dir(folder).expect("the sample corpus").flatten().map(|e| e.path());
    files
        .filter(|f| f.extension().is_some_and(|e| e == "txt"))
        .filter_map(|f| std::fs::read_to_string(f).ok())
        .collect()
}

/// Ask everything at every `step`th place of every article, and past its end.
fn ask_everything(corpus: &Corpus, step: usize) {
    let settings = Settings::default();
    for article in corpus.articles() {
        let text = article.text.as_str();
        let all = Span::new(0, text.len());
        let whole = |span: Span| {
            assert!(text.get(span.range()).is_some(), "{span:?} of {} lies on characters", article.id);
        };
        for offset in (0..=text.len() as u32 + 1).step_by(step) {
            if let Some(hover) = answer::hover(corpus, article, offset, &settings) {
                whole(hover.span);
                assert!((1..=12).contains(&hover.lines.len()), "{hover:?}");
                assert!(hover.lines.iter().all(|line| !line.is_empty()), "{hover:?}");
            }
            let mut places = answer::definition(corpus, article, offset);
            places.extend(answer::declaration(corpus, article, offset));
            places.extend(answer::implementation(corpus, article, offset));
            places.extend(answer::references(corpus, article, offset, false));
            for place in places {
                let there = corpus.article(&place.article).expect("an article of the corpus");
                assert!(there.text.get(place.span.range()).is_some(), "{place:?}");
            }
            answer::highlights(corpus, article, offset).into_iter().for_each(whole);
            let selections = answer::selection(article, offset);
            assert!(selections.windows(2).all(|w| w[1].covers(w[0]) && w[0] != w[1]), "{selections:?}");
        }
        for decoration in [Decoration::Off, Decoration::Quiet, Decoration::Rich] {
            let tokens = answer::tokens(article, decoration);
            assert!(tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start), "tokens are sorted and apart");
            for token in tokens {
                whole(token.span);
                assert!(!token.span.is_empty() && !token.span.of(text).contains(['\n', '\r']), "{token:?}");
            }
        }
        for diagnostic in check::check(corpus, article, &settings) {
            whole(diagnostic.span);
            assert!(check::rule(diagnostic.code).is_some(), "{diagnostic:?}");
            for fix in &diagnostic.fixes {
                fix.edits.iter().for_each(|(span, _)| whole(*span));
                assert!(fix.edits.windows(2).all(|w| w[0].0.end <= w[1].0.start), "{fix:?}");
            }
        }
        answer::inlays(article, all).iter().for_each(|i| assert!(text.is_char_boundary(i.offset as usize)));
        answer::folds(article).iter().for_each(|f| whole(f.span));
        answer::links(article).iter().for_each(|l| whole(l.span));
        answer::lenses(corpus, article).iter().for_each(|l| whole(l.span));
        answer::outline(corpus, article).iter().for_each(|i| whole(i.span));
    }
    for query in ["", "a", "ß😀", "zelenskiy", "“", "\u{202e}"] {
        assert!(answer::symbols(corpus, query, 3).len() <= 3);
    }
}

#[test]
fn of_good_articles() {
    ask_everything(&corpus(&sample()), 11);
}

#[test]
fn of_bad_texts() {
    let bad = [
        "",
        "\n\r\n\r",
        "“",
        "““““”””‘‘’’\"\"''«»",
        "“A “b ‘c” d’ e“ \n\n“f",
        "😀 said “😀😀 😀” on 😀day, 5 😀.",
        "\u{202e}קרא “שלום” ביום שלישי\u{202c}",
        "Photo:Photo aPhoto:\u{a0}bhttps://c http:// https://",
        "A\u{0}B \u{feff}\u{fffd}",
        "Mr. Mr. Mr. $ $5 5% –5 1/0 99999999999999999999999999999999 on Feb. 30",
    ];
    ask_everything(&corpus(&bad.map(str::to_owned)), 1);
}

#[test]
fn of_one_very_long_line() {
    let sentence =
        "“We will not go,” President Oleksandr Toporivskyy said on Thursday, and paid $5 million to Petro Sorokun. ";
    ask_everything(&corpus(&[sentence.repeat(600)]), 20_011);
}
