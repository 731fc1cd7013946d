//! Followers and what waits to be told, copied with a record: whoever moves to another engine goes on telling.

use sqlx::{AnyConnection, Row};

use crate::error::{LedgerError, while_doing};
use crate::statements::statements;

statements! {
    FOLLOWERS = "SELECT id, channel, address, stands_for, token, secret, made, asked FROM followers WHERE code = $1 ORDER BY id";
    KEEP_FOLLOWER = "INSERT INTO followers (id, code, channel, address, stands_for, token, secret, made, asked) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    FOLLOWINGS = "SELECT followings.follower, followings.page, followings.confirmed, followings.since FROM followings \
                  JOIN followers ON followers.id = followings.follower WHERE followers.code = $1 \
                  ORDER BY followings.follower, followings.page";
    KEEP_FOLLOWING = "INSERT INTO followings (follower, page, confirmed, since) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (follower, page) DO NOTHING";
    NEWS = "SELECT first_position, last_position FROM outbox WHERE code = $1 AND last_position <= $2 ORDER BY first_position";
    KEEP_NEWS = "INSERT INTO outbox (code, first_position, last_position, due, fence) VALUES ($1, $2, $3, 0, 0) \
                 ON CONFLICT (code, first_position) DO NOTHING";
    DELIVERIES = "SELECT id, follower, position, page, state, due, tries, said, changed, fence, call FROM deliveries \
                  WHERE code = $1 AND position <= $2 ORDER BY id";
    KEEP_DELIVERY = "INSERT INTO deliveries (id, code, follower, position, page, state, due, fence, tries, said, changed, call) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $11, $8, $9, $10, $12) ON CONFLICT (id) DO NOTHING";
    ROUND = "SELECT position, day FROM call_rounds WHERE code = $1";
    KEEP_ROUND = "INSERT INTO call_rounds (code, position, day, due, fence) VALUES ($1, $2, $3, 0, 0) ON CONFLICT (code) DO NOTHING";
    CALLS = "SELECT call, position FROM calls_told WHERE code = $1 AND position <= $2 ORDER BY call";
    KEEP_CALL = "INSERT INTO calls_told (code, call, position) VALUES ($1, $2, $3) ON CONFLICT (code, call) DO NOTHING";
}

const DOING: &str = "copying who follows";

/// Copies the followers of a Code, and what is to be told of its events up to a position. What was made while this runs is
/// told by the record that it was made in.
pub(crate) async fn copy(
    from: &mut AnyConnection,
    to: &mut AnyConnection,
    code: &str,
    until: u64,
) -> Result<(), LedgerError> {
    let until = until.cast_signed();
    // What is told is read before those who are told of it, so that no delivery is copied without its follower.
    let news = sqlx::query(NEWS).bind(code).bind(until).fetch_all(&mut *from).await.map_err(while_doing(DOING))?;
    let deliveries = sqlx::query(DELIVERIES).bind(code).bind(until).fetch_all(&mut *from).await;
    let deliveries = deliveries.map_err(while_doing(DOING))?;
    let followings = sqlx::query(FOLLOWINGS).bind(code).fetch_all(&mut *from).await.map_err(while_doing(DOING))?;
    let followers = sqlx::query(FOLLOWERS).bind(code).fetch_all(&mut *from).await.map_err(while_doing(DOING))?;
    let mut known = std::collections::BTreeSet::new();
    keep(to, code, &followers, &mut known).await.map_err(while_doing(DOING))?;
    for row in &followings {
        let follower: String = row.try_get(0).map_err(while_doing(DOING))?;
        if known.contains(&follower) {
            keep_following(to, row, &follower, until).await.map_err(while_doing(DOING))?;
        }
    }
    for row in &deliveries {
        let follower: String = row.try_get(1).map_err(while_doing(DOING))?;
        if known.contains(&follower) {
            keep_delivery(to, code, row, &follower).await.map_err(while_doing(DOING))?;
        }
    }
    for row in &news {
        let columns = || -> Result<(i64, i64), sqlx::Error> { Ok((row.try_get(0)?, row.try_get(1)?)) };
        let (first, last) = columns().map_err(while_doing(DOING))?;
        let kept = sqlx::query(KEEP_NEWS).bind(code).bind(first).bind(last).execute(&mut *to).await;
        kept.map_err(while_doing(DOING))?;
    }
    copy_calls(from, to, code, until).await.map_err(while_doing(DOING))
}

/// What was told of what calls on somebody, so that the copy does not tell it again. A record that goes back to an earlier
/// position looks again from there on.
async fn copy_calls(
    from: &mut AnyConnection,
    to: &mut AnyConnection,
    code: &str,
    until: i64,
) -> Result<(), sqlx::Error> {
    if let Some(row) = sqlx::query(ROUND).bind(code).fetch_optional(&mut *from).await? {
        let (position, day): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        let kept = sqlx::query(KEEP_ROUND).bind(code).bind(position.min(until)).bind(day);
        kept.execute(&mut *to).await?;
    }
    for row in sqlx::query(CALLS).bind(code).bind(until).fetch_all(&mut *from).await? {
        let kept = sqlx::query(KEEP_CALL).bind(code).bind(row.try_get::<String, _>(0)?);
        kept.bind(row.try_get::<i64, _>(1)?).execute(&mut *to).await?;
    }
    Ok(())
}

async fn keep(
    to: &mut AnyConnection,
    code: &str,
    followers: &[sqlx::any::AnyRow],
    known: &mut std::collections::BTreeSet<String>,
) -> Result<(), sqlx::Error> {
    for row in followers {
        let id: String = row.try_get(0)?;
        let kept = sqlx::query(KEEP_FOLLOWER).bind(id.as_str()).bind(code).bind(row.try_get::<String, _>(1)?);
        let kept = kept.bind(row.try_get::<String, _>(2)?).bind(row.try_get::<String, _>(3)?);
        let kept = kept.bind(row.try_get::<String, _>(4)?).bind(row.try_get::<String, _>(5)?);
        kept.bind(row.try_get::<i64, _>(6)?).bind(row.try_get::<i64, _>(7)?).execute(&mut *to).await?;
        known.insert(id);
    }
    Ok(())
}

/// A record that goes back to an earlier position tells its followers from there on.
async fn keep_following(
    to: &mut AnyConnection,
    row: &sqlx::any::AnyRow,
    follower: &str,
    until: i64,
) -> Result<(), sqlx::Error> {
    let since: i64 = row.try_get(3)?;
    let kept = sqlx::query(KEEP_FOLLOWING).bind(follower).bind(row.try_get::<String, _>(1)?);
    kept.bind(row.try_get::<i64, _>(2)?).bind(since.min(until)).execute(to).await.map(drop)
}

async fn keep_delivery(
    to: &mut AnyConnection,
    code: &str,
    row: &sqlx::any::AnyRow,
    follower: &str,
) -> Result<(), sqlx::Error> {
    let kept = sqlx::query(KEEP_DELIVERY).bind(row.try_get::<String, _>(0)?).bind(code).bind(follower);
    let kept = kept.bind(row.try_get::<i64, _>(2)?).bind(row.try_get::<String, _>(3)?);
    let kept = kept.bind(row.try_get::<String, _>(4)?).bind(row.try_get::<i64, _>(5)?);
    let kept = kept.bind(row.try_get::<i64, _>(6)?).bind(row.try_get::<String, _>(7)?);
    let kept = kept.bind(row.try_get::<i64, _>(8)?).bind(row.try_get::<i64, _>(9)?);
    kept.bind(row.try_get::<String, _>(10)?).execute(to).await.map(drop)
}
