//! Long lists: pages of rows, orders and filters, all by links.

use crate::paths::Address;

/// The pages of a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The first row shown, counted from 1; 0 where the list is empty.
    pub first: u64,
    /// The last row shown.
    pub last: u64,
    /// All rows, as filtered.
    pub all: u64,
    /// The page before.
    pub previous: Option<Address>,
    /// The page after.
    pub next: Option<Address>,
}

/// A column heading that orders the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortHeading {
    /// The column.
    pub words: &'static str,
    /// The list in this order, or turned round where it is ordered so already.
    pub to: Address,
    /// `ascending` or `descending` where the list is ordered by this column now.
    pub now: Option<&'static str>,
}

/// A stage in the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFilter {
    /// The stage, or `All`.
    pub words: String,
    /// How many modifications are there.
    pub count: u64,
    /// The list of them.
    pub to: Address,
    /// This is what the page shows.
    pub chosen: bool,
}
