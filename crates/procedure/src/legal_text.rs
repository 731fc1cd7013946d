//! What a legal text is made of: files, each with its amendments and the time at which they come into force.

use std::fmt;

use jiff::civil::Date;
use legaltext::Amendment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::names::{ReleaseId, day};

/// When the words of a part come into force.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Commencement {
    /// On the day of the release that the proposal is in.
    #[default]
    WithRelease,
    /// On the day of a release of its own, as the later stage of a change has one.
    InRelease(ReleaseId),
    /// On a day.
    On(Date),
    /// On the day on which another proposal, named by its number, is wholly in force.
    UponGoLive(String),
    /// On the day from which the edition of this name was designated.
    UponDesignation(String),
    /// On the day of something that the register is told of in these words.
    UponOccurrence(String),
}

impl fmt::Display for Commencement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithRelease => f.write_str("with its release"),
            Self::InRelease(release) => write!(f, "with the release {release}"),
            Self::On(date) => write!(f, "on {}", day(*date)),
            Self::UponGoLive(number) => write!(f, "when {number} is in force"),
            Self::UponDesignation(name) => write!(f, "upon the designation of {name}"),
            Self::UponOccurrence(what) => write!(f, "upon this: {what}"),
        }
    }
}

/// A part of a legal text as it is recorded. The amendments of all parts stand in one list, part after part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextPart {
    /// Its name within the legal text: `1`, `Section D`.
    pub name: String,
    /// The file that it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// How many amendments of the list it holds; nought for a part that is named and has not come.
    pub amendments: usize,
    /// When its words come into force.
    #[serde(default, skip_serializing_if = "is_with_release")]
    pub in_force: Commencement,
}

/// A part as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftPart {
    /// Its name within the legal text: `1`, `Section D`; without one its place in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name of the file that it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The amendments, one by one. A part with neither amendments nor instructions is named and still to come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// The same as a typed legal text, instead of `amendments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
    /// When its words come into force: with the release unless this says otherwise.
    #[serde(default, skip_serializing_if = "is_with_release")]
    pub in_force: Commencement,
}

/// A legal text put together from what was handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assembled {
    /// The parts, in order.
    pub parts: Vec<TextPart>,
    /// The amendments of all parts, part after part.
    pub amendments: Vec<Amendment>,
}

/// The amendments of one field or the other.
///
/// # Errors
/// Both are given, or the typed instructions cannot be read; the sentence names the line.
pub fn amendments_of(amendments: &[Amendment], instructions: Option<&str>) -> Result<Vec<Amendment>, String> {
    match instructions {
        None => Ok(amendments.to_vec()),
        Some(_) if !amendments.is_empty() => Err("give either amendments or instructions, not both".to_owned()),
        Some(text) => legaltext::instructions::parse(text).map(|read| read.amendments).map_err(|errors| {
            let sentences = errors.iter().map(ToString::to_string).collect::<Vec<_>>();
            sentences.join("; ")
        }),
    }
}

impl Assembled {
    /// One part without a file name, with the release.
    #[must_use]
    pub fn whole(amendments: Vec<Amendment>) -> Self {
        let part = TextPart {
            name: "1".to_owned(),
            file: None,
            amendments: amendments.len(),
            in_force: Commencement::WithRelease,
        };
        Self { parts: vec![part], amendments }
    }

    /// The parts handed in, in their order.
    ///
    /// # Errors
    /// Two parts have one name, or the instructions of one cannot be read.
    pub fn of(drafts: &[DraftPart]) -> Result<Self, String> {
        let mut whole = Self::default();
        for (index, draft) in drafts.iter().enumerate() {
            let name = draft.name.as_deref().map_or_else(|| (index + 1).to_string(), |name| name.trim().to_owned());
            if name.is_empty() || whole.parts.iter().any(|part| part.name.eq_ignore_ascii_case(&name)) {
                return Err(format!("part {} needs a name that no other part has", index + 1));
            }
            let amendments = amendments_of(&draft.amendments, draft.instructions.as_deref())
                .map_err(|message| format!("part {name}: {message}"))?;
            whole.parts.push(TextPart {
                name,
                file: draft.file.clone(),
                amendments: amendments.len(),
                in_force: draft.in_force.clone(),
            });
            whole.amendments.extend(amendments);
        }
        Ok(whole)
    }

    /// This text with another's amendments after those of the part of the same name: an amendment of an earlier draft.
    ///
    /// # Errors
    /// The other names a part that this text has not.
    pub fn amended_by(&self, other: &Self) -> Result<Self, String> {
        let known = |name: &str| self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
        if let Some(stray) = other.parts.iter().find(|part| !known(&part.name)) {
            let names = self.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(format!("the earlier draft has no part `{}`; its parts are {names}", stray.name));
        }
        let mut whole = Self::default();
        for part in &self.parts {
            let mut amendments = self.amendments_of_part(&part.name).to_vec();
            amendments.extend_from_slice(other.amendments_of_part(&part.name));
            whole.parts.push(TextPart { amendments: amendments.len(), ..part.clone() });
            whole.amendments.extend(amendments);
        }
        Ok(whole)
    }

    /// The amendments of one part; none where there is no such part.
    #[must_use]
    pub fn amendments_of_part(&self, name: &str) -> &[Amendment] {
        part_of(&self.parts, &self.amendments, name)
    }
}

/// The amendments of the part of a name, out of the list of all parts.
pub(crate) fn part_of<'a>(parts: &[TextPart], amendments: &'a [Amendment], name: &str) -> &'a [Amendment] {
    let mut start = 0;
    for part in parts {
        let end = start + part.amendments;
        if part.name.eq_ignore_ascii_case(name) {
            return amendments.get(start..end).unwrap_or_default();
        }
        start = end;
    }
    &[]
}

fn is_with_release(commencement: &Commencement) -> bool {
    *commencement == Commencement::WithRelease
}
