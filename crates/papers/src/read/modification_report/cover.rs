//! The cover and the summary: number, title, version, date, class, Proposer, path.

use std::sync::LazyLock;

use regex::Regex;

use super::{IMPLEMENTATION, SUMMARY};
use crate::facts::{ModificationReport, Placed};
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::marks;
use crate::layout::pattern::{PROPOSAL, pattern};
use crate::read::outline::Outline;
use crate::read::{cover, unread};
use crate::source::Lines;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({PROPOSAL})(?:$|\s*[:–-]?\s+)")));
static PROPOSER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"Proposer (?:for|of) (?:this|the) (?:modification|Modification Proposal|Modification|Draft Proposal|proposal) is ((?:[^.]|\.\S)+?)\.(?:\s|$)",
    )
});
static ACTS_FOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:,?\s(?:a\s)?member)?,?\s(?:from|of|at|for|representing|on behalf of)\s(?:the\s)?"));
static PATH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(self[- ]governance|authority[- ]determined|authority[- ]initiated|fast[- ]track)\s+(?:modification|proposal|change|path)\b",
    )
});

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    facts.classification = cover::classification(outline.cover);
    facts.version = cover::version(outline.cover);
    facts.date = cover::date(outline.cover);
    (facts.id, facts.title) = title_block(outline.cover);
    // Some reports have no summary; what it says stands in the first section then.
    let summary = outline.section(SUMMARY).or(outline.sections.first());
    let flow = Flow::of(summary.map_or(outline.cover, |section| section.lines));
    proposer(&flow, facts, findings);
    facts.path = path(&flow).or_else(|| path(&Flow::of(outline.section(IMPLEMENTATION)?.lines)));
}

/// The number, then the title, down to the line that says what the document is.
fn title_block(cover: Lines<'_>) -> (Option<Placed<String>>, Option<Placed<String>>) {
    let mut printed = cover.iter().filter(|line| !line.is_blank());
    let found = printed.by_ref().find_map(|line| {
        let text = marks::plain(line.trimmed()).into_owned();
        let found = NUMBER.captures(&text)?;
        let rest = text.get(found.get(0)?.end()..)?.to_owned();
        // A page's header names the document by its number and its kind.
        if names_kind(&rest) {
            return None;
        }
        Some((Placed::on(line.number, found.get(1)?.as_str().to_owned()), rest))
    });
    let Some((id, rest)) = found else { return (None, None) };
    let mut flow = Flow::default();
    flow.push(id.line, &rest);
    for line in printed.take(6) {
        if names_kind(line.trimmed()) {
            let title = flow.whole().map(|title| Placed { value: marks::unquoted(&title.value).to_owned(), ..title });
            return (Some(id), title);
        }
        flow.push(line.number, &line.text);
    }
    (Some(id), None)
}

/// A line that says what the document is, and nothing else.
pub(super) fn names_kind(text: &str) -> bool {
    text.trim_matches(['*', ' ']).eq_ignore_ascii_case("modification report")
}

fn proposer(flow: &Flow, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    let Some(named) = PROPOSER.captures(&flow.text).and_then(|found| found.get(1)) else { return };
    let text = named.as_str();
    if let Some(between) = ACTS_FOR.find(text) {
        let name = text.get(..between.start()).unwrap_or_default();
        let organisation = text.get(between.end()..).unwrap_or_default();
        let start = named.start();
        facts.proposer.name = Some(flow.placed(start..start + between.start(), name.to_owned()));
        facts.proposer.organisation = Some(flow.placed(start + between.end()..named.end(), organisation.to_owned()));
    } else if let Some(organisation) = text.strip_prefix("the Party ").or_else(|| text.strip_prefix("the ")) {
        facts.proposer.organisation = Some(flow.placed(named.range(), organisation.to_owned()));
    } else {
        let message = format!(
            "The Proposer \"{text}\" was left unread: the sentence does not say whether that is a person or an \
             organisation. Name both."
        );
        findings.push(unread::part_at(flow.line_at(named.start()), flow.line_at(named.end()), message));
    }
}

/// The path that the text names. Two different ones are no answer, unless one stands behind `is a`.
fn path(flow: &Flow) -> Option<Placed<String>> {
    static STATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:is|be|as) an?\s+$"));
    let named: Vec<(bool, Placed<String>)> = PATH
        .captures_iter(&flow.text)
        .filter_map(|found| {
            let whole = found.get(1)?;
            let path = whole.as_str().to_lowercase().replace(' ', "-");
            let stated = STATED.is_match(flow.text.get(..whole.start())?);
            Some((stated, flow.placed(whole.range(), path)))
        })
        .collect();
    let stated: Vec<&Placed<String>> = named.iter().filter(|(stated, _)| *stated).map(|(_, path)| path).collect();
    let all: Vec<&Placed<String>> = named.iter().map(|(_, path)| path).collect();
    [stated, all].into_iter().find_map(|paths| {
        let first = *paths.first()?;
        paths.iter().all(|path| path.value == first.value).then(|| first.clone())
    })
}
