//! What a Word file holds that is not carried into the words of the Code.

use serde::Serialize;

/// What kind of thing is not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossKind {
    /// A part of the file is damaged or missing.
    Damaged,
    /// Bold, italics, colours, fonts, alignment.
    Formatting,
    /// A comment: kept beside the words, not in them.
    Comment,
    /// More than one person made the changes; amendments have no author.
    Authors,
    /// A footnote or endnote.
    Footnote,
    /// A picture, drawing or embedded object.
    Image,
    /// A field: its last result is kept as words.
    Field,
    /// Words in a text box, which has no place among the paragraphs.
    TextBox,
    /// A formula typed with Word's equation editor: its letters are kept in a row.
    Equation,
    /// Something about the number of a provision.
    Numbering,
    /// A table that is not carried cell by cell.
    Table,
    /// Words that fit nowhere in the document as they stand.
    Misplaced,
    /// The text under the marks differs from the edition.
    Base,
    /// A part that would run, open or fetch something: macros, embedded programs, templates and pictures from elsewhere. It
    /// is never touched.
    Active,
    /// Anything else that is passed over.
    Other,
}

/// One thing that is not carried, or not as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What kind of thing.
    pub kind: LossKind,
    /// Where: the number of a provision, or the first words of a paragraph, or the part of the file.
    #[serde(rename = "where")]
    pub place: String,
    /// One sentence: what is not carried and what to do.
    pub message: String,
}

impl Loss {
    pub(crate) fn new(kind: LossKind, place: &str, message: impl Into<String>) -> Loss {
        Loss { kind, place: place.to_owned(), message: message.into() }
    }
}
