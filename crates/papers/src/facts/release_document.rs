//! The Release Implementation Document: scope, impacts, timetable, costs, acceptance criteria, history.

use jiff::civil::Date;
use serde::Serialize;

use super::{CodeDocument, GlossaryEntry, Listed, Placed};

/// A Release Implementation Document.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ReleaseDocument {
    /// The title on the cover.
    pub title: Option<Placed<String>>,
    /// The version on the cover.
    pub version: Option<Placed<String>>,
    /// The document's own date: that of the history row of its version, or one printed on the cover.
    pub date: Option<Placed<Date>>,
    /// The information class (`White`, `Clear`).
    pub classification: Option<Placed<String>>,
    /// The release it plans.
    pub release: Release,
    /// What the release takes in.
    pub scope: Scope,
    /// Which participants each modification touches.
    pub participant_impacts: ParticipantImpacts,
    /// The documents of the Code that the release changes.
    pub documents: Vec<CodeDocument>,
    /// Which modifications change each document.
    pub document_impacts: DocumentImpacts,
    /// The implementation timetable.
    pub timetable: Vec<TimetableRow>,
    /// Costs by modification and stage.
    pub costs: ReleaseCosts,
    /// What must be met before go-live.
    pub acceptance_criteria: AcceptanceCriteria,
    /// The versions so far.
    pub history: Vec<HistoryRow>,
    /// The glossary.
    pub glossary: Vec<GlossaryEntry>,
}

/// The release by name and date.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Release {
    /// `June 2020 SEC Release`.
    pub name: Option<Placed<String>>,
    /// The day it goes live.
    pub date: Option<Placed<Date>>,
}

/// Approved and targeted modifications, and the change requests that ride alongside.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Scope {
    /// Approved for this release.
    pub approved: Vec<Listed>,
    /// In if approved by their cut-off dates.
    pub targeted: Vec<Listed>,
    /// Change requests alongside, outside the release.
    pub change_requests: Vec<Listed>,
}

/// The participant impact matrix.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ParticipantImpacts {
    /// Column headings in order.
    pub columns: Vec<String>,
    /// One row a modification.
    pub rows: Vec<ParticipantImpactRow>,
    /// Prose summaries by participant, where the document gives them.
    pub summaries: Vec<ImpactSummary>,
}

/// One row of the participant impact matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParticipantImpactRow {
    /// The modification.
    pub id: Placed<String>,
    /// The columns ticked, by heading.
    pub impacted: Vec<String>,
}

/// What a participant or area will notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImpactSummary {
    /// The participant or area. Its place is the whole row.
    pub participant: Placed<String>,
    /// One text a bullet.
    pub points: Vec<String>,
}

/// The document impact matrix.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct DocumentImpacts {
    /// The modifications in column order.
    pub columns: Vec<String>,
    /// One row a document.
    pub rows: Vec<DocumentImpactRow>,
}

/// One row of the document impact matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentImpactRow {
    /// `Section A`.
    pub document: Placed<String>,
    /// The modifications ticked.
    pub modifications: Vec<String>,
}

/// One row of the implementation timetable.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimetableRow {
    /// The day, absent where the cell is empty.
    pub date: Option<Date>,
    /// What happens. Its place is the whole row.
    pub event: Placed<String>,
    /// The notes cell; absent where empty.
    pub notes: Option<String>,
}

/// Costs: the stated total and the table it covers.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ReleaseCosts {
    /// `GBP` for £.
    pub currency: Option<String>,
    /// The total that the prose states, in whole units of `currency`.
    pub stated_total: Option<Placed<i64>>,
    /// The cost stages in column order.
    pub stages: Vec<String>,
    /// One row a modification.
    pub rows: Vec<CostRow>,
    /// The table's own row of totals, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_row: Option<CostRow>,
    /// Amounts that the prose derives from days of effort.
    pub efforts: Vec<Effort>,
}

/// One row of the cost table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostRow {
    /// The modification.
    pub id: Placed<String>,
    /// One amount a stage; absent where the cell is empty or could not be read.
    pub amounts: Vec<Option<i64>>,
}

/// Days of effort and the amount they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effort {
    /// Days of effort.
    pub days: i64,
    /// The amount stated, in whole units of the currency.
    pub amount: Placed<i64>,
}

/// The two numbered lists of criteria.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct AcceptanceCriteria {
    /// Operational criteria.
    pub operational: Vec<Criterion>,
    /// Testing criteria.
    pub testing: Vec<Criterion>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Criterion {
    /// The printed number.
    pub number: u32,
    /// The text, its lines joined by single spaces.
    pub text: Placed<String>,
}

/// One row of the document history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryRow {
    /// The version.
    pub version: Placed<String>,
    /// The date of the version.
    pub date: Option<Date>,
    /// What changed.
    pub changes: String,
}
