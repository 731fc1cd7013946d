//! The words of a Code: amending, comparing and reading 1.2 million words.
//!
//! `ENACT_CORPORA=DIR` adds the redline of every pair of texts in that folder, taken in the order of their names.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::hint::black_box;

use benches::code;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use legaltext::{apply, markup, redline};

const WORDS: usize = 1_200_000;
const SEED: u64 = 7;
const AMENDMENTS: usize = 100;

fn editions(c: &mut Criterion) {
    let edition = code::edition(WORDS, SEED).expect("the generator writes the markup");
    let amendments = code::amendments(&edition, AMENDMENTS, SEED);
    let applied = apply(&edition, &amendments, "bench:m1").expect("the generated amendments match");
    let mut group = c.benchmark_group("editions of 1.2 million words");
    group.sample_size(20);
    group.bench_function("apply 100 amendments", |b| b.iter(|| apply(black_box(&edition), &amendments, "bench:m1")));
    group.bench_function("redline", |b| b.iter(|| redline::editions(black_box(&edition), &applied.edition)));
    group.bench_function("apply 100 amendments and redline", |b| {
        b.iter(|| {
            let applied = apply(black_box(&edition), &amendments, "bench:m1").expect("they match");
            redline::editions(&edition, &applied.edition)
        });
    });
    group.finish();

    let printed = |e: &legaltext::Edition| e.documents().iter().map(|d| markup::print(d)).collect::<String>();
    let (old, new) = (printed(&edition), printed(&applied.edition));
    let mut group = c.benchmark_group("raw texts of 1.2 million words");
    group.sample_size(10).throughput(Throughput::Bytes(old.len() as u64));
    group.bench_function("redline", |b| b.iter(|| redline::texts(black_box(&old), &new)));
    group.bench_function("read the markup", |b| b.iter(|| markup::parse_documents(black_box(&old), "bench")));
    group.bench_function("find references", |b| b.iter(|| legaltext::references::find(black_box(&old))));
    group.finish();
}

fn corpora(c: &mut Criterion) {
    let Ok(folder) = std::env::var("ENACT_CORPORA") else { return };
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut group = c.benchmark_group("corpora");
    group.sample_size(10);
    for pair in paths.windows(2) {
        let texts: Vec<String> = pair.iter().map(|p| std::fs::read_to_string(p).expect("a text")).collect();
        let [old, new] = texts.as_slice() else { continue };
        let words = redline::texts(old, new).words;
        let name =
            pair.iter().filter_map(|p| p.file_stem()).map(|s| s.to_string_lossy()).collect::<Vec<_>>().join(" to ");
        println!("{name}: {} words removed, {} added, {} moved", words.removed, words.added, words.moved);
        group.bench_function(name, |b| b.iter(|| redline::texts(black_box(old), new)));
    }
    group.finish();
}

criterion_group!(legaltext_benches, editions, corpora);
criterion_main!(legaltext_benches);
