//! Importing a paper that was published before, or beside, this register: what it says, fact by fact, with the place of each.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, PlannedEvent, Problem, StageCost};
use crate::case::Case;
use crate::event::{Event, ImportEvent};
use crate::names::{Path, ProposalId, ReleaseId, Stage};
use crate::register::Target;

/// The most facts of one paper: more than the largest report of the process has.
const MOST_FACTS: usize = 20_000;

/// A published paper, kept with its file: what it says is history as published, which nobody ruled on here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportPaper {
    /// Its id in this register: lower-case letters, digits, dots and hyphens (`june-2020-release-implementation-document-3.0`).
    pub id: String,
    /// The name of the file, without its folder.
    pub file: String,
    /// The SHA-256 of the file, 64 digits of hex in lower case.
    pub sha256: String,
    /// The size of the file in bytes.
    pub bytes: u64,
    /// The SHA-256 of its words as they were read, line by line, where the file is no plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_sha256: Option<String>,
    /// The kind of document (`release-implementation-document`, `modification-report`).
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its class under the information policy (`White`, `Clear`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// How the findings in it were settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<Settled>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<PaperFact>,
    /// The releases that the register takes over from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<ImportedRelease>,
    /// The proposals that the register takes over from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<ImportedProposal>,
}

/// A place in a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperPlace {
    /// The first line of the words as read, from 1; of a plain text the line of the file.
    pub line: u32,
    /// The last line, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u32>,
    /// Its page, paragraph or cell in words, where the file has such (`page 4`, `table 2, row 3, cell 1`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

impl PaperPlace {
    /// The place in words: `page 4, line 188`.
    #[must_use]
    pub fn words(&self) -> String {
        let lines = match self.end_line {
            Some(end) if end > self.line => format!("lines {} to {end}", self.line),
            Some(_) | None => format!("line {}", self.line),
        };
        self.at.as_ref().map_or_else(|| lines.clone(), |at| format!("{at}, {lines}"))
    }
}

/// How a person settled a finding before the paper was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The check that found it (`EN104`).
    pub rule: String,
    /// What it found.
    pub message: String,
    /// Where.
    pub place: PaperPlace,
    /// What a person says to it: why it may stand, or what is right.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What is right instead of what the paper says, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// One thing that a paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperFact {
    /// What it says it of: the number of a modification or Change Request; absent where it is said of the paper's own subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What kind of thing it says.
    pub kind: FactKind,
    /// What it says.
    pub says: String,
    /// The day that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The amount that it names, in whole pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// Where it says it.
    pub place: PaperPlace,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $words:literal,)*) => {
        /// What kind of thing a paper says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum FactKind {
            $($(#[$doc])* $variant,)*
        }

        impl FactKind {
            /// The kind in words, as the column of a table shows it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

kinds! {
    /// A title.
    Title "Title",
    /// A version of the paper, with its day.
    Version "Version",
    /// The release that a paper is about, with its day.
    Release "Release",
    /// A modification that is approved for the release.
    Approved "Approved for the release",
    /// A modification that is in the release if it is approved in time.
    Targeted "Targeted for the release",
    /// A change to the central systems delivered beside the release.
    ChangeRequest "Change Request beside the release",
    /// A kind of participant that a modification touches.
    ParticipantImpact "Touches a participant",
    /// A document of the Code that a modification changes.
    DocumentImpact "Changes a document",
    /// A planned event.
    PlannedEvent "Planned event",
    /// What one stage of one modification costs.
    StageCost "Cost of a stage",
    /// A stated total.
    TotalCost "Total cost",
    /// The Code Administrator's own cost.
    AdministratorCost "The Code Administrator’s cost",
    /// Days of work, with what they cost.
    Effort "Days of work",
    /// A criterion that is to be met before going live.
    Criterion "Criterion for going live",
    /// Who proposes.
    Proposer "Proposer",
    /// The path.
    ProposalPath "Path",
    /// A day of implementation.
    Implementation "Implementation",
    /// The last day of decision that keeps a day of implementation.
    DecisionBy "Decision needed by",
    /// A step of the progression timetable.
    TimetableStep "Step of the timetable",
    /// An objective that is said to be better met.
    Objective "Objective better met",
    /// An effect on consumers.
    ConsumerArea "Effect on consumers",
    /// An answer of a respondent to a question.
    Response "Response",
    /// A question of a consultation.
    Question "Question",
    /// The edition that a legal text is drawn against.
    BaseEdition "Drawn against",
    /// A clause that a legal text adds or amends.
    Clause "Clause of the legal text",
    /// A definition that a legal text adds or amends.
    Definition "Definition of the legal text",
    /// Whatever else the paper states under a heading of its own.
    Stated "Stated",
}

/// A release as a paper plans it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedRelease {
    /// Its id (`june-2020`).
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day it goes live.
    pub date: Date,
    /// The events that lead to it, as planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timetable: Vec<PlannedEvent>,
    /// The costs by modification and stage, in whole pounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<StageCost>,
    /// Where the paper names it.
    pub place: PaperPlace,
}

/// A proposal as a paper shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedProposal {
    /// Its number as the paper prints it (`MP167B`).
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it stood on the paper's date, as the paper says or as whoever imports it knows.
    pub stage: Stage,
    /// The organisation that proposes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposer: Option<String>,
    /// Its path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Path>,
    /// The Party Categories that will notice it, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties_impacted: Vec<String>,
    /// The documents of the Code that it changes, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents_impacted: Vec<String>,
    /// The releases that it is meant for, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<ImportedTarget>,
    /// Where the paper names it.
    pub place: PaperPlace,
}

/// A release that a paper says a proposal is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedTarget {
    /// The release, by its id.
    pub release: String,
    /// The last day of decision that keeps it, where the paper says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<Date>,
}

impl Details for ImportPaper {
    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.new_id("id", &self.id, case.register.imported(&self.id).is_some());
        problems.extend(case.title("title", &self.title));
        problems.extend(case.empty_text("kind", &self.kind));
        problems.extend(self.file_problems(case));
        for settled in &self.settled {
            let silent =
                settled.words.trim().is_empty() && settled.value.as_ref().is_none_or(|value| value.trim().is_empty());
            if silent {
                let place = settled.place.words();
                problems.push(Problem::with(
                    "settled",
                    format!("{} at {place} is settled with neither words nor a value", settled.rule),
                ));
            }
        }
        if self.facts.len() > MOST_FACTS {
            problems.push(Problem::with("facts", format!("are more than {MOST_FACTS}; import the paper in parts")));
        }
        problems.extend(self.releases.iter().flat_map(|release| release_problems(release, case)));
        problems.extend(self.proposal_problems(case));
        problems
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let as_of = self.date.filter(|date| *date <= case.at.date()).unwrap_or_else(|| case.at.date());
        let mut kept = self.clone();
        let (releases, proposals) = (std::mem::take(&mut kept.releases), std::mem::take(&mut kept.proposals));
        let mut events = vec![ImportEvent::PaperImported {
            paper: self.id.clone(),
            by: case.actor.stands_for().to_owned(),
            what: kept,
        }];
        events.extend(releases.into_iter().map(|what| ImportEvent::ReleaseImported {
            release: ReleaseId::from(what.id.as_str()),
            paper: self.id.clone(),
            what,
        }));
        events.extend(proposals.into_iter().map(|what| ImportEvent::ProposalImported {
            proposal: ProposalId::from(what.number.trim()),
            paper: self.id.clone(),
            as_of,
            what,
        }));
        Ok(events.into_iter().map(Event::Import).collect())
    }
}

impl ImportPaper {
    fn file_problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = case.empty_text("file", &self.file);
        let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if self.file.contains(['/', '\\']) || self.file.chars().any(char::is_control) || self.file.chars().count() > 200
        {
            problems.push(Problem::with("file", "is the name of a file without its folder, of at most 200 characters"));
        }
        if !is_hash(&self.sha256) {
            problems.push(Problem::with("sha256", "must be 64 digits of hex in lower case"));
        }
        if self.words_sha256.as_deref().is_some_and(|hash| !is_hash(hash)) {
            problems.push(Problem::with("words_sha256", "must be 64 digits of hex in lower case"));
        }
        if let Some(before) = case.register.imported_file(&self.sha256) {
            let sentence = format!("this file was imported before, as {}; nothing is imported twice", before.what.id);
            problems.push(Problem::with("sha256", sentence));
        }
        problems
    }

    fn proposal_problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for proposal in &self.proposals {
            let number = proposal.number.trim();
            if !case.rulebook.code().is_proposal_number(number) {
                problems.push(Problem::with("proposals", case.rulebook.code().numbering_hint(number)));
            }
            if !seen.insert(number.to_lowercase()) {
                problems.push(Problem::with("proposals", format!("names {number} twice")));
            }
            if case.register.proposal(number).is_some() {
                let sentence =
                    format!("{number} is in the register already; what the paper says of it stands among the facts");
                problems.push(Problem::with("proposals", sentence));
            }
            if proposal.stage == Stage::Split {
                let sentence = format!("{number} cannot be taken over as split; take over its parts");
                problems.push(Problem::with("proposals", sentence));
            }
            problems.extend(case.title("proposals", &proposal.title));
            for target in &proposal.targets {
                let own = self.releases.iter().any(|release| release.id == target.release);
                problems.extend(case.unknown_release("proposals", &target.release).filter(|_| !own));
            }
        }
        problems
    }
}

fn release_problems(release: &ImportedRelease, case: &Case<'_>) -> Vec<Problem> {
    let mut problems = case.review_id("releases", &release.id);
    problems.extend(case.empty_text("releases", &release.name));
    if case.register.release(&release.id).is_some() {
        let sentence =
            format!("{} is in the register already; what the paper says of it stands among the facts", release.id);
        problems.push(Problem::with("releases", sentence));
    }
    problems
}

impl ImportedProposal {
    /// The releases that it is meant for, as the register keeps them.
    pub(crate) fn release_targets(&self) -> Vec<Target> {
        let target = |one: &ImportedTarget| Target { release: one.release.as_str().into(), cut_off: one.cut_off };
        self.targets.iter().map(target).collect()
    }
}
