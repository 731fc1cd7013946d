//! What is in a release, computed from the proposals: approved, targeted, missed, in parts; and whom and what it touches.

use std::collections::BTreeMap;

use jiff::civil::Date;
use legaltext::DocumentId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Release;
use crate::legal_text::Commencement;
use crate::names::{ProposalId, ReleaseId, SolutionId, Stage};
use crate::register::{Proposal, Register};

/// A change to the central systems that is delivered alongside a release and is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// Its id (`CR1088`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it does.
    pub summary: String,
    /// How far it has come, in words.
    pub state: String,
    /// How much of the shared stages it pays for, in hundredths.
    pub share: Option<u8>,
}

/// Whom and what a proposal touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Impacts {
    /// For each kind of participant that is touched, how.
    #[serde(default)]
    pub participants: Vec<Impact>,
    /// Why no participant is touched, where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none_because: Option<String>,
    /// Documents of the Code that it changes, besides those that its legal text amends (`section-d`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentId>,
    /// Other codes that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_codes: Vec<String>,
    /// Where its business requirements stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_requirements: Option<String>,
}

/// How one kind of participant is touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    /// The kind of participant, as the Code's impact matrix names it (`suppliers`).
    pub participant: String,
    /// The part of that participant's work or systems, where it is said (`Data Service Provider`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What changes for it.
    pub summary: String,
}

/// How a proposal stands in a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeStanding {
    /// It was approved, and is in.
    Approved {
        /// The day of the decision.
        on: Date,
    },
    /// It is in if it is approved by its own cut-off.
    Targeted {
        /// The last day of decision that keeps the release.
        cut_off: Option<Date>,
    },
    /// Its words are in force.
    Live {
        /// Since that day.
        on: Date,
    },
    /// Its cut-off passed without an approval, so it is out.
    Missed {
        /// The last day of decision that would have kept the release.
        cut_off: Date,
        /// The release that it falls to.
        falls_to: Option<ReleaseId>,
    },
    /// It ended without being made, so it is out.
    Ended {
        /// Where it ended.
        stage: Stage,
    },
}

impl ScopeStanding {
    /// Whether the release still counts on it.
    #[must_use]
    pub fn is_in(&self) -> bool {
        match self {
            Self::Approved { .. } | Self::Targeted { .. } | Self::Live { .. } => true,
            Self::Missed { .. } | Self::Ended { .. } => false,
        }
    }

    /// Whether it was approved for the release.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        match self {
            Self::Approved { .. } | Self::Live { .. } => true,
            Self::Targeted { .. } | Self::Missed { .. } | Self::Ended { .. } => false,
        }
    }
}

/// A proposal in the scope of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeLine {
    /// The proposal.
    pub proposal: ProposalId,
    /// The number it goes by.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its part, where only a part of its words comes with this release.
    pub part: Option<String>,
    /// How it stands.
    pub standing: ScopeStanding,
    /// Whether it touches the central systems.
    pub systems: bool,
    /// The solution that was approved.
    pub solution: Option<SolutionId>,
}

/// A row of the participant impact matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The number of the proposal.
    pub number: String,
    /// The ids of the participants that it touches, in the order of the columns.
    pub participants: Vec<String>,
    /// Why it touches none, where it was recorded that it does not.
    pub none_because: Option<String>,
}

/// A row of the document impact matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The document.
    pub document: DocumentId,
    /// The numbers of the proposals that change it, in the order of the scope. Several mean that their words are merged.
    pub numbers: Vec<String>,
}

impl Register {
    /// The proposals of a release as they stand on a day, in the order of their ids: each once, or once for each part.
    /// Change Requests are none of them.
    #[must_use]
    pub fn scope(&self, release: &Release, on: Date) -> Vec<ScopeLine> {
        self.proposals.values().flat_map(|proposal| in_scope(proposal, release, on)).collect()
    }

    /// Those of [`Register::scope`] that the release still counts on, each proposal once.
    pub fn counted_on<'a>(&'a self, release: &Release, on: Date) -> Vec<&'a Proposal> {
        let mut ids: Vec<ProposalId> = self
            .scope(release, on)
            .into_iter()
            .filter(|line| line.standing.is_in())
            .map(|line| line.proposal)
            .collect();
        ids.dedup();
        ids.iter().filter_map(|id| self.proposals.get(id).map(AsRef::as_ref)).collect()
    }

    /// The last day on which words of a release came into force, once nothing that it counts on is left to come.
    #[must_use]
    pub fn all_live_since(&self, release: &Release, on: Date) -> Option<Date> {
        let standings = self.scope(release, on).into_iter().map(|line| line.standing).filter(ScopeStanding::is_in);
        let days: Option<Vec<Date>> = standings
            .map(|standing| match standing {
                ScopeStanding::Live { on } => Some(on),
                ScopeStanding::Approved { .. }
                | ScopeStanding::Targeted { .. }
                | ScopeStanding::Missed { .. }
                | ScopeStanding::Ended { .. } => None,
            })
            .collect();
        days?.into_iter().max()
    }

    /// The participant impact matrix of a release on a day: a row for each proposal that it counts on.
    #[must_use]
    pub fn participant_matrix(&self, release: &Release, on: Date) -> Vec<ParticipantRow> {
        let row = |proposal: &Proposal| {
            let impacts = proposal.impacts.as_ref();
            let mut participants: Vec<String> = Vec::new();
            for one in impacts.into_iter().flat_map(|impacts| &impacts.participants) {
                if !participants.contains(&one.participant) {
                    participants.push(one.participant.clone());
                }
            }
            let none_because = impacts.and_then(|impacts| impacts.none_because.clone());
            ParticipantRow { number: proposal.number().to_owned(), participants, none_because }
        };
        self.counted_on(release, on).into_iter().map(row).collect()
    }

    /// The document impact matrix of a release on a day: a row for each document that a proposal it counts on changes, as
    /// the legal text's amendments say and as was recorded besides.
    #[must_use]
    pub fn document_matrix(&self, release: &Release, on: Date) -> Vec<DocumentRow> {
        let mut rows: BTreeMap<DocumentId, Vec<String>> = BTreeMap::new();
        for proposal in self.counted_on(release, on) {
            for document in documents_of(proposal, &release.id) {
                let numbers = rows.entry(document).or_default();
                if !numbers.iter().any(|number| number == proposal.number()) {
                    numbers.push(proposal.number().to_owned());
                }
            }
        }
        rows.into_iter().map(|(document, numbers)| DocumentRow { document, numbers }).collect()
    }
}

/// The documents that a proposal changes with a release.
fn documents_of(proposal: &Proposal, release: &ReleaseId) -> Vec<DocumentId> {
    let mut found: Vec<DocumentId> =
        proposal.impacts.as_ref().map(|impacts| impacts.documents.clone()).unwrap_or_default();
    if let Some(text) = proposal.approved_text() {
        let first = proposal.release() == Some(release);
        for part in &text.parts {
            let comes = match &part.in_force {
                Commencement::InRelease(own) => own == release,
                Commencement::WithRelease
                | Commencement::On(_)
                | Commencement::UponGoLive(_)
                | Commencement::UponDesignation(_)
                | Commencement::UponOccurrence(_) => first,
            };
            let amendments = text.amendments_of_part(&part.name).iter().filter(|_| comes);
            found.extend(amendments.flat_map(legaltext::Amendment::documents));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn in_scope(proposal: &Proposal, release: &Release, on: Date) -> Vec<ScopeLine> {
    let line = |part: Option<String>, standing: ScopeStanding| ScopeLine {
        proposal: proposal.id.clone(),
        number: proposal.number().to_owned(),
        title: proposal.title.clone(),
        part,
        standing,
        systems: proposal.systems_impacted,
        solution: proposal.decision.as_ref().and_then(|decision| decision.solution.clone()),
    };
    let mut lines = Vec::new();
    let targeted = proposal.targets.iter().any(|target| target.release == release.id);
    let decided = proposal.decision.as_ref().and_then(|decision| decision.release.as_ref());
    if targeted || decided == Some(&release.id) {
        lines.extend(standing_in(proposal, &release.id, on).map(|standing| line(None, standing)));
    }
    let own = proposal.approved_text().into_iter().flat_map(|text| &text.parts);
    for part in own.filter(|part| part.in_force == Commencement::InRelease(release.id.clone())) {
        lines.push(line(Some(part.name.clone()), standing_of_part(proposal, &part.name, on)));
    }
    lines
}

/// How a proposal stands in a release that it was meant for; nothing where another of its releases is the one.
fn standing_in(proposal: &Proposal, release: &ReleaseId, on: Date) -> Option<ScopeStanding> {
    if proposal.release() == Some(release) {
        if let Some(on) = proposal.live.or_else(|| proposal.live_parts.first().map(|part| part.date)) {
            return Some(ScopeStanding::Live { on });
        }
        if proposal.stage == Stage::Approved {
            let on = proposal.decision.as_ref().map_or(proposal.stage_since.date(), |decision| decision.at.date());
            return Some(ScopeStanding::Approved { on });
        }
    }
    if proposal.stage.is_end() {
        let first = proposal.release() == Some(release);
        return first.then_some(ScopeStanding::Ended { stage: proposal.stage });
    }
    let place = proposal.targets.iter().position(|target| &target.release == release)?;
    let target = proposal.targets.get(place)?;
    if proposal.stage == Stage::Approved {
        // It was decided, and another release is the one that the decision kept.
        let cut_off = target.cut_off?;
        let falls_to = proposal.release().cloned();
        return Some(ScopeStanding::Missed { cut_off, falls_to });
    }
    match (proposal.target_for_decision_on(on), target.cut_off) {
        (Some(kept), _) if kept.release == *release => Some(ScopeStanding::Targeted { cut_off: target.cut_off }),
        (kept, Some(cut_off)) if cut_off < on => {
            Some(ScopeStanding::Missed { cut_off, falls_to: kept.map(|kept| kept.release.clone()) })
        }
        _ => None,
    }
}

fn standing_of_part(proposal: &Proposal, part: &str, on: Date) -> ScopeStanding {
    let live = proposal.live_parts.iter().find(|live| live.part.as_deref() == Some(part));
    match (live, &proposal.decision) {
        (Some(live), _) => ScopeStanding::Live { on: live.date },
        (None, Some(decision)) if proposal.stage == Stage::Approved => {
            ScopeStanding::Approved { on: decision.at.date() }
        }
        _ if proposal.stage.is_end() => ScopeStanding::Ended { stage: proposal.stage },
        _ => ScopeStanding::Targeted { cut_off: proposal.target_for_decision_on(on).and_then(|target| target.cut_off) },
    }
}
