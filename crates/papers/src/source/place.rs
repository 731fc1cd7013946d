//! Where in a file something stands, in the words of whoever has the file open.

use serde::{Deserialize, Serialize};

/// A place in a file, as its format counts places. All counts begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// In a cell of a table, in a Word file.
    Cell {
        /// Which table of the file.
        table: usize,
        /// Which row of the table.
        row: usize,
        /// Which cell of the row; a cell that spans columns is one.
        cell: usize,
    },
    /// In a row of a table, in a Word file.
    Row {
        /// Which table of the file.
        table: usize,
        /// Which row of the table.
        row: usize,
    },
    /// In a paragraph outside tables, in a Word file.
    Paragraph {
        /// Which paragraph; empty ones count, those in tables do not.
        paragraph: usize,
    },
    /// On a page, in a PDF.
    Page {
        /// Which page of the file, whatever number is printed on it.
        page: usize,
    },
    /// In a text: its line says it all.
    Line {},
}

impl Default for Place {
    fn default() -> Self {
        Self::Line {}
    }
}

impl Place {
    /// The place in words; nothing for a text, whose line says it all.
    pub fn words(self) -> Option<String> {
        match self {
            Self::Cell { table, row, cell } => Some(format!("table {table}, row {row}, cell {cell}")),
            Self::Row { table, row } => Some(format!("table {table}, row {row}")),
            Self::Paragraph { paragraph } => Some(format!("paragraph {paragraph}")),
            Self::Page { page } => Some(format!("page {page}")),
            Self::Line {} => None,
        }
    }

    /// The cell of a row; any other place stays as it is.
    #[must_use]
    pub fn at_cell(self, cell: usize) -> Self {
        match self {
            Self::Row { table, row } => Self::Cell { table, row, cell },
            Self::Cell { .. } | Self::Paragraph { .. } | Self::Page { .. } | Self::Line {} => self,
        }
    }
}
