//! Folding what happens to releases.

use crate::event::ReleaseEvent;
use crate::register::{Register, Release};

impl Register {
    pub(super) fn fold_release(&mut self, event: &ReleaseEvent) {
        match event {
            ReleaseEvent::Scheduled { release, name, date, timetable, costs } => {
                let (id, name, date) = (release.clone(), name.clone(), *date);
                let scheduled = Release { id, name, date, timetable: timetable.clone(), costs: costs.clone() };
                self.releases.insert(release.clone(), scheduled);
            }
        }
    }
}
