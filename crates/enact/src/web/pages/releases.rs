//! The releases.

use askama::Template;

use crate::web::{Day, Frame, Link, Tag};

/// One release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// The release.
    pub release: Link,
    /// Its day.
    pub day: Day,
    /// The last day for a decision to be in it.
    pub decide_by: Option<Day>,
    /// Approved modifications in it.
    pub approved: Vec<Link>,
    /// Modifications that aim at it.
    pub targeted: Vec<Link>,
    /// Its state.
    pub state: Tag,
}

/// `/{code}/releases`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/releases.html")]
pub struct ReleasesPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Releases ahead, soonest first.
    pub ahead: Vec<ReleaseRow>,
    /// Releases that went live, newest first.
    pub live: Vec<ReleaseRow>,
}
