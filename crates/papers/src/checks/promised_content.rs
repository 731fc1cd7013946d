//! EN107: what a document says that it contains is in it.

mod annexes;
mod contents;

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
                    nothing else in the document speaks of the thing (a note); a list of contents whose numbers jump, or \
                    whose sections have other numbers or another order in the text; an annex in the file that the report \
                    does not name, and one that it names and the file does not hold beside the others (a note).",
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
/// `key governance steps for the Panel and the Sub-Committees`.
static STEPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bgovernance steps (?:for|of|by) ([^,;.]+?)(?: to (?:complete|take|follow|carry out))?(?:[,;.]|$)")
});
/// `System Integration Testing (SIT)`.
static SHORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([A-Z]{2,8})\)"));
/// What bodies are called.
const BODIES: [&str; 5] = ["committee", "group", "board", "forum", "bodies"];
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
    contents::run(papers, found);
    annexes::run(papers, found);
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
        // Of two things with a short form each, each has its row: `the SIT and UIT windows` may be told by either name.
        let short: Vec<&str> = SHORT
            .captures_iter(subject.as_str())
            .filter_map(|found| found.get(1))
            .map(|found| found.as_str())
            .collect();
        if let [first, .., last] = short.as_slice()
            && first != last
        {
            for missing in short.iter().filter(|short| !events.iter().any(|event| event.contains(**short))) {
                let (start, end) = (at + subject.start(), at + subject.end());
                found.push(promised(papers, start, end, missing));
            }
            continue;
        }
        let acronyms: Vec<&str> = ACRONYM.find_iter(subject.as_str()).map(|found| found.as_str()).collect();
        let has = |event: &str| {
            let said = content(event);
            acronyms.iter().any(|acronym| event.contains(acronym)) || telling.iter().all(|word| said.contains(word))
        };
        if telling.is_empty() || events.iter().any(|event| has(event)) {
            continue;
        }
        let (start, end) = (at + subject.start(), at + subject.end());
        found.push(promised(papers, start, end, subject.as_str()));
    }
    for steps in STEPS.captures_iter(contents).filter_map(|found| found.get(1)) {
        let bodies = steps.as_str().split(" and ").map(|body| body.trim().trim_start_matches("the "));
        for body in bodies.filter(|body| !events.iter().any(|event| names(papers, event, body))) {
            found.push(promised(papers, at + steps.start(), at + steps.end(), body));
        }
    }
}

fn promised(papers: &Papers<'_>, start: usize, end: usize, what: &str) -> Finding {
    let message = format!("Dates are promised for “{what}”; no row of the timetable has such an event.");
    CHECK
        .finding(Level::Warning, papers.own.place(start, end), message)
        .value("promised", what)
        .mended_by("Add the rows, or take the promise back.")
}

/// Whether an event names a body, by a word of its name; or, where a kind of body is meant (`Sub-Committees`), one that may
/// be of the kind.
fn names(papers: &Papers<'_>, event: &str, body: &str) -> bool {
    let said = content(event);
    let kind = BODIES.iter().any(|kind| body.to_lowercase().contains(kind));
    let of_kind = || {
        BODIES.iter().any(|word| said.contains(*word))
            || ACRONYM.find_iter(event).any(|short| may_be_body(papers, short.as_str()))
    };
    content(body).iter().any(|word| said.contains(word)) || kind && of_kind()
}

/// A name in capitals is a body's unless the document's glossary says that it is something else.
fn may_be_body(papers: &Papers<'_>, short: &str) -> bool {
    let entries = papers.this.release().map_or(&[][..], |release| &release.glossary);
    let entry = entries.iter().find(|entry| entry.acronym.value == short);
    entry.is_none_or(|entry| BODIES.iter().any(|word| entry.term.to_lowercase().contains(word)))
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
