//! The front page of one Code's register.

use askama::Template;

use crate::paths::Address;
use crate::web::{ActOffers, Day, Frame, Link, Moment, Tag};

/// Something that closes soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingSoon {
    /// When.
    pub when: Moment,
    /// How long that leaves: `6 Working Days left`.
    pub left: String,
    /// What happens then: `Modification Report Consultation closes`.
    pub what: String,
    /// Who may act until then.
    pub who: String,
    /// The modification, by its id.
    pub modification: Link,
    /// Its title.
    pub title: String,
}

/// How many modifications are at a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageCount {
    /// The stage.
    pub stage: String,
    /// How many.
    pub count: u64,
    /// The list of them.
    pub to: Address,
    /// The bar's length in thousandths of the longest.
    pub share: u32,
}

/// A modification whose words came into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoLive {
    /// The day.
    pub day: Day,
    /// The modification, by its id.
    pub modification: Link,
    /// Its title.
    pub title: String,
    /// The documents that it changed.
    pub documents: Vec<Link>,
}

/// A release that lies ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRelease {
    /// The release.
    pub release: Link,
    /// Its day.
    pub day: Day,
    /// The last day for a decision to be in it.
    pub decide_by: Option<Day>,
    /// What it holds, in words: `3 approved, 2 targeted`.
    pub scope: String,
    /// Its state.
    pub state: Tag,
}

/// `/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/code_home.html")]
pub struct CodeHomePage {
    /// What stands round the page.
    pub frame: Frame,
    /// The Code's title.
    pub title: String,
    /// What the Code is, in a sentence or two.
    pub about: String,
    /// What closes soon, soonest first.
    pub closing: Vec<ClosingSoon>,
    /// The stages in the order of the process.
    pub stages: Vec<StageCount>,
    /// The latest words in force, newest first.
    pub live: Vec<GoLive>,
    /// Releases ahead, soonest first.
    pub releases: Vec<NextRelease>,
    /// What the reader may do without a modification in hand.
    pub acts: ActOffers,
    /// What is not held of the Code's words, where something is not.
    pub unheld: Option<String>,
}
