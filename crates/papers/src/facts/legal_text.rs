//! The legal text of a modification: instructions, definitions, clauses.

use jiff::civil::Date;
use serde::Serialize;

use super::Placed;

/// The legal text of a modification.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct LegalText {
    /// The modification it delivers, as its own introduction states it.
    pub modification: Option<Placed<String>>,
    /// The version of the legal text.
    pub version: Option<Placed<String>>,
    /// Its date.
    pub date: Option<Placed<Date>>,
    /// A row for each edition that it says it is drawn against.
    pub base: Vec<Base>,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// Definitions added, amended or shown for context.
    pub definitions: Vec<Definition>,
    /// Clauses added, amended or shown for context.
    pub clauses: Vec<Clause>,
    /// Titles of the documents it changes, as printed above their changes.
    pub documents: Vec<super::CodeDocument>,
    /// What orders or marks a change and could not be understood: a person must settle it first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_understood: Vec<NotUnderstood>,
}

/// A line that orders or marks a change and could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotUnderstood {
    /// The physical line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// Why it is not understood and what can be written.
    pub message: String,
}

/// An edition that the text is drawn against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Base {
    /// `code` for the whole Code, `section` for one document.
    pub scope: BaseScope,
    /// The document; absent for the whole Code.
    pub document: Option<String>,
    /// The version.
    pub version: Placed<String>,
}

/// What a base edition covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BaseScope {
    /// The whole Code.
    Code,
    /// One Section, Schedule or Appendix.
    Section,
}

/// An instruction that governs what follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instruction {
    /// What it orders.
    pub kind: InstructionKind,
    /// `Section D`.
    pub document: Option<String>,
    /// Every number of its range, as printed; for definitions the clause that holds them.
    pub clauses: Vec<String>,
    /// For definitions taken away, or in which words change: their terms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
    /// For a renumbering or a move: the new number. For another heading: its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// For a move and for new paragraphs of a list: the provision that they follow, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// For words changed inside what it names: which, and what they become. Where it names neither clause nor term, they
    /// change in the whole document, or in the whole Code where no document is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<WordChange>,
    /// The physical line, from 1.
    pub line: usize,
}

impl Instruction {
    /// An instruction about a document that names nothing yet.
    pub(crate) fn new(kind: InstructionKind, document: Option<String>, line: usize) -> Self {
        Self { kind, document, clauses: Vec::new(), terms: Vec::new(), to: None, after: None, words: None, line }
    }

    /// True when what is printed below it is what it orders.
    pub(crate) fn governs(&self) -> bool {
        match self.kind {
            InstructionKind::AddDefinitions
            | InstructionKind::AmendDefinitions
            | InstructionKind::AddClauses
            | InstructionKind::AmendClauses => self.words.is_none(),
            InstructionKind::DeleteDefinitions
            | InstructionKind::DeleteClauses
            | InstructionKind::Renumber
            | InstructionKind::Move
            | InstructionKind::AmendHeading => false,
        }
    }
}

/// Words changed inside a clause: `replace “each year” with “each quarter”`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordChange {
    /// The words that must stand there, once unless `every`; empty for all the words of the clause, and where words are put
    /// at its head or at its end.
    pub old: String,
    /// What stands in their place after the change; empty where they are taken away.
    pub new: String,
    /// They are changed wherever they stand in the clause.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub every: bool,
    /// Only there where they stand for the so manieth time, from 1: `the second “year”`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<usize>,
    /// How many times the words must stand there: two for `in both places`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<usize>,
    /// What is meant besides the words themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Only this part of the place, beside its list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// The part of a provision or definition that an order names beside its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "part", content = "paragraph")]
pub enum Within {
    /// `the opening words`: those before its list.
    Opening,
    /// `the closing words`, `the tailpiece`: those after its list.
    Closing,
    /// `the words before paragraph (a)`: opening words, told by the label that the list begins with.
    Before(String),
    /// `the words after paragraph (d)`: closing words, told by the label that the list ends with.
    After(String),
}

/// Words that an order tells by where they begin or end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reach", content = "words")]
pub enum Span {
    /// From the words through these: `from “a” to “b”`. Both go.
    Through(String),
    /// From the words to the end of the provision. The stop at its end stays.
    ToTheEnd,
    /// From the head of the provision through the words.
    FromTheHead,
    /// Nothing goes: the new words are put at the head of the provision.
    AtTheHead,
    /// Nothing goes: the new words are put at the end of the provision.
    AtTheEnd,
}

/// What an instruction orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstructionKind {
    /// New definitions.
    AddDefinitions,
    /// Changed definitions.
    AmendDefinitions,
    /// New clauses.
    AddClauses,
    /// Changed clauses.
    AmendClauses,
    /// Definitions taken away.
    DeleteDefinitions,
    /// Clauses taken away.
    DeleteClauses,
    /// A clause takes another number.
    Renumber,
    /// A clause goes to another place, with its new number.
    Move,
    /// The heading of a clause or group of clauses, or the title of a document, gets other words.
    AmendHeading,
}

/// How a definition or clause stands to the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// New.
    Added,
    /// Changed.
    Amended,
    /// Printed unchanged, to show the place.
    Context,
}

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Placed<String>,
    /// How it stands to the base.
    pub change: Change,
    /// Where it says that the meaning is given.
    pub pointer: Option<Pointer>,
    /// The whole meaning, its list included; absent where `pointer` is present.
    pub text: Option<String>,
    /// The list inside the meaning, where it has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// The meaning as printed, up to its list. With `items` and `tail` it is the whole meaning, a pointer's too.
    #[serde(skip)]
    pub lead_in: String,
    /// What follows the list inside the meaning.
    #[serde(skip)]
    pub tail: Option<String>,
    /// What it said before the change, by the marks, with or without its term; absent where the text has none.
    #[serde(skip)]
    pub was: Option<String>,
}

/// The clause that a definition points at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pointer {
    /// `D2.6`.
    pub clause: Placed<String>,
    /// The bracketed label behind it.
    pub label: Option<String>,
}

/// A clause with its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// The number; absent where the source lost it.
    pub number: Option<Placed<String>>,
    /// How it stands to the base.
    pub change: Change,
    /// The cross heading printed above it.
    pub heading: Option<String>,
    /// The words before its list.
    pub text: Placed<String>,
    /// Its paragraphs.
    pub items: Vec<Item>,
    /// The words that follow its list.
    pub tail: Option<String>,
    /// The document it belongs to (`Section D`).
    pub document: Option<String>,
    /// Where the print leaves out paragraphs that stay as they are (`[...]`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elided: Vec<Elision>,
    /// Where the source lost words, in the order of its lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// For a new paragraph of a list: the provision that the instruction, or the print, puts it behind.
    #[serde(skip)]
    pub after: Option<String>,
    /// What it said before the change with its number, by the marks; absent where the text has none.
    #[serde(skip)]
    pub was: Option<String>,
}

/// A place in a list where the print leaves out paragraphs that stay in force unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Elision {
    /// The paragraphs left out stand before the printed paragraph at this position, from 0; the number of printed
    /// paragraphs means after the last.
    pub before: usize,
    /// The physical line of the mark, from 1.
    pub line: usize,
}

/// A place where the source lost words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// What was lost.
    pub what: LostWords,
    /// The physical line, from 1.
    pub line: usize,
}

/// What kind of words the source lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LostWords {
    /// A tracked deletion: its mark is in the margin, its words are not, so the redline is incomplete.
    Deletion,
    /// Words of the new text, printed over or cut off.
    Text,
}

/// A paragraph or sub-paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `(a)`; absent where the source lost it.
    pub label: Option<String>,
    /// Its words.
    pub text: Placed<String>,
    /// Its sub-paragraphs.
    pub items: Vec<Item>,
    /// The words that follow its sub-paragraphs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tail: Option<String>,
    /// Where the print leaves out sub-paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elided: Vec<Elision>,
}
