//! The address of a text of a Code on the command line: `sec:section-d@2024-02-29`.

use std::fmt;
use std::path::Path;

use legaltext::DocumentId;

use crate::failure::Failure;
use crate::paths::Point;

/// How an address is written, for sentences about one that cannot be read.
const EXAMPLES: &str = "write for example sec:section-d@9.0, sec:section-d@2024-02-29, sec:section-d@2024-02-29+mp167b, \
                        sec:section-d@2024-02-29,known-2023-09-20, or sec@2024-02-29 for the whole Code";

/// A text of a Code: `sec:section-d@9.0`, `sec:section-d@2024-02-29+mp167b`, `sec@2024-02-29`; without `@` and what
/// follows, the words in force today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct EditionAddress {
    /// The Code's id.
    pub(in crate::cli) code: String,
    /// The document; none for the whole Code.
    pub(in crate::cli) document: Option<DocumentId>,
    /// The version or day, what was known, and what is mixed in; none for today.
    pub(in crate::cli) point: Option<Point>,
}

impl EditionAddress {
    /// Reads an argument that may be an address or the name of a file. `None`: it is the name of a file.
    ///
    /// # Errors
    /// It begins like an address and a part of it cannot be read; or it looks like one, no file has that name, and there
    /// is no such Code.
    pub(in crate::cli) fn of(argument: &str, codes: &[String]) -> Result<Option<Self>, Failure> {
        let end = argument.find([':', '@']);
        let head = end.and_then(|end| argument.get(..end)).unwrap_or(argument).to_ascii_lowercase();
        let known = codes.contains(&head);
        if Path::new(argument).exists() || (!known && (end.is_none() || !is_name(&head))) {
            return Ok(None);
        }
        if !known {
            let codes = codes.join(", ");
            return Err(Failure::new(format!(
                "{argument}: there is neither a file of this name nor a Code `{head}`; the Codes are {codes}"
            )));
        }
        Self::parse(argument).map(Some)
    }

    /// Reads an argument that can be nothing but an address.
    ///
    /// # Errors
    /// There is no such Code, or a part of it cannot be read.
    pub(in crate::cli) fn required(argument: &str, codes: &[String]) -> Result<Self, Failure> {
        let address = Self::parse(argument)?;
        if !codes.contains(&address.code) {
            let (code, codes) = (&address.code, codes.join(", "));
            return Err(Failure::new(format!("there is no Code `{code}`; the Codes are {codes}")));
        }
        Ok(address)
    }

    fn parse(argument: &str) -> Result<Self, Failure> {
        let text = argument.to_ascii_lowercase();
        let (place, point) = match text.split_once('@') {
            Some((place, point)) => (place, Some(point_of(argument, point)?)),
            None => (text.as_str(), None),
        };
        let (code, document) = match place.split_once(':') {
            Some((code, document)) => (code, Some(document_of(document)?)),
            None => (place, None),
        };
        if let Some(Point { text: crate::paths::Text::Edition(version), .. }) = &point
            && document.is_none()
        {
            return Err(Failure::new(format!(
                "{argument}: a version is that of a document, and none is named; write for example \
                 {code}:section-d@{version}, or a day for the whole Code"
            )));
        }
        Ok(Self { code: code.to_owned(), document, point })
    }
}

/// Letters, digits and hyphens, as the id of a Code is written.
fn is_name(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A document as an address writes it (`section-d`) or as the Code prints it (`Section D`).
fn document_of(text: &str) -> Result<DocumentId, Failure> {
    text.parse().or_else(|_| DocumentId::from_printed(text)).map_err(|error| Failure::new(error.to_string()))
}

fn point_of(argument: &str, text: &str) -> Result<Point, Failure> {
    if let Some(point) = Point::parse(text) {
        return Ok(point);
    }
    let dated = |part: &str| part.bytes().filter(|byte| *byte == b'-').count() == 2;
    let mut parts = text.split('+');
    let base = parts.next().unwrap_or_default();
    let mut days = base.split(",known-").filter(|part| dated(part) && Point::parse(part).is_none());
    if let Some(day) = days.next() {
        return Err(Failure::new(format!("{argument}: `{day}` is no day of the calendar; write it like 2024-02-29")));
    }
    if Point::parse(base).is_some() {
        return Err(Failure::new(format!("{argument}: after + stands no number of a proposal; {EXAMPLES}")));
    }
    Err(Failure::new(format!("{argument}: what stands after @ is no version and no day; {EXAMPLES}")))
}

impl fmt::Display for EditionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if let Some(document) = &self.document {
            write!(f, ":{document}")?;
        }
        match &self.point {
            Some(point) => write!(f, "@{point}"),
            None => Ok(()),
        }
    }
}
