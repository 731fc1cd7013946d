//! The pages, one file each.

mod act_form;
mod acts;
mod bodies;
mod calendar;
mod check;
mod code_home;
mod codes;
mod compare;
mod consultations;
mod contents;
mod defects;
mod document;
mod draft;
mod event;
mod follow;
mod keeping;
mod modification;
mod paper;
mod problem;
mod provision;
mod record;
mod register;
mod releases;
mod rules;
mod ruling;
mod sign_in;
mod thing;
mod words;

pub use act_form::ActFormPage;
pub use acts::{ActGroup, ActsPage};
pub use bodies::{BodiesPage, BodyRow, CategoryRow, PartyRow};
pub use calendar::{CalendarEntry, CalendarMonth, CalendarPage};
pub use check::{CheckPage, CheckedDocument, CheckedFinding};
pub use code_home::{ClosingSoon, CodeHomePage, GoLive, NextRelease, StageCount};
pub use codes::{CodeCard, CodesPage};
pub use compare::ComparePage;
pub use consultations::{ConsultationRow, ConsultationsPage};
pub use contents::{ContentsPage, DocumentRow};
pub use defects::{DefectLine, DefectsPage, DocumentDefects};
pub use document::{ContentsEntry, DocumentPage, EditionLine, TreeDocument};
pub use draft::{DraftClash, DraftOutcome, DraftPage};
pub use event::EventPage;
pub use follow::FollowPage;
pub use keeping::{Button, ButtonList, ButtonRow, KeepingPage};
pub use modification::{
    Answer, ConsultationView, Foreseen, HistoryLine, ImplementationDate, LegalTextView, ModificationPage, NextStep,
    Question,
};
pub use paper::PaperPage;
pub use problem::ProblemPage;
pub use provision::{ProposedChange, ProvisionPage, ProvisionVersion};
pub use record::{Checkpoint, RecordPage, RecordRow};
pub use register::{RegisterPage, RegisterRow};
pub use releases::{ReleaseRow, ReleasesPage};
pub use rules::{RuleRow, RulesPage};
pub use ruling::{RulingOutcome, RulingPage};
pub use sign_in::SignInPage;
pub use thing::ThingPage;
pub use words::{WordLine, WordNote, WordsPage};
