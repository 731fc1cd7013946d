//! The lines of a changed provision on a page.

use legaltext::redline::{Change, ChangedRow, Op, PrintedKind, PrintedLine, Segment as Run};

use crate::web::{Cell, ChangeLine, ChangeWords, Row, RowMark, Segment};

/// How many levels of lists the style sheet tells apart.
const DEEPEST: u8 = 3;

/// A changed provision line by line: its own words, then each paragraph below it at its depth.
pub(super) fn lines_of(change: &Change) -> Vec<ChangeLine> {
    change.printed().into_iter().map(line).collect()
}

fn line(line: PrintedLine) -> ChangeLine {
    let class = match line.kind {
        PrintedKind::Formula => "formula",
        PrintedKind::Note => "law-note",
        PrintedKind::Figure => "figure",
        PrintedKind::Heading | PrintedKind::Clause | PrintedKind::Definition | PrintedKind::Table => "",
    };
    let words = if line.kind == PrintedKind::Table {
        ChangeWords::Table(line.rows.iter().map(row).collect())
    } else {
        let mut words = segments(&line.words);
        if line.is_unheld {
            let blank = if words.is_empty() { "" } else { " " };
            words.push(Segment::Same(format!("{blank}(words not held)")));
        }
        ChangeWords::Line(words, class)
    };
    ChangeLine {
        number: segments(&line.number),
        is_heading: line.kind == PrintedKind::Heading,
        depth: line.depth.min(DEEPEST),
        words,
    }
}

fn row(row: &ChangedRow) -> Row {
    let cells = row.cells.iter().map(|cell| Cell { mark: mark(cell.op), segments: segments(&cell.segments) });
    Row { mark: mark(row.op), head: row.head, cells: cells.collect() }
}

fn mark(op: Op) -> RowMark {
    match op {
        Op::Equal => RowMark::Kept,
        Op::Insert => RowMark::Inserted,
        Op::Delete => RowMark::Omitted,
    }
}

fn segments(runs: &[Run]) -> Vec<Segment> {
    let segment = |run: &Run| match run.op {
        Op::Equal => Segment::Same(run.text.clone()),
        Op::Insert => Segment::Inserted(run.text.clone()),
        Op::Delete => Segment::Omitted(run.text.clone()),
    };
    runs.iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use legaltext::redline;

    fn lines(old: &str, new: &str) -> Vec<ChangeLine> {
        let edition = |text: &str| legaltext::Edition::new("x", [legaltext::markup::parse(text, "t").unwrap()]);
        redline::editions(&edition(old), &edition(new)).changes.iter().flat_map(lines_of).collect()
    }

    #[test]
    fn only_the_line_that_changed_is_marked() {
        let text = |end: &str| format!("# Section B: T\n\nB1.1 It must:\n    (a) pay; and\n    (b) tell{end}.\n");
        let found = lines(&text(""), &text(" all"));
        let shown: Vec<_> = found.iter().map(|line| (line.number.clone(), line.depth, line.is_changed())).collect();
        let same = |words: &str| vec![Segment::Same(words.to_owned())];
        assert_eq!(shown, [(same("B1.1"), 0, false), (same("(a)"), 1, false), (same("(b)"), 1, true)]);
    }

    #[test]
    fn a_table_is_marked_cell_by_cell() {
        let table =
            |fee: &str| format!("# Section B: T\n\nB1.1 Fees:\n| Who | Fee |\n| --- | --- |\n| All | {fee} |\n");
        let found = lines(&table("10"), &table("12"));
        let rows = found.iter().find_map(|line| match &line.words {
            ChangeWords::Table(rows) => Some(rows.clone()),
            ChangeWords::Line(..) => None,
        });
        let rows = rows.unwrap();
        assert!(rows[0].head && !rows[1].head);
        assert_eq!(rows[1].cells[0].segments, [Segment::Same("All".into())]);
        assert_eq!(rows[1].cells[1].segments, [Segment::Omitted("10 ".into()), Segment::Inserted("12".into())]);
    }
}
