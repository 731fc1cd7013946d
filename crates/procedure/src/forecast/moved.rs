//! What changes when a proposal moves from one release to another.

use jiff::civil::Date;

use crate::names::{ReleaseId, day};
use crate::register::{Proposal, Register, Release, Standing};

/// Something that is otherwise after a proposal has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it is.
    pub what: String,
    /// How it was.
    pub before: String,
    /// How it is now.
    pub after: String,
}

/// Compares two states of one register: its releases, days, documents, impact rows, text and evidence as far as they concern a
/// proposal. What is the same is left out; nothing is kept, all of it is computed.
#[must_use]
pub fn moved(before: &Register, after: &Register, number: &str, on: Date) -> Vec<Moved> {
    let (was, is) = (facts(before, number, on), facts(after, number, on));
    let changed = was.into_iter().zip(is).filter(|((_, was), (_, is))| was != is);
    changed.map(|((what, before), (_, after))| Moved { what: what.to_owned(), before, after }).collect()
}

/// What is compared, always in the same order.
fn facts(register: &Register, number: &str, on: Date) -> Vec<(&'static str, String)> {
    let proposal = register.proposal(number);
    let release = proposal.and_then(|proposal| register.release(proposal.release()?.as_str()));
    let targets = proposal.map(|proposal| targets(register, proposal)).unwrap_or_default();
    let release_words = release.map_or_else(|| "none".to_owned(), |release| release.name.clone());
    let date = release.map_or_else(|| "none".to_owned(), |release| day(release.date).to_string());
    let standing = proposal.map(|proposal| standing(register, proposal, release.map_or(on, |release| release.date)));
    vec![
        ("release", release_words),
        ("day of going live", date),
        ("last days of decision", targets),
        ("documents that its release changes", release.map(|one| documents(register, one, on)).unwrap_or_default()),
        ("modifications in its release", release.map(|one| scope(register, one, on)).unwrap_or_default()),
        ("how its text stands on that day", standing.unwrap_or_default()),
        (
            "testing of it",
            release.zip(proposal).map(|(release, proposal)| testing(release, proposal)).unwrap_or_default(),
        ),
        ("evidence for going live", release.map(evidence).unwrap_or_default()),
    ]
}

fn targets(register: &Register, proposal: &Proposal) -> String {
    let name =
        |id: &ReleaseId| register.release(id.as_str()).map_or_else(|| id.to_string(), |release| release.name.clone());
    let words = proposal.targets.iter().map(|target| match target.cut_off {
        Some(cut_off) => format!("{} for the {}", day(cut_off), name(&target.release)),
        None => format!("any day for the {}", name(&target.release)),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn documents(register: &Register, release: &Release, on: Date) -> String {
    let rows = register.document_matrix(release, on).into_iter();
    rows.map(|row| format!("{}: {}", row.document, row.numbers.join(", "))).collect::<Vec<_>>().join("; ")
}

fn scope(register: &Register, release: &Release, on: Date) -> String {
    let rows = register.participant_matrix(release, on).into_iter();
    rows.map(|row| format!("{}: {}", row.number, row.participants.join(", "))).collect::<Vec<_>>().join("; ")
}

fn standing(register: &Register, proposal: &Proposal, on: Date) -> String {
    let words = proposal.standing_texts().map(|text| {
        let stands = match register.standing_of(proposal, text, on).as_ref() {
            Standing::Nothing => "nothing of it is left to come into force",
            Standing::Current => "it stands against the Code of that day",
            Standing::Merges(_) => "it merges with what changes before",
            Standing::Conflicts { .. } => "it conflicts with what changes before",
        };
        format!("version {}: {stands}", text.version)
    });
    words.collect::<Vec<_>>().join("; ")
}

fn testing(release: &Release, proposal: &Proposal) -> String {
    match release.testing.in_force() {
        None => "no Testing Approach Document is in force".to_owned(),
        Some(approach) if approach.proposals.contains(&proposal.id) => {
            format!("version {} of the Testing Approach Document covers it", approach.version)
        }
        Some(approach) => {
            format!(
                "version {} of the Testing Approach Document does not cover it; it needs an amendment",
                approach.version
            )
        }
    }
}

fn evidence(release: &Release) -> String {
    let (all, unmet) = (release.acceptance.criteria.len(), release.acceptance.unmet().count());
    format!("{} of {all} criteria of the {} are met", all - unmet, release.name)
}
