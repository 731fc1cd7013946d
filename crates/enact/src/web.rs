//! The site: what each page holds, and the templates that print it.
//!
//! A page is a struct of plain values with a template of the same name in `templates/pages/`. Pages hold no decisions: what may be
//! done, and why not, comes from rulings and is only printed here. All addresses are [`crate::paths::Address`]es.

mod act_offer;
pub(crate) mod block;
mod day;
mod form;
mod frame;
mod link;
mod listing;
mod mark;
pub mod pages;
mod person_choice;
mod provision_text;
mod redline_view;
mod stage_step;
mod text_choice;
mod vote_count;

pub use act_offer::{ActOffer, ActOffers, GroundLine, Offer};
pub use block::{Block, Entry, Heading, Held};
pub use day::{Day, Moment};
pub use form::{CellControl, CellInput, Choice, Column, Control, Field, FieldError};
pub use frame::{
    DemonstrationBar, Frame, HostedCode, Notice, NoticeKind, Reader, Section, own_script, script_version, style_sheet,
    style_version,
};
pub use link::{Crumb, Link};
pub use listing::{Pages, SortHeading, StageFilter};
pub use mark::{Basis, Tag, Tone};
pub use person_choice::PersonChoice;
pub use provision_text::{Changing, DefinitionText, ProvisionText, Standing, TermNote, TextBlock, Words};
pub use redline_view::{
    Cell, ChangeLine, ChangeWords, ProvisionChange, RedlineEntry, RedlineView, Row, RowMark, Segment,
};
pub use stage_step::{StageStep, StepState};
pub use text_choice::{TextChoice, TextOption};
pub use vote_count::{CategoryVote, VoteCount};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
