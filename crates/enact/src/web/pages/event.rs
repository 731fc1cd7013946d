//! One event, with the ruling that permitted it.

use askama::Template;

use crate::web::{Frame, GroundLine, Link, Moment};

/// `/{code}/record/{position}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/event.html")]
pub struct EventPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The position.
    pub position: u64,
    /// The act in words.
    pub act: String,
    /// By whom, for whom.
    pub by: String,
    /// What it concerns.
    pub subject: Option<Link>,
    /// When it took effect: the moment that chooses the rules.
    pub took_effect: Moment,
    /// When it was recorded.
    pub recorded: Moment,
    /// What the ruling relied on.
    pub grounds: Vec<GroundLine>,
    /// The event itself, as JSON.
    pub body: String,
    /// That what it said in confidence was erased, when, by whom and why.
    pub erased: Option<String>,
    /// The event's hash, in hexadecimal.
    pub hash: String,
    /// What proves that the event stands in the record.
    pub proof: Link,
    /// The event before.
    pub previous: Option<Link>,
    /// The event after.
    pub next: Option<Link>,
}
