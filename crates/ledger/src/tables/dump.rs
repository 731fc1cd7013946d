//! The tables whole: emptied, and written out to compare.

use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, Column, Row};

use crate::statements::statements;

statements! {
    EMPTY_PROPOSALS = "DELETE FROM proposals WHERE code = $1";
    EMPTY_DEADLINES = "DELETE FROM deadlines WHERE code = $1";
    EMPTY_RELEASES = "DELETE FROM releases WHERE code = $1";
    EMPTY_HISTORY = "DELETE FROM history WHERE code = $1";
    ALL_PROPOSALS = "SELECT id, born, number, number_order, title, title_order, stage, stage_order, path, proposer, raised, \
                     stage_since, release_id, changed, changed_position, words FROM proposals WHERE code = $1";
    ALL_DEADLINES = "SELECT proposal, place, day, passes, what FROM deadlines WHERE code = $1";
    ALL_RELEASES = "SELECT id, name, day, scheduled_position FROM releases WHERE code = $1";
    ALL_HISTORY = "SELECT proposal, position, took_effect, actor, kind, facts FROM history WHERE code = $1";
}

const TABLES: [(&str, &str); 4] =
    [("proposals", ALL_PROPOSALS), ("deadlines", ALL_DEADLINES), ("releases", ALL_RELEASES), ("history", ALL_HISTORY)];

/// Empties the tables of a Code.
pub(super) async fn empty(conn: &mut AnyConnection, code: &str) -> Result<(), sqlx::Error> {
    for sql in [EMPTY_PROPOSALS, EMPTY_DEADLINES, EMPTY_RELEASES, EMPTY_HISTORY] {
        sqlx::query(sql).bind(code).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The tables of a Code as bytes: one line a row, a JSON list of its columns, in an order that no engine chooses. Two
/// records with the same events give the same bytes.
pub(crate) async fn bytes(conn: &mut AnyConnection, code: &str) -> Result<Vec<u8>, sqlx::Error> {
    let mut bytes = Vec::new();
    for (name, sql) in TABLES {
        let rows = sqlx::query(sql).bind(code).fetch_all(&mut *conn).await?;
        let mut lines = rows.iter().map(line).collect::<Result<Vec<String>, _>>()?;
        lines.sort_unstable();
        bytes.extend_from_slice(format!("[{name}]\n").as_bytes());
        for line in lines {
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}

fn line(row: &AnyRow) -> Result<String, sqlx::Error> {
    let columns = row.columns().iter().enumerate().map(|(index, column)| {
        Ok(match column.type_info().kind() {
            AnyTypeInfoKind::Text => serde_json::Value::String(row.try_get(index)?),
            AnyTypeInfoKind::Null
            | AnyTypeInfoKind::Bool
            | AnyTypeInfoKind::SmallInt
            | AnyTypeInfoKind::Integer
            | AnyTypeInfoKind::BigInt
            | AnyTypeInfoKind::Real
            | AnyTypeInfoKind::Double
            | AnyTypeInfoKind::Blob => row.try_get::<i64, _>(index)?.into(),
        })
    });
    let columns = columns.collect::<Result<Vec<serde_json::Value>, sqlx::Error>>()?;
    serde_json::to_string(&columns).map_err(|error| sqlx::Error::Decode(error.into()))
}
