//! Folding what was taken over from papers.

use jiff::civil::DateTime;

use crate::act::{ImportedProposal, ImportedRelease};
use crate::event::ImportEvent;
use crate::names::{ProposalId, ReleaseId};
use crate::register::neighbour::Kept;
use crate::register::{Proposal, Register, Release};

impl Register {
    pub(super) fn fold_import(&mut self, event: &ImportEvent, at: DateTime) {
        match event {
            ImportEvent::PaperImported { paper, by, what } => {
                self.imports.papers.insert(paper.clone(), Kept { what: what.clone(), by: by.clone(), at });
            }
            ImportEvent::ReleaseImported { release, paper, what } => self.take_over_release(release, paper, what),
            ImportEvent::ProposalImported { proposal, paper, as_of, what } => {
                self.take_over_proposal(proposal, paper, as_of.at(0, 0, 0, 0), what);
            }
        }
    }

    fn take_over_release(&mut self, id: &ReleaseId, paper: &str, what: &ImportedRelease) {
        let mut release = Release::new(id.clone(), what.name.clone(), what.date);
        release.timetable.clone_from(&what.timetable);
        release.costs.clone_from(&what.costs);
        release.imported = Some(paper.to_owned());
        self.releases.insert(id.clone(), release);
    }

    fn take_over_proposal(&mut self, id: &ProposalId, paper: &str, as_of: DateTime, what: &ImportedProposal) {
        let mut proposal = Proposal::new(id.clone(), what.title.clone(), String::new(), as_of);
        // It is not said when it came to the stages before.
        proposal.stages.clear();
        proposal.come_to(what.stage, as_of);
        proposal.proposer = what.proposer.clone().unwrap_or_default();
        proposal.path = what.path;
        proposal.parties_impacted.clone_from(&what.parties_impacted);
        proposal.documents_impacted.clone_from(&what.documents_impacted);
        proposal.targets = what.release_targets();
        proposal.imported = Some(paper.to_owned());
        self.insert(proposal);
    }
}
