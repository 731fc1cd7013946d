//! Kinds of layout, as they survive in plain text: page furniture, wrapped lines, tables, dates, amounts, marks.
//!
//! A text made from a page loses the page. What stays follows rules of its own, and each file here holds one:
//! how a table's empty cells survive as single spaces, how a wrapped heading is put together again, what a page
//! header looks like. None knows a document.

mod aligned;
pub(crate) mod columns;
pub(crate) mod dates;
pub(crate) mod flow;
pub(crate) mod furniture;
pub(crate) mod marks;
pub(crate) mod matrix;
pub(crate) mod money;
pub(crate) mod pattern;
pub(crate) mod spaced;
pub(crate) mod tabbed;

/// A part of a text that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// First physical line.
    pub(crate) line: usize,
    /// Last physical line.
    pub(crate) end_line: usize,
    /// One sentence: what it is and why it was left.
    pub(crate) message: String,
}
