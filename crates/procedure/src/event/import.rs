//! What was taken over from papers that were published before, or beside, the register.
//!
//! These events hold the act as it was done, in `what`: fields may be added to it with a default, and none may be taken away.

use jiff::civil::Date;

use super::area::area;
use crate::act::{ImportPaper, ImportedProposal, ImportedRelease};
use crate::names::{ProposalId, ReleaseId, day};

area! {
    /// Something that was taken over from a paper.
    ImportEvent {
        /// A paper was imported, with all that it says.
        PaperImported "paper-imported" of paper {
            paper: String,
            by: String,
            what: ImportPaper,
        }
        /// A release was taken over from a paper.
        ReleaseImported "release-imported" of release {
            release: ReleaseId,
            paper: String,
            what: ImportedRelease,
        }
        /// A proposal was taken over from a paper, as it stood on the paper's day.
        ProposalImported "proposal-imported" of proposal {
            proposal: ProposalId,
            paper: String,
            as_of: Date,
            what: ImportedProposal,
        }
    }
}

impl ImportEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::PaperImported { what, .. } => {
                let (file, count) = (&what.file, what.facts.len());
                format!("The paper {} was imported from {file}: {count} facts, none of them ruled on here", what.title)
            }
            Self::ReleaseImported { what, paper, .. } => {
                format!("The {} of {} was taken over from the paper {paper}", what.name, day(what.date))
            }
            Self::ProposalImported { what, paper, as_of, .. } => format!(
                "{} was taken over from the paper {paper} as it stood on {}: {}; nobody ruled on that here",
                what.number,
                day(*as_of),
                what.stage.words()
            ),
        }
    }

    /// The files that it names, by their SHA-256: the paper, and its words where they were given beside it.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let paper = match self {
            Self::PaperImported { what, .. } => Some(what),
            Self::ReleaseImported { .. } | Self::ProposalImported { .. } => None,
        };
        paper.into_iter().flat_map(|what| [Some(what.sha256.as_str()), what.words_sha256.as_deref()]).flatten()
    }

    /// The release that it brings.
    #[must_use]
    pub fn release(&self) -> Option<&ReleaseId> {
        match self {
            Self::ReleaseImported { release, .. } => Some(release),
            Self::PaperImported { .. } | Self::ProposalImported { .. } => None,
        }
    }
}
