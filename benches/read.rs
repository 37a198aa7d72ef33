//! How fast articles are read and indexed on one core: `cargo bench --bench read`.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use scholiast::corpus::{Article, ArticleId, Index};
use scholiast::read::coreference::{ALIKE, Comparable};
use scholiast::read::names::{self, Name};
use scholiast::read::{
    Context, EntityType, Layout, LocalId, Reader, figures, numbers as numbers_of, quotations as marks, times,
};
use scholiast::text::{Span, Text, Token, paragraphs, sentences, tokens};

/// The sample corpus, several times over.
fn texts() -> Vec<Text> {
    texts_in(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus").as_ref())
}

fn texts_in(folder: &Path) -> Vec<Text> {
    let files = std::fs::read_dir(folder).expect("a folder of articles").filter_map(|e| Some(e.ok()?.path()));
    let mut files: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    files.iter().map(|p| Text::new(std::fs::read_to_string(p).expect("a text file"))).collect()
}

fn read(c: &mut Criterion) {
    let texts = texts();
    let bytes = texts.iter().map(|t| t.len() as u64).sum();
    let mut group = c.benchmark_group("sample corpus");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("read", |b| {
        b.iter(|| {
            let findings = texts.iter().map(|t| Reader::new().read(t, &Context::default()));
            findings.map(|f| f.mentions.len()).sum::<usize>()
        });
    });
    let articles: Vec<Arc<Article>> = texts
        .iter()
        .enumerate()
        .map(|(i, text)| {
            let findings = Reader::new().read(text, &Context::default());
            Arc::new(Article { id: ArticleId::new(format!("{i}.txt")), text: text.clone(), findings })
        })
        .collect();
    group.bench_function("index", |b| {
        b.iter(|| {
            let mut index = Index::new();
            articles.iter().for_each(|a| index.add(a.clone()));
            index.snapshot().entities().count()
        });
    });
    group.finish();
}

/// A paragraph as figures and times are given it.
struct Piece<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    times: Vec<Span>,
}

/// What CQE 2.0.3, the best other program, read of news in a CPU second when it was measured: not by this bench, perhaps
/// on another machine, and from the bare text on, where what is timed here is given tokens. The ratio tells an order of
/// magnitude.
const CQE: f64 = 5_500.0;

/// What is read of numbers.
fn numbers(c: &mut Criterion) {
    let texts = texts();
    let mut pieces = Vec::new();
    for text in &texts {
        for span in paragraphs(text) {
            let text = span.of(text);
            let tokens = tokens(text);
            let times = times::expressions(text, &tokens).iter().map(|e| e.span).collect();
            pieces.push(Piece { text, tokens, times });
        }
    }
    let bytes: usize = pieces.iter().map(|p| p.text.len()).sum();
    let alone = || pieces.iter().map(|p| figures::figures(p.text, &p.tokens, &p.times).len()).sum::<usize>();
    let both = || {
        let read = |p: &Piece| {
            let (times, figures) = numbers_of(p.text, &p.tokens);
            times.len() + figures.len()
        };
        pieces.iter().map(read).sum::<usize>()
    };
    let mut group = c.benchmark_group("sample corpus");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("figures", |b| b.iter(alone));
    group.bench_function("figures and times", |b| b.iter(both));
    group.finish();
    for (what, read) in [("figures", &alone as &dyn Fn() -> usize), ("figures and times", &both)] {
        let rate = bytes as f64 / seconds(read);
        println!("{what}: {:.1} MB a CPU second, on {}", rate / 1e6, machine());
        println!(
            "  {:.0} times the 5.5 kB that CQE 2.0.3 read when it was measured, which this bench does not do",
            rate / CQE
        );
    }
}

/// What is read of quotations, given an article's layout and names.
fn quotations(c: &mut Criterion) {
    let texts = texts();
    let laid: Vec<(Layout<'_>, Vec<Name>)> = texts
        .iter()
        .map(|text| {
            let layout = Layout::new(text);
            let looks: Vec<_> = (layout.paragraphs.iter())
                .map(|p| {
                    let of = p.span.of(text);
                    let tokens = tokens(of);
                    names::look(of, &tokens, &sentences(of, &tokens))
                })
                .collect();
            let names = names::find(&layout, looks.iter());
            (layout, names)
        })
        .collect();
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    let read = || {
        let speakers =
            |(layout, names): &(Layout<'_>, Vec<Name>)| marks::attribute(layout, &marks::spans(layout).0, names).len();
        laid.iter().map(speakers).sum::<usize>()
    };
    let mut group = c.benchmark_group("sample corpus");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("quotations and their speakers", |b| b.iter(read));
    group.finish();
    println!(
        "quotations and their speakers: {:.1} MB a CPU second, on {}",
        bytes as f64 / seconds(&read) / 1e6,
        machine()
    );
}

/// All of reading, articles one behind the other on one core: those of the folder that `SCHOLIAST_ARTICLES` names, or the
/// sample corpus. Each article's best of a few rounds counts: other programs on the machine do not.
fn whole(_: &mut Criterion) {
    const ROUNDS: usize = 5;
    let folder = std::env::var_os("SCHOLIAST_ARTICLES");
    let texts = folder.map_or_else(texts, |folder| texts_in(folder.as_ref()));
    let mut best = vec![Duration::MAX; texts.len()];
    for _ in 0..ROUNDS {
        for (best, text) in best.iter_mut().zip(&texts) {
            let began = Instant::now();
            std::hint::black_box(Reader::new().read(text, &Context::default()));
            *best = began.elapsed().min(*best);
        }
    }
    let count = |text: &Text| paragraphs(text).iter().map(|p| tokens(p.of(text)).len()).sum::<usize>();
    let tokens: usize = texts.iter().map(count).sum();
    let seconds = best.iter().sum::<Duration>().as_secs_f64();
    println!(
        "reading {} articles: {seconds:.3} s, {:.0} tokens a second (at least 500,000), on {}",
        texts.len(),
        tokens as f64 / seconds,
        machine()
    );
}

/// Reading a long article again after one letter of it has changed, and the part of that which finds names.
fn rereading(_: &mut Criterion) {
    const WORDS: usize = 5_000;
    const EDITS: usize = 400;
    let samples = texts();
    let mut bodies: Vec<String> = Vec::new();
    let mut words = 0;
    for body in samples.iter().cycle().flat_map(|text| paragraphs(text).into_iter().map(|p| p.of(text))) {
        if words >= WORDS {
            break;
        }
        words += body.split_whitespace().count();
        // No two are alike: what is kept of one is of no use for another.
        bodies.push(format!("{body} They were {}.", bodies.len() + 1));
    }
    let long: Vec<usize> = (0..bodies.len()).filter(|&i| bodies[i].len() > 200).collect();
    let edited = |edit: usize| {
        let mut bodies = bodies.clone();
        let body = &mut bodies[long[edit * 7 % long.len()]];
        let at = body.char_indices().nth(100).map_or(0, |(at, _)| at);
        body.insert(at, 'x');
        bodies.join("\n\n")
    };
    let mut reader = Reader::new();
    reader.read(&bodies.join("\n\n"), &Context::default());
    let (mut whole, mut names) = (Vec::new(), Vec::new());
    let look = |body: &str| {
        let tokens = tokens(body);
        names::look(body, &tokens, &sentences(body, &tokens))
    };
    let mut looks: Vec<_> = bodies.iter().map(|body| look(body)).collect();
    for edit in 0..EDITS {
        let text = edited(edit);
        let began = Instant::now();
        std::hint::black_box(reader.read(&text, &Context::default()));
        whole.push(began.elapsed());
        let layout = Layout::new(&text);
        let changed = long[edit * 7 % long.len()];
        let body = layout.paragraphs[changed].span.of(&text);
        let began = Instant::now();
        let before = std::mem::replace(&mut looks[changed], look(body));
        std::hint::black_box(names::find(&layout, looks.iter()));
        names.push(began.elapsed());
        looks[changed] = before;
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64() * 1e3
    };
    println!(
        "reading {words} words again after a letter changes: median {:.2} ms, of which names {:.2} ms (at most 3), on {}",
        median(whole),
        median(names),
        machine()
    );
}

/// Who is who again after one article of six thousand has changed.
fn relinking(_: &mut Criterion) {
    const ARTICLES: usize = 6_000;
    const EDITS: usize = 400;
    const GIVEN: [&str; 8] = ["Olena", "Paul", "Nadia", "Ihor", "Anna", "Tim", "Halyna", "Petro"];
    const STEMS: [&str; 16] = [
        "Mar", "Bren", "Tkach", "Falk", "Sor", "Heid", "Kov", "Sirk", "Ore", "Stor", "Pol", "Var", "Lind", "Gor",
        "Hal", "Bel",
    ];
    const ENDS: [&str; 12] = ["enko", "ner", "uk", "berg", "okun", "en", "alenko", "ov", "shko", "m", "ansky", "ie"];
    let samples = texts();
    // The sample corpus again and again, and in each article somebody whom a few others speak of.
    let article = |i: usize, of: usize| {
        let (given, stem, end) = (GIVEN[of % 8], STEMS[of / 8 % 16], ENDS[of / 128 % 12]);
        let sample: &str = &samples[i % samples.len()];
        let text = Text::new(format!("{sample}\n\n“It will open in May,” the engineer {given} {stem}{end} said.\n"));
        let findings = Reader::new().read(&text, &Context::default());
        Arc::new(Article { id: ArticleId::new(format!("{i:04}.txt")), text, findings })
    };
    let mut index = Index::new();
    (0..ARTICLES).for_each(|i| index.add(article(i, i * 7)));
    index.snapshot().entities().count();
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|edit| {
            let i = edit * 131 % ARTICLES;
            let changed = article(i, i * 7 + 1 + edit);
            let began = Instant::now();
            index.add(changed.clone());
            let corpus = index.snapshot();
            let locals = 0..changed.findings.entities.len() as u32;
            std::hint::black_box(locals.filter_map(|l| corpus.entity_of(&changed.id, LocalId(l))).count());
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, p99) = (times[EDITS / 2], times[EDITS * 99 / 100]);
    println!(
        "relinking after one of {ARTICLES} articles changes: median {:.2} ms (at most 5), p99 {:.2} ms (at most 20), on {}",
        median.as_secs_f64() * 1e3,
        p99.as_secs_f64() * 1e3,
        machine()
    );
}

/// How long it takes to say how alike two names are.
fn likeness(_: &mut Criterion) {
    const NAMES: [&str; 8] = [
        "Olena Marchenko",
        "Volodymyr Tkachenko",
        "Tkachenko, Vladimir",
        "Mr. Paul Heinrich Brenner Jr.",
        "Salem bin Omar Al-Hadi",
        "Ursula von der Heyden",
        "Oleksandr Toporivskyy",
        "Alexander Toporivskiy",
    ];
    let names = NAMES.map(|name| Comparable::new(EntityType::Person, name));
    let all = || {
        let pairs = names.iter().flat_map(|a| names.iter().map(move |b| a.likeness(b)));
        pairs.filter(|likeness| *likeness >= ALIKE).count()
    };
    let micros = seconds(&all) * 1e6 / (NAMES.len() * NAMES.len()) as f64;
    println!("how alike two names are: {micros:.2} µs a pair (at most 5), on {}", machine());
}

/// The time on a processor that one call takes: other programs on the machine do not count.
fn seconds(read: &dyn Fn() -> usize) -> f64 {
    let (began, wall, mut calls) = (cpu(), Instant::now(), 0);
    while wall.elapsed() < Duration::from_secs(2) {
        std::hint::black_box(read());
        calls += 1;
    }
    let took = match (began, cpu()) {
        (Some(began), Some(now)) => now - began,
        _ => wall.elapsed(),
    };
    took.as_secs_f64() / f64::from(calls)
}

/// How long this thread has run, where the system tells.
fn cpu() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

criterion_group!(benches, whole, read, numbers, quotations, likeness, rereading, relinking);
criterion_main!(benches);
