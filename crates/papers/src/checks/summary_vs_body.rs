//! EN115: what the summary says of costs, dates, impacts and path is what the body says.

mod figures;

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
        looks_for: "A summary that says there are no costs while the body states some, names categories as the only \
                    ones impacted while the table ticks others, names categories other than those ticked, gives a cost that the \
                    body neither states nor sums up to, names a release that the implementation approach does \
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
    LazyLock::new(|| pattern(r"(?i)\b(?:impacts?|affects?) (?:on )?(?:the )?([A-Z][\w ,&-]{1,160}?),? only\b"));
static ONLY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?i:only (?:impacts?|affects?) (?:the )?)([A-Z][A-Za-z ]{1,40}?)(?:[.,;]| and\b| with\b|$)")
});
static IMPACTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:will|would|directly|expected to|also) (?:impact|affect) |\b(?:modification|change|proposal|it) (?:impacts|affects) ",
    )
});
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:both )?(?:the )?[A-Z][A-Za-z]*(?: (?:[A-Z][A-Za-z]*))*(?:(?:,| and|, and| &| as well as|,? but also) (?:the )?[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*)*",
    )
});
static PARTS: LazyLock<Regex> = LazyLock::new(|| pattern(r",? and |, | & |,? as well as |,? but also |^both "));
/// Words with which a sentence goes on about something else.
static STOPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:as|because|since|by|when|where|through|in|and (?:is|will|has|the (?:costs?|implementation)|implementation))\b",
    )
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
    let only = impacts(papers, report, &summary, found);
    if !only {
        named_impacts(papers, report, &summary, found);
    }
    release(report, &summary, found);
    // Sections stand in order, and none within another.
    let body = Prose::of(papers.this, |line| {
        let before = papers.sections.partition_point(|other| other.line < line);
        let holds = before.checked_sub(1).and_then(|index| papers.sections.get(index));
        holds.is_some_and(|other| other.line != section.line && line <= other.end_line)
    });
    path(&summary, &body, found);
    figures::amounts(papers, report, &summary, &body, found);
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

/// The summary says that one category alone is impacted; gives whether it does.
fn impacts(papers: &Papers<'_>, report: &ModificationReport, summary: &Prose<'_>, found: &mut Vec<Finding>) -> bool {
    let only = ONLY.captures(summary.text()).or_else(|| ONLY_FIRST.captures(summary.text()));
    let Some(named) = only.as_ref().and_then(|found| found.get(1)) else { return false };
    let names: Vec<String> = PARTS.split(named.as_str()).map(bare).filter(|name| !name.is_empty()).collect();
    if names.len() > 1 {
        return only_these(papers, report, summary, (named.start(), named.end()), &names, found);
    }
    let is_named = |category: &str| {
        let (these, those) = (words(named.as_str()), words(category));
        these.iter().any(|word| those.contains(word))
    };
    let others: Vec<&str> =
        report.parties_impacted.iter().map(String::as_str).filter(|category| !is_named(category)).collect();
    if others.is_empty() || !names_a_category(papers, report, named.as_str()) {
        return true;
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
    true
}

/// The summary says that these categories and no others are impacted; gives whether it does.
///
/// Only where the table prints each of them, so that nothing but categories is meant.
fn only_these(
    papers: &Papers<'_>,
    report: &ModificationReport,
    summary: &Prose<'_>,
    (start, end): (usize, usize),
    names: &[String],
    found: &mut Vec<Finding>,
) -> bool {
    let printed = || report.parties_impacted.iter().chain(&report.parties_not_impacted);
    let is_printed = |name: &String| printed().any(|category| is_meant(name, category));
    if report.parties_impacted.is_empty() || !names.iter().all(is_printed) {
        return false;
    }
    let ticked = &report.parties_impacted;
    // A shorter name means one or all of the categories that bear it.
    let unticked = names.iter().any(|name| !ticked.iter().any(|category| is_meant(name, category)));
    let unnamed = ticked.iter().any(|category| !names.iter().any(|name| is_meant(name, category)));
    if !unticked && !unnamed {
        return true;
    }
    let message = format!(
        "The summary says that only {} are impacted; the table of impacts ticks {}.",
        list(names),
        list(ticked)
    );
    found.push(
        CHECK
            .finding(Level::Error, summary.place(start, end), message)
            .value("named", names.to_vec())
            .value("ticked", ticked.clone())
            .see(line_of_ticks(papers, report), "the table of impacts"),
    );
    true
}

/// A name without the article before it.
fn bare(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("the ").unwrap_or(name).trim().to_owned()
}

/// The categories that a sentence of the summary says are impacted, against the ticks of the table.
///
/// Only where the sentence is a list of names each of which the table prints, so that nothing but those names is meant.
fn named_impacts(papers: &Papers<'_>, report: &ModificationReport, summary: &Prose<'_>, found: &mut Vec<Finding>) {
    if report.parties_impacted.is_empty() {
        return;
    }
    for verb in IMPACTS.find_iter(summary.text()) {
        let before = words(summary.before(verb.start()));
        if before
            .iter()
            .rev()
            .take(4)
            .any(|word| ["not", "no", "neither", "never", "if", "whether"].contains(&word.as_str()))
        {
            continue;
        }
        let (names, end) = names_behind(summary.after(verb.end()));
        let printed = || report.parties_impacted.iter().chain(&report.parties_not_impacted);
        let meant = |name: &str| printed().filter(|category| is_meant(name, category)).collect::<Vec<_>>();
        if names.is_empty() || names.iter().any(|name| meant(name).is_empty()) {
            continue;
        }
        let ticked = |category: &&String| report.parties_impacted.contains(*category);
        // A shorter name means one or all of the categories that bear it.
        let unticked: Vec<&str> =
            names.iter().filter(|name| !meant(name).iter().any(ticked)).map(String::as_str).collect();
        let unnamed: Vec<&str> = report
            .parties_impacted
            .iter()
            .filter(|category| !names.iter().any(|name| is_meant(name, category)))
            .map(String::as_str)
            .collect();
        if unticked.is_empty() && unnamed.is_empty() {
            return;
        }
        // A second sentence may name the others.
        if unticked.is_empty() && unnamed.iter().all(|category| names_elsewhere(summary, category)) {
            return;
        }
        let message = format!(
            "The summary says that {} {} impacted; the table of impacts ticks {}.",
            list(&names),
            if names.len() == 1 { "is" } else { "are" },
            list(&report.parties_impacted)
        );
        found.push(
            CHECK
                .finding(Level::Error, summary.place(verb.start(), verb.end() + end), message)
                .value("named", names)
                .value("ticked", report.parties_impacted.clone())
                .see(line_of_ticks(papers, report), "the table of impacts"),
        );
        return;
    }
}

fn line_of_ticks(papers: &Papers<'_>, report: &ModificationReport) -> usize {
    let section = papers.sections.iter().find(|section| section.speaks_of(&["impact"]));
    let mut lines = section.into_iter().flat_map(|section| section.line..=section.end_line);
    let first = report.parties_impacted.first().map_or("", String::as_str);
    lines
        .find(|line| papers.this.line(*line).contains(first))
        .unwrap_or_else(|| section.map_or(1, |section| section.line))
}

/// The capitalised names behind a verb, parted by commas and `and`, and how far they reach.
fn names_behind(after: &str) -> (Vec<String>, usize) {
    let Some(run) = NAMES.find(after) else { return (Vec::new(), 0) };
    let rest = after.get(run.end()..).unwrap_or_default();
    // Words that go on belong to the last name: `the DCC systems`, `the DCC and all who …`.
    if rest.trim_start().starts_with(char::is_alphanumeric) && !STOPS.is_match(rest) {
        return (Vec::new(), 0);
    }
    let names = PARTS.split(run.as_str()).map(bare);
    (names.filter(|name| !name.is_empty()).collect(), run.end())
}

/// The telling words of a category, without plurals.
fn telling(name: &str) -> Vec<String> {
    const COMMON: [&str; 10] =
        ["party", "parties", "partie", "sec", "the", "and", "operators", "operator", "both", "companies"];
    let telling = words(name).into_iter().filter(|word| !COMMON.contains(&word.as_str()));
    telling.map(|word| word.trim_end_matches('s').to_owned()).collect()
}

/// A name means a category where it is the category's, or a shorter form of it.
fn is_meant(name: &str, category: &str) -> bool {
    let (name, category) = (telling(name), telling(category));
    !name.is_empty() && name.iter().all(|word| category.contains(word))
}

fn names_elsewhere(summary: &Prose<'_>, category: &str) -> bool {
    let said: Vec<String> = words(summary.text()).iter().map(|word| word.trim_end_matches('s').to_owned()).collect();
    telling(category).iter().all(|word| said.contains(word))
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
