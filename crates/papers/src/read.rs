//! Text to facts: the kind of document is recognised, then read whole.
//!
//! Readers know kinds of document and kinds of layout, never a file. What they cannot read becomes a finding with
//! its place; nothing is guessed and nothing is dropped.

mod consultation;
mod cover;
mod glossary;
pub mod legal_text;
mod listed;
mod modification_report;
mod no_date;
pub(crate) mod outline;
mod process_paper;
mod recognise;
mod release_document;
mod unread;

pub use recognise::{Kind, UnknownKind, recognise};

use crate::facts::Facts;
use crate::finding::Finding;
use crate::source::Source;

/// What one document says, and what in it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The facts.
    pub facts: Facts,
    /// Parts left unread, damaged or cut off.
    pub findings: Vec<Finding>,
}

/// Reads a document of whatever kind it is.
///
/// # Errors
/// [`UnknownKind`] where the text is none of the kinds that are known.
pub fn read(source: &Source) -> Result<Reading, UnknownKind> {
    let lines = source.lines();
    let mut reading = match recognise(source)? {
        Kind::LegalText => {
            let (facts, findings) = legal_text::read(&lines, &legal_text::LegalTextContext::default());
            Reading { facts: Facts::LegalText(Box::new(facts)), findings }
        }
        Kind::ReleaseImplementationDocument => release_document::read(source),
        Kind::ModificationReport => modification_report::read(source),
        Kind::Process(kind, said_at) => {
            let (paper, findings) = process_paper::read(source, kind, said_at);
            Reading { facts: Facts::Process(Box::new(paper)), findings }
        }
    };
    no_date::tell(lines, &mut reading.findings);
    reading.findings.extend(source.notices().iter().map(unread::noticed));
    reading.findings.sort_by_key(|finding| finding.line);
    Ok(reading)
}
