//! The acceptance criteria: two numbered lists, each text whole.

use std::sync::LazyLock;

use regex::Regex;

use super::CRITERIA;
use crate::facts::{Criterion, ReleaseDocument};
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;
use crate::read::outline::{Outline, heading_of};
use crate::source::{Line, Lines};

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})[.)]\s+(\S.*)$"));

pub(super) fn read(outline: &Outline<'_>, facts: &mut ReleaseDocument) {
    let Some(section) = outline.section(CRITERIA) else { return };
    let lines = section.lines;
    let heading = |line: &Line| {
        heading_of(line).map(|heading| heading.to_lowercase()).filter(|heading| heading.contains("criteria"))
    };
    let heads: Vec<(usize, String)> =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, heading(line)?))).collect();
    let ends = heads.iter().skip(1).map(|(index, _)| *index).chain([lines.len()]);
    for ((start, heading), end) in heads.iter().zip(ends) {
        let read = list(lines.range(start + 1, end));
        if heading.contains("operation") {
            facts.acceptance_criteria.operational.extend(read);
        } else if heading.contains("test") {
            facts.acceptance_criteria.testing.extend(read);
        }
    }
}

/// The entries of one list. An entry ends at the next number, or at an empty paragraph behind its full stop.
fn list(lines: Lines<'_>) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    let mut open: Option<(u32, Flow)> = None;
    let mut closed = false;
    for line in lines {
        if line.is_blank() {
            closed |= !line.text.is_empty() && open.as_ref().is_some_and(|(_, flow)| flow.text.ends_with('.'));
            continue;
        }
        let last = open.as_ref().map_or(0, |(number, _)| *number);
        match numbered(line.trimmed()).filter(|(number, _)| *number > last) {
            Some((number, text)) => {
                finish(&mut criteria, open.take());
                let mut flow = Flow::default();
                flow.push(line.number, text);
                open = Some((number, flow));
                closed = false;
            }
            // A table behind the list, of how each criterion stands, is none of its entries.
            None if closed || line.text.contains('\t') => {
                finish(&mut criteria, open.take());
                closed = true;
            }
            None => {
                if let Some((_, flow)) = &mut open {
                    flow.push(line.number, &line.text);
                }
            }
        }
    }
    finish(&mut criteria, open);
    criteria
}

fn numbered(text: &str) -> Option<(u32, &str)> {
    let found = NUMBERED.captures(text)?;
    Some((found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str()))
}

fn finish(criteria: &mut Vec<Criterion>, open: Option<(u32, Flow)>) {
    if let Some((number, flow)) = open {
        criteria.extend(flow.whole().map(|text| Criterion { number, text }));
    }
}
