//! Drafting a version of the Testing Approach Document (D10.19).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{Details, Problem};
use crate::case::Case;
use crate::contents::Section;
use crate::event::{Event, TestingEvent};
use crate::register::{IssueThreshold, PhasePlan};

/// A version, or an amendment of one as a version of its own; nobody tests by it before it is approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftTad {
    /// The release.
    pub release: String,
    /// Its version, not used before.
    pub version: String,
    /// What it says under each item, `a` to `n`. Where nothing is needed, the item says that.
    pub contents: Vec<Section>,
    /// The modifications under test, by number.
    pub modifications: Vec<String>,
    /// How many Testing Issues of each severity may be left.
    pub thresholds: Vec<IssueThreshold>,
    /// The body that may leave an issue out of the count.
    pub exclusions_by: String,
    /// The test phases in order, with what each needs to start and to end, and who says so.
    pub phases: Vec<PhasePlan>,
    /// The matters that a completion report holds.
    #[serde(default)]
    pub report_contents: Vec<String>,
}

impl Details for DraftTad {
    fn release(&self) -> Option<&str> {
        Some(&self.release)
    }

    fn contents(&self) -> Option<&[Section]> {
        Some(&self.contents)
    }

    fn problems(&self, case: &Case<'_>) -> Vec<Problem> {
        let mut problems = Vec::from_iter(case.unknown_release("release", &self.release));
        problems.extend(case.empty_text("version", &self.version));
        problems.extend(case.empty_text("exclusions_by", &self.exclusions_by));
        if case.release.is_some_and(|release| release.testing.approach(&self.version).is_some()) {
            problems.push(Problem::with("version", "was used before; an amendment is a version of its own"));
        }
        for number in &self.modifications {
            problems.extend(case.known_proposal("modifications", number).err());
        }
        for plan in &self.phases {
            problems.extend(case.unknown_phase("phases", &plan.phase));
            for body in [&plan.entry_by, &plan.exit_by] {
                problems.extend(case.unknown_body("phases", body));
            }
        }
        problems.extend(case.unknown_body("exclusions_by", &self.exclusions_by));
        problems
    }

    fn barred(&self, case: &Case<'_>) -> Option<String> {
        case.went_live()
    }

    fn events(&self, case: &Case<'_>) -> Result<Vec<Event>, Problem> {
        let release = case.named_release()?.id.clone();
        let proposals =
            self.modifications.iter().map(|number| Ok(case.known_proposal("modifications", number)?.id.clone()));
        let by_id = |plan: &PhasePlan| PhasePlan {
            phase: case.phase_id(&plan.phase),
            entry_by: case.body_id(&plan.entry_by),
            exit_by: case.body_id(&plan.exit_by),
            ..plan.clone()
        };
        Ok(vec![Event::Testing(TestingEvent::ApproachDrafted {
            release,
            version: self.version.trim().to_owned(),
            contents: self.contents.clone(),
            proposals: proposals.collect::<Result<_, Problem>>()?,
            thresholds: self.thresholds.clone(),
            exclusions_by: case.body_id(&self.exclusions_by),
            phases: self.phases.iter().map(by_id).collect(),
            report_contents: self.report_contents.clone(),
        })])
    }
}
