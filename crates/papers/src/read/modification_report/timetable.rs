//! The progression timetable: event and date, month or range.

use super::TIMETABLE;
use crate::facts::{ModificationReport, Placed, PrintedPeriod, ProgressionRow};
use crate::finding::Finding;
use crate::layout::{dates, flow, furniture, tabbed};
use crate::read::outline::Outline;
use crate::read::unread;
use crate::source::{Line, Lines};

/// Reads the timetable and gives its last line.
pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) -> usize {
    let Some(section) = outline.section(TIMETABLE) else { return 0 };
    for table in tabbed::tables(section.lines) {
        let headings = table.headings();
        let column = |name: &str| headings.iter().position(|heading| heading.contains(name));
        if let (Some(event), Some(date)) = (column("event").or(column("activity")), column("date")) {
            of_table(&table, event, date, facts, findings);
            return table.end_line();
        }
    }
    of_lines(section.lines, facts, findings)
}

fn of_table(
    table: &tabbed::Table,
    event: usize,
    date: usize,
    facts: &mut ModificationReport,
    findings: &mut Vec<Finding>,
) {
    let columns = table.rows.first().map_or(0, |row| row.cells.len());
    for row in table.rows.iter().skip(1).filter(|row| !row.cells.iter().all(String::is_empty)) {
        if row.cells.iter().skip(columns).any(|cell| !cell.is_empty()) || row.cell(event).is_empty() {
            left(row.line, row.end_line, &row.cells.join(" | "), findings);
            continue;
        }
        let placed = Placed::over(row.line, row.end_line, row.cell(event).to_owned());
        push(placed, dates::period(row.cell(date)), facts, findings);
    }
}

fn of_lines(lines: Lines<'_>, facts: &mut ModificationReport, findings: &mut Vec<Finding>) -> usize {
    let is_head = |line: &Line| {
        let text = line.trimmed().to_lowercase();
        text.ends_with(" date") && (text.starts_with("event") || text.starts_with("activity")) && text.len() < 40
    };
    let Some(head) = lines.iter().position(is_head) else { return 0 };
    let caption = lines.range(0, head).iter().rev().find(|line| !line.is_blank()).map(Line::trimmed);
    let body = lines.range(head + 1, lines.len());
    let mut end_line = 0;
    for block in furniture::paged_blocks(body) {
        let block = body.range(block.start, block.end);
        let (Some(first), Some(last)) = (block.get(0), block.iter().last()) else { continue };
        if Some(first.trimmed()) == caption || is_head(first) {
            continue;
        }
        let text = flow::joined(block.iter().map(|line| line.text.as_str()));
        let Some((event, date)) = dates::period_suffix(&text) else { break };
        let placed = Placed::over(first.number, last.number, event.to_owned());
        push(placed, dates::period(date), facts, findings);
        end_line = last.number;
    }
    end_line
}

fn push(event: Placed<String>, period: PrintedPeriod, facts: &mut ModificationReport, findings: &mut Vec<Finding>) {
    if period.from.is_none() && !matches!(period.raw.as_str(), "" | "-" | "–" | "TBC" | "TBD" | "N/A") {
        let message =
            format!("The date \"{}\" could not be read. Print a day, a month, or a range of either.", period.raw);
        findings.push(unread::part_at(event.line, event.end_line, message));
    }
    facts.timetable.push(ProgressionRow { event, period });
}

fn left(line: usize, end_line: usize, row: &str, findings: &mut Vec<Finding>) {
    let message = format!(
        "The timetable row \"{row}\" was left unread: it does not hold one event and one date. Correct the row."
    );
    findings.push(unread::part_at(line, end_line, message));
}
