//! The days that matter to proposals.

use jiff::civil::{Date, DateTime};
use procedure::names::ProposalId;
use procedure::next::Deadline;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{date_of, day_number, moment_number};
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    CLEAR = "DELETE FROM deadlines WHERE code = $1 AND proposal = $2";
    WRITE = "INSERT INTO deadlines (code, proposal, place, day, passes, what) VALUES ($1, $2, $3, $4, $5, $6)";
    COMING = "SELECT d.day, d.what, d.proposal, p.number, p.title FROM deadlines d \
              JOIN proposals p ON p.code = d.code AND p.id = d.proposal \
              WHERE d.code = $1 AND d.passes > $2 ORDER BY d.day, p.number_order, p.born, d.place LIMIT $3";
}

/// A day that matters, with the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    /// The day.
    pub date: Date,
    /// What it is the last day for, or what happens on it.
    pub what: String,
    /// The proposal.
    pub proposal: ProposalId,
    /// The number it goes by now.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// Writes the days of a proposal in place of those it had, with all that waits.
pub(super) fn replace(
    pending: &mut Pending,
    code: &str,
    proposal: &ProposalId,
    (before, days): (&[Deadline], &[Deadline]),
) {
    // Where it had none there are no rows.
    if !before.is_empty() {
        pending.execute(CLEAR, [code.into(), proposal.as_str().into()]);
    }
    for (place, day) in (1_i64..).zip(days) {
        let (date, passes) = (day_number(day.date), moment_number(day.passes));
        let row =
            [code.into(), proposal.as_str().into(), place.into(), date.into(), passes.into(), day.what.as_str().into()];
        pending.insert(WRITE, row);
    }
}

/// The days that have not passed at a moment, soonest first.
pub(crate) async fn coming(
    conn: &mut AnyConnection,
    code: &str,
    after: DateTime,
    limit: u32,
) -> Result<Vec<DeadlineRow>, sqlx::Error> {
    let rows = sqlx::query(COMING).bind(code).bind(moment_number(after)).bind(i64::from(limit)).fetch_all(conn).await?;
    rows.iter().map(row).collect()
}

fn row(row: &AnyRow) -> Result<DeadlineRow, sqlx::Error> {
    Ok(DeadlineRow {
        date: date_of(row.try_get(0)?)?,
        what: row.try_get(1)?,
        proposal: row.try_get::<String, _>(2)?.into(),
        number: row.try_get(3)?,
        title: row.try_get(4)?,
    })
}
