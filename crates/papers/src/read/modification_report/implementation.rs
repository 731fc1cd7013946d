//! Implementation dates and the decisions that keep them.

mod late;

use std::sync::LazyLock;

use regex::Regex;

use super::IMPLEMENTATION;
use crate::facts::{ImplementationDate, ModificationReport, Placed};
use crate::finding::Finding;
use crate::layout::dates::{self, DAY};
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;
use crate::read::outline::Outline;
use crate::read::unread;

static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bif (?:a|the|an|any|no) (?:[A-Za-z’']+ ){0,2}decision\b[^.;•]*"));
static BY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:on or before|no later than|by)\s+({DAY})")));
static AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\bafter\s+({DAY})")));
static STATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\bimplementation date (?:of|is)[:\s-]*({DAY})")));
static RELEASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\((?:as part of )?(?:the )?([^()]+)\)"));

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    let Some(section) = outline.section(IMPLEMENTATION) else { return };
    let flow = Flow::of(section.lines);
    let mut from = 0;
    for condition in CONDITION.find_iter(&flow.text) {
        // The date that a condition keeps is the last one before it in its sentence.
        let before = flow.text.get(from..condition.start()).unwrap_or_default();
        let opens = condition.as_str().starts_with('I') && late::is_new_sentence(before);
        let date = if opens { None } else { dates::dates_in(before).pop() };
        if let Some((at, date)) = date {
            let release = flow.text.get(from + at.end..condition.start()).and_then(release);
            facts.implementation.push(ImplementationDate {
                date: flow.placed(from + at.start..from + at.end, date),
                release,
                decision_by: bound(&BY, &flow, &condition),
                decision_after: bound(&AFTER, &flow, &condition),
                decision_by_is_no_day: is_no_day(&condition),
            });
        } else {
            if opens {
                facts.implementation.extend(stated(&flow, from..condition.start()));
            }
            opening(&flow, &condition, before, facts, findings);
        }
        from = condition.end();
    }
    if facts.implementation.is_empty() {
        facts.implementation.extend(stated(&flow, 0..flow.text.len()));
    }
    facts.implementation_otherwise = late::read(&flow, &facts.implementation);
}

/// A condition with no date before it: its date stands behind it, or it tells what becomes of a late decision.
fn opening(
    flow: &Flow,
    condition: &regex::Match<'_>,
    before: &str,
    facts: &mut ModificationReport,
    findings: &mut Vec<Finding>,
) {
    let (held, rest) = late::parted(condition.as_str());
    if let Some((at, date)) = dates::dates_in(rest).into_iter().next() {
        let start = condition.start() + held.len() + at.start;
        let end = condition.start() + held.len() + at.end;
        facts.implementation.push(ImplementationDate {
            date: flow.placed(start..end, date),
            release: rest.get(at.end..).and_then(release),
            decision_by: bound(&BY, flow, condition).filter(|_| !late::is_late(held)),
            decision_after: bound(&AFTER, flow, condition),
            decision_by_is_no_day: is_no_day(condition),
        });
        return;
    }
    if late::is_told(condition.as_str(), before) {
        return;
    }
    let message = format!(
        "The condition \"{}\" was left out of the implementation dates: no date stands before it. State its date.",
        condition.as_str().trim()
    );
    let place = flow.placed(condition.range(), ());
    findings.push(unread::part_at(place.line, place.end_line, message));
}

fn release(text: &str) -> Option<String> {
    Some(RELEASE.captures(text)?.get(1)?.as_str().trim().to_owned())
}

fn bound(pattern: &Regex, flow: &Flow, condition: &regex::Match<'_>) -> Option<Placed<jiff::civil::Date>> {
    let day = pattern.captures(condition.as_str())?.get(1)?;
    let start = condition.start();
    Some(flow.placed(start + day.start()..start + day.end(), dates::date(day.as_str())?))
}

/// The last day of decision of a condition is printed, and its month does not have it.
fn is_no_day(condition: &regex::Match<'_>) -> bool {
    let day = BY.captures(condition.as_str()).and_then(|found| found.get(1));
    day.is_some_and(|day| dates::date(day.as_str()).is_none())
}

/// A date with no condition: `an implementation date of 3 March 2031 (March 2031 Release)`.
fn stated(flow: &Flow, within: std::ops::Range<usize>) -> Option<ImplementationDate> {
    let day = STATED.captures(flow.text.get(within.clone())?)?.get(1)?;
    let range = within.start + day.start()..within.start + day.end();
    let release = flow.text.get(range.end..).and_then(release);
    let date = flow.placed(range, dates::date(day.as_str())?);
    Some(ImplementationDate { date, release, decision_by: None, decision_after: None, decision_by_is_no_day: false })
}
