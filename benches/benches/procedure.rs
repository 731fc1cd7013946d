//! Rulings with five hundred rules: one for each act of the SEC's demonstration, and a refusal.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::collections::BTreeMap;
use std::hint::black_box;

use benches::rules::{self, Moment};
use criterion::{Criterion, criterion_group, criterion_main};
use procedure::ruling::Outcome;
use procedure::{ActName, Event, Recorded, decide};

const RULES: usize = 500;

fn rulings(c: &mut Criterion) {
    let rulebook = rules::sec_among(RULES).expect("the SEC's files");
    assert_eq!(rulebook.rules().len(), RULES);
    let (moments, _) = rules::demonstration().expect("the demonstration");
    let mut group = c.benchmark_group("decide with 500 rules");
    for Moment { register, submission, at } in &moments {
        let ruling = decide(register, submission, &rulebook, *at).expect("it can be ruled on");
        assert!(ruling.is_permitted(), "{ruling:?}");
        let name = format!("{}, permitted", submission.act.name());
        group.bench_function(name, |b| b.iter(|| decide(black_box(register), submission, &rulebook, *at)));
    }
    let refused = in_default(&moments);
    let ruling = decide(&refused.register, &refused.submission, &rulebook, refused.at).expect("it can be ruled on");
    assert_eq!(ruling.outcome, Outcome::Refused);
    assert_eq!(ruling.refusing_clauses(), ["M8.5(b)"]);
    group.bench_function("raise-draft-proposal, refused to a Party in default", |b| {
        b.iter(|| decide(black_box(&refused.register), &refused.submission, &rulebook, refused.at));
    });
    group.finish();
}

/// A Party whose right to raise is suspended raises.
fn in_default(moments: &[Moment]) -> Moment {
    let raising = |held: &&Moment| held.submission.act.name() == ActName::RaiseDraftProposal;
    let mut moment = moments.iter().find(raising).expect("something is raised").clone();
    moment.submission.by = "Northwold Supply Ltd".to_owned();
    moment.submission.judgements = BTreeMap::new();
    let event = Event::RightsSuspended { party: "Northwold Supply Ltd".to_owned(), rights: vec!["M8.5(b)".to_owned()] };
    let position = moment.register.position() + 1;
    let recorded = Recorded { position, took_effect: moment.at, by: String::new(), grounds: Vec::new(), event };
    moment.register.fold(&recorded).expect("it can be folded");
    moment
}

criterion_group!(procedure_benches, rulings);
criterion_main!(procedure_benches);
