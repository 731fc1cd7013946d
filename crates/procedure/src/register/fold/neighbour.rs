//! Folding what happens beside the process.

use jiff::civil::DateTime;

use crate::event::NeighbourEvent;
use crate::register::{Register, Threshold};

impl Register {
    pub(super) fn fold_neighbour(&mut self, event: &NeighbourEvent, at: DateTime) {
        match event {
            NeighbourEvent::ThresholdSet { threshold, amount, from, .. } => {
                let (clause, amount, from) = (threshold.clone(), *amount, *from);
                self.beside.thresholds.push(Threshold { clause, amount, from, at });
            }
        }
    }
}
