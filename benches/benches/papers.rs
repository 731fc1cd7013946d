//! Reading and checking one document of a hundred pages: the bytes of a file to its findings.
//!
//! `ENACT_PAPERS=DIR` adds the papers of that folder, each repeated to a hundred pages.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::hint::black_box;

use benches::{document, rules};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use papers::checks::{self, Paper};
use papers::read;
use papers::source::Source;

const PAGES: usize = 100;

fn documents(c: &mut Criterion) {
    let rulebook = rules::sec().expect("the SEC's files");
    for document in document::of_pages(PAGES).expect("the documents") {
        let bytes = document.text.as_bytes();
        let source = Source::from_bytes(&document.name, bytes).expect("a text");
        let reading = read::read(&source).expect("a known kind");
        let papers = [Paper::new(&source, reading.clone())];
        let mut group = c.benchmark_group(format!("100 pages, {}", document.name));
        group.sample_size(10).throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("read and check", |b| {
            b.iter(|| {
                let source = Source::from_bytes(&document.name, black_box(bytes)).expect("a text");
                let reading = read::read(&source).expect("a known kind");
                checks::check(&[Paper::new(&source, reading)], rulebook.calendar())
            });
        });
        group.bench_function("read", |b| b.iter(|| read::read(black_box(&source))));
        group.bench_function("check", |b| b.iter(|| checks::check(black_box(&papers), rulebook.calendar())));
        group.finish();
    }
}

criterion_group!(papers_benches, documents);
criterion_main!(papers_benches);
