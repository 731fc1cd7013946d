//! What is recorded of whom and what a proposal touches.

use super::area::area;
use crate::code::Code;
use crate::names::ProposalId;
use crate::register::Impacts;

area! {
    /// Something recorded of whom and what a proposal touches.
    ImpactEvent {
        /// The impacts of a proposal were recorded.
        Recorded "impacts-recorded" of proposal {
            proposal: ProposalId,
            impacts: Impacts,
            systems_impacted: bool,
        }
    }
}

impl ImpactEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        match self {
            Self::Recorded { impacts, .. } if impacts.participants.is_empty() => {
                "It was recorded that no participant is touched".to_owned()
            }
            Self::Recorded { impacts, .. } => {
                let mut titles: Vec<&str> = Vec::new();
                for one in &impacts.participants {
                    let known = code.releases.participant(&one.participant);
                    let title = known.map_or(one.participant.as_str(), |known| known.title.as_str());
                    if !titles.contains(&title) {
                        titles.push(title);
                    }
                }
                format!("It was recorded whom it touches: {}", titles.join(", "))
            }
        }
    }
}
