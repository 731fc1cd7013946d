//! Tables whose cells are parted by tabs, and what every table comes to.
//!
//! A row is one line; a line without a tab right under a row goes on with the row's last cell. A first row whose
//! only words stand in its first cell is the caption.

use super::marks::plain;
use crate::source::{Line, Lines};

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// Its cells without markdown and outer spaces.
    pub(crate) cells: Vec<String>,
    /// First physical line.
    pub(crate) line: usize,
    /// Last physical line.
    pub(crate) end_line: usize,
}

impl TableRow {
    /// The words of a cell; an absent cell has none.
    pub(crate) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    /// Only the first cell has words.
    fn is_caption(&self) -> bool {
        !self.cell(0).is_empty() && self.cells.iter().skip(1).all(String::is_empty)
    }
}

/// A table: perhaps a caption, then its rows, the column headings first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The caption printed as a row of the table.
    pub(crate) caption: Option<TableRow>,
    /// Every other row.
    pub(crate) rows: Vec<TableRow>,
}

impl Table {
    /// The last physical line.
    pub(crate) fn end_line(&self) -> usize {
        self.rows.last().or(self.caption.as_ref()).map_or(0, |row| row.end_line)
    }

    /// The column headings, in lower case.
    pub(crate) fn headings(&self) -> Vec<String> {
        self.rows.first().map(|row| row.cells.iter().map(|cell| cell.to_lowercase()).collect()).unwrap_or_default()
    }
}

/// Every table among the lines whose cells are parted by tabs, or stand in columns under their headings.
pub(crate) fn tables(lines: Lines<'_>) -> Vec<Table> {
    let mut tables: Vec<Vec<TableRow>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.text.contains('\t') && !line.is_blank() {
            if !open {
                tables.push(Vec::new());
                open = true;
            }
            if let Some(table) = tables.last_mut() {
                table.push(row(line));
            }
        } else if line.is_blank() {
            open = false;
        } else if let (true, Some(last)) = (open, tables.last_mut().and_then(|table| table.last_mut())) {
            if let Some(cell) = last.cells.last_mut() {
                *cell = super::flow::joined([cell.as_str(), line.text.as_str()]);
            }
            last.end_line = line.number;
        }
    }
    tables.into_iter().map(captioned).chain(super::aligned::tables(lines)).collect()
}

fn row(line: &Line) -> TableRow {
    TableRow {
        cells: line.text.split('\t').map(|cell| plain(cell).trim().to_owned()).collect(),
        line: line.number,
        end_line: line.number,
    }
}

fn captioned(mut rows: Vec<TableRow>) -> Table {
    let has_caption = rows.len() > 1 && rows.first().is_some_and(TableRow::is_caption);
    let caption = has_caption.then(|| rows.remove(0));
    Table { caption, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn caption_headings_and_rows_are_told_apart() {
        let text = "Words\n\nTable\t\nWhat\tWhen\nA thing\t**May** 2031\nB\tJune 2031\nor later\n\nMore\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let tables = tables(source.lines());
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].caption.as_ref().map(|row| row.cell(0)), Some("Table"));
        assert_eq!(tables[0].headings(), ["what", "when"]);
        assert_eq!(tables[0].rows[1].cells, ["A thing", "May 2031"]);
        assert_eq!(tables[0].rows[2].cells, ["B", "June 2031 or later"]);
        assert_eq!((tables[0].rows[2].line, tables[0].end_line()), (6, 7));
    }

    #[test]
    fn an_empty_first_cell_is_a_cell() {
        let source = Source::from_bytes("f", "Kinds\t\t\t\n\tOne\t✓\tTwo\n".as_bytes()).unwrap();
        assert_eq!(tables(source.lines())[0].rows[0].cells, ["", "One", "✓", "Two"]);
    }
}
