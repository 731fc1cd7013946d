//! Findings of the reader: what was damaged, what was set aside, what could not be read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facts::Placed;
use crate::finding::{Finding, Level, Related};

/// A part that was not read.
pub(super) fn unread(line: usize, end_line: usize, message: String) -> Finding {
    finding("EN001", "unread-part", line, end_line, message)
}

/// A part that a bad scan or extraction damaged.
pub(super) fn damaged(line: usize, end_line: usize, message: String) -> Finding {
    finding("EN002", "damaged-text", line, end_line, message)
}

/// A part of the text that is said to stand in another file.
pub(super) fn separate(line: usize, end_line: usize, message: String) -> Finding {
    finding("EN004", "separate-attachment", line, end_line, message)
}

fn finding(rule: &'static str, name: &'static str, line: usize, end_line: usize, message: String) -> Finding {
    Finding {
        rule,
        name,
        level: Level::Note,
        line,
        column: 1,
        end_line,
        message,
        values: BTreeMap::new(),
        related: Vec::new(),
        fix: None,
    }
}

/// What stands on a line as printed, and what it was read as (nothing: it could not be proven).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// The characters in the file.
    pub(super) printed: Placed<String>,
    /// What they stand for.
    pub(super) read: Option<String>,
}

/// One finding for the damaged labels of one list, and one for each label that stays unknown.
pub(super) fn labels(of: &str, repairs: &[Repair], out: &mut Vec<Finding>) {
    let known: Vec<&Repair> = repairs.iter().filter(|repair| repair.read.is_some()).collect();
    if let (Some(first), Some(last)) = (known.first(), known.last()) {
        let list = known.iter().map(|repair| spoken(repair)).collect::<Vec<_>>().join(", ");
        let message = format!(
            "Labels of {of} are damaged: {list}. Each is certain from its place in the list; compare them with the \
             original."
        );
        let mut finding = damaged(first.printed.line, last.printed.line.max(first.printed.line), message);
        finding.values.insert("repairs", known.iter().map(|repair| value(repair)).collect());
        finding.related = known
            .iter()
            .skip(1)
            .map(|repair| Related { path: None, line: repair.printed.line, message: spoken(repair) })
            .collect();
        out.push(finding);
    }
    for repair in repairs.iter().filter(|repair| repair.read.is_none()) {
        let message = if repair.printed.value.is_empty() {
            format!(
                "A paragraph of {of} has no label in the file and its place in the list does not prove one; take it from the original."
            )
        } else {
            format!(
                "A label of {of} is printed as “{}” and its place in the list does not prove what it is; take it from the original.",
                repair.printed.value
            )
        };
        let mut finding = damaged(repair.printed.line, repair.printed.end_line, message);
        finding.values.insert("repairs", vec![value(repair)].into());
        out.push(finding);
    }
}

fn spoken(repair: &Repair) -> String {
    let read = repair.read.as_deref().unwrap_or("unknown");
    if repair.printed.value.is_empty() {
        format!("{read} has no label of its own that can be read")
    } else {
        format!("“{}” is {read}", repair.printed.value)
    }
}

fn value(repair: &Repair) -> Value {
    serde_json::json!({ "line": repair.printed.line, "printed": repair.printed.value, "read": repair.read })
}
