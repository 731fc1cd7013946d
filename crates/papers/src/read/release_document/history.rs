//! The document history: version, date, changes.

use std::sync::LazyLock;

use regex::Regex;

use super::{HISTORY, Held};
use crate::facts::{HistoryRow, Placed, ReleaseDocument};
use crate::finding::Finding;
use crate::layout::pattern::pattern;
use crate::layout::{dates, flow, furniture, tabbed};
use crate::read::outline::Outline;
use crate::read::unread;
use crate::source::Lines;

static VERSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[vV]?(\d+(?:\.\d+)+)(?:\s+|$)"));
static HEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^version(?:\s|\t)+(?:issue |release )?date(?:\s|\t)+\S.*$"));

pub(super) fn read(
    outline: &Outline<'_>,
    facts: &mut ReleaseDocument,
    findings: &mut Vec<Finding>,
    held: &mut Vec<Held>,
) {
    let Some(section) = outline.section(HISTORY) else { return };
    let tables = tabbed::tables(section.lines);
    let table = tables.iter().find(|table| table.headings().first().is_some_and(|heading| heading == "version"));
    match table {
        Some(table) => {
            facts.history = of_table(table, findings);
            held.push(Held { name: "document history", end_line: table.end_line() });
        }
        None => {
            facts.history = of_lines(section.lines, findings);
            let end_line = facts.history.last().map_or(0, |row| row.version.end_line);
            held.push(Held { name: "document history", end_line });
        }
    }
}

fn of_table(table: &tabbed::Table, findings: &mut Vec<Finding>) -> Vec<HistoryRow> {
    let headings = table.headings();
    let column = |names: &[&str]| headings.iter().position(|heading| names.iter().any(|name| heading.contains(name)));
    let date = column(&["date"]);
    let changes = column(&["change", "comment", "description", "summary", "reason"]);
    let mut rows = Vec::new();
    for row in table.rows.iter().skip(1).filter(|row| !row.cells.iter().all(String::is_empty)) {
        let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
        let Some(version) = VERSION.captures(row.cell(0)).and_then(|found| found.get(1)) else {
            left(row.line, row.end_line, &row.cells.join(" | "), findings);
            continue;
        };
        rows.push(HistoryRow {
            version: Placed::over(row.line, row.end_line, version.as_str().to_owned()),
            date: dates::date(cell(date)),
            changes: cell(changes).to_owned(),
        });
    }
    rows
}

fn of_lines(lines: Lines<'_>, findings: &mut Vec<Finding>) -> Vec<HistoryRow> {
    let Some(head) = lines.iter().position(|line| HEADING.is_match(line.trimmed())) else { return Vec::new() };
    let caption = lines.range(0, head).iter().rev().find(|line| !line.is_blank()).map(|line| line.trimmed());
    let body = lines.range(head + 1, lines.len());
    let mut rows: Vec<HistoryRow> = Vec::new();
    for block in furniture::paged_blocks(body) {
        let block = body.range(block.start, block.end);
        let (Some(first), Some(last)) = (block.get(0), block.iter().last()) else { continue };
        let text = flow::joined(block.iter().map(|line| line.text.as_str()));
        if Some(first.trimmed()) == caption || HEADING.is_match(first.trimmed()) {
            continue;
        }
        if let Some(row) = row(&text, first.number, last.number) {
            rows.push(row);
            continue;
        }
        // Words with no version of their own go on with the last row's changes, over a page or a paragraph.
        match rows.last_mut() {
            Some(open) => {
                open.changes = flow::joined([open.changes.as_str(), &text]);
                open.version.end_line = last.number;
            }
            None => left(first.number, last.number, &text, findings),
        }
    }
    rows
}

fn row(text: &str, line: usize, end_line: usize) -> Option<HistoryRow> {
    let found = VERSION.captures(text)?;
    let rest = text.get(found.get(0)?.end()..)?;
    let (date, changes) = dates::date_prefix(rest).map_or((None, rest), |(date, rest)| (Some(date), rest));
    let version = Placed::over(line, end_line, found.get(1)?.as_str().to_owned());
    Some(HistoryRow { version, date, changes: changes.trim().to_owned() })
}

fn left(line: usize, end_line: usize, text: &str, findings: &mut Vec<Finding>) {
    let message = format!("The history row \"{text}\" was left unread: it begins with no version. Correct the row.");
    findings.push(unread::part_at(line, end_line, message));
}

/// The date of the history row whose version is the cover's.
pub(super) fn date_of_version(facts: &ReleaseDocument) -> Option<Placed<jiff::civil::Date>> {
    let version = &facts.version.as_ref()?.value;
    let row = facts.history.iter().rev().find(|row| row.version.value == *version)?;
    Some(Placed::over(row.version.line, row.version.end_line, row.date?))
}
