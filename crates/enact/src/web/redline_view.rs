//! A redline as a page shows it.

use super::Link;

/// A run of words in a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// In both texts.
    Same(String),
    /// Only in the new text.
    Inserted(String),
    /// Only in the old text.
    Omitted(String),
}

impl Segment {
    fn is_marked(&self) -> bool {
        match self {
            Self::Same(_) => false,
            Self::Inserted(_) | Self::Omitted(_) => true,
        }
    }
}

/// What became of a row or a cell of a table as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowMark {
    /// It stands in both texts; words in it may differ.
    Kept,
    /// It is new.
    Inserted,
    /// It is gone.
    Omitted,
}

impl RowMark {
    /// What became of it, in a word; nothing where it was kept.
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "",
            Self::Inserted => "inserted",
            Self::Omitted => "omitted",
        }
    }
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What became of the cell.
    pub mark: RowMark,
    /// Its words.
    pub segments: Vec<Segment>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What became of the row.
    pub mark: RowMark,
    /// It names the columns.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// The words of one line of a redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeWords {
    /// A paragraph, a formula, a note or a figure: its words; and the style sheet's name for what it is.
    Line(Vec<Segment>, &'static str),
    /// A table, cell by cell.
    Table(Vec<Row>),
}

/// One line of a changed provision: its own words, or a paragraph below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// The label: `(a)`; the provision's own number on its first line.
    pub number: Vec<Segment>,
    /// A heading rather than words: the cross heading, or a caption.
    pub is_heading: bool,
    /// How deep it lies below its clause: 0 for a clause, 1 for (a), 2 for (i).
    pub depth: u8,
    /// The words.
    pub words: ChangeWords,
}

impl ChangeLine {
    /// The line differs between the two texts.
    pub fn is_changed(&self) -> bool {
        let words = match &self.words {
            ChangeWords::Line(segments, _) => segments.iter().any(Segment::is_marked),
            ChangeWords::Table(rows) => rows.iter().any(|row| {
                let cell = |cell: &Cell| cell.mark != RowMark::Kept || cell.segments.iter().any(Segment::is_marked);
                row.mark != RowMark::Kept || row.cells.iter().any(cell)
            }),
        };
        words || self.number.iter().any(Segment::is_marked)
    }

    /// The label is too long for the margin: a defined term, the name of a document.
    pub fn is_named(&self) -> bool {
        let length = |segment: &Segment| match segment {
            Segment::Same(words) | Segment::Inserted(words) | Segment::Omitted(words) => words.chars().count(),
        };
        self.number.iter().map(length).sum::<usize>() > 18
    }
}

/// What happened to one provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionChange {
    /// The number as printed in the new text, or in the old one where the provision is gone.
    pub number: String,
    /// The id of the block on the page.
    pub anchor: String,
    /// What happened, in words: `Inserted`, `Renumbered from D3.13`, `3 words inserted, 1 omitted`; empty where nothing did.
    pub what: String,
    /// The style sheet's name for what happened: `inserted`, `omitted`, `moved`, `amended`; empty where nothing did.
    pub class: &'static str,
    /// The provision's own page.
    pub link: Option<Link>,
    /// The lines.
    pub lines: Vec<ChangeLine>,
    /// Other open modifications that clash with it: which, and how in a sentence.
    pub clashes: Vec<(Link, String)>,
}

impl ProvisionChange {
    /// The provision differs between the two texts.
    pub fn is_changed(&self) -> bool {
        !self.what.is_empty()
    }
}

/// One entry of a folded redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedlineEntry {
    /// A provision that differs, or one beside it.
    Shown(Box<ProvisionChange>),
    /// So many provisions that do not differ, in words, and the provisions where the page holds them.
    Folded(String, Vec<ProvisionChange>),
}

/// A redline of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RedlineView {
    /// The text that it starts from, in words: `Section D, edition 9.0`.
    pub old: String,
    /// The text that it ends at.
    pub new: String,
    /// The words and provisions that differ, in one sentence.
    pub counts: String,
    /// The provisions, in the order of the new text.
    pub entries: Vec<RedlineEntry>,
    /// What sets the ids and names of this redline apart from those of others on the page; empty for the only one.
    pub key: String,
}

impl RedlineView {
    /// The provisions that differ.
    pub fn changed(&self) -> Vec<&ProvisionChange> {
        let shown = self.entries.iter().filter_map(|entry| match entry {
            RedlineEntry::Shown(change) => Some(change.as_ref()),
            RedlineEntry::Folded(..) => None,
        });
        shown.filter(|change| change.is_changed()).collect()
    }
}
