//! A change as a reader meets it: paragraph by paragraph, and cell by cell where it holds a table.

use super::{Change, Op, Segment};
use crate::block::{self, Block};

/// One block of a changed provision. `legaltext` reads blocks from the words themselves, so a redline does too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedBlock {
    /// Words, with the number or label that stands before them.
    Paragraph(ChangedLine),
    /// `$$ x = y`
    Formula(ChangedLine),
    /// `Note: …` or `Note 2: …`
    Note(ChangedLine),
    /// `![caption](file-name)`
    Figure(ChangedLine),
    /// Rows that follow one another.
    Table(Vec<ChangedRow>),
    /// A line without words; what became of its end.
    Blank(Option<Op>),
}

/// A line of the text. The segments, with a line end of the kind of `end` after them, are the line byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLine {
    /// `Insert` when nothing of it stands in the old text, `Delete` when nothing stands in the new, else `Equal`.
    pub op: Op,
    /// Its words, without the line end.
    pub segments: Vec<Segment>,
    /// Whether the line ends here in both texts, only in the new one (a paragraph was split) or only in the old one (it
    /// was joined with the next). None at the end of a text that has no line end.
    pub end: Option<Op>,
}

/// A row of a table. The line that only says which row is the head is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// `Insert` for a new row, `Delete` for one that is gone, else `Equal`, also when words in it changed.
    pub op: Op,
    /// True for the row that names the columns.
    pub head: bool,
    /// Its cells in order, those that are gone where they stood.
    pub cells: Vec<ChangedCell>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// `Insert` for a new cell, `Delete` for one that is gone, else `Equal`, also when words in it changed.
    pub op: Op,
    /// Its words without borders and without the spaces around them. A bar is a bar.
    pub segments: Vec<Segment>,
}

impl Change {
    /// Its paragraphs, tables and other blocks, in the order of the segments.
    pub fn blocks(&self) -> Vec<ChangedBlock> {
        let mut blocks = Vec::new();
        for line in lines(&self.segments) {
            let text = shown(&line);
            let trimmed = text.trim();
            match block::blocks(trimmed).into_iter().next() {
                None if line.segments.is_empty() => blocks.push(ChangedBlock::Blank(line.end)),
                None | Some(Block::Paragraph(_)) => blocks.push(ChangedBlock::Paragraph(line)),
                Some(Block::Formula(_)) => blocks.push(ChangedBlock::Formula(line)),
                Some(Block::Note { .. }) => blocks.push(ChangedBlock::Note(line)),
                Some(Block::Figure { .. }) => blocks.push(ChangedBlock::Figure(line)),
                Some(Block::Table(_)) => push_row(&mut blocks, &line, trimmed),
            }
        }
        blocks
    }
}

/// The text of a line on the side that has most to show: the new one, or the old one where nothing new is.
fn shown(line: &ChangedLine) -> String {
    let without = if line.op == Op::Delete { Op::Insert } else { Op::Delete };
    line.segments.iter().filter(|s| s.op != without).map(|s| s.text.as_str()).collect()
}

/// Cuts segments at every line end of either text.
fn lines(segments: &[Segment]) -> Vec<ChangedLine> {
    let mut lines = Vec::new();
    let mut open: Vec<Segment> = Vec::new();
    for segment in segments {
        for part in segment.text.split_inclusive('\n') {
            let words = part.strip_suffix('\n');
            if let Some(text) = Some(words.unwrap_or(part)).filter(|text| !text.is_empty()) {
                open.push(Segment { op: segment.op, text: text.to_owned() });
            }
            if words.is_some() {
                lines.push(line(std::mem::take(&mut open), Some(segment.op)));
            }
        }
    }
    if !open.is_empty() {
        lines.push(line(open, None));
    }
    lines
}

fn line(segments: Vec<Segment>, end: Option<Op>) -> ChangedLine {
    let mut ops = segments.iter().map(|s| s.op).chain(end);
    let first = ops.next().unwrap_or(Op::Equal);
    let op = if ops.all(|op| op == first) { first } else { Op::Equal };
    ChangedLine { op, segments, end }
}

fn push_row(blocks: &mut Vec<ChangedBlock>, line: &ChangedLine, text: &str) {
    let row = row(line);
    match blocks.last_mut() {
        Some(ChangedBlock::Table(rows)) if block::is_rule(text) => {
            if let Some(head) = rows.last_mut() {
                head.head = true;
            }
        }
        Some(ChangedBlock::Table(rows)) => rows.push(row),
        Some(_) | None => blocks.push(ChangedBlock::Table(vec![row])),
    }
}

/// The cells of a row: each ends at a border, and became what its border became.
fn row(line: &ChangedLine) -> ChangedRow {
    let mut cells = Vec::new();
    let mut cell: Vec<Segment> = Vec::new();
    let (mut inside, mut escaped) = (false, false);
    for segment in &line.segments {
        for c in segment.text.chars() {
            if c == '|' && !escaped {
                if inside {
                    cells.push(ChangedCell { op: segment.op, segments: trimmed(std::mem::take(&mut cell)) });
                }
                cell.clear();
                inside = true;
            } else {
                if c == '|'
                    && let Some(last) = cell.last_mut()
                {
                    // The backslash that says that this is no border.
                    last.text.pop();
                }
                match cell.last_mut() {
                    Some(last) if last.op == segment.op => last.text.push(c),
                    Some(_) | None => cell.push(Segment { op: segment.op, text: c.to_string() }),
                }
            }
            escaped = c == '\\' && !escaped;
        }
    }
    ChangedRow { op: line.op, head: false, cells }
}

/// Without the spaces at both ends.
fn trimmed(mut segments: Vec<Segment>) -> Vec<Segment> {
    let mut kept = segments.len();
    for (index, segment) in segments.iter_mut().enumerate() {
        segment.text = segment.text.trim_start().to_owned();
        if !segment.text.is_empty() {
            kept = index;
            break;
        }
    }
    segments.drain(..kept.min(segments.len()));
    while let Some(last) = segments.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        segments.pop();
    }
    segments
}
