//! How fast articles are read and indexed on one core: `cargo bench --bench read`.

use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use scholiast::corpus::{Article, ArticleId, Index};
use scholiast::read::{Context, Reader};
use scholiast::text::Text;

/// The sample corpus, several times over.
fn texts() -> Vec<Text> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files = std::fs::read_dir(folder).expect("the sample corpus").filter_map(|e| Some(e.ok()?.path()));
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

criterion_group!(benches, read);
criterion_main!(benches);
