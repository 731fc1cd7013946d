//! The releases.

use jiff::civil::Date;
use procedure::names::ReleaseId;
use procedure::register::Release;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{date_of, day_number};
use crate::pending::Pending;
use crate::statements::statements;

statements! {
    WRITE = "INSERT INTO releases (code, id, name, day, scheduled_position) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (code, id) DO UPDATE SET name = excluded.name, day = excluded.day, \
             scheduled_position = excluded.scheduled_position";
    LIST = "SELECT r.id, r.name, r.day, (SELECT COUNT(*) FROM proposals p WHERE p.code = r.code AND p.release_id = r.id) \
            FROM releases r WHERE r.code = $1 ORDER BY r.day, r.scheduled_position";
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// Its id.
    pub id: ReleaseId,
    /// Its name.
    pub name: String,
    /// The day it goes live.
    pub date: Date,
    /// How many proposals are in it or meant for it.
    pub proposals: u64,
}

/// Writes the row of a release, with all that waits.
pub(super) fn write(pending: &mut Pending, code: &str, release: &Release, position: u64) {
    let (id, name) = (release.id.as_str().into(), release.name.as_str().into());
    pending.insert(WRITE, [code.into(), id, name, day_number(release.date).into(), position.into()]);
}

/// Every release, by its day.
pub(crate) async fn list(conn: &mut AnyConnection, code: &str) -> Result<Vec<ReleaseRow>, sqlx::Error> {
    let rows = sqlx::query(LIST).bind(code).fetch_all(conn).await?;
    rows.iter().map(row).collect()
}

fn row(row: &AnyRow) -> Result<ReleaseRow, sqlx::Error> {
    Ok(ReleaseRow {
        id: row.try_get::<String, _>(0)?.into(),
        name: row.try_get(1)?,
        date: date_of(row.try_get(2)?)?,
        proposals: row.try_get::<i64, _>(3)?.cast_unsigned(),
    })
}
