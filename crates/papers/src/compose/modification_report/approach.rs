//! When the words would start: each release with the decision that keeps it, and the decision itself.

use procedure::Event;
use procedure::names::Outcome;
use procedure::register::{Release, Target};

use super::Report;
use crate::compose::paper::{Block, Mark, Section, Words};
use crate::compose::record::{day, sentence};

impl Report<'_> {
    pub(super) fn approach(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Implementation approach");
        section.blocks = self.drafted("implementation");
        section.blocks.push(Block::heading("Implementation dates"));
        let register = self.record.register;
        let targets: Vec<(&Target, &Release)> = self
            .proposal
            .targets
            .iter()
            .filter_map(|target| Some((target, register.release(target.release.as_str())?)))
            .collect();
        if targets.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("The release that it is meant for") });
            return section;
        }
        let of = &self.proposal.id;
        let put = self.record.from(|event| matches!(event, Event::PutInRelease { proposal, .. } if proposal == of));
        let last = targets.len() - 1;
        let mut before = None;
        let mut lines = Vec::new();
        for (index, (target, release)) in targets.iter().enumerate() {
            let date = Words::default().and_strong(day(release.date), put).and(format!(" ({})", release.name));
            let line = match (before, target.cut_off) {
                (None, Some(by)) => {
                    date.and(" if a decision to approve is received on or before ").and_of(day(by), put)
                }
                (Some(after), Some(by)) => date
                    .and(" if a decision to approve is received after ")
                    .and_of(day(after), put)
                    .and(" but on or before ")
                    .and_of(day(by), put),
                (Some(after), None) => date.and(" if a decision to approve is received after ").and_of(day(after), put),
                (None, None) => date,
            };
            lines.push(line.and(if index == last { "." } else { "; or" }));
            before = target.cut_off.or(before);
        }
        section.blocks.push(Block::paragraph(if lines.len() == 1 {
            "It would start on:"
        } else {
            "It would start on one of:"
        }));
        section.blocks.push(Block::bullets(lines));
        if let Some(last) = before {
            section.blocks.push(Block::paragraph(format!(
                "After {} none of these dates can be kept, and another release must be found.",
                day(last)
            )));
        }
        section
    }

    /// What was decided; none while nothing is.
    pub(super) fn decision(&mut self) -> Option<Section> {
        let decision = self.proposal.decision.as_ref()?;
        let of = &self.proposal.id;
        let from = self.record.from(|event| matches!(event, Event::Decided { proposal, .. } if proposal == of));
        let mut section = Section::new(Mark::None, "Decision");
        let word = match decision.outcome {
            Outcome::Approved => "approved",
            Outcome::Rejected => "rejected",
        };
        let mut words = Words::plain(format!("{} was ", self.proposal.number()))
            .and_strong(word, from)
            .and(format!(" by {} on ", super::super::votes::decided_by(self.record, self.proposal, decision)))
            .and_of(day(decision.at.date()), from)
            .and(".");
        if !decision.reasons.is_empty() {
            words = words.and(format!(" {}", sentence(&decision.reasons)));
        }
        section.blocks.push(Block::paragraph(words));
        if let Some(release) = decision.release.as_ref().and_then(|id| self.record.register.release(id.as_str())) {
            section.blocks.push(Block::paragraph(format!(
                "It goes into the {} of {}.",
                release.name,
                day(release.date)
            )));
        }
        section.blocks.extend(super::super::votes::blocks(self.record, self.proposal));
        Some(section)
    }
}
