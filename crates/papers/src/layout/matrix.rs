//! Tables of marks or amounts: a label, then one short cell a column.

use std::collections::BTreeMap;

use super::tabbed::{self, Table};
use super::{Unread, columns, furniture, marks, spaced};
use crate::facts::Placed;
use crate::source::{Line, Lines};

/// What the reader of a matrix knows of it.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// Headings that the first column may have, in lower case.
    pub(crate) first_headings: &'static [&'static str],
    /// Knows the labels of its rows.
    pub(crate) is_label: fn(&str) -> bool,
    /// Knows a mark or amount.
    pub(crate) is_cell: fn(&str) -> bool,
}

/// A matrix as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    /// The headings behind the first.
    pub(crate) columns: Vec<String>,
    /// The rows that could be read.
    pub(crate) rows: Vec<MatrixRow>,
    /// What could not.
    pub(crate) unread: Vec<Unread>,
    /// First physical line of its headings.
    pub(crate) line: usize,
    /// Its last physical line.
    pub(crate) end_line: usize,
}

/// A row with one cell a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MatrixRow {
    /// The label.
    pub(crate) label: Placed<String>,
    /// One text a column; empty where the cell is.
    pub(crate) cells: Vec<String>,
}

/// The first matrix of this shape among the lines.
pub(crate) fn find(lines: Lines<'_>, shape: Shape) -> Option<Matrix> {
    let tabbed = tabbed::tables(lines).iter().find_map(|table| of_table(table, shape));
    tabbed.or_else(|| (0..lines.len()).find_map(|start| spaced(lines, start, shape)))
}

fn of_table(table: &Table, shape: Shape) -> Option<Matrix> {
    let mut rows = table.rows.iter();
    let head = rows.next()?;
    if !shape.first_headings.contains(&head.cell(0).to_lowercase().as_str()) || head.cells.len() < 2 {
        return None;
    }
    if !rows.clone().any(|row| (shape.is_label)(row.cell(0))) {
        return None;
    }
    // A tab behind the last heading is the end of the row, not a column without a name.
    let columns: Vec<String> = head
        .cells
        .iter()
        .skip(1)
        .enumerate()
        .filter(|(at, cell)| !cell.is_empty() || at + 2 < head.cells.len())
        .map(|(_, cell)| cell.clone())
        .collect();
    let mut matrix =
        Matrix { columns, rows: Vec::new(), unread: Vec::new(), line: head.line, end_line: table.end_line() };
    for row in rows {
        if row.cells == head.cells || table.caption.as_ref().is_some_and(|caption| caption.cells == row.cells) {
            continue;
        }
        let mut cells: Vec<String> = row.cells.iter().skip(1).cloned().collect();
        while cells.len() > matrix.columns.len() && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        let label = Placed::over(row.line, row.end_line, row.cell(0).to_owned());
        matrix.add(label, cells, false, shape);
    }
    Some(matrix)
}

impl Matrix {
    /// Takes a row whose cells are as many as the columns; says of any other why it was left.
    fn add(&mut self, label: Placed<String>, mut cells: Vec<String>, may_be_short: bool, shape: Shape) {
        if may_be_short && cells.len() < self.columns.len() {
            cells.resize(self.columns.len(), String::new());
        }
        let trouble = if cells.len() != self.columns.len() {
            Some(format!("it has {} cells and the table has {} columns", cells.len(), self.columns.len()))
        } else {
            cells
                .iter()
                .find(|cell| !cell.is_empty() && !(shape.is_cell)(cell))
                .map(|cell| format!("the cell \"{cell}\" is no mark or amount that can be told"))
        };
        match trouble {
            None => self.rows.push(MatrixRow { label, cells }),
            Some(why) => self.unread.push(Unread {
                line: label.line,
                end_line: label.end_line,
                message: format!("The row of {} was left unread: {why}. Correct the row in the document.", label.value),
            }),
        }
    }
}

/// A row as it stands on its line.
struct Raw<'a> {
    number: usize,
    row: spaced::SpacedRow<'a>,
}

fn spaced(lines: Lines<'_>, start: usize, shape: Shape) -> Option<Matrix> {
    let head_line = lines.get(start)?;
    let first = head_line.trimmed().split(' ').next()?.to_lowercase();
    if !shape.first_headings.contains(&first.as_str())
        || !head_line.trimmed().contains(' ')
        || head_line.text.contains('\t')
    {
        return None;
    }
    let rows_at =
        (start + 1..lines.len().min(start + 30)).find(|at| lines.get(*at).is_some_and(|line| is_row(line, shape)))?;
    let head = lines.range(start, rows_at);
    if head.iter().any(|line| line.trimmed().ends_with('.')) {
        return None;
    }
    let caption =
        start.checked_sub(1).and_then(|at| (0..=at).rev().filter_map(|at| lines.get(at)).find(|line| !line.is_blank()));
    let (rows, unread, end_line) = raw_rows(lines.range(rows_at, lines.len()), head, caption, shape);
    let blocks: Vec<Vec<&str>> = furniture::blocks(head)
        .into_iter()
        .map(|block| head.range(block.start, block.end).iter().map(Line::trimmed).collect())
        .collect();
    let mut matrix = Matrix { columns: Vec::new(), rows: Vec::new(), unread, line: head_line.number, end_line };
    let columns = counts(&rows).into_iter().find_map(|count| columns::joined(&blocks, count + 1));
    let Some(columns) = columns else {
        matrix.unread.push(Unread {
            line: matrix.line,
            end_line,
            message: "A table was left unread: its column headings cannot be parted so that they fit its rows. \
                      Give the table with tabs between its cells."
                .to_owned(),
        });
        return Some(matrix);
    };
    matrix.columns = columns.into_iter().skip(1).collect();
    // Spaces were dropped at the line ends only, if an empty cell survives inside any row.
    let inner_spaces_survive = rows.iter().any(|raw| {
        let last = raw.row.cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
        raw.row.cells.iter().take(last).any(|cell| cell.is_empty())
    });
    for raw in rows {
        let label = Placed::on(raw.number, marks::plain(raw.row.label).into_owned());
        let cells = raw.row.cells.iter().map(|cell| (*cell).to_owned()).collect();
        matrix.add(label, cells, !raw.row.closed && inner_spaces_survive, shape);
    }
    Some(matrix)
}

fn is_row(line: &Line, shape: Shape) -> bool {
    spaced::row(&line.text, shape.is_cell).is_some_and(|row| (shape.is_label)(row.label))
}

fn raw_rows<'a>(
    lines: Lines<'a>,
    head: Lines<'_>,
    caption: Option<&Line>,
    shape: Shape,
) -> (Vec<Raw<'a>>, Vec<Unread>, usize) {
    let (mut rows, mut unread, mut end_line) = (Vec::new(), Vec::new(), 0);
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let repeats = |other: &Line| other.trimmed() == line.trimmed();
        if let Some(row) = spaced::row(&line.text, shape.is_cell) {
            let marked = row.cells.iter().any(|cell| !cell.is_empty());
            if (shape.is_label)(row.label) || marked && !row.label.contains(['.', ',']) {
                rows.push(Raw { number: line.number, row });
                end_line = line.number;
                continue;
            }
        } else if line.trimmed().split(' ').any(|token| (shape.is_cell)(token)) && starts_with_label(line, shape) {
            unread.push(Unread {
                line: line.number,
                end_line: line.number,
                message: format!(
                    "The table row \"{}\" was left unread: a word in it is no mark or amount that can be told. \
                     Correct the row in the document.",
                    line.trimmed()
                ),
            });
            end_line = line.number;
            continue;
        }
        // A table that goes on over a page repeats its caption and headings.
        if !caption.is_some_and(repeats) && !head.iter().any(repeats) {
            break;
        }
    }
    (rows, unread, end_line)
}

fn starts_with_label(line: &Line, shape: Shape) -> bool {
    let words: Vec<&str> = line.trimmed().splitn(3, ' ').collect();
    words.first().is_some_and(|first| (shape.is_label)(first))
        || words.get(..2).is_some_and(|two| (shape.is_label)(&two.join(" ")))
}

/// Numbers of cells in order of likelihood: that of most rows that end with their own space, then the largest.
fn counts(rows: &[Raw<'_>]) -> Vec<usize> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for raw in rows.iter().filter(|raw| raw.row.closed) {
        *times.entry(raw.row.cells.len()).or_default() += 1;
    }
    let mut counts: Vec<(usize, usize)> = times.into_iter().collect();
    counts.sort_by_key(|(count, times)| (std::cmp::Reverse(*times), std::cmp::Reverse(*count)));
    let mut counts: Vec<usize> = counts.into_iter().map(|(count, _)| count).collect();
    counts.extend(rows.iter().map(|raw| raw.row.cells.len()).max());
    counts
}

#[cfg(test)]
mod tests;
