//! Folding what passes between a proposal and the committees that watch what it affects.

use jiff::civil::DateTime;

use crate::event::ScreeningEvent;
use crate::names::ProposalId;
use crate::register::{Flag, Register, Screened};

impl Register {
    pub(super) fn fold_screening(&mut self, event: &ScreeningEvent, at: DateTime) {
        match event {
            ScreeningEvent::Flagged { proposal, committee, likely, reasons, .. } => {
                let (committee, likely, reasons) = (committee.clone(), *likely, reasons.clone());
                self.screened_mut(proposal).flags.push(Flag { committee, likely, reasons, at });
            }
            ScreeningEvent::CommitteeTold { proposal, committee, .. } => {
                self.screened_mut(proposal).told.push((committee.clone(), at));
            }
            ScreeningEvent::AdviceAsked { proposal, committee, .. } => {
                self.screened_mut(proposal).asked.push((committee.clone(), at));
            }
            ScreeningEvent::AdviceGiven { proposal, committee, .. } => {
                self.screened_mut(proposal).given.push((committee.clone(), at));
            }
        }
    }

    fn screened_mut(&mut self, proposal: &ProposalId) -> &mut Screened {
        self.screened.entry(proposal.clone()).or_default()
    }
}
