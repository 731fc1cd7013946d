//! One provision of the Code, with its history.

use askama::Template;

use crate::web::{Day, Frame, Link, ProvisionText};

/// The words of the provision over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionVersion {
    /// The first day that the words were in force; `None` where that is not known.
    pub from: Option<Day>,
    /// What happened: `Inserted`, `Changed`, `Renumbered from D3.13`, `Imported`.
    pub what: String,
    /// The modification that did it.
    pub by: Option<Link>,
    /// The words as they then read.
    pub read: Link,
    /// Against the words before.
    pub compare: Option<Link>,
    /// These words are on the page.
    pub shown: bool,
}

/// `/{code}/code/{document}/{number}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/provision.html")]
pub struct ProvisionPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The number as printed.
    pub number: String,
    /// The heading, where one is known.
    pub heading: Option<String>,
    /// The document and its title.
    pub document: Link,
    /// Which text is shown, in words: `In force since 27 February 2025, edition 4.1`.
    pub shown: String,
    /// Why the reader should look twice, where the text is historical or mixed, with the text in force.
    pub warning: Option<(String, Link)>,
    /// The provision and what lies below it.
    pub provisions: Vec<ProvisionText>,
    /// The words are not held: only the number and heading are known.
    pub unheld: bool,
    /// Live modifications that would change it: the modification, and the words as they would read.
    pub changing: Vec<(Link, Link)>,
    /// Rules of the process that cite it.
    pub rules: Vec<Link>,
    /// Its history, newest first.
    pub versions: Vec<ProvisionVersion>,
    /// How to cite it, in words.
    pub citation: String,
    /// The provision before.
    pub previous: Option<Link>,
    /// The provision after.
    pub next: Option<Link>,
}
