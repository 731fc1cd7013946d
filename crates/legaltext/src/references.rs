//! References from the words of a Code to its provisions, and to the law outside it.
//!
//! [`scan`] reads a text alone and says what it cites, as far as the text itself says. What a citation leads to, where
//! it stands and on which day, is for [`crate::graph`] to say.

mod instruments;
mod lists;
mod openings;
mod reprinting;
mod scanning;

pub(crate) mod cited;

use std::ops::Range;

use crate::citation::Citation;
use crate::document_id::{DocumentId, DocumentKind};

pub(crate) use reprinting::{List, lists_of, reprint};

/// One provision that a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What is cited, as far as the text says: `paragraph (c) above` gives the relative citation `(c)`.
    pub citation: Citation,
    /// The heading printed in brackets after it: `Alternative Solutions`.
    pub label: Option<String>,
    /// Where the whole reference stands, in bytes; for the second and later of a list, from its own number on.
    pub range: Range<usize>,
    /// Where the printed number stands, in bytes: the part that renumbering rewrites.
    pub number: Range<usize>,
    /// The word that announces it.
    pub announced: Announced,
    /// How it is joined to the reference before it in the same list.
    pub joined: Joined,
    /// What the words after it say it is part of, when that is not a document or clause by number.
    pub of: Option<Of>,
    /// The clause or document that the words after its list name for all of it: `of Section D10.2`, `of Appendix AG`.
    pub base: Option<Base>,
}

/// The clause or document named after a list, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The words from the space before `of` on.
    pub range: Range<usize>,
    /// Within them what renumbering rewrites: `D10.2`, `3.2 of Appendix AG`, `Appendix AG`.
    pub number: Range<usize>,
    /// True when it names a clause, false when it names a document alone.
    pub clause: bool,
}

/// The word before a number. It says what kind of provision is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Announced {
    /// `Section`, `Sections`, or `section` before a number with a Section's letter.
    Section,
    /// `clause`, `Clause`, `sub-clause`.
    Clause,
    /// `paragraph`.
    Paragraph,
    /// `sub-paragraph`: a label at least two levels below its clause.
    SubParagraph,
    /// `Schedule`, `Appendix`, `Annex`.
    Document(DocumentKind),
    /// No word: `D3.13` alone. It is a reference only where such a provision stands.
    Bare,
    /// `section` before a plain number, `Article`, `Condition`, `regulation`: a part of a law outside the Code.
    Law,
}

/// How a reference is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Joined {
    /// It is the first or the only one.
    First,
    /// By a comma, `and` or `or`.
    And,
    /// By `to`: everything from the one before up to this one is meant.
    Through,
}

/// What a reference is said to be part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A document called by its name: `the Electricity Act 1989`, `the Incident Management Policy`. Empty when the word
    /// before the number (`Condition 22`) shows that it is a law outside the Code, and no name follows.
    Named(String),
    /// `that Section`, `that Schedule`: the one mentioned before in the same words.
    That,
    /// A document of the Code that has it as a part under a letter of its own: `Annex B of Appendix AG`. The citation is
    /// what stands before the `of`, and says nothing alone.
    Inside(DocumentId),
    /// `the definition of Working Day`: the words that follow `the definition of`, which begin with the term.
    Definition(String),
}

/// A place that a text points at without a number: `this Section`, `the preceding paragraph`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointing {
    /// Which way it points.
    pub way: Way,
    /// What kind of provision it points at.
    pub kind: Announced,
    /// First byte of the words.
    pub start: usize,
    /// The byte after them.
    pub end: usize,
}

/// Which way a [`Pointing`] points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `this`
    This,
    /// `preceding`, `previous`, `foregoing`
    Before,
    /// `following`, `next`
    After,
}

/// Everything that a text cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// What is cited by number, in order: of the Code, of laws outside it, and numbers that stand alone.
    pub references: Vec<Reference>,
    /// What is pointed at without a number, in order.
    pub pointings: Vec<Pointing>,
}

/// Everything that a text cites, in order. A list (`Sections D10.13(d) and (e)`) gives one reference for each of its
/// numbers, a range one for each of its ends.
pub fn scan(text: &str) -> Scan {
    scanning::scan(text, &mut |_| {})
}

/// The references to the Code that a word announces (`Section`, `clause`, `paragraph`, `Appendix` ...), in order.
/// References to an Act (`section 7 of the Gas Act`), to a document called by its name and numbers that stand alone are
/// left out: [`scan`] gives them too, and the edition says what they are.
pub fn find(text: &str) -> Vec<Reference> {
    let mut found = scan(text).references;
    found.retain(|r| !matches!(r.of, Some(Of::Named(_))) && !matches!(r.announced, Announced::Bare | Announced::Law));
    found
}

#[cfg(test)]
mod tests;
