//! Blocks: the parts of a page about one thing. Each is a heading with facts, a table or words; the same values are the
//! page's data, so that a page and its JSON cannot say different things.

use serde_json::{Map, Value, json};

use super::{Day, Link, Moment, Tag};
use crate::paths::Address;

/// One value of a fact or of a table's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// There is none; what a reader is told instead: `None`, `Not set`.
    Nothing(String),
    /// Words.
    Words(String),
    /// A count.
    Number(i64),
    /// An amount in whole pounds.
    Pounds(i64),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Moment),
    /// A link.
    Link(Link),
    /// Several links.
    Links(Vec<Link>),
    /// A state.
    Tag(Tag),
    /// Several lines of words.
    Lines(Vec<String>),
    /// A mark in a matrix: whether the row touches the column.
    Mark(bool),
    /// Several values together, in order.
    Several(Vec<Entry>),
}

impl Entry {
    /// Words; nothing where they are empty.
    pub fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.trim().is_empty() { Self::nothing() } else { Self::Words(words) }
    }

    /// Nothing, said so.
    pub fn nothing() -> Self {
        Self::Nothing("None".to_owned())
    }

    /// A day, or what is said where there is none.
    pub fn day(day: Option<jiff::civil::Date>, otherwise: &str) -> Self {
        day.map_or_else(|| Self::Nothing(otherwise.to_owned()), |day| Self::Day(Day(day)))
    }

    /// Lines; nothing where there are none.
    pub fn lines(lines: Vec<String>) -> Self {
        if lines.is_empty() { Self::nothing() } else { Self::Lines(lines) }
    }

    /// Links; nothing where there are none.
    pub fn links(links: Vec<Link>) -> Self {
        if links.is_empty() { Self::nothing() } else { Self::Links(links) }
    }

    /// A count of things.
    pub fn count(things: usize) -> Self {
        Self::Number(i64::try_from(things).unwrap_or(i64::MAX))
    }

    /// It is a figure, which stands at the right of its column.
    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Pounds(_))
    }

    /// The amount with its thousands set apart: `£1,180,042`. Empty for what is no amount.
    pub fn pounds(&self) -> String {
        let Self::Pounds(amount) = self else { return String::new() };
        format!("{}£{}", if *amount < 0 { "-" } else { "" }, grouped(amount.unsigned_abs()))
    }

    /// The value as data.
    pub fn as_data(&self) -> Value {
        match self {
            Self::Nothing(_) => Value::Null,
            Self::Words(words) => json!(words),
            Self::Number(number) | Self::Pounds(number) => json!(number),
            Self::Day(day) => json!(day.iso()),
            Self::Moment(moment) => json!(moment.iso()),
            Self::Link(link) => json!({ "words": link.words, "href": link.href().to_string() }),
            Self::Links(links) => {
                let one = |link: &Link| json!({ "words": link.words, "href": link.href().to_string() });
                links.iter().map(one).collect()
            }
            Self::Tag(tag) => json!(tag.words),
            Self::Lines(lines) => json!(lines),
            Self::Mark(mark) => json!(mark),
            Self::Several(all) => all.iter().map(Self::as_data).collect(),
        }
    }
}

/// A number with its thousands set apart by commas.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A column of a table, or the label of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its name in the data.
    pub key: String,
    /// What the reader sees.
    pub words: String,
}

impl Heading {
    /// A heading in words; its name in the data is made of them.
    pub fn new(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { key: key_of(&words), words }
    }
}

/// The name that words have in data: lower case, everything but letters and digits a low line.
fn key_of(words: &str) -> String {
    let mut key = String::new();
    for letter in words.chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    key.trim_end_matches('_').to_owned()
}

/// What a block holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Facts with their labels.
    Facts(Vec<(Heading, Entry)>),
    /// A table; its first column names the rows.
    Table(Vec<Heading>, Vec<Vec<Entry>>),
    /// A table of marks with many narrow columns.
    Matrix(Vec<Heading>, Vec<Vec<Entry>>),
    /// Paragraphs.
    Words(Vec<String>),
}

/// One part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name in the data, and on the page the id of its heading.
    pub key: String,
    /// The heading.
    pub heading: String,
    /// More about it, in a sentence or two.
    pub about: Option<String>,
    /// What it holds.
    pub held: Held,
    /// What is said while it is empty: what will stand there.
    pub empty: String,
    /// It is folded until the reader opens it.
    pub folded: bool,
    /// A number that the reader may give for it to be worked out anew.
    pub asks: Option<Asks>,
}

/// A number that a reader gives, for which a page is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// What is asked: `What if they came later by so many Working Days`.
    pub label: String,
    /// The name of the parameter.
    pub name: &'static str,
    /// What it is now.
    pub value: u16,
    /// The most that may be given.
    pub most: u16,
    /// The page.
    pub page: Address,
}

impl Block {
    fn new(key: impl Into<String>, heading: &str, held: Held, empty: &str) -> Self {
        Self {
            key: key.into(),
            heading: heading.to_owned(),
            about: None,
            held,
            empty: empty.to_owned(),
            folded: false,
            asks: None,
        }
    }

    /// Facts; a label each.
    pub fn facts(key: impl Into<String>, heading: &str, facts: Vec<(&str, Entry)>) -> Self {
        let facts = facts.into_iter().map(|(words, entry)| (Heading::new(words), entry)).collect();
        Self::new(key, heading, Held::Facts(facts), "Nothing is recorded yet.")
    }

    /// A table, with what is said while it has no rows.
    pub fn table(key: impl Into<String>, heading: &str, columns: &[&str], rows: Vec<Vec<Entry>>, empty: &str) -> Self {
        let columns = columns.iter().map(|words| Heading::new(*words)).collect();
        Self::new(key, heading, Held::Table(columns, rows), empty)
    }

    /// A matrix of marks: the corner, the columns, and each row with its marks.
    pub fn matrix(
        key: impl Into<String>,
        heading: &str,
        columns: Vec<String>,
        rows: Vec<Vec<Entry>>,
        empty: &str,
    ) -> Self {
        let columns = columns.into_iter().map(Heading::new).collect();
        Self::new(key, heading, Held::Matrix(columns, rows), empty)
    }

    /// Paragraphs.
    pub fn words(key: impl Into<String>, heading: &str, paragraphs: Vec<String>, empty: &str) -> Self {
        Self::new(key, heading, Held::Words(paragraphs), empty)
    }

    /// The same with a sentence about it.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// The same, with a number that the reader may give.
    #[must_use]
    pub fn asking(mut self, asks: Asks) -> Self {
        self.asks = Some(asks);
        self
    }

    /// The same, folded.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// It holds nothing yet.
    pub fn is_empty(&self) -> bool {
        match &self.held {
            Held::Facts(facts) => facts.is_empty(),
            Held::Table(_, rows) | Held::Matrix(_, rows) => rows.is_empty(),
            Held::Words(words) => words.is_empty(),
        }
    }

    /// The columns of its table: what each is called, and whether it holds figures.
    pub fn columns(&self) -> Vec<(&str, bool)> {
        match &self.held {
            Held::Table(columns, rows) | Held::Matrix(columns, rows) => {
                let figures = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(Entry::is_figure));
                columns.iter().enumerate().map(|(at, column)| (column.words.as_str(), figures(at))).collect()
            }
            Held::Facts(_) | Held::Words(_) => Vec::new(),
        }
    }

    /// How many rows or paragraphs it has.
    pub fn len(&self) -> usize {
        match &self.held {
            Held::Facts(facts) => facts.len(),
            Held::Table(_, rows) | Held::Matrix(_, rows) => rows.len(),
            Held::Words(words) => words.len(),
        }
    }

    /// What it holds, as data: an object, or a list of objects.
    pub fn as_data(&self) -> Value {
        let object = |pairs: &mut dyn Iterator<Item = (&Heading, &Entry)>| {
            let fields: Map<String, Value> =
                pairs.map(|(heading, entry)| (heading.key.clone(), entry.as_data())).collect();
            Value::Object(fields)
        };
        match &self.held {
            Held::Facts(facts) => object(&mut facts.iter().map(|(heading, entry)| (heading, entry))),
            Held::Table(columns, rows) | Held::Matrix(columns, rows) => {
                rows.iter().map(|row| object(&mut columns.iter().zip(row))).collect()
            }
            Held::Words(words) => json!(words),
        }
    }
}

/// Blocks as the fields of one object.
pub(crate) fn as_data(blocks: &[Block]) -> Map<String, Value> {
    blocks.iter().map(|block| (block.key.replace('-', "_"), block.as_data())).collect()
}
