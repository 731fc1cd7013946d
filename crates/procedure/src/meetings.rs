//! What can be said of a meeting at any moment: whether it is quorate, and what waits for it.

use jiff::civil::DateTime;

use crate::act::ActName;
use crate::names::{BodyId, ProposalId};
use crate::next;
use crate::register::Register;
pub use crate::roster::quorum_at;
use crate::rule::Basis;
use crate::rulebook::Rulebook;

/// Something that waits for a body, and so belongs on its next agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its number today.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What the body may do now.
    pub act: ActName,
    /// Since when the proposal stands where it does.
    pub since: DateTime,
    /// The clauses that give the body the power.
    pub clauses: Vec<String>,
    /// How those are known; the weakest of them.
    pub basis: Basis,
}

/// The agenda that the state of the process proposes for a body: the acts that it may do at a moment, by how long each
/// proposal has waited.
#[must_use]
pub fn waiting_for(register: &Register, rulebook: &Rulebook, body: &BodyId, at: DateTime) -> Vec<Waiting> {
    let title = rulebook.code().title_of(body.as_str()).to_owned();
    let mut found = Vec::new();
    for proposal in register.proposals().filter(|proposal| !proposal.stage.is_end()) {
        let steps = next::next_steps(register, rulebook, proposal, at).into_iter();
        for step in steps.filter(|step| step.waits_for.is_empty() && step.who.contains(&title)) {
            found.push(Waiting {
                proposal: proposal.id.clone(),
                number: proposal.number().to_owned(),
                title: proposal.title.clone(),
                act: step.act,
                since: proposal.stage_since,
                clauses: step.clauses,
                basis: step.basis,
            });
        }
    }
    found.sort_by_key(|waiting| waiting.since);
    found
}
