//! Tables by the headings of their columns.

use jiff::civil::Date;

use crate::facts::{PaperSection, PaperTable, Placed};
use crate::layout::dates;

/// A row of a table whose columns are known by their headings.
pub(super) struct Row<'t> {
    table: &'t PaperTable,
    row: &'t Placed<Vec<String>>,
}

impl<'t> Row<'t> {
    /// The words under the first of these headings (lower case) that the table has; none where the cell is empty.
    pub(super) fn words(&self, headings: &[&str]) -> Option<String> {
        let column = column(self.table, headings)?;
        self.row.value.get(column).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
    }

    /// The words with their place.
    pub(super) fn placed(&self, headings: &[&str]) -> Option<Placed<String>> {
        self.words(headings).map(|words| Placed::over(self.row.line, self.row.end_line, words))
    }

    /// The day that the cell begins with.
    pub(super) fn day(&self, headings: &[&str]) -> Option<Date> {
        day(&self.words(headings)?)
    }

    /// The figures in the cell as a number.
    pub(super) fn number(&self, headings: &[&str]) -> Option<u32> {
        number(&self.words(headings)?)
    }
}

/// The rows of the first table among the sections that has a column for each of these groups of headings (lower case).
pub(super) fn rows<'t>(sections: &'t [PaperSection], groups: &[&[&str]]) -> Vec<Row<'t>> {
    let mut tables = sections.iter().flat_map(|section| &section.tables);
    let table = tables.find(|table| groups.iter().all(|headings| column(table, headings).is_some()));
    table.into_iter().flat_map(|table| table.rows.iter().map(move |row| Row { table, row })).collect()
}

fn column(table: &PaperTable, headings: &[&str]) -> Option<usize> {
    headings.iter().find_map(|heading| table.columns.iter().position(|column| column.trim().to_lowercase() == *heading))
}

/// The day that words begin with.
pub(super) fn day(words: &str) -> Option<Date> {
    dates::date(words).or_else(|| dates::dates_in(words).first().filter(|(at, _)| at.start == 0).map(|(_, day)| *day))
}

/// The figures in words as a number; none where there are none, or too many.
pub(super) fn number(words: &str) -> Option<u32> {
    let figures: String = words.chars().filter(char::is_ascii_digit).collect();
    figures.parse().ok()
}
