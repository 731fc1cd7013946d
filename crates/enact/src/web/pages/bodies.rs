//! Bodies, Party Categories and Parties.

use askama::Template;

use crate::web::{Day, Frame, Link, Tag};

/// One body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// The id on the page.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// What it does in the process, in a sentence.
    pub does: String,
    /// The clauses that set it up.
    pub clauses: Vec<Link>,
    /// Its members: the person, and the seat.
    pub members: Vec<(String, String)>,
}

/// One Party Category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryRow {
    /// Its name.
    pub name: String,
    /// How many Parties are in it.
    pub parties: u64,
    /// How it votes, in a few words.
    pub votes: String,
}

/// One Party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRow {
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Since when.
    pub since: Day,
    /// Rights that are suspended, with the clause.
    pub suspended: Option<(Tag, Link)>,
}

/// `/{code}/bodies`, and `/{code}/bodies/{body}` with one body only.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/bodies.html")]
pub struct BodiesPage {
    /// What stands round the page.
    pub frame: Frame,
    /// `Bodies and Parties`, or the name of the one body.
    pub title: String,
    /// The bodies.
    pub bodies: Vec<BodyRow>,
    /// The categories; empty on the page of one body.
    pub categories: Vec<CategoryRow>,
    /// The Parties; empty on the page of one body.
    pub parties: Vec<PartyRow>,
}
