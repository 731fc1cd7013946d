//! Implementation dates and the decisions that keep them.

use std::sync::LazyLock;

use regex::Regex;

use super::IMPLEMENTATION;
use crate::facts::{ImplementationDate, ModificationReport, Placed};
use crate::finding::Finding;
use crate::layout::dates::{self, DAY};
use crate::layout::flow::Flow;
use crate::layout::pattern::compiled;
use crate::read::outline::Outline;
use crate::read::unread;

static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\bif (?:a|the|an) (?:[A-Za-z]+ )?decision\b[^.;•]*"));
static BY: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"(?:on or before|no later than|by)\s+({DAY})")));
static AFTER: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"\bafter\s+({DAY})")));
static STATED: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!(r"(?i)\bimplementation date (?:of|is)[:\s-]*({DAY})")));
static RELEASE: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*\((?:as part of )?(?:the )?([^()]+)\)"));

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    let Some(section) = outline.section(IMPLEMENTATION) else { return };
    let flow = Flow::of(section.lines);
    let mut from = 0;
    for condition in CONDITION.find_iter(&flow.text) {
        // The date that a condition keeps is the last one before it.
        let before = flow.text.get(from..condition.start()).unwrap_or_default();
        if let Some((at, date)) = dates::dates_in(before).pop() {
            let release = flow.text.get(from + at.end..condition.start()).and_then(release);
            facts.implementation.push(ImplementationDate {
                date: flow.placed(from + at.start..from + at.end, date),
                release,
                decision_by: bound(&BY, &flow, &condition),
                decision_after: bound(&AFTER, &flow, &condition),
            });
        } else {
            let message = format!(
                "The condition \"{}\" was left out of the implementation dates: no date stands before it. State its date.",
                condition.as_str().trim()
            );
            let place = flow.placed(condition.range(), ());
            findings.push(unread::part_at(place.line, place.end_line, message));
        }
        from = condition.end();
    }
    if facts.implementation.is_empty() {
        facts.implementation.extend(unconditional(&flow));
    }
}

fn release(text: &str) -> Option<String> {
    Some(RELEASE.captures(text)?.get(1)?.as_str().trim().to_owned())
}

fn bound(pattern: &Regex, flow: &Flow, condition: &regex::Match<'_>) -> Option<Placed<jiff::civil::Date>> {
    let day = pattern.captures(condition.as_str())?.get(1)?;
    let start = condition.start();
    Some(flow.placed(start + day.start()..start + day.end(), dates::date(day.as_str())?))
}

/// A date with no condition: `an implementation date of 3 March 2031 (March 2031 Release)`.
fn unconditional(flow: &Flow) -> Option<ImplementationDate> {
    let day = STATED.captures(&flow.text)?.get(1)?;
    let date = flow.placed(day.range(), dates::date(day.as_str())?);
    let release = flow.text.get(day.end()..).and_then(release);
    Some(ImplementationDate { date, release, decision_by: None, decision_after: None })
}
