//! One provision of the Code, with its history.

use askama::Template;

use crate::web::{Day, Frame, Link, ProvisionText, RedlineView, TermNote, TextChoice};

/// The words of the provision over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionVersion {
    /// The first day that the words were in force.
    pub from: Day,
    /// What happened: `Inserted`, `Words changed`, `Renumbered from D3.13`, `Loaded`.
    pub what: String,
    /// Its number then; empty where it was gone.
    pub number: String,
    /// The modification that did it.
    pub by: Option<Link>,
    /// Who decided it and when.
    pub authority: Option<String>,
    /// The words as they then read; none where they were gone.
    pub read: Option<Link>,
    /// Against the words before.
    pub compare: Option<Link>,
    /// These words are on the page.
    pub shown: bool,
}

/// What an open modification would change in the provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedChange {
    /// The modification, with its title.
    pub modification: Link,
    /// The provision as it would read.
    pub read: Option<Link>,
    /// What would change.
    pub redline: Option<RedlineView>,
    /// Why that cannot be shown.
    pub why: Option<String>,
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
    /// The other texts that can be read or compared.
    pub choice: TextChoice,
    /// The provision and what lies below it.
    pub provisions: Vec<ProvisionText>,
    /// The words are not held: only the number and heading are known.
    pub unheld: bool,
    /// Open modifications that would change it.
    pub changing: Vec<ProposedChange>,
    /// The defined terms that it uses.
    pub terms: Vec<Link>,
    /// Provisions that refer to it.
    pub cited_by: Vec<Link>,
    /// What its terms mean.
    pub notes: Vec<TermNote>,
    /// Rules of the process that cite it.
    pub rules: Vec<Link>,
    /// Its history, newest first.
    pub versions: Vec<ProvisionVersion>,
    /// How to cite it, in words.
    pub citation: String,
    /// The same as files.
    pub files: Vec<Link>,
    /// Where a change to it is drafted.
    pub draft: Link,
    /// The provision before.
    pub previous: Option<Link>,
    /// The provision after.
    pub next: Option<Link>,
}
