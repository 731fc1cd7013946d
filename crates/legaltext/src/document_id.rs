//! Which document of a Code.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::as_string::as_string;
use crate::number::natural;

/// The kinds of document that make up a Code, in the order in which a Code prints them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A lettered part of the main text: Section D.
    Section,
    /// A schedule: Schedule 1.
    Schedule,
    /// An appendix (in the SEC a subsidiary document): Appendix AG.
    Appendix,
    /// An annex.
    Annex,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [DocumentKind; 4] =
        [DocumentKind::Section, DocumentKind::Schedule, DocumentKind::Appendix, DocumentKind::Annex];

    /// The word that is printed: `Section`.
    pub fn word(self) -> &'static str {
        match self {
            DocumentKind::Section => "Section",
            DocumentKind::Schedule => "Schedule",
            DocumentKind::Appendix => "Appendix",
            DocumentKind::Annex => "Annex",
        }
    }

    /// The word of an address: `section`.
    pub fn slug(self) -> &'static str {
        match self {
            DocumentKind::Section => "section",
            DocumentKind::Schedule => "schedule",
            DocumentKind::Appendix => "appendix",
            DocumentKind::Annex => "annex",
        }
    }
}

/// A document of a Code, as its address writes it: `section-d`, `appendix-ag`, `schedule-1`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DocumentId {
    kind: DocumentKind,
    /// In capitals; what is left of the room is zero.
    letter: [u8; LONGEST],
}

/// Most characters of a document's letter.
const LONGEST: usize = 4;

as_string!(DocumentId, "A document of the Code.", "section-d");

/// Why a text does not name a document of a Code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" does not name a document of a Code; write for example section-d or appendix-ag")]
pub struct DocumentIdError(pub String);

impl DocumentId {
    /// The document of a kind and letter; the letter is kept in capitals.
    ///
    /// # Errors
    /// When the letter is empty, longer than four characters, or holds anything but letters and digits.
    pub fn new(kind: DocumentKind, letter: &str) -> Result<Self, DocumentIdError> {
        let id = DocumentId::formed(kind, letter.as_bytes());
        id.ok_or_else(|| DocumentIdError(format!("{} {letter}", kind.word())))
    }

    /// The Section of a letter that numbers begin with; none for one that is no Section's.
    pub(crate) fn section(letter: &str) -> Option<Self> {
        DocumentId::formed(DocumentKind::Section, letter.as_bytes())
    }

    fn formed(kind: DocumentKind, text: &[u8]) -> Option<Self> {
        let mut letter = [0; LONGEST];
        let room = letter.get_mut(..text.len()).filter(|room| !room.is_empty())?;
        room.copy_from_slice(text);
        room.make_ascii_uppercase();
        text.iter().all(u8::is_ascii_alphanumeric).then_some(DocumentId { kind, letter })
    }

    /// Section, Schedule, Appendix or Annex.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The letter or number of the document, in capitals: `D`, `AG`, `1`.
    pub fn letter(&self) -> &str {
        let length = self.letter.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        str::from_utf8(self.letter.get(..length).unwrap_or_default()).unwrap_or("")
    }

    /// As the Code prints it: `Section D`.
    pub fn printed(&self) -> String {
        format!("{} {}", self.kind.word(), self.letter())
    }

    /// Reads `Section D` as the Code prints it; the word may be in capitals.
    ///
    /// # Errors
    /// When the text is not the word of a kind and a letter.
    pub fn from_printed(text: &str) -> Result<Self, DocumentIdError> {
        let refused = || DocumentIdError(text.to_owned());
        let (word, letter) = text.trim().split_once(' ').ok_or_else(refused)?;
        let kind = DocumentKind::ALL.into_iter().find(|k| k.word().eq_ignore_ascii_case(word)).ok_or_else(refused)?;
        DocumentId::new(kind, letter.trim()).map_err(|_| refused())
    }
}

impl FromStr for DocumentId {
    type Err = DocumentIdError;

    fn from_str(text: &str) -> Result<Self, DocumentIdError> {
        let refused = || DocumentIdError(text.to_owned());
        let (slug, letter) = text.split_once('-').ok_or_else(refused)?;
        let kind = DocumentKind::ALL.into_iter().find(|k| k.slug() == slug).ok_or_else(refused)?;
        DocumentId::new(kind, letter).map_err(|_| refused())
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.slug(), self.letter().to_ascii_lowercase())
    }
}

impl Ord for DocumentId {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_letter = || match self.letter == other.letter {
            true => Ordering::Equal,
            false => natural(self.letter(), other.letter()).then_with(|| self.letter().cmp(other.letter())),
        };
        self.kind.cmp(&other.kind).then_with(by_letter)
    }
}

impl PartialOrd for DocumentId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_an_address_and_a_printed_name() {
        let id: DocumentId = "appendix-ag".parse().unwrap();
        assert_eq!(id.printed(), "Appendix AG");
        assert_eq!(DocumentId::from_printed("Appendix AG").unwrap(), id);
        assert_eq!(id.to_string(), "appendix-ag");
        for wrong in ["", "section", "part-d", "section-", "section-d.1", "Section D"] {
            assert!(wrong.parse::<DocumentId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn sections_come_before_appendices_and_z_before_aa() {
        let id = |t: &str| t.parse::<DocumentId>().unwrap();
        assert!(id("section-z") < id("appendix-a"));
        assert!(id("appendix-z") < id("appendix-aa"));
        assert!(id("schedule-2") < id("schedule-10"));
    }
}
