//! What a Word file holds, as far as the words of a Code need it.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::Serialize;

use super::loss::Loss;
use super::read::numbering::Numbering;

/// A Word file as read: every paragraph and table with its tracked changes still open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordFile {
    /// Paragraphs and tables in the order in which they stand.
    pub blocks: Vec<Block>,
    /// Who changed what: runs, marks and rows point here.
    pub changes: Vec<TrackedChange>,
    /// The comments of its readers.
    pub comments: Vec<Comment>,
    /// Footnotes and endnotes, by the id that runs point at.
    pub notes: BTreeMap<String, String>,
    /// Title, creator and what the file says of itself to programs.
    pub properties: BTreeMap<String, String>,
    /// What the file holds and this does not.
    pub losses: Vec<Loss>,
    /// How its automatic numbers are counted.
    pub(super) numbering: Numbering,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// How it looks with every change accepted.
    pub look: Look,
    /// How it looked before its formatting was changed under tracking, and the change that says so.
    pub was: Option<(Box<Look>, usize)>,
    /// What became of the mark that ends it.
    pub mark: Tracks,
    /// Its words.
    pub runs: Vec<Run>,
    /// The bookmarks that start in it: name, and the run before which each stands.
    pub bookmarks: Vec<(String, usize)>,
}

/// The style and place of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The name of its style, in small letters; empty for the style that paragraphs have anyway.
    pub style: String,
    /// Its list and its level in it, counted from 0.
    pub list: Option<(String, u8)>,
    /// How far its words stand in from the margin, in twentieths of a point.
    pub left: i32,
    /// How far its first line stands in from there; less than 0 for a hanging number.
    pub first: i32,
    /// Its level in the outline, counted from 0, for a heading.
    pub outline: Option<u8>,
    /// Its style prints it bold.
    pub bold: bool,
}

/// The tracked changes that hold something: the places in [`WordFile::changes`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tracks {
    /// The change that put it in.
    pub inserted: Option<usize>,
    /// The change that takes it out. Both: one person put it in, another takes it out.
    pub deleted: Option<usize>,
}

/// A stretch of words that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its words. Tabs and line breaks are the characters for them.
    pub text: String,
    /// The tracked changes that hold it.
    pub tracks: Tracks,
    /// Printed bold.
    pub bold: bool,
    /// Printed in italics.
    pub italic: bool,
    /// Underlined, struck, coloured, raised or in small capitals.
    pub other: bool,
    /// Formatted by a tracked change.
    pub format_changed: Option<usize>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its rows from top to bottom.
    pub rows: Vec<Row>,
    /// How far it stands in from the margin, in twentieths of a point.
    pub left: i32,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// True when it is repeated at the head of every page.
    pub head: bool,
    /// What became of the row.
    pub tracks: Tracks,
    /// Its cells. A cell that spans columns is one cell.
    pub cells: Vec<Vec<Block>>,
}

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Puts words in.
    Insert,
    /// Takes words out.
    Delete,
    /// Takes words out that stand elsewhere now.
    MoveFrom,
    /// Puts words in that stood elsewhere.
    MoveTo,
    /// Changes how words look.
    Format,
}

/// One tracked change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackedChange {
    /// What it does.
    pub kind: ChangeKind,
    /// Who made it, as the file says; empty when it does not.
    pub author: String,
    /// When, as the file says it.
    pub date: Option<DateTime>,
}

/// A reader's comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// The id that marks in the text point at.
    pub id: String,
    /// Who made it.
    pub author: String,
    /// When, as the file says it.
    pub date: Option<DateTime>,
    /// What it says.
    pub text: String,
    /// Where it stands: the number of the provision, or the first words of the paragraph. Empty when nothing points at it.
    pub place: String,
}
