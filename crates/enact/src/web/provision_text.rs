//! The words of the Code as a page prints them.

use super::Link;

/// A run of words, some of which lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Plain words.
    Plain(String),
    /// A defined term: a link to its definition, and the id of the note on the page that shows it.
    Term(Link, String),
    /// A reference to another provision that is there.
    Reference(Link),
    /// A reference that leads nowhere, to more than one place, or to what has gone elsewhere: the words, in a few words what
    /// is wrong, and where it should lead.
    Astray(String, String, Option<Link>),
}

/// One piece of a provision's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextBlock {
    /// A paragraph of sentences.
    Paragraph(Vec<Words>),
    /// A table: its head, and its rows of cells.
    Table(Vec<Vec<Words>>, Vec<Vec<Vec<Words>>>),
    /// A formula on a line of its own.
    Formula(Vec<Words>),
    /// A note, with what is printed before its colon. It explains; it does not bind.
    Note(String, Vec<Words>),
    /// A figure: its caption, and the name of its file, which the register does not hold.
    Figure(String, String),
}

/// What stands at a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Words.
    Words,
    /// Only a caption over the clauses below it.
    Group,
    /// Words that follow a list.
    Tail,
    /// A number kept in place that says nothing any more.
    NotUsed,
    /// A number and a heading; the words are not held.
    NotHeld,
}

/// One line of law: a clause, a paragraph, or the words that follow a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionText {
    /// The number as printed: `D10.22` for a clause, `(a)` below it; empty for words that follow a list.
    pub number: String,
    /// How deep it lies below its clause: 0 for a clause, 1 for (a), 2 for (i), 3 for (A).
    pub depth: u8,
    /// The id on the page; empty for words that follow a list.
    pub anchor: String,
    /// The cross heading above it, where one is printed.
    pub heading: Option<String>,
    /// What stands there.
    pub standing: Standing,
    /// The provision's own page; only clauses have a link of their own.
    pub link: Option<Link>,
    /// The words, piece by piece; empty where there are none or none are held.
    pub blocks: Vec<TextBlock>,
    /// Open modifications that would change it, each with the words as they would read.
    pub changing: Vec<Changing>,
    /// What last changed it and when, in a few words, with a link: `MP003, 27 February 2025`.
    pub last_change: Option<Link>,
    /// The definitions that it lists, in their order.
    pub definitions: Vec<DefinitionText>,
}

impl ProvisionText {
    /// Nothing but a caption.
    pub fn is_group(&self) -> bool {
        self.standing == Standing::Group
    }

    /// The words are not held.
    pub fn is_not_held(&self) -> bool {
        self.standing == Standing::NotHeld
    }

    /// The number is kept and says nothing.
    pub fn is_not_used(&self) -> bool {
        self.standing == Standing::NotUsed
    }

    /// A table is too wide for the column of words beside a number on a telephone.
    pub fn has_table(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, TextBlock::Table(..)))
    }
}

/// An open modification that would change a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changing {
    /// The modification.
    pub modification: Link,
    /// The same words as they would read with it; none where it does not fit the text shown.
    pub proposed: Option<Link>,
}

/// One definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionText {
    /// The term.
    pub term: String,
    /// The id on the page.
    pub anchor: String,
    /// The meaning, piece by piece; paragraphs of a list begin with their label. `None` where the words are not held.
    pub words: Option<Vec<(u8, Vec<Words>)>>,
    /// Open modifications that would change it.
    pub changing: Vec<Changing>,
}

/// What a term means, shown where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermNote {
    /// The id on the page.
    pub id: String,
    /// The term.
    pub term: String,
    /// Its definition, as it stands in the text read; a plain sentence where the words are not held.
    pub words: String,
    /// Where it is defined.
    pub defined: Link,
}
