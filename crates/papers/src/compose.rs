//! Papers of the process, made from the record.
//!
//! [`Paper`] is what a composed paper is: front matter, sections, blocks. A composer is a function from [`Record`] and the
//! name of what the paper is about to a [`Paper`], one file each, listed in [`KINDS`]. Four writers print the one model:
//! [`text()`] (which `enact read` reads back), [`html()`], [`pdf`](crate::pdf::paper) and [`docx`](crate::docx::write_paper).
//!
//! A composer states nothing that the record does not hold. What should stand in the paper and is not on record is said in
//! its place and listed in [`Paper::missing`].

mod consultation;
mod decision;
mod draft_proposal;
mod html;
mod kinds;
mod legal_text;
mod marked;
mod modification_report;
mod paper;
mod record;
mod responses;
mod text;
mod votes;

pub use consultation::{collated_responses, consultation_document, response_form};
pub use decision::{change_board_paper, decision_letter, vote_record};
pub use draft_proposal::draft_proposal;
pub use html::{html, html_page};
pub use kinds::{KINDS, Kind, Of, kind};
pub use legal_text::legal_text;
pub use marked::lines;
pub use modification_report::modification_report;
pub use paper::*;
pub use record::{Gaps, Record, day, listed, paragraphs, pounds, sentence};
pub use text::text;

use procedure::register::Proposal;

/// A proposal by any of its numbers.
fn proposal<'a>(record: &Record<'a>, number: &str) -> Result<&'a Proposal, String> {
    record.register.proposal(number).ok_or_else(|| format!("no proposal is known as {number}"))
}

/// The figures and stops at the head of a version: `1.0` of `1.0, checked against the Code of 29 June 2023`.
fn figures_of(version: &str) -> Option<String> {
    let figures: String = version.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let figures = figures.trim_end_matches('.');
    (!figures.is_empty()).then(|| figures.to_owned())
}
