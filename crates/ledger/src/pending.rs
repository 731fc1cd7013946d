//! Rows and changes that wait to be written, so that many go to the database at once.
//!
//! Each statement that is sent costs a way to the database and back: between two threads for SQLite, over a network for
//! PostgreSQL. Rows of one table go in one statement. Where there are few, all statements go to SQLite as one text.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Whether it may write many rows at once.
    is_insert: bool,
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
    /// Adds a row to what an insert writes: a statement that writes one row, of values that are all given, in their order.
    pub(crate) fn insert<const WIDTH: usize>(&mut self, sql: &'static str, row: [Value; WIDTH]) {
        self.add(sql, true, row);
    }

    /// Adds an execution of any other statement.
    pub(crate) fn execute<const WIDTH: usize>(&mut self, sql: &'static str, values: [Value; WIDTH]) {
        self.add(sql, false, values);
    }

    fn add<const WIDTH: usize>(&mut self, sql: &'static str, is_insert: bool, row: [Value; WIDTH]) {
        const { assert!(WIDTH > 0, "a statement without values has no rows to count") };
        self.rows += 1;
        match self.waiting.iter_mut().find(|waiting| std::ptr::eq(waiting.sql, sql) || waiting.sql == sql) {
            Some(waiting) => waiting.values.extend(row),
            None => self.waiting.push(Waiting { sql, is_insert, width: WIDTH, values: Vec::from(row) }),
        }
    }

    /// Whether so much waits that more would save nothing.
    pub(crate) fn is_much(&self) -> bool {
        self.waiting.iter().any(|waiting| waiting.rows() >= TOGETHER)
    }

    /// Writes all that waits to SQLite, and then executes a statement without values: with the same text, where that saves a
    /// way there and back.
    ///
    /// # Errors
    /// What was written, or that statement, failed; nothing after that was tried.
    pub(crate) async fn write_and(mut self, conn: &mut AnyConnection, then: &'static str) -> Result<(), sqlx::Error> {
        if self.rows > AS_ONE_TEXT {
            self.write(conn).await?;
        }
        let (mut sql, values) = as_one_text(std::mem::take(&mut self.waiting));
        sql.push_str(then);
        execute(conn, AssertSqlSafe(sql).into_sql_str(), values).await
    }

    /// Writes all that waits; nothing waits any more.
    pub(crate) async fn write(&mut self, conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let (waiting, rows) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.rows));
        let signs = Signs::of(conn);
        if rows <= AS_ONE_TEXT && signs == Signs::Plain {
            let (sql, values) = as_one_text(waiting);
            return if sql.is_empty() {
                Ok(())
            } else {
                execute(conn, AssertSqlSafe(sql).into_sql_str(), values).await
            };
        }
        for one in waiting {
            let mut left = one.rows();
            let mut values = one.values.into_iter();
            while left > 0 {
                // Powers of two, so that few texts are ever prepared.
                let rows = if one.is_insert { TOGETHER.min(1 << left.ilog2()) } else { 1 };
                execute(conn, text(one.sql, rows, signs), values.by_ref().take(rows * one.width)).await?;
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

/// Statements as one text: SQLite takes them one by one and stops at the first that fails.
fn as_one_text(waiting: Vec<Waiting>) -> (String, impl Iterator<Item = Value>) {
    // A plain sign stands for the value after that of the sign before it, in whichever statement that is; a number, for the
    // value of that number. So the values of plain signs are the first of all.
    let (mut sql, mut values, mut numbered) = (String::new(), Vec::new(), Vec::new());
    let plain: usize = waiting.iter().filter(|one| one.is_insert).map(|one| one.values.len()).sum();
    for mut one in waiting {
        if one.is_insert {
            spell(&mut sql, one.sql, one.rows(), Signs::Plain);
            sql.push(';');
            values.append(&mut one.values);
        } else {
            for _ in 0..one.rows() {
                renumber(&mut sql, one.sql, plain + numbered.len());
                sql.push(';');
                numbered.extend(one.values.drain(..one.width));
            }
        }
    }
    (sql, values.into_iter().chain(numbered))
}

/// How a text names its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Signs {
    /// By their numbers, as PostgreSQL wants them.
    Numbered,
    /// All alike. SQLite knows numbers too, but goes through all of them to find one.
    Plain,
}

impl Signs {
    /// Those of the engine behind a connection.
    pub(crate) fn of(conn: &AnyConnection) -> Self {
        if conn.backend_name() == Sqlite::NAME { Self::Plain } else { Self::Numbered }
    }
}

/// The text of a statement for so many rows.
fn text(sql: &'static str, rows: usize, signs: Signs) -> SqlStr {
    /// By statement, number of rows and engine.
    type Texts = BTreeMap<(&'static str, usize, Signs), Arc<str>>;
    static TEXTS: Mutex<Texts> = Mutex::new(Texts::new());
    if rows == 1 {
        return sql.into_sql_str();
    }
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let text = texts.entry((sql, rows, signs)).or_insert_with(|| of_many(sql, rows, signs).into());
    AssertSqlSafe(Arc::clone(text)).into_sql_str()
}

/// The text of an insert of one row for so many.
pub(crate) fn of_many(sql: &str, rows: usize, signs: Signs) -> String {
    let mut text = String::new();
    spell(&mut text, sql, rows, signs);
    text
}

/// Whether a statement is an insert of one row whose values are all given, in their order.
#[cfg(test)]
pub(crate) fn takes_many(sql: &str) -> bool {
    let gives_no_more = |insert: Insert<'_>| !insert.tail.contains('$');
    Insert::read(sql).is_some_and(gives_no_more) && of_many(sql, 1, Signs::Numbered) == sql
}

/// Writes the text of an insert of one row for so many.
fn spell(text: &mut String, sql: &str, rows: usize, signs: Signs) {
    let Some(insert) = Insert::read(sql) else { return };
    text.push_str(insert.head);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=insert.width {
            text.push_str(if column == 1 { "" } else { ", " });
            match signs {
                Signs::Plain => text.push('?'),
                Signs::Numbered => push(text, row * insert.width + column),
            }
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
        push(text, number.parse().unwrap_or(0) + by);
        text.push_str(rest);
    }
}

/// Writes the sign of a value by its number.
fn push(text: &mut String, number: usize) {
    text.push('$');
    text.push_str(&number.to_string());
}

/// An insert of one row: what stands before its values, how many there are, and what stands after them.
struct Insert<'a> {
    head: &'a str,
    width: usize,
    tail: &'a str,
}

impl<'a> Insert<'a> {
    fn read(sql: &'a str) -> Option<Self> {
        let (before, after) = sql.split_once(VALUES)?;
        let (values, tail) = after.split_once(')')?;
        let (head, _) = sql.split_at_checked(before.len() + VALUES.len() - 1)?;
        Some(Self { head, width: values.matches(',').count() + 1, tail })
    }
}

/// What every insert has before its values.
const VALUES: &str = "VALUES (";

#[cfg(test)]
mod tests;
