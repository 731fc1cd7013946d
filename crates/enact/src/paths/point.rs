//! Which words of the Code an address means: an edition or a date, what was known, and which proposals are mixed in.

use std::fmt;

use jiff::civil::Date;

use super::ProposalName;

/// An edition number as documents print it: `9.0`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EditionName(String);

impl EditionName {
    /// Reads an edition number: numbers joined by dots, at least two.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.split('.').count();
        let digits = |part: &str| !part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit());
        ((2..=4).contains(&parts) && text.split('.').all(digits)).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for EditionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The base that a point names: what is in force on a day, or an edition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Text {
    /// The words in force on this day.
    On(Date),
    /// The words of this edition of the document.
    Edition(EditionName),
}

/// One text of the Code: `2024-02-29`, `9.0`, `2024-02-29,known-2023-09-20`, `2024-02-29+mp167b`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Point {
    /// The edition or the day.
    pub text: Text,
    /// Only what the record held at the end of this day counts.
    pub known: Option<Date>,
    /// Proposals read as if they had gone live, in this order.
    pub with: Vec<ProposalName>,
}

impl Point {
    /// The words in force on a day, as known now, with no proposal mixed in.
    pub fn on(day: Date) -> Self {
        Self { text: Text::On(day), known: None, with: Vec::new() }
    }

    /// The words of one edition.
    pub fn edition(name: EditionName) -> Self {
        Self { text: Text::Edition(name), known: None, with: Vec::new() }
    }

    /// The same words as they would read with a proposal applied.
    #[must_use]
    pub fn with(mut self, proposal: ProposalName) -> Self {
        self.with.push(proposal);
        self
    }

    /// Reads a point. `None` where a part of it is not known.
    pub fn parse(text: &str) -> Option<Self> {
        let mut proposals = text.split('+');
        let base = proposals.next()?;
        let with = proposals.map(ProposalName::parse).collect::<Option<Vec<_>>>()?;
        let (base, known) = match base.split_once(",known-") {
            Some((base, known)) => (base, Some(day(known)?)),
            None => (base, None),
        };
        let text = match day(base) {
            Some(day) => Text::On(day),
            None => Text::Edition(EditionName::parse(base)?),
        };
        Some(Self { text, known, with })
    }
}

/// A day in the one spelling that addresses use: `2024-02-29`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Text::On(day) => write!(f, "{day}")?,
            Text::Edition(edition) => write!(f, "{edition}")?,
        }
        if let Some(known) = self.known {
            write!(f, ",known-{known}")?;
        }
        self.with.iter().try_for_each(|proposal| write!(f, "+{proposal}"))
    }
}

/// Two texts held against each other: `2020-06-25..2024-02-29`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Compared {
    /// The text that the comparison starts from.
    pub old: Point,
    /// The text that it ends at.
    pub new: Point,
}

impl Compared {
    /// The same two texts the other way round.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self { old: self.new.clone(), new: self.old.clone() }
    }

    /// Reads the two points of a comparison.
    pub fn parse(text: &str) -> Option<Self> {
        let (old, new) = text.split_once("..")?;
        Some(Self { old: Point::parse(old)?, new: Point::parse(new)? })
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.old, self.new)
    }
}
