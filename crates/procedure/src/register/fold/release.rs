//! Folding what happens to releases.

use jiff::civil::DateTime;

use super::acceptance::accept;
use crate::event::{ImpactEvent, ReleaseEvent};
use crate::names::ReleaseId;
use crate::register::{ChangeRequest, Done, Issued, Quote, Register, Release};

impl Register {
    pub(super) fn fold_release(&mut self, event: &ReleaseEvent, at: DateTime) -> Result<(), String> {
        if let ReleaseEvent::Scheduled { release, name, date, timetable, costs, criteria } = event {
            let new = || Release::new(release.clone(), name.clone(), *date);
            let scheduled = self.releases.entry(release.clone()).or_insert_with(new);
            scheduled.name.clone_from(name);
            scheduled.date = *date;
            scheduled.timetable.clone_from(timetable);
            scheduled.costs.clone_from(costs);
            if !criteria.is_empty() {
                scheduled.acceptance.criteria.clone_from(criteria);
            }
            return Ok(());
        }
        let position = self.position + 1;
        let known = self.known_release(event.release())?;
        match event {
            ReleaseEvent::Scheduled { .. } => {}
            ReleaseEvent::Recommended { .. }
            | ReleaseEvent::CriterionAssessed { .. }
            | ReleaseEvent::CriterionRevised { .. }
            | ReleaseEvent::LessonRecorded { .. }
            | ReleaseEvent::GoDecided { .. } => accept(known, event, at),
            ReleaseEvent::ScopeFrozen { by, reasons, .. } => {
                known.frozen = Some(Done { by: by.clone(), at, comment: reasons.clone() });
            }
            ReleaseEvent::ChangeRequestListed { id, title, summary, state, share, .. } => {
                let (id, title, summary) = (id.clone(), title.clone(), summary.clone());
                let listed = ChangeRequest { id, title, summary, state: state.clone(), share: *share };
                known.change_requests.retain(|one| one.id != listed.id);
                known.change_requests.push(listed);
            }
            ReleaseEvent::CostsQuoted { assessment, by, source, lines, operating, .. } => {
                let (by, source, lines) = (by.clone(), source.clone(), lines.clone());
                known.quotes.push(Quote { assessment: *assessment, by, source, lines, operating: *operating, at });
            }
            ReleaseEvent::DocumentIssued { version, changes, issued_to, by, contents, .. } => {
                let (version, contents, covers) = (*version, contents.clone(), Vec::new());
                let (changes, issued_to, by) = (changes.clone(), issued_to.clone(), by.clone());
                known.document.push(Issued { version, changes, issued_to, contents, covers, by, at, position });
            }
            ReleaseEvent::DocumentBaselined { version, covers, changes, by, .. } => {
                let (changes, covers, by) = (changes.clone(), covers.clone(), by.clone());
                let (version, issued_to, contents) = (*version, Vec::new(), Vec::new());
                known.document.push(Issued { version, changes, issued_to, contents, covers, by, at, position });
            }
            ReleaseEvent::EffortStated { effort, .. } => {
                known.efforts.retain(|one| one.task != effort.task);
                known.efforts.push(effort.clone());
            }
        }
        Ok(())
    }

    pub(super) fn fold_impact(&mut self, event: &ImpactEvent) -> Result<(), String> {
        match event {
            ImpactEvent::Recorded { proposal, impacts, systems_impacted } => {
                let known = self.known_mut(proposal)?;
                known.impacts = Some(impacts.clone());
                known.systems_impacted = *systems_impacted;
            }
        }
        Ok(())
    }

    pub(super) fn known_release(&mut self, id: &ReleaseId) -> Result<&mut Release, String> {
        self.releases.get_mut(id).ok_or_else(|| format!("it is about the release {id}, which was never scheduled"))
    }
}
