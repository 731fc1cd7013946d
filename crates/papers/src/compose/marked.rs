//! The lines of a changed provision in a paper.

use legaltext::redline::{Change, ChangedRow, Op, PrintedKind, PrintedLine, Segment};

use super::paper::{LegalLine, LegalRow, LineKind, Run};

/// What stands in place of words that the register does not hold.
const NOT_HELD: &str = "The words are not held in this register.";

/// How many levels of lists are told apart.
const DEEPEST: u8 = 6;

/// A changed provision line by line: its own words, then each paragraph below it at its depth.
#[must_use]
pub fn lines(change: &Change) -> Vec<LegalLine> {
    change.printed().into_iter().map(line).collect()
}

fn line(line: PrintedLine) -> LegalLine {
    let mut words = runs(&line.words);
    if line.is_unheld {
        // What stands there is a heading, or nothing.
        let parts: &[&str] = if words.is_empty() { &[NOT_HELD] } else { &[". ", NOT_HELD] };
        words.extend(parts.iter().map(|text| Run { op: Op::Equal, text: (*text).to_owned() }));
    }
    LegalLine {
        kind: match line.kind {
            PrintedKind::Heading => LineKind::Heading,
            PrintedKind::Definition => LineKind::Definition,
            PrintedKind::Table => LineKind::Table,
            PrintedKind::Clause | PrintedKind::Formula | PrintedKind::Note | PrintedKind::Figure => LineKind::Clause,
        },
        depth: line.depth.min(DEEPEST),
        number: runs(&line.number),
        words,
        rows: line.rows.iter().map(row).collect(),
    }
}

fn row(row: &ChangedRow) -> LegalRow {
    LegalRow { op: row.op, head: row.head, cells: row.cells.iter().map(|cell| runs(&cell.segments)).collect() }
}

fn runs(segments: &[Segment]) -> Vec<Run> {
    segments.iter().map(|one| Run { op: one.op, text: one.text.clone() }).collect()
}
