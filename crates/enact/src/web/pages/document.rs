//! One document of the Code, to be read.

use askama::Template;

use crate::web::{DefinitionText, Frame, Link, ProvisionText, TermNote, TextChoice};

/// A document in the tree of the whole Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeDocument {
    /// `Section D Modifications`, with a link to the same text of it.
    pub link: Link,
    /// It is the document on the page.
    pub here: bool,
}

/// A line of the contents list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsEntry {
    /// The number.
    pub number: String,
    /// The heading.
    pub heading: String,
    /// The id of the provision on the page.
    pub anchor: String,
    /// The headings below a group of clauses.
    pub below: Vec<ContentsEntry>,
}

/// An edition of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLine {
    /// `Edition 4.1, since 27 February 2025`, with a link to it.
    pub edition: Link,
    /// What made it: the modification, or words.
    pub made_by: Option<Link>,
    /// Its redline against the edition before.
    pub compare: Option<Link>,
    /// This is the edition on the page.
    pub shown: bool,
}

/// `/{code}/code/{document}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/document.html")]
pub struct DocumentPage {
    /// What stands round the page.
    pub frame: Frame,
    /// `Section C`.
    pub name: String,
    /// `Readings`.
    pub title: String,
    /// Which text is shown, in words: `Edition 4.1, in force since 27 February 2025`.
    pub shown: String,
    /// Why the reader should look twice, where the text is historical or mixed, with the text in force.
    pub warning: Option<(String, Link)>,
    /// What is not held, in a sentence.
    pub unheld: Option<String>,
    /// The other texts that can be read or compared.
    pub choice: TextChoice,
    /// The documents of the Code.
    pub tree: Vec<TreeDocument>,
    /// The headings.
    pub contents: Vec<ContentsEntry>,
    /// The provisions, in order.
    pub provisions: Vec<ProvisionText>,
    /// What the terms on the page mean.
    pub notes: Vec<TermNote>,
    /// The definitions before the first clause, in their order.
    pub definitions: Vec<DefinitionText>,
    /// The editions, newest first.
    pub editions: Vec<EditionLine>,
    /// The same as files.
    pub files: Vec<Link>,
    /// What else can be done with it: draft a change, see its defects.
    pub uses: Vec<Link>,
    /// The document before.
    pub previous: Option<Link>,
    /// The document after.
    pub next: Option<Link>,
    /// The hash of the edition's words, in hexadecimal.
    pub hash: Option<String>,
}
