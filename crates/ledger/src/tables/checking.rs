//! Whether the rows that lists are made of belong to the register: cheap, because nothing is folded again.
//!
//! Compared is what follows from the register alone: proposals, their days, and releases. When a proposal last changed and the
//! lines of its history follow from the events, and only a whole verification reads those.

use std::collections::BTreeMap;

use procedure::Register;
use sqlx::{AnyConnection, Row};

use super::{day_number, days_of, moment_number, proposals};
use crate::statements::statements;

statements! {
    DAYS = "SELECT proposal, place, day, passes, what FROM deadlines WHERE code = $1";
    RELEASES = "SELECT id, name, day FROM releases WHERE code = $1";
}

/// The first thing whose row is not what the register makes of it, in words; nothing where all are.
pub(crate) async fn first_wrong(
    conn: &mut AnyConnection,
    code: &str,
    register: &Register,
) -> Result<Option<String>, sqlx::Error> {
    let made = register.proposals().map(|proposal| (proposal.id.to_string(), proposals::cells(proposal))).collect();
    let held = proposals::all(conn, code).await?;
    if let Some(id) = first_difference(made, held) {
        return Ok(Some(format!("the proposal {id}")));
    }
    let made = register.proposals().flat_map(|proposal| {
        let days = days_of(register, proposal);
        let row = |(place, day): (i64, procedure::next::Deadline)| {
            let key = (proposal.id.to_string(), place);
            (key, (day_number(day.date), moment_number(day.passes), day.what))
        };
        (1..).zip(days).map(row).collect::<Vec<_>>()
    });
    let rows = sqlx::query(DAYS).bind(code).fetch_all(&mut *conn).await?;
    let row = |row: &sqlx::any::AnyRow| {
        let key: (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let day: (i64, i64, String) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        Ok((key, day))
    };
    let held = rows.iter().map(row).collect::<Result<Vec<_>, sqlx::Error>>()?;
    if let Some((id, _)) = first_difference(made.collect(), held) {
        return Ok(Some(format!("the days of the proposal {id}")));
    }
    let made = register
        .releases()
        .map(|release| (release.id.to_string(), (release.name.as_str().to_owned(), day_number(release.date))));
    let rows = sqlx::query(RELEASES).bind(code).fetch_all(conn).await?;
    let row = |row: &sqlx::any::AnyRow| Ok((row.try_get::<String, _>(0)?, (row.try_get(1)?, row.try_get(2)?)));
    let held = rows.iter().map(row).collect::<Result<Vec<(String, (String, i64))>, sqlx::Error>>()?;
    Ok(first_difference(made.collect(), held).map(|id| format!("the release {id}")))
}

/// The first key under which two sets of rows differ.
fn first_difference<K: Ord + Clone, V: PartialEq>(made: BTreeMap<K, V>, held: Vec<(K, V)>) -> Option<K> {
    let held: BTreeMap<K, V> = held.into_iter().collect();
    let other = made.iter().find(|(key, row)| held.get(*key) != Some(*row)).map(|(key, _)| key.clone());
    let more = held.into_keys().find(|key| !made.contains_key(key));
    other.into_iter().chain(more).min()
}
