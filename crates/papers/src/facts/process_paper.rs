//! Papers of the process that stand alone: forms, consultation documents, responses, papers of meetings, letters, test
//! documents. They have no layout of their own to be read by; what they say is read section by section.

use jiff::civil::Date;
use serde::Serialize;

use super::{Consultation, Particulars, Placed};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal,)*) => {
        /// Which paper of the process it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum PaperKind {
            $($(#[$doc])* $variant,)*
        }

        impl PaperKind {
            /// The name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    /// The form on which a Draft Proposal is raised.
    DraftProposal "draft-proposal",
    /// What is consulted on.
    ConsultationDocument "consultation-document",
    /// The form for answering a consultation, empty or filled in.
    ResponseForm "response-form",
    /// The responses to a consultation side by side.
    CollatedResponses "collated-responses",
    /// What a body votes on.
    ChangeBoardPaper "change-board-paper",
    /// Who voted how.
    VoteRecord "vote-record",
    /// What was decided.
    DecisionLetter "decision-letter",
    /// How a release is tested.
    TestingApproachDocument "testing-approach-document",
    /// How a phase of testing ended.
    CompletionReport "completion-report",
    /// What a meeting will deal with.
    MeetingAgenda "meeting-agenda",
    /// What a meeting will deal with, with the papers of its items.
    MeetingPack "meeting-pack",
    /// What a meeting dealt with.
    MeetingMinutes "meeting-minutes",
    /// A policy that is kept beside the Code.
    Policy "policy",
}

/// A paper of the process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProcessPaper {
    /// Which one.
    pub kind: PaperKind,
    /// The number of the modification that it is about.
    pub id: Option<Placed<String>>,
    /// The title on its cover, without quotation marks.
    pub title: Option<Placed<String>>,
    /// Its version.
    pub version: Option<Placed<String>>,
    /// Its own date.
    pub date: Option<Placed<Date>>,
    /// The information class.
    pub classification: Option<Placed<String>>,
    /// The last day for responses, where it is about a consultation.
    pub closes: Option<Placed<Date>>,
    /// Its sections in order.
    pub sections: Vec<PaperSection>,
    /// The questions, with the answers where it holds some.
    pub consultation: Option<Consultation>,
    /// What papers of its kind all tell.
    #[serde(flatten)]
    pub particulars: Option<Particulars>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaperSection {
    /// The heading without its number; absent where the paper has no headings.
    pub title: Option<Placed<String>>,
    /// What stands as a label with a value.
    pub facts: Vec<LabelledFact>,
    /// The entries of lists.
    pub items: Vec<Placed<String>>,
    /// The tables.
    pub tables: Vec<PaperTable>,
    /// Everything else.
    pub paragraphs: Vec<Placed<String>>,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelledFact {
    /// The label without its colon.
    pub label: Placed<String>,
    /// The value; absent where nothing is filled in.
    pub value: Option<String>,
    /// The value as a day, where it is one.
    pub date: Option<Date>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaperTable {
    /// The caption.
    pub caption: Option<String>,
    /// The column headings.
    pub columns: Vec<String>,
    /// The rows, a text a cell.
    pub rows: Vec<Placed<Vec<String>>>,
}
