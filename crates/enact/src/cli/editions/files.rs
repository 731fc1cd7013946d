//! Documents of a Code read from files.

use legaltext::{Document, DocumentId, Edition, markup};
use papers::akoma;
use papers::docx::{self, DocxError, Limits, Side, WordFile};
use papers::section::{self, Imported};
use papers::source::Source;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::cli::file;
use crate::failure::Failure;
use crate::reader::Reader;

/// How a file is written, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Written {
    /// Plain text.
    Plain,
    /// A Word file (a zip package).
    Word,
    /// Akoma Ntoso, or another XML.
    AkomaNtoso,
}

impl Written {
    /// What the bytes begin like.
    pub(in crate::cli) fn of(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Word
        } else if text.starts_with(b"<?xml") || text.starts_with(b"<akomaNtoso") {
            Self::AkomaNtoso
        } else {
            Self::Plain
        }
    }
}

/// Something of a file that could not be carried over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::cli) struct Loss {
    /// What kind of thing.
    pub(in crate::cli) kind: String,
    /// Where in the file, as far as it can be said.
    #[serde(rename = "where")]
    pub(in crate::cli) place: String,
    /// One sentence.
    pub(in crate::cli) message: String,
}

impl Loss {
    /// The loss as a line for people.
    pub(in crate::cli) fn sentence(&self, path: &str) -> String {
        if self.place.is_empty() {
            return format!("{path}: {}", self.message);
        }
        format!("{path}, {}: {}", self.place, self.message)
    }
}

/// The documents of a file.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Documents {
    /// The documents, in the order of the file.
    pub(in crate::cli) documents: Vec<Document>,
    /// What was not carried over.
    pub(in crate::cli) losses: Vec<Loss>,
}

impl Documents {
    /// Reads the documents of a file. `named` is the document that a file holds which does not say so itself.
    ///
    /// # Errors
    /// The file holds no documents of a Code; the sentence says at which lines.
    pub(in crate::cli) fn of(path: &str, bytes: &[u8], named: Option<&DocumentId>) -> Result<Self, Failure> {
        // Who a provision is follows from the words of the file that it came in by, wherever that file lies.
        let origin = hex(&Sha256::digest(bytes));
        match Written::of(bytes) {
            Written::Plain => plain(path, bytes, named, &origin),
            Written::AkomaNtoso => akoma_ntoso(path, bytes, named, origin),
            Written::Word => {
                let read = section::of_word(&word(path, bytes)?, Side::Accepted, named, &origin);
                imported(path, read)
            }
        }
    }

    /// Its documents as an edition.
    pub(in crate::cli) fn edition(self) -> Edition {
        Edition::new("code", self.documents)
    }
}

/// The Word file that the bytes are.
///
/// # Errors
/// They are none; the sentence says what is wrong.
pub(in crate::cli) fn word(path: &str, bytes: &[u8]) -> Result<WordFile, Failure> {
    Reader::own()?.try_first(path, bytes)?;
    docx::read(bytes, &Limits::default()).map_err(|error| Failure::new(format!("{path}: {error}")))
}

fn imported(path: &str, read: Result<Imported, DocxError>) -> Result<Documents, Failure> {
    let read = read.map_err(|error| Failure::new(format!("{path}: {error}")))?;
    Ok(Documents { documents: read.documents, losses: read.losses.into_iter().map(Loss::from).collect() })
}

impl From<docx::Loss> for Loss {
    fn from(loss: docx::Loss) -> Self {
        Self { kind: name_of(&loss.kind), place: loss.place, message: loss.message }
    }
}

/// A kind as data names it.
fn name_of(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(kind)) => kind,
        Ok(_) | Err(_) => String::new(),
    }
}

fn akoma_ntoso(path: &str, bytes: &[u8], named: Option<&DocumentId>, origin: String) -> Result<Documents, Failure> {
    let text = file::as_text(path, bytes.to_vec())?;
    let reading = akoma::Reading { origin, document: named.cloned() };
    let read = akoma::read(&text, &reading).map_err(|error| Failure::new(format!("{path}: {error}")))?;
    let losses = read.losses.into_iter();
    let losses = losses.map(|loss| Loss { kind: name_of(&loss.kind), place: loss.at, message: loss.message });
    Ok(Documents { documents: read.documents, losses: losses.collect() })
}

fn plain(path: &str, bytes: &[u8], named: Option<&DocumentId>, origin: &str) -> Result<Documents, Failure> {
    let text = file::as_text(path, bytes.to_vec())?;
    let first = text.lines().find(|line| !line.trim().is_empty());
    if first.is_none_or(|line| !line.starts_with("# ")) {
        let source = Source::from_bytes(path, bytes).map_err(|error| Failure::new(error.to_string()))?;
        return imported(path, section::of_text(&source, named, origin));
    }
    let documents = markup::parse_documents(&text, origin).map_err(|errors| sentences(path, &errors))?;
    if let (Some(named), [only]) = (named, documents.as_slice())
        && only.id() != named
    {
        let (holds, wanted) = (only.id().printed(), named.printed());
        return Err(Failure::new(format!("{path} says that it is {holds}, and --as says {wanted}; leave --as out")));
    }
    Ok(Documents { documents, losses: Vec::new() })
}

/// How many of the mistakes in a file are said one by one: in a file that is something else, every line is one.
const SHOWN: usize = 3;

/// The mistakes in a file as one sentence.
pub(in crate::cli) fn sentences<E: ToString>(path: &str, errors: &[E]) -> Failure {
    let shown: Vec<String> = errors.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = match errors.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more like these"),
    };
    Failure::new(format!("{path}: {}{more}", shown.join("; ")))
}

/// Bytes as digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
