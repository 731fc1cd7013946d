//! One release.

use askama::Template;

use crate::web::{Day, Frame, Link, StepState, Tag};

/// A modification in the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeRow {
    /// The modification, by its id.
    pub modification: Link,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: Tag,
}

/// A line of the timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimetableLine {
    /// The day; `None` where the source gives none.
    pub day: Option<Day>,
    /// What happens.
    pub what: String,
    /// More about it.
    pub note: Option<String>,
    /// Whether it is behind us.
    pub state: StepState,
}

/// Who or what each modification touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What the table shows: `Who is affected`.
    pub title: String,
    /// The heading of the first column.
    pub corner: String,
    /// The columns.
    pub columns: Vec<String>,
    /// The rows: the name, and a mark for each column that it touches.
    pub rows: Vec<(String, Vec<bool>)>,
}

/// `/{code}/releases/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/release.html")]
pub struct ReleasePage {
    /// What stands round the page.
    pub frame: Frame,
    /// `November 2025`.
    pub name: String,
    /// Its day.
    pub day: Day,
    /// Its state.
    pub state: Tag,
    /// The last day for a decision to be in it.
    pub decide_by: Option<Day>,
    /// The release that takes what misses this one.
    pub fallback: Option<Link>,
    /// What the release document states in all, as words: `£120,000`.
    pub costs: Option<String>,
    /// Approved modifications.
    pub approved: Vec<ScopeRow>,
    /// Modifications that aim at it.
    pub targeted: Vec<ScopeRow>,
    /// The timetable.
    pub timetable: Vec<TimetableLine>,
    /// The matrices of impacts.
    pub impacts: Vec<Matrix>,
    /// What the checks found in the release document.
    pub findings: Vec<String>,
}
