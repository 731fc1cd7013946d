//! A rule as data: what it governs, the clause it stands on, the days it is in force, and what it checks.

mod transition;

use std::fmt;

use legaltext::{Citation, DocumentId};
use serde::Deserialize;

use crate::act_name::ActName;
use crate::condition::Condition;
use crate::contents::Contents;
use crate::names::{BodyId, Clauses, RuleId};

pub use crate::holder::Holder;
pub use crate::names::{Basis, Mark, ObligationKind, Since};
pub use crate::tallying::{
    Abstentions, CastingVote, EmptyGroup, MeetingQuorum, Quorum, Share, Tally, TallyUnit, Threshold, Voters,
};
pub use transition::{Transition, UnderWay};

/// One rule of a Code.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its id, never reused.
    pub id: RuleId,
    /// What it says, in our words.
    pub says: String,
    /// The clauses it stands on.
    pub cites: Clauses,
    /// The acts it governs.
    #[serde(deserialize_with = "one_or_more")]
    pub governs: Vec<ActName>,
    /// The days it is in force.
    pub in_force: InForce,
    /// How its clause and content are known.
    pub basis: Basis,
    /// It applies only where all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What it checks.
    pub check: Check,
    /// The rule that it took the place of.
    #[serde(default)]
    pub succeeds: Option<RuleId>,
}

/// The days on which a rule is in force: from the first, up to the day before the second.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InForce {
    /// The first day, or the modification whose go-live brings the rule.
    pub from: Since,
    /// The first day on which it is no longer in force, or the modification that ends it.
    #[serde(default)]
    pub until: Option<Since>,
}

/// What a rule checks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Who may do the act.
    Power(Power),
    /// Whose right to do the act is taken away.
    Suspension(Suspension),
    /// What must be so.
    Condition(Condition),
    /// How much time must lie between two marks.
    TimeLimit(TimeLimit),
    /// A question that somebody must answer, with reasons.
    Judgement(Judgement),
    /// How votes count.
    Tally(Tally),
    /// Which parts of the Code a committee watches.
    Screening(Screening),
    /// Who must do the act, set off by what, by when.
    Duty(Duty),
    /// What a document must hold.
    Contents(Contents),
    /// Which rules go on as they stood for what is under way.
    Transition(Transition),
}

impl Check {
    /// The kind of rule in one word.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Power(_) => "power",
            Self::Suspension(_) => "suspension",
            Self::Condition(_) => "condition",
            Self::TimeLimit(_) => "time-limit",
            Self::Judgement(_) => "judgement",
            Self::Tally(_) => "tally",
            Self::Screening(_) => "screening",
            Self::Duty(_) => "duty",
            Self::Contents(_) => "contents",
            Self::Transition(_) => "transition",
        }
    }
}

/// An accessor for each kind of check: what the rule holds where it is of that kind.
macro_rules! accessors {
    ($( $(#[$words:meta])* $name:ident: $kind:ident, )*) => {
        impl Check {
            $( $(#[$words])*
            #[must_use]
            pub fn $name(&self) -> Option<&$kind> {
                if let Self::$kind(held) = self { Some(held) } else { None }
            } )*
        }
    };
}

accessors! {
    /// Who may do the act; none where the rule is of another kind.
    power: Power,
    /// Whose right to do the act is taken away; none where the rule is of another kind.
    suspension: Suspension,
    /// How much time must lie between two marks; none where the rule is of another kind.
    time_limit: TimeLimit,
    /// What must be so; none where the rule is of another kind.
    condition: Condition,
    /// The question that somebody must answer; none where the rule is of another kind.
    judgement: Judgement,
    /// How votes count; none where the rule is of another kind.
    tally: Tally,
    /// Which parts of the Code a committee watches; none where the rule is of another kind.
    screening: Screening,
    /// Who must do the act; none where the rule is of another kind.
    duty: Duty,
    /// What a document must hold; none where the rule is of another kind.
    contents: Contents,
    /// Which rules go on as they stood; none where the rule is of another kind.
    transition: Transition,
}

/// Who may do the act, and under which conditions of their own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Power {
    /// Any one of these.
    pub held_by: Vec<Holder>,
    /// And all of these.
    #[serde(default, rename = "where")]
    pub conditions: Vec<Condition>,
}

/// A right of a Party that can be suspended, and whom the suspension reaches.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suspension {
    /// The right, by its clause (`M8.5(b)`).
    pub right: String,
    /// Whom it reaches.
    pub reaches: Reach,
    /// What becomes of an act that it reaches.
    #[serde(default)]
    pub effect: Effect,
}

/// What becomes of an act that comes too late, or from somebody whose right is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It is refused.
    #[default]
    Refused,
    /// It is kept, marked so, and not counted.
    Marked,
}

/// Whom the suspension of a Party's right reaches.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The Party itself and whoever acts for it.
    Party,
    /// The members of bodies whom a Party of one of these categories had appointed.
    Appointees(Vec<String>),
    /// The Party and every other of its Voting Group, and whoever acts for them.
    VotingGroup,
    /// The Party, where it is of one of these categories, and whoever acts for it.
    PartyOf(Vec<String>),
    /// The naming of a member whom the Party has appointed, where it is of one of these categories.
    Appointer(Vec<String>),
}

/// How much time must lie between two marks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TimeLimit {
    /// Counted from here; the day itself is not counted.
    pub from: Mark,
    /// Up to and including here.
    pub to: Mark,
    /// At least so many.
    #[serde(default)]
    pub at_least: Option<i64>,
    /// At most so many.
    #[serde(default)]
    pub at_most: Option<i64>,
    /// Working Days or calendar days.
    pub unit: Unit,
    /// What becomes of an act outside the limit.
    #[serde(default)]
    pub effect: Effect,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Working Days of the Code's calendar.
    WorkingDays,
    /// Calendar days.
    Days,
}

/// A question that a body must answer before the act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Judgement {
    /// Who must answer.
    pub by: Vec<Holder>,
    /// The question; "yes" lets the act go on.
    pub question: String,
}

/// Which parts of the Code a committee watches. A proposal that touches one comes to the committee.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Screening {
    /// The committee.
    pub committee: BodyId,
    /// What it watches.
    pub watches: Watches,
}

/// Parts of the Code that are watched; any of them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Watches {
    /// Whole documents (`section-g`).
    #[serde(default)]
    pub documents: Vec<DocumentId>,
    /// Clauses, with all below them (`F1.4`).
    #[serde(default)]
    pub clauses: Vec<Citation>,
    /// Defined terms.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Subjects that a proposal may state, before there is any text.
    #[serde(default)]
    pub subjects: Vec<String>,
}

/// Who must do the act that the rule governs, set off by what, by when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Duty {
    /// Who must; absent where what sets it off says so.
    #[serde(default)]
    pub on: Option<BodyId>,
    /// What sets it off.
    pub set_off_by: Trigger,
    /// By when; absent where it is to be done as soon as it reasonably can be.
    #[serde(default)]
    pub within: Option<Within>,
}

/// What sets a duty off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// A proposal touches what this committee watches; done when the committee has been told.
    ProposalTouches(BodyId),
    /// This committee was asked for advice on a proposal; done when it has given some.
    AdviceAsked(BodyId),
    /// A consultation has closed in which points were made; done when each has been answered.
    PointsMade,
    /// The rule came into force; done when an act says that the duty is met.
    InForce,
    /// One of these documents was designated, or changed by a designation; done when a review of it was reported.
    DocumentDesignated(Vec<DocumentId>),
    /// Something owed was recorded: a task, a request, a review, a notice, a problem, recovery costs.
    Obligation(ObligationKind),
}

/// So many days, the first not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Within {
    /// How many.
    pub days: i64,
    /// Working Days or calendar days.
    pub unit: Unit,
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<ActName>, D::Error> {
    struct Names;
    impl<'de> serde::de::Visitor<'de> for Names {
        type Value = Vec<ActName>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the name of an act, or a list of them")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            ActName::from_name(text).map(|name| vec![name]).map_err(E::custom)
        }
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut names = Vec::new();
            while let Some(text) = items.next_element::<String>()? {
                names.push(ActName::from_name(&text).map_err(serde::de::Error::custom)?);
            }
            Ok(names)
        }
    }
    input.deserialize_any(Names)
}
