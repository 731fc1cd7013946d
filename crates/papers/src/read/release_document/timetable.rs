//! The implementation timetable: date, event, notes.

mod lines;

use super::{Held, TIMELINE};
use crate::facts::{Placed, ReleaseDocument, TimetableRow};
use crate::finding::Finding;
use crate::layout::{dates, tabbed};
use crate::read::outline::Outline;
use crate::read::unread;

pub(super) fn read(
    outline: &Outline<'_>,
    facts: &mut ReleaseDocument,
    findings: &mut Vec<Finding>,
    held: &mut Vec<Held>,
) {
    let Some(section) = outline.section(TIMELINE) else { return };
    let mut end_line = 0;
    for table in tabbed::tables(section.lines) {
        let headings = table.headings();
        let column = |name: &str| headings.iter().position(|heading| heading.starts_with(name));
        if let (Some(date), Some(event)) = (column("date"), column("event")) {
            of_table(&table, [Some(date), Some(event), column("note").or(column("comment"))], facts, findings);
            end_line = table.end_line();
        }
    }
    if end_line == 0 {
        end_line = lines::read(section.lines, facts, findings);
    }
    held.push(Held { name: "implementation timetable", end_line });
}

fn of_table(
    table: &tabbed::Table,
    [date, event, notes]: [Option<usize>; 3],
    facts: &mut ReleaseDocument,
    findings: &mut Vec<Finding>,
) {
    let columns = table.rows.first().map_or(0, |row| row.cells.len());
    for row in table.rows.iter().skip(1).filter(|row| !row.cells.iter().all(String::is_empty)) {
        let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
        if row.cells.iter().skip(columns).any(|cell| !cell.is_empty()) || cell(event).is_empty() {
            let message = format!(
                "The timetable row \"{}\" was left unread: its cells do not fit the {columns} columns. Correct the row.",
                row.cells.join(" | ")
            );
            findings.push(unread::part_at(row.line, row.end_line, message));
            continue;
        }
        let read = dates::date(cell(date));
        if read.is_none() && !cell(date).is_empty() {
            let message = format!("The date \"{}\" could not be read. Print day, month and year.", cell(date));
            findings.push(unread::part_at(row.line, row.end_line, message));
        }
        facts.timetable.push(TimetableRow {
            date: read,
            event: Placed::over(row.line, row.end_line, cell(event).to_owned()),
            notes: Some(cell(notes).to_owned()).filter(|notes| !notes.is_empty()),
        });
    }
}
