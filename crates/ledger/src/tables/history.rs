//! What happened, one line an event: to a proposal, or at all.

mod facts;

use jiff::civil::DateTime;
use procedure::Recorded;
use procedure::names::ProposalId;
use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::parsed;
use crate::error::LedgerError;
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    WRITE = "INSERT INTO history (code, proposal, position, took_effect, actor, kind, facts) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_PROPOSAL = "SELECT proposal, position, took_effect, actor, kind, facts FROM history \
                   WHERE code = $1 AND proposal = $2 ORDER BY position";
    LATEST = "SELECT proposal, position, took_effect, actor, kind, facts FROM history \
              WHERE code = $1 ORDER BY position DESC LIMIT $2";
}

/// One event in one line: data for a page to word.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// The event's position.
    pub position: u64,
    /// When it took effect.
    pub took_effect: DateTime,
    /// Who did the act.
    pub by: String,
    /// The event's name (`ballot-cast`).
    pub kind: String,
    /// The proposal that this line is about.
    pub proposal: Option<ProposalId>,
    /// What is worth saying in one line, by the names of the event's fields; lists may stand as their length.
    pub facts: Map<String, Value>,
}

/// The lines of an event: one for each proposal that it is about, or one for none.
pub(super) fn rows_of(recorded: &Recorded, proposals: &[ProposalId]) -> Vec<HistoryRow> {
    let line = |proposal: Option<ProposalId>| HistoryRow {
        position: recorded.position,
        took_effect: recorded.took_effect,
        by: recorded.by.clone(),
        kind: recorded.event.name().to_owned(),
        proposal,
        facts: facts::of(&recorded.event),
    };
    match proposals {
        [] => vec![line(None)],
        proposals => proposals.iter().cloned().map(Some).map(line).collect(),
    }
}

/// Writes a line, with all that waits.
///
/// # Errors
/// Its facts cannot be written as JSON.
pub(super) fn write(pending: &mut Pending, code: &str, row: HistoryRow) -> Result<(), LedgerError> {
    let facts = serde_json::to_string(&row.facts)
        .map_err(|error| LedgerError::Database { doing: "writing the tables", why: error.to_string() })?;
    let proposal = row.proposal.as_ref().map(ProposalId::as_str).unwrap_or_default().into();
    let (took_effect, by, kind) = (row.took_effect.to_string().into(), row.by.into(), row.kind.into());
    pending.insert(WRITE, [code.into(), proposal, row.position.into(), took_effect, by, kind, facts.into()]);
    Ok(())
}

/// What happened to a proposal, oldest first.
pub(crate) async fn of_proposal(
    conn: &mut AnyConnection,
    code: &str,
    proposal: &ProposalId,
) -> Result<Vec<HistoryRow>, sqlx::Error> {
    let rows = sqlx::query(OF_PROPOSAL).bind(code).bind(proposal.as_str()).fetch_all(conn).await?;
    rows.iter().map(row).collect()
}

/// What happened last, newest first.
pub(crate) async fn latest(conn: &mut AnyConnection, code: &str, limit: u32) -> Result<Vec<HistoryRow>, sqlx::Error> {
    let rows = sqlx::query(LATEST).bind(code).bind(i64::from(limit)).fetch_all(conn).await?;
    rows.iter().map(row).collect()
}

fn row(row: &AnyRow) -> Result<HistoryRow, sqlx::Error> {
    let text = |index: usize| row.try_get::<String, _>(index);
    let proposal = text(0)?;
    let facts = serde_json::from_str(&text(5)?).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(HistoryRow {
        position: row.try_get::<i64, _>(1)?.cast_unsigned(),
        took_effect: parsed(&text(2)?)?,
        by: text(3)?,
        kind: text(4)?,
        proposal: (!proposal.is_empty()).then(|| proposal.into()),
        facts,
    })
}
