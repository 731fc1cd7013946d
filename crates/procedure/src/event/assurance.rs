//! What happens to policies of assurance and to the projects under them.

use super::area::area;
use crate::act::RegisterProject;
use crate::code::Code;

area! {
    /// Something that happened to a policy of assurance or to a project under it.
    AssuranceEvent {
        /// A version was drafted.
        Drafted "policy-drafted" of policy {
            policy: String,
            version: String,
            changes: String,
            by: String,
        }
        /// A version was adopted, with what was considered.
        Adopted "policy-adopted" of policy {
            policy: String,
            version: String,
            views: String,
            general_objectives: String,
            other_obligations: String,
            by: String,
        }
        /// The current version went to all Parties and on the Website.
        Published "policy-published" of policy {
            policy: String,
            version: String,
            by: String,
        }
        /// A disagreement on a version was referred to the Authority.
        Referred "policy-referred" of policy {
            policy: String,
            version: String,
            reasons: String,
            by: String,
        }
        /// The Authority decided whether the version stands.
        ReferralDecided "policy-referral-decided" of policy {
            policy: String,
            version: String,
            stands: bool,
            reasons: String,
            by: String,
        }
        /// A project or programme was entered.
        ProjectRegistered "project-registered" of project {
            project: String,
            by: String,
            what: RegisterProject,
        }
        /// The steps of a project were set.
        ProjectTailored "project-tailored" of project {
            project: String,
            steps: Vec<String>,
            reasons: String,
            by: String,
        }
        /// A step of a project was met.
        ProjectStepMet "project-step-met" of project {
            project: String,
            step: String,
            evidence: String,
            by: String,
        }
        /// A project went live.
        ProjectWentLive "project-went-live" of project {
            project: String,
            by: String,
        }
    }
}

impl AssuranceEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, _code: &Code) -> String {
        match self {
            Self::Drafted { policy, version, changes, .. } => format!("{policy} {version} was drafted. {changes}"),
            Self::Adopted { policy, version, .. } => format!("{policy} {version} was adopted"),
            Self::Published { policy, version, .. } => {
                format!("{policy} {version} went to all Parties and on the Website")
            }
            Self::Referred { policy, version, reasons, .. } => {
                format!("{policy} {version} was referred to the Authority. {reasons}")
            }
            Self::ReferralDecided { policy, version, stands: true, reasons, .. } => {
                format!("The Authority decided that {policy} {version} stands. {reasons}")
            }
            Self::ReferralDecided { policy, version, stands: false, reasons, .. } => {
                format!("The Authority decided that {policy} {version} falls. {reasons}")
            }
            Self::ProjectRegistered { what, .. } => format!("The project \"{}\" was entered", what.title),
            Self::ProjectTailored { project, steps, .. } => format!("The project {project} owes {} steps", steps.len()),
            Self::ProjectStepMet { project, step, .. } => format!("The project {project} met its step \"{step}\""),
            Self::ProjectWentLive { project, .. } => format!("The project {project} went live"),
        }
    }
}
