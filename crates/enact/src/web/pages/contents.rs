//! The documents of the Code.

use askama::Template;

use crate::web::{Day, Frame, Link, TextChoice};

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// `Section D`, with a link to the document.
    pub document: Link,
    /// Its title.
    pub title: String,
    /// The edition that is shown: `9.0`.
    pub edition: String,
    /// The day that the edition came into force; `None` where that is not known.
    pub since: Option<Day>,
    /// How many provisions it has.
    pub provisions: u64,
    /// How many of them are held with their words.
    pub held: u64,
    /// Live modifications that would change it.
    pub changing: Vec<Link>,
}

/// `/{code}/code`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/contents.html")]
pub struct ContentsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The Code's title.
    pub title: String,
    /// Which text is shown, in words: `In force on 3 July 2025`.
    pub shown: String,
    /// The text shown is not the one in force now.
    pub historical: bool,
    /// The text in force now.
    pub current: Link,
    /// The other texts that can be read or compared.
    pub choice: TextChoice,
    /// The same as files.
    pub files: Vec<Link>,
    /// What else can be done with it.
    pub uses: Vec<Link>,
    /// The documents in their order.
    pub documents: Vec<DocumentRow>,
    /// What is not held, in a sentence.
    pub unheld: Option<String>,
}
