//! The names by which things of the process are called: ids, stages, paths, votes.

mod rule;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use rule::{Basis, Mark, ObligationKind, Since};

/// Reads a name: one allocation, however it is written.
struct Text;

impl serde::de::Visitor<'_> for Text {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.into())
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
        #[schemars(transparent)]
        pub struct $name(#[schemars(with = "String")] Arc<str>);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str(Text).map(Self)
            }
        }

        impl $name {
            /// The name as it is printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// A proposal, by the number it was raised under (`DP167`); kept through every stage. Other numbers are aliases.
    ProposalId
}
name! {
    /// A body of the Code (`panel`, `change-board`).
    BodyId
}
name! {
    /// A release (`february-2024`).
    ReleaseId
}
name! {
    /// A meeting: the body and its number (`panel-61`).
    MeetingId
}
name! {
    /// A solution of a proposal: `proposed`, or `alternative-1`, `alternative-2` …
    SolutionId
}

impl SolutionId {
    /// The Proposed Solution, which every proposal has.
    #[must_use]
    pub fn proposed() -> Self {
        Self::from("proposed")
    }

    /// The Alternative Solution of a number, from 1.
    #[must_use]
    pub fn alternative(number: usize) -> Self {
        Self::from(format!("alternative-{number}"))
    }

    /// The solution in words: `Proposed Solution`, `Alternative Solution 1`.
    #[must_use]
    pub fn words(&self) -> String {
        match self.0.strip_prefix("alternative-") {
            Some(number) => format!("Alternative Solution {number}"),
            None => "Proposed Solution".to_owned(),
        }
    }
}

name! {
    /// A rule (`D1.3-who-may-raise`); never given to another rule.
    RuleId
}

name! {
    /// A short hash of what a rule says, which tells whether a ruling relied on the same words of it.
    Fingerprint
}

/// The clauses that something stands on (`D1.3`), shared between a rule and each ground that it gives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Clauses(Arc<[String]>);

impl From<Vec<String>> for Clauses {
    fn from(clauses: Vec<String>) -> Self {
        Self(clauses.into())
    }
}

impl Deref for Clauses {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Clauses {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Serialize for Clauses {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }
}

/// A character that nobody sees, or that turns the words round: control characters and marks of direction.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A day as a sentence says it: `27 November 2026`.
#[must_use]
pub fn day(date: Date) -> impl fmt::Display {
    Day(date)
}

/// The months in English, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of the month of a day: `November`.
#[must_use]
pub fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// Written out here, for a pattern would be read again for each of the days in a ruling's sentences.
struct Day(Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:04}", self.0.day(), month(self.0), self.0.year())
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A Draft Proposal: the problem is being made clear.
    Development,
    /// A Modification Proposal whose solution is being worked out.
    Refinement,
    /// The Modification Report is approved and consulted on.
    Report,
    /// The vote is open.
    Vote,
    /// The vote was a recommendation; the Authority decides.
    WithAuthority,
    /// To be made; waits for its release.
    Approved,
    /// Its words are in force.
    Implemented,
    /// Decided against.
    Rejected,
    /// Withdrawn before a decision.
    Withdrawn,
    /// Not accepted as a Draft Proposal.
    Refused,
    /// Divided into other proposals, which go on in its place.
    Split,
}

impl Stage {
    /// Every stage, in the order of the process; the ends come last.
    pub const ALL: [Self; 11] = [
        Self::Development,
        Self::Refinement,
        Self::Report,
        Self::Vote,
        Self::WithAuthority,
        Self::Approved,
        Self::Implemented,
        Self::Rejected,
        Self::Withdrawn,
        Self::Refused,
        Self::Split,
    ];

    /// How it is named in acts, scenarios and the record.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Refinement => "refinement",
            Self::Report => "report",
            Self::Vote => "vote",
            Self::WithAuthority => "with-authority",
            Self::Approved => "approved",
            Self::Implemented => "implemented",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
            Self::Split => "split",
        }
    }

    /// Whether nothing more can happen to a proposal at this stage.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Implemented | Self::Rejected | Self::Withdrawn | Self::Refused | Self::Split)
    }

    /// The stage in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Development => "Development",
            Self::Refinement => "Refinement",
            Self::Report => "Report",
            Self::Vote => "Vote",
            Self::WithAuthority => "With the Authority",
            Self::Approved => "Approved",
            Self::Implemented => "Implemented",
            Self::Rejected => "Rejected",
            Self::Withdrawn => "Withdrawn",
            Self::Refused => "Refused",
            Self::Split => "Split",
        }
    }
}

/// The route by which a proposal is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Path {
    /// Begun by the Authority, or at its direction; decided by the Authority.
    #[serde(alias = "path-1")]
    AuthorityInitiated,
    /// Material; decided by the Authority on a recommendation.
    #[serde(alias = "path-2")]
    AuthorityDetermined,
    /// Not material; decided by the Change Board.
    #[serde(alias = "path-3")]
    SelfGovernance,
    /// A correction of an error.
    FastTrack,
}

impl Path {
    /// The path in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AuthorityInitiated => "Authority-initiated",
            Self::AuthorityDetermined => "Authority Determined",
            Self::SelfGovernance => "Self-Governance",
            Self::FastTrack => "Fast-Track",
        }
    }
}

/// A vote on a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// For.
    Approve,
    /// Against.
    Reject,
    /// Neither; not counted.
    Abstain,
}

impl Vote {
    /// The vote in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Abstain => "abstain",
        }
    }
}

/// How a proposal was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// To be made.
    Approved,
    /// Not to be made.
    Rejected,
}

/// Which of the two consultations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConsultationKind {
    /// On the solution, while it is refined.
    Refinement,
    /// On the Modification Report, before the vote.
    Report,
}

impl ConsultationKind {
    /// How it is named in acts and in the record.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Refinement => "refinement",
            Self::Report => "report",
        }
    }

    /// The kind that is named so.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Refinement, Self::Report].into_iter().find(|kind| kind.key() == key)
    }

    /// The consultation's name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Refinement => "Refinement Consultation",
            Self::Report => "Modification Report Consultation",
        }
    }
}
