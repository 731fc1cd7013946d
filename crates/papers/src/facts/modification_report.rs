//! The Modification Report and the annexes that stand in the same file.

use jiff::civil::Date;
use serde::Serialize;

use super::{CodeDocument, Effort, GlossaryEntry, LegalText, Placed, PrintedPeriod};

/// A Modification Report.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ModificationReport {
    /// The modification's number.
    pub id: Option<Placed<String>>,
    /// The title on the cover, without its quotation marks.
    pub title: Option<Placed<String>>,
    /// The version of the report.
    pub version: Option<Placed<String>>,
    /// The date of the report.
    pub date: Option<Placed<Date>>,
    /// The information class.
    pub classification: Option<Placed<String>>,
    /// Who proposes.
    pub proposer: Proposer,
    /// The path (`self-governance`, `authority-determined`, `authority-initiated`, `fast-track`).
    pub path: Option<Placed<String>>,
    /// The Party Categories ticked.
    pub parties_impacted: Vec<String>,
    /// The Party Categories that the same table prints without a tick.
    #[serde(skip)]
    pub parties_not_impacted: Vec<String>,
    /// The parts of the Code that the report says are changed.
    pub documents_impacted: Vec<CodeDocument>,
    /// The implementation dates, in order.
    pub implementation: Vec<ImplementationDate>,
    /// What becomes of a decision that comes too late for all of these dates, where the report says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation_otherwise: Option<LateDecision>,
    /// Costs.
    pub costs: ReportCosts,
    /// The objectives that are said to be better met.
    pub objectives: Objectives,
    /// The consumer areas and the effect on each.
    pub consumer_areas: Vec<ConsumerArea>,
    /// The progression timetable.
    pub timetable: Vec<ProgressionRow>,
    /// The glossary.
    pub glossary: Vec<GlossaryEntry>,
    /// The titles printed at the head of each annex in the file.
    pub annexes: Vec<Annex>,
    /// The legal text, where an annex in the same file holds it.
    pub legal_text: Option<LegalText>,
    /// The responses to a consultation, where an annex in the same file holds them.
    pub consultation: Option<Consultation>,
}

/// A person and the organisation acted for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Proposer {
    /// The person.
    pub name: Option<Placed<String>>,
    /// The organisation.
    pub organisation: Option<Placed<String>>,
}

/// A date of implementation and the last day of decision that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImplementationDate {
    /// The day of implementation.
    pub date: Placed<Date>,
    /// The release named beside it.
    pub release: Option<String>,
    /// The decision must come on or before this day.
    pub decision_by: Option<Placed<Date>>,
    /// The decision must come after this day, where the text says so.
    pub decision_after: Option<Placed<Date>>,
    /// A last day of decision is printed, and is no day: then there is a condition, and its end is not known.
    #[serde(skip)]
    pub decision_by_is_no_day: bool,
}

/// What becomes of a decision that comes too late for the implementation dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LateDecision {
    /// A decision after this day is too late; absent where the text names no day (“otherwise”, “a later decision”).
    pub after: Option<Placed<Date>>,
    /// The sentence, as printed.
    pub text: Placed<String>,
}

/// Costs that the report states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReportCosts {
    /// `GBP` for £.
    pub currency: Option<String>,
    /// The Code Administrator's cost, in whole units of `currency`.
    pub administrator: Option<Placed<i64>>,
    /// Amounts that the prose derives from days of effort.
    pub efforts: Vec<Effort>,
}

/// Objectives named, by letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Objectives {
    /// By the Proposer.
    pub proposer: Vec<String>,
    /// The full set that the report says the respondents named.
    pub respondents: Vec<String>,
}

/// A consumer area and the effect on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsumerArea {
    /// The area's heading.
    pub area: Placed<String>,
    /// `positive`, `neutral` or `negative`; absent where the text does not say.
    pub effect: Option<String>,
}

/// One row of the progression timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressionRow {
    /// What happens.
    pub event: Placed<String>,
    /// When.
    #[serde(flatten)]
    pub period: PrintedPeriod,
}

/// The head of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// `A`, `B`.
    pub letter: Placed<String>,
    /// What the annex holds, as its head says.
    pub holds: Option<String>,
    /// The modification's number repeated at its head.
    pub id: Option<Placed<String>>,
    /// The modification's title repeated at its head.
    pub title: Option<Placed<String>>,
}

/// The collated responses to one consultation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Consultation {
    /// The consultation's name.
    pub name: Option<String>,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// One question and the answers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The printed number.
    pub number: u32,
    /// The question.
    pub text: Placed<String>,
    /// One row a respondent.
    pub responses: Vec<Response>,
}

/// One respondent's answer to one question, verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The respondent.
    pub respondent: Placed<String>,
    /// The Party Category.
    pub category: Option<String>,
    /// The answer; absent where the question asks for comments only.
    pub answer: Option<String>,
    /// The rationale or comment.
    pub rationale: Option<String>,
}
