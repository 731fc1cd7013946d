//! Folding what happens to policies of assurance and to the projects under them.

use jiff::civil::DateTime;

use crate::event::AssuranceEvent;
use crate::register::{Kept, PolicyVersion, Project, ProjectStep, Referral, Register};

impl Register {
    pub(super) fn fold_assurance(&mut self, event: &AssuranceEvent, at: DateTime) {
        if let AssuranceEvent::Drafted { policy, version, changes, .. } = event {
            self.policies.push(PolicyVersion {
                policy: policy.clone(),
                version: version.clone(),
                changes: changes.clone(),
                drafted: at,
                adopted: None,
                considered: None,
                published: None,
                referral: None,
            });
        }
        if let AssuranceEvent::Adopted { policy, version, views, general_objectives, other_obligations, .. } = event {
            self.owe_publication(policy, version, at);
            let considered = [views.clone(), general_objectives.clone(), other_obligations.clone()];
            self.with_version(policy, version, |held| {
                held.adopted = Some(at);
                held.considered = Some(considered);
            });
        }
        if let AssuranceEvent::Published { policy, version, .. } = event {
            self.publication_done(policy, version, at);
            self.with_version(policy, version, |held| held.published = Some(at));
        }
        if let AssuranceEvent::Referred { policy, version, reasons, .. } = event {
            let referral = Referral { reasons: reasons.clone(), at, decided: None };
            self.with_version(policy, version, |held| held.referral = Some(referral));
        }
        if let AssuranceEvent::ReferralDecided { policy, version, stands, .. } = event {
            self.with_version(policy, version, |held| {
                held.referral.iter_mut().for_each(|referral| referral.decided = Some((*stands, at)));
            });
        }
        self.fold_project(event, at);
    }

    fn fold_project(&mut self, event: &AssuranceEvent, at: DateTime) {
        if let AssuranceEvent::ProjectRegistered { project, by, what } = event {
            let entered = Kept { what: what.clone(), by: by.clone(), at };
            let (steps, requests) = (Vec::new(), Vec::new());
            self.projects
                .insert(project.clone(), Project { entered, steps, tailored_because: None, requests, live: None });
        }
        if let AssuranceEvent::ProjectTailored { project, steps, reasons, .. } = event
            && let Some(held) = self.projects.get_mut(project)
        {
            let met =
                |step: &String| held.steps.iter().find(|known| known.step == *step).and_then(|known| known.met.clone());
            held.steps = steps.iter().map(|step| ProjectStep { step: step.clone(), met: met(step) }).collect();
            held.tailored_because = Some(reasons.clone());
        }
        if let AssuranceEvent::ProjectStepMet { project, step, evidence, .. } = event
            && let Some(held) = self.projects.get_mut(project)
        {
            let own = held.steps.iter_mut().filter(|known| known.step == *step);
            own.for_each(|known| known.met = Some((at, evidence.clone())));
        }
        if let AssuranceEvent::ProjectWentLive { project, .. } = event
            && let Some(held) = self.projects.get_mut(project)
        {
            held.live = Some(at);
        }
    }

    fn with_version(&mut self, policy: &str, version: &str, change: impl FnOnce(&mut PolicyVersion)) {
        let own = self.policies.iter_mut().find(|held| held.policy == policy && held.version == version);
        if let Some(held) = own {
            change(held);
        };
    }
}
