//! The words of the Code as a page prints them.

use super::Link;

/// A run of words, some of which lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Plain words.
    Plain(String),
    /// A defined term, with a link to its definition.
    Term(Link),
    /// A reference to another provision.
    Reference(Link),
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
    /// It only gathers the clauses below it: its number and heading are printed as one line.
    pub is_group: bool,
    /// The provision's own page; only clauses have a link of their own.
    pub link: Option<Link>,
    /// The words. `None` where they are not held.
    pub words: Option<Vec<Words>>,
    /// Live modifications that would change it.
    pub changing: Vec<Link>,
    /// What last changed it and when, in a few words, with a link: `MP003, 27 February 2025`.
    pub last_change: Option<Link>,
}

/// One definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionText {
    /// The term.
    pub term: String,
    /// The id on the page.
    pub anchor: String,
    /// The meaning. `None` where the words are not held.
    pub words: Option<Vec<Words>>,
    /// Live modifications that would change it.
    pub changing: Vec<Link>,
}
