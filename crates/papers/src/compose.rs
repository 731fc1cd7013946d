//! Papers of the process, made from the record.
//!
//! [`Paper`] is what a composed paper is: front matter, sections, blocks. A composer is a function from [`Record`] and the
//! name of what the paper is about to a [`Paper`], one file each, listed in [`KINDS`]. Four writers print the one model:
//! [`text()`] (which `enact read` reads back), [`html()`], [`pdf`](crate::pdf::paper) and [`docx`](crate::docx::write_paper).
//!
//! A composer states nothing that the record does not hold. What should stand in the paper and is not on record is said in
//! its place and listed in [`Paper::missing`].

mod completion_report;
mod consultation;
mod decision;
mod draft_proposal;
mod glossary;
mod html;
mod kinds;
mod legal_text;
mod marked;
mod meeting;
mod modification_report;
mod objectives;
mod paper;
mod policy;
mod record;
mod release_document;
mod responses;
mod testing_approach;
mod text;
mod texts;
mod votes;

pub use completion_report::{sit_completion_report, uit_completion_report};
pub use consultation::{collated_responses, consultation_document, response_form};
pub use decision::{change_board_paper, decision_letter, vote_record};
pub use draft_proposal::draft_proposal;
pub use html::{LeadsTo, html, html_page};
pub use kinds::{KINDS, Kind, Of, kind};
pub use legal_text::legal_text;
pub use marked::lines;
pub use meeting::{agenda, meeting_pack, minutes};
pub use modification_report::modification_report;
pub use paper::*;
pub use policy::policy;
pub use record::{Gaps, Record, day, listed, paragraphs, pounds, sentence};
pub use release_document::release_document;
pub use testing_approach::testing_approach;
pub use text::text;

use jiff::civil::Date;
use procedure::register::{Proposal, Release};

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

/// A release by its id.
fn release<'a>(record: &Record<'a>, id: &str) -> Result<&'a Release, String> {
    record.register.release(id.trim()).ok_or_else(|| format!("no release is known as {id}"))
}

/// The day of the last thing that the record tells of a release or of a proposal in it; where no events are at hand, that of
/// the last version of its document.
fn last_day(record: &Record<'_>, release: &Release) -> Date {
    let stream = format!("release/{}", release.id);
    let scope = record.register.scope(release, record.today);
    let told = record.events.iter().rev().find(|recorded| {
        let in_scope = recorded.event.proposal().is_some_and(|id| scope.iter().any(|line| line.proposal == *id));
        in_scope || recorded.event.stream() == stream
    });
    let issued = release.latest_document().map(|issued| issued.at.date());
    let last = record.register.last_event().map(|at| at.date());
    told.map(|told| told.took_effect.date()).or(issued).or(last).unwrap_or(release.date)
}

/// To whom something is addressed, as a sentence names them: a body, a kind of Parties, or all of them.
fn audience(record: &Record<'_>, name: &str) -> String {
    match name {
        "parties" => "Parties".to_owned(),
        "all-parties" => "all Parties".to_owned(),
        _ => record.who(name),
    }
}

/// An id as a title: `Programme Assurance Policy` of `programme-assurance-policy`, `PAP` of `pap`.
fn titled(id: &str) -> String {
    if id.len() <= 4 {
        return id.to_uppercase();
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", chars.as_str())
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}
