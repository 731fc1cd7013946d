//! The gates on the way to a release: what must have been reached before something else may be done.
//!
//! Which gate stands before which act is for the rules to say; here is only the closed list of what can be reached.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that is reached on the way to a release, as rules and timetables write it: `tad-approved`, `started:sit`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum Gate {
    /// The scope is closed to further modifications that touch the central systems.
    ScopeFrozen,
    /// The Release Implementation Document was baselined.
    Baselined,
    /// The Release Implementation Document was baselined again.
    Rebaselined,
    /// A Testing Approach Document was asked for.
    TadRequested,
    /// A version of it was drafted.
    TadDrafted,
    /// The outcome of the consultation on a version was reported.
    TadConsulted,
    /// The advisers on testing gave their view of a version.
    TadReviewed,
    /// A version was approved, and so is part of the Release Implementation Document.
    TadApproved,
    /// Entry into a test phase was approved.
    EntryApproved(String),
    /// A test phase started.
    Started(String),
    /// Participants told their plans for regression testing.
    RegressionPlans,
    /// Participants gave their results of regression testing.
    RegressionResults,
    /// Exit from a test phase was approved.
    ExitApproved(String),
    /// A test phase was closed.
    Closed(String),
    /// The completion report of a test phase was submitted.
    ReportSubmitted(String),
    /// The completion report of a test phase was recommended on.
    ReportReviewed(String),
    /// The completion report of a test phase was approved.
    ReportApproved(String),
    /// Evidence on every criterion of a list was given.
    Evidence(String),
    /// The body that reviews a list of criteria gave its recommendation.
    Recommended(String),
    /// It was decided to go live.
    Go,
    /// The changes are in force.
    GoLive,
}

/// A gate's word, and how it is made of the phase or list it is one of.
type OfSomething = (&'static str, fn(String) -> Gate);

/// The gates of which there is one for each test phase or list of criteria, by the word before the colon.
const OF_SOMETHING: [OfSomething; 9] = [
    ("entry-approved", Gate::EntryApproved),
    ("started", Gate::Started),
    ("exit-approved", Gate::ExitApproved),
    ("closed", Gate::Closed),
    ("report-submitted", Gate::ReportSubmitted),
    ("report-reviewed", Gate::ReportReviewed),
    ("report-approved", Gate::ReportApproved),
    ("evidence", Gate::Evidence),
    ("recommended", Gate::Recommended),
];

/// The gates of which there is one in a release.
const ALONE: [Gate; 12] = [
    Gate::ScopeFrozen,
    Gate::Baselined,
    Gate::Rebaselined,
    Gate::TadRequested,
    Gate::TadDrafted,
    Gate::TadConsulted,
    Gate::TadReviewed,
    Gate::TadApproved,
    Gate::RegressionPlans,
    Gate::RegressionResults,
    Gate::Go,
    Gate::GoLive,
];

impl Gate {
    /// The word that it is written with, and the phase or list that it is one of.
    fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::ScopeFrozen => ("scope-frozen", None),
            Self::Baselined => ("rid-baselined", None),
            Self::Rebaselined => ("rid-rebaselined", None),
            Self::TadRequested => ("tad-requested", None),
            Self::TadDrafted => ("tad-drafted", None),
            Self::TadConsulted => ("tad-consulted", None),
            Self::TadReviewed => ("tad-reviewed", None),
            Self::TadApproved => ("tad-approved", None),
            Self::RegressionPlans => ("regression-plans", None),
            Self::RegressionResults => ("regression-results", None),
            Self::Go => ("go", None),
            Self::GoLive => ("go-live", None),
            Self::EntryApproved(phase) => ("entry-approved", Some(phase)),
            Self::Started(phase) => ("started", Some(phase)),
            Self::ExitApproved(phase) => ("exit-approved", Some(phase)),
            Self::Closed(phase) => ("closed", Some(phase)),
            Self::ReportSubmitted(phase) => ("report-submitted", Some(phase)),
            Self::ReportReviewed(phase) => ("report-reviewed", Some(phase)),
            Self::ReportApproved(phase) => ("report-approved", Some(phase)),
            Self::Evidence(list) => ("evidence", Some(list)),
            Self::Recommended(list) => ("recommended", Some(list)),
        }
    }

    /// The test phase whose completion report is recommended on, where that is what is reached.
    #[must_use]
    pub fn report_of(&self) -> Option<&String> {
        if let Self::ReportReviewed(phase) = self { Some(phase) } else { None }
    }

    /// The list of criteria that is recommended on, where that is what is reached.
    #[must_use]
    pub fn list_of(&self) -> Option<&String> {
        if let Self::Recommended(list) = self { Some(list) } else { None }
    }

    /// What is reached, in words that stand after "before": `the SIT Completion Report is approved`.
    #[must_use]
    pub fn words(&self) -> String {
        let upper = |phase: &str| phase.to_uppercase();
        match self {
            Self::ScopeFrozen => "the scope is frozen".to_owned(),
            Self::Baselined => "the Release Implementation Document is baselined".to_owned(),
            Self::Rebaselined => "the Release Implementation Document is baselined again".to_owned(),
            Self::TadRequested => "a Testing Approach Document is requested".to_owned(),
            Self::TadDrafted => "the Testing Approach Document is drafted".to_owned(),
            Self::TadConsulted => {
                "the outcome of the consultation on the Testing Approach Document is reported".to_owned()
            }
            Self::TadReviewed => "a view on the Testing Approach Document is given".to_owned(),
            Self::TadApproved => "the Testing Approach Document is approved".to_owned(),
            Self::RegressionPlans => "plans for regression testing are told".to_owned(),
            Self::RegressionResults => "results of regression testing are given".to_owned(),
            Self::Go => "it is decided to go live".to_owned(),
            Self::GoLive => "the changes are in force".to_owned(),
            Self::EntryApproved(phase) => format!("entry into {} is approved", upper(phase)),
            Self::Started(phase) => format!("{} starts", upper(phase)),
            Self::ExitApproved(phase) => format!("exit from {} is approved", upper(phase)),
            Self::Closed(phase) => format!("{} is closed", upper(phase)),
            Self::ReportSubmitted(phase) => format!("the {} Completion Report is submitted", upper(phase)),
            Self::ReportReviewed(phase) => {
                format!("a recommendation on the {} Completion Report is given", upper(phase))
            }
            Self::ReportApproved(phase) => format!("the {} Completion Report is approved", upper(phase)),
            Self::Evidence(list) => format!("evidence on every {list} criterion is given"),
            Self::Recommended(list) => format!("a recommendation on the {list} criteria is given"),
        }
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (word, None) => f.write_str(word),
            (word, Some(of)) => write!(f, "{word}:{of}"),
        }
    }
}

impl From<Gate> for String {
    fn from(gate: Gate) -> Self {
        gate.to_string()
    }
}

impl TryFrom<String> for Gate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let found = match text.split_once(':') {
            Some((word, of)) if !of.is_empty() => {
                OF_SOMETHING.iter().find(|(known, _)| *known == word).map(|(_, make)| make(of.to_owned()))
            }
            Some(_) => None,
            None => ALONE.iter().find(|gate| gate.parts().0 == text).cloned(),
        };
        found.ok_or_else(|| {
            let alone = ALONE.iter().map(|gate| gate.parts().0.to_owned());
            let others = OF_SOMETHING.iter().map(|(word, _)| format!("{word}:NAME"));
            format!("`{text}` is no gate; the gates are {}", alone.chain(others).collect::<Vec<_>>().join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gate_reads_back_as_it_is_written() {
        let of_something = OF_SOMETHING.iter().map(|(_, make)| make("sit".to_owned()));
        for gate in ALONE.into_iter().chain(of_something) {
            assert_eq!(Gate::try_from(gate.to_string()), Ok(gate));
        }
        for wrong in ["", "started", "started:", "no-such-gate", "go:sit"] {
            assert!(Gate::try_from(wrong.to_owned()).is_err_and(|why| why.contains("tad-approved")), "{wrong}");
        }
    }
}
