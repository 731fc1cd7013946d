//! Rows and changes that wait to be written, so that many go to the database at once.
//!
//! Each statement that is sent costs a way to the database and back: between two threads for SQLite, over a network for
//! PostgreSQL. Rows of one table go in one statement. Where there are few, all statements go to SQLite as one text.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use sqlx::sqlite::Sqlite;
use sqlx::{AnyConnection, AssertSqlSafe, Database, SqlSafeStr, SqlStr};

/// How many rows one statement holds at most. Both engines let a statement have more than 32,000 values.
const TOGETHER: usize = 64;
/// Up to so many rows go to SQLite as one text: it keeps each text that it was given prepared, and there must not be too many.
const AS_ONE_TEXT: usize = 16;

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.cast_signed())
    }
}

/// What waits to be written, by statement. Statements keep the order in which each was first added; within one, so do rows.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    waiting: Vec<Waiting>,
    rows: usize,
}

#[derive(Debug)]
struct Waiting {
    sql: &'static str,
    /// The values of one row.
    width: usize,
    /// The values of all rows, one row after another.
    values: Vec<Value>,
}

impl Waiting {
    fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }
}

impl Pending {
    /// Adds a row to what a statement writes, or another execution of one that is no insert.
    pub(crate) fn add<const WIDTH: usize>(&mut self, sql: &'static str, row: [Value; WIDTH]) {
        self.rows += 1;
        match self.waiting.iter_mut().find(|waiting| waiting.sql == sql) {
            Some(waiting) => waiting.values.extend(row),
            None => self.waiting.push(Waiting { sql, width: WIDTH, values: Vec::from(row) }),
        }
    }

    /// Whether so much waits that more would save nothing.
    pub(crate) fn is_much(&self) -> bool {
        self.waiting.iter().any(|waiting| waiting.rows() >= TOGETHER)
    }

    /// Writes all that waits; nothing waits any more.
    pub(crate) async fn write(&mut self, conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let (waiting, rows) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.rows));
        if rows <= AS_ONE_TEXT && conn.backend_name() == Sqlite::NAME {
            return as_one_text(conn, waiting).await;
        }
        for one in waiting {
            let mut left = one.rows();
            let mut values = one.values.into_iter();
            while left > 0 {
                // Powers of two, so that few texts are ever prepared.
                let rows = if takes_many(one.sql) { TOGETHER.min(1 << left.ilog2()) } else { 1 };
                execute(conn, text(one.sql, rows), values.by_ref().take(rows * one.width)).await?;
                left -= rows;
            }
        }
        Ok(())
    }
}

async fn execute(
    conn: &mut AnyConnection,
    sql: SqlStr,
    values: impl Iterator<Item = Value>,
) -> Result<(), sqlx::Error> {
    let mut statement = sqlx::query(sql);
    for value in values {
        statement = match value {
            Value::Text(text) => statement.bind(text),
            Value::Number(number) => statement.bind(number),
        };
    }
    statement.execute(conn).await.map(drop)
}

/// Sends statements as one text: SQLite takes them one by one and stops at the first that fails.
async fn as_one_text(conn: &mut AnyConnection, waiting: Vec<Waiting>) -> Result<(), sqlx::Error> {
    let (mut sql, mut values) = (String::new(), Vec::new());
    for mut one in waiting {
        let rows = one.rows();
        let (times, together) = if takes_many(one.sql) { (1, rows) } else { (rows, 1) };
        for time in 0..times {
            spell(&mut sql, one.sql, together, values.len() + time * one.width);
            sql.push(';');
        }
        values.append(&mut one.values);
    }
    if values.is_empty() { Ok(()) } else { execute(conn, AssertSqlSafe(sql).into_sql_str(), values.into_iter()).await }
}

/// The text of a statement for so many rows.
fn text(sql: &'static str, rows: usize) -> SqlStr {
    /// By statement and number of rows.
    static TEXTS: LazyLock<Mutex<BTreeMap<(&'static str, usize), Arc<str>>>> = LazyLock::new(Mutex::default);
    if rows == 1 {
        return sql.into_sql_str();
    }
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let text = texts.entry((sql, rows)).or_insert_with(|| of_many(sql, rows).into());
    AssertSqlSafe(Arc::clone(text)).into_sql_str()
}

/// The text of an insert of one row for so many.
pub(crate) fn of_many(sql: &str, rows: usize) -> String {
    let mut text = String::new();
    spell(&mut text, sql, rows, 0);
    text
}

/// Whether a statement is an insert of one row whose values are all given, so that one may have more rows.
pub(crate) fn takes_many(sql: &str) -> bool {
    Insert::read(sql).is_some()
}

/// Writes the text of a statement for so many rows, its values numbered on from so many before them.
fn spell(text: &mut String, sql: &str, rows: usize, before: usize) {
    let Some(insert) = Insert::read(sql) else {
        return renumber(text, sql, before);
    };
    text.push_str(insert.head);
    let mut number = before;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..insert.width {
            number += 1;
            text.push_str(if column == 0 { "$" } else { ", $" });
            push(text, number);
        }
        text.push(')');
    }
    text.push_str(insert.tail);
}

/// Writes a statement with the numbers of its values raised.
fn renumber(text: &mut String, sql: &str, by: usize) {
    let mut parts = sql.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at_checked(digits).unwrap_or((part, ""));
        text.push('$');
        push(text, number.parse().unwrap_or(0) + by);
        text.push_str(rest);
    }
}

/// Writes a number, without memory of its own.
fn push(text: &mut String, number: usize) {
    if number > 9 {
        push(text, number / 10);
    }
    text.extend(u8::try_from(number % 10).map(|digit| char::from(b'0' + digit)));
}

/// An insert of one row: what stands before its values, how many there are, and what stands after them.
struct Insert<'a> {
    head: &'a str,
    width: usize,
    tail: &'a str,
}

impl<'a> Insert<'a> {
    fn read(sql: &'a str) -> Option<Self> {
        let (before, _) = sql.split_once("VALUES (")?;
        let (head, rest) = sql.split_at_checked(before.len() + "VALUES ".len())?;
        let (values, tail) = rest.strip_prefix('(')?.split_once(')')?;
        let width = values.split(", ").count();
        let number_of = |value: &str| value.strip_prefix('$')?.parse::<usize>().ok();
        let all_given = values.split(", ").zip(1..).all(|(value, number)| number_of(value) == Some(number));
        (all_given && !tail.contains('$')).then_some(Self { head, width, tail })
    }
}

#[cfg(test)]
mod tests;
