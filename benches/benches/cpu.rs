//! CPU time of each thing that has a wanted figure, for machines where others work beside: wall time says nothing there.
//!
//! Read from `/proc/self/stat` (user and system time, in hundredths of a second), so it runs on Linux only.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::hint::black_box;

use benches::{code, document, rules};
use legaltext::{Amendment, Edition, apply, redline};
use papers::checks::{self, Paper};
use papers::read;
use papers::source::Source;
use procedure::decide;

const SECONDS: f64 = 2.0;

/// User and system time of this process so far, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields = stat.rsplit_once(')').expect("a name in brackets").1;
    fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().expect("a number") / 100.0).sum()
}

/// Runs something until so much CPU time has gone, and prints the mean.
fn mean(name: &str, mut run: impl FnMut()) {
    run();
    let (began, mut runs) = (cpu(), 0_u32);
    while cpu() - began < SECONDS {
        run();
        runs += 1;
    }
    println!("{:>12.3} ms CPU, mean of {runs:>6}  {name}", (cpu() - began) * 1000.0 / f64::from(runs));
}

/// Runs something once on each of some fresh inputs, and prints the mean.
fn first(name: &str, inputs: Vec<Edition>, mut run: impl FnMut(&Edition)) {
    let began = cpu();
    inputs.iter().for_each(&mut run);
    let each = (cpu() - began) * 1000.0 / f64::from(u32::try_from(inputs.len()).expect("few"));
    println!("{each:>12.3} ms CPU, mean of {:>6}  {name}", inputs.len());
}

fn words() {
    let fresh = || code::edition(1_200_000, 7).expect("the generator writes the markup");
    let edition = fresh();
    let all = code::amendments(&edition, 100, 7);
    let moves = |a: &Amendment| matches!(a, Amendment::Renumber { .. } | Amendment::Omit { .. });
    let still: Vec<Amendment> = all.iter().filter(|amendment| !moves(amendment)).cloned().collect();
    let both = |edition: &Edition, amendments: &[Amendment]| {
        let applied = apply(black_box(edition), amendments, "bench:m1").expect("they match");
        black_box(redline::editions(edition, &applied.edition));
    };
    mean("apply 100 amendments to 1.2 million words and redline", || both(&edition, &all));
    first("the same, first time on an edition", (0..4).map(|_| fresh()).collect(), |edition| both(edition, &all));
    let name = format!("the same, first time, only the {} that neither renumber nor omit", still.len());
    first(&name, (0..4).map(|_| fresh()).collect(), |edition| both(edition, &still));
}

fn documents() {
    let rulebook = rules::sec().expect("the SEC's files");
    for document in document::of_pages(100).expect("the documents") {
        mean(&format!("read and check 100 pages: {}", document.name), || {
            let source = Source::from_bytes(&document.name, document.text.as_bytes()).expect("a text");
            let reading = read::read(&source).expect("a known kind");
            black_box(checks::check(&[Paper::new(&source, reading)], rulebook.calendar()));
        });
    }
}

fn rulings() {
    let rulebook = rules::sec_among(500).expect("the SEC's files");
    let (moments, _) = rules::demonstration().expect("the demonstration");
    for moment in &moments {
        mean(&format!("1,000 rulings with 500 rules: {}", moment.submission.act.name()), || {
            for _ in 0..1000 {
                black_box(decide(&moment.register, &moment.submission, &rulebook, moment.at).expect("a ruling"));
            }
        });
    }
}

fn main() {
    words();
    documents();
    rulings();
}
