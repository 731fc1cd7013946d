//! Impacts: the two matrices, the summaries by participant, the list of documents.

use super::{Held, IMPACTS};
use crate::facts::{DocumentImpactRow, ImpactSummary, ParticipantImpactRow, Placed, ReleaseDocument};
use crate::finding::Finding;
use crate::layout::matrix::{self, Matrix, MatrixRow, Shape};
use crate::layout::pattern::{is_document, is_proposal};
use crate::layout::{flow, furniture, marks, tabbed};
use crate::read::outline::Outline;
use crate::read::{listed, unread};
use crate::source::{Line, Lines};

const PARTICIPANTS: Shape = Shape {
    first_headings: &[
        "modification",
        "modifications",
        "modification proposal",
        "proposal",
        "change",
        "reference",
        "id",
    ],
    is_label: is_proposal,
    is_cell: marks::is_tick_mark,
};
const DOCUMENTS: Shape = Shape {
    first_headings: &["document", "documents", "sec document", "code document", "section"],
    is_label: is_document,
    is_cell: marks::is_tick_mark,
};

pub(super) fn read(
    outline: &Outline<'_>,
    facts: &mut ReleaseDocument,
    findings: &mut Vec<Finding>,
    held: &mut Vec<Held>,
) {
    let Some(section) = outline.section(IMPACTS) else { return };
    if let Some(matrix) = matrix::find(section.lines, PARTICIPANTS) {
        note(&matrix, "participant impact matrix", findings, held);
        facts.participant_impacts.rows = matrix
            .rows
            .iter()
            .map(|row| ParticipantImpactRow { id: row.label.clone(), impacted: ticked(&matrix, row) })
            .collect();
        facts.participant_impacts.columns = matrix.columns;
    } else if let Some((line, end_line)) = left_out(section.lines, facts) {
        let message = "The matrix of impacts on participants was left unread: its headings are none that are known, or are \
                       broken inside their words. Give the Word file, or the table with a tab between its cells.";
        findings.push(unread::part_at(line, end_line, message.to_owned()));
    }
    if let Some(matrix) = matrix::find(section.lines, DOCUMENTS) {
        note(&matrix, "document impact matrix", findings, held);
        facts.document_impacts.rows = matrix
            .rows
            .iter()
            .map(|row| DocumentImpactRow { document: row.label.clone(), modifications: ticked(&matrix, row) })
            .collect();
        facts.document_impacts.columns = matrix.columns;
    }
    facts.participant_impacts.summaries = summaries(section.lines, held);
    facts.documents = listed::documents(section.lines);
}

/// The first and last line of rows with ticks behind the number of a modification, where no matrix was read.
fn left_out(lines: Lines<'_>, facts: &ReleaseDocument) -> Option<(usize, usize)> {
    let scope = facts.scope.approved.iter().chain(&facts.scope.targeted);
    let ids: Vec<&str> = scope.map(|listed| listed.id.value.as_str()).collect();
    let is_row = |line: &&Line| {
        let mut words = line.text.split_whitespace();
        words.next().is_some_and(|first| ids.contains(&first)) && words.any(marks::is_tick_mark)
    };
    let mut rows = lines.iter().filter(is_row).map(|line| line.number);
    let first = rows.next()?;
    Some((first, rows.next_back().unwrap_or(first)))
}

fn note(matrix: &Matrix, name: &'static str, findings: &mut Vec<Finding>, held: &mut Vec<Held>) {
    findings.extend(matrix.unread.iter().cloned().map(unread::part));
    held.push(Held { name, end_line: matrix.end_line });
}

fn ticked(matrix: &Matrix, row: &MatrixRow) -> Vec<String> {
    let ticked = |cell: &String| marks::tick(cell) == Some(marks::Tick::Yes);
    matrix.columns.iter().zip(&row.cells).filter(|(_, cell)| ticked(cell)).map(|(column, _)| column.clone()).collect()
}

/// Tables of two columns, the second headed as a summary of impacts.
fn summaries(lines: Lines<'_>, held: &mut Vec<Held>) -> Vec<ImpactSummary> {
    let mut summaries = Vec::new();
    let mut read: Vec<(usize, usize)> = Vec::new();
    for table in tabbed::tables(lines) {
        if table.headings().get(1).is_some_and(|heading| is_summary_heading(heading)) {
            read.extend(table.rows.first().map(|head| (head.line, table.end_line())));
            held.push(Held { name: "summary of impacts", end_line: table.end_line() });
            summaries.extend(
                table.rows.iter().skip(1).map(|row| ImpactSummary {
                    participant: Placed::over(row.line, row.end_line, row.cell(0).to_owned()),
                    points: row
                        .cell(1)
                        .split('•')
                        .map(str::trim)
                        .filter(|point| !point.is_empty())
                        .map(str::to_owned)
                        .collect(),
                }),
            );
        }
    }
    for (index, line) in lines.iter().enumerate() {
        let is_read = read.iter().any(|(from, to)| (*from..=*to).contains(&line.number));
        if !is_read && !line.text.contains('\t') && is_summary_heading(line.trimmed()) {
            summaries.extend(of_lines(lines.range(index + 1, lines.len()), held));
        }
    }
    summaries
}

fn is_summary_heading(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.ends_with("summary of impacts") && text.split_whitespace().count() <= 7
}

/// Rows of a participant and its bullets. The participant may stand on lines of its own above them.
fn of_lines(lines: Lines<'_>, held: &mut Vec<Held>) -> Vec<ImpactSummary> {
    let mut summaries: Vec<ImpactSummary> = Vec::new();
    let blocks = furniture::paged_blocks(lines);
    let mut end_line = 0;
    for (index, block) in blocks.iter().enumerate() {
        let block = lines.range(block.start, block.end);
        let Some(first) = block.get(0) else { continue };
        let text = flow::joined(block.iter().map(|line| line.text.as_str()));
        let number = first.number;
        let before_bullet = blocks
            .get(index + 1)
            .and_then(|next| lines.get(next.start))
            .is_some_and(|line| marks::bullet(line.trimmed()).is_some());
        if let (Some((point, _)), Some(open)) = (marks::bullet(&text), summaries.last_mut()) {
            open.points.push(point.to_owned());
        } else if let Some((participant, point)) = text.split_once(" • ").filter(|(name, _)| names_participant(name))
        {
            let participant = Placed::on(number, participant.to_owned());
            summaries.push(ImpactSummary { participant, points: vec![point.to_owned()] });
        } else if before_bullet && names_participant(&text) {
            let participant = Placed::over(number, last_line(block, number), text);
            summaries.push(ImpactSummary { participant, points: Vec::new() });
        } else if !goes_on(first, &mut summaries, &text) {
            break;
        }
        end_line = last_line(block, number);
        if let Some(open) = summaries.last_mut() {
            open.participant.end_line = end_line;
        }
    }
    held.push(Held { name: "summary of impacts", end_line });
    summaries
}

fn last_line(block: Lines<'_>, otherwise: usize) -> usize {
    block.iter().last().map_or(otherwise, |line| line.number)
}

fn names_participant(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && !text.ends_with('.') && text.split_whitespace().count() <= 8
}

/// A page break inside a point: the page begins in the middle of the sentence.
fn goes_on(first: &Line, summaries: &mut [ImpactSummary], text: &str) -> bool {
    let begins_page = first.starts_page || first.text.starts_with(' ');
    let open = summaries.last_mut().and_then(|summary| summary.points.last_mut());
    match open.filter(|point| begins_page && !point.ends_with('.')) {
        Some(point) => {
            *point = flow::joined([point.as_str(), text]);
            true
        }
        None => false,
    }
}
