//! The Code as it will be on a coming day, and under a mix of proposals that are still open.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use legaltext::Edition;

use super::edition::amended;
use super::merging::{Unmerged, merge_parts};
use super::{Attached, Proposal, Register};
use crate::legal_text::TextPart;
use crate::names::{ProposalId, SolutionId, Stage, day};

/// The Code as it will be on a coming day. Worked out when asked for, never kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    /// The edition, with every approved text whose day comes by then, except those that do not merge.
    pub edition: Edition,
    /// Each approved text whose day comes by then, in the order in which they come into force.
    pub steps: Vec<Step>,
}

impl Coming {
    /// The texts that do not merge, and so are not in the edition.
    pub fn conflicts(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| !step.unmerged.is_empty())
    }
}

/// An approved text that comes into force by a day, or a proposal of a mix.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The proposal.
    pub proposal: ProposalId,
    /// The number it goes by.
    pub number: String,
    /// The parts; none named where the text has one only.
    pub parts: Vec<String>,
    /// The day; absent in a mix.
    pub date: Option<Date>,
    /// Whether the Code it comes into is another than the one it was drafted against, so that it was merged.
    pub merged: bool,
    /// Each place that does not merge; nothing where the text is in the edition.
    pub unmerged: Vec<Unmerged>,
}

/// The Code under a mix of proposals that are still open.
#[derive(Debug, Clone, PartialEq)]
pub struct Mix {
    /// The edition; none where any of the proposals does not merge, for a half mix would mislead.
    pub edition: Option<Edition>,
    /// Each proposal in the order of the mix.
    pub steps: Vec<Step>,
    /// What in the mix names nothing that could be in it; one sentence each.
    pub unknown: Vec<String>,
}

impl Mix {
    /// The proposals that do not merge with the Code or with those before them.
    pub fn conflicts(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| !step.unmerged.is_empty())
    }
}

/// A part that is approved and not in force, with the day on which it is expected.
struct Pending<'a> {
    date: Date,
    decided: DateTime,
    proposal: &'a Proposal,
    text: &'a Arc<Attached>,
    part: &'a TextPart,
}

impl Register {
    /// The Code as it will be on a day: what is recorded for that day, and every approved text with a day until then, in
    /// the order of days and, on one day, of decisions. None where no document is held.
    #[must_use]
    pub fn edition_on_coming(&self, on: Date) -> Option<Coming> {
        let mut edition = self.edition_at(on)?.clone();
        let mut steps: Vec<Step> = Vec::new();
        let mut live: Vec<(ProposalId, String)> = Vec::new();
        for pending in self.pending(on) {
            let several = pending.text.parts.len() > 1;
            let mut step = Step {
                proposal: pending.proposal.id.clone(),
                number: pending.proposal.number().to_owned(),
                parts: Vec::from_iter(several.then(|| pending.part.name.clone())),
                date: Some(pending.date),
                merged: false,
                unmerged: Vec::new(),
            };
            match self.with_part(&pending, &live, &edition) {
                Ok((next, merged)) => {
                    edition = next;
                    step.merged = merged;
                    live.push((pending.proposal.id.clone(), pending.part.name.clone()));
                }
                Err(unmerged) => step.unmerged = unmerged,
            }
            steps.push(step);
        }
        Some(Coming { edition, steps })
    }

    /// The parts that are approved and come by a day, in order.
    fn pending(&self, on: Date) -> Vec<Pending<'_>> {
        let mut pending: Vec<Pending<'_>> = Vec::new();
        for proposal in self.proposals.values().filter(|proposal| proposal.stage == Stage::Approved) {
            let (Some(text), Some(decision)) = (proposal.approved_text(), &proposal.decision) else { continue };
            for part in proposal.parts_to_come().filter(|part| part.amendments > 0) {
                if let Some(date) = self.expected(proposal, &part.in_force).filter(|date| *date <= on) {
                    pending.push(Pending { date, decided: decision.at, proposal, text, part });
                }
            }
        }
        pending.sort_by(|a, b| (a.date, a.decided, &a.proposal.id).cmp(&(b.date, b.decided, &b.proposal.id)));
        pending
    }

    /// An edition with one part of a text in it, and whether it had to be merged. `live` are the parts of earlier steps.
    fn with_part(
        &self,
        pending: &Pending<'_>,
        live: &[(ProposalId, String)],
        edition: &Edition,
    ) -> Result<(Edition, bool), Vec<Unmerged>> {
        let amendments = pending.text.amendments_of_part(&pending.part.name);
        let part = (pending.part.clone(), amendments.to_vec());
        let mut base = self.base_of_rest(pending.proposal, pending.text);
        for (_, name) in live.iter().filter(|(id, _)| *id == pending.proposal.id) {
            let before = pending.text.amendments_of_part(name);
            base = amended(&base, before, pending.proposal.number()).map_or(base, |applied| applied.edition);
        }
        let merged = merge_parts(&base, edition, vec![part], pending.proposal.number())?;
        Ok((merged.edition, base.hash() != edition.hash()))
    }

    /// The Code of a day with proposals in it that are not in force, one after another in the order given. A proposal is
    /// named by any of its numbers; `MP084/alternative-1` names one of its solutions.
    #[must_use]
    pub fn edition_with(&self, numbers: &[&str], on: Date) -> Mix {
        let mut mix = Mix { edition: None, steps: Vec::new(), unknown: Vec::new() };
        let Some(mut edition) = self.edition_at(on).cloned() else {
            mix.unknown.push(format!("no document of the Code is held for {}", day(on)));
            return mix;
        };
        for named in numbers {
            let (proposal, text) = match self.in_mix(named, on) {
                Ok(found) => found,
                Err(sentence) => {
                    mix.unknown.push(sentence);
                    continue;
                }
            };
            let mut step = Step {
                proposal: proposal.id.clone(),
                number: proposal.number().to_owned(),
                parts: Vec::new(),
                date: None,
                merged: false,
                unmerged: Vec::new(),
            };
            match self.merged_onto(proposal, text, &edition) {
                Ok((next, merged)) => {
                    edition = next;
                    step.merged = merged;
                }
                Err(unmerged) => step.unmerged = unmerged,
            }
            mix.steps.push(step);
        }
        if mix.unknown.is_empty() && mix.conflicts().next().is_none() {
            mix.edition = Some(edition);
        }
        mix
    }

    /// A proposal of a mix and the text that stands for it or for the solution named.
    fn in_mix(&self, named: &str, on: Date) -> Result<(&Proposal, &Arc<Attached>), String> {
        let (number, solution) = match named.split_once('/') {
            Some((number, solution)) => (number, Some(SolutionId::from(solution))),
            None => (named, None),
        };
        let proposal = self.proposal(number).ok_or_else(|| format!("there is no proposal {number} in the register"))?;
        if let Some(live) = proposal.live.filter(|live| *live <= on) {
            return Err(format!("{} is in force since {}; leave it out of the mix", proposal.number(), day(live)));
        }
        let text = match &solution {
            Some(solution) => {
                proposal.solution(Some(solution))?;
                proposal.legal_text_of(solution)
            }
            None => proposal.legal_text.as_ref(),
        };
        text.map(|text| (proposal, text)).ok_or_else(|| format!("{} has no legal text yet", proposal.number()))
    }
}
