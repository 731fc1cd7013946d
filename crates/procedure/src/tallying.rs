//! How the votes of a body count: a closed vocabulary, each word of it data of a Code with its clause.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::names::BodyId;

/// How the votes of a body count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tally {
    /// The body that votes.
    pub of: BodyId,
    /// What is counted.
    pub unit: TallyUnit,
    /// Who votes.
    #[serde(default, skip_serializing_if = "Voters::are_members")]
    pub voters: Voters,
    /// The groups of seats, where groups are counted; with none, every group on the roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<String>,
    /// What a group needs to be for it; where members are counted, what all of them need. Without it, more than half of
    /// what was cast for and against; for unanimity, all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Threshold>,
    /// What the groups together need. Without it, more than half of the groups that are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Threshold>,
    /// What an abstention does.
    #[serde(default, skip_serializing_if = "Abstentions::are_left_out")]
    pub abstentions: Abstentions,
    /// What a group does in which nobody voted for or against.
    #[serde(default, skip_serializing_if = "EmptyGroup::is_left_out")]
    pub empty: EmptyGroup,
    /// Who decides where as much is for as against; without it, a tie does not approve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casting_vote: Option<CastingVote>,
    /// How many must vote for there to be a decision; every counter must be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quorum: Vec<Quorum>,
    /// Each member says of each objective whether the solution serves it, and that is counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_objective: bool,
    /// What those counts must come to for approval, besides the vote itself; of several solutions approved alike the one is then
    /// preferred that serves more objectives. Without it the counts decide nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objectives_need: Option<ObjectivesNeed>,
    /// The date of implementation is voted on by itself: approved, the release that is still to be reached is recommended, and kept where
    /// the vote decides; not approved, none is, and another must be found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub date_vote: bool,
}

/// What a tally counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TallyUnit {
    /// Each group of seats gives one vote by those of its members who voted for or against; approval needs the
    /// overall share of the groups' votes.
    CategoryMajority,
    /// Each member has one vote, and all are counted together.
    MemberMajority,
    /// Each voter has as many votes as its weight, counted in each group; approval needs the overall share of the groups.
    WeightedGroups,
    /// Nobody may vote against.
    Unanimity,
}

impl TallyUnit {
    /// Whether groups of seats are counted, and not the voters together.
    #[must_use]
    pub fn counts_groups(self) -> bool {
        match self {
            Self::CategoryMajority | Self::WeightedGroups => true,
            Self::MemberMajority | Self::Unanimity => false,
        }
    }
}

/// Who votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voters {
    /// The members of the body, or their alternates.
    #[default]
    Members,
    /// The Parties, those of one Voting Group and category as one voter with the sum of their weights.
    Parties,
}

impl Voters {
    fn are_members(&self) -> bool {
        *self == Self::Members
    }
}

/// What an abstention does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Abstentions {
    /// It lowers what is counted.
    #[default]
    LeftOut,
    /// It is counted in what the share is taken of, so that it weighs against.
    Against,
}

impl Abstentions {
    fn are_left_out(&self) -> bool {
        *self == Self::LeftOut
    }
}

/// What a group does in which nobody voted for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmptyGroup {
    /// It has no vote.
    #[default]
    LeftOut,
    /// It is against.
    Against,
    /// It is for.
    For,
}

impl EmptyGroup {
    fn is_left_out(&self) -> bool {
        *self == Self::LeftOut
    }
}

/// What the counts of the objectives must come to for approval. An objective is served where more than half of those who said yes or no
/// said yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectivesNeed {
    /// At least one is served.
    OneServed,
    /// More are served than are not.
    MoreServedThanNot,
    /// At least one is served, and none is found not to be.
    OneServedAndNoneNot,
}

impl ObjectivesNeed {
    /// Whether so many that are served and so many that are not are enough.
    #[must_use]
    pub fn is_met(self, served: usize, not: usize) -> bool {
        match self {
            Self::OneServed => served > 0,
            Self::MoreServedThanNot => served > not,
            Self::OneServedAndNoneNot => served > 0 && not == 0,
        }
    }

    /// What is needed, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OneServed => "at least one objective must be served",
            Self::MoreServedThanNot => "more objectives must be served than not",
            Self::OneServedAndNoneNot => "at least one objective must be served and none found not to be",
        }
    }
}

/// Who decides a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CastingVote {
    /// The group of seats whose holder has it (`chair`).
    pub seat: String,
    /// Whether the holder also has a vote like any other.
    #[serde(default)]
    pub also_votes: bool,
}

/// One counter of a quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quorum {
    /// The groups of seats that are counted; with none, every seat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<String>,
    /// At least so many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// At least such a share of those on the roster (`1/2`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

impl Quorum {
    /// How many of so many on the roster must be there.
    #[must_use]
    pub fn needed(&self, of: u64) -> u64 {
        let share = self.share.map_or(0, |share| (share.part * of).div_ceil(share.whole));
        share.max(self.at_least.unwrap_or_default())
    }
}

/// A share that must be passed or reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// More than this share.
    MoreThan(Share),
    /// This share or more.
    AtLeast(Share),
}

impl Threshold {
    /// Whether a part of a whole passes; of nothing, nothing does.
    #[must_use]
    pub fn is_passed(self, part: u64, whole: u64) -> bool {
        let compared = |share: Share| {
            (u128::from(part) * u128::from(share.whole)).cmp(&(u128::from(share.part) * u128::from(whole)))
        };
        whole > 0
            && match self {
                Self::MoreThan(share) => compared(share).is_gt(),
                Self::AtLeast(share) => compared(share).is_ge(),
            }
    }

    /// More than half.
    #[must_use]
    pub fn half() -> Self {
        Self::MoreThan(Share { part: 1, whole: 2 })
    }

    /// All of it.
    #[must_use]
    pub fn all() -> Self {
        Self::AtLeast(Share { part: 1, whole: 1 })
    }
}

/// A share of something, exact: `1/2`, `2/3`, `65%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share {
    part: u64,
    whole: u64,
}

impl TryFrom<String> for Share {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = |part: &str, whole: &str| Some((part.trim().parse().ok()?, whole.trim().parse().ok()?));
        let found = match text.split_once('/') {
            Some((part, whole)) => read(part, whole),
            None => text.strip_suffix('%').and_then(|part| read(part, "100")),
        };
        match found {
            Some((part, whole)) if part <= whole && whole > 0 && whole <= 1_000_000 => Ok(Self { part, whole }),
            Some(_) | None => Err(format!("`{text}` is no share; write it like 1/2, 2/3 or 65%")),
        }
    }
}

impl From<Share> for String {
    fn from(share: Share) -> Self {
        share.to_string()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

/// The quorum of a body's meetings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeetingQuorum {
    /// The body.
    pub of: BodyId,
    /// How many must be there; every counter must be reached.
    pub counters: Vec<Quorum>,
}
