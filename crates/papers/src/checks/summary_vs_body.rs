//! EN115: what the summary says of costs, dates, impacts and path is what the body says.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::{Prose, pattern};
use super::wording::{list, money, words};
use super::{Check, Explanation, Papers};
use crate::facts::ModificationReport;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN115",
    name: "summary-vs-body",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A summary that says there are no costs while the body states some, names one category as the only \
                    one impacted while the table ticks others, names a release that the implementation approach does \
                    not, or another path than the body.",
        why: "Most readers read no further than the summary.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN115-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN115-right.txt");

/// No costs at all, not those of somebody.
static NO_COSTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:there (?:are|will be) no (?:implementation )?costs?|no (?:implementation )?costs? (?:to implement|are expected|will be incurred))\b",
    )
});
static ONLY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:impacts?|affects?) (?:on )?(?:the )?([A-Z][\w ]{1,40}?),? only\b"));
static ONLY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?i:only (?:impacts?|affects?) (?:the )?)([A-Z][A-Za-z ]{1,40}?)(?:[.,;]| and\b| with\b|$)")
});
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d) (?:[A-Z]\w+ )?[Rr]elease\b",
    )
});
static PATH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:is|as|be|follows?) an? (self-governance|authority[- ]determined|authority[- ]initiated|fast[- ]track)\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    let Some(section) = papers.sections.iter().find(|section| section.speaks_of(&["summary"])) else { return };
    let summary = section.prose(papers.this);
    costs(report, &summary, found);
    impacts(papers, report, &summary, found);
    release(report, &summary, found);
    let body = Prose::of(papers.this, |line| {
        papers.sections.iter().any(|other| other.line != section.line && other.line < line && line <= other.end_line)
    });
    path(&summary, &body, found);
}

fn costs(report: &ModificationReport, summary: &Prose<'_>, found: &mut Vec<Finding>) {
    let Some(none) = NO_COSTS.find(summary.text()) else { return };
    // No costs to somebody, or beyond something, is no claim about all of them.
    const NARROWER: [&str; 12] = [
        "party",
        "parties",
        "user",
        "users",
        "consumer",
        "consumers",
        "supplier",
        "suppliers",
        "beyond",
        "except",
        "apart",
        "other",
    ];
    let rest = words(summary.after(none.end()).split(['.', ';']).next().unwrap_or_default());
    if rest.iter().any(|word| NARROWER.contains(&word.as_str())) {
        return;
    }
    let currency = report.costs.currency.as_deref();
    let Some(stated) = report.costs.administrator.as_ref().filter(|amount| amount.value > 0) else { return };
    let message = format!(
        "The summary says that there are no costs; the body puts the Code Administrator's costs at {}.",
        money(stated.value, currency)
    );
    found.push(
        CHECK
            .finding(Level::Error, summary.place(none.start(), none.end()), message)
            .see(stated.line, format!("{} of costs", money(stated.value, currency)))
            .value("stated", stated.value)
            .mended_by("Let the summary name the costs, or say whose costs it means."),
    );
}

fn impacts(papers: &Papers<'_>, report: &ModificationReport, summary: &Prose<'_>, found: &mut Vec<Finding>) {
    let only = ONLY.captures(summary.text()).or_else(|| ONLY_FIRST.captures(summary.text()));
    let Some(named) = only.as_ref().and_then(|found| found.get(1)) else { return };
    let is_named = |category: &str| {
        let (these, those) = (words(named.as_str()), words(category));
        these.iter().any(|word| those.contains(word))
    };
    let others: Vec<&str> =
        report.parties_impacted.iter().map(String::as_str).filter(|category| !is_named(category)).collect();
    if others.is_empty() || !names_a_category(papers, report, named.as_str()) {
        return;
    }
    let message = format!(
        "The summary says that only {} is impacted; the table of impacts ticks {} too.",
        named.as_str().trim(),
        list(&others)
    );
    found.push(
        CHECK
            .finding(Level::Error, summary.place(named.start(), named.end()), message)
            .value("named", named.as_str().trim())
            .value("ticked", report.parties_impacted.clone()),
    );
}

/// The words name a category of Parties, not some system or document.
fn names_a_category(papers: &Papers<'_>, report: &ModificationReport, name: &str) -> bool {
    let name = words(name);
    let of_code = papers.known.code().into_iter().flat_map(|code| &code.categories);
    let mut categories = report.parties_impacted.iter().map(String::as_str).chain(of_code.map(|c| c.title.as_str()));
    categories.any(|category| {
        let category = words(category);
        category == name
            || category.first().is_some_and(|first| name.first() == Some(first) && name.len() <= category.len())
    })
}

fn release(report: &ModificationReport, summary: &Prose<'_>, found: &mut Vec<Finding>) {
    let releases: Vec<&str> = report.implementation.iter().filter_map(|date| date.release.as_deref()).collect();
    if releases.is_empty() {
        return;
    }
    for (from, sentence) in summary.sentences() {
        // A release of another modification, or of the past, is told of in other words.
        if !["target", "implement", "meant for"].iter().any(|word| sentence.contains(word)) {
            continue;
        }
        for named in RELEASE.captures_iter(sentence).filter_map(|found| found.get(1)) {
            if releases.iter().any(|release| release.contains(named.as_str())) || sentence.contains("introduced") {
                continue;
            }
            let message = format!(
                "The summary names the {} release; the implementation approach gives {}.",
                named.as_str(),
                list(&releases)
            );
            let line = report.implementation.first().map_or(1, |date| date.date.line);
            found.push(
                CHECK
                    .finding(Level::Error, summary.place(from + named.start(), from + named.end()), message)
                    .see(line, "the implementation approach")
                    .value("named", named.as_str())
                    .value("releases", releases.clone()),
            );
        }
    }
}

fn path(summary: &Prose<'_>, body: &Prose<'_>, found: &mut Vec<Finding>) {
    let stated = |prose: &Prose<'_>| {
        let first = PATH.captures(prose.text())?.get(1)?;
        Some((first.as_str().to_lowercase().replace(' ', "-"), first.start(), first.end()))
    };
    let (Some((here, start, end)), Some((there, at, _))) = (stated(summary), stated(body)) else { return };
    if here != there {
        let message = format!("The summary gives the path as {here}, the body as {there}.");
        found.push(
            CHECK
                .finding(Level::Error, summary.place(start, end), message)
                .see(body.line_at(at), format!("{there} here"))
                .value("summary", here)
                .value("body", there),
        );
    }
}
