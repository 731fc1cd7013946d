//! Which kind of document a text is: by its cover and headings, never by the name of the file.

use std::sync::LazyLock;

use regex::Regex;
use thiserror::Error;

use crate::facts::PaperKind;
use crate::layout::pattern::pattern;
use crate::source::Source;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A Release Implementation Document.
    ReleaseImplementationDocument,
    /// A Modification Report, with or without its annexes.
    ModificationReport,
    /// The legal text of a modification.
    LegalText,
    /// Another paper of the process, with the line of its cover that says which.
    Process(PaperKind, usize),
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReleaseImplementationDocument => "release-implementation-document",
            Self::ModificationReport => "modification-report",
            Self::LegalText => "legal-text",
            Self::Process(kind, _) => kind.name(),
        }
    }
}

/// The text is none of the kinds that are known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "{path} is none of the documents that can be read: a Release Implementation Document, a Modification Report or \
     the legal text of a modification, or another paper of the process (Draft Proposal form, consultation document, \
     response form, responses, paper for decision, vote record, decision letter, Testing Approach Document, completion \
     report, agenda, meeting pack, minutes, policy); the cover or a heading must say which it is"
)]
pub struct UnknownKind {
    /// The file.
    pub path: String,
}

/// How far into a document its cover may reach, in lines with text.
const COVER: usize = 60;

static LEGAL_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\**(?:\d+\.\s*)?(?:draft |proposed )?legal (?:text|drafting)(?: changes)?(?: for [A-Z]{1,6}P? ?\d+[A-Z]?)?(?:\s*[–—:-].*)?\**$",
    )
});

static INSTRUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:(?:Add|Amend|Insert|Delete|Replace|Renumber|Move) .*(?:\bas follows|alphabetical order)\s*:?|(?:In|After|Before|For|Delete|Omit|Renumber|Move|At the (?:end|beginning|start) of|(?:Leave out|Omit|For|After|Before) .{1,80} (?:in|from)) (?:Section|Clause|Paragraph|Condition)s? [A-Z]{0,2}\d+[A-Z]?\.\d.*(?:\b(?:insert|replace|delete|omit|substitute)\b.*)?[.:])\**$",
    )
});

/// Recognises the kind of a document.
///
/// The cover decides first; a text with no cover is a legal text where a heading or an instruction says so.
///
/// # Errors
/// [`UnknownKind`] where neither does.
pub fn recognise(source: &Source) -> Result<Kind, UnknownKind> {
    let mut joined = String::new();
    for line in source.lines().iter().filter(|line| !line.is_blank()).take(COVER) {
        let text = line.trimmed().trim_matches('*').trim();
        if text.eq_ignore_ascii_case("modification report") {
            return Ok(Kind::ModificationReport);
        }
        // A cover title may be wrapped over two lines, so each line is looked at with the one before it.
        let wrapped = format!("{joined} {text}");
        if is_release_document_title(&wrapped) || is_release_document_title(text) {
            return Ok(Kind::ReleaseImplementationDocument);
        }
        joined = text.to_owned();
    }
    if let Some((kind, said_at)) = super::process_paper::recognised(source) {
        return Ok(Kind::Process(kind, said_at));
    }
    let legal = |line: &crate::source::Line| {
        let text = line.trimmed();
        LEGAL_HEADING.is_match(text) || INSTRUCTION.is_match(text)
    };
    if source.lines().iter().any(legal) {
        return Ok(Kind::LegalText);
    }
    Err(UnknownKind { path: source.path.clone() })
}

/// A title line, not a sentence: it ends with the kind of document and has no full stop.
pub(super) fn is_release_document_title(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    text.ends_with("release implementation document") && !text.contains('.') && text.split_whitespace().count() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Result<Kind, UnknownKind> {
        recognise(&Source::from_bytes("f.txt", text.as_bytes()).unwrap())
    }

    #[test]
    fn a_cover_says_what_the_document_is() {
        assert_eq!(kind("MP900\n\nModification Report\n"), Ok(Kind::ModificationReport));
        assert_eq!(
            kind("March 2031 Release\n\nSEC Release Implementation \n\nDocument \n"),
            Ok(Kind::ReleaseImplementationDocument)
        );
        assert_eq!(kind("Summary\n\n 1. Draft Legal Text\n"), Ok(Kind::LegalText));
        assert_eq!(kind("Amend Section B2.1 as follows:\n"), Ok(Kind::LegalText));
        assert_eq!(kind("Leave out “a” in Section B2.1.\n"), Ok(Kind::LegalText));
        assert_eq!(kind("At the end of Section B2.1 insert “a”.\n"), Ok(Kind::LegalText));
    }

    #[test]
    fn a_text_that_only_talks_of_a_kind_is_not_of_that_kind() {
        let error = kind("Dear all,\n\nThe Modification Report is late.\n").unwrap_err();
        assert!(error.to_string().contains("a Release Implementation Document, a Modification Report or"));
    }
}
