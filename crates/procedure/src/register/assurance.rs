//! Policies of assurance with their versions, and the projects under them.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::{Kept, Register};
use crate::act::RegisterProject;

/// A version of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// The policy, by its id.
    pub policy: String,
    /// The version.
    pub version: String,
    /// What it says or changes.
    pub changes: String,
    /// When it was drafted.
    pub drafted: DateTime,
    /// When it was adopted.
    pub adopted: Option<DateTime>,
    /// What was considered when it was adopted: Parties' views, the General Objectives, the other obligations.
    pub considered: Option<[String; 3]>,
    /// When it was published.
    pub published: Option<DateTime>,
    /// A disagreement referred to the Authority.
    pub referral: Option<Referral>,
}

/// A disagreement referred to the Authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// What it is about.
    pub reasons: String,
    /// When it was referred.
    pub at: DateTime,
    /// Whether the version stands, and when that was decided.
    pub decided: Option<(bool, DateTime)>,
}

/// A project or programme of the DCC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// As it was entered.
    pub entered: Kept<RegisterProject>,
    /// The steps that it owes, in order.
    pub steps: Vec<ProjectStep>,
    /// Why these.
    pub tailored_because: Option<String>,
    /// Requests for information about it, by id.
    pub requests: Vec<String>,
    /// When it went live.
    pub live: Option<DateTime>,
}

/// A step that a project owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectStep {
    /// The step.
    pub step: String,
    /// When it was met, with its evidence.
    pub met: Option<(DateTime, String)>,
}

impl PolicyVersion {
    /// Whether it was adopted and no decision of the Authority took it away.
    #[must_use]
    pub fn stands(&self) -> bool {
        let fell = self.referral.as_ref().and_then(|referral| referral.decided).is_some_and(|(stands, _)| !stands);
        self.adopted.is_some() && !fell
    }
}

impl Register {
    /// Every policy of which there is a version, by id.
    #[must_use]
    pub fn policies(&self) -> BTreeSet<&str> {
        self.policies.iter().map(|held| held.policy.as_str()).collect()
    }

    /// Every version of a policy, oldest first.
    pub fn policy_versions<'a>(&'a self, policy: &'a str) -> impl DoubleEndedIterator<Item = &'a PolicyVersion> {
        self.policies.iter().filter(move |held| held.policy == policy)
    }

    /// A version of a policy.
    #[must_use]
    pub fn policy_version(&self, policy: &str, version: &str) -> Option<&PolicyVersion> {
        self.policies.iter().find(|held| held.policy == policy && held.version == version)
    }

    /// The current version of a policy: of those that stand, the one adopted last. Every other is superseded or not in force.
    #[must_use]
    pub fn current_policy(&self, policy: &str) -> Option<&PolicyVersion> {
        self.policies.iter().filter(|held| held.policy == policy && held.stands()).max_by_key(|held| held.adopted)
    }

    /// A project or programme, by its id.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.get(id)
    }

    /// Every project and programme, by id.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values()
    }

    /// The projects of a programme.
    pub fn projects_of<'a>(&'a self, programme: &'a str) -> impl Iterator<Item = &'a Project> {
        self.projects.values().filter(move |held| held.entered.what.programme.as_deref() == Some(programme))
    }
}
