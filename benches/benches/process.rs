//! CPU time of the process: rulings, whole cases, the folding of a long record, and what comes next for many proposals.
//!
//! Read from `/proc/self/schedstat` (in nanoseconds, brought up to date every few milliseconds), so it runs on Linux only.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::hint::black_box;

use benches::{process, rules};
use jiff::civil::datetime;
use procedure::next::next_steps;
use procedure::ruling::Outcome;
use procedure::{Recorded, Register, decide};

/// How much time a batch takes, at least.
const SECONDS: f64 = 0.25;
const BATCHES: usize = 8;

/// Time of this process on a core so far, in seconds.
fn cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").expect("Linux");
    let nanoseconds = told.split_whitespace().next().expect("the first figure");
    nanoseconds.parse::<f64>().expect("a number") / 1e9
}

/// Runs something again and again in batches of some CPU time, and answers with the least mean of a batch in seconds: what runs
/// beside takes from the caches and never gives.
fn least(calls: u32, mut run: impl FnMut()) -> f64 {
    run();
    let mut least = f64::MAX;
    for _ in 0..BATCHES {
        let (began, mut runs) = (cpu(), 0_u32);
        while cpu() - began < SECONDS {
            (0..calls).for_each(|_| run());
            runs += calls;
        }
        least = least.min((cpu() - began) / f64::from(runs));
    }
    least
}

/// The events of a record folded once, each second.
fn folded(beginning: &Register, log: &[Recorded]) -> f64 {
    let seconds = least(1, || {
        let mut register = beginning.clone();
        for recorded in log {
            register.fold(recorded).expect("it fits");
        }
        black_box(&register);
    });
    f64::from(u32::try_from(log.len()).expect("not so many")) / seconds
}

fn main() {
    let rulebook = rules::sec().expect("the SEC's files");
    let beginning = process::beginning(&rulebook).expect("the cast");

    let case = process::case(1).expect("the case");
    let mut register = beginning.clone();
    let mut sum = 0.0;
    for (at, submission) in &case {
        let ruling = || decide(black_box(&register), submission, &rulebook, *at).expect("a ruling");
        let outsider = procedure::Submission { by: "operations-group".to_owned(), ..submission.clone() };
        let seconds = least(1_000, || drop(black_box(ruling())));
        let refused = decide(&register, &outsider, &rulebook, *at).expect("a ruling");
        if refused.outcome == Outcome::Refused {
            assert!(refused.refusing().all(|ground| !ground.clauses.is_empty()), "a refusal cites its clause");
        }
        let other = least(1_000, || drop(black_box(decide(&register, &outsider, &rulebook, *at).expect("a ruling"))));
        println!(
            "{:>10.2} µs, and {:>6.2} µs for another body: decide {}",
            seconds * 1e6,
            other * 1e6,
            submission.act.name()
        );
        sum += seconds;
        process::step(&mut register, &rulebook, &(*at, submission.clone())).expect("permitted");
    }
    println!("{:>10.2} µs  decide, mean of the thirteen", sum * 1e6 / process::STEPS as f64);

    let seconds = least(1, || {
        let mut register = beginning.clone();
        for timed in &case {
            process::step(&mut register, &rulebook, timed).expect("permitted");
        }
        black_box(&register);
    });
    println!("{:>10.0} cases a second of thirteen steps, each ruled on and folded", 1.0 / seconds);

    for cases in [100, 1_000, 8_000] {
        let (_, log) = process::log(&rulebook, cases, process::STEPS).expect("permitted");
        let bare: Vec<Recorded> = log.iter().map(|one| Recorded { grounds: Vec::new(), ..one.clone() }).collect();
        println!("{:>10.0} events a second folded from memory, a record of {}", folded(&beginning, &log), log.len());
        let fold_lines = |log: &[Recorded]| {
            let lines: Vec<String> = log.iter().map(|one| serde_json::to_string(one).expect("JSON")).collect();
            let seconds = least(1, || {
                let mut register = beginning.clone();
                for line in &lines {
                    register.fold(&serde_json::from_str(line).expect("JSON")).expect("it fits");
                }
                black_box(&register);
            });
            f64::from(u32::try_from(log.len()).expect("not so many")) / seconds
        };
        println!("{:>10.0} events a second decoded from JSON and folded, without grounds", fold_lines(&bare));
        println!("{:>10.0} events a second decoded from JSON and folded, with their grounds", fold_lines(&log));
    }

    for steps in [2, 8, 11] {
        let (register, _) = process::log(&rulebook, 300, steps).expect("permitted");
        let at = datetime(2024, 2, 22, 9, 0, 0, 0);
        let seconds = least(1, || {
            for proposal in register.proposals() {
                black_box(next_steps(&register, &rulebook, proposal, at));
            }
        });
        println!("{:>10.3} ms  next steps of 300 open proposals after {steps} steps each", seconds * 1e3);
    }
}
