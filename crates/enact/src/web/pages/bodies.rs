//! Bodies, Party Categories and Parties.

use askama::Template;

use crate::web::{Day, Frame, Link, Tag};

/// One body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// The id of the row on the page: the body's name in addresses.
    pub anchor: String,
    /// The body, with a link to its own page.
    pub link: Link,
    /// What it does, in a sentence.
    pub does: String,
    /// How many people hold an office there today.
    pub people: u64,
    /// Its seats in words: `23 seats, 4 vacant`. None where the Code gives it none.
    pub seats: Option<String>,
}

/// One Party Category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryRow {
    /// The category.
    pub name: String,
    /// How many Parties are in it.
    pub parties: u64,
    /// How it votes, in words.
    pub votes: String,
}

/// One Party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRow {
    /// The Party, with a link to its own page.
    pub link: Link,
    /// Its category.
    pub category: String,
    /// Since when it is a Party.
    pub since: Day,
    /// The suspension of its rights, and the clause.
    pub suspended: Option<(Tag, Link)>,
}

/// `/{code}/bodies`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/bodies.html")]
pub struct BodiesPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The page's heading.
    pub title: String,
    /// The bodies.
    pub bodies: Vec<BodyRow>,
    /// The Party Categories.
    pub categories: Vec<CategoryRow>,
    /// The Parties.
    pub parties: Vec<PartyRow>,
}
