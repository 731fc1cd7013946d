//! Mutants: a document with one error planted in it. The check whose business the error is must find it where it was
//! planted, and nothing else may be found that was not found before.
//!
//! A few hundred in each run; all of them, with the figures for `docs/generated/papers.md`, with
//! `ENACT_WRITE=1 cargo test -p papers --test it mutants -- --ignored`.

mod kinds;

use std::collections::BTreeMap;
use std::fmt::Write;

use kinds::{KINDS, Kind, Mutant};
use papers::checks::{Paper, check};
use papers::finding::{Finding, Level};
use papers::source::Source;
use procedure::calendar::Calendar;

const CALENDAR: &str = include_str!("../../../../codes/sec/calendar.toml");

/// The share of planted errors that must be found.
const WANTED: f64 = 0.95;

/// How far from its line an error may be told: a clause or a row reaches over a few lines.
const NEAR: usize = 4;

/// The documents in which errors are planted: our own, and the published ones where they are at hand.
fn documents() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in ["release-implementation-document", "modification-report", "legal-text-clean"] {
        let path = crate::root().join(format!("golden/papers/{name}.txt"));
        all.push((name.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    for name in ["002_00a04fe89968228d.txt", "004_df2bb0bcfdcfc951.txt"] {
        all.extend(crate::seeds::seed(name).map(|bytes| (name.to_owned(), String::from_utf8(bytes).unwrap())));
    }
    for check in papers::checks::all() {
        let right = check.explain.right;
        all.push((format!("{} right", check.rule), right.to_owned()));
    }
    all
}

/// What is found in a text; `None` where it is no document any more.
fn findings(text: &str, calendar: &Calendar) -> Option<Vec<Finding>> {
    let source = Source::from_bytes("document.txt", text.as_bytes()).ok()?;
    let paper = Paper::new(&source, papers::read::read(&source).ok()?);
    Some(check(&[paper], calendar).remove(0).findings)
}

/// A finding without its place, which a mutant may move.
fn key(finding: &Finding) -> (&'static str, String) {
    (finding.rule, finding.message.clone())
}

/// What became of the mutants of one kind.
#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
    /// New errors and warnings of other rules.
    strays: usize,
    missed: Vec<String>,
    astray: Vec<String>,
}

/// Plants every `step`th error of each kind in each document.
fn run(step: usize) -> BTreeMap<&'static str, Tally> {
    let calendar = Calendar::read(CALENDAR, "england-and-wales").unwrap();
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for (name, text) in documents() {
        let before = findings(&text, &calendar).unwrap();
        let lines: Vec<&str> = text.split('\n').collect();
        for kind in KINDS {
            for mutant in (kind.plant)(&lines).into_iter().step_by(step) {
                judge(&name, kind, &lines, &mutant, &before, &calendar, tallies.entry(kind.name).or_default());
            }
        }
    }
    tallies
}

fn judge(
    name: &str,
    kind: &Kind,
    lines: &[&str],
    mutant: &Mutant,
    before: &[Finding],
    calendar: &Calendar,
    tally: &mut Tally,
) {
    let text = mutant.applied(lines);
    let told = format!("{name}:{}: {}", mutant.line() + 1, mutant.words());
    tally.planted += 1;
    let Some(after) = findings(&text, calendar) else {
        tally.missed.push(told);
        return;
    };
    let mut known: Vec<_> = before.iter().map(key).collect();
    let new: Vec<&Finding> = after
        .iter()
        .filter(|finding| {
            let at = known.iter().position(|one| *one == key(finding));
            at.map(|at| known.swap_remove(at)).is_none()
        })
        .collect();
    let near = |line: usize| line.abs_diff(mutant.line() + 1) <= NEAR;
    let here = |finding: &Finding| {
        kind.elsewhere
            || near(finding.line)
            || (finding.line..=finding.end_line).contains(&(mutant.line() + 1))
            || finding.related.iter().any(|place| near(place.line))
    };
    let expected = |finding: &&&Finding| kind.rules.contains(&finding.rule);
    if new.iter().filter(expected).any(|finding| here(finding)) {
        tally.found += 1;
    } else {
        tally.missed.push(told.clone());
    }
    // What a check said before of the same thing in other words is nothing new: one finding of a rule for one of it.
    let count = |all: &[Finding], rule: &str| all.iter().filter(|one| one.rule == rule).count();
    let strays = new.iter().filter(|one| {
        one.level != Level::Note
            && !kind.rules.contains(&one.rule)
            && !kind.beside.contains(&one.rule)
            && count(&after, one.rule) > count(before, one.rule)
    });
    for stray in strays {
        tally.strays += 1;
        tally.astray.push(format!("{told}\n      {} line {}: {}", stray.rule, stray.line, stray.message));
    }
}

/// The figures as a table.
fn table(tallies: &BTreeMap<&'static str, Tally>) -> String {
    let mut text = String::from(
        "| error planted | found by | planted | found | other errors or warnings |\n| --- | --- | ---: | ---: | ---: |\n",
    );
    let (mut planted, mut found, mut strays) = (0, 0, 0);
    for kind in KINDS {
        let Some(tally) = tallies.get(kind.name) else { continue };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            kind.name,
            kind.rules.join(", "),
            tally.planted,
            tally.found,
            tally.strays
        )
        .unwrap();
        planted += tally.planted;
        found += tally.found;
        strays += tally.strays;
    }
    writeln!(
        text,
        "| **all** | | **{planted}** | **{found}** ({:.1} %) | **{strays}** |",
        found as f64 * 100.0 / planted as f64
    )
    .unwrap();
    text
}

fn hold(tallies: &BTreeMap<&'static str, Tally>) {
    let all = |value: fn(&Tally) -> usize| tallies.values().map(value).sum::<usize>();
    let lines = |value: fn(&Tally) -> &Vec<String>| {
        let told =
            tallies.iter().flat_map(|(kind, tally)| value(tally).iter().map(move |one| format!("  {kind}: {one}")));
        told.collect::<Vec<_>>().join("\n")
    };
    let (planted, found) = (all(|tally| tally.planted), all(|tally| tally.found));
    let (missed, astray) = (lines(|tally| &tally.missed), lines(|tally| &tally.astray));
    println!("{found} of {planted} found\nmissed:\n{missed}\nfound besides:\n{astray}");
    assert!(found as f64 >= WANTED * planted as f64, "{found} of {planted} found; missed:\n{missed}");
    assert_eq!(all(|tally| tally.strays), 0, "found besides:\n{astray}");
}

#[test]
fn a_planted_error_is_found_and_nothing_else() {
    hold(&run(9));
}

#[test]
#[ignore = "thousands of documents: a minute or more"]
fn every_planted_error_is_found_and_nothing_else() {
    let tallies = run(1);
    if std::env::var_os("ENACT_WRITE").is_some() {
        let head = "# Papers: errors planted and found\n\nWritten by `ENACT_WRITE=1 cargo test -p papers --test it mutants -- --ignored`. Each \
                    row is a kind of error that is planted,\none at a time, in the right documents of `golden/papers`, the right examples of the checks and \
                    two published papers. It counts\nas found where the check whose business it is tells it at its place. The last column counts errors and \
                    warnings that it made\nappear elsewhere.\n\n";
        std::fs::write(crate::root().join("docs/generated/papers.md"), format!("{head}{}", table(&tallies))).unwrap();
    }
    hold(&tallies);
}
