//! Word files (DOCX): documents of the Code out, redlines out as tracked changes, and both in again.
//!
//! Out: `flow` lays a document out as paragraphs and tables, `body` writes them as WordprocessingML, [`write_document`] and
//! [`write_edition`] make a clean file, [`write_redline`] and [`write_text_redline`] one whose tracked changes are what
//! differs between two texts: accepting all of them gives the new text, rejecting all the old.
//!
//! Printed numbers are written as words, never as Word's automatic numbers. Automatic numbers count deleted paragraphs too
//! and move on when a paragraph is inserted, so a redline of a renumbered Code would show numbers that neither text has.

mod align;
mod body;
mod columns;
mod comparison;
mod error;
mod flow;
mod loss;
mod order;
mod package;
mod paper;
mod read;
mod redline;
mod sheet;
mod style;
mod styles;
mod text_redline;
mod view;
mod word_file;
mod write;
mod xml;

use body::{BOOKMARK, LEFT_BOOKMARK};
pub use error::DocxError;
pub(crate) use flow::NOT_HELD;
pub use loss::{Loss, LossKind};
pub use package::zipped;
pub use paper::write_paper;
pub use read::{Limits, read};
pub use redline::write_redline;
pub use style::{Marking, Style};
pub use text_redline::{write_text_changes, write_text_redline};
pub use view::{Side, Viewed, ViewedLine};
pub use word_file::{Block, ChangeKind, Comment, Look, Paragraph, Row, Run, Table, TrackedChange, Tracks, WordFile};
pub use write::{write_document, write_edition};

/// The heads of the names of bookmarks that carry the identity of a provision or definition.
pub(crate) const BOOKMARKS: [&str; 2] = [BOOKMARK, LEFT_BOOKMARK];
