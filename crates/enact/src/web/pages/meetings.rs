//! Meetings and what is on their agenda.

use askama::Template;

use crate::web::{Frame, Link, Moment, Tag};

/// One item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingItem {
    /// The modification, or words.
    pub modification: Link,
    /// What is asked: `For decision: approve the Modification Report`.
    pub asked: String,
    /// What was decided, where it was.
    pub outcome: Option<Tag>,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingView {
    /// The body.
    pub body: Link,
    /// When.
    pub when: Moment,
    /// The agenda.
    pub items: Vec<MeetingItem>,
}

/// `/{code}/meetings`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/meetings.html")]
pub struct MeetingsPage {
    /// What stands round the page.
    pub frame: Frame,
    /// Meetings ahead, soonest first.
    pub ahead: Vec<MeetingView>,
    /// Meetings held, newest first.
    pub held: Vec<MeetingView>,
}
