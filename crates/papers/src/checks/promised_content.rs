//! EN107: what a document says that it contains is in it.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::wording::words;
use super::{Check, Explanation, Papers};
use crate::facts::Facts;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN107",
    name: "promised-content",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A sentence such as “This timeline includes the dates on which decisions are expected” where no row of \
                    the timetable has such an event (a warning), or “This report sets out the background, …” where \
                    nothing else in the document speaks of the thing (a note).",
        why: "The reader who was promised a thing looks for it, and cannot tell whether it was forgotten or left out.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN107-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN107-right.txt");

static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[Tt]his|It) (document|report|section|timeline|timetable|table)?\s*(?:also )?(?:sets out|contains|summarises|lists|includes|covers|describes|provides) (.+)$",
    )
});
static DATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:the )?dates? (?:on which|for when|when|of when) ([^,;]+?) (?:are|is|will be) (?:anticipated|planned|expected|scheduled|due)\b",
    )
});
static ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2,8}\b"));

/// Words that every list of contents may hold.
const SMALL: [&str; 24] = [
    "the",
    "this",
    "that",
    "any",
    "all",
    "and",
    "for",
    "with",
    "will",
    "would",
    "which",
    "its",
    "their",
    "each",
    "along",
    "relevant",
    "details",
    "information",
    "approach",
    "are",
    "was",
    "from",
    "test",
    "phases",
];

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    for (from, sentence) in papers.own.sentences() {
        let Some(promise) = PROMISE.captures(sentence) else { continue };
        let Some(contents) = promise.get(2) else { continue };
        let of = promise.get(1).map_or("", |of| of.as_str());
        let at = from + contents.start();
        match of {
            "timeline" | "timetable" => timetable(papers, at, contents.as_str(), found),
            "document" | "report" => whole(papers, from, sentence, at, contents.as_str(), found),
            _ => {}
        }
    }
}

/// Each kind of date that is promised has a row.
fn timetable(papers: &Papers<'_>, at: usize, contents: &str, found: &mut Vec<Finding>) {
    let events = events(&papers.this.facts);
    if events.is_empty() {
        return;
    }
    for dates in DATES.captures_iter(contents) {
        let Some(subject) = dates.get(1) else { continue };
        let telling = content(subject.as_str());
        let acronyms: Vec<&str> = ACRONYM.find_iter(subject.as_str()).map(|found| found.as_str()).collect();
        let has = |event: &str| {
            let said = content(event);
            acronyms.iter().any(|acronym| event.contains(acronym)) || telling.iter().all(|word| said.contains(word))
        };
        if telling.is_empty() || events.iter().any(|event| has(event)) {
            continue;
        }
        let (start, end) = (at + subject.start(), at + subject.end());
        let message =
            format!("Dates are promised for “{}”; no row of the timetable has such an event.", subject.as_str());
        found.push(
            CHECK
                .finding(Level::Warning, papers.own.place(start, end), message)
                .value("promised", subject.as_str())
                .mended_by("Add the rows, or take the promise back."),
        );
    }
}

/// Each short item of a list of contents is spoken of somewhere else.
fn whole(papers: &Papers<'_>, from: usize, sentence: &str, at: usize, contents: &str, found: &mut Vec<Finding>) {
    let items: Vec<(usize, &str)> = items(contents);
    // One item is no list of contents.
    if items.len() < 3 {
        return;
    }
    let text = papers.own.text();
    let before = content(text.get(..from).unwrap_or_default());
    let after = content(text.get(from + sentence.len()..).unwrap_or_default());
    for (offset, item) in items {
        let telling = content(item);
        if telling.is_empty()
            || telling.len() > 3
            || telling.iter().any(|word| before.contains(word) || after.contains(word))
        {
            continue;
        }
        let message = format!("The document announces “{item}”, and nothing else in it speaks of that.");
        let place = papers.own.place(at + offset, at + offset + item.len());
        found.push(CHECK.finding(Level::Note, place, message).value("promised", item));
    }
}

/// The items of `the background, issue and costs`, with where each begins.
fn items(contents: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    for part in contents.split(", ") {
        let mut within = from;
        for item in part.split(" and ") {
            let trimmed = item.trim().trim_end_matches('.');
            if !trimmed.is_empty() {
                found.push((within + (item.len() - item.trim_start().len()), trimmed));
            }
            within += item.len() + " and ".len();
        }
        from += part.len() + ", ".len();
    }
    found
}

fn events(facts: &Facts) -> Vec<&str> {
    match facts {
        Facts::ReleaseImplementationDocument(release) => {
            release.timetable.iter().map(|row| row.event.value.as_str()).collect()
        }
        Facts::ModificationReport(report) => report.timetable.iter().map(|row| row.event.value.as_str()).collect(),
        Facts::LegalText(_) | Facts::Process(_) => Vec::new(),
    }
}

/// The words that carry meaning, without their plurals.
fn content(text: &str) -> std::collections::BTreeSet<String> {
    words(text)
        .into_iter()
        .filter(|word| word.len() > 2 && !SMALL.contains(&word.as_str()))
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect()
}
