//! Documents cut off or damaged: what is left is read, what is missing is said, and nothing stops the program.

use std::sync::LazyLock;

use legaltext::Edition;
use papers::checks::{Base, Paper, check};
use papers::facts::Facts;
use papers::source::Source;
use procedure::Rulebook;
use proptest::prelude::*;

fn sample(name: &str) -> String {
    std::fs::read_to_string(crate::root().join(format!("golden/papers/{name}.txt"))).unwrap()
}

const SAMPLES: [&str; 4] =
    ["release-implementation-document", "modification-report", "legal-text-clean", "legal-text-scanned"];

/// The text with every `step`th of its figures, beginning with the `first`, replaced.
fn with_figures(text: &str, first: usize, step: usize, other: &str) -> String {
    let figures = regex::Regex::new(r"\d+").unwrap();
    let mut nth = 0;
    let changed = figures.replace_all(text, |found: &regex::Captures<'_>| {
        nth += 1;
        if nth % step == first % step { other.to_owned() } else { found[0].to_owned() }
    });
    changed.into_owned()
}

static SEC: LazyLock<(Rulebook, Edition)> = LazyLock::new(|| crate::code_files::code("sec"));

/// Reads the text and runs every check over what was read.
fn read_and_check(text: &str) {
    let source = Source::from_bytes("changed.txt", text.as_bytes()).unwrap();
    if let Ok(reading) = papers::read::read(&source) {
        let (rulebook, edition) = &*SEC;
        check(&[Paper::new(&source, reading)], Base::of(rulebook).with_edition(edition));
    }
}

/// The text up to and with the first line that holds `mark`.
fn cut_behind(text: &str, mark: &str) -> String {
    let end = text.find(mark).unwrap() + mark.len();
    text[..end].to_owned()
}

fn rules(text: &str) -> Vec<(&'static str, usize)> {
    crate::read(text).findings.iter().map(|finding| (finding.rule, finding.line)).collect()
}

#[test]
fn a_release_document_that_ends_in_its_timetable() {
    let text = cut_behind(&sample("release-implementation-document"), "16 Apr 27 Board agrees the trial plan");
    let reading = crate::read(&text);
    let Facts::ReleaseImplementationDocument(facts) = &reading.facts else { panic!("another kind") };
    assert_eq!(facts.timetable.len(), 5);
    assert_eq!(facts.timetable[4].event.value, "Board agrees the trial plan");
    let said: Vec<&str> = reading
        .findings
        .iter()
        .filter(|finding| finding.rule == "EN003")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("The file ends inside the implementation timetable"), "{}", said[0]);
}

#[test]
fn a_release_document_that_ends_in_its_cost_table() {
    let text = cut_behind(&sample("release-implementation-document"), "HM0041 £48,100 £21,400 ");
    let found = rules(&text);
    assert!(found.iter().any(|(rule, _)| *rule == "EN003" || *rule == "EN001"), "{found:?}");
}

#[test]
fn a_report_that_ends_in_its_answers() {
    let text = sample("modification-report");
    // Inside a row; behind a whole row where the other tables have two; under the headings; under the question.
    for mark in [
        "Gull & Daughters\tTug Owner\tN/A",
        "Question 3\t\t\nRespondent\tCategory\tComments\nLong Pier Limited\tBerth Keeper\tNo more.",
        "Question 3\t\t\nRespondent\tCategory\tComments",
        "Question 3: Is there anything else?",
    ] {
        let cut = cut_behind(&text, mark);
        let found = rules(&cut);
        assert_eq!(found.len(), 1, "{mark}: {found:?}");
        assert_eq!(found[0].0, "EN003", "{mark}");
    }
}

#[test]
fn a_report_that_ends_in_its_timetable() {
    let cut = cut_behind(&sample("modification-report"), "3 Feb 2027");
    assert_eq!(rules(&cut).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["EN003"]);
}

#[test]
fn a_row_with_one_cell_too_many_is_said_at_its_line() {
    let text = sample("modification-report");
    let line = text.lines().position(|line| line.starts_with("Long Pier")).unwrap() + 1;
    let damaged =
        text.replacen("Long Pier Limited\tBerth Keeper\tYes\t", "Long Pier Limited\tBerth Keeper\tYes\tMaybe\t", 1);
    assert_eq!(rules(&damaged), [("EN001", line)]);
    let text = sample("release-implementation-document");
    let line = text.lines().position(|line| line.starts_with("HP052 ")).unwrap() + 1;
    assert_eq!(rules(&text.replacen("HP052    ✓  ", "HP052    ✓   ", 1)), [("EN001", line)]);
}

#[test]
fn the_same_words_with_other_line_ends_give_the_same_facts() {
    for name in ["release-implementation-document", "modification-report"] {
        let text = sample(name);
        let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(crate::read(&other), crate::read(&text), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Wherever a file is cut, it is read or refused, and no place of a finding lies outside it.
    #[test]
    fn a_file_cut_anywhere_is_read(at in 0.0f64..1.0, which in 0usize..2) {
        let text = sample(["release-implementation-document", "modification-report"][which]);
        let mut end = (text.len() as f64 * at) as usize;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let Ok(source) = Source::from_bytes("cut.txt", &text.as_bytes()[..end]) else { return Ok(()) };
        let Ok(reading) = papers::read::read(&source) else { return Ok(()) };
        for finding in &reading.findings {
            prop_assert!(finding.line >= 1 && finding.line <= finding.end_line && finding.end_line <= source.lines().len());
        }
    }

    /// Lines put in another order are no document that anybody wrote; they still stop nothing.
    #[test]
    fn lines_in_any_order_stop_nothing(seed in any::<u64>(), which in 0usize..2) {
        let text = sample(["release-implementation-document", "modification-report"][which]);
        let mut lines: Vec<&str> = text.lines().collect();
        let mut state = seed | 1;
        for at in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            lines.swap(at, (state >> 33) as usize % (at + 1));
        }
        let source = Source::from_bytes("mixed.txt", lines.join("\n").as_bytes()).unwrap();
        let _ = papers::read::read(&source);
    }

    /// Figures that no number holds, or hardly, are no amounts, days, numbers or versions; they overflow nothing, and no
    /// range that they make is written out.
    #[test]
    fn figures_beyond_all_measure_stop_nothing(
        which in 0usize..4,
        first in 0usize..40,
        step in 1usize..40,
        figure in prop::sample::select(vec![
            "0", "4294967295", "2147483647", "999999999999", "9223372036854775807", "99999999999999999999", "1,000,000,000,000,000",
        ]),
    ) {
        read_and_check(&with_figures(&sample(SAMPLES[which]), first, step, figure));
    }
}
