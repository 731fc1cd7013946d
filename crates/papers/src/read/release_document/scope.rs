//! The scope: approved and targeted modifications, change requests alongside.

use super::SCOPE;
use crate::facts::{Listed, ReleaseDocument};
use crate::finding::Finding;
use crate::read::outline::{Outline, heading_of};
use crate::read::{listed, unread};
use crate::source::Lines;

/// Which list a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Approved,
    Targeted,
    ChangeRequests,
}

fn list_of(heading: &str) -> Option<List> {
    let heading = heading.to_lowercase();
    if heading.contains("change request") {
        Some(List::ChangeRequests)
    } else if heading.contains("targeted") || heading.contains("candidate") {
        Some(List::Targeted)
    } else if heading.contains("approved") {
        Some(List::Approved)
    } else {
        None
    }
}

pub(super) fn read(outline: &Outline<'_>, facts: &mut ReleaseDocument, findings: &mut Vec<Finding>) {
    let Some(section) = outline.section(SCOPE) else { return };
    let mut headings: Vec<(usize, List)> = Vec::new();
    for (index, line) in section.lines.iter().enumerate() {
        let alone =
            index == 0 || section.lines.get(index - 1).is_none_or(|before| before.is_blank()) || line.starts_page;
        if let Some(list) = heading_of(line).filter(|_| alone).and_then(|heading| list_of(&heading)) {
            headings.push((index, list));
        }
    }
    let first = headings.first().map_or(section.lines.len(), |(index, _)| *index);
    for entry in listed::proposals(section.lines.range(0, first)) {
        let message = format!(
            "{} stands in the scope under no heading that says whether it is approved or targeted, and was left out. \
             Give its list a heading.",
            entry.id.value
        );
        findings.push(unread::part_at(entry.id.line, entry.id.end_line, message));
    }
    let ends = headings.iter().skip(1).map(|(index, _)| *index).chain([section.lines.len()]);
    for ((start, list), end) in headings.iter().zip(ends) {
        let entries = entries(section.lines.range(start + 1, end), findings);
        match list {
            List::Approved => facts.scope.approved.extend(entries),
            List::Targeted => facts.scope.targeted.extend(entries),
            List::ChangeRequests => facts.scope.change_requests.extend(entries),
        }
    }
}

fn entries(lines: Lines<'_>, findings: &mut Vec<Finding>) -> Vec<Listed> {
    let entries = listed::proposals(lines);
    for entry in entries.iter().filter(|entry| entry.title.is_none()) {
        let message = format!(
            "The title of {} could not be read: no title in quotation marks follows the number. Add the marks.",
            entry.id.value
        );
        findings.push(unread::part_at(entry.id.line, entry.id.end_line, message));
    }
    entries
}
