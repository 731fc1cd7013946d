//! Which rules something under way keeps when the rules change.

use serde::Deserialize;

use crate::gate::Gate;
use crate::names::{ConsultationKind, RuleId, Stage};

/// Which rules go on as they stood for what is under way on the day on which the transition comes into force. It is about rules
/// that begin or end on the very mark on which it begins itself: those that begin do not come to it, those that end stay.
///
/// What is under way goes on so until it has ended, or the transition itself is no longer in force.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Transition {
    /// The rules that go on as they stood, by id.
    pub rules: Vec<RuleId>,
    /// What goes on under them: whatever one of these is so of, on the day.
    pub under_way: Vec<UnderWay>,
}

/// How a proposal or a release is known to have been under way when a day began.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnderWay {
    /// The proposal was raised before the day.
    Raised,
    /// The proposal stood at one of these stages when the day began; `vote` says that its vote was open.
    AtStage(Vec<Stage>),
    /// A consultation of this kind on the proposal was opened before the day, and its window had not closed.
    ConsultationOpen(ConsultationKind),
    /// The release, or that of the proposal, had reached one of these before the day.
    Reached(Vec<Gate>),
}
